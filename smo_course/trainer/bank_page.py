"""The bank as one page: every exercise as the learner sees it, its key beside it, and a list to make an assignment from.

The page holds data and scripts, no markup made from exercises: the scripts make text nodes of them, as the widgets do.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ..bank import Bank, chapter_of
from ..course import Concept, syllabus
from ..errors import CourseError
from ..files import write_whole
from ..kinds import kind_of
from ..kinds.base import Exercise
from ..screen.assets import css, esm
from ..screen.words import words
from ..text import LANGUAGES, Text
from ..words import Words

say = Words(__file__)

_MARK = "<!doctype html>\n<!-- made by smo bank -->\n"
_SEED = "bank"


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
    data = json.dumps(_data(bank, exercises, lang, folder), ensure_ascii=False).replace("<", "\\u003c")
    kinds = sorted({each.kind for each in exercises})
    scripts = [f"{esm('dom', kind, 'exercise')}\n(window.smoKinds ??= {{}}).{kind} = render;" for kind in kinds]
    scripts.append(f"{esm('dom')}\n{_file('js')}")
    return f"""{_MARK}<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{_WORDS["title"].get(lang)}</title>
<style>
{css()}
{_file("css")}
</style>
</head>
<body>
<noscript>{_WORDS["no_script"].get(lang)}</noscript>
<div class="smo smo-bank" id="page"></div>
<script type="application/json" id="bank">{data}</script>
{"".join(f'<script type="module">{chr(10)}{script}{chr(10)}</script>{chr(10)}' for script in scripts)}</body>
</html>
"""


@cache
def _file(ending: str) -> str:
    return Path(__file__).with_name(f"bank_page.{ending}").read_text(encoding="utf-8")


def _data(bank: Bank, exercises: list[Exercise], lang: str, folder: str) -> dict[str, Any]:
    titles = {chapter.id: chapter.title for chapter in syllabus().chapters}
    top = Text(en="At the top of your folder", fr="En haut de votre dossier")
    chapters = {
        name: titles.get(name) or (Text(en=name, fr=name) if name else top) for name in map(chapter_of, (each.id for each in exercises))
    }
    return {
        "lang": lang,
        "languages": LANGUAGES,
        "words": {each: {name: text.get(each) for name, text in _WORDS.items()} for each in LANGUAGES},
        "widgetWords": {each: words(each) for each in LANGUAGES},
        "folder": folder,
        "chapters": [{"id": id, **{each: title.get(each) for each in LANGUAGES}} for id, title in chapters.items()],
        "exercises": [
            {
                "id": exercise.id,
                "chapter": chapter_of(exercise.id),
                "own": exercise.id in bank.own,
                "kind": exercise.kind,
                "points": exercise.points,
                "minutes": exercise.minutes,
                "concepts": exercise.concepts,
                **{each: _in_language(exercise, bank.concepts, each) for each in LANGUAGES},
            }
            for exercise in exercises
        ],
    }


def _in_language(exercise: Exercise, concepts: dict[str, Concept], lang: str) -> dict[str, Any]:
    shown = {"content": exercise.content(_SEED, lang), "key": kind_of(exercise).key(exercise, _SEED, lang)}
    if exercise.concepts:
        rows = [{"what": "", "code": each, "text": concepts[each].text.get(lang) if each in concepts else ""} for each in exercise.concepts]
        shown["key"].append({"title": _WORDS["concepts"].get(lang), "rows": rows})
    return shown


_WORDS = {
    "title": Text(en="Exercise bank", fr="Banque d’exercices"),
    "about": Text(
        en="For trainers. Each exercise stands here as learners see it, and its key can be opened below it: keep this page to yourself.",
        fr="Pour les formateurs. Chaque exercice est ici tel que le voient les apprenants, et son corrigé s’ouvre au-dessous\u00a0: "
        "gardez cette page pour vous.",
    ),
    "no_script": Text(en="This page needs JavaScript.", fr="Cette page a besoin de JavaScript."),
    "skip": Text(en="Skip to the exercises", fr="Aller aux exercices"),
    "language": Text(en="Language", fr="Langue"),
    "filters": Text(en="Find exercises", fr="Trouver des exercices"),
    "text": Text(en="Words", fr="Mots"),
    "chapter": Text(en="Chapter", fr="Chapitre"),
    "kind": Text(en="Kind", fr="Sorte"),
    "concept": Text(en="Concept", fr="Notion"),
    "minutes": Text(en="Minutes, at most", fr="Minutes, au plus"),
    "any": Text(en="All", fr="Tous"),
    "any_f": Text(en="All", fr="Toutes"),
    "clear": Text(en="Show all again", fr="Tout montrer de nouveau"),
    "shown": Text(en="{n} of {of} exercises", fr="{n} exercices sur {of}"),
    "none": Text(en="No exercise is like that.", fr="Aucun exercice ne correspond."),
    "key": Text(en="Key and feedback", fr="Corrigé et commentaires"),
    "of": Text(en="of: {title}", fr="de\u00a0: {title}"),
    "concepts": Text(en="Concepts", fr="Notions"),
    "right": Text(en="Right", fr="Juste"),
    "wrong": Text(en="Wrong", fr="Faux"),
    "add": Text(en="Add to the assignment", fr="Ajouter au devoir"),
    "list": Text(en="Your assignment", fr="Votre devoir"),
    "list_empty": Text(
        en="Add exercises, and the list for your assignment’s file is made here.",
        fr="Ajoutez des exercices\u00a0: la liste à mettre dans le fichier de votre devoir se fait ici.",
    ),
    "yaml": Text(en="For the assignment’s file", fr="Pour le fichier du devoir"),
    "copy": Text(en="Copy", fr="Copier"),
    "copied": Text(en="Copied", fr="Copié"),
    "not_copied": Text(en="Selected: copy it with Ctrl+C", fr="Sélectionné\u00a0: copiez avec Ctrl+C"),
    "empty": Text(en="Empty the list", fr="Vider la liste"),
    "exercises_one": Text(en="{n} exercise", fr="{n} exercice"),
    "exercises_many": Text(en="{n} exercises", fr="{n} exercices"),
    "points_one": Text(en="{n} point", fr="{n} point"),
    "points_many": Text(en="{n} points", fr="{n} points"),
    "minutes_one": Text(en="{n} minute", fr="{n} minute"),
    "minutes_many": Text(en="{n} minutes", fr="{n} minutes"),
}
