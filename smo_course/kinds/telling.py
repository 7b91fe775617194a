"""What a trainer is told of an exercise and a learner is not: the key, the feedback to every answer, the way it is marked.

Every kind tells it in the same few shapes, so that one page can show them all. A section is a dict with a `title` and

- `text`: a text with its markup, or
- `rows`: each with `what` it is about, a `sign` (right or wrong), `code` (a formula), `notes` (a few words each) and
  `text` (mostly feedback), whichever it has, or
- `story`: a moment of a story, with its choices and the moments that they lead to.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..text import Text
from ..words import Words, written
from .base import Exercise
from .base import say as all_say

Section = dict[str, Any]


class Teller:
    """Tells of one exercise in one language, with the numbers of one variant and the words of its kind."""

    def __init__(self, exercise: Exercise, say: Words, seed: str, lang: str):
        self.exercise, self.words, self.seed, self.lang = exercise, say, seed, lang
        self.values = exercise.values(seed)

    def say(self, text: Text | str | None) -> str:
        """A text of the exercise, with the numbers of the variant."""
        if text is None or isinstance(text, str):
            return text or ""
        return text.fill(self.values).get(self.lang)

    def line(self, text: Text) -> str:
        """A text of the exercise on one line: without markup, without a full stop, and with its numbers left open."""
        from ..markup import plain  # the XML that it works with is nothing for a lesson to load

        return plain(text.get(self.lang)).rstrip(".")

    def word(self, name: str, /, **values: Any) -> str:
        """A message of the kind."""
        return self.words(name, self.lang, **values)

    def shared(self, name: str, /, **values: Any) -> str:
        """A message that several kinds say."""
        return all_say(name, self.lang, **values)

    def amount(self, value: float) -> str:
        return written(value, self.lang)

    def section(self, title: str, **content: Any) -> Section:
        if "text" in content:
            content["text"] = self.say(content["text"])
        return {"title": title, **content}

    def row(
        self, what: Text | str = "", sign: str = "", code: str = "", notes: list[str] | None = None, text: Text | None = None
    ) -> dict[str, Any]:
        return {"what": self.say(what), "sign": sign, "code": code, "notes": notes or [], "text": self.say(text)}

    def named(self, parts: list[Any], ids: list[str]) -> str:
        """The texts of the parts with these ids."""
        texts = {each.id: self.say(each.text) for each in parts}
        return " / ".join(texts[each] for each in ids)


class Tally(NamedTuple):
    """Something of a class's answers to count besides what is wrong, such as how a story ended.

    `rows` are what can be counted, by key, in their order: the cells of a table. A key's count is a share of those in its
    `group`. `folded` tables are shown when asked for.
    """

    title: str
    heads: list[str]
    rows: dict[Any, list[str]]
    groups: dict[Any, Any]
    folded: bool = False
