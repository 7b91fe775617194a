"""The top and the end of a lesson: what it is about, what is done, what remains. Both follow the learner's work."""

from __future__ import annotations

from html import escape
from os.path import relpath
from typing import Any

import traitlets
from IPython.display import display

from .. import bank
from ..course import Lesson as Entry
from ..course import syllabus
from ..progress import best_scores
from ..text import Text, number
from .assets import css, esm
from .base import CourseWidget, Plain


class Panel(CourseWidget):
    """`content` says what the lesson is about and stays; `state` says how far it has come."""

    _esm = esm("dom", "panel")
    _css = css("panel")
    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, lesson, content: dict[str, Any], text: str):
        super().__init__(content=content, state=_state(lesson))
        self.lesson, self.text = lesson, text

    def refresh(self) -> None:
        """Shows the progress as the journal has it now."""
        self.state = _state(self.lesson)


def header(lesson) -> Panel:
    """The top: chapter and minutes, the questions the lesson answers, what one can do after it, progress."""
    entry, lang = lesson.entry, lesson.lang
    lists = [
        {"title": title.get(lang), "items": [each.get(lang) for each in texts]}
        for title, texts in ((_QUESTIONS, entry.questions), (_OBJECTIVES, entry.objectives))
    ]
    label = _label(entry).get(lang)
    lines = [f"<Lesson {entry.key}>", label]
    for each in lists:
        lines += [each["title"], *(f"- {item}" for item in each["items"])]
    return Panel(lesson, {"label": label, "lists": lists}, "\n".join(lines))


class Ending:
    """The end: points, the exercises that remain, and the way to the next lesson, the start page, the other language."""

    def __init__(self, lesson):
        self.panel = Panel(lesson, {"title": _RESULT.get(lesson.lang)}, f"<End of {lesson.entry.key}>")
        self.refresh = self.panel.refresh
        self._links = _links(lesson.entry, lesson.lang)

    def _ipython_display_(self) -> None:
        display(self.panel)
        display(self._links)


def _label(entry: Entry) -> Text:
    chapters = syllabus().chapters
    place, chapter = next((place, each) for place, each in enumerate(chapters) if entry in each.lessons)
    here, count = chapter.lessons.index(entry) + 1, len(chapter.lessons)
    return Text(
        en=f"Chapter {place} · {chapter.title.en} · lesson {here} of {count} · about {entry.minutes} minutes",
        fr=f"Chapitre {place} · {chapter.title.fr} · leçon {here} sur {count} · environ {entry.minutes} minutes",
    )


def _state(lesson) -> dict[str, Any]:
    best, lang = best_scores(lesson.journal), lesson.lang
    done = lesson.progress()
    remain = [each for each in lesson.entry.exercise_ids() if each not in best]
    unsure = [each for each in lesson.entry.exercise_ids() if each in best and best[each] < bank.load(each).points]
    return {
        "done": done.done,
        "of": done.exercises,
        "summary": progress_text(done).get(lang),
        "lists": [
            {"title": title.get(lang), "items": [{"id": each, "text": bank.load(each).title.get(lang)} for each in ids]}
            for title, ids in ((_REMAIN, remain), (_UNSURE, unsure))
            if ids
        ],
        "finished": _FINISHED.get(lang) if not remain and not unsure else "",
        "warnings": [each.get(lang) for each in lesson.journal.warnings()],
    }


def progress_text(done) -> Text:
    """How far a lesson has come, in words."""
    return Text(
        **{
            lang: words.format(done=done.done, of=done.exercises, points=number(done.points, lang), most=number(done.most, lang))
            for lang, words in (
                ("en", "{done} of {of} exercises answered · {points} of {most} points"),
                ("fr", "{done} exercices faits sur {of} · {points} points sur {most}"),
            )
        }
    )


def _links(entry: Entry, lang: str) -> Plain:
    here = entry.notebook(lang).parent
    other = "fr" if lang == "en" else "en"
    after, start = syllabus().after(entry), syllabus().lessons()[0]
    links = [(f"{_NEXT.get(lang)} {after.title.get(lang)}", after.notebook(lang), lang)] if after else []
    links += [(_START.get(lang), start.notebook(lang), lang)] if entry is not start else []
    links += [(_SAME.get(other), entry.notebook(other), other)]
    items = "".join(
        f'<li><a href="{escape(relpath(path, here).replace(chr(92), "/"))}" lang="{said}">{escape(text)}</a></li>'
        for text, path, said in links
    )
    return Plain(
        f'<nav aria-label="{_FURTHER.get(lang)}"><ul style="list-style:none;padding:0;line-height:2.2">{items}</ul></nav>',
        "\n".join(text for text, _, _ in links),
    )


_QUESTIONS = Text(en="Questions this lesson answers", fr="Les questions de cette leçon")
_OBJECTIVES = Text(en="What you will be able to do", fr="Ce que vous saurez faire")
_RESULT = Text(en="Where you stand", fr="Où vous en êtes")
_REMAIN = Text(en="Still to answer", fr="Encore à faire")
_UNSURE = Text(en="Worth another look", fr="À revoir")
_FINISHED = Text(en="Every exercise of this lesson is right.", fr="Tous les exercices de cette leçon sont justes.")
_FURTHER = Text(en="Further", fr="Suite")
_NEXT = Text(en="Next lesson:", fr="Leçon suivante\u00a0:")
_START = Text(en="Start page: the whole course and what is done", fr="Page de départ\u00a0: tout le cours et ce qui est fait")
_SAME = Text(en="This lesson in English", fr="Cette leçon en français")
