"""The pieces of the course: a YAML file each, in notebooks/pieces/<chapter>/, and the lessons in which they are made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .. import bank
from ..bank import Malformed
from ..course import Lesson, content_root, syllabus
from ..errors import CourseError
from ..pieces.piece import Piece
from ..words import Words

say = Words(__file__)


class UnknownPiece(CourseError):
    """A piece that there is not. The text says which there are."""


def folder() -> Path:
    return content_root() / "notebooks" / "pieces"


def path_of(id: str) -> Path:
    return folder() / f"{id}.yaml"


def ids() -> list[str]:
    """Every piece of the course, as chapter/name."""
    return list(bank.files_in(folder()))


def parse(source: Path | str, id: str) -> Piece:
    """The piece in a YAML file (a Path) or text (a str), its schema checked. Raises Malformed."""
    piece: Piece = bank.read_as(Piece, source, id)
    piece.id = id
    return piece


def check(source: Path | str, id: str) -> Piece:
    """The piece, proven usable: every place that it names is there. Raises Malformed."""
    piece = parse(source, id)
    if problems := list(piece.problems(_or_none)):
        raise Malformed(source if isinstance(source, Path) else id, problems)
    return piece


@cache
def load(id: str) -> Piece:
    """The course's piece called chapter/name. Raises UnknownPiece, and Malformed if its file is wrong."""
    if not path_of(id).is_file():
        raise UnknownPiece(say.text("shelf.unknown", id=id, known=", ".join(ids())))
    return parse(path_of(id), id)


def _or_none(id: str) -> Piece | None:
    try:
        return load(id)
    except CourseError:
        return None


def made_in(id: str) -> Lesson | None:
    """The lesson in which a piece is made: the first that shows it."""
    return next((lesson for lesson, piece in _shown() if piece == id), None)


def in_order() -> list[str]:
    """The pieces that lessons show, in the order in which they are made."""
    return list(dict.fromkeys(piece for _, piece in _shown()))


def _shown() -> Iterator[tuple[Lesson, str]]:
    for lesson in syllabus().lessons():
        for name in lesson.pieces:
            yield lesson, piece_id(lesson, name)


def piece_id(lesson: Lesson, name: str) -> str:
    """The id of a piece as a lesson names it: one of its own chapter by its name alone, any by chapter/name."""
    return name if "/" in name else f"{lesson.chapter}/{name}"
