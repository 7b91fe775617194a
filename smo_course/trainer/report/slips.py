"""What was wrong in an answer, in words: the same words for the same mistake, so that mistakes can be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...kinds.base import Exercise, Invalid, Mark, as_list
from ...kinds.choice.model import Choice
from ...kinds.essay.model import Essay
from ...kinds.match.model import Match
from ...kinds.number.model import Number, read_number
from ...kinds.order.model import Order
from ...kinds.scenario.model import Scenario
from ...kinds.sort.model import Budget, Sort
from ...kinds.term.model import Term, plain
from ...text import number
from ..grading.safe import plain as safe
from .words import say, unmarked

_LONGEST = 60  # characters of what a learner typed


class Slips:
    """Tells the mistakes in the answers to one exercise, in one language. Those of texts are told by the points of a person."""

    def __init__(self, exercise: Exercise, lang: str):
        self.exercise, self.lang = exercise, lang
        self._typed: dict[str, str] = {}  # bare letters → how they were typed first

    def of(self, raw: Any, mark: Mark, points: dict[str, float], typed_in: str, seed: str) -> list[str]:
        """The mistakes in an answer that was given. `typed_in` is the learner's language, in which numbers are read."""
        if mark.status == "invalid":
            return [self._word("unreadable")]
        found = {
            Choice: self._choice,
            Sort: self._sort,
            Match: self._match,
            Order: self._order,
            Scenario: self._scenario,
        }
        exercise = self.exercise
        if isinstance(exercise, Essay):
            return [
                self._word("criterion", what=self._text(each.text))
                for each in exercise.rubric
                if points.get(each.id, each.points) < each.points
            ]
        if mark.status == "right":
            return []
        if isinstance(exercise, Number):
            return [self._number(exercise, raw, mark, typed_in, seed)]
        if isinstance(exercise, Term):
            return [self._term(exercise, raw)]
        return list(found[type(exercise)](exercise, raw, mark))

    def _choice(self, exercise: Choice, raw: list[str], mark: Mark) -> Iterator[str]:
        key = as_list(exercise.answer)
        for option in exercise.options:
            if option.id in raw and option.id not in key:
                yield self._text(option.text)
        if exercise.several:
            yield from (
                self._word("not_ticked", what=self._text(each.text)) for each in exercise.options if each.id in key and each.id not in raw
            )

    def _sort(self, exercise: Sort, raw: dict[str, str], mark: Mark) -> Iterator[str]:
        bins = {each.id: self._text(each.text) for each in exercise.bins}
        for item in exercise.items:
            if raw[item.id] not in as_list(item.bin):
                yield f"{self._text(item.text)} → {bins[raw[item.id]]}"
        for rule in exercise.rules():
            if not exercise.kept(rule, raw):
                over = isinstance(rule, Budget)
                yield (
                    self._word("over_budget", what=" / ".join(bins[each] for each in rule.bins))
                    if over
                    else self._word("uncovered", what=self._text(rule.text))
                )

    def _match(self, exercise: Match, raw: dict[str, dict[str, str]], mark: Mark) -> Iterator[str]:
        for row in exercise.rows:
            for column in exercise.columns:
                chosen = raw[row.id][column.id]
                if chosen not in as_list(row.key[column.id]):
                    yield f"{self._text(row.text)} → {next(self._text(each.text) for each in column.options if each.id == chosen)}"

    def _order(self, exercise: Order, raw: list[str], mark: Mark) -> Iterator[str]:
        worst = {remark.about for remark in mark.remarks}
        yield from (self._word("out_of_place", what=self._text(each.text)) for each in exercise.items if each.id in worst)

    def _scenario(self, exercise: Scenario, raw: list[str], mark: Mark) -> Iterator[str]:
        """The choices that break a principle; where none does, the outcome that they add up to."""
        steps, _, _ = exercise.walk(raw)
        broken = [
            f"{unmarked(each.node.when.get(self.lang))}{self._word('colon')}{self._text(each.choice.text)}"
            for each in steps
            if each.choice.breaks
        ]
        yield from dict.fromkeys(broken or [self._text(mark.remarks[0].text)])

    def _number(self, exercise: Number, raw: str, mark: Mark, typed_in: str, seed: str) -> str:
        said, values = mark.remarks[0].text, exercise.values(seed)
        for each in exercise.mistakes:
            if each.feedback.fill(values) == said:
                # Each learner has other numbers: the mistake is told without them.
                return re.sub(r"{\w+}", "…", self._text(each.feedback))
        if exercise.varies:
            return self._word("other_number")
        try:
            value = number(read_number(raw, typed_in, {exercise.unit.en, exercise.unit.fr}), self.lang)
        except Invalid:  # it was read when it was marked
            return self._word("unreadable")
        return self._word("this_number", what=value)

    def _term(self, exercise: Term, raw: str) -> str:
        given = plain(raw)
        for each in exercise.mistakes:
            if given in map(plain, each.match.all()):
                return self._word("typed", what=(getattr(each.match, self.lang) or each.match.all())[0])
        typed = " ".join(safe(raw).split())
        return self._word("typed", what=self._typed.setdefault(given, typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…"))

    def _text(self, text: Any) -> str:
        return unmarked(text.get(self.lang)).rstrip(".")

    def _word(self, name: str, **values: str) -> str:
        return say(name, self.lang, **values)
