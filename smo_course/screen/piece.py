"""A piece of the workbook on the screen. It only carries messages: the work itself is a `Worksheet`, which knows no screen."""

from __future__ import annotations

from typing import Any

import msgspec
import traitlets

from ..course import Lesson
from ..pieces.inputs import ChoiceInput
from ..pieces.parts.sum import Sum
from ..pieces.parts.table import Table
from ..text import Text
from ..words import Words
from ..workbook import shelf
from ..workbook.worksheet import Worksheet, example
from .base import CourseWidget

say = Words(__file__)


class PieceView(CourseWidget):
    """The view of one piece: `content` is what stays, `state` what is filled in and what can be told of it.

    With `read_only` it shows how the piece reads, and where it is made.
    """

    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, sheet: Worksheet, here: Lesson, read_only: bool = False):
        self.sheet, self._here, self._read_only = sheet, here, read_only
        super().__init__("screen/piece", sheet.lang, content=self._content(), state=self._state() | {"n": 0})
        self.text = self._text()
        self.on_msg(lambda _, message, __: self.handle(message))

    def follow(self) -> None:
        """Shows what was written elsewhere, and for which company."""
        self.sheet.look()
        self.state = self._state() | {"n": self.state["n"]}

    def handle(self, message: Any) -> None:
        """Does what the screen asks: {do: edit, change, company, n}, or {do: look}, when it is seen again.

        An edit is for the company whose sheet the screen shows. A message that makes no sense changes nothing and is answered
        with a state that says so.
        """
        sheet = self.sheet
        match message:
            case {"do": "edit", "change": change, "company": str(company)} if not self._read_only:
                sheet.for_company(company)
                saved = None if sheet.edit(change) else {"ok": False, "text": say("piece.not_understood", sheet.lang)}
                self.state = self._state() | {"n": message.get("n")} | ({"saved": saved} if saved else {})
            case {"do": "look"}:
                self.follow()

    def _content(self) -> dict[str, Any]:
        piece, lang = self.sheet.piece, self.sheet.lang
        content = {"id": piece.id, "lang": lang, "title": piece.title.get(lang), "read_only": self._read_only}
        if self._read_only:
            return content | {"made": _made(piece.id, self._here, lang)}
        shown = example(piece, lang)
        return content | {
            "prompt": piece.prompt.get(lang),
            "parts": [part.shown(lang) for part in piece.parts],
            "judge": [each.get(lang) for each in piece.judge],
            "example": {
                "company": piece.example.company.get(lang),
                "blocks": msgspec.to_builtins(piece.blocks(shown, lang)),
            },
        }

    def _state(self) -> dict[str, Any]:
        sheet, lang = self.sheet, self.sheet.lang
        piece, filled = sheet.piece, sheet.filled()
        state: dict[str, Any] = {
            "company": {"key": sheet.company.key, "name": sheet.company.name.get(lang)},
            "saved": {"ok": sheet.saved.ok, "text": sheet.saved.text.get(lang)} if sheet.saved else None,
            "taken": [self._taken(take.of, take.text) for take in piece.takes],
        }
        if self._read_only:
            return state | {"blocks": msgspec.to_builtins(piece.blocks(filled, lang)) if sheet.begun else []}
        options = {
            f"{part.id}.{name}": [{"id": id, "text": text.get(lang)} for id, text in filled.options(asked).items()]
            for part in piece.parts
            for name, asked in part.inputs().items()
            if isinstance(asked, ChoiceInput)
        }
        return state | {
            "answer": {part.id: part.typed(sheet.answer.get(part.id), lang) for part in piece.parts},
            "options": options,
            "sums": {part.id: part.said(filled, lang) for part in piece.parts if isinstance(part, Sum)},
            "totals": {part.id: part.totals(filled, lang) for part in piece.parts if isinstance(part, Table)},
            "verdicts": [
                {"standing": each.standing, "text": each.text.get(lang), "where": [where.get(lang) for where in each.where]}
                for each in sheet.verdicts()
            ],
        }

    def _taken(self, of: str, text: Text) -> dict[str, Any]:
        """Something of an earlier piece: what it is, what was filled in, and where it is made."""
        filled = self.sheet.filled()
        earlier, lang = filled.of(of)[0], self.sheet.lang
        return {
            "text": text.get(lang),
            "said": filled.said(of, lang),
            "made": _made(earlier.piece.id, self._here, lang) if earlier else "",
        }

    def _text(self) -> str:
        """The piece to read where no widget can be shown. The same for every learner and at every moment."""
        piece, lang = self.sheet.piece, self.sheet.lang
        lines = [f"<Piece {piece.id}>", piece.title.get(lang)]
        return "\n".join(lines if self._read_only else [*lines, "", piece.prompt.get(lang)])


def _made(id: str, here: Lesson, lang: str) -> str:
    """The lesson in which a piece is made, in words; nothing in that lesson itself."""
    lesson = shelf.made_in(id)
    return say("piece.made_in", lang, lesson=lesson.title) if lesson and lesson is not here else ""
