"""What learners wrote, made safe where a trainer looks at it."""

from __future__ import annotations

import re
from typing import Any

# Control characters (some ring, some end a text) and those that turn the direction of what follows; line ends stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what spreadsheets take for the start of a formula


def plain(text: str) -> str:
    """A text without characters that steer what shows it."""
    return text if text.isprintable() else _CONTROL.sub("", text)  # as most are


def cell(value: Any) -> Any:
    """A value as a cell of a table: on one line, and with an apostrophe before a text that a spreadsheet would
    work out. Numbers stay."""
    if not isinstance(value, str) or not value or (value.isprintable() and (value[0].isalnum() or value[0] == "/")):  # as most are
        return value
    text = plain(value).replace("\n", " ")
    return f"'{text}" if value.startswith(_FORMULA) or text.lstrip(" \u00a0").startswith(_FORMULA) else text
