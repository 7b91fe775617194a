"""The learner's assignments on the start page: where each stands, and the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from os.path import relpath
from pathlib import Path

from ..assignment.sheet import SUFFIX, UnreadableSheet, damaged_sheet
from ..assignment.telling import handed_at
from ..assignment.work import Work, find_work
from ..journal import Journal
from ..text import moment_text
from ..words import Words

say = Words(__file__)


def find_assignments(folder: Path, journal: Journal, lang: str) -> Iterator[tuple[Path, Work | UnreadableSheet]]:
    """What `smo open` put into a learner's folder: where each assignment lies, and it, or why its sheet cannot be read."""
    for path in sorted((folder / "assignments").glob(f"*/*{SUFFIX}")):
        try:
            work = find_work(path.name.removesuffix(SUFFIX), path.parent, journal, lang)
            standing(work, lang)  # whatever is wrong with what a sheet holds comes out here, and is one line
        except UnreadableSheet as error:
            yield path.parent, error
        except Exception:
            yield path.parent, damaged_sheet(path)
        else:
            yield path.parent, work


def assignment_rows(folder: Path, here: Path, journal: Journal, lang: str) -> list[str]:
    """A row of the map for each assignment of a learner's folder; links start from `here`."""
    rows = []
    for place, work in find_assignments(folder, journal, lang):
        if isinstance(work, UnreadableSheet):
            rows.append(f'<li><span></span><span role="alert" class="smo-map-warning">{escape(work.text.get(lang))}</span></li>')
        else:
            rows.append(_row(work, relpath(place / notebook_name(work, lang), folder / here), lang))
    return rows


def notebook_name(work: Work, lang: str) -> str:
    return f"{work.sheet.id}-{lang}.ipynb"


def standing(work: Work, lang: str) -> tuple[str, str]:
    """Where an assignment stands: a sign, and words."""
    items = list(work.answers())
    answered = sum(each.standing == "answered" for each in items)
    handed = work.handed_in()
    if work.returned:
        return "✓", say("assignment_list.marked", lang, n=work.returned.max, total=work.returned.total)
    if handed and any(each.changed for each in items):
        return "◐", say("assignment_list.changed", lang, when=handed_at(handed[-1], lang))
    if handed:
        return "✓", say("assignment_list.handed_in", lang, when=handed_at(handed[-1], lang))
    return ("◐" if answered else "○"), say("assignment_list.answered", lang, n=answered, of=len(items))


def _row(work: Work, link: str, lang: str) -> str:
    mark, state = standing(work, lang)
    due = ""
    if work.sheet.due and not work.returned:
        due = " · " + say("assignment_list.due", lang, when=moment_text(work.sheet.due, lang))
    return (
        f'<li><span aria-hidden="true" class="smo-map-mark">{mark}</span><span>'
        f'<a href="{escape(link.replace(chr(92), "/"))}">{escape(work.sheet.title.get(lang))}</a><small>{escape(state + due)}</small></span></li>'
    )
