"""Choose one answer, or all that apply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ...text import Text
from ...words import Words
from ..base import (
    MARGIN,
    Exercise,
    Guesses,
    Invalid,
    Problem,
    Remark,
    Samples,
    as_list,
    by_form,
    check_ids,
    duplicates,
    kind_of_module,
    listing,
    not_from_screen,
    shuffled,
    unknown,
)
from ..opaque import Id, Mixed

say = Words(__file__)


class Option(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    text: Text
    feedback: Text | None = None


class Choice(Exercise, tag=kind_of_module(__name__)):
    """Answer: the list of ids ticked. With `several`, each right tick counts and each wrong tick takes one back. Where one may be
    ticked, `accepted` are options that are as right as the answer: somebody has found a second one, say."""

    Shape = list[str]
    since = ("accepted",)

    options: Mixed[Option]
    answer: Id | list[Id]
    several: bool = False
    accepted: list[Id] = []
    missed: Text | None = None

    def right(self) -> list[str]:
        """The options that earn something, the answer first."""
        return [*as_list(self.answer), *self.accepted]

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        ids, key = [option.id for option in self.options], as_list(self.answer)
        yield from check_ids("options", ids, 2)
        for each in self.accepted:
            if each not in ids:
                yield unknown("accepted", each, ids)
        if self.accepted and self.several:
            yield Problem("accepted", say.text("problem.accepted"))
        for each in duplicates(self.right()):
            if each not in duplicates(key):
                yield Problem("accepted", say.text("problem.twice", id=each))
        for each in key:
            if each not in ids:
                yield unknown("answer", each, ids)
        for each in duplicates(key):
            yield Problem("answer", say.text("problem.twice", id=each))
        if not key or (len(key) > 1 and not self.several):
            yield Problem("answer", say.text("problem.one", found=len(key)))
        if set(ids) <= set(self.right()):
            yield Problem("answer", say.text("problem.all"))
        for place, option in enumerate(self.options):
            if option.id not in self.right() and option.feedback is None:
                yield Problem(f"options[{place}].feedback", say.text("problem.feedback", id=option.id))

    def parts(self) -> list[Any]:
        return self.options

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        texts = {option.id: option.text.get(lang) for option in self.options}
        return {"several": self.several, "options": [{"id": each, "text": texts[each]} for each in shuffled(list(texts), seed)]}

    def read_out(self, lang: str) -> list[list[str]]:
        return [[each["text"] for each in self.shown("", lang)["options"]]]

    def work(self, lang: str) -> float:
        return 25

    def read(self, raw: list[str] | None, lang: str) -> list[str]:
        ids = {option.id for option in self.options}
        if not raw:
            raise Invalid(say.text("first"))
        if not ids.issuperset(raw):
            raise not_from_screen()
        if duplicates(raw) or (len(raw) > 1 and not self.several):
            raise Invalid(say.text("only_one"))
        return raw

    def grade(self, answer: list[str], seed: str) -> tuple[float, list[Remark]]:
        key = self.right()
        hits = sum(each in key for each in answer)
        share = max(0, hits - (len(answer) - hits)) / (len(key) if self.several else 1)
        remarks = [
            Remark(option.feedback, about=option.id, right=option.id in key)
            for option in self.options
            if option.id in answer and option.feedback
        ]
        if hits < len(key) and self.several:
            remarks.append(Remark(self.missed or say.text("missed")))
        return share, remarks

    def solution(self, seed: str) -> Text:
        return listing([option.text for option in self.options if option.id in self.right()])

    def sealed(self, seed: str) -> Choice:
        return self._without(answer="", accepted=[], missed=None, options=[Option(each.id, each.text) for each in self.options])

    def guesses(self, seed: str, lang: str) -> Guesses:
        """One option, or half of them: ticked at random, those earn a fifth of the points."""
        ticked = len(self.options) // 2 if self.several else 1
        answers = {name: ids[:ticked] for name, ids in by_form(self.options, lang).items()}
        if self.several:
            return Guesses(answers | {"all": [each.id for each in self.options]}, say.text("several"), most=0.2)
        chance = 1 / len(self.options)
        return Guesses(answers, say.text("one"), chance + MARGIN, chance - MARGIN)

    def samples(self, seed: str) -> Samples:
        key = as_list(self.answer)
        wrong = [option.id for option in self.options if option.id not in self.right()]
        partial = key[:-1] if len(key) > 1 else None
        return Samples(right=key, wrong=wrong[:1], partial=partial, invalid=["no such option"])
