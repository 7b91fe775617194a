"""The top and the end of a lesson: what it is about, what is done, what remains. Both follow the learner's work."""

from __future__ import annotations

from html import escape
from os.path import relpath
from pathlib import Path
from typing import Any

import traitlets
from IPython.display import display

from .. import bank
from ..course import WORKBOOK, Lesson, syllabus
from ..minutes import minutes
from ..progress import Progress, best_scores
from ..words import Words
from .base import CourseWidget, Plain

say = Words(__file__)


class Panel(CourseWidget):
    """`content` says what the lesson is about and stays; `state` says how far it has come."""

    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, lesson, content: dict[str, Any], text: str):
        super().__init__("screen/panel", lesson.lang, content=content, state=_state(lesson))
        self.lesson, self.text = lesson, text
        self.on_msg(lambda _, message, __: self.handle(message))

    def handle(self, message: Any) -> None:
        """{do: look}, when the page is looked at again; what makes no sense changes nothing."""
        if message == {"do": "look"}:
            self.lesson.look()

    def refresh(self) -> None:
        """Shows the progress as the journal has it now."""
        self.state = _state(self.lesson)


def header(lesson) -> Panel:
    """The top: chapter and minutes, the questions the lesson answers, what one can do after it, progress."""
    entry, lang = lesson.entry, lesson.lang
    label, lines, lists = _label(entry, lang), [], []
    for name, texts in (("questions", entry.questions), ("objectives", entry.objectives)):
        title, items = say(f"panel.{name}", lang), [each.get(lang) for each in texts]
        lists.append({"title": title, "items": items})
        lines += [title, *(f"- {item}" for item in items)]
    spelt = say("panel.spelt", lang) if "SMO" in label else ""
    return Panel(lesson, {"label": label, "spelt": spelt, "lists": lists}, "\n".join([f"<Lesson {entry.key}>", label, *lines]))


def ending(lesson) -> Panel:
    """The end: points, and the exercises that remain."""
    return Panel(lesson, {"title": say("panel.result", lesson.lang)}, f"<End of {lesson.entry.key}>")


class Ending:
    """The end, and the way to the next lesson, the start page, the other language."""

    def __init__(self, lesson, panel: Panel):
        self.panel = panel
        self._links = _links(lesson.entry, lesson.lang)

    def _ipython_display_(self) -> None:
        display(self.panel)
        display(self._links)


def _label(entry: Lesson, lang: str) -> str:
    chapters = syllabus().chapters
    place, chapter = next((place, each) for place, each in enumerate(chapters) if entry in each.lessons)
    values = {"n": chapter.lessons.index(entry) + 1, "of": len(chapter.lessons), "minutes": minutes(entry)}
    return say("panel.label", lang, chapter=place, title=chapter.title, **values)


def _state(lesson) -> dict[str, Any]:
    best, lang = best_scores(lesson.journal), lesson.lang
    done = lesson.progress()
    remain = [each for each in lesson.entry.exercise_ids() if each not in best]
    unsure = [each for each in lesson.entry.exercise_ids() if each in best and best[each] < bank.load(each).points]
    return {
        "done": done.done,
        "of": done.exercises,
        "summary": progress_text(done, lang),
        "lists": [
            {"title": say(f"panel.{name}", lang), "items": [{"id": each, "text": bank.load(each).title.get(lang)} for each in ids]}
            for name, ids in (("remain", remain), ("unsure", unsure))
            if ids
        ],
        "finished": say("panel.finished", lang) if not remain and not unsure else "",
        "warnings": [each.get(lang) for each in lesson.journal.warnings()],
    }


def progress_text(done: Progress, lang: str) -> str:
    """How far a lesson has come, in words."""
    return f"{say('panel.done', lang, n=done.done, of=done.exercises)} · {say('panel.points', lang, n=done.points, of=done.most)}"


def _links(entry: Lesson, lang: str) -> Plain:
    here = entry.notebook(lang).parent
    other = "fr" if lang == "en" else "en"
    after, start = syllabus().after(entry), syllabus().lessons()[0]
    links = [(f"{say('panel.next', lang)} {after.title.get(lang)}", after.notebook(lang), lang)] if after else []
    links += [(say("panel.start", lang), start.notebook(lang), lang)] if entry is not start else []
    links += [(say("my_workbook.link", lang), Path(lang) / WORKBOOK, lang)]
    links += [(say("panel.same", other), entry.notebook(other), other)]
    items = "".join(
        f'<li style="padding:.35em 0"><a href="{escape(relpath(path, here).replace(chr(92), "/"))}" lang="{said}">{escape(text)}</a></li>'
        for text, path, said in links
    )
    further = say("panel.further", lang)
    return Plain(
        f'<nav aria-label="{further}"><ul style="list-style:none;padding:0">{items}</ul></nav>',
        "\n".join(text for text, _, _ in links),
    )
