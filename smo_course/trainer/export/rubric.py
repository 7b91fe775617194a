"""What a person marks a text by, as markup: other systems know no rubric of the kind."""

from __future__ import annotations

import re

from ...elements import clean
from ...kinds.question import Writing
from ...words import Words

say = Words(__file__)


def rubric(question: Writing, lang: str) -> str:
    """The rubric, as markup."""
    lines = [say("criterion", lang, text=clean(each.text.get(lang)), points=each.points) for each in question.criteria]
    return say("rubric", lang) + "\n\n" + "\n".join("- " + re.sub(r"\s*\n\s*", " ", line) for line in lines)
