"""A branching story: each choice has consequences, and the end is judged by the state it left."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cached_property
from heapq import heappop, heappush
from itertools import chain
from typing import Any, Literal

import msgspec

from ... import looks
from ...data.concepts import concepts
from ...looks.things import AnyThing, faults
from ...text import LANGUAGES, Text, reading, words
from ...words import Words
from ..base import (
    BLANK,
    Exercise,
    Guesses,
    Invalid,
    Problem,
    Remark,
    Samples,
    by_form,
    check_ids,
    kind_of_module,
    listing,
    unknown,
)
from ..base import say as all_say
from ..formula import BadFormula, evaluate
from ..opaque import Id, Mixed

say = Words(__file__)


class Meter(msgspec.Struct, forbid_unknown_fields=True):
    """A quantity that choices move. `better` says which way is good."""

    id: str
    text: Text
    start: float
    min: float
    max: float
    better: Literal["high", "low"]


class Branch(msgspec.Struct, forbid_unknown_fields=True):
    """A choice: what it does to the meters, what comes of it, and the principles (concepts) it keeps or breaks."""

    id: Id
    text: Text
    to: Id
    feedback: Text
    effect: dict[str, float] = {}
    keeps: list[str] = []
    breaks: list[str] = []


class Node(msgspec.Struct, forbid_unknown_fields=True):
    """A moment of the story; one without choices ends it."""

    id: Id
    when: Text
    text: Text
    choices: list[Branch] = []
    show: list[AnyThing] = []


class Outcome(msgspec.Struct, forbid_unknown_fields=True, rename={"condition": "if"}):
    """How an end is judged: the first outcome whose condition on the meters holds.

    `unbroken` are principles without which it does not hold either: meters can be won back, what a choice broke cannot.
    """

    credit: float
    text: Text
    condition: str | None = None
    unbroken: list[str] = []


class Step(msgspec.Struct):
    """One choice made, and the meters after it."""

    node: Node
    choice: Branch
    meters: dict[str, float]


class Scenario(Exercise, tag=kind_of_module(__name__)):
    """Answer: the list of choice ids taken, from the start to an end."""

    Shape = list[str]

    meters: list[Meter]
    start: Id
    nodes: Mixed[Node]
    outcomes: list[Outcome]

    @cached_property
    def _node(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        meters, nodes = [each.id for each in self.meters], [node.id for node in self.nodes]
        yield from check_ids("meters", meters, 1)
        yield from check_ids("nodes", nodes, 2)
        if self.start not in nodes:
            yield unknown("start", self.start, nodes)
            return
        for place, meter in enumerate(self.meters):
            if not meter.min <= meter.start <= meter.max:
                reason = all_say.text("problem.between", value=meter.start, least=meter.min, most=meter.max)
                yield Problem(f"meters[{place}].start", reason)
        for place, node in enumerate(self.nodes):
            yield from faults(node.show, f"nodes[{place}].show")
            where = f"nodes[{place}].choices"
            yield from check_ids(where, [choice.id for choice in node.choices], 0)
            if len(node.choices) == 1:
                yield Problem(where, say.text("problem.one_choice"))
            for branch, choice in enumerate(node.choices):
                if choice.to not in nodes:
                    yield unknown(f"{where}[{branch}].to", choice.to, nodes)
                for each in choice.effect:
                    if each not in meters:
                        yield unknown(f"{where}[{branch}].effect", each, meters)
        if any(choice.to not in nodes or set(choice.effect) - set(meters) for node in self.nodes for choice in node.choices):
            return
        loop = self._loop()
        if loop:
            yield Problem("nodes", say.text("problem.circle", nodes=" → ".join(loop)))
            return
        for each in set(nodes) - self._reachable():
            yield Problem("nodes", say.text("problem.unreached", node=each))
        yield from self._outcome_problems()

    def _outcome_problems(self) -> Iterator[Problem]:
        start = {meter.id: meter.start for meter in self.meters}
        breakable = {each for node in self.nodes for choice in node.choices for each in choice.breaks}
        if not self.outcomes or self.outcomes[-1].condition is not None or self.outcomes[-1].unbroken:
            yield Problem("outcomes", say.text("problem.last"))
            return
        for place, outcome in enumerate(self.outcomes):
            if not 0 <= outcome.credit <= 1:
                yield Problem(f"outcomes[{place}].credit", all_say.text("problem.between", value=outcome.credit, least=0, most=1))
            for each in sorted(set(outcome.unbroken) - breakable):
                yield Problem(f"outcomes[{place}].unbroken", say.text("problem.unbroken", id=each))
            if outcome.condition is None and not outcome.unbroken and place < len(self.outcomes) - 1:
                yield Problem(f"outcomes[{place}].if", say.text("problem.condition"))
            elif outcome.condition is not None:
                try:
                    evaluate(outcome.condition, start)
                except BadFormula as error:
                    yield Problem(f"outcomes[{place}].if", error.text)
                    return
        for wanted in ("right", "wrong"):
            if wanted not in self._examples:
                yield Problem("outcomes", say.text(f"problem.never_{wanted}"))

    def concepts_named(self) -> dict[str, str]:
        named = super().concepts_named()
        for place, node in enumerate(self.nodes):
            for branch, choice in enumerate(node.choices):
                for field in ("keeps", "breaks"):
                    named |= {
                        f"nodes[{place}].choices[{branch}].{field}[{count}]": each for count, each in enumerate(getattr(choice, field))
                    }
        for place, outcome in enumerate(self.outcomes):
            named |= {f"outcomes[{place}].unbroken[{count}]": each for count, each in enumerate(outcome.unbroken)}
        return named

    def _loop(self) -> list[str] | None:
        """A circle of nodes, if there is one."""
        done: set[str] = set()

        def follow(node: str, trail: list[str]) -> list[str] | None:
            if node in trail:
                return [*trail[trail.index(node) :], node]
            if node in done:
                return None
            for choice in self._node[node].choices:
                found = follow(choice.to, [*trail, node])
                if found:
                    return found
            done.add(node)
            return None

        return follow(self.start, [])

    def _reachable(self) -> set[str]:
        seen, todo = set(), [self.start]
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                todo += [choice.to for choice in self._node[node].choices]
        return seen

    @cached_property
    def _examples(self) -> dict[str, list[str]]:
        """A path that earns the full mark ("right"), one that earns nothing ("wrong"), one in between ("partial"), if there are.

        The good ones lie where few principles are broken and the bad ones where many are: a long story ends in thousands of
        states, and either is found among the first when it is looked for from its own side.
        """
        found: dict[str, list[str]] = {}
        for worst_first, enough in ((False, {"right", "partial"}), (True, {"wrong"})):
            for path, credit in self._ends(worst_first):
                found.setdefault({0.0: "wrong", 1.0: "right"}.get(credit, "partial"), path)
                if enough <= found.keys():
                    break
            else:
                break  # every end has been seen
        return found

    def _ends(self, worst_first: bool) -> Iterator[tuple[list[str], float]]:
        """For every state in which the story can end, one path to it and its credit.

        Those that break the fewest principles (and keep the most) come first, or those that break the most.

        Paths that meet in the same node with the same meters, and with the same principles broken of those that an outcome
        asks about, have the same future: one of them is followed.
        """
        asked = {each for outcome in self.outcomes for each in outcome.unbroken}
        worse = -1 if worst_first else 1
        count = 0  # of equals, the newest goes first: deep before wide
        todo: list[tuple] = [(0, 0, 0, self.start, self._start_state(), frozenset(), [])]
        seen = set()
        while todo:
            broken, kept, _, name, state, gone, path = heappop(todo)
            if (name, state, gone) in seen:
                continue
            seen.add((name, state, gone))
            node = self._node[name]
            if not node.choices:
                yield path, self.outcomes[self._judged(dict(state), gone)].credit
            for choice in node.choices:
                count -= 1
                principles = (broken + worse * len(choice.breaks), kept - worse * len(choice.keeps))
                after = (choice.to, self._moved(state, choice), gone | asked.intersection(choice.breaks))
                heappush(todo, (*principles, count, *after, [*path, choice.id]))

    def _start_state(self) -> tuple[tuple[str, float], ...]:
        return tuple((meter.id, meter.start) for meter in self.meters)

    def _moved(self, state: tuple[tuple[str, float], ...], choice: Branch) -> tuple[tuple[str, float], ...]:
        """The meters after a choice, each kept within its bounds."""
        before = dict(state)
        return tuple((meter.id, min(max(before[meter.id] + choice.effect.get(meter.id, 0), meter.min), meter.max)) for meter in self.meters)

    def outcome_place(self, steps: list[Step]) -> int:
        """Which of the outcomes an end is judged by, from the steps that led there: the first that holds."""
        return self._judged(steps[-1].meters, set(chain.from_iterable(each.choice.breaks for each in steps)))

    def _judged(self, meters: dict[str, float], broken: Set[str]) -> int:
        return next(
            place
            for place, each in enumerate(self.outcomes)
            if broken.isdisjoint(each.unbroken) and (each.condition is None or evaluate(each.condition, meters))
        )

    def walk(self, path: list[str]) -> tuple[list[Step], Node, dict[str, float]]:
        """The steps along a path, the node it leads to, and the meters there. Raises Invalid where the path breaks off."""
        node, state, steps = self._node[self.start], self._start_state(), []
        for each in path:
            choice = next((branch for branch in node.choices if branch.id == each), None)
            if choice is None:  # from the screen of an older version, most often
                raise Invalid(say.text("changed"))
            state = self._moved(state, choice)
            steps.append(Step(node, choice, dict(state)))
            node = self._node[choice.to]
        return steps, node, dict(state)

    def sealed(self, seed: str) -> Scenario:
        """The story as it can be played without learning what it is worth: meters move, nothing is judged or explained."""
        nodes = [
            msgspec.structs.replace(
                node, choices=[msgspec.structs.replace(each, feedback=BLANK, keeps=[], breaks=[]) for each in node.choices]
            )
            for node in self.nodes
        ]
        return self._without(nodes=nodes, outcomes=[Outcome(credit=0.0, text=BLANK)])

    def held_back(self) -> Scenario:
        """The story without its meters: whoever sees, before they choose, what a choice does to them need not read it."""
        nodes = [
            msgspec.structs.replace(node, choices=[msgspec.structs.replace(each, effect={}) for each in node.choices])
            for node in self.nodes
        ]
        return msgspec.structs.replace(self, meters=[], nodes=nodes)

    def told_late(self, raw: Any, seed: str) -> list[Remark]:
        """The story once more, choice by choice: what came of each, and what it did to the meters."""
        try:
            steps, _, _ = self.walk(self.read(raw, next(iter(LANGUAGES))))
        except Invalid:
            return []
        told, before = [], {meter.id: meter.start for meter in self.meters}
        for step in steps:
            moved = [self._moved_by(meter, step.meters[meter.id], before[meter.id]) for meter in self.meters]
            text = say.text("step", when=step.node.when, choice=step.choice.text, feedback=step.choice.feedback)
            told.append(Remark(Text(**{lang: f"{text.get(lang)}\n\n{', '.join(each.get(lang) for each in moved)}" for lang in LANGUAGES})))
            before = step.meters
        return told

    def _moved_by(self, meter: Meter, now: float, before: float) -> Text:
        sign = "+" if now > before else "−"
        return say.text("moved" if now != before else "unmoved", meter=meter.text, sign=sign, by=abs(now - before), n=now, of=meter.max)

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        """The whole story, which the screen plays: what a choice leads to is seen at once, and no end is judged there."""
        return {
            "meters": [
                {"id": each.id, "text": each.text.get(lang), "min": each.min, "max": each.max, "better": each.better, "start": each.start}
                for each in self.meters
            ],
            "start": self.start,
            "nodes": {
                node.id: {
                    "when": node.when.get(lang),
                    "text": node.text.get(lang),
                    "show": looks.nodes(node.show, lang),
                    "choices": [
                        {
                            "id": each.id,
                            "text": each.text.get(lang),
                            "to": each.to,
                            "effect": each.effect,
                            "feedback": each.feedback.get(lang),
                        }
                        for each in node.choices
                    ],
                }
                for node in self.nodes
            },
        }

    def things(self) -> list[AnyThing]:
        return [*self.show, *(each for node in self.nodes for each in node.show)]

    def seconds(self, lang: str) -> float:
        """Played once: nobody reads the moments that they do not come to."""
        return reading(sum(words(each.get(lang)) for each in (self.title, self.prompt, self.explain))) + self.work(lang)

    def work(self, lang: str) -> float:
        """The way through of somebody who chooses at random: at each moment its text, the choices, what comes of one, and the
        time to decide.
        """
        mean: dict[str, float] = {}

        def way(name: str) -> float:
            if name not in mean:
                node, mean[name] = self._node[name], 0  # which ends a circle, as no checked story has
                told = (
                    words(node.text.get(lang))
                    + words(looks.text(node.show, lang))
                    + sum(words(each.text.get(lang)) for each in node.choices)
                )
                after = [reading(words(each.feedback.get(lang))) + way(each.to) for each in node.choices]
                mean[name] = reading(told) + (20 + sum(after) / len(after) if after else 0)
            return mean[name]

        return way(self.start)

    def read(self, raw: list[str] | None, lang: str) -> list[str]:
        if not raw:
            raise Invalid(say.text("first"))
        self.walk(raw)
        return raw

    def unfinished(self, answer: list[str]) -> Text | None:
        _, node, _ = self.walk(answer)
        return say.text("not_over") if node.choices else None

    def grade(self, answer: list[str], seed: str) -> tuple[float, list[Remark]]:
        """The outcome, then the principles kept and those broken, each once. Those broken say where, and so do those kept elsewhere."""
        steps, end, _ = self.walk(answer)
        if end.choices:  # what a story comes to is judged at its end
            return 0, []
        outcome = self.outcomes[self.outcome_place(steps)]
        remarks = [Remark(outcome.text, right=outcome.credit == 1 if outcome.credit in (0, 1) else None)]
        broken = set(chain.from_iterable(each.choice.breaks for each in steps))
        for about, names in (("kept", [each.choice.keeps for each in steps]), ("broken", [each.choice.breaks for each in steps])):
            for name in dict.fromkeys(chain.from_iterable(names)):
                # a trainer's own concept is known by name alone where their folder is not
                text = concepts()[name].text if name in concepts() else Text(**dict.fromkeys(LANGUAGES, name))
                if name in broken:
                    moments = [step.node.when for step, those in zip(steps, names, strict=True) if name in those]
                    when = Text(**{lang: " · ".join(each.get(lang) for each in moments) for lang in LANGUAGES})
                    text = all_say.text("key.pair", name=when, value=text)
                remarks.append(Remark(text, about=about, right=about == "kept"))
        return outcome.credit, remarks

    def by_concept(self, answer: list[str], seed: str) -> Iterator[tuple[str, float]]:
        """The principles that choices keep or break are concepts."""
        for step in self.walk(answer)[0]:
            yield from ((each, 1) for each in step.choice.keeps)
            yield from ((each, 0) for each in step.choice.breaks)

    def solution(self, seed: str) -> Text:
        """One way through the story that earns the full mark."""
        steps, _, _ = self.walk(self.samples(seed).right)
        return listing([all_say.text("key.pair", name=step.node.when, value=step.choice.text) for step in steps])

    def guesses(self, seed: str, lang: str) -> Guesses:
        """At each moment the longest choice, the first, … or that which moves one meter most, or all of them together."""
        by_meter = {f"meter {place}": [each] for place, each in enumerate(self.meters, 1)} | {"meters": self.meters}

        def gain(choice: Branch, meters: list[Meter]) -> float:
            return sum(choice.effect.get(each.id, 0) / (each.max - each.min) * (1 if each.better == "high" else -1) for each in meters)

        def pick(node: Node, way: str) -> str:
            if way in by_meter:
                return max(node.choices, key=lambda each: gain(each, by_meter[way])).id
            return by_form(node.choices, lang)[way][0]

        answers: dict[str, list[str]] = {}
        for way in (*by_form([], lang), *by_meter):
            node, path = self._node[self.start], answers.setdefault(way, [])
            while node.choices:
                path.append(pick(node, way))
                node = self._node[next(each.to for each in node.choices if each.id == path[-1])]
        return Guesses(answers, self.title, most=0.99, alone=True)

    def samples(self, seed: str) -> Samples:
        ways = self._examples
        return Samples(ways["right"], ways["wrong"], ways.get("partial"), ["no such choice"])
