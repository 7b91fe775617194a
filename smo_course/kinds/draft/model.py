"""Write a post, a reply or a message, which is checked for what can be checked: how long it is, what it says and avoids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from ... import looks
from ...problems import Problem
from ...text import LANGUAGES, Text, fold
from ...text import words as count_words
from ...words import Words
from ..base import BLANK, Exercise, Guesses, Invalid, Remark, Samples, check_ids, kind_of_module
from ..base import say as all_say
from .checks import AnyCheck, hashtags, mentions
from .weight import THEN, links, weighed

say = Words(__file__)

_LONGEST = 10_000  # characters
_RUN = 10  # words in a row that stand in the question too: they are copied, where fewer may be a fact or a name
_COPIED = 0.5  # of a text: from here on it is not the learner's own


class Length(msgspec.Struct, forbid_unknown_fields=True):
    """How many words are asked for."""

    least: int
    most: int


class Draft(Exercise, tag=kind_of_module(__name__)):
    """Answer: the text typed.

    Each check counts one, and so does a length that is asked for. Those that only forbid are kept by saying nothing: they
    count as far as the others are met. A text of another length is sent back as long as it can be mended; one that is mostly
    copied from the question earns nothing.
    """

    Shape = str

    author: Text
    checks: list[AnyCheck]
    answer: Text
    preview: Literal["post", "reply", "message"] = "post"
    handle: str = ""
    signs: int | None = None  # weighed as Twitter does
    signs_then: int | None = None  # what it would have been until November 2017
    words: Length | None = None

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from check_ids("checks", [each.id for each in self.checks], 1)
        if not any(each.asks for each in self.checks):
            yield Problem("checks", say.text("problem.asks"))
        if self.signs is not None and not 20 <= self.signs <= _LONGEST:
            yield Problem("signs", all_say.text("problem.between", value=self.signs, least=20, most=_LONGEST))
        if self.words is not None and not 0 <= self.words.least < self.words.most <= _LONGEST // 10:
            yield Problem("words", say.text("problem.words", least=self.words.least, most=self.words.most))
        faults = [
            problem._replace(field=f"checks[{place}].{problem.field}")
            for place, check in enumerate(self.checks)
            for problem in check.problems()
        ]
        yield from faults
        for lang in LANGUAGES:
            text = self.answer.get(lang)
            if wrong := self.misfit(text):
                yield Problem(f"answer.{lang}", wrong)
            if self.is_copied(text):
                yield Problem(f"answer.{lang}", say.text("copied"))
            for each in self.failed(text) if not faults else ():
                yield Problem(f"answer.{lang}", say.text("problem.fails", check=each.text))

    def misfit(self, text: str) -> Text | None:
        """Why a text has not the length that is asked for."""
        if self.signs is not None and (over := weighed(text) - self.signs) > 0:
            return say.text("over", n=over, most=self.signs)
        if self.words is not None and not self.words.least <= (n := count_words(text)) <= self.words.most:
            return say.text("length", n=n, least=self.words.least, most=self.words.most)
        return None

    def is_copied(self, text: str) -> bool:
        """Whether most of a text stands in the question, in what there is to look at with it, or in the hints."""
        given = set[tuple[str, ...]]()
        for lang in LANGUAGES:
            for source in (self.prompt.get(lang), looks.text(self.show, lang), *(each.get(lang) for each in self.hints)):
                given.update(_runs(source))
        runs = _runs(text)
        copied = {place + step for place, run in enumerate(runs) if run in given for step in range(_RUN)}
        return bool(runs) and len(copied) >= _COPIED * (len(runs) + _RUN - 1)

    def failed(self, text: str) -> list[AnyCheck]:
        return [each for each in self.checks if not each.kept(text)]

    def parts(self) -> list[Any]:
        return self.checks

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        return {
            "preview": self.preview,
            "author": self.author.get(lang),
            "handle": self.handle,
            "signs": self.signs,
            "signs_then": self.signs_then,
            "words": msgspec.to_builtins(self.words),
        }

    def work(self, lang: str) -> float:
        """Five minutes for every hundred words, as for any text, and three at least."""
        return max(180, 3 * self.words.most) if self.words else 240

    def seen(self, raw: str | None, lang: str) -> dict[str, Any]:
        """How long the text is, now and then, and its parts as they would look: plain, links, names and hashtags."""
        text = (raw or "")[:_LONGEST]
        counts = {"signs": weighed(text), "signs_then": weighed(text, THEN), "words": count_words(text)}
        return counts | {"parts": list(_in_parts(text))}

    def read(self, raw: str | None, lang: str) -> str:
        if not raw or not raw.strip():
            raise Invalid(say.text("first"))
        if len(raw) > _LONGEST:
            raise Invalid(say.text("endless", most=_LONGEST))
        return raw

    def unfinished(self, answer: str) -> Text | None:
        return self.misfit(answer)

    def grade(self, answer: str, seed: str) -> tuple[float, list[Remark]]:
        if self.is_copied(answer):
            return 0, [Remark(say.text("copied"), right=False)]
        failed = self.failed(answer)
        remarks = [Remark(say.text("told", check=each.text, why=each.feedback), about=each.id, right=False) for each in failed]
        kept = [each for each in self.checks if each not in failed]
        if kept and failed:
            remarks.append(Remark(say.text("kept", checks=_row([each.text for each in kept])), right=True))
        asking = sum(each.asks for each in self.checks)
        met = sum(each.asks for each in kept)
        spared, spares = len(kept) - met, len(self.checks) - asking
        if self.signs is not None or self.words is not None:
            spared, spares = spared + (self.misfit(answer) is None), spares + 1
        return (met + spared * met / asking) / (asking + spares), remarks

    def solution(self, seed: str) -> Text:
        """A text that passes; there are many."""
        return self.answer

    def sealed(self, seed: str) -> Draft:
        """The length stays: a learner sees it while writing."""
        return self._without(checks=[], answer=BLANK)

    def guesses(self, seed: str, lang: str) -> Guesses:
        """What stands there to be copied, as far as it fits."""
        found = {"prompt": self.prompt.get(lang), "title": self.title.get(lang), "hints": " ".join(each.get(lang) for each in self.hints)}
        found["shown"] = looks.text(self.show, lang)
        return Guesses({name: self._cut(text) for name, text in found.items()}, say.text("kind"), 0.35)

    def _cut(self, text: str) -> str:
        """As many of the first words of a text as fit."""
        words = text.split()[: self.words.most if self.words else None]
        while words and self.signs is not None and weighed(" ".join(words)) > self.signs:
            words.pop()
        return " ".join(words)

    def samples(self, seed: str) -> Samples:
        right = self.answer.get(next(iter(LANGUAGES)))
        tries = [right.replace(each, "", 1).strip() for each in right.split() if len(each) > 2]
        fitting = [each for each in tries if each and not self.misfit(each)]
        partial = next((each for each in fitting if 0 < self.grade(each, seed)[0] < 1), None)
        filler = " ".join(["zzz"] * (self.words.least if self.words else 1))
        return Samples(right, filler or "zzz", partial, "x" * (_LONGEST + 1))


def _runs(text: str) -> list[tuple[str, ...]]:
    """Every so many words in a row, from the first word on."""
    words = re.findall(r"\w+", fold(text))
    return [tuple(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1)]


def _in_parts(text: str) -> Iterator[tuple[str, str]]:
    """A text in parts, each with what it is: "text", "link", "mention" or "hashtag"."""
    found = [(*span, "link") for span in links(text)]
    inside = [(first, last) for first, last, _ in found]
    names = [(*span, "mention") for span in mentions(text)] + [(*span, "hashtag") for span in hashtags(text)]
    found += [each for each in names if not any(first <= each[0] < last for first, last in inside)]
    at = 0
    for first, last, what in sorted(found):
        if text[at:first]:
            yield "text", text[at:first]
        yield what, text[first:last]
        at = last
    if text[at:]:
        yield "text", text[at:]


def _row(texts: list[Text]) -> Text:
    return Text(**{lang: " · ".join(each.get(lang).rstrip(".") for each in texts) for lang in LANGUAGES})
