"""Settling: which submission counts for each learner, why others do not, and what it is worth in the end."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO, NamedTuple

import msgspec

from ...assignment.sheet import Sheet, moment, normal
from ...text import Text
from ...words import Words
from ..brief import Learner
from ..key import Key
from .changes import Change
from .doubts import Doubts, SameMoments
from .handins import Said
from .identity import Identity, Known, rank
from .inbox import failure
from .judgements import Judgements
from .record import Record, Seen, SeenWhole
from .released import Released
from .results import COUNTS, Result, ResultItem

say = Words(__file__)

_TOLD = ("superseded", "copy", "withdrawn", "too late", "beyond attempts", "claim")  # those that say all: whose it is, is no question
_NOT_OURS = ("refused", "failed", "unreadable", "other assignment", "foreign sheet")  # what any folder may hold


class Summary:
    """What a grading came to, in a few figures."""

    def __init__(self) -> None:
        self.totals: list[float] = []
        self.pending = self.missing = self.unclear = self.files = self.doubtful = 0
        self.fine = True
        self.lost: list[tuple[int, str]] = []  # lines of what people marked that cannot be read, and whose texts they marked
        self.reasons: Counter[Text] = Counter()  # for which files do not count

    def add(self, result: Result) -> None:
        if result.total is not None:
            self.totals.append(result.total)
        self.pending += result.pending
        self.missing += result.status == "missing"
        self.unclear += result.status == "unclear"

    def add_file(self, status: str, reason: Text | None, doubts: list[Text]) -> None:
        self.files += 1
        self.doubtful += bool(doubts)
        self.fine = self.fine and (status in ("superseded", "copy", "withdrawn") or not reason)
        if reason:
            self.reasons[reason] += 1


class _Hand(NamedTuple):
    """A hand-in, as much of it as the verdict needs."""

    at: datetime
    number: int
    place: int  # in the record
    receipt: str
    owner: str
    known: Known


class Settled:
    """The verdict on every submission, and the learners in order. The submissions themselves stay in the record."""

    def __init__(self, key: Key, record: Record, present: set[int], released: Released | None = None, said: dict[str, Said] | None = None):
        self.key, self.record, self.present, self.said = key, record, present, said or {}
        self.verdicts: dict[int, str] = {}
        self.failures: dict[int, Text] = {}  # by place in the record, what could not be made of a submission, and why
        self.pageless: dict[str, Text] = {}  # by file, why its learner's page could not be made
        self.summary = Summary()
        self.changes: list[Change] = []  # whose marks are others than after the run before
        self.kept = False  # whether the tables of a former run were left as they were
        self.of_class = False  # whether anything is there that has to do with this assignment
        self.traces: dict[str, int] = {}  # learner → place in the record of what seems theirs and cannot count
        hands: dict[str, list[_Hand]] = {}
        self._names = {normal(each.learner): each for each in key.roster or []}
        self._identity, self._same = Identity(key.roster or []), SameMoments()
        self._doubts = Doubts(key.sheet, released)
        for place, seen in record.seen(present):
            told = self.said.get(seen.identity, Said(seen.identity))
            learner = normal(told.whose or seen.learner)
            seems = normal(told.whose or self._seems(seen))
            self.of_class = self.of_class or bool(seems) or seen.status not in _NOT_OURS
            if told.withdrawn:
                self.verdicts[place] = "withdrawn"
                continue
            if seems and seems in self._names:
                self.traces[seems] = place
            if seen.status != "marked":
                continue
            at, known = _moment_or_none(seen.at), self.known(seen)
            self._same.add(normal(seen.learner), seen.moments)
            if key.roster is not None and learner not in self._names:
                self.verdicts[place] = "unknown learner"
            elif not at:
                self.verdicts[place] = "no time"
            elif known == "other":
                self.verdicts[place] = "other learner"
            else:
                hand = _Hand(at, seen.number, place, seen.receipt, seen.owner[0] if seen.owner else "", known or "claim")
                hands.setdefault(learner, []).append(hand)
        self._counted: dict[str, int] = {}  # learner → place in the record of what counts, or of what tells why nothing does
        for learner, each in hands.items():
            self._judge(learner, each)
        self.learners = sorted({*self._counted, *self._names})

    def only(self, ids: set[str]) -> Settled:
        """The verdict on some of the files alone, by their ids."""
        return Settled(self.key, self.record, {hash(each) for each in ids}, said=self.said)

    @property
    def anybody(self) -> bool:
        """Whether anything was handed in by anybody of the class."""
        return bool(self._counted)

    def _judge(self, learner: str, hands: list[_Hand]) -> None:
        """The verdicts on a learner's hand-ins: first those that are surely theirs, and of these the newest that comes in time."""
        sheet, more = self.key.sheet, self.key.extensions.get(learner, "")
        hands = self._surest(sorted(hands))
        if len({hand.owner for hand in hands if hand.owner and hand.known not in ("code", "trainer")}) > 1:
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
            elif days_late(sheet, hand.at, more) is None:
                self.verdicts[hand.place] = "too late"
            else:
                self.verdicts[hand.place] = "superseded"
                standing.append(hand)
        if standing:
            self.verdicts[standing[-1].place] = "late" if days_late(sheet, standing[-1].at, more) else "graded"
        self._counted[learner] = standing[-1].place if standing else hands[0].place

    def _surest(self, hands: list[_Hand]) -> list[_Hand]:
        """Those of which it is known best that they are the learner's; the others do not count beside them."""
        best = max(rank(hand.known) for hand in hands)
        theirs = {hand.owner for hand in hands if hand.known == "code" and hand.owner}
        surest = []
        for hand in hands:
            if rank(hand.known) < best or (theirs and hand.known == "platform" and hand.owner not in theirs):
                self.verdicts[hand.place] = "claim" if hand.known == "claim" else "other learner"
            else:
                surest.append(hand)
        return surest

    def doubts(self, seen: Seen) -> list[Text]:
        """What does not fit in a hand-in, for a person to look at."""
        if seen.status != "marked" or not _moment_or_none(seen.at):
            return []
        return list(
            self._doubts.of(seen, self._same.others(normal(seen.learner), seen.moments), self.key.extensions.get(self.learner(seen), ""))
        )

    def known(self, seen: Seen) -> Known | None:
        """How far it is known whose a hand-in is."""
        if self.whose(seen):
            return "trainer"
        return self._identity.of(seen) if seen.status == "marked" else None

    def whose(self, seen: Seen) -> str:
        """Whose the trainer said that a file is, "" for most."""
        return self.said[seen.identity].whose if seen.identity in self.said else ""

    def learner(self, seen: Seen) -> str:
        """Whose it is taken for, as names are compared."""
        return normal(self.whose(seen) or seen.learner)

    def _seems(self, seen: Seen) -> str:
        if seen.status == "marked" and normal(seen.learner) in self._names and not self._identity.filed_for(seen):
            return self._names[normal(seen.learner)].learner
        return self._identity.seems(seen) if seen.status not in ("other assignment", "foreign sheet") else ""

    def seems(self, seen: Seen, status: str) -> str:
        """Whose a file that does not count seems to be, where the learner has nothing else; "" for none."""
        learner = self._seems(seen) if status not in (*COUNTS, *_TOLD) else ""
        return "" if normal(learner) in self._counted else learner

    def files(self) -> Iterator[tuple[Seen, str, Text | None, list[Text]]]:
        """Every file that is present, the verdict on it, where it does not count the reason, and what does not fit in it."""
        reasons = {name: say.text(f"verdict.{name}") for name in say.names("verdict")}
        for place, seen in self.record.seen(self.present):
            status = self.verdicts.get(place, seen.status)
            reason = self.failures.get(place) or self.pageless.get(seen.where) or reasons.get(status, seen.reason)
            doubts = self.doubts(seen)
            self.summary.add_file(status, reason, doubts)
            yield seen, status, reason, doubts

    def results(self, judgements: Judgements) -> Iterator[Result]:
        """What counts for each learner, in the order of their names; those of the roster who handed in nothing too."""
        with self.record.path.open("rb") as file:
            for learner in self.learners:
                listed = self._names.get(learner)
                place = self._counted.get(learner)
                if place is None and listed:  # and who is not on the roster is known by what they handed in
                    trace = self.traces.get(learner)
                    where = self._seen_at(file, trace).where if trace is not None else ""
                    yield Result(listed.learner, listed.name, "unclear" if where else "missing", where=where)
                if place is None:
                    continue
                seen = self._seen_at(file, place)
                try:
                    result = _result(self.key, seen, self.verdicts[place], judgements, listed, self.whose(seen))
                except Exception as error:  # what nobody thought of, in one learner's work, costs no other theirs
                    self.verdicts[place], self.failures[place] = "failed", failure(error)
                    result = Result(listed.learner if listed else seen.learner, seen.name, "failed", seen.lang, seen.at, where=seen.where)
                yield result

    @staticmethod
    def _seen_at(file: IO[bytes], place: int) -> SeenWhole:
        file.seek(place)
        return _whole.decode(file.readline())


_whole = msgspec.json.Decoder(SeenWhole)


def _result(key: Key, seen: SeenWhole, verdict: str, judgements: Judgements, listed: Learner | None, whose: str = "") -> Result:
    name = (listed and listed.name) or seen.name
    learner = listed.learner if listed else whose or seen.learner
    result = Result(learner, name, verdict, seen.lang, seen.at, seen.receipt, seen.where)
    result.typed = seen.learner if normal(seen.learner) != normal(learner) else ""
    if verdict not in COUNTS:
        return result
    earned = 0.0
    for exercise, marked in zip(key.exercises, seen.items, strict=True):
        item = ResultItem(0, "unattempted") if marked is None else ResultItem(marked.score, marked.status, marked.raw, marked.lang)
        if marked is not None and marked.status == "pending":
            judgement = judgements.of(learner, exercise.id, bytes(marked.raw))
            score = judgement.score(exercise) if judgement else None
            if judgement and score is not None:
                item.score, item.comment, item.points = score, judgement.comment, judgement.points
                item.status = "right" if score >= exercise.points else "partial" if score else "wrong"
        result.pending += item.status == "pending"
        earned += item.score
        result.items.append(item)
    days, late = days_late(key.sheet, moment(seen.at), key.extensions.get(normal(learner), "")), key.sheet.late
    result.lost = round(earned * min(days * late.penalty, 100) / 100, 2) if days and late else 0
    result.total = round(earned - result.lost, 2)
    return result


def days_late(sheet: Sheet, when: datetime, more: str = "") -> int | None:
    """The days of lateness begun at a moment: 0 in time, None where it is too late to be accepted. `more` is until when this
    learner has time, where that is later: late work is then accepted for as long after it as from others."""
    if not sheet.due:
        return 0
    due = max(moment(sheet.due), moment(more)) if more else moment(sheet.due)
    if when <= due:
        return 0
    if sheet.late is None or when > moment(sheet.late.until) + (due - moment(sheet.due)):
        return None
    return math.ceil((when - due) / timedelta(days=1))


def _moment_or_none(at: str) -> datetime | None:
    """The moment that a text means; none so far away that calendars of other zones end before it."""
    try:
        found = moment(at)
    except ValueError:
        return None
    return found if 1970 <= found.year <= 9000 else None
