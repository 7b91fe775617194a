"""A story in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base import Mark
from ..question import Unsayable
from ..telling import Section, Tally, Teller
from .model import Branch, Node, Outcome, Scenario, say


def said(exercise: Scenario, raw: list[str], lang: str) -> str:
    texts = {choice.id: choice.text.get(lang) for node in exercise.nodes for choice in node.choices}
    return " → ".join(texts.get(each, str(each)) for each in raw)


def key(exercise: Scenario, tell: Teller) -> Iterator[Section]:
    meters = [
        tell.row(each.text, code=each.id, notes=[tell.word(f"meter.{each.better}", start=each.start, min=each.min, max=each.max)])
        for each in exercise.meters
    ]
    yield tell.section(tell.word("meters_title"), rows=meters)
    signs = {0.0: "wrong", 1.0: "right"}
    outcomes = [
        tell.row(
            tell.word("credit", share=100 * each.credit),
            signs.get(each.credit, ""),
            each.condition or "",
            _terms(each, tell),
            each.text,
        )
        for each in exercise.outcomes
    ]
    yield tell.section(tell.word("outcomes"), rows=outcomes)
    nodes = {node.id: node for node in exercise.nodes}
    yield tell.section(tell.word("story"), story=_moment(nodes[exercise.start], nodes, set(), exercise, tell))


def _terms(outcome: Outcome, tell: Teller) -> list[str]:
    """What an outcome asks for besides its condition on the meters."""
    if outcome.unbroken:
        return [tell.word("unbroken", names=", ".join(outcome.unbroken))]
    return [] if outcome.condition else [tell.word("else")]


def _moment(node: Node, nodes: dict[str, Node], told: set[str], exercise: Scenario, tell: Teller) -> dict[str, Any]:
    """A moment with all that follows; one that several ways lead to is told the first time only."""
    if node.id in told:
        return {"when": tell.word("as_above", when=tell.say(node.when)), "text": "", "choices": []}
    told.add(node.id)
    choices = [
        {"text": tell.say(each.text), "notes": _effects(each, exercise, tell), "feedback": tell.say(each.feedback)}
        | {"then": _moment(nodes[each.to], nodes, told, exercise, tell)}
        for each in node.choices
    ]
    return {"when": tell.say(node.when), "text": tell.say(node.text), "choices": choices}


def _effects(choice: Branch, exercise: Scenario, tell: Teller) -> list[str]:
    meters = {each.id: tell.say(each.text) for each in exercise.meters}
    moved = [f"{meters[name]} {'+' if by > 0 else '−'}{tell.amount(abs(by))}" for name, by in choice.effect.items() if by]
    kept = [tell.word("keeps", names=", ".join(choice.keeps))] if choice.keeps else []
    broken = [tell.word("breaks", names=", ".join(choice.breaks))] if choice.breaks else []
    return [*moved, *kept, *broken]


def slips(exercise: Scenario, tell: Teller, raw: list[str], mark: Mark, typed_in: str) -> Iterator[str]:
    """The choices that break a principle; where none does and nothing is earned, the outcome that they add up to."""
    steps, _, _ = exercise.walk(raw)
    broken = [
        tell.shared("key.pair", name=tell.line(each.node.when), value=tell.line(each.choice.text)) for each in steps if each.choice.breaks
    ]
    yield from dict.fromkeys(broken or ([tell.line(mark.remarks[0].text)] if mark.status == "wrong" else []))


def question(exercise: Scenario, seed: str) -> Unsayable:
    return Unsayable(say.text("unsayable"))


def tallies(exercise: Scenario, tell: Teller) -> list[Tally]:
    """How the story ended, and what was chosen at each moment."""
    endings = {
        place: [tell.line(each.text), tell.word("percent", n=round(100 * each.credit))] for place, each in enumerate(exercise.outcomes)
    }
    choices, moments = {}, {}
    for node in exercise.nodes:
        for each in node.choices:
            breaks = f" ({tell.word('breaks_one')})" if each.breaks else ""
            choices[node.id, each.id] = [tell.line(node.when), tell.line(each.text) + breaks]
            moments[node.id, each.id] = node.id
    return [
        Tally(tell.word("endings"), [tell.word("ending"), tell.word("credit_head")], endings, dict.fromkeys(endings)),
        Tally(tell.word("chosen"), [tell.word("moment"), tell.word("choice")], choices, moments, folded=True),
    ]


def tallied(exercise: Scenario, raw: list[str]) -> list[list[Any]]:
    steps, end, _ = exercise.walk(raw)
    return [[] if end.choices else [exercise.outcome_place(steps)], [(step.node.id, step.choice.id) for step in steps]]
