"""The explorers: something to play with, where nothing is marked. A folder each, found by its name.

A folder holds model.py (what can be set, what comes of it and how that is said: plain Python, which takes its sums from a
simulator and its facts from the data), view.js (how it looks, with a style.css where that needs one), and words.yaml. No list
names the explorers; what a folder lacks is said by name when it is asked for.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import msgspec

from ..errors import CourseError
from ..errors import Incomplete as Incomplete
from ..text import LANGUAGES, Text, listed
from ..words import FILE, Words
from .base import Explorer

say = Words(__file__)

_HERE = Path(__file__).parent
_FILES = ("model.py", "view.js", FILE)
_OWN = re.compile(r'^import [^"]*"\./(\S+)";$', re.MULTILINE)  # files of its folder that a view asks for
_TOLD = ("view.title", "view.intro")  # what the frame says of every explorer,
_TOLD_OF_SUMS = "view.assumptions"  # and of one that works something out


class UnknownExplorer(CourseError):
    """A name that no folder has; the text says which there are."""


def names() -> list[str]:
    """The explorers there are."""
    return sorted(each.name for each in _HERE.iterdir() if each.name[0] not in "_." and any(each.glob("*.*")))


@cache
def find(name: str) -> type[Explorer]:
    """The explorer in the folder called `name`, complete. Raises UnknownExplorer and Incomplete."""
    if name not in names():
        raise UnknownExplorer(Text(**{lang: say("unknown", lang, name=name, known=listed(names(), lang)) for lang in LANGUAGES}))
    folder, found = _HERE / name, None
    view = folder / "view.js"
    files = [*_FILES, *(_OWN.findall(view.read_text(encoding="utf-8")) if view.is_file() else [])]
    lacking = [each for each in files if not (folder / each).is_file()]
    if "model.py" not in lacking:
        module = import_module(f"{__package__}.{name}.model")
        known = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Explorer)]
        found = next((each for each in known if each.__module__ == module.__name__), None)
        lacking += [f"model.py: {each}" for each in (_lacking(found) if found else ["class … (Explorer)"])]
    if FILE not in lacking:
        told = Words(str(folder / FILE)).every("en")
        lacking += [f"{FILE}: {each}" for each in (*_TOLD, *([_TOLD_OF_SUMS] if found and found.asks() else [])) if each not in told]
    if lacking or not found:
        raise Incomplete(Text(**{lang: say("lacks", lang, name=name, lacking=listed(lacking, lang)) for lang in LANGUAGES}))
    return found


def title(name: str, lang: str) -> str:
    """What the explorer in the folder called `name` is called."""
    return Words(str(_HERE / name / FILE))("view.title", lang)


def _lacking(found: type[Explorer]) -> list[str]:
    """What the class lacks."""
    methods = ["said()"] if found.said is Explorer.said else []
    if found.asks() and found.answer is Explorer.answer:
        methods.append("answer()")
    first = [f"{each.name} = …" for each in msgspec.structs.fields(found) if each.required]
    return methods + first
