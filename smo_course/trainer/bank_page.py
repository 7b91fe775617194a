"""The bank as one page: every exercise as the learner sees it, its key beside it, and a list to make an assignment from.

The page holds data and scripts, no markup made from exercises: the scripts make text nodes of them, as the widgets do.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ..bank import Bank, chapter_of
from ..course import syllabus
from ..data.concepts import Concept
from ..errors import CourseError
from ..files import write_whole
from ..kinds import KINDS, kind_of
from ..kinds.base import Exercise
from ..screen import sources
from ..text import LANGUAGES, Text
from ..words import Words
from .standalone import standalone

say = Words(__file__)

_MARK = "<!doctype html>\n<!-- made by smo bank -->\n"
_SEED = "bank"
_MODULE = "trainer/bank_page.js"


class NotOurs(CourseError):
    """A file that stands where the page should go, and is no such page."""


def write(bank: Bank, exercises: list[Exercise], path: Path, lang: str, folder: str = "") -> None:
    """Writes the page into a file. `folder` is how an assignment would name the folder of one's own exercises.

    Raises NotOurs where another file is there, and OSError.
    """
    if path.exists() and not (path.is_file() and path.read_bytes().startswith(_MARK.encode())):
        raise NotOurs(say.text("bank_page.not_ours", path=path))
    write_whole(path, page(bank, exercises, lang, folder).encode())


def page(bank: Bank, exercises: list[Exercise], lang: str, folder: str = "") -> str:
    """The page, which needs no other file and no network. It opens in `lang` and knows the other language too."""
    title, kinds = say("bank_page.title", lang), {each.kind for each in exercises}
    return _MARK + standalone(title, lang, _MODULE, kinds, _data(bank, exercises, lang, folder), say("bank_page.no_script", lang))


def _data(bank: Bank, exercises: list[Exercise], lang: str, folder: str) -> dict[str, Any]:
    titles = {chapter.id: chapter.title for chapter in syllabus().chapters}
    top = say.text("bank_page.top")
    chapters = {
        name: titles.get(name) or (Text(en=name, fr=name) if name else top) for name in map(chapter_of, (each.id for each in exercises))
    }
    kinds = sorted({each.kind for each in exercises})
    return {
        "lang": lang,
        "languages": LANGUAGES,
        "kinds": {kind: {each: KINDS[kind].say("kind", each) for each in LANGUAGES} for kind in kinds},
        "words": {
            each: {
                "page": say.every(each, "bank_page"),
                "frame": sources.messages("screen/exercise", each),
                "kinds": {kind: sources.messages(f"kinds/{kind}/view", each) for kind in kinds},
            }
            for each in LANGUAGES
        },
        "folder": folder,
        "due": (datetime.now() + timedelta(days=7)).strftime("%Y-%m-%d 18:00 Europe/Paris"),
        "concepts": {
            id: {each: bank.concepts[id].text.get(each).rstrip(".") if id in bank.concepts else id for each in LANGUAGES}
            for id in sorted({id for exercise in exercises for id in exercise.concepts})
        },
        "chapters": [{"id": id, **{each: title.get(each) for each in LANGUAGES}} for id, title in chapters.items()],
        "exercises": [
            {
                "id": exercise.id,
                "chapter": chapter_of(exercise.id),
                "own": exercise.id in bank.own,
                "kind": exercise.kind,
                "points": exercise.points,
                "minutes": exercise.takes,
                "concepts": exercise.concepts,
                **{each: _in_language(exercise, bank.concepts, each) for each in LANGUAGES},
            }
            for exercise in exercises
        ],
    }


def _in_language(exercise: Exercise, concepts: dict[str, Concept], lang: str) -> dict[str, Any]:
    kind = kind_of(exercise)
    key = kind.key(exercise, _SEED, lang)
    if exercise.concepts:
        rows = [{"what": "", "code": each, "text": concepts[each].text.get(lang) if each in concepts else ""} for each in exercise.concepts]
        key.append({"title": say("bank_page.concepts", lang), "rows": rows})
    return {"content": exercise.content(_SEED, lang) | {"label": kind.say("kind", lang)}, "key": key}
