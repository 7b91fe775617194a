"""Marking by a person: every text that counts, and the points and comments that are given to it, saved as they are given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ...assignment.sheet import normal
from ...kinds import kind_of
from ...kinds.base import Exercise
from ...pieces.blocks import AnyBlock
from ..grading.grade import Grades
from ..grading.judgements import Judgement, Judgements, answer_of
from ..grading.results import read_results
from ..key import Key
from ..safe import plain

LONGEST = 10_000  # characters of a comment


class Writing(NamedTuple):
    """A learner's text, and the language in which it was written. `who` is how a screen calls them, `id` recognises the text and tells
    nothing about them."""

    id: str
    essay: Exercise  # one that a person marks
    learner: str
    who: str
    lang: str
    raw: bytes

    @property
    def text(self) -> str:
        return kind_of(self.essay).said(self.essay, self.raw, self.lang)

    @property
    def laid(self) -> list[AnyBlock]:
        """The same, laid out, where it is more than a text."""
        return kind_of(self.essay).laid(self.essay, self.raw)


class Change(NamedTuple):
    """One thing that was changed: the points of a criterion, or the comment where `criterion` is None."""

    writing: Writing
    criterion: str | None
    before: float | str | None
    after: float | str | None


def writings(key: Key, folder: Path) -> list[Writing]:
    """The texts of the last grading that count: exercise by exercise, in the order of the learners' names.

    Raises NoResults and OSError.
    """
    found: dict[str, list[Writing]] = {}
    for result in read_results(Grades(folder).results):
        for exercise, item in zip(key.exercises, result.items, strict=False):
            if exercise.by_hand and item.status not in ("unattempted", "invalid"):
                raw = bytes(item.raw)
                told = f"{key.sheet.id}|{normal(result.learner)}|{exercise.id}|{answer_of(raw)}"
                who = plain(f"{result.name} ({result.learner})" if result.name not in ("", result.learner) else result.learner)
                writing = Writing(hashlib.sha256(told.encode()).hexdigest()[:16], exercise, result.learner, who, item.lang, raw)
                found.setdefault(exercise.id, []).append(writing)
    return [writing for exercise in key.exercises for writing in found.get(exercise.id, [])]


def nameless(ordered: list[Writing], called: Callable[[int], str]) -> list[Writing]:
    """The same texts, each exercise's in an order of its own that says nothing of who wrote them; `called` names the nth."""
    found: list[Writing] = []
    for essay in {writing.essay.id: writing.essay for writing in ordered}.values():
        mixed = sorted((writing for writing in ordered if writing.essay.id == essay.id), key=lambda each: each.id)
        found += [writing._replace(who=called(n)) for n, writing in enumerate(mixed, 1)]
    return found


class Marking:
    """The marking of texts. What cannot be written is held, and written with the next change or by `save`."""

    def __init__(self, texts: list[Writing], folder: Path):
        self.texts = {writing.id: writing for writing in texts}
        self.judgements = Judgements(Grades(folder).judgements)
        self.failed: OSError | None = None  # why the last writing failed, if it did
        self.blind: OSError | None = None  # … and the last reading
        self._results = Grades(folder).results
        self._graded = self._stamp()
        self._held: dict[str, Judgement] = {}
        self._done: list[Change] = []

    def _stamp(self) -> int | None:
        try:
            return self._results.stat().st_mtime_ns
        except OSError:
            return None

    @property
    def outdated(self) -> bool:
        """Whether it was graded anew since: the texts that count may be others."""
        return self._stamp() != self._graded

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    def look(self) -> None:
        """Takes in what another window has written. Where the file cannot be read, what is known stays."""
        self.blind = None
        try:
            self.judgements.look()
        except OSError as error:
            self.blind = error

    def judgement(self, writing: Writing) -> Judgement:
        """What was given to a text so far."""
        found = self._held.get(writing.id) or self.judgements.of(writing.learner, writing.essay.id, writing.raw)
        return found or Judgement(writing.learner, writing.essay.id, answer_of(writing.raw), {})

    def earlier(self, writing: Writing) -> Judgement | None:
        """What was given to an earlier text of the same learner; it does not count for this one."""
        return self.judgements.earlier(writing.learner, writing.essay.id, writing.raw)

    def standing(self, writing: Writing) -> str:
        """How far a text is marked: "marked", "begun" or ""."""
        judgement = self.judgement(writing)
        if judgement.score(writing.essay) is not None:
            return "marked"
        return "begun" if judgement.points or judgement.comment else ""

    def unmarked_after(self, writing: Writing) -> Writing | None:
        """The next text that is not marked whole, beginning again at the first; None once all others are."""
        order = list(self.texts.values())
        place = order.index(writing)
        return next((each for each in order[place + 1 :] + order[:place] if self.standing(each) != "marked"), None)

    # What a person does

    def give(self, writing: Writing, criterion: str, points: float | None) -> None:
        """Gives points to a criterion, in halves; None takes them back. Points that there are not change nothing."""
        most = next((each.points for each in writing.essay.criteria() if each.id == criterion), 0)
        if points is None or (most and 0 <= points <= most and points * 2 == int(points * 2)):
            self._change(writing, criterion, None if points is None else float(points))

    def comment(self, writing: Writing, comment: str) -> None:
        self._change(writing, None, comment[:LONGEST])

    def undo(self) -> tuple[Writing, bool] | None:
        """Takes the last change back; gives the text that it concerns, and whether it still stood as it was left."""
        if not self._done:
            return None
        self.look()
        change = self._done.pop()
        stands = self._value(change.writing, change.criterion) == change.after
        if stands:
            self._write(change.writing, change.criterion, change.before)
        return change.writing, stands

    def save(self) -> None:
        """Writes down what is held."""
        self.failed = None
        for id in list(self._held):
            try:
                self.judgements.add(self._held[id])
            except OSError as error:
                self.failed = error
                return
            del self._held[id]

    def _value(self, writing: Writing, criterion: str | None) -> Any:
        judgement = self.judgement(writing)
        return judgement.comment if criterion is None else judgement.points.get(criterion)

    def _change(self, writing: Writing, criterion: str | None, value: Any) -> None:
        self.look()  # another window may have marked the other criteria
        before = self._value(writing, criterion)
        if value != before:
            self._done.append(Change(writing, criterion, before, value))
            self._write(writing, criterion, value)

    def _write(self, writing: Writing, criterion: str | None, value: Any) -> None:
        judgement = msgspec.structs.replace(self.judgement(writing))
        if criterion is None:
            judgement.comment = value
        else:
            points = judgement.points | {criterion: value}
            judgement.points = {name: each for name, each in points.items() if each is not None}
        self._held[writing.id] = judgement
        self.save()
