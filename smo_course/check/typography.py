"""How each language is typeset: quotation marks, apostrophes, dots and the spaces around signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ..kinds.base import Problem
from ..text import LANGUAGES, Text
from .finding import say

# Commands and addresses keep their own typography.
_QUOTED = re.compile(r"`[^`]*`|https?://[^\s)>]+")
_VALUE = re.compile(r"\{\w+\}|%\(\w+\)[sdr]|%[sdr]\b")  # as this course fills them in, and as argparse does
_BOTH = {
    "apostrophe": re.compile("'"),
    "spaces": re.compile("(?<=\\S)[ \u00a0\u202f]{2}"),  # those before the first sign of a line are its indentation
    "dots": re.compile(r"\.\.\."),
}
_SIGNS = {  # by language: the names of what may be wrong, each with what shows it
    "en": _BOTH | {"french": re.compile("[«»]|[\u00a0\u202f][:;!?%]")},
    "fr": _BOTH
    | {
        # Signs that follow one another, or open a bracket or a text, have no space; nor has the colon in 18:00.
        "before": re.compile(r"(?<=[^\u00a0\u202f!?(\[])(?:(?<!\d):|:(?!\d)|[;!?»%€])"),
        "after": re.compile("«(?![\u00a0\u202f])"),
        "thousands": re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?![\d])"),
    },
}


def faults(text: str, lang: str) -> Iterator[Text]:
    """What is wrong with how a text is typeset, one reason for each kind of fault."""
    prose = _VALUE.sub("x", _QUOTED.sub("x", text))
    for name, sign in _SIGNS[lang].items():
        if found := sign.search(prose):
            yield say.text(f"words.{name}", found=prose[max(found.start() - 10, 0) : found.end() + 10])


def problems(exercise: Any, field: str = "") -> Iterator[Problem]:
    """The same for every text in an exercise or a part of it, by its field."""
    if isinstance(exercise, Text):
        yield from (Problem(f"{field}.{lang}", fault) for lang in LANGUAGES for fault in faults(exercise.get(lang), lang))
    elif isinstance(exercise, msgspec.Struct):
        for name in exercise.__struct_fields__:
            yield from problems(getattr(exercise, name), f"{field}.{name}".lstrip("."))
    elif isinstance(exercise, dict):
        for name, part in exercise.items():
            yield from problems(part, f"{field}.{name}")
    elif isinstance(exercise, list | tuple):
        for place, part in enumerate(exercise):
            yield from problems(part, f"{field}[{place}]")
