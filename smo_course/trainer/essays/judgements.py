"""What a person marks: texts, each by its rubric. Kept by learner, exercise and the text itself: another text is marked anew."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ...assignment.sheet import normal
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
        return sum(min(max(self.points[each.id], 0), each.points) for each in exercise.criteria())


class Judgements:
    """The judgements in a file, the newest of each text; written as they are made, none ever changed.

    Several programs may write to the file at once: each reads what the others wrote with `look`, and the newest counts.
    """

    def __init__(self, path: Path):
        self.path = path
        self._forget()
        self.look()

    def _forget(self) -> None:
        self._texts: dict[tuple[str, str], dict[str, Judgement]] = {}  # of a learner and exercise: by text, the newest last
        self._bad, self._torn = 0, False
        self._read, self._stamp = 0, None  # bytes read to the end of a line; what the file looked like then

    @property
    def unreadable(self) -> int:
        """How many lines could not be read; they are left where they are."""
        return self._bad + self._torn

    def look(self) -> None:
        """Reads what has been written since; costs next to nothing where nothing has. Raises OSError."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            self._forget()
            return
        stamp = (state.st_ino, state.st_size, state.st_mtime_ns)
        if stamp == self._stamp:
            return
        if state.st_size < self._read or (self._stamp and self._stamp[0] != state.st_ino):  # another file in its place
            self._forget()
        with self.path.open("rb") as file:
            file.seek(self._read)
            *lines, last = file.read().split(b"\n")
        self._read += sum(len(line) + 1 for line in lines)
        self._bad += sum(not self._keep(line) for line in lines)
        self._torn = not self._keep(last)  # still being written, or cut short: it is looked at again
        self._stamp = stamp

    def _keep(self, line: bytes) -> bool:
        """Takes in a line; whether it could be read."""
        if not line.strip():
            return True
        try:
            judgement = msgspec.json.decode(line, type=Judgement)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return False
        texts = self._texts.setdefault((normal(judgement.learner), judgement.exercise), {})
        texts.pop(judgement.answer, None)
        texts[judgement.answer] = judgement
        return True

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
        with self.path.open("ab") as file:
            if file.tell() and not _ends_whole(self.path):
                file.write(b"\n")
            file.write(msgspec.json.encode(judgement) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.look()


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def answer_of(raw: bytes) -> str:
    """The fingerprint of an answer, by which a judgement finds its text again."""
    return hashlib.sha256(raw).hexdigest()[:16]
