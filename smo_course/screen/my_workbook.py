"""My workbook: every piece in one page, what is missing, the way to where each is made, and the document made of them."""

from __future__ import annotations

import base64
from html import escape
from os.path import relpath
from pathlib import Path
from typing import Any

import traitlets

from ..errors import CourseError
from ..journal import Journal
from ..words import Words, written
from ..workbook import shelf
from ..workbook.company import company_of
from ..workbook.document import missing, sheets
from ..workbook.worksheet import Worksheet
from .base import CourseWidget, Plain

say = Words(__file__)


def overview(journal: Journal, lang: str) -> Plain:
    """Every piece as it stands now: how it reads, what is missing, and a link to its lesson.

    It is HTML, not a widget: its links then work wherever JupyterLab's root is, and it is drawn again when the learner comes back.
    """
    found = sheets(journal, lang)
    company = company_of(journal.profile()).name.get(lang)
    count = say("my_workbook.count", lang, n=sum(each.complete for each in found), of=len(found))
    rows = "".join(_section(each, lang) for each in found)
    warnings = "".join(f'<p role="alert" class="smo-map-warning">{escape(each.get(lang))}</p>' for each in journal.warnings())
    text = [f"<Workbook {lang}>", *(each.piece.title.get(lang) for each in found)]
    hello = escape(say("my_workbook.hello", lang, company=company, count=count))
    return Plain(f'<style>{_style()}</style><div class="smo-mine"><p>{hello}</p>{warnings}{rows}</div>', "\n".join(text))


def _section(sheet: Worksheet, lang: str) -> str:
    from ..workbook.page import html_blocks

    title, lesson = escape(sheet.piece.title.get(lang)), shelf.made_in(sheet.piece.id)
    link = escape(relpath(lesson.notebook(lang), Path(lang)).replace("\\", "/")) if lesson else ""
    standing = "empty" if not sheet.begun else "complete" if sheet.complete else "begun"
    state = escape(say(f"my_workbook.{standing}", lang))
    lacks = "".join(f"<li>{escape(each)}</li>" for each in missing(sheet)) if standing == "begun" else ""
    told = f"<p>{escape(say('my_workbook.lacks', lang))}</p><ul>{lacks}</ul>" if lacks else ""
    where = escape(say("my_workbook.go", lang, lesson=lesson.title)) if lesson else ""
    read = escape(say("my_workbook.read", lang))
    shown = html_blocks(sheet.piece.blocks(sheet.filled(), lang), "h3", picture=False) if sheet.begun else ""
    body = f"<details><summary>{read}</summary>{shown}</details>" if shown else ""
    return (
        f'<section class="smo-mine-{standing}"><h2>{title}</h2><p class="smo-mine-state">{state} · <a href="{link}">{where}</a></p>'
        f"{told}{body}</section>"
    )


def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


class ExportView(CourseWidget):
    """The buttons that make a document. The browser sends {do: export, format, n}; the file comes back in `state`."""

    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, journal: Journal, lang: str):
        self._journal, self._lang = journal, lang
        super().__init__("screen/my_workbook", lang, content={}, state={"n": 0, "said": None, "file": None})
        self.text = f"<Export {lang}>"
        self.on_msg(lambda _, message, __: self.handle(message))

    def handle(self, message: Any) -> None:
        """Writes the document as the journal has the pieces now, and says where it lies."""
        match message:
            case {"do": "export", "format": str(format)}:
                self.state = {"n": message.get("n"), **self._exported(format)}

    def _exported(self, format: str) -> dict[str, Any]:
        from ..workbook.export import export

        self._journal.reload()
        try:
            made = export(self._journal, self._lang, format)
        except (CourseError, OSError) as error:
            return {"said": {"ok": False, "text": say("my_workbook.refused", self._lang, reason=written(error, self._lang))}, "file": None}
        where = made.path.relative_to(self._journal.home or made.path.parent).as_posix() if made.path else ""
        told = say("my_workbook.kept", self._lang, file=where) if where else say("my_workbook.not_kept", self._lang)
        return {"said": {"ok": True, "text": told}, "file": {"name": made.name, "data": base64.b64encode(made.data).decode()}}
