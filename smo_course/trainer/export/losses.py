"""What an export leaves out, and why: nothing is dropped without a word."""

from __future__ import annotations

import msgspec

from ...kinds.base import Exercise


class CannotSay(Exception):
    """An exercise that a format has no question for. The message says why."""


class Exported(msgspec.Struct):
    """A file's bytes, how many questions it holds, and for each exercise id what is left out: of it, or it entirely."""

    data: bytes
    questions: int
    partly: dict[str, list[str]]
    entirely: dict[str, str]
    always: list[str]


def rules_of(exercise: Exercise) -> str:
    """Why a sort with rules is left out of both formats."""
    kinds = [name for name in ("budgets", "goals") if getattr(exercise, name)]
    return f"{' and '.join(kinds)} that hold over several items at once"
