"""The pieces of the workbook: each whole, its example complete by its own checks, an empty one not, and shown by a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..bank import Malformed, files_in, place
from ..pieces.filled import Filled
from ..pieces.piece import Piece
from ..problems import Problem
from ..text import LANGUAGES, Text
from ..workbook import shelf
from ..workbook.company import CASES, companies
from ..workbook.worksheet import example
from . import typography
from .finding import Finding, say


def pieces_in(folder: Path) -> Iterator[Finding]:
    """Everything wrong in the files of pieces below a folder."""
    for name, path in files_in(folder).items():
        try:
            piece = shelf.check(path, name)
        except Malformed as error:
            yield from (Finding(where, reason) for where, reason in error.findings)
            continue
        for problem in [*_examples(piece), *_of_a_case(piece), *typography.problems(_texts(piece))]:
            yield Finding(place(path, problem.field), problem.reason)


def shown() -> Iterator[Finding]:
    """Pieces that no lesson shows."""
    for each in sorted(set(shelf.ids()) - set(shelf.in_order())):
        yield Finding(f"notebooks/pieces/{each}.yaml", say.text("piece_unshown"))


def _examples(piece: Piece) -> Iterator[Problem]:
    """What the example lacks by the piece's own checks, in each language; and whether they see that nothing is filled in."""
    for lang in LANGUAGES:
        for verdict in piece.verdicts(example(piece, lang)):
            if verdict.standing != "done":
                where = "; ".join(each.get(lang) for each in verdict.where)
                yield Problem("example", say.text("example_lacks", what=verdict.text, where=where, lang=lang))
    if all(verdict.standing == "done" for verdict in piece.verdicts(Filled(piece, {}))):
        yield Problem("file", say.text("piece_asks_nothing"))


def _of_a_case(piece: Piece) -> Iterator[Problem]:
    """An example that is one of the companies which a learner may work for would give them their own sheet, filled in."""
    for company in companies():
        if company.key in CASES and company.name.en in piece.example.company.en:
            yield Problem("example.company", say.text("example_of_case", company=company.name))


def _texts(node: Any) -> Any:
    """A piece with its example's {en: …, fr: …} as texts."""
    if isinstance(node, Piece):
        return [node, _texts(node.example.answer)]
    if isinstance(node, dict):
        return Text(**node) if set(node) == set(LANGUAGES) else {name: _texts(each) for name, each in node.items()}
    return [_texts(each) for each in node] if isinstance(node, list) else node
