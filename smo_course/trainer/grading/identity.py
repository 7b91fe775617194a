"""Whose a hand-in is, and how far that is known: by the learner's code, by the platform that filed it, or by its own word alone."""

from __future__ import annotations

import re
from typing import Literal

from ...assignment.sheet import normal
from ..brief import Learner
from .record import Seen

# "code": the learner's own fits. "platform": filed for the learner, as the roster names them. "somebody": filed by a platform for
# whom the roster does not name, or there is none. "claim": it only says so. "other": filed for somebody else of the roster.
Known = Literal["code", "platform", "somebody", "claim", "other"]

SURE = ("code", "platform")
_RANKS = {"code": 2, "platform": 2, "somebody": 1, "claim": 0}


def rank(known: Known) -> int:
    """What is known better goes before what is known less, whatever their times."""
    return _RANKS[known]


class Identity:
    """Tells of each hand-in how far it is known whose it is."""

    def __init__(self, roster: list[Learner]):
        self._learners: dict[str, str] = {}
        for each in roster:
            words = _letters(each.name).split()
            # "Anna Smith" is filed as "Anna Smith", as "Smith Anna" and as "smithanna"
            for name in (each.learner, " ".join(words), " ".join(words[::-1]), " ".join([*words[-1:], *words[:-1]])):
                self._learners.setdefault(_letters(name).replace(" ", ""), normal(each.learner))

    def of(self, seen: Seen) -> Known:
        filed = {self._learners.get(_letters(each).replace(" ", "")) for each in seen.owner or () if each} - {None}
        if filed and normal(seen.learner) not in filed:
            return "other"
        if seen.proven:
            return "code"
        return "platform" if filed else "somebody" if seen.owner else "claim"


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", " ", normal(name)).strip()
