"""Put items in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import msgspec

from ...text import LANGUAGES, Text
from ...words import Words
from ..base import (
    BLANK,
    MARGIN,
    Exercise,
    Guesses,
    Invalid,
    Problem,
    Remark,
    Samples,
    by_form,
    check_ids,
    kind_of_module,
    not_from_screen,
    shuffled,
    unknown,
)
from ..opaque import Id

say = Words(__file__)


class Step(msgspec.Struct, forbid_unknown_fields=True):
    """`feedback` says why the step comes where it comes."""

    id: Id
    text: Text
    feedback: Text


class Order(Exercise, tag=kind_of_module(__name__)):
    """Answer: the ids in order. `items` stand in the right order; steps tied with each other may swap.

    The share earned is Kendall's tau, the share of pairs in the right order less the share in the wrong one,
    and nothing below zero: an order no better than chance earns nothing.
    """

    Shape = list[str]

    items: list[Step]
    ties: list[list[Id]] = []

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        ids = [item.id for item in self.items]
        yield from check_ids("items", ids, 3)
        for place, tie in enumerate(self.ties):
            for each in tie:
                if each not in ids:
                    yield unknown(f"ties[{place}]", each, ids)
            places = sorted(ids.index(each) for each in tie if each in ids)
            if len(places) < 2 or places != list(range(places[0], places[0] + len(places))):
                yield Problem(f"ties[{place}]", say.text("problem.apart"))
        if not self._pairs():
            yield Problem("ties", say.text("problem.no_order"))

    def _pairs(self) -> list[tuple[str, str]]:
        """The pairs whose order matters, first one first."""
        tied = {frozenset(pair) for tie in self.ties for pair in combinations(tie, 2)}
        return [pair for pair in combinations([item.id for item in self.items], 2) if frozenset(pair) not in tied]

    def parts(self) -> list[Any]:
        return self.items

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        texts = {item.id: item.text.get(lang) for item in self.items}
        return {"items": [{"id": each, "text": texts[each]} for each in self._start(seed)]}

    def _start(self, seed: str) -> list[str]:
        """The order shown at first: drawn from the seed, never the right one."""
        ids = [item.id for item in self.items]
        if self.keyless:
            return ids
        start = shuffled(ids, seed)
        return start if self._inversions(start) else start[::-1]

    def _inversions(self, answer: list[str]) -> list[tuple[str, str]]:
        place = {each: index for index, each in enumerate(answer)}
        return [(first, then) for first, then in self._pairs() if place[first] > place[then]]

    def read_out(self, lang: str) -> list[list[str]]:
        return [[each["text"] for each in self.shown("", lang)["items"]]]

    def work(self, lang: str) -> float:
        return 8 * len(self.items)

    def read(self, raw: list[str] | None, lang: str) -> list[str]:
        if not raw:
            raise Invalid(say.text("first"))
        if sorted(raw) != sorted(item.id for item in self.items):
            raise not_from_screen()
        return raw

    def grade(self, answer: list[str], seed: str) -> tuple[float, list[Remark]]:
        inversions = self._inversions(answer)
        share = max(0.0, 1 - 2 * len(inversions) / len(self._pairs()))
        out_of_place = {each for pair in inversions for each in pair}
        # The step most often on the wrong side is the one to move: saying them all would say nothing.
        counts = {each: sum(each in pair for pair in inversions) for each in out_of_place}
        worst = max(counts.values(), default=0)
        return share, [Remark(item.feedback, about=item.id, right=False) for item in self.items if counts.get(item.id) == worst and worst]

    def solution(self, seed: str) -> Text:
        return Text(
            **{lang: "\n\n".join(f"{place}. {item.text.get(lang)}" for place, item in enumerate(self.items, 1)) for lang in LANGUAGES}
        )

    def sealed(self, seed: str) -> Order:
        """The steps stand as they are shown at first: their order in the file is the key."""
        steps = {item.id: Step(item.id, item.text, BLANK) for item in self.items}
        return self._without(items=[steps[each] for each in self._start(seed)], ties=[])

    def guesses(self, seed: str, lang: str) -> Guesses:
        """A sealed order stands as it is shown: first means as given, last the other way round. Chance earns about a fifth."""
        return Guesses(by_form(self.items, lang), say.text("kind"), 0.2 + MARGIN)

    def samples(self, seed: str) -> Samples:
        right = [item.id for item in self.items]
        last, then = self._pairs()[-1]
        # Neighbours in order but for one pair: only some of it is wrong (with three steps or more).
        partial = [then if each == last else last if each == then else each for each in right]
        return Samples(right, right[::-1], partial if 0 < self.grade(partial, seed)[0] < 1 else None, ["no such step"])
