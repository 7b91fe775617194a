"""What a person marks: texts, each by its rubric. Kept by learner, exercise and the text itself: another text is marked anew."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ...assignment.sheet import normal
from ...files import Log
from ...kinds.base import Exercise


class Judgement(msgspec.Struct, omit_defaults=True):
    """A person's marks for one text: points by criterion, and a comment to the learner. `answer` is the text's fingerprint."""

    learner: str
    exercise: str
    answer: str
    points: dict[str, float]
    comment: str = ""
    at: str = ""

    def score(self, exercise: Exercise) -> float | None:
        """The points earned, None while a criterion has none yet."""
        if any(each.id not in self.points for each in exercise.criteria()):
            return None
        given = sum(min(max(self.points[each.id], 0), each.points) for each in exercise.criteria())
        most = sum(each.points for each in exercise.criteria())
        return given if most == exercise.points else round(given * exercise.points / most, 2)  # where an assignment gives it other points


class Judgements:
    """The judgements in a file, the newest of each text; written as they are made, none ever changed.

    Several programs may write to the file at once: each reads what the others wrote with `look`, and the newest counts.
    """

    def __init__(self, path: Path):
        self.path = path
        self._forget()
        self.look()

    def _forget(self) -> None:
        self._log = Log(self.path, shared=True)
        self._texts: dict[tuple[str, str], dict[str, Judgement]] = {}  # of a learner and exercise: by text, the newest last

    @property
    def unreadable(self) -> int:
        """How many lines could not be read; they are left where they are."""
        return len(self._log.unreadable) + self._log.torn

    def lost(self) -> list[tuple[int, str]]:
        """The lines that could not be read, by number, and whose text each marked, where that can still be made out."""
        numbers = [*self._log.unreadable, *([self._log.lines + 1] if self._log.torn else [])]
        if not numbers:
            return []
        lines = self.path.read_bytes().split(b"\n")
        whose = [re.search(rb'"learner":"([^"\\]*)"', line) for line in lines]
        return [(number, found[1].decode(errors="replace") if (found := whose[number - 1]) else "") for number in numbers]

    def look(self) -> None:
        """Reads what has been written since; costs next to nothing where nothing has. Raises OSError."""
        if self._log.replaced():
            self._forget()
        with suppress(FileNotFoundError):
            for _, judgement in self._log.read(_decoder.decode):
                texts = self._texts.setdefault((normal(judgement.learner), judgement.exercise), {})
                texts.pop(judgement.answer, None)
                texts[judgement.answer] = judgement

    def of(self, learner: str, exercise: str, raw: bytes) -> Judgement | None:
        """The judgement of an answer, given as JSON."""
        return self._texts.get((normal(learner), exercise), {}).get(answer_of(raw))

    def earlier(self, learner: str, exercise: str, raw: bytes) -> Judgement | None:
        """The newest judgement of another text by the same learner: of one handed in before, as a rule."""
        fingerprint = answer_of(raw)
        others = reversed(self._texts.get((normal(learner), exercise), {}).values())
        return next((each for each in others if each.answer != fingerprint and (each.points or each.comment)), None)

    def add(self, judgement: Judgement) -> None:
        """Writes a judgement down, on the disk when this returns. Raises OSError."""
        judgement.at = datetime.now(UTC).isoformat(timespec="seconds")
        self._log.append(msgspec.json.encode(judgement))
        self.look()


_decoder = msgspec.json.Decoder(Judgement)


def answer_of(raw: bytes) -> str:
    """The fingerprint of an answer, by which a judgement finds its text again."""
    return hashlib.sha256(raw).hexdigest()[:16]
