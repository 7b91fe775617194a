"""What comes back of what was learned, on the screen: on a page of its own, and before a lesson."""

from __future__ import annotations

from html import escape
from math import ceil

from .. import bank
from ..journal import Journal
from ..review import attempt
from ..words import Words
from .base import Plain, Shown
from .exercise import ExerciseView

say = Words(__file__)


def top(ids: list[str], lang: str) -> Plain:
    """What comes back today and how it goes, or that nothing does. Where no HTML is shown, the words are the same for everybody."""
    if not ids:
        return Plain(f"<p>{escape(say('review.nothing', lang))}</p>", f"<Review {lang}>")
    today = say("review.today", lang, n=len(ids), minutes=minutes(ids, lang)).removesuffix(".")
    return Plain(f"<h2>{escape(today)}</h2><p>{escape(say('review.how', lang))}</p>", f"<Review {lang}>")


def minutes(ids: list[str], lang: str) -> int:
    """About how many minutes these exercises take together."""
    return ceil(sum(bank.load(each).seconds(lang) for each in ids) / 60)


def asked(shown: Shown, ids: list[str], journal: Journal, lang: str, sitting: str) -> list[ExerciseView]:
    """The exercises that come back in a sitting, as far as they are answered there."""

    def view(id: str) -> ExerciseView:
        return shown.once(f"{sitting} {id}", lambda: ExerciseView(attempt(id, journal, lang, sitting)))

    return [view(id) for id in ids]
