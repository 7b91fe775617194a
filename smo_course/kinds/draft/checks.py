"""What can be checked of a text, and no more: whether words are in it, a link, a name, a time; never whether it is a good one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import msgspec

from ...problems import Problem
from ...text import Text, fold
from ...words import Words
from ..base import say as all_say
from ..opaque import Id
from .weight import links

say = Words(__file__)

_HASHTAG = re.compile(r"(?<![\w&])[#＃](\w*[^\W\d_]\w*)")
_MENTION = re.compile(r"(?<![\w@＠.])[@＠](\w{1,20})(?![\w@])")
_HOUR = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-3]) ?(?:h(?:eures?)?(?: ?[0-5]\d)?(?!\w)|:[0-5]\d(?!\d))"
    r"|(?<![\d:.])(?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)? ?[ap]\.? ?m(?!\w)"
    r"|(?<!\w)(?:noon|midnight|midi|minuit|o'clock)(?!\w)"
)
_AMOUNT = re.compile(r"[€$£] ?\d|\d ?(?:[€$£%]|(?:eur|euros?|dollars?|pounds?|per cent|pour cent)(?!\w))")
_SHOUTED = re.compile(r"[!?](?: ?[!?])+|\b[^\W\d_]{2,} [^\W\d_]{2,}\b|\b[^\W\d_]{5,}\b")


class Wordings(msgspec.Struct, forbid_unknown_fields=True):
    """Words or phrases in each language. Those of both are looked for, whatever language a text is in; `word*` begins so."""

    en: list[str]
    fr: list[str]

    def all(self) -> list[str]:
        return list(dict.fromkeys([*self.en, *self.fr]))

    def found_in(self, text: str) -> list[str]:
        """Those that are in a text, as whole words."""
        words = _words(text)
        return [each for each in self.all() if _has(words, _words(each), each.endswith("*"))]

    def problems(self, field: str) -> Iterator[Problem]:
        for each in self.all():
            if not _words(each):
                yield Problem(field, say.text("problem.letters", word=each))
        if not self.all():
            yield Problem(field, say.text("problem.empty"))


class Check(msgspec.Struct, forbid_unknown_fields=True, tag_field="check", kw_only=True):
    """`text` is its name; `feedback` is said where it fails."""

    id: Id
    text: Text
    feedback: Text

    asks: ClassVar[bool] = True  # for something that has to be there; the others are kept by an empty text

    def kept(self, text: str) -> bool:
        raise NotImplementedError

    def problems(self) -> Iterator[Problem]:
        """What is wrong in it, by its own fields."""
        return iter(())

    def forms(self) -> list[str]:
        """What it looks for, as its author says it."""
        return []


class Says(Check, tag="says"):
    """It says one of these."""

    any: Wordings

    def kept(self, text: str) -> bool:
        return bool(self.any.found_in(text))

    def problems(self) -> Iterator[Problem]:
        yield from self.any.problems("any")

    def forms(self) -> list[str]:
        return self.any.all()


class Avoids(Check, tag="avoids"):
    """It says none of these."""

    asks = False
    any: Wordings

    def kept(self, text: str) -> bool:
        return not self.any.found_in(text)

    def problems(self) -> Iterator[Problem]:
        yield from self.any.problems("any")

    def forms(self) -> list[str]:
        return self.any.all()


class Link(Check, tag="link"):
    """It has a link: to the site or the page `to`, if that is said."""

    to: str = ""

    def kept(self, text: str) -> bool:
        wanted = _address(self.to)
        found = [_address(text[first:last]) for first, last in links(text)]
        return any(not wanted or each == wanted or each.startswith((f"{wanted}/", f"{wanted}?", f"{wanted}#")) for each in found)

    def forms(self) -> list[str]:
        return [self.to] if self.to else []


class Hashtags(Check, tag="hashtags"):
    """It has from `least` to `most` hashtags."""

    least: int
    most: int

    def kept(self, text: str) -> bool:
        return self.least <= len(hashtags(text)) <= self.most

    def problems(self) -> Iterator[Problem]:
        if not 1 <= self.least <= self.most:
            yield Problem("least", all_say.text("problem.between", value=self.least, least=1, most=self.most))

    def forms(self) -> list[str]:
        return [f"{self.least}–{self.most}"]


class Mention(Check, tag="mention"):
    """It names the account `of`, by its @name."""

    of: str

    def kept(self, text: str) -> bool:
        return any(found[1].casefold() == self.of.casefold() for found in _MENTION.finditer(text))

    def problems(self) -> Iterator[Problem]:
        if not re.fullmatch(r"\w{1,20}", self.of):
            yield Problem("of", say.text("problem.account", name=self.of))

    def forms(self) -> list[str]:
        return [f"@{self.of}"]


class Hour(Check, tag="hour"):
    """It says a time of day."""

    def kept(self, text: str) -> bool:
        return bool(_HOUR.search(_plain(text)))


class NoAmount(Check, tag="no_amount"):
    """It promises no sum of money, and no discount."""

    asks = False

    def kept(self, text: str) -> bool:
        return not _AMOUNT.search(_plain(text))


class Calm(Check, tag="calm"):
    """It does not shout: neither words in capitals nor several exclamation or question marks in a row."""

    asks = False

    def kept(self, text: str) -> bool:
        return not any(not each[0][0].isalpha() or each[0].isupper() for each in _SHOUTED.finditer(_spaced(text)))


AnyCheck = Says | Avoids | Link | Hashtags | Mention | Hour | NoAmount | Calm


def hashtags(text: str) -> list[tuple[int, int]]:
    """Where the hashtags of a text begin and end; those within a link are none."""
    inside = links(text)
    return [found.span() for found in _HASHTAG.finditer(text) if not any(first <= found.start() < last for first, last in inside)]


def mentions(text: str) -> list[tuple[int, int]]:
    """Where accounts are named."""
    return [found.span() for found in _MENTION.finditer(text)]


def _spaced(text: str) -> str:
    """A text with plain spaces and apostrophes."""
    return re.sub(r"[^\S\n]", " ", text).replace("’", "'")


def _plain(text: str) -> str:
    return fold(_spaced(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _has(words: list[str], wanted: list[str], prefix: bool) -> bool:
    """Whether the wanted words stand there in a row; the last one may be the beginning of a longer one, with `prefix`."""
    return any(
        words[at : at + len(wanted) - 1] == wanted[:-1]
        and (words[at + len(wanted) - 1].startswith(wanted[-1]) if prefix else words[at + len(wanted) - 1] == wanted[-1])
        for at in range(len(words) - len(wanted) + 1)
    )


def _address(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|/+$", "", link.casefold())
