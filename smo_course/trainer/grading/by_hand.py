"""What a person marks: texts, each by its rubric. Kept by learner, exercise and the text itself: another text is marked anew."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ...assignments.sheet import normal
from ...exercises.essay import Essay


class Judgement(msgspec.Struct, omit_defaults=True):
    """A person's marks for one text: points by criterion, and a comment to the learner. `answer` is the text's fingerprint."""

    learner: str
    exercise: str
    answer: str
    points: dict[str, float]
    comment: str = ""
    at: str = ""

    def score(self, essay: Essay) -> float | None:
        """The points earned, None while a criterion has none yet."""
        if any(each.id not in self.points for each in essay.rubric):
            return None
        return sum(min(max(self.points[each.id], 0), each.points) for each in essay.rubric)


class Judgements:
    """The judgements in a file, the newest of each text; written as they are made, none ever changed."""

    def __init__(self, path: Path):
        self.path = path
        self._newest: dict[tuple[str, str, str], Judgement] = {}
        self.unreadable = 0  # lines, left where they are
        if path.exists():
            for line in path.read_bytes().split(b"\n"):
                if line.strip():
                    try:
                        self._keep(msgspec.json.decode(line, type=Judgement))
                    except msgspec.DecodeError:
                        self.unreadable += 1

    def _keep(self, judgement: Judgement) -> None:
        self._newest[(normal(judgement.learner), judgement.exercise, judgement.answer)] = judgement

    def of(self, learner: str, exercise: str, raw: bytes) -> Judgement | None:
        return self._newest.get((normal(learner), exercise, answer_of(raw)))

    def add(self, judgement: Judgement) -> None:
        """Writes a judgement down, on the disk when this returns. Raises OSError."""
        judgement.at = datetime.now(UTC).isoformat(timespec="seconds")
        with self.path.open("ab") as file:
            if file.tell() and not _ends_whole(self.path):
                file.write(b"\n")
            file.write(msgspec.json.encode(judgement) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._keep(judgement)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def answer_of(raw: bytes) -> str:
    """The fingerprint of an answer, by which a judgement finds its text again."""
    return hashlib.sha256(raw).hexdigest()[:16]
