"""Name a thing: a short text, case, accents and hyphens forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import msgspec

from ...text import LANGUAGES, Text, bare
from ...words import Words
from ..base import BLANK, MARGIN, Exercise, Guesses, Invalid, Problem, Remark, Samples, kind_of_module

say = Words(__file__)

_LONGEST = 80


class Wordings(msgspec.Struct, forbid_unknown_fields=True):
    """Accepted wordings in each language."""

    en: list[str]
    fr: list[str]

    def all(self) -> list[str]:
        return [*self.en, *self.fr]


class Confusion(msgspec.Struct, forbid_unknown_fields=True):
    """Another term that a learner may give, and what to say to it."""

    match: Wordings
    feedback: Text


class Term(Exercise, tag=kind_of_module(__name__)):
    """Answer: the text typed. Either language's word is right; so is one with a slip of spelling, which is pointed out."""

    Shape = str

    accept: Wordings
    otherwise: Text
    mistakes: list[Confusion] = []

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        for lang in LANGUAGES:
            if not getattr(self.accept, lang):
                yield Problem(f"accept.{lang}", say.text("problem.empty"))
        right = {bare(word) for word in self.accept.all()}
        for word in self.accept.all():
            if not bare(word) or len(word) > _LONGEST:
                yield Problem("accept", say.text("problem.letters", word=word, most=_LONGEST))
        for place, mistake in enumerate(self.mistakes):
            for word in mistake.match.all():
                if bare(word) in right:
                    yield Problem(f"mistakes[{place}].match", say.text("problem.both", word=word))

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        return {"max_length": _LONGEST}

    def work(self, lang: str) -> float:
        return 25

    def read(self, raw: str | None, lang: str) -> str:
        if not raw or not raw.strip():
            raise Invalid(say.text("first"))
        if len(raw) > _LONGEST:
            raise Invalid(say.text("too_long", most=_LONGEST))
        if not bare(raw):
            raise Invalid(say.text("no_letters"))
        return raw.strip()

    def grade(self, answer: str, seed: str) -> tuple[float, list[Remark]]:
        given = bare(answer)
        right = {bare(word): word for word in self.accept.all()}
        if given in right:
            return 1, []
        for mistake in self.mistakes:
            if given in {bare(word) for word in mistake.match.all()}:
                return 0, [Remark(mistake.feedback, right=False)]
        for key, word in right.items():
            if _one_slip(given, key):
                return 1, [Remark(say.text("spelt", word=word), right=True)]
        return 0, [Remark(self.otherwise, right=False)]

    def solution(self, seed: str) -> Text:
        return Text(en=" / ".join(self.accept.en), fr=" / ".join(self.accept.fr))

    def sealed(self, seed: str) -> Term:
        return self._without(accept=Wordings([], []), otherwise=BLANK, mistakes=[])

    def guesses(self, seed: str, lang: str) -> Guesses:
        """Words that stand there to be copied."""
        words = re.findall(r"[\w’-]+", self.prompt.get(lang))
        hinted = re.findall(r"[\w’-]+", " ".join(each.get(lang) for each in self.hints))
        found = {"title": self.title.get(lang), "first": words[0], "last": words[-1]}
        found |= {"longest": max(words, key=len), "hint": max(hinted, key=len, default="")}
        return Guesses(found, say.text("kind"), MARGIN)

    def samples(self, seed: str) -> Samples:
        wrong = self.mistakes[0].match.all()[0] if self.mistakes else "0"
        return Samples(self.accept.en[0].upper(), wrong, None, "x" * (_LONGEST + 1))


def _one_slip(given: str, word: str) -> bool:
    """Whether a long word was meant and one letter went wrong (short ones, such as SMO and SMM, must be exact)."""
    if min(len(given), len(word)) < 7 or abs(len(given) - len(word)) > 1:
        return False
    matched = sum(block.size for block in SequenceMatcher(None, given, word, autojunk=False).get_matching_blocks())
    return matched >= max(len(given), len(word)) - 1
