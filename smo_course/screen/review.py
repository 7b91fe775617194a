"""What is said of a review: on its own page, and on the start page."""

from __future__ import annotations

from html import escape
from math import ceil

from .. import bank
from ..words import Words
from .base import Plain

say = Words(__file__)


def top(review) -> Plain:
    """What comes back today and how it goes, or that nothing does. The words where no HTML is shown are the same for everybody."""
    lang = review.lang
    told = [say("review.today", lang, n=len(review.ids), minutes=minutes(review.ids, lang)), say("review.how", lang)]
    html = "".join(f"<p>{escape(each)}</p>" for each in (told if review.ids else [say("review.nothing", lang)]))
    return Plain(html, f"<Review {lang}>")


def minutes(ids: list[str], lang: str) -> int:
    """About how many minutes these exercises take together."""
    return ceil(sum(bank.load(each).seconds(lang) for each in ids) / 60)
