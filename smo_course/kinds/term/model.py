"""Name a thing: a short text, case, accents and hyphens forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import msgspec

from ...text import LANGUAGES, Text
from ..base import Exercise, Invalid, Problem, Remark, Samples

_LONGEST = 80


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """Accepted wordings in each language."""

    en: list[str]
    fr: list[str]

    def all(self) -> list[str]:
        return [*self.en, *self.fr]


class Confusion(msgspec.Struct, forbid_unknown_fields=True):
    """Another term that a learner may give, and what to say to it."""

    match: Words
    feedback: Text


class Term(Exercise, tag="term"):
    """Answer: the text typed. Either language's word is right; so is one with a slip of spelling, which is pointed out."""

    accept: Words
    otherwise: Text
    mistakes: list[Confusion] = []

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        for lang in LANGUAGES:
            if not getattr(self.accept, lang):
                yield Problem(f"accept.{lang}", "is empty")
        right = {plain(word) for word in self.accept.all()}
        for word in self.accept.all():
            if not plain(word) or len(word) > _LONGEST:
                yield Problem("accept", f"{word!r} must have letters or digits, and at most {_LONGEST} characters")
        for place, mistake in enumerate(self.mistakes):
            for word in mistake.match.all():
                if plain(word) in right:
                    yield Problem(f"mistakes[{place}].match", f"{word!r} is also accepted")

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        return {"max_length": _LONGEST}

    def read(self, raw: Any, lang: str) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise Invalid("Type a word or a few first.", "Tapez d’abord un ou quelques mots.")
        if len(raw) > _LONGEST:
            raise Invalid(
                f"That is too long: a term of at most {_LONGEST} characters is asked for.",
                f"C’est trop long\u00a0: on attend un terme d’au plus {_LONGEST} caractères.",
            )
        if not plain(raw):
            raise Invalid("There are no letters in that answer.", "Cette réponse ne contient aucune lettre.")
        return raw.strip()

    def grade(self, answer: str, seed: str) -> tuple[float, list[Remark]]:
        given = plain(answer)
        right = {plain(word): word for word in self.accept.all()}
        if given in right:
            return 1, []
        for mistake in self.mistakes:
            if given in {plain(word) for word in mistake.match.all()}:
                return 0, [Remark(mistake.feedback, right=False)]
        for key, word in right.items():
            if _one_slip(given, key):
                said = Text(en=f"Right, and it is spelt **{word}**.", fr=f"C’est juste, et cela s’écrit **{word}**.")
                return 1, [Remark(said, right=True)]
        return 0, [Remark(self.otherwise, right=False)]

    def solution(self, seed: str) -> Text:
        return Text(en=" / ".join(self.accept.en), fr=" / ".join(self.accept.fr))

    def samples(self, seed: str) -> Samples:
        wrong = self.mistakes[0].match.all()[0] if self.mistakes else "0"
        return Samples(self.accept.en[0].upper(), wrong, None, "x" * (_LONGEST + 1))


def plain(text: str) -> str:
    """The bare letters and digits of a text: no accents, case, hyphens, apostrophes, leading article or double spaces."""
    text = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    text = re.sub(r"[^\w]+|_+", " ", text.replace("œ", "oe").replace("æ", "ae")).strip()
    return re.sub(r"^(the|an|a|le|la|les|l|un|une|des|du|de la) (?=.)", "", text)


def _one_slip(given: str, word: str) -> bool:
    """Whether a long word was meant and one letter went wrong (short ones, such as SMO and SMM, must be exact)."""
    if min(len(given), len(word)) < 7 or abs(len(given) - len(word)) > 1:
        return False
    matched = sum(block.size for block in SequenceMatcher(None, given, word, autojunk=False).get_matching_blocks())
    return matched >= max(len(given), len(word)) - 1
