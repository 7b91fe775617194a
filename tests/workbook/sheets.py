"""Pieces for tests: those of the course, and four that later chapters will need, which are nothing but YAML."""

from pathlib import Path

from smo_course.journal import Journal
from smo_course.pieces.piece import Piece
from smo_course.workbook import shelf
from smo_course.workbook.worksheet import Worksheet

FOLDER = Path(__file__).parent / "pieces"
LATER = ("audit", "calendar", "swot", "campaign")


def piece(name: str) -> Piece:
    return shelf.load(f"smo-basics/{name}") if name not in LATER else shelf.check(FOLDER / f"{name}.yaml", f"later/{name}")


def every_piece() -> list[Piece]:
    return [shelf.load(id) for id in shelf.ids()] + [piece(name) for name in LATER]


def sheet(name: str, folder: Path | None = None, lang: str = "en") -> Worksheet:
    return Worksheet(piece(name), Journal(folder), lang)


def fill(work: Worksheet) -> None:
    """Fills a piece in as its example does, in one change."""
    answer = work.piece.example.answer
    work.edit({part.id: part.example(answer[part.id], work.lang) for part in work.piece.parts if part.id in answer})
