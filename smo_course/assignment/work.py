"""A learner's work on an assignment: answers kept as they are given, handed in when the learner says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from .. import bank
from ..attempt import Attempt, Terms
from ..errors import CourseError
from ..journal import Journal, Saved, Scope
from ..kinds.base import Exercise
from ..kinds.fingerprints import fingerprint
from ..kinds.opaque import opaque, with_opaque_ids
from ..lock import Held, locked
from ..words import Words
from . import submission
from .returned import Returned, find_returned
from .sheet import SUFFIX, Item, Sheet, moment, read_sheet
from .submission import Checked, Given, Submission

say = Words(__file__)


class CannotHandIn(CourseError):
    """A submission that cannot be written; the answers are kept."""


class Work:
    """One learner's work on one sheet, restored from the journal. `folder` is where the sheet lies."""

    def __init__(self, sheet: Sheet, folder: Path, journal: Journal, lang: str):
        self.sheet, self.folder, self.journal, self.lang = sheet, folder, journal, lang
        self.scope = Scope("assignment", sheet.id)
        self.learner, self.code = self._said()
        self.returned: Returned | None = None
        self.damaged: list[str] = []
        self.look()

    def _said(self) -> tuple[str, str]:
        """Who the learner said that they are, newest first, and the code that shows it; "" where nobody said anything."""
        said = [entry.data for entry in self.journal.of(self.scope) if entry.event == "profile" and "learner" in entry.data]
        if said:
            return said[-1]["learner"], said[-1].get("code", "")
        return "", str(self.journal.profile().get("code", ""))  # it serves for all assignments of a class: that of another is tried

    def follow(self) -> bool:
        """Whether another works now, as the journal has it, or something was handed in, or marks have come back: then all exercises
        are others."""
        before = self.learner, self.code, self.returned, self.newest
        self.learner, self.code = self._said()
        self.look()
        return (self.learner, self.code, self.returned, self.newest) != before

    def identify(self, learner: str, name: str, code: str = "") -> Saved:
        """Says who works: the name by which the trainer knows the learner, how they are called, and the code that shows it."""
        self.learner, self.code = learner.strip(), code.strip()
        self.journal.write("profile", data={"name": name.strip()} | ({"code": self.code} if self.code else {}))
        saved = self.journal.write("profile", self.scope, data={"learner": self.learner, "code": self.code})
        self.look()
        return saved

    def redrawn(self, learner: str) -> int:
        """How many exercises that are answered have other numbers for another learner: what was answered there is not theirs."""
        if not self.learner:
            return 0
        return sum(
            self.sheet.variant(item, learner) != self.sheet.variant(item, self.learner) and self._attempt(item).standing != "unattempted"
            for item in self.sheet.items
        )

    @property
    def known(self) -> bool:
        """Whether the trainer will take the learner for who they say they are."""
        return self.sheet.knows(self.learner, self.code)

    @property
    def replaces(self) -> dict[str, Any] | None:
        """The hand-in on time that a late one would now replace, if there is one."""
        due, late, now = self.sheet.due, self.sheet.late, datetime.now(UTC)
        if not (due and late and moment(due) < now <= moment(late.until)):
            return None
        return next((each for each in reversed(self.handed_in()) if moment(each["at"]) <= moment(due)), None)

    @property
    def left(self) -> int | None:
        """How many hand-ins are left; None where they are not counted."""
        counted = self.sheet.attempts is not None and self.sheet.feedback != "at-once"
        return max(0, self.sheet.attempts - len(self.handed_in())) if counted else None  # type: ignore[operator]

    def look(self) -> None:
        """Looks for what was handed in last, and for marks that have come back."""
        self.newest = next(reversed(self.handed_in()), None)
        self.returned, self.damaged = find_returned(self.folder, self.sheet.id, self.learner)

    def answers(self) -> Iterator[Attempt]:
        """Every exercise of the sheet, with the learner's answer so far."""
        return map(self._attempt, self.sheet.items)

    def exercise(self, id: str) -> Attempt:
        """One exercise. Raises CourseError, naming those there are."""
        item = next((each for each in self.sheet.items if each.id == id), None)
        if item is None:
            raise CourseError(say.text("no_exercise", id=id, sheet=self.sheet.id, known=", ".join(each.id for each in self.sheet.items)))
        return self._attempt(item)

    def _attempt(self, item: Item) -> Attempt:
        return Attempt(item.exercise, self.journal, self.lang, self._terms(item))

    def terms(self, id: str) -> Terms:
        """Those of an exercise of the sheet, as they are now."""
        return self._terms(next(each for each in self.sheet.items if each.id == id))

    def _terms(self, item: Item) -> Terms:
        handed = self.newest.get("answers") if self.newest else None  # those of former versions of the course hold none
        return Terms(
            scope=self.scope,
            seed=self.sheet.seed(self.sheet.variant(item, self.learner)),
            marker=self._marker(item) if self.sheet.feedback == "at-once" else None,
            checks=self.sheet.attempts if self.sheet.feedback == "at-once" else None,
            waits=self.sheet.varies(item) and not self.learner,
            returned=self.returned.items.get(item.id) if self.returned else None,
            handed=None if handed is None else handed.get(item.id, ""),
        )

    def _marker(self, item: Item) -> Exercise | None:
        """The exercise with its key, where the learner's course holds this very exercise."""
        former = self.sheet.format == "smo-sheet/2"
        id = next((each for each in bank.ids() if item.id == (each if former else opaque(self.sheet.id, each))), "")
        try:
            exercise = bank.load(id)
        except (bank.UnknownExercise, bank.Malformed):
            return None
        exercise = msgspec.structs.replace(exercise, minutes=item.exercise.minutes)  # which no mark depends on
        if fingerprint(exercise) != item.source:
            return None
        exercise = exercise if former else with_opaque_ids(exercise, self.sheet.id)
        return msgspec.structs.replace(exercise, points=item.exercise.points)

    def handed_in(self) -> list[dict[str, Any]]:
        """The hand-ins so far, oldest first: at, file, receipt, answered, of; by id, why some cannot be marked, what is left to do in
        others, and the prints of the answers."""
        return [entry.data for entry in self.journal.of(self.scope) if entry.event == "handin"]

    def hand_in(self) -> tuple[Path, Submission]:
        """Writes what is answered into a file beside the sheet, then notes it in the journal.

        Raises CannotHandIn where the file cannot be written, ValueError where nobody said who works.
        """
        if not self.learner:
            raise ValueError("nobody said who works")
        try:
            with locked(self.folder, wait=10):  # two tabs, one after the other: each file has its number, and its receipt
                return self._hand_in()
        except Held as error:
            raise CannotHandIn(error.text) from error
        except OSError as error:
            raise CannotHandIn(say.text("hand_in.failed", folder=self.folder, reason=error)) from error

    def _hand_in(self) -> tuple[Path, Submission]:
        self.journal.reload()  # with what another tab has answered
        work = [each for each in self.answers() if each.standing != "unattempted"]
        items = {item.id: item for item in self.sheet.items}
        given = {
            each.exercise.id: Given(
                _json(each.answer),
                each.typed_in,
                self.sheet.variant(items[each.exercise.id], self.learner),
                each.at,
                [Checked(_json(one.answer), one.lang) for one in each.tries],
            )
            for each in work
        }
        handed = Submission(
            checksum="",
            assignment=self.sheet.id,
            sheet=self.sheet.digest(),
            learner=self.learner,
            name=self.journal.profile().get("name", ""),
            lang=self.lang,
            at=submission.now(),
            number=len(self.handed_in()) + 1,
            answers=given,
            code=self.code if self.sheet.asks_code else "",
        ).sealed()
        path = submission.write(handed, self.folder)
        facts = {
            "at": handed.at,
            "file": path.name,
            "receipt": handed.receipt(),
            "answered": sum(each.standing == "answered" for each in work),
            "of": len(self.sheet.items),
            "unmarkable": {each.exercise.id: msgspec.to_builtins(why) for each in work if (why := each.trouble())},
            "unfinished": {each.exercise.id: msgspec.to_builtins(left) for each in work if (left := each.left())},
            "answers": {each.exercise.id: each.print() for each in work},
        }
        self.journal.write("handin", self.scope, lang=self.lang, data=facts)
        self.look()
        return path, handed


def _json(answer: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(answer))


def find_work(id: str, folder: Path, journal: Journal, lang: str) -> Work:
    """The work on the assignment whose sheet lies in a folder. Raises UnreadableSheet."""
    return Work(read_sheet(folder / f"{id}{SUFFIX}"), folder, journal, lang)
