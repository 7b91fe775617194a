"""Results: what counts for each learner in the end, as a grading leaves it for whoever goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from ...errors import CourseError
from ...kinds.base import Status
from ...words import Words

say = Words(__file__)

COUNTS = ("graded", "late")  # the verdicts with which a submission counts
NO_ANSWER = msgspec.Raw(b"null")


class ResultItem(msgspec.Struct, omit_defaults=True):
    """One exercise of a learner: the answer that counts and its points; `comment` and `points` (by criterion) are a person's."""

    score: float
    status: Status
    raw: msgspec.Raw = NO_ANSWER
    lang: str = "en"  # in which the answer was typed
    comment: str = ""
    points: dict[str, float] = {}


class Result(msgspec.Struct, omit_defaults=True):
    """What counts for one learner. `status` is "graded", "late", "missing", "unclear" (nothing counts, and something is there that
    seems theirs) or the verdict on what they handed in. `typed` is the name in the file, by which numbers were drawn, where the
    trainer said whose it is.

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
    typed: str = ""

    @property
    def drawn_for(self) -> str:
        """The name by which the learner's numbers were drawn."""
        return self.typed or self.learner


def encoded(result: Result) -> bytes:
    """A result as a line of their file."""
    return msgspec.json.encode(result) + b"\n"


decoded = msgspec.json.Decoder(Result).decode


class NoResults(CourseError):
    """A folder in which nothing was graded yet, or not to the end."""


def read_results(path: Path) -> Iterator[Result]:
    """The results of the last grading. Raises NoResults and OSError."""
    number = 0
    try:
        with path.open("rb") as file:
            for line in file:
                number += 1
                yield decoded(line)
    except FileNotFoundError as error:
        raise NoResults(say.text("results.missing", file=path)) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise NoResults(say.text("results.damaged", file=path, line=str(number))) from error
