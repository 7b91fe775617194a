"""The map on the start page: chapters and lessons, what is done, what comes next."""

from __future__ import annotations

from html import escape
from os.path import relpath
from pathlib import Path

from .. import review
from ..course import REVIEW, WORKBOOK, Lesson, syllabus
from ..journal import Journal
from ..minutes import minutes
from ..progress import NOTHING, Progress, best_scores, next_lesson, of_lesson
from ..words import Words
from .assignment_list import assignment_rows
from .base import Plain
from .panel import progress_text
from .review import minutes as review_minutes

say = Words(__file__)


def course_map(course) -> Plain:
    """The map as it stands now.

    It is HTML, not a widget: its links then work wherever JupyterLab's root is. The notebook's cell is run again when
    the learner comes back to the start page.
    """
    lang, best = course.lang, best_scores(course.journal)
    upcoming = next_lesson(syllabus(), best, course.entry)
    here = course.entry.notebook(lang).parent
    total, parts, lines = NOTHING, [], [f"<Course map {lang}>"]
    folder = course.journal.home
    assigned = assignment_rows(folder, here, course.journal, lang) if folder else []
    if assigned:
        parts.append(f"<section><h2>{say('course_map.assignments', lang)}</h2><ol>{''.join(assigned)}</ol></section>")
    if back := _review_row(course.journal, here, lang):
        parts.append(f"<section><h2>{say('course_map.review_title', lang)}</h2><ol>{back}</ol></section>")
    for chapter in syllabus().chapters:
        rows = []
        for entry in chapter.lessons:
            done = of_lesson(entry, best)
            total += done
            rows.append(_row(entry, done, entry is upcoming, relpath(entry.notebook(lang), here), lang))
            lines.append(f"{chapter.title.get(lang)} – {entry.title.get(lang)} ({say('course_map.minutes', lang, n=minutes(entry))})")
        title = "" if chapter.says_itself() else f"<h2>{escape(chapter.title.get(lang))}</h2>"
        parts.append(f"<section>{title}<ol>{''.join(rows) or _empty(lang)}</ol></section>")
    workbook = relpath(Path(lang) / WORKBOOK, here).replace("\\", "/")
    parts.append(f'<p><a href="{workbook}">{escape(say("my_workbook.link", lang))}</a></p>')
    warnings = "".join(f'<p role="alert" class="smo-map-warning">{escape(each.get(lang))}</p>' for each in course.journal.warnings())
    hello = _hello(course.journal.profile().get("name", ""), total, lang)
    return Plain(f'{_STYLE}<div class="smo-map"><p class="smo-map-hello">{hello}</p>{warnings}{"".join(parts)}</div>', "\n".join(lines))


def _hello(name: str, total: Progress, lang: str) -> str:
    said = {"greeting": say("course_map.again" if total.begun else "course_map.welcome", lang), "progress": progress_text(total, lang)}
    return escape(say("course_map.hello_name", lang, name=name, **said) if name else say("course_map.hello", lang, **said))


def _row(entry: Lesson, done: Progress, upcoming: bool, link: str, lang: str) -> str:
    if done.finished:
        mark, state = "✓", "done"
    elif done.begun:
        mark, state = "◐", "begun"
    else:
        mark, state = "○", "to_do"
    call = f' <strong class="smo-map-next">{say("course_map.next", lang)}</strong>' if upcoming else ""
    details = [say(f"course_map.{state}", lang), say("course_map.minutes", lang, n=minutes(entry))]
    detail = " · ".join([*details, progress_text(done, lang)] if done.begun else details)
    return (
        f'<li{" class=smo-map-here" if upcoming else ""}><span aria-hidden="true" class="smo-map-mark">{mark}</span>'
        f'<span><a href="{escape(link.replace(chr(92), "/"))}">{escape(entry.title.get(lang))}</a>{call}'
        f"<small>{escape(detail)}</small></span></li>"
    )


def _review_row(journal: Journal, here: Path, lang: str) -> str:
    """What comes back today; nothing where nothing does."""
    day = review.today(journal)
    ids = review.due(journal, day, lang)
    if not ids:
        return ""
    left = len(set(ids) - review.answered(journal, day))
    mark, state = ("✓", "review_done") if not left else ("○", "to_do")
    details = [say(f"course_map.{state}", lang), say("course_map.review", lang, n=len(ids))]
    details.append(say("course_map.minutes", lang, n=review_minutes(ids, lang)))
    link = Path(relpath(Path(lang) / REVIEW, here)).as_posix()
    return (
        f'<li><span aria-hidden="true" class="smo-map-mark">{mark}</span><span><a href="{escape(link)}">'
        f"{say('course_map.back', lang)}</a><small>{escape(' · '.join(details))}</small></span></li>"
    )


def _empty(lang: str) -> str:
    return f"<li><span></span><span><small>{say('course_map.in_preparation', lang)}</small></span></li>"


_STYLE = """<style>
.smo-map { max-width: 46rem; font-family: var(--jp-content-font-family, sans-serif); line-height: 1.5; }
.smo-map section { margin: 1.2em 0; }
.smo-map h2 { margin: 0 0 .3em; font-size: 1.1em; font-weight: 650; }
.smo-map.smo-map ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--jp-border-color2, #ddd); }
.smo-map li { display: grid; grid-template-columns: 2em 1fr; padding: .55em .3em; border-bottom: 1px solid var(--jp-border-color2, #ddd); }
.smo-map li.smo-map-here { background: color-mix(in srgb, #0072b2 9%, transparent); }
.smo-map-mark { font-size: 1.1em; text-align: center; }
.smo-map small { display: block; opacity: .8; font-size: .87em; }
.smo-map-next { margin-left: .5em; font-size: .87em; white-space: nowrap; }
.smo-map-warning { padding: .5em .8em; border-left: 3px solid #a33b00; }
</style>"""
