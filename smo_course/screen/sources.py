"""What the browser draws with: modules, style sheets and messages, by their path in the package ("kinds/sort/view.js")."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

from ..kinds import KINDS
from ..words import FILE, Message, Words

LOADER = "screen/lib/loader.js"
_PACKAGE = Path(__file__).parents[1]
_IMPORT = re.compile(r'^import\b[^"]*"(\.[^"]+)";$', re.M)  # as the loader finds them


@cache
def read(path: str) -> str:
    """The text of a file. Raises FileNotFoundError."""
    return _place(path).read_text(encoding="utf-8")


def needed(*paths: str) -> list[str]:
    """The files and all that they import, each once; what is imported comes before what imports it."""
    found: dict[str, None] = {}

    def visit(path: str) -> None:
        if path not in found:
            for each in _imports(path):
                visit(each)
            found[path] = None

    for path in paths:
        visit(path)
    return list(found)


@cache
def _imports(path: str) -> list[str]:
    if not path.endswith(".js"):
        return []
    here = posixpath.dirname(path)
    return [posixpath.normpath(posixpath.join(here, each)) for each in _IMPORT.findall(read(path))]


def messages(view: str, lang: str) -> dict[str, Message]:
    """What a view says: the group with its name in the words of its folder. "screen/panel" says what `panel:` holds."""
    folder, _, name = view.rpartition("/")
    return Words(str(_place(folder) / FILE)).every(lang, name)


def _place(path: str) -> Path:
    """Where a file or folder lies: that of a kind, wherever the kind does."""
    top, _, below = path.partition("/")
    kind, _, name = below.partition("/")
    return KINDS[kind].folder / name if top == "kinds" else _PACKAGE / path
