"""A piece of the workbook that was handed in, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ...pieces.blocks import AnyBlock, Paragraph, Run, plain
from ..base import Mark
from ..question import Unsayable
from ..telling import Section, Teller
from .model import Frozen, Piece, say


def said(exercise: Piece, raw: Frozen, lang: str) -> str:
    return "\n".join([raw.company, "", plain(raw.blocks)])


def laid(exercise: Piece, raw: Frozen) -> list[AnyBlock]:
    """The piece as it reads, for a screen that can set it, below the company that it was made for."""
    return [Paragraph([Run(raw.company, own=True)]), *raw.blocks]


def key(exercise: Piece, tell: Teller) -> Iterator[Section]:
    rows = [tell.row(each.text, notes=[tell.shared("key.points", points=each.points)]) for each in exercise.rubric]
    yield tell.section(tell.shared("key.criteria"), rows=rows)
    yield tell.section(tell.word("piece"), text=exercise.piece)


def slips(exercise: Piece, tell: Teller, raw: Frozen, mark: Mark, typed_in: str) -> Iterator[str]:
    """None that a machine could tell: `Kind.unearned` tells those that a person found."""
    return iter(())


def question(exercise: Piece, seed: str) -> Unsayable:
    return Unsayable(say.text("workbook"))
