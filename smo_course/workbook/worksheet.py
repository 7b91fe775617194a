"""A piece as a learner works on it: every change is in the journal before the screen says so.

An entry of the journal holds a change, never the whole: what one screen wrote is kept when another, opened earlier, writes
elsewhere. Read in order, the entries give the piece as it stands.
"""

from __future__ import annotations

from typing import Any

from ..journal import Journal, Saved
from ..pieces.filled import Answer, Filled
from ..pieces.parts.base import Verdict
from ..pieces.piece import Piece
from . import shelf
from .company import Company, companies, company_of


class Worksheet:
    """One piece, filled in for one company, as the journal has it."""

    def __init__(self, piece: Piece, journal: Journal, lang: str, company: Company | None = None):
        self.piece, self.journal, self.lang = piece, journal, lang
        self.company = company or company_of(journal.profile())
        self.saved: Saved | None = None
        self.answer: Answer = {}
        self._restore()

    def _restore(self) -> None:
        self.answer = answer_in(self.journal, self.piece, self.company)

    def edit(self, change: Any) -> bool:
        """Keeps a change, and gives whether it was one: what no screen sends changes nothing."""
        if not self.piece.taken(change, self.lang):
            return False
        self.saved = self.journal.write("draft", self.company.scope, exercise=self.piece.id, lang=self.lang, answer=change)
        self.answer = self.piece.merged(self.answer, change, self.lang)
        return True

    def look(self) -> None:
        """Takes in what other screens wrote meanwhile, and for which company."""
        self.journal.catch_up()
        self.company = company_of(self.journal.profile())
        self._restore()

    def for_company(self, key: str) -> None:
        """Turns to the company whose sheet a screen shows, where that is not the one that is open now."""
        if key != self.company.key:
            other = next((each for each in companies() if each.key == key), None)
            self.company = other or self.company
            self._restore()

    def filled(self) -> Filled:
        """The piece with what was filled in, and the earlier ones that it takes up."""
        return Filled(self.piece, self.answer, self._other)

    def _other(self, id: str) -> Filled | None:
        try:
            return Worksheet(shelf.load(id), self.journal, self.lang, self.company).filled()
        except shelf.UnknownPiece:
            return None

    def verdicts(self) -> list[Verdict]:
        return self.piece.verdicts(self.filled())

    @property
    def begun(self) -> bool:
        """Whether anything was filled in."""
        return any(part.begun(self.answer.get(part.id)) for part in self.piece.parts)

    @property
    def complete(self) -> bool:
        """Whether there is nothing left that can be checked."""
        return all(each.standing == "done" for each in self.verdicts())


def answer_in(journal: Journal, piece: Piece, company: Company) -> Answer:
    """A piece as the journal's entries give it, oldest first."""
    answer: Answer = {}
    for entry in journal.of(company.scope, piece.id):
        answer = piece.merged(answer, entry.answer, entry.lang)
    return answer


def example(piece: Piece, lang: str) -> Filled:
    """A piece as its example fills it in, beside the examples of the pieces that it takes up."""

    def other(id: str) -> Filled | None:
        try:
            return example(shelf.load(id), lang)
        except shelf.UnknownPiece:
            return None

    return Filled(piece, piece.exemplary(lang), other)
