"""Hand in a piece of one's workbook, which a person marks by a rubric."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...pieces.blocks import AnyBlock
from ...words import Words
from ..base import Invalid, Problem, Samples, kind_of_module, not_from_screen
from ..judged import Judged

say = Words(__file__)

_LARGEST = 200_000  # bytes of a piece as it reads: ten times a calendar of two hundred posts


class Frozen(msgspec.Struct, forbid_unknown_fields=True):
    """A piece as it read when it was put in, for the company that it was made for."""

    company: str
    blocks: list[AnyBlock]


class Piece(Judged, tag=kind_of_module(__name__), kw_only=True):
    """Answer: the piece called chapter/name as the learner's workbook has it, frozen as it reads: what they change later changes no
    hand-in. It is filled in where it always is, in its lesson."""

    Shape = Frozen

    piece: str

    @property
    def taken_from(self) -> str:
        return self.piece

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if self.piece.count("/") != 1:
            yield Problem("piece", say.text("problem.piece", id=self.piece))

    def work(self, lang: str) -> float:
        return 300

    def read(self, raw: Frozen | None, lang: str) -> Frozen:
        if raw is None or not raw.blocks:
            raise Invalid(say.text("first"))
        if len(msgspec.json.encode(raw)) > _LARGEST:
            raise not_from_screen()
        return raw

    def samples(self, seed: str) -> Samples:
        return Samples(None, None, None, {"company": "", "blocks": []})
