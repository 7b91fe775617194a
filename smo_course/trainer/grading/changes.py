"""What a grading changed: whose marks are others than after the one before, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ...assignment.sheet import normal
from ...files import Log
from ...text import LANGUAGES, Text, listed
from ...words import Words
from ..key import Key
from .results import COUNTS, Result, decoded

say = Words(__file__)


class Change(NamedTuple):
    """A learner whose mark is another: `before` and `now` are points, None where nothing counts."""

    learner: str
    name: str
    before: float | None
    now: float | None
    why: Text


class _Was(msgspec.Struct):
    """A result of the run before, as much of it as most need."""

    learner: str
    name: str
    status: str
    total: float | None = None
    pending: int = 0


_was = msgspec.json.Decoder(_Was)


class Changes:
    """Compares results with those of the run before, a file, learner by learner."""

    def __init__(self, before: Path | None, former: Key | None, key: Key):
        self._path, self._former, self._key = before, former, key
        self._before: dict[str, tuple[int, _Was]] = {}
        if before and former:
            with suppress(OSError):
                self._before = {normal(was.learner): (place, was) for place, was in Log(before).read(_was.decode)}
        self.found: list[Change] = []

    def add(self, now: Result) -> None:
        if not self._path:  # the first run changes nothing
            return
        place, was = self._before.pop(normal(now.learner), (0, None))
        if not was:
            self._add(now, None, now.total, [say.text("change.joined")] if now.total is not None else [])
        elif (was.total, was.pending, was.status) != (now.total, now.pending, now.status) and {was.status, now.status} & {*COUNTS}:
            self._add(now, was.total, now.total, list(self._why(self._whole(place), now)))

    def end(self) -> None:
        """After the last learner: who is left of the run before is nobody any more: not on the roster, or with nothing that counts."""
        for _, was in self._before.values():  # in the order in which they stood
            if was.total is not None:
                self._add(was, was.total, None, [say.text("change.gone")])

    def _whole(self, place: int) -> Result:
        with self._path.open("rb") as file:  # type: ignore[union-attr]
            file.seek(place)
            return decoded(file.readline())

    def _add(self, who: Result | _Was, before: float | None, now: float | None, why: list[Text]) -> None:
        if before != now or why:
            told = Text(**{lang: listed((each.get(lang) for each in why), lang) for lang in LANGUAGES})
            self.found.append(Change(who.learner, who.name, before, now, told))

    def _why(self, was: Result, now: Result) -> Iterator[Text]:
        if now.status not in COUNTS or was.status not in COUNTS:
            yield say.text("change.counts" if now.status in COUNTS else "change.counts_not", status=say.text(f"status.{now.status}"))
            return
        if was.receipt != now.receipt:
            yield say.text("change.newer")
        if not self._former:
            return
        former = {each.id: (each.points, item) for each, item in zip(self._former.exercises, was.items, strict=True)}
        for exercise, item in zip(self._key.exercises, now.items, strict=True):
            points, before = former.pop(exercise.id, (0, None))
            facts = {"exercise": exercise.title, "before": before.score if before else 0, "now": item.score}
            if before is None:
                yield say.text("change.added", **facts)
            elif before.status == "pending" != item.status:
                yield say.text("change.by_hand", **facts)
            elif points != exercise.points:
                yield say.text("change.points", was=points, worth=exercise.points, **facts)
            elif before.score != item.score:
                yield say.text("change.marked", **facts)
        for each in self._former.exercises:
            if each.id in former:
                yield say.text("change.left_out", exercise=each.title)
        if was.lost != now.lost:
            yield say.text("change.lateness", before=was.lost, now=now.lost)
