"""Numbers as exports and spreadsheets write them, in English and in French, made into what the contract reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACE = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")  # between thousands: 1 234, 1'234
_WHOLE = re.compile(r"(\d{1,3}([.,])\d{3}(?:\2\d{3})*|\d+)(?:[.,]0+)?", re.ASCII)
_SHORT = re.compile(r"(\d+)(?:[.,](\d{1,2}))? ?([km])", re.ASCII | re.IGNORECASE)
_BIG = {"k": 1_000, "m": 1_000_000}
_PART = re.compile(r"\d*[.,]\d*[1-9]\d*( ?%)?|\d+ ?%", re.ASCII)
_COMMA = re.compile(r",(?!\d{3}(?!\d))\d|\.\d+,")  # a comma that no thousands follow, or that comes after a point


def integer_of(cell: str) -> str:
    """A count as digits alone: "1 234", "1,234", "1.234,00" and "(12)" are 1234 and -12, "1.2K" is 1200. The cell itself where it is none."""
    if cell.isdecimal():  # most are, and some files have a million
        return cell
    sign, text = _signed(cell)
    if found := _WHOLE.fullmatch(text):
        return sign + re.sub(r"[.,]", "", found[1])
    if found := _SHORT.fullmatch(text):
        return sign + str((int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))) * _BIG[found[3].lower()] // 100)
    return cell


def is_shortened(cell: str) -> bool:
    """Whether a count was rounded by who wrote it: "1.2K"."""
    return not cell.isdecimal() and bool(_SHORT.fullmatch(cell.strip()))


def is_no_count(cell: str) -> bool:
    """Whether a cell is a number and cannot be a count of anything: "1,62", "3.5", "12 %"."""
    return not cell.isdecimal() and bool(_PART.fullmatch(cell.strip())) and not _WHOLE.fullmatch(cell.strip())


def decimal_sign(cells: Iterable[str]) -> str:
    """The sign before the decimals of a column: a comma where some cell can be meant no other way, else a point."""
    return "," if any(map(_COMMA.search, cells)) else "."


def number_of(cell: str, decimal: str = ".") -> str:
    """A number as 1234.5, from "1,234.5" or, with a decimal comma, "1 234,5"; "12.5 %" is 0.125. The cell itself where it is none."""
    sign, text = _signed(cell)
    percent = text.endswith("%")
    text = text.rstrip("%").rstrip()
    thousands = re.escape("." if decimal == "," else ",")
    if not re.fullmatch(rf"(\d+|\d{{1,3}}({thousands}\d{{3}})+)?({re.escape(decimal)}\d+)?", text, re.ASCII) or not text:
        return cell
    plain = re.sub(thousands, "", text).replace(decimal, ".")
    return sign + (repr(float(plain) / 100) if percent else plain)


def _signed(cell: str) -> tuple[str, str]:
    """A minus sign or nothing, and the rest: accounts put brackets around what is negative."""
    text = _SPACE.sub("", cell.strip())
    if text.startswith("(") and text.endswith(")"):
        return "-", text[1:-1].strip()
    return "-" if text[:1] in ("-", "−", "–") else "", text[1:].lstrip() if text[:1] in ("-", "−", "–", "+") else text
