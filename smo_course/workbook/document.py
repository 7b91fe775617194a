"""The workbook as a document: what a learner made for their company, in the order of the course, ready to be set on paper."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..journal import Journal
from ..pieces.blocks import Block
from ..words import Words
from . import shelf
from .company import company_of
from .worksheet import Worksheet

say = Words(__file__)


class Section(NamedTuple):
    """A piece of it: its title and how it reads. `missing` says, of what can be checked, what is still to do."""

    title: str
    blocks: list[Block]
    missing: list[str]


class Document(NamedTuple):
    """All pieces that were begun. `note` says what the document is, and by whom where that is known."""

    title: str
    company: str
    note: str
    date: date
    lang: str
    sections: list[Section]


def sheets(journal: Journal, lang: str) -> list[Worksheet]:
    """Every piece that the lessons show, in their order, as far as it is made for the learner's company."""
    company = company_of(journal.profile())
    return [Worksheet(shelf.load(id), journal, lang, company) for id in shelf.in_order()]


def document(journal: Journal, lang: str, today: date) -> Document:
    """The learner's workbook as it stands."""
    company, name = company_of(journal.profile()), str(journal.profile().get("name") or "").strip()
    sections = [
        Section(sheet.piece.title.get(lang), sheet.piece.blocks(sheet.filled(), lang), missing(sheet))
        for sheet in sheets(journal, lang)
        if sheet.begun
    ]
    note = say("document.by", lang, name=name) if name else say("document.note", lang)
    return Document(say("document.title", lang), company.name.get(lang), note, today, lang, sections)


def missing(sheet: Worksheet) -> list[str]:
    """What of a piece can be checked and is not done, in words."""
    found = []
    for verdict in sheet.verdicts():
        if verdict.standing != "done":
            where = "; ".join(each.get(sheet.lang) for each in verdict.where)
            told = verdict.text.get(sheet.lang)
            found.append(say("document.lacks", sheet.lang, what=told, where=where) if where else told)
    return found
