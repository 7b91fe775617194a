"""A piece of the workbook, as its YAML file says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from ..problems import Problem, check_ids
from ..text import Text
from ..words import Words
from .blocks import Block
from .checks import AnyCheck
from .filled import Answer, Filled, place
from .inputs import ChoiceInput
from .parts import AnyPart
from .parts.base import Part, Verdict
from .parts.sum import Sum

say = Words(__file__)

Others = Callable[[str], "Filled | None"]


class Take(msgspec.Struct, forbid_unknown_fields=True):
    """Something of an earlier piece that this one goes on from, shown above it."""

    of: str
    text: Text


class Example(msgspec.Struct, forbid_unknown_fields=True):
    """The piece, well made for another company. `answer` gives each part what a learner would fill in; texts are {en: …, fr: …}."""

    company: Text
    answer: dict[str, Any]


class Piece(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """`judge` are questions that no machine can answer, to read one's own work with. Texts use the markup of exercises."""

    title: Text
    prompt: Text
    parts: list[AnyPart]
    example: Example
    takes: list[Take] = []
    checks: list[AnyCheck] = []
    judge: list[Text] = []
    id: str = ""  # chapter/name; given by the shelf, from the file's path

    def part(self, id: str) -> Part | None:
        return next((part for part in self.parts if part.id == id), None)

    def problems(self, others: Callable[[str], Piece | None]) -> Iterator[Problem]:
        """What is wrong in the file. `others` gives the pieces that it may name."""
        yield from check_ids("parts", [part.id for part in self.parts], 1)
        for n, part in enumerate(self.parts):
            yield from part.problems(f"parts[{n}]")
        known = Filled(self, {}, lambda id: Filled(found, {}) if (found := others(id)) else None)
        for field, name in self._places().items():
            yield from _place_problems(known, field, name)
        for n, check in enumerate(self.checks):
            yield from check.problems(known, f"checks[{n}]")
        for name in self.example.answer:
            if self.part(name) is None:
                yield Problem(f"example.answer.{name}", say.text("problem.part", id=name))

    def _places(self) -> dict[str, str]:
        """Every place that the file names, by its field."""
        found = {f"takes[{n}].of": take.of for n, take in enumerate(self.takes)}
        for n, part in enumerate(self.parts):
            if isinstance(part, Sum):
                found |= {f"parts[{n}].{field}": name for field, name in part.places().items()}
            for asked in part.inputs().values():
                if isinstance(asked, ChoiceInput) and asked.of:
                    found[f"parts[{n}].{asked.id}.of"] = asked.of
        for n, check in enumerate(self.checks):
            found |= {f"checks[{n}].{field}": name for field, name in check.places().items()}
        return found

    def taken(self, change: Any, lang: str) -> Answer:
        """What is kept of a change that a screen sends, part by part; nothing of what no screen sends."""
        if not isinstance(change, dict):
            return {}
        kept = {part.id: part.taken(change[part.id], lang) for part in self.parts if part.id in change}
        return {name: value for name, value in kept.items() if value is not None}

    def merged(self, answer: Answer, change: Any, lang: str) -> Answer:
        """The answer with a change to it. Neither is changed itself."""
        return _merged(answer, self.taken(change, lang))

    def verdicts(self, filled: Filled) -> list[Verdict]:
        """All that can be told of the piece without judging it."""
        told = [verdict for part in self.parts for verdict in part.verdicts(filled)]
        return told + [check.verdict(filled) for check in self.checks]

    def blocks(self, filled: Filled, lang: str) -> list[Block]:
        """How the piece reads, filled in."""
        return [block for part in self.parts for block in part.blocks(filled, lang)]

    def exemplary(self, lang: str) -> Answer:
        """The example's answer, as a learner would have filled it in."""
        given = {part.id: part.example(self.example.answer[part.id], lang) for part in self.parts if part.id in self.example.answer}
        return self.merged({}, given, lang)


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {name: _merged(old.get(name), value) for name, value in new.items()}
    return new


def _place_problems(filled: Filled, field: str, name: str) -> Iterator[Problem]:
    """Why a name does not speak of a place there is."""
    where = place(name)
    there = filled.of(name)[0] if where else None
    part = there.piece.part(where.part) if there and where else None
    if where is None:
        yield Problem(field, say.text("problem.name", name=name))
    elif there is None:
        yield Problem(field, say.text("problem.piece", id=where.piece))
    elif part is None or not (where.field in part.inputs() or (not where.field and isinstance(part, Sum))):
        known = [f"{each.id}.{asked}".rstrip(".") for each in there.piece.parts for asked in each.inputs()]
        yield Problem(field, say.text("problem.place", name=name, known=", ".join(known)))
