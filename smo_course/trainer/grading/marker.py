"""Marking: a submission and the key give marks. Answers are data; nothing of them is ever run."""

from __future__ import annotations

from typing import Literal

import msgspec

from ...assignment.sheet import normal
from ...assignment.submission import Checked, Given, Submission
from ...kinds.base import Exercise, Invalid, Mark, Status
from ...text import Text
from ..codes import fits
from ..key import Key

_SHORT = 2_000  # bytes of an answer worth remembering the mark of: what is chosen or typed in a line, not a text
_REMEMBERED = 20_000  # marks

Standing = Literal["marked", "stale", "foreign sheet", "other assignment"]


class Marked(msgspec.Struct, array_like=True):
    """An answer, the language in which it was typed, and what it is worth; of several tries, the one that counts."""

    score: float
    status: Status
    raw: msgspec.Raw
    lang: str


class Marker:
    """Marks the submissions to one assignment. The same answer to the same variant is marked once and remembered."""

    def __init__(self, key: Key):
        self.key, self.sheet = key, key.sheet
        self._stands = key.stands()
        self._varies = [key.sheet.varies(item) for item in key.sheet.items]
        self._roster = {normal(each.learner): each for each in key.roster or []}
        self._marks: dict[tuple[str, int, str, bytes], tuple[Mark, Marked]] = {}
        self._solutions: dict[tuple[str, int], Text] = {}

    def standing(self, handed: Submission) -> Standing:
        """Whether a submission answers this assignment. "stale": a former edition, of which no question stayed; "foreign sheet":
        none that was given out."""
        if handed.assignment != self.sheet.id:
            return "other assignment"
        if self._stands.get(handed.sheet):
            return "marked"
        return "stale" if handed.sheet in (*self._stands, *self.key.earlier) else "foreign sheet"

    def new_since(self, handed: Submission) -> list[str]:
        """The exercises that ask something else than what was given out when this was answered, or were not in it."""
        stands = self._stands[handed.sheet]
        return [exercise.id for item, exercise in zip(self.sheet.items, self.key.exercises, strict=True) if item.id not in stands]

    def proves(self, handed: Submission) -> bool:
        """Whether a submission bears the code of the learner whom it names."""
        return fits(self._roster.get(normal(handed.learner)), handed.code)

    def mark(self, handed: Submission) -> tuple[list[Marked | None], list[str]]:
        """The marks in the sheet's order, None where what is asked was not answered; and the exercises whose claimed variant is not
        the one that this learner is given. Those are marked like all others: by the variant that is theirs."""
        marks: list[Marked | None] = []
        forged, stands = [], self._stands.get(handed.sheet, set())
        for item, exercise, variant in zip(self.sheet.items, self.key.exercises, self.variants(handed.learner), strict=True):
            given = handed.answers.get(item.id) if item.id in stands else None
            if given is None:
                marks.append(None)
                continue
            if given.variant != variant:
                forged.append(exercise.id)
            marks.append(self._best(exercise, given, variant))
        return marks, forged

    def variants(self, learner: str) -> list[int]:
        """Which variant of each exercise a learner is given, in the sheet's order."""
        return [self.sheet.variant(item, learner) if varies else 0 for item, varies in zip(self.sheet.items, self._varies, strict=True)]

    def _best(self, exercise: Exercise, given: Given, variant: int) -> Marked:
        """The answer that counts: where checking was allowed, the best of those that the attempts allow."""
        if self.sheet.feedback != "at-once" or not given.tries:
            return self._marked(exercise, bytes(given.raw), variant, given.lang)[1]
        answers: list[Given | Checked] = list(given.tries)
        last = given.tries[-1]
        if (bytes(given.raw), given.lang) != (bytes(last.raw), last.lang):
            answers.append(given)
        marks = [self._marked(exercise, bytes(each.raw), variant, each.lang)[1] for each in answers[: self.sheet.attempts]]
        return max(reversed(marks), key=lambda each: each.score)

    def one(self, exercise: Exercise, raw: bytes, variant: int, lang: str) -> Mark:
        """The mark of one answer, given as JSON, that was typed in `lang`."""
        return self._marked(exercise, raw, variant, lang)[0]

    def _marked(self, exercise: Exercise, raw: bytes, variant: int, lang: str) -> tuple[Mark, Marked]:
        """The mark of an answer, and the answer with it as we write them: on one line, and nothing where it is none of the kind's shape."""
        place = (exercise.id, variant, lang, raw)
        found = self._marks.get(place)
        if found is None:
            try:
                answer = exercise.received(raw)
                mark, line = exercise.mark(answer, self.sheet.seed(variant), lang, handed_in=True), msgspec.json.encode(answer)
            except Invalid as problem:
                mark, line = exercise.unreadable(problem), b"null"
            found = mark, Marked(mark.score, mark.status, msgspec.Raw(line), lang)
            if len(raw) <= _SHORT and len(self._marks) < _REMEMBERED:
                self._marks[place] = found
        return found

    def solution(self, exercise: Exercise, variant: int) -> Text:
        """The right answer in words, and why it is."""
        place = (exercise.id, variant)
        if place not in self._solutions:
            drawn = self.sheet.seed(variant)
            right, why = exercise.solution(drawn), exercise.explained(drawn)
            self._solutions[place] = right if right == why else Text(en=f"{right.en}\n\n{why.en}", fr=f"{right.fr}\n\n{why.fr}")
        return self._solutions[place]

    def exercise(self, id: str) -> Exercise:
        """The exercise that the sheet calls by this id, whole."""
        return next(each for item, each in zip(self.sheet.items, self.key.exercises, strict=True) if item.id == id)
