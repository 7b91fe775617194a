"""How the report writes numbers, shares, and texts too long for their place."""

from __future__ import annotations

from ...text import number
from ...words import Words, written

say = Words(__file__)


def amount(value: float | None, lang: str) -> str:
    """A number with two decimals at most; a dash for none."""
    return "–" if value is None else written(value, lang)


def correlation(value: float, lang: str) -> str:
    """A correlation, always with two decimals: they stand below each other."""
    return number(round(value, 2) + 0.0, lang, 2).replace("-", "−")


def per_cent(share: float | None, lang: str) -> str:
    """A share of 1 in whole per cent; a dash for none."""
    return "–" if share is None else say("per_cent", lang, n=round(100 * share))


def shortened(text: str, most: int) -> str:
    """The first words of a text, at most so many characters of it."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rpartition(' ')[0] or text[: most - 2]} …"
