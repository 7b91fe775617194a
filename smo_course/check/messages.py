"""What the course says: every message whole in every language, with the same values in all, and written as its language is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..bank import place
from ..reading import Unreadable, read_yaml
from ..text import LANGUAGES, Text
from ..words import FILE, categories, plural
from . import typography, usage
from .finding import Finding, say

Fault = tuple[str, Text]  # the name of what is wrong in a file of messages, and the reason

_VALUE = re.compile(r"\{\w+\}|%\(\w+\)[sdr]|%[sdr]\b")  # as this course fills them in, and as argparse does


def findings(package: Path) -> Iterator[Finding]:
    """All that is wrong with the messages of a package: of each by itself, and between them and the code."""
    messages, readable = {}, True
    for path in sorted(package.rglob(FILE)):
        try:
            content = read_yaml(path) or {}
        except Unreadable as error:
            yield Finding(place(path, "file", error.line), error.reason)
            readable = False
            continue
        yield from (Finding(place(path, name or "file"), reason) for name, reason in _group(content, ""))
        messages[path.parent] = list(_named(content, ""))
    if readable:
        yield from usage.findings(package, messages)


def _named(node: Any, group: str) -> Iterator[str]:
    """The names of the messages below a node."""
    for name, value in node.items() if isinstance(node, dict) else ():
        if isinstance(value, dict) and set(value) & set(LANGUAGES):
            yield f"{group}{name}"
        else:
            yield from _named(value, f"{group}{name}.")


def _group(node: Any, name: str) -> Iterator[Fault]:
    """The faults below a node, by the name of what they are in."""
    if not isinstance(node, dict):
        yield name, say.text("words.no_group")
    elif set(node) & set(LANGUAGES):
        yield from _message(node, name)
    else:
        for each, value in node.items():
            inside = f"{name}.{each}" if name else str(each)
            if not isinstance(each, str):
                yield inside, say.text("words.name", value=str(each))
            yield from _group(value, inside)


def _message(message: dict[str, Any], name: str) -> Iterator[Fault]:
    for each in message.keys() - LANGUAGES.keys():
        yield f"{name}.{each}", say.text("words.key", key=each)
    for lang in LANGUAGES:
        if lang not in message:
            yield name, say.text("words.no_language", lang=lang)
            continue
        yield from _forms(message[lang], f"{name}.{lang}", lang)
    yield from _values({lang: message[lang] for lang in LANGUAGES if lang in message}, name)


def _forms(given: Any, name: str, lang: str) -> Iterator[Fault]:
    """The faults of a message in one language: a text, or its plural forms."""
    if isinstance(given, dict):
        for each in given.keys() - categories(lang):
            yield f"{name}.{each}", say.text("words.category", key=str(each), lang=lang)
        for each in sorted(_needed(lang) - given.keys()):
            yield name, say.text("words.no_category", category=each, lang=lang)
    for category, text in _texts(given).items():
        where = f"{name}.{category}" if category else name
        if not isinstance(text, str) or not text:
            yield where, say.text("words.no_text")
            continue
        yield from ((where, fault) for fault in typography.faults(text, lang))


@cache
def _needed(lang: str) -> set[str]:
    """The plural categories without which numbers cannot be said. French has one more, for whole millions: the other serves."""
    return {plural(n, lang) for n in (*range(201), 0.5, 1.5)}


def _values(languages: dict[str, Any], name: str) -> Iterator[Fault]:
    """A value that one text of a message has and another lacks. A form for one may do without its number."""
    found = {
        (lang, category): set(_VALUE.findall(text))
        for lang, given in languages.items()
        for category, text in _texts(given).items()
        if isinstance(text, str)
    }
    every = set().union(*found.values())
    for (lang, category), here in found.items():
        lacking = every - here - ({"{n}"} if category not in ("", "other") else set())
        for each in sorted(lacking):
            yield f"{name}.{lang}.{category}".rstrip("."), say.text("words.value", value=each)


def _texts(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {"": given}
