"""The few words that an export adds to an exercise, such as those which the course's own screen says beside the answer."""

from __future__ import annotations

import re

from ...elements import clean
from ...kinds.question import Writing
from ...text import Text, number

SPELLING = "spelling forgiven, beyond accents, hyphens and article all left out"  # a loss, told to the trainer
UNIT = Text(en="Unit: {unit}", fr="Unité\u00a0: {unit}")
RUBRIC = Text(en="**What will be looked at**", fr="**Ce qui sera regardé**")
_POINTS = Text(en="{text} (points: {points})", fr="{text} (points\u00a0: {points})")
_LENGTH = Text(en="From {least} to {most} words.", fr="De {least} à {most} mots.")


def rubric(question: Writing, lang: str) -> str:
    """The rubric, as markup."""
    lines = [_POINTS.get(lang).format(text=clean(each.text.get(lang)), points=each.points) for each in question.criteria]
    return RUBRIC.get(lang) + "\n\n" + "\n".join("- " + re.sub(r"\s*\n\s*", " ", line) for line in lines)


def length(question: Writing, lang: str) -> str:
    """How long the text may be."""
    return _LENGTH.get(lang).format(least=number(question.least, lang), most=number(question.most, lang))
