"""What is searched: mentions of a name, with an index of their words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec

from ...course import content_root
from ...text import fold
from .syntax import Step, tokens


class Mention(msgspec.Struct, forbid_unknown_fields=True):
    """Something that was said, in the columns of the companies' mentions.csv. Without `lang`, it is in the reader's language.

    `relevant`: it is about the company.
    """

    published_at: date
    author: str
    text_en: str
    text_fr: str
    relevant: bool
    lang: str = ""

    def text(self, lang: str) -> str:
        return getattr(self, f"text_{lang}")


@cache
def mentions_of(company: str) -> list[Mention]:
    """The mentions of a case company, as they lie in datasets/; none where there is no such company."""
    from ...data.tables import read_table

    path = content_root() / "datasets" / company / "mentions.csv"
    if not path.is_file():
        return []
    records = (record for _, record in read_table(path, list(Mention.__struct_fields__), []).records())
    return [
        Mention(
            published_at=date.fromisoformat(record["published_at"][:10]),
            author=record["author"],
            text_en=record["text_en"],
            text_fr=record["text_fr"],
            relevant=record["relevant"] == "true",
            lang=record["lang"],
        )
        for record in records
    ]


class Corpus:
    """Mentions as their reader sees them, ready to be searched."""

    def __init__(self, mentions: Iterable[Mention], lang: str):
        self._authors: dict[str, set[int]] = {}
        self._languages: dict[str, set[int]] = {}
        self._words: dict[str, set[int]] = {}
        self._texts: list[list[str]] = []
        for place, each in enumerate(mentions):
            words = tokens(each.text(lang))
            self._texts.append(words)
            self._authors.setdefault(fold(each.author).removeprefix("@"), set()).add(place)
            self._languages.setdefault(each.lang or lang, set()).add(place)
            for word in words:
                for form in {word, word.lstrip("@#")}:  # a word is found in @name and #tag too
                    self._words.setdefault(form, set()).add(place)

    def found(self, steps: list[Step]) -> set[int]:
        """The places of the mentions that a query finds."""
        stack: list[set[int]] = []
        for step in steps:
            match step.do:
                case "and" | "or":
                    last, before = stack.pop(), stack.pop()
                    stack.append(before & last if step.do == "and" else before | last)
                case "not":
                    stack.append(set(range(len(self._texts))) - stack.pop())
                case "from":
                    stack.append(self._authors.get(step.value[0], set()))
                case "lang":
                    stack.append(self._languages.get(step.value[0], set()))
                case "words":
                    stack.append(self._having(step.value, step.prefix))
        return stack.pop()

    def _having(self, words: tuple[str, ...], prefix: bool) -> set[int]:
        *whole, last = words
        ends = {each for each in self._words if each.startswith(last)} if prefix else {last}
        found = set().union(*(self._words.get(each, ()) for each in ends))
        for each in whole:
            found &= self._words.get(each, set())
        return {place for place in found if self._in_a_row(self._texts[place], whole, ends)} if whole else found

    def _in_a_row(self, text: list[str], whole: list[str], ends: set[str]) -> bool:
        return any(
            all(_is(text[at + step], {word}) for step, word in enumerate(whole)) and _is(text[at + len(whole)], ends)
            for at in range(len(text) - len(whole))
        )


def _is(word: str, wanted: set[str]) -> bool:
    return word in wanted or word.lstrip("@#") in wanted
