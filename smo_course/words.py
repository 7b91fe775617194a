"""What the course itself says: the messages of each package lie in its words.yaml, English and French side by side.

A message is a name with its text in every language. `{name}` stands for a value; numbers, dates, other texts and what the
system said (an OSError) are written as the language writes them. Where a number decides the form, the text is given by plural category (those of Unicode's
CLDR, which Babel knows here and `Intl` in the browser), chosen by the value called `n`:

    saved: {en: Saved., fr: Enregistré.}
    left:
      en: {one: "{n} card left", other: "{n} cards left"}
      fr: {one: "encore {n} carte", other: "encore {n} cartes"}
    reading:                       # a group; its messages are called reading.good and reading.low
      good: {en: good, fr: bon}
      low: {en: low, fr: faible}

Why not gettext or Fluent: both keep each language in a file of its own and need a parser or a compiled file in the browser
too. Here, as in the exercises, the two languages of a message stand next to each other, where whoever changes one sees the
other; plurals come from Babel and `Intl`; and the browser gets the very same messages as plain JSON.
"""

from __future__ import annotations

import errno
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .errors import CourseError
from .text import LANGUAGES, Text, day, number

FILE = "words.yaml"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # many times as fast, where it was built
Message = str | dict[str, str]  # a text, or its forms by plural category


class Words:
    """The messages of a package: `say = Words(__file__)` in any of its modules, then `say("saved", lang)`."""

    def __init__(self, module: str):
        self.path = Path(module).parent / FILE

    def __call__(self, name: str, lang: str, /, **values: Any) -> str:
        """The message called `name`, with its values filled in. Raises KeyError for a message that there is not."""
        message = self._messages()[name][language(lang)]
        if isinstance(message, dict):
            message = message.get(plural(values["n"], lang), message["other"])
        return filled(message, lang, values) if "{" in message else message

    def text(self, name: str, /, **values: Any) -> Text:
        """The same in every language."""
        return Text(**{lang: self(name, lang, **values) for lang in LANGUAGES})

    def every(self, lang: str, group: str = "") -> dict[str, Message]:
        """All messages of the package in one language, by name: what the browser is sent. Of a group, by their names within it."""
        inside = f"{group}." if group else ""
        return {name.removeprefix(inside): each[lang] for name, each in self._messages().items() if name.startswith(inside)}

    def names(self, group: str) -> list[str]:
        """The names in a group, in their order: names("reading") are good and low."""
        return [name.removeprefix(f"{group}.") for name in self._messages() if name.startswith(f"{group}.")]

    def _messages(self) -> dict[str, dict[str, Message]]:
        return read_messages(self.path)


@cache
def read_messages(path: Path) -> dict[str, dict[str, Message]]:
    """The messages of a file by name. Their files are the course's own: what is wrong with one is said by `smo check`."""
    return dict(_flat(yaml.load(path.read_bytes(), Loader=_Loader) or {}, ""))


def read_ahead() -> None:
    """Reads the messages of all modules that are imported so far, before anything is said."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{__package__}.") and isinstance(say := getattr(module, "say", None), Words):
            read_messages(say.path)


def _flat(node: dict[str, Any], group: str):
    for name, value in node.items():
        if set(value) & set(LANGUAGES):
            yield group + name, value
        else:
            yield from _flat(value, f"{group}{name}.")


def filled(message: str, lang: str, values: dict[str, Any]) -> str:
    """A message with `{name}` replaced; a name without a value stays as it is written."""
    return re.sub(r"\{(\w+)\}", lambda found: written(values[found[1]], lang) if found[1] in values else found[0], message)


def written(value: Any, lang: str) -> str:
    """A value as a language writes it: numbers with two decimals at most and a minus sign that is one."""
    if isinstance(value, Text):
        return value.get(lang)
    if isinstance(value, CourseError):
        return value.text.get(lang)
    if isinstance(value, OSError):
        return _of_system(value, lang)
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return str(value)
    if isinstance(value, date):
        return day(value, lang)
    rounded = round(value, 2)
    return number(rounded if rounded else 0, lang).replace("-", "−")


def _of_system(error: OSError, lang: str) -> str:
    """What the system said. It speaks one language only; what it says most often we say in ours."""
    name = f"system.{errno.errorcode.get(error.errno or 0)}"
    return _say(name, lang) if name in _say.every(lang) else error.strerror or str(error)


@cache
def _plural_rule(lang: str):
    from babel import Locale

    return Locale.parse(lang).plural_form


def plural(n: float, lang: str) -> str:
    """The plural category of a number: "one", "other", …"""
    return _plural_rule(lang)(abs(n))


def categories(lang: str) -> set[str]:
    """The plural categories that a language has, "other" among them."""
    return {*_plural_rule(lang).tags, "other"}


class UnknownLanguage(CourseError):
    """A language that the course does not speak. The text names those there are."""


def language(lang: str) -> str:
    """The language code itself, checked. Raises UnknownLanguage."""
    if lang not in LANGUAGES:
        raise UnknownLanguage(
            _say.text("unknown_language", lang=lang, known=", ".join(f"{code} ({name})" for code, name in LANGUAGES.items()))
        )
    return lang


_say = Words(__file__)
