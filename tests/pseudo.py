"""A language made by machine: a copy of the course in which every French text is written in letters that no language has.

With its path in PYTHONPATH the copy is the course, for this process's children and for a JupyterLab that is started with it. What
such a child shows in French and is not written in these letters was not said by a message: a text of the code's own, or English.
Messages change (every words.yaml, and the labextension's words.json made of one of them) and so does content: the exercises, the
syllabus, the concepts, facts and platforms. Notebooks stay, apart from what their cells show. Names, numbers and code stay too.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

import smo_course
from smo_course.course import content_root
from smo_course.reading import read_yaml

PSEUDO = "fr"  # the language that is replaced
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "āƀċđēƒĝĥĩĵķľɱńōƥɋŕşţūṽŵẋŷź", strict=True))
_LETTERS |= {plain.upper(): letter.upper() for plain, letter in _LETTERS.items()}
_FOREIGN = set(_LETTERS.values())
KEPT = re.compile(r"\{\w+\}|%\(\w+\)[sdr]|%[sdr]\b|`[^`]*`|https?://\S+|@[\w-]+|[\w-]+\.example\S*")  # values, code, addresses, accounts


def pseudo(text: str) -> str:
    """The text in the letters of no language. Values, code, markup and line ends stay."""
    parts, place = [], 0
    for kept in KEPT.finditer(text):
        parts += [_foreign(text[place : kept.start()]), kept[0]]
        place = kept.end()
    return "".join([*parts, _foreign(text[place:])])


def _foreign(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    letters = (_LETTERS.get(sign, sign) for sign in plain if not unicodedata.combining(sign))
    return "".join(letters)


def strays(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """The words of a text that are written in the letters of a language, but for those that are `allowed`."""
    words = dict.fromkeys(re.findall(r"[\w-]*[^\W\d_][\w-]*", KEPT.sub(" ", text)))
    return [word for word in words if not set(re.sub(r"[\W\d_]", "", word)) <= _FOREIGN and word not in set(allowed)]


def foreign(text: str) -> list[str]:
    """The words of a text in which a letter of the pseudo-language stands."""
    return [word for word in re.findall(r"[^\W\d_]+", text) if set(word) & _FOREIGN]


def pseudo_course(folder: Path) -> Path:
    """Makes the copy in a folder and returns the folder."""
    quiet = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    package = shutil.copytree(Path(smo_course.__file__).parent, folder / "smo_course", ignore=quiet)
    for part in ("notebooks", "exercises", "datasets"):
        shutil.copytree(content_root() / part, folder / part, ignore=quiet)
    files = [
        *package.rglob("words.yaml"),
        *package.rglob("example.yaml"),
        *folder.glob("exercises/**/*.yaml"),
        *folder.glob("notebooks/**/*.yaml"),
    ]
    for path in files:
        content = _said(read_yaml(path))
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    for path in package.glob("lab/extension/*/words.json"):
        words = json.loads(path.read_text(encoding="utf-8"))
        words[PSEUDO] = _every(words[PSEUDO])
        path.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    for path in folder.glob("datasets/**/*.csv"):
        _table(path)
    return folder


def _said(node: Any) -> Any:
    """Data in which all that is said in the language is pseudo, wherever a name of the language stands before it."""
    if isinstance(node, dict):
        return {name: _every(value) if name == PSEUDO else _said(value) for name, value in node.items()}
    return [_said(each) for each in node] if isinstance(node, list) else node


def _every(node: Any) -> Any:
    """Data in which every text is pseudo."""
    if isinstance(node, str):
        return pseudo(node)
    if isinstance(node, dict):
        return {name: _every(value) for name, value in node.items()}
    return [_every(each) for each in node] if isinstance(node, list) else node


def _table(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update({name: pseudo(value) for name, value in row.items() if name == PSEUDO or name.endswith(f"_{PSEUDO}")})
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
