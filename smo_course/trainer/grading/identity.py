"""Whose a hand-in is, and how far that is known: by the learner's code, by the platform that filed it, or by its own word alone."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal

from ...assignment.sheet import normal
from ..brief import Learner
from .record import Seen

# "trainer": the trainer said so. "code": the learner's own fits. "platform": filed for the learner, as the roster names them. "somebody": filed by a platform for
# whom the roster does not name, or there is none. "claim": it only says so. "other": filed for somebody else of the roster.
Known = Literal["trainer", "code", "platform", "somebody", "claim", "other"]

SURE = ("trainer", "code", "platform")
_RANKS = {"trainer": 3, "code": 2, "platform": 2, "somebody": 1, "claim": 0}


def rank(known: Known) -> int:
    """What is known better goes before what is known less, whatever their times."""
    return _RANKS[known]


_GUESSED, _LONGEST = 300, 100  # addresses, and signs of one


class Identity:
    """Tells of each hand-in how far it is known whose it is, and of the others whose they seem to be."""

    def __init__(self, roster: list[Learner]):
        self._roster = {normal(each.learner): each for each in roster}
        self._named: dict[str, set[str]] = {}
        self._nearly: dict[str, str] = {}  # a stranger's address → a learner's
        for each in roster:
            words = _letters(each.name).split()
            # "Anna Le Goff" is filed as "Anna Le Goff", as "Le Goff Anna" and as "legoffanna"
            for name in (each.learner, *(" ".join([*words[turn:], *words[:turn]]) for turn in range(len(words)))):
                if joined := _joined(name):
                    self._named.setdefault(joined, set()).add(normal(each.learner))

    def _of(self, name: str) -> str:
        """The learner whom a name means, "" where it means none, or several."""
        found = self._named.get(_joined(name), set())
        return next(iter(found)) if len(found) == 1 else ""

    def filed_for(self, seen: Seen) -> set[str]:
        """The learners of the roster for whom a platform filed it: as a rule one, or none."""
        return {self._of(each) for each in seen.owner or () if each} - {""}

    def of(self, seen: Seen) -> Known:
        filed = self.filed_for(seen)
        if filed and normal(seen.learner) not in filed:
            return "other"
        if seen.proven:
            return "code"
        return "platform" if filed else "somebody" if seen.owner else "claim"

    def seems(self, seen: Seen) -> str:
        """The learner of the roster whose a file seems to be, by its folder, its names or an address that is nearly theirs; "" for
        none. A guess for a person to judge: nothing counts by it."""
        if not self._roster:
            return ""
        if filed := self.filed_for(seen):
            return self._roster[next(iter(filed))].learner
        stem = PurePosixPath(re.split(r"[!/\\]", seen.where)[-1]).stem
        parts = _letters(stem).split()
        for name in (seen.learner, seen.name, stem, *(" ".join(parts[place : place + 2]) for place in range(len(parts) - 1))):
            if found := self._of(name):
                return self._roster[found].learner
        if near := self._near(normal(seen.learner)):
            return self._roster[near].learner
        owns = {learner for part in parts for learner in self._local.get(part, ())}
        return self._roster[next(iter(owns))].learner if len(owns) == 1 else ""

    def _near(self, name: str) -> str:
        """The learner whose address is nearly this one, "" for none. Each is held against the whole roster, so only so many are:
        thousands of strangers are no misspelt names."""
        if "@" not in name or len(name) > _LONGEST:
            return ""
        if name not in self._nearly and len(self._nearly) < _GUESSED:
            self._nearly[name] = next(iter(get_close_matches(name, self._roster, n=1, cutoff=0.85)), "")
        return self._nearly.get(name, "")

    @cached_property
    def _local(self) -> dict[str, set[str]]:
        """Learners by what stands before the @ of their address, as a file is often called, and by their family name."""
        found: dict[str, set[str]] = {}
        for learner, each in self._roster.items():
            for name in (learner.partition("@")[0] if "@" in learner else "", *_letters(each.name).split()[-1:]):
                if len(_joined(name)) > 3:
                    found.setdefault(_joined(name), set()).add(learner)
        return found


def _joined(name: str) -> str:
    return _letters(name).replace(" ", "")


def _letters(name: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", normal(name)) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", plain).strip()
