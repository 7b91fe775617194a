"""What is checked of a campaign as it is filled in: eight things, each by itself, against what its brief asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from ...text import LANGUAGES, Text, number
from ...words import Words
from .address import fault

if TYPE_CHECKING:
    from .model import Campaign

say = Words(__file__)

Objective = Literal["followers", "clicks", "engagement", "app", "leads"]
Action = Literal["interaction", "click", "lead", "follower", "view"]
Content = Literal["tweet", "card"]
BILLED: dict[str, str] = {"followers": "follower", "clicks": "click", "engagement": "interaction", "app": "click", "leads": "lead"}


class Settings(msgspec.Struct, frozen=True):
    """A campaign as it is filled in; what is left out is None, or nothing to aim by. Money in euros."""

    objective: str | None = None
    billing: str | None = None
    name: str | None = None
    link: str | None = None
    starts: date | None = None
    ends: date | None = None
    content: str | None = None
    targeting: tuple[str, ...] = ()
    daily: float | None = None
    bid: float | None = None

    @property
    def days(self) -> int:
        """How many days it runs; none or fewer where its end comes before its start."""
        return (self.ends - self.starts).days + 1 if self.starts and self.ends else 0


Judged = tuple[str, float, list[Text]]  # a check by its id, how far it is met from 0 to 1, and what is wrong


def judged(brief: Campaign, given: Settings) -> Iterator[Judged]:
    """Each check in turn; what is left out is not met, and nothing is said of it."""

    def judge(id: str, there: bool, reason: Text | None) -> Judged:
        return id, float(there and reason is None), [reason] if there and reason else []

    yield judge("objective", bool(given.objective), None if given.objective in brief.objectives else brief.said.objective)
    billed = BILLED.get(given.objective or "", "")
    unfit = (
        say.text("wrong.billing", objective=name_of("objective", given.objective), action=name_of("billing", billed)) if billed else None
    )
    yield judge("billing", bool(given.billing and billed), None if given.billing == billed else unfit)
    yield judge("link", bool(given.link), fault(given.link or "", brief.page))
    yield judge("dates", bool(given.starts and given.ends), _wrong_dates(brief, given))
    yield judge("content", bool(given.content), None if given.content in brief.contents else brief.said.content)
    yield _aimed(brief, given)
    yield judge("budget", given.daily is not None and given.days > 0, _wrong_budget(brief, given))
    yield judge("bid", given.bid is not None, _wrong_bid(brief, given))


def _aimed(brief: Campaign, given: Settings) -> Judged:
    """Each criterion that fits counts for, each other one against."""
    fit = [each for each in brief.targeting if each.fits]
    off = [each for each in brief.targeting if each.fits != (each.id in given.targeting)]
    wrong = sum(not each.fits for each in off)
    met = max(0.0, (len(fit) - len(off)) / len(fit)) if given.targeting else 0.0
    reasons = [each.feedback for each in off if not each.fits]
    if given.targeting and len(off) > wrong:
        reasons.append(say.text("wrong.missed"))
    return "targeting", met, reasons


def _wrong_dates(brief: Campaign, given: Settings) -> Text | None:
    if not given.starts or not given.ends:
        return None
    if given.starts > given.ends:
        return say.text("wrong.order")
    if given.starts < brief.starts or given.ends > brief.ends:
        return say.text("wrong.dates", starts=brief.starts, ends=brief.ends)
    return None


def _wrong_budget(brief: Campaign, given: Settings) -> Text | None:
    if given.daily is None or given.days <= 0:
        return None
    if given.daily <= 0:
        return say.text("wrong.nothing")
    total = given.daily * given.days
    if total > brief.budget + 0.005:
        return say.text("wrong.budget", n=given.days, daily=euros(given.daily), total=euros(total), budget=euros(brief.budget))
    return None


def _wrong_bid(brief: Campaign, given: Settings) -> Text | None:
    if given.bid is None:
        return None
    if given.bid <= 0:
        return say.text("wrong.nothing")
    if given.bid > brief.worth + 0.005:
        return say.text("wrong.bid", bid=euros(given.bid), worth=euros(brief.worth))
    if given.daily is not None and given.bid > given.daily:
        return say.text("wrong.bid_a_day", bid=euros(given.bid), daily=euros(given.daily))
    return None


def name_of(field: str, id: str | None) -> Text:
    return say.text(f"{field}.{id}")


def euros(amount: float) -> Text:
    """An amount with its cents, if there are any."""
    cents = 0 if round(amount, 2) == int(amount) else 2
    return say.text("euros", n=Text(**{lang: number(amount, lang, cents) for lang in LANGUAGES}))
