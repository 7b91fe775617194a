"""The sheet: an assignment as learners get it. It holds what they see and nothing by which an answer could be marked."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from ..errors import CourseError
from ..kinds import AnyExercise
from ..kinds.base import drawn
from ..kinds.fingerprints import asked, said
from ..text import Text
from ..words import Words

say = Words(__file__)

SUFFIX = ".smo-sheet"
ID = r"[A-Za-z0-9][\w-]{0,60}"  # of an assignment: the name of its file
VARIANTS = 24  # of an exercise that draws its numbers: neighbours rarely meet, and a class is marked fast
When = Literal["at-once", "after-release"]


class Late(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What becomes of late work: accepted `until` (ISO 8601), less `penalty` per cent of the points for each day begun."""

    until: str
    penalty: float = 0


class Item(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One exercise of a sheet, sealed, with the points that it earns here and with ids that tell nothing. Where answers are
    checked at once, `source` recognises the exercise of the learner's own course that does it."""

    exercise: AnyExercise
    source: str = ""

    @property
    def id(self) -> str:
        return self.exercise.id


class Sheet(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An assignment without its key. Times are ISO 8601 with their zone; `roster` holds the `proof` of each learner's
    code, and `asks` says what it calls learners by, where that is the same for all."""

    id: str
    title: Text
    items: list[Item]
    per_learner: bool = True  # whether each learner has numbers of their own
    edition: int = 1
    opens: str = ""
    due: str = ""
    late: Late | None = None
    attempts: int | None = None
    feedback: When = "after-release"
    roster: list[str] | None = None
    asks: Literal["", "email", "number"] = ""
    format: Literal["smo-sheet/2", "smo-sheet/3"] = "smo-sheet/3"  # in the former, parts have the ids of the exercise's file

    def __post_init__(self) -> None:
        if not re.fullmatch(ID, self.id, flags=re.ASCII):  # files are named by it
            raise ValueError(f"{self.id!r} is no name of an assignment")
        for when in (self.opens, self.due, self.late.until if self.late else ""):
            if when:
                moment(when)
        for each in self.items:
            if not re.fullmatch(r"[\w-]+(/[\w-]+)*", each.id):  # notebooks name it
                raise ValueError(f"{each.id!r} is no id of an exercise")

    def digest(self) -> str:
        """By which a submission says which sheet it answers.

        Fields that say nothing do not count, and neither does their order: a later version of the course, which has more, finds the same.
        """
        return hashlib.sha256(msgspec.json.encode(said(msgspec.to_builtins(self)), order="sorted")).hexdigest()

    def questions(self) -> dict[str, str]:
        """What is asked, by the ids of the items: the same question has the same text here, whatever its points and its key are,
        or when it is due. Numbers of one's own make another question of it."""
        return {item.id: asked(item.exercise) + ("/each" if self.varies(item) else "") for item in self.items}

    def varies(self, item: Item) -> bool:
        """Whether learners are given different numbers."""
        return self.per_learner and item.exercise.varies

    def variant(self, item: Item, learner: str) -> int:
        """Which variant of an exercise a learner is given: the same on every machine."""
        return drawn(f"{self.id}/{normal(learner)}", item.id, VARIANTS) if self.varies(item) else 0

    def seed(self, variant: int) -> str:
        """From which the numbers of a variant are drawn: by the learner's sheet and by the trainer's key alike."""
        return f"{self.id}/{variant}"

    @property
    def asks_code(self) -> bool:
        """Whether learners show by a code of theirs who they are."""
        return self.roster is not None and self.format != "smo-sheet/2"

    def knows(self, learner: str, code: str) -> bool:
        """Whether the learner is on the roster, and the code is theirs. Without a roster, everybody is."""
        if self.roster is None:
            return True
        return (proof(self.id, learner, code) if self.asks_code else known(self.id, learner)) in self.roster


class UnreadableSheet(CourseError):
    """A sheet that cannot be used; the text says why and what to do."""


def damaged_sheet(path: Path) -> UnreadableSheet:
    """That a sheet cannot be used for what is in it."""
    return UnreadableSheet(say.text("sheet.damaged", file=path.name))


def read_sheet(path: Path) -> Sheet:
    """The sheet in a file. Raises UnreadableSheet."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Sheet)
    except OSError as error:
        raise UnreadableSheet(say.text("sheet.refused", file=path.name, reason=error)) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise damaged_sheet(path) from error


@lru_cache(1000)
def normal(learner: str) -> str:
    """A learner's name as it is compared: without regard to case, outer spaces, or how its accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", learner).strip().casefold())


# What a guess costs: 18 ms and 4 MB on the computer on which this was written. A code is one of 31 ** 10, which is half a million
# years of guessing, for each learner anew; a class of 1,000 takes two cores 10 seconds, once, and a learner's screen waits for one.
_COST = {"n": 2**12, "r": 8, "p": 1, "dklen": 16}


@lru_cache(100)
def proof(sheet: str, learner: str, code: str) -> str:
    """What a sheet holds of a learner and their code: enough to recognise both when they are typed, to read neither."""
    return hashlib.scrypt(normal_code(code).encode(), salt=f"{sheet}|{normal(learner)}".encode(), **_COST).hex()


def normal_code(code: str) -> str:
    """A code as it is compared: without regard to case, and to what stands between its letters."""
    return re.sub(r"[\W_]+", "", code).casefold()


def known(sheet: str, learner: str) -> str:
    """What a sheet of the former format holds of a name on the roster."""
    return hashlib.sha256(f"{sheet}|{normal(learner)}".encode()).hexdigest()[:16]


def moment(iso: str) -> datetime:
    """The moment that an ISO 8601 text with its zone means. Raises ValueError."""
    when = datetime.fromisoformat(iso)
    if when.tzinfo is None:
        raise ValueError(f"{iso} has no zone")
    return when
