"""Results: which submission counts for each learner, and what it is worth in the end."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from ...assignment.sheet import Sheet, moment, normal
from ...errors import CourseError
from ...files import whole
from ...kinds.base import Status
from ...text import Text
from ...words import Words
from ..brief import Learner
from ..essays.judgements import Judgements
from ..key import Key
from .inbox import failure
from .record import Record, Seen

say = Words(__file__)

COUNTS = ("graded", "late")  # the verdicts with which a submission counts

NO_ANSWER = msgspec.Raw(b"null")


class ResultItem(msgspec.Struct):
    """One exercise of a learner: the answer that counts and its points; `comment` and `points` (by criterion) are a person's."""

    score: float
    status: Status
    raw: msgspec.Raw = NO_ANSWER
    lang: str = "en"  # in which the answer was typed
    comment: str = ""
    points: dict[str, float] = {}


class Result(msgspec.Struct):
    """What counts for one learner. `status` is "graded", "late", "missing" or the verdict on what they handed in.

    `total` is what was earned less what lateness cost (`lost`); None where nothing counts. `items` are in the sheet's order.
    """

    learner: str
    name: str
    status: str
    lang: str = "en"
    at: str = ""
    receipt: str = ""
    where: str = ""
    lost: float = 0
    total: float | None = None
    pending: int = 0  # exercises that wait for a person
    items: list[ResultItem] = []


class _Hand(NamedTuple):
    """A hand-in, as much of it as the verdict needs."""

    at: str
    number: int
    place: int  # in the record
    receipt: str
    owner: str


class Settled:
    """The verdict on every submission, and the learners in order. The submissions themselves stay in the record."""

    def __init__(self, key: Key, record: Record, present: set[int]):
        self.key, self.record, self.present = key, record, present
        self.verdicts: dict[int, str] = {}
        self.failures: dict[int, Text] = {}  # by place in the record, what could not be made of a submission, and why
        self.pageless: dict[str, Text] = {}  # by file, why its learner's page could not be made
        hands: dict[str, list[_Hand]] = {}
        self._names = {normal(each.learner): each for each in key.roster or []}
        owners = _Owners(key.roster or [])
        for place, seen in record.seen(present):
            if seen.status != "marked":
                continue
            learner = normal(seen.learner)
            if key.roster is not None and learner not in self._names:
                self.verdicts[place] = "unknown learner"
            elif not _moment_or_none(seen.at):
                self.verdicts[place] = "no time"
            elif owners.belie(seen):
                self.verdicts[place] = "other learner"
            else:
                hand = _Hand(seen.at, seen.number, place, seen.receipt, seen.owner[0] if seen.owner else "")
                hands.setdefault(learner, []).append(hand)
        self._counted: dict[str, int] = {}  # learner → place in the record of what counts, or of what tells why nothing does
        for learner, each in hands.items():
            self._judge(learner, each)
        self.learners = sorted({*self._counted, *self._names})

    def _judge(self, learner: str, hands: list[_Hand]) -> None:
        sheet = self.key.sheet
        hands.sort()
        if len({hand.owner for hand in hands if hand.owner}) > 1:
            self.verdicts |= {hand.place: "contested" for hand in hands}
            self._counted[learner] = hands[-1].place
            return
        seen: set[str] = set()
        standing = []
        for hand in hands:
            if hand.receipt in seen:
                self.verdicts[hand.place] = "copy"
                continue
            seen.add(hand.receipt)
            if sheet.attempts is not None and sheet.feedback != "at-once" and len(seen) > sheet.attempts:
                self.verdicts[hand.place] = "beyond attempts"
            elif days_late(sheet, hand.at) is None:
                self.verdicts[hand.place] = "too late"
            else:
                self.verdicts[hand.place] = "superseded"
                standing.append(hand)
        if standing:
            self.verdicts[standing[-1].place] = "late" if days_late(sheet, standing[-1].at) else "graded"
        self._counted[learner] = standing[-1].place if standing else hands[0].place

    def files(self) -> Iterator[tuple[Seen, str, Text | None]]:
        """Every file that is present, the verdict on it and, where it does not count, the reason."""
        reasons = {name: say.text(f"verdict.{name}") for name in say.names("verdict")}
        for place, seen in self.record.seen(self.present):
            status = self.verdicts.get(place, seen.status)
            yield seen, status, self.failures.get(place) or self.pageless.get(seen.where) or reasons.get(status, seen.reason)

    def results(self, judgements: Judgements) -> Iterator[Result]:
        """What counts for each learner, in the order of their names; those of the roster who handed in nothing too."""
        with self.record.path.open("rb") as file:
            for learner in self.learners:
                listed = self._names.get(learner)
                place = self._counted.get(learner)
                if place is None:
                    if listed:  # and who is not on the roster is known by what they handed in
                        yield Result(listed.learner, listed.name, "missing")
                    continue
                file.seek(place)
                seen = msgspec.json.decode(file.readline(), type=Seen)
                try:
                    result = _result(self.key, seen, self.verdicts[place], judgements, listed)
                except Exception as error:  # what nobody thought of, in one learner's work, costs no other theirs
                    self.verdicts[place], self.failures[place] = "failed", failure(error)
                    result = Result(listed.learner if listed else seen.learner, seen.name, "failed", seen.lang, seen.at, where=seen.where)
                yield result


def _result(key: Key, seen: Seen, verdict: str, judgements: Judgements, listed: Learner | None) -> Result:
    name = (listed and listed.name) or seen.name
    result = Result(listed.learner if listed else seen.learner, name, verdict, seen.lang, seen.at, seen.receipt, seen.where)
    if verdict not in COUNTS:
        return result
    earned = 0.0
    for exercise, marked in zip(key.exercises, seen.items, strict=True):
        item = ResultItem(0, "unattempted") if marked is None else ResultItem(marked.score, marked.status, marked.raw, marked.lang)
        if marked is not None and marked.status == "pending":
            judgement = judgements.of(seen.learner, exercise.id, bytes(marked.raw))
            score = judgement.score(exercise) if judgement else None
            if judgement and score is not None:
                item.score, item.comment, item.points = score, judgement.comment, judgement.points
                item.status = "right" if score >= exercise.points else "partial" if score else "wrong"
        result.pending += item.status == "pending"
        earned += item.score
        result.items.append(item)
    days, late = days_late(key.sheet, seen.at), key.sheet.late
    result.lost = round(earned * min(days * late.penalty, 100) / 100, 2) if days and late else 0
    result.total = round(earned - result.lost, 2)
    return result


def days_late(sheet: Sheet, at: str) -> int | None:
    """The days of lateness begun at a moment: 0 in time, None where it is too late to be accepted."""
    when = moment(at)
    if not sheet.due or when <= moment(sheet.due):
        return 0
    if sheet.late is None or when > moment(sheet.late.until):
        return None
    return math.ceil((when - moment(sheet.due)) / timedelta(days=1))


def _moment_or_none(at: str):
    try:
        return moment(at)
    except ValueError:
        return None


class _Owners:
    """Whether a platform filed a submission for somebody else of the roster than it names."""

    def __init__(self, roster: list[Learner]):
        self._learners: dict[str, str] = {}
        for each in roster:
            words = _letters(each.name).split()
            # "Anna Smith" is filed as "Anna Smith", as "Smith Anna" and as "smithanna"
            for name in (each.learner, " ".join(words), " ".join(words[::-1]), " ".join([*words[-1:], *words[:-1]])):
                self._learners.setdefault(_letters(name).replace(" ", ""), normal(each.learner))

    def belie(self, seen: Seen) -> bool:
        if not seen.owner:
            return False
        filed = {self._learners.get(_letters(each).replace(" ", "")) for each in seen.owner if each} - {None}
        return bool(filed) and normal(seen.learner) not in filed


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", " ", normal(name)).strip()


def write_results(path: Path, results: Iterator[Result]) -> Iterator[Result]:
    """Writes each result as it passes by; the file has its name once the last has passed."""
    with whole(path) as file:
        for each in results:
            file.write(msgspec.json.encode(each) + b"\n")
            yield each


class NoResults(CourseError):
    """A folder in which nothing was graded yet, or not to the end."""


def read_results(path: Path) -> Iterator[Result]:
    """The results of the last grading. Raises NoResults and OSError."""
    decoder = msgspec.json.Decoder(Result)
    try:
        with path.open("rb") as file:
            for line in file:
                yield decoder.decode(line)
    except FileNotFoundError as error:
        raise NoResults(say.text("results.missing", file=path)) from error
    except msgspec.DecodeError as error:
        raise NoResults(say.text("results.damaged", file=path)) from error
