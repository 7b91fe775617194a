"""Pieces for tests: those of the course, and four that later chapters will need, which are nothing but YAML."""

from pathlib import Path

from smo_course.journal import Journal
from smo_course.pieces.piece import Piece
from smo_course.workbook import shelf
from smo_course.workbook.worksheet import Worksheet

FOLDER = Path(__file__).parent / "pieces"
LATER = ("audit", "calendar", "swot", "campaign")


def piece(name: str) -> Piece:
    """By its id; one of the first chapter, and of those that later ones need, by the last part of it."""
    last = name.removeprefix("later/")
    if last in LATER:
        return shelf.check(FOLDER / f"{last}.yaml", f"later/{last}")
    return shelf.load(name if "/" in name else f"smo-basics/{name}")


def every_piece() -> list[Piece]:
    return [shelf.load(id) for id in shelf.ids()] + [piece(name) for name in LATER]


def sheet(name: str, folder: Path | None = None, lang: str = "en") -> Worksheet:
    return Worksheet(piece(name), Journal(folder), lang)


def fill(work: Worksheet) -> None:
    """Fills a piece in as its example does, in one change."""
    answer = work.piece.example.answer
    work.edit({part.id: part.example(answer[part.id], work.lang) for part in work.piece.parts if part.id in answer})
