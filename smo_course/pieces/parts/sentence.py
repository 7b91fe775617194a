"""A sentence with places to fill in: what the learner says in each stands in one sentence, which has to hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...problems import Problem, check_ids
from ...text import LANGUAGES, Text
from ..blocks import Block, Paragraph, Run
from ..filled import Filled, empty
from ..inputs import AnyInput, Input
from .base import Part, Row, Verdict, say

_GAP = re.compile(r"\{([a-z][a-z0-9-]*)\}")


class Sentence(Part, tag="sentence"):
    """`text` has each blank once, in braces: “To {goal}, we {action}.”"""

    text: Text
    blanks: list[AnyInput]

    def inputs(self) -> dict[str, Input]:
        return {each.id: each for each in self.blanks}

    def problems(self, field: str) -> Iterator[Problem]:
        yield from super().problems(field)
        yield from check_ids(f"{field}.blanks", [each.id for each in self.blanks], 1)
        for place, each in enumerate(self.blanks):
            yield from each.problems(f"{field}.blanks[{place}]")
        for lang in LANGUAGES:
            found = sorted(_GAP.findall(self.text.get(lang)))
            if found != sorted(each.id for each in self.blanks):
                wanted = ", ".join(f"{{{each.id}}}" for each in self.blanks)
                yield Problem(f"{field}.text.{lang}", say.text("problem.blanks", wanted=wanted))

    def taken(self, raw: Any, lang: str) -> Any:
        if not isinstance(raw, dict):
            return None
        kept = {each.id: each.taken(raw[each.id], lang) for each in self.blanks if each.id in raw}
        return {name: value for name, value in kept.items() if value is not None} or None

    def rows(self, value: Any) -> list[Row]:
        value = value if isinstance(value, dict) else {}
        values = {each.id: value.get(each.id, "") for each in self.blanks}
        return [] if all(map(empty, values.values())) else [Row("", 0, values)]

    def verdicts(self, filled: Filled) -> Iterator[Verdict]:
        rows = self.rows(filled.answer.get(self.id))
        lacking = [each.text for each in self.blanks if each.required and (not rows or empty(rows[0].values[each.id]))]
        told = say.text("told.sentence", part=self.named())
        if lacking:
            yield Verdict("todo", told, lacking if rows else [])
        elif troubles := self._troubles(filled):
            yield Verdict("look", told, troubles)
        else:
            yield Verdict("done", told)

    def blocks(self, filled: Filled, lang: str) -> Iterator[Block]:
        yield from self.titled(lang)
        values = (self.rows(filled.answer.get(self.id)) or [Row("", 0, {})])[0].values
        inputs, runs = self.inputs(), []
        for place, piece in enumerate(_GAP.split(self.text.get(lang))):
            if place % 2 == 0:
                runs.append(Run(piece))
            elif empty(values.get(piece)):
                runs.append(Run(f"[{inputs[piece].text.get(lang)}]", gap=True))
            else:
                said = inputs[piece].said(values[piece], lang, filled.options(inputs[piece]))
                runs.append(Run(said, own=True))
        yield Paragraph([run for run in runs if run.text])

    def shown(self, lang: str) -> dict[str, Any]:
        return super().shown(lang) | {"text": self.text.get(lang), "blanks": [each.shown(lang) for each in self.blanks]}
