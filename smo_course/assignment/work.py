"""A learner's work on an assignment: answers kept as they are given, handed in when the learner says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from .. import bank
from ..journal import Journal, Saved
from ..kinds.base import Exercise, Invalid, Mark, Remark, fingerprint
from ..kinds.number.model import read_number
from ..kinds.scenario.model import Scenario
from ..practice import in_words
from ..text import Text, number
from . import submission
from .returned import Returned, ReturnedItem, find_returned
from .sheet import SUFFIX, Item, Sheet, read_sheet, seed
from .submission import Given, Submission

NOBODY = Text(
    en="First say who you are, at the top: your numbers are drawn from it.",
    fr="Dites d’abord qui vous êtes, en haut\u00a0: vos nombres en sont tirés.",
)


class Work:
    """One learner's work on one sheet, restored from the journal. `folder` is where the sheet lies."""

    def __init__(self, sheet: Sheet, folder: Path, journal: Journal, lang: str):
        self.sheet, self.folder, self.journal, self.lang = sheet, folder, journal, lang
        self.learner: str = journal.profile().get(f"learner of {sheet.id}", "")
        self.returned: Returned | None = None
        self.damaged: list[str] = []
        self.look()

    def identify(self, learner: str, name: str) -> Saved:
        """Says who works: the name by which the trainer knows the learner, and how they are called."""
        self.learner = learner.strip()
        saved = self.journal.write("profile", data={f"learner of {self.sheet.id}": self.learner, "name": name.strip()})
        self.look()
        return saved

    def look(self) -> None:
        """Looks for marks that have come back."""
        self.returned, self.damaged = find_returned(self.folder, self.sheet.id, self.learner)

    def answers(self) -> Iterator[Assigned]:
        """Every exercise of the sheet, with the learner's answer so far."""
        for item in self.sheet.items:
            yield Assigned(item, self)

    def exercise(self, id: str) -> Assigned:
        """One exercise. Raises KeyError, naming those there are."""
        item = next((each for each in self.sheet.items if each.id == id), None)
        if item is None:
            raise KeyError(f"no exercise {id!r} in {self.sheet.id}; there are: {', '.join(each.id for each in self.sheet.items)}")
        return Assigned(item, self)

    def handed_in(self) -> list[dict[str, Any]]:
        """The hand-ins so far, oldest first: at, file, receipt, answered, of."""
        return [entry.data for entry in self.journal.entries if entry.event == "handin" and entry.exercise == f"@{self.sheet.id}"]

    def hand_in(self) -> tuple[Path, Submission]:
        """Writes what is answered into a file beside the sheet, then notes it in the journal.

        Raises OSError where the file cannot be written, ValueError where nobody said who works.
        """
        if not self.learner:
            raise ValueError("nobody said who works")
        self.journal.reload()  # with what another tab has answered
        work = list(self.answers())
        given = {
            each.item.id: Given(_json(each.answer), each.variant, each.at, [_json(answer) for answer in each.tries])
            for each in work
            if each.status != "unattempted"
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
        ).sealed()
        path = submission.write(handed, self.folder)
        facts = {
            "at": handed.at,
            "file": path.name,
            "receipt": handed.receipt(),
            "answered": sum(each.status == "answered" for each in work),
            "of": len(work),
        }
        self.journal.write("handin", exercise=f"@{self.sheet.id}", lang=self.lang, data=facts)
        return path, handed


def _json(answer: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(answer))


def find_work(id: str, folder: Path, journal: Journal, lang: str) -> Work:
    """The work on the assignment whose sheet lies in a folder. Raises UnreadableSheet."""
    return Work(read_sheet(folder / f"{id}{SUFFIX}"), folder, journal, lang)


class Assigned:
    """One exercise of an assignment, as the exercise view uses it. Nothing here knows a right answer, unless the learner's
    own course holds the exercise and the trainer allows checking."""

    def __init__(self, item: Item, work: Work):
        self.item, self.work, self.lang = item, work, work.lang
        self.variant = work.sheet.variant(item, work.learner)
        self.answer: Any = None
        self.at = ""
        self.hints = 0
        self.tries: list[Any] = []
        self.last_mark: Mark | None = None
        self.saved: Saved | None = None
        for entry in work.journal.of(self._name):
            if entry.seed != str(self.variant):
                continue
            if entry.event in ("draft", "answer"):
                self.answer, self.at = entry.answer, entry.at
            if entry.event == "answer":
                self.tries.append(entry.answer)
            elif entry.event == "hint":
                self.hints += 1
        returned = self._returned
        if returned and self.answer is None:
            self.answer = returned.answer
        if self.checks and self.tries:
            self.last_mark = self._checked.mark(self.tries[-1], self._seed, self.lang)

    @property
    def _name(self) -> str:
        return f"@{self.work.sheet.id}/{self.item.id}"

    @property
    def _seed(self) -> str:
        return seed(self.work.sheet.id, self.variant)

    @property
    def _returned(self) -> ReturnedItem | None:
        return self.work.returned.items.get(self.item.id) if self.work.returned else None

    @property
    def _content(self) -> dict[str, Any]:
        return self.item.variants[self.variant][self.lang]

    @property
    def waits(self) -> bool:
        """Whether the learner must say who they are before anything can be shown."""
        return len(self.item.variants) > 1 and not self.work.learner

    @property
    def _checked(self) -> Exercise | None:
        """The exercise with its key, where the trainer allows checking and the learner's course holds this very exercise."""
        if self.work.sheet.feedback != "at-once":
            return None
        try:
            exercise = bank.load(self.item.id)
        except (KeyError, bank.Malformed):
            return None
        return msgspec.structs.replace(exercise, points=self.item.points) if fingerprint(exercise) == self.item.source else None

    @property
    def checks(self) -> bool:
        return self._checked is not None and not self._checked.by_hand

    @property
    def checks_left(self) -> int | None:
        attempts = self.work.sheet.attempts
        return None if attempts is None or not self.checks else max(0, attempts - len(self.tries))

    @property
    def status(self) -> str:
        """unattempted, answered, or invalid for an answer that cannot be read as one."""
        if self.answer in (None, "", [], {}) or (isinstance(self.answer, str) and not self.answer.strip()):
            return "unattempted"
        return "invalid" if self.trouble() else "answered"

    def trouble(self) -> Text | None:
        """Why the answer could not be marked, where that can be told without the key."""
        content = self._content
        try:
            if self.item.kind == "number":
                read_number(str(self.answer), self.lang, {each["unit"] for each in self.item.variants[self.variant].values()})
            elif self.item.kind == "essay":
                count = len(str(self.answer).split())
                if not content["least"] <= count <= content["most"]:
                    asked = {lang: (number(content["least"], lang), number(content["most"], lang)) for lang in ("en", "fr")}
                    return Text(
                        en=f"{number(count, 'en')} words; {asked['en'][0]} to {asked['en'][1]} are asked for.",
                        fr=f"{number(count, 'fr')} mots\u00a0; on en demande de {asked['fr'][0]} à {asked['fr'][1]}.",
                    )
            elif self.item.kind == "scenario" and not self._play()["ended"]:
                return Text(en="The story is not over yet.", fr="L’histoire n’est pas encore finie.")
        except Invalid as problem:
            return problem.text
        return None

    def _play(self) -> dict[str, Any]:
        """Where the story stands. Its end is not judged here."""
        played = msgspec.convert(self.item.story, Scenario).play(self.answer, self.lang)
        return played | {"report": None}

    # What a learner can do

    def _write(self, event: str, **fields: Any) -> None:
        journal = self.work.journal
        self.saved = journal.write(event, exercise=self._name, lang=self.lang, seed=str(self.variant), **fields)
        self.at = journal.entries[-1].at

    def draft(self, answer: Any) -> None:
        """Keeps an answer."""
        if answer != self.answer:
            self._write("draft", answer=answer)
            self.answer = answer

    def check(self, answer: Any) -> None:
        """Marks an answer at once, where that is allowed and a try is left; else only keeps it."""
        exercise = self._checked
        if not self.checks or self.checks_left == 0:
            self.draft(answer)
            return
        mark = exercise.mark(answer, self._seed, self.lang)
        if mark.status == "invalid":
            self.draft(answer)
        else:
            self._write("answer", answer=answer, status=mark.status, score=mark.score)
            self.tries.append(answer)
            self.answer = answer
        self.last_mark = mark

    def hint(self) -> None:
        """Opens the next hint, if one is left."""
        if self.hints < len(self._content["hints"]):
            self._write("hint")
            self.hints += 1

    def again(self) -> None:
        """Other numbers are not to be had: everyone has theirs."""

    def solution(self) -> None:
        """The solution comes with the marks."""

    # What a screen shows

    def content(self) -> dict[str, Any]:
        shown = self._content | {"lang": self.lang, "checks": self.checks and not self._returned}
        if self.waits:
            shown |= {"prompt": NOBODY.get(self.lang), "waits": True}
        return shown

    def text(self) -> str:
        """The exercise to read where no widget can be shown: the first variant."""
        return in_words(self.item.variants[0][self.lang])

    def state(self) -> dict[str, Any]:
        content, returned, mark = self._content, self._returned, self.last_mark
        status, remarks = self.status, []
        if returned:
            status, remarks = returned.status, list(returned.remarks)
            if returned.comment:
                remarks.append(Remark(Text(en=returned.comment, fr=returned.comment)))
            mark = None
        elif mark:
            status, remarks = mark.status, mark.remarks
        elif status == "invalid":
            remarks = [Remark(self.trouble())]
        solution = returned.solution.get(self.lang) if returned and returned.solution else None
        return {
            "answer": self.answer,
            "status": status,
            "score": returned.score if returned else mark.score if mark else 0,
            "best": None,
            "max": self.item.points,
            "marked": returned is not None or (mark is not None and self.tries[-1:] == [self.answer]) or status == "invalid",
            "feedback": [{"about": each.about, "right": each.right, "text": each.text.get(self.lang)} for each in remarks],
            "hints": content["hints"][: self.hints],
            "hints_left": 0 if returned else len(content["hints"]) - self.hints,
            "checks_left": self.checks_left,
            "solution": solution,
            "can_solve": False,
            "can_draw_again": False,
            "saved": {"ok": self.saved.ok, "text": self.saved.text.get(self.lang)} if self.saved else None,
            **({"play": self._play()} if self.item.kind == "scenario" else {}),
        }
