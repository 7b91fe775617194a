"""The trainer's key: everything by which an assignment is marked, frozen on the day it was assigned."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import msgspec

from ..assignment.sheet import Sheet
from ..errors import CourseError
from ..kinds import AnyExercise
from ..kinds.fingerprints import said
from ..words import Words
from .brief import Learner

say = Words(__file__)

SUFFIX = ".smo-key"


class Key(msgspec.Struct, forbid_unknown_fields=True):
    """`exercises` are whole, in the sheet's order, with the points they earn here and their own ids; their parts have those of
    the sheet, which follow from `salt`. `given` holds every sheet that was given out, by its digest: what it asked, by the item's
    id; `earlier` are the digests of those of which no more is known. `same` are former wordings of questions that stayed the same, by
    the item's id. `extensions` are moments (ISO 8601), by learner.
    """

    sheet: Sheet
    exercises: list[AnyExercise]
    anonymous: bool = False
    roster: list[Learner] | None = None
    earlier: list[str] = []
    given: dict[str, dict[str, str]] = {}
    same: dict[str, list[str]] = {}
    extensions: dict[str, str] = {}
    salt: str = ""
    format: Literal["smo-key/1", "smo-key/2"] = "smo-key/2"

    @property
    def most(self) -> int:
        """The points that can be had."""
        return sum(each.exercise.points for each in self.sheet.items)

    def stands(self) -> dict[str, set[str]]:
        """For every sheet that was given out, by its digest: the items that ask what is asked now. Answers to these count."""
        now = self.sheet.questions()
        given = {self.sheet.digest(): now} | self.given
        return {
            digest: {id for id, question in held.items() if id in now and question in (now[id], *self.same.get(id, ()))}
            for digest, held in given.items()
        }

    def wordings(self, id: str) -> list[str]:
        """How the question of an item was worded, now and before: answers to any of these count."""
        return sorted({self.sheet.questions()[id], *self.same.get(id, ())})

    def digest(self) -> str:
        """By which what was marked with this key is recognised; by a later version of the course too."""
        return hashlib.sha256(msgspec.json.encode(said(msgspec.to_builtins(self)), order="sorted")).hexdigest()


class UnreadableKey(CourseError):
    """A key that cannot be used."""


def key_path(path: Path) -> Path:
    """The key's file: an assignment's YAML file is taken for the key beside it."""
    return path.with_suffix(SUFFIX) if path.suffix in (".yaml", ".yml") else path


def read_key(path: Path) -> Key:
    """The key in a file, or the one beside an assignment's YAML file. Raises UnreadableKey."""
    found = key_path(path)
    if found != path and not path.is_file() and not found.is_file():
        raise UnreadableKey(say.text("key.nowhere", file=path))
    if found != path and not found.is_file():
        raise UnreadableKey(say.text("key.missing", file=found))
    try:
        return msgspec.json.decode(found.read_bytes(), type=Key)
    except OSError as error:
        raise UnreadableKey(say.text("key.refused", file=found, reason=error)) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise UnreadableKey(say.text("key.damaged", file=found)) from error
