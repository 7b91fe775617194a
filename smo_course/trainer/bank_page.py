"""The bank as one page: every exercise as the learner sees it, its key beside it, and a list to make an assignment from.

The page holds data and scripts, no markup made from exercises: the scripts make text nodes of them, as the widgets do.
"""

from __future__ import annotations

import json
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
    views = {kind: f"kinds/{kind}/view.js" for kind in sorted({each.kind for each in exercises})}
    files = {path: sources.read(path) for path in sources.needed(_MODULE, *views.values())}
    return f"""{_MARK}<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' blob:; img-src data:">
<title>{say("bank_page.title", lang)}</title>
</head>
<body>
<noscript>{say("bank_page.no_script", lang)}</noscript>
<div class="smo smo-bank" id="page"></div>
<script type="application/json" id="files">{_json(files)}</script>
<script type="application/json" id="bank">{_json(_data(bank, exercises, lang, folder))}</script>
<script type="module">
{sources.read(sources.LOADER)}
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const files = read("files");
const load = linker(async (path) => files[path]);
const views = {{}};
for (const [kind, path] of Object.entries({json.dumps(views)})) views[kind] = await load(path);
(await load("{_MODULE}")).open(document.getElementById("page"), read("bank"), views);
</script>
</body>
</html>
"""


def _json(data: Any) -> str:
    """Data as it may stand inside a script: no text in it ends the script."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


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
