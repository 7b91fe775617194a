"""What an export leaves out, and why: nothing is dropped without a word."""

from __future__ import annotations

import msgspec


class CannotSay(Exception):
    """An exercise that a format has no question for. The message says why."""


class Exported(msgspec.Struct):
    """A file's bytes, how many questions it holds, and for each exercise id what is left out: of it, or it entirely."""

    data: bytes
    questions: int
    partly: dict[str, list[str]]
    entirely: dict[str, str]
    always: list[str]
