"""Sort items into bins, if need be within budgets and with goals to cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ... import looks
from ...looks.things import AnyThing, faults
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
    as_list,
    check_ids,
    kind_of_module,
    listing,
    not_from_screen,
    shuffled,
    unknown,
)
from ..base import say as all_say
from ..opaque import Id, Mixed

say = Words(__file__)


class Bin(msgspec.Struct, forbid_unknown_fields=True):
    """`pointer` is said of an item that was put there and does not belong: what to ask oneself, not where it goes."""

    id: Id
    text: Text
    pointer: Text | None = None


class Item(msgspec.Struct, forbid_unknown_fields=True):
    """`bin` is where it belongs (or the bins, where several are right); `feedback` says why.

    What is to be sorted may be something to look at: its card then shows that, and `text` is what it is called in a bin and in
    feedback. `pointers` are said instead of a bin's own, by the wrong bin; where neither says anything, a wrong try is told the feedback.
    `concepts`, of those of the exercise, are what placing it right shows.
    """

    id: Id
    text: Text
    bin: Id | list[Id]
    feedback: Text
    cost: float = 0
    covers: list[Id] = []
    pointers: dict[Id, Text] = {}
    concepts: list[str] = []
    show: list[AnyThing] = []

    @property
    def told(self) -> Text:
        """What it is called, and in words what it shows."""
        if not self.show:
            return self.text
        shown = {lang: looks.text(self.show, lang).replace("\n\n", "\n").replace("\n", " · ") for lang in LANGUAGES}
        return Text(**{lang: f"{self.text.get(lang)} ({shown[lang]})" for lang in LANGUAGES})


class Budget(msgspec.Struct, forbid_unknown_fields=True):
    """The items put in these bins may cost `limit` together, not more."""

    bins: list[Id]
    limit: float
    feedback: Text


class Goal(msgspec.Struct, forbid_unknown_fields=True):
    """At least one of the items put in these bins must cover this goal."""

    id: Id
    text: Text
    bins: list[Id]
    feedback: Text


class Sort(Exercise, tag=kind_of_module(__name__)):
    """Answer: {item id: bin id} for every item. Each item in its place counts one, and so does each budget kept, once all are placed.

    That is worth the less, the more goals are left uncovered: with one of three, two of four parts of it remain.
    """

    Shape = dict[str, str]

    bins: list[Bin]
    items: Mixed[Item]
    cost_unit: Text | None = None
    budgets: list[Budget] = []
    goals: list[Goal] = []

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        bins, items = [each.id for each in self.bins], [each.id for each in self.items]
        yield from check_ids("bins", bins, 2)
        yield from check_ids("items", items, 2)
        yield from self._check_concepts("items", self.items)
        goals = [goal.id for goal in self.goals]
        for place, item in enumerate(self.items):
            yield from faults(item.show, f"items[{place}].show")
            for each in as_list(item.bin) or ["(none)"]:
                if each not in bins:
                    yield unknown(f"items[{place}].bin", each, bins)
            if set(as_list(item.bin)) >= set(bins):
                yield Problem(f"items[{place}].bin", all_say.text("problem.all_right"))
            for each in item.covers:
                if each not in goals:
                    yield unknown(f"items[{place}].covers", each, goals)
            wrong = [each for each in bins if each not in as_list(item.bin)]
            for each in item.pointers:
                if each not in wrong:
                    yield unknown(f"items[{place}].pointers.{each}", each, wrong)
        named = [(f"budgets[{place}].bins", rule.bins) for place, rule in enumerate(self.budgets)]
        named += [(f"goals[{place}].bins", rule.bins) for place, rule in enumerate(self.goals)]
        for field, where in named:
            for each in where:
                if each not in bins:
                    yield unknown(field, each, bins)
        if self.budgets and self.cost_unit is None:
            yield Problem("cost_unit", say.text("problem.unit"))
        if self.rules() and self.full_answer() is None:
            yield Problem("budgets", say.text("problem.impossible"))

    @property
    def points_first(self) -> bool:
        """Whether a wrong try is told pointers, and the reasons come with the solution."""
        return any(each.pointer for each in self.bins) or any(each.pointers for each in self.items)

    def rules(self) -> list[Budget | Goal]:
        return [*self.budgets, *self.goals]

    def kept(self, rule: Budget | Goal, answer: dict[str, str]) -> bool:
        inside = [item for item in self.items if answer.get(item.id) in rule.bins]
        if isinstance(rule, Budget):
            return sum(item.cost for item in inside) <= rule.limit + 1e-9
        return any(rule.id in item.covers for item in inside)

    def full_answer(self) -> dict[str, str] | None:
        """A placement that earns every point, or None where the rules leave none."""
        # States are what the rules can tell apart: the cost in each budget and the goals covered.
        states: dict[tuple, dict[str, str]] = {((0.0,) * len(self.budgets), frozenset()): {}}
        for item in self.items:
            reached: dict[tuple, dict[str, str]] = {}
            for (costs, covered), placed in states.items():
                for where in as_list(item.bin):
                    now = tuple(
                        round(cost + item.cost * (where in budget.bins), 9) for cost, budget in zip(costs, self.budgets, strict=True)
                    )
                    if all(cost <= budget.limit + 1e-9 for cost, budget in zip(now, self.budgets, strict=True)):
                        new = {goal.id for goal in self.goals if goal.id in item.covers and where in goal.bins}
                        reached.setdefault((now, covered | new), {**placed, item.id: where})
            states = reached
        everything = {goal.id for goal in self.goals}
        return next((placed for (_, covered), placed in states.items() if covered == everything), None)

    def parts(self) -> list[Any]:
        return self.items

    def things(self) -> list[AnyThing]:
        return [*self.show, *(each for item in self.items for each in item.show)]

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        items = {item.id: item for item in self.items}
        return {
            "bins": [{"id": each.id, "text": each.text.get(lang)} for each in self.bins],
            "items": [
                {"id": each, "text": items[each].text.get(lang)}
                | ({"cost": items[each].cost} if self.budgets else {})
                | ({"covers": items[each].covers} if self.goals else {})
                | ({"show": looks.nodes(items[each].show, lang)} if items[each].show else {})
                for each in shuffled(list(items), seed)
            ],
            "cost_unit": self.cost_unit.get(lang) if self.cost_unit else "",
            "budgets": [{"bins": each.bins, "limit": each.limit} for each in self.budgets],
            "goals": [{"id": each.id, "text": each.text.get(lang), "bins": each.bins} for each in self.goals],
        }

    def read_out(self, lang: str) -> list[list[str]]:
        items = {each.id: each.told.get(lang) for each in self.items}
        return [[each.text.get(lang) for each in self.bins], [items[each] for each in shuffled(list(items), "")]]

    def work(self, lang: str) -> float:
        return 8 * len(self.items)

    def read(self, raw: dict[str, str] | None, lang: str) -> dict[str, str]:
        if not raw:
            raise Invalid(say.text("first"))
        items, bins = {item.id for item in self.items}, {each.id for each in self.bins}
        if not items.issuperset(raw) or not bins.issuperset(raw.values()):
            raise not_from_screen()
        return raw

    def unfinished(self, answer: dict[str, str]) -> Text | None:
        left = len(self.items) - len(answer)
        return say.text("incomplete", n=left) if left else None

    def grade(self, answer: dict[str, str], seed: str) -> tuple[float, list[Remark]]:
        right = {item.id: answer[item.id] in as_list(item.bin) for item in self.items if item.id in answer}
        remarks = [
            Remark(self._pointer(item, answer[item.id]), about=item.id, right=False) for item in self.items if right.get(item.id) is False
        ]
        broken = [rule for rule in self.rules() if not self.kept(rule, answer)]
        remarks += [Remark(rule.feedback, right=False) for rule in broken]
        if not any(right.values()):  # keeping a budget earns nothing while every item is out of place
            return 0, remarks
        # … nor while there are items that might break it.
        within = sum(rule not in broken for rule in self.budgets) if len(right) == len(self.items) else 0
        covered = sum(goal not in broken for goal in self.goals)
        # Without the factor, a plan that puts everything off would earn nearly all: it covers nothing, and each item may wait.
        return (sum(right.values()) + within) / (len(self.items) + len(self.budgets)) * (1 + covered) / (1 + len(self.goals)), remarks

    def by_concept(self, answer: dict[str, str], seed: str) -> Iterator[tuple[str, float]]:
        placed = [item for item in self.items if item.id in answer]
        return ((each, float(answer[item.id] in as_list(item.bin))) for item in placed for each in item.concepts)

    def _pointer(self, item: Item, where: str) -> Text:
        """What is said of an item in a wrong bin."""
        return item.pointers.get(where) or next(each.pointer for each in self.bins if each.id == where) or item.feedback

    def solution(self, seed: str) -> Text:
        """Where each item goes and, if tries were only told pointers, why."""
        best, bins = self.full_answer() or {}, {each.id: each.text for each in self.bins}
        told = "told_why" if self.points_first else "told"
        return listing([say.text(told, item=item.text, bin=bins[best[item.id]], why=item.feedback) for item in self.items])

    def sealed(self, seed: str) -> Sort:
        """Costs, budgets and goals stay: a learner sees them while sorting."""
        return self._without(
            bins=[Bin(each.id, each.text) for each in self.bins],
            items=[msgspec.structs.replace(each, bin="", feedback=BLANK, pointers={}, concepts=[]) for each in self.items],
            budgets=[msgspec.structs.replace(each, feedback=BLANK) for each in self.budgets],
            goals=[msgspec.structs.replace(each, feedback=BLANK) for each in self.goals],
        )

    def guesses(self, seed: str, lang: str) -> Guesses:
        items, bins = [each["id"] for each in self.shown(seed, lang)["items"]], [each.id for each in self.bins]
        answers = {f"bin {place}": dict.fromkeys(items, each) for place, each in enumerate(bins, 1)}
        answers["in_turn"] = {each: bins[place % len(bins)] for place, each in enumerate(items)}
        return Guesses(answers, say.text("kind"), 1 / len(bins) + MARGIN)

    def samples(self, seed: str) -> Samples:
        right = self.full_answer() or {}
        wrong = {item.id: next(each.id for each in self.bins if each.id not in as_list(item.bin)) for item in self.items}
        partial = right | dict(list(wrong.items())[:1])
        return Samples(right, wrong, partial, {self.items[0].id: "no such bin"})
