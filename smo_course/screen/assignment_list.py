"""The learner's assignments on the start page: where each stands, and the way to it."""

from __future__ import annotations

from html import escape
from os.path import relpath
from pathlib import Path

from ..assignment.sheet import SUFFIX, UnreadableSheet
from ..assignment.telling import handed_at
from ..assignment.work import Work, find_work
from ..journal import Journal
from ..text import moment_text
from ..words import Words

say = Words(__file__)


def assignment_rows(folder: Path, here: Path, journal: Journal, lang: str) -> list[str]:
    """A row of the map for each assignment that `smo open` put into a learner's folder; links start from `here`."""
    rows = []
    for path in sorted((folder / "assignments").glob(f"*/*{SUFFIX}")):
        try:
            work = find_work(path.name.removesuffix(SUFFIX), path.parent, journal, lang)
        except UnreadableSheet as error:
            rows.append(f'<li><span></span><span role="alert" class="smo-map-warning">{escape(error.text.get(lang))}</span></li>')
            continue
        rows.append(_row(work, relpath(path.parent / f"{work.sheet.id}-{lang}.ipynb", folder / here), lang))
    return rows


def _row(work: Work, link: str, lang: str) -> str:
    items = list(work.answers())
    answered = sum(each.standing == "answered" for each in items)
    handed = work.handed_in()
    if work.returned:
        mark, state = "✓", say("assignment_list.marked", lang, total=work.returned.total, max=work.returned.max)
    elif handed:
        mark, state = "✓", say("assignment_list.handed_in", lang, when=handed_at(handed[-1], lang))
    else:
        mark, state = ("◐" if answered else "○"), say("assignment_list.answered", lang, n=answered, of=len(items))
    due = ""
    if work.sheet.due and not work.returned:
        due = " · " + say("assignment_list.due", lang, when=moment_text(work.sheet.due, lang))
    return (
        f'<li><span aria-hidden="true" class="smo-map-mark">{mark}</span><span>'
        f'<a href="{escape(link.replace(chr(92), "/"))}">{escape(work.sheet.title.get(lang))}</a><small>{escape(state + due)}</small></span></li>'
    )
