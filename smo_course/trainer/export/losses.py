"""What an export leaves out, and why: nothing is dropped without a word."""

from __future__ import annotations

import msgspec

from ...errors import CourseError


class CannotSay(CourseError):
    """An exercise that a format has no question for. The text says why."""


class Exported(msgspec.Struct):
    """A file's bytes, how many questions it holds, and for each exercise id what is left out: of it, or it entirely.

    What is left out is told in the language of the export.
    """

    data: bytes
    questions: int
    partly: dict[str, list[str]]
    entirely: dict[str, str]
    always: list[str]
