"""A piece as it stands, for an exercise that asks for it: what would be handed in if it were put in now."""

from __future__ import annotations

from typing import Any

import msgspec

from ..journal import Journal
from . import shelf
from .company import company_of
from .document import missing
from .worksheet import Worksheet


def offer(id: str, journal: Journal, lang: str) -> dict[str, Any]:
    """The `answer` that the piece gives as the workbook has it, None while it is empty; what is `missing` in it; the `lesson` that
    makes it, "" where the course has no such piece."""
    try:
        sheet = Worksheet(shelf.load(id), journal, lang, company_of(journal.profile()))
    except shelf.UnknownPiece:
        return {"answer": None, "missing": [], "lesson": ""}
    lesson = shelf.made_in(id)
    answer = None
    if sheet.begun:
        blocks = msgspec.to_builtins(sheet.piece.blocks(sheet.filled(), lang))
        answer = {"company": sheet.company.name.get(lang), "blocks": blocks}
    return {"answer": answer, "missing": missing(sheet), "lesson": lesson.title.get(lang) if lesson else id}
