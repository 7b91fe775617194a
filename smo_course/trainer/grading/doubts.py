"""Doubts: what does not fit in a hand-in that counts all the same. A machine notes it in words; what it means is for a person to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from ...assignment.sheet import Sheet, moment
from ...text import LANGUAGES, Text, day, moment_text
from ...words import Words
from .filing import Filed
from .record import Seen
from .released import Released

say = Words(__file__)

_ZONES = timedelta(hours=14)  # as much as the clocks of two zones may differ
_CLOCKS = timedelta(minutes=10)  # … and those of two computers
_NAMED = 5  # learners of those who share a moment: a class that copied from one would fill a table with its square


def clock() -> datetime:
    """What time it is."""
    return datetime.now(UTC)


class SameMoments:
    """Answers given at the very same microsecond by two learners: one copied the other's. Of each hand-in two answers are compared."""

    def __init__(self) -> None:
        self._whose: dict[int, str] = {}
        self._shared: dict[int, dict[str, None]] = {}  # in the order in which they came

    def add(self, learner: str, moments: Iterable[str]) -> None:
        for each in moments:
            place = hash(each)
            first = self._whose.setdefault(place, learner)
            if first != learner:
                self._shared.setdefault(place, {first: None})[learner] = None

    def others(self, learner: str, moments: Iterable[str]) -> list[str]:
        """With whom a learner shares such a moment: of very many the first, and one more than are named."""
        shared = (self._shared.get(hash(each), {}) for each in moments)
        first = (name for names in shared if learner in names for name in islice(names, _NAMED + 2))
        return sorted(islice(dict.fromkeys(name for name in first if name != learner), _NAMED + 1))


class Doubts:
    """What does not fit, for the hand-ins of one assignment, as they are graded now."""

    def __init__(self, sheet: Sheet, released: Released | None):
        self.sheet, self.now, self.released = sheet, clock(), released

    def of(self, seen: Seen, others: list[str], more: str = "") -> Iterator[Text]:
        """The doubts about a hand-in that says when it was made. `others` are the learners with whom it shares moments,
        and `more` is until when this one has time."""
        sheet, at = self.sheet, moment(seen.at)
        if seen.new:
            yield say.text("doubt.former", n=len(seen.new), exercises=", ".join(seen.new))
        if sheet.opens and at < moment(sheet.opens):
            yield say.text("doubt.early", opens=_when(sheet.opens))
        if at > self.now + _CLOCKS:
            yield say.text("doubt.future", at=_when(seen.at))
        if seen.filed:
            yield from self._filed(at, Filed(*seen.filed), more)
        if sheet.attempts is not None and sheet.feedback == "at-once" and seen.checks > sheet.attempts:
            yield say.text("doubt.checks", n=seen.checks, most=sheet.attempts)
        if sheet.attempts is not None and sheet.feedback != "at-once" and seen.number > sheet.attempts:
            yield say.text("doubt.number", n=seen.number, most=sheet.attempts)
        if others:
            named = ", ".join(others[:_NAMED])
            yield say.text("doubt.same", learners=say.text("doubt.same_more", learners=named) if len(others) > _NAMED else named)
        if self.released and self.released.misses(seen.receipt):
            yield say.text("doubt.released", at=_when(self.released.at))

    def _filed(self, at: datetime, filed: Filed, more: str) -> Iterator[Text]:
        due = moment(self.sheet.due) if self.sheet.due else None
        due = max(due, moment(more)) if due and more else due
        in_time = due is None or at <= due
        if filed.late and in_time and not more:
            yield say.text("doubt.called_late")
        if not filed.at:
            return
        shown = datetime.fromisoformat(filed.at)
        if due and filed.surely and in_time and shown > due.replace(tzinfo=None):
            yield say.text("doubt.filed_late", at=_when(filed.at), due=_when(due.isoformat()))
        there = at.astimezone(due.tzinfo if due else None).replace(tzinfo=None)
        if there - shown > _ZONES:
            yield say.text("doubt.filed_before", at=_when(at.isoformat()), filed=_when(filed.at))


def _when(iso: str) -> Text:
    """A moment in words; of one without a zone, what a clock there showed."""
    shown = datetime.fromisoformat(iso)
    if shown.tzinfo:
        return Text(**{lang: moment_text(iso, lang) for lang in LANGUAGES})
    return Text(**{lang: f"{day(shown, lang)}, {shown:%H:%M}" for lang in LANGUAGES})
