"""What a trainer sees of an exercise and a learner does not: the key, the feedback to every answer, the way it is marked.

Every kind tells it in the same few shapes, so that one page can show them all. A section is a dict with a `title` and

- `text`: a text with its markup, or
- `rows`: each with `what` it is about, a `sign` (right or wrong), `code` (a formula), `notes` (a few words each) and
  `text` (mostly feedback), whichever it has, or
- `story`: a moment of a story, with its choices and the moments that they lead to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..kinds.base import Exercise, as_list
from ..kinds.choice.model import Choice
from ..kinds.essay.model import Essay
from ..kinds.formula import evaluate
from ..kinds.match.model import Match
from ..kinds.number.model import Draw, Number
from ..kinds.order.model import Order
from ..kinds.scenario.model import Branch, Node, Scenario
from ..kinds.sort.model import Sort
from ..kinds.term.model import Term
from ..text import Text, number

Section = dict[str, Any]


def revealed(exercise: Exercise, seed: str, lang: str) -> list[Section]:
    """The sections of an exercise, in one language and with the numbers of one variant."""
    return _Told(exercise, seed, lang).sections()


class _Told:
    def __init__(self, exercise: Exercise, seed: str, lang: str):
        self.exercise, self.seed, self.lang = exercise, seed, lang
        self.values = exercise.values(seed)

    def sections(self) -> list[Section]:
        exercise = self.exercise
        told = [self.section("answer", text=exercise.solution(self.seed))]
        told += getattr(self, exercise.kind)(exercise)
        told.append(self.section("hints", rows=[self.row(text=hint) for hint in exercise.hints]))
        if not isinstance(exercise, Essay):  # whose explanation is its right answer
            told.append(self.section("explain", text=exercise.explained(self.seed)))
        return told

    # The shapes

    def say(self, text: Text | str | None) -> str:
        if text is None or isinstance(text, str):
            return text or ""
        return text.fill(self.values).get(self.lang)

    def word(self, name: str, /, **values: float | str) -> str:
        return (
            _WORDS[name]
            .get(self.lang)
            .format(**{key: each if isinstance(each, str) else self.amount(each) for key, each in values.items()})
        )

    def amount(self, value: float) -> str:
        return number(value, self.lang)

    def section(self, title: str, **content: Any) -> Section:
        if "text" in content:
            content["text"] = self.say(content["text"])
        return {"title": self.word(title), **content}

    def row(
        self, what: Text | str = "", sign: str = "", code: str = "", notes: list[str] | None = None, text: Text | None = None
    ) -> dict[str, Any]:
        return {"what": self.say(what), "sign": sign, "code": code, "notes": notes or [], "text": self.say(text)}

    def named(self, parts: list[Any], ids: list[str]) -> str:
        texts = {each.id: self.say(each.text) for each in parts}
        return " / ".join(texts[each] for each in ids)

    # The kinds

    def choice(self, exercise: Choice) -> Iterator[Section]:
        key = as_list(exercise.answer)
        signs = {option.id: "right" if option.id in key else "wrong" for option in exercise.options}
        yield self.section("each", rows=[self.row(each.text, signs[each.id], text=each.feedback) for each in exercise.options])
        if exercise.missed:
            yield self.section("missed", text=exercise.missed)

    def term(self, exercise: Term) -> Iterator[Section]:
        words = {"English": exercise.accept.en, "français": exercise.accept.fr}
        yield self.section("accepted", rows=[self.row(name, "right", notes=accepted) for name, accepted in words.items()])
        if exercise.mistakes:
            rows = [self.row(" / ".join(dict.fromkeys(each.match.all())), "wrong", text=each.feedback) for each in exercise.mistakes]
            yield self.section("mistakes", rows=rows)
        yield self.section("otherwise", text=exercise.otherwise)

    def number(self, exercise: Number) -> Iterator[Section]:
        unit = self.say(exercise.unit)
        rows = [
            self.row(self.word("formula"), code=exercise.answer),
            self.row(self.word("tolerance"), notes=[f"± {self.amount(exercise.tolerance)} {unit}"]),
        ]
        rows += [
            self.row(self.word("drawn"), code=name, notes=[self.draw(draw), self.word("here", value=self.values[name])])
            for name, draw in exercise.draw.items()
        ]
        yield self.section("marked", rows=rows)
        if exercise.mistakes:
            yield self.section("mistakes", rows=[
                self.row(sign="wrong", code=each.value, text=each.feedback,
                         notes=[self.word("here", value=round(evaluate(each.value, self.values), exercise.decimals))])
                for each in exercise.mistakes
            ])  # fmt: skip
        yield self.section("otherwise", text=exercise.otherwise)

    def draw(self, draw: Draw) -> str:
        if draw.among is not None:
            return self.word("among", list=" · ".join(map(self.amount, draw.among)))
        return self.word("range", start=draw.start, stop=draw.stop, step=draw.step)

    def order(self, exercise: Order) -> Iterator[Section]:
        rows = [self.row(f"{place}. {self.say(each.text)}", text=each.feedback) for place, each in enumerate(exercise.items, 1)]
        yield self.section("each_step", rows=rows)
        if exercise.ties:
            yield self.section("ties", rows=[self.row(self.named(exercise.items, tie)) for tie in exercise.ties])

    def match(self, exercise: Match) -> Iterator[Section]:
        def cells(row: Any) -> list[str]:
            return [
                self.word("pair", name=self.say(column.text), value=self.named(column.options, as_list(row.key[column.id])))
                for column in exercise.columns
            ]

        yield self.section("each_row", rows=[self.row(row.text, notes=cells(row), text=row.feedback) for row in exercise.rows])

    def sort(self, exercise: Sort) -> Iterator[Section]:
        unit = self.say(exercise.cost_unit)

        def notes(item: Any) -> list[str]:
            cost = [f"{self.amount(item.cost)} {unit}"] if exercise.budgets else []
            covers = [self.word("covers", goals=self.named(exercise.goals, item.covers))] if item.covers else []
            return [f"→ {self.named(exercise.bins, as_list(item.bin))}", *cost, *covers]

        yield self.section("each_item", rows=[self.row(each.text, notes=notes(each), text=each.feedback) for each in exercise.items])
        if exercise.budgets:
            yield self.section("budgets", rows=[
                self.row(self.named(exercise.bins, each.bins), notes=[self.word("limit", limit=each.limit, unit=unit)], text=each.feedback)
                for each in exercise.budgets
            ])  # fmt: skip
        if exercise.goals:
            yield self.section("goals", rows=[
                self.row(each.text, notes=[f"→ {self.named(exercise.bins, each.bins)}"], text=each.feedback) for each in exercise.goals
            ])  # fmt: skip

    def essay(self, exercise: Essay) -> Iterator[Section]:
        rows = [self.row(each.text, notes=[self.word("points", points=each.points)]) for each in exercise.rubric]
        yield self.section("rubric", rows=rows)
        yield self.section("length", text=self.word("words", least=exercise.least, most=exercise.most))

    def scenario(self, exercise: Scenario) -> Iterator[Section]:
        yield self.section("meters", rows=[
            self.row(each.text, code=each.id, notes=[self.word(f"meter_{each.better}", start=each.start, min=each.min, max=each.max)])
            for each in exercise.meters
        ])  # fmt: skip
        signs = {0: "wrong", 1: "right"}
        yield self.section("outcomes", rows=[
            self.row(self.word("credit", share=100 * each.credit), signs.get(each.credit, ""), each.condition or "",
                     [] if each.condition else [self.word("else")], each.text)
            for each in exercise.outcomes
        ])  # fmt: skip
        nodes = {node.id: node for node in exercise.nodes}
        yield self.section("story", story=self.moment(nodes[exercise.start], nodes, set(), exercise))

    def moment(self, node: Node, nodes: dict[str, Node], told: set[str], exercise: Scenario) -> dict[str, Any]:
        """A moment with all that follows; one that several ways lead to is told the first time only."""
        if node.id in told:
            return {"when": self.word("as_above", when=self.say(node.when)), "text": "", "choices": []}
        told.add(node.id)
        choices = [
            {"text": self.say(each.text), "notes": self.effects(each, exercise), "feedback": self.say(each.feedback)}
            | {"then": self.moment(nodes[each.to], nodes, told, exercise)}
            for each in node.choices
        ]
        return {"when": self.say(node.when), "text": self.say(node.text), "choices": choices}

    def effects(self, choice: Branch, exercise: Scenario) -> list[str]:
        meters = {each.id: self.say(each.text) for each in exercise.meters}
        moved = [f"{meters[name]} {'+' if by > 0 else '−'}{self.amount(abs(by))}" for name, by in choice.effect.items() if by]
        kept = [self.word("keeps", names=", ".join(choice.keeps))] if choice.keeps else []
        broken = [self.word("breaks", names=", ".join(choice.breaks))] if choice.breaks else []
        return [*moved, *kept, *broken]


_WORDS = {
    "answer": Text(en="Right answer", fr="Bonne réponse"),
    "hints": Text(en="Hints", fr="Indices"),
    "explain": Text(en="Explanation", fr="Explication"),
    "each": Text(en="What each answer is told", fr="Ce qui est dit à chaque réponse"),
    "missed": Text(en="Where something is not ticked", fr="S’il manque une coche"),
    "accepted": Text(en="Accepted", fr="Acceptés"),
    "mistakes": Text(en="Known mistakes", fr="Erreurs connues"),
    "otherwise": Text(en="Any other answer", fr="Toute autre réponse"),
    "marked": Text(en="How it is marked", fr="Comment c’est évalué"),
    "formula": Text(en="Formula", fr="Formule"),
    "tolerance": Text(en="Tolerance", fr="Tolérance"),
    "drawn": Text(en="Drawn", fr="Tiré au sort"),
    "here": Text(en="here {value}", fr="ici {value}"),
    "among": Text(en="one of {list}", fr="l’un de {list}"),
    "range": Text(en="from {start} to {stop} by {step}", fr="de {start} à {stop}, de {step} en {step}"),
    "each_step": Text(en="The steps, and why each stands there", fr="Les étapes, et pourquoi chacune est là"),
    "ties": Text(en="May change places", fr="Peuvent changer de place entre elles"),
    "each_row": Text(en="What is right in each row", fr="Ce qui convient à chaque ligne"),
    "pair": Text(en="{name}: {value}", fr="{name}\u00a0: {value}"),
    "each_item": Text(en="Where each item belongs", fr="Où va chaque élément"),
    "covers": Text(en="covers: {goals}", fr="couvre\u00a0: {goals}"),
    "budgets": Text(en="Budgets", fr="Budgets"),
    "limit": Text(en="at most {limit} {unit}", fr="au plus {limit} {unit}"),
    "goals": Text(en="To cover", fr="À couvrir"),
    "rubric": Text(en="Rubric", fr="Critères"),
    "points": Text(en="points: {points}", fr="points\u00a0: {points}"),
    "length": Text(en="Length", fr="Longueur"),
    "words": Text(en="{least} to {most} words", fr="de {least} à {most} mots"),
    "meters": Text(en="Meters", fr="Jauges"),
    "meter_high": Text(
        en="starts at {start}, from {min} to {max}; high is good", fr="part de {start}, de {min} à {max}\u00a0; haut, c’est bien"
    ),
    "meter_low": Text(
        en="starts at {start}, from {min} to {max}; low is good", fr="part de {start}, de {min} à {max}\u00a0; bas, c’est bien"
    ),
    "outcomes": Text(en="How the end is judged (the first that holds)", fr="Comment la fin est jugée (le premier cas qui vaut)"),
    "credit": Text(en="{share}% of the points", fr="{share}\u00a0% des points"),
    "else": Text(en="in all other cases", fr="dans tous les autres cas"),
    "story": Text(en="Story map", fr="Plan de l’histoire"),
    "as_above": Text(en="{when}: as told above", fr="{when}\u00a0: comme plus haut"),
    "keeps": Text(en="keeps {names}", fr="respecte {names}"),
    "breaks": Text(en="breaks {names}", fr="enfreint {names}"),
}
