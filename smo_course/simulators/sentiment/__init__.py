"""What a machine makes of a mention that counts words of praise and blame. It is right often enough to be believed too soon.

    score   = words of praise - words of blame              (lexicon.yaml: the course's own, small)
    verdict = positive above 0, negative below, else neutral

With `negation`, a word counts the other way round if one of the NEAR words before it is a negation. Tools that companies buy have
larger lexicons or trained models, and fail at the same places, more rarely: irony, which says the contrary of what it means; negation
that stands far off; praise without a word of praise; words that mean something else in a trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from ...reading import read_yaml
from ...text import bare

Verdict = Literal["positive", "neutral", "negative"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
NEAR = 3  # words
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*[’']?")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=.)", re.IGNORECASE)  # l’organisme, n’est


class Found(NamedTuple):
    """A word that counted: where it stands in the text, and 1 for praise or -1 for blame, turned round by `negated`."""

    start: int
    end: int
    value: int
    negated: bool

    @property
    def counted(self) -> int:
        return -self.value if self.negated else self.value


def judged(text: str, lang: str, negation: bool = False) -> tuple[Verdict, tuple[Found, ...]]:
    """The machine's verdict of a text, and the words that it comes of."""
    found = tuple(_found(text, lang, negation))
    score = sum(each.counted for each in found)
    return VERDICTS[1 - (score > 0) + (score < 0)], found


@lru_cache(4096)
def _words(text: str) -> tuple[tuple[int, int, str, bool], ...]:
    """The words of a text, without accents and what is elided before them: start, end, the word, whether an n’ stood before it."""
    words = []
    for each in _WORD.finditer(text):
        elided = _ELIDED.match(each[0])
        start = each.start() + (elided.end() if elided else 0)
        words.append((start, each.end(), _plain(text[start : each.end()]), bool(elided and elided[0][0] in "nN")))
    return tuple(words)


def _found(text: str, lang: str, negation: bool) -> Iterator[Found]:
    words, negations = _words(text), _lexicon(lang)[1]
    for place, (start, end, word, elided) in enumerate(words):
        if value := _value(word, lang):
            before = words[max(0, place - NEAR) : place]
            negated = negation and (elided or any(each in negations or here for _, _, each, here in before))
            yield Found(start, end, value, negated)


@lru_cache(4096)
def _value(word: str, lang: str) -> int:
    """1 for a word of praise, -1 for one of blame, 0 for any other."""
    return next((value for pattern, value in _lexicon(lang)[0] if pattern.fullmatch(word)), 0)


@cache
def _lexicon(lang: str) -> tuple[list[tuple[re.Pattern[str], int]], frozenset[str]]:
    told = read_yaml(Path(__file__).with_name("lexicon.yaml"))[lang]
    values = [(_pattern(told[name].split()), value) for name, value in (("positive", 1), ("negative", -1))]
    return values, frozenset(_plain(each) for each in told["negations"].split())


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(each.rstrip("*")) + (r"\w*" if each.endswith("*") else "") for each in words))


def _plain(word: str) -> str:
    """A word without accents, capitals and signs: don't → don t."""
    return bare(f"x {word}")[2:]
