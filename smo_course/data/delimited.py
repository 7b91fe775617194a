"""Tables as text (CSV and its kin), in the encodings and with the separators that spreadsheets and exports write."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import Counter
from itertools import islice

from .trouble import TableError, say

DELIMITERS = ",;\t|"
_SAMPLE = 50  # rows from which the separator is told
_SAMPLE_CHARACTERS = 100_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARKUP = re.compile(r"\s*<(\?xml|!doctype|html|head|meta|style|body|table|div)\b", re.IGNORECASE)  # some programs call this .xls
_SAID = re.compile(r'"?sep=([^\w"\r\n])"?(\r\n|\r|\n|\Z)', re.IGNORECASE)  # what Excel writes, and reads, in the first line


def read_delimited(data: bytes, file: str) -> list[tuple[int, list[str]]]:
    """The rows of a text that hold anything, each with the line on which it begins. Raises TableError.

    Quotes are read strictly: one that is never closed would swallow the rest of the table without a word.
    """
    if data.startswith(b"%PDF"):
        raise TableError(file, say.text("pdf"))
    text = decoded(data, file)
    if _MARKUP.match(text):
        raise TableError(file, say.text("markup"))
    if _is_json(text):
        raise TableError(file, say.text("json"))
    delimiter, line = None, 0
    if said := _SAID.match(text):
        delimiter, line, text = said[1], 1, text[said.end() :]
    delimiter = delimiter or likely_delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, begun, skipped = [], line + 1, line
    try:
        for cells in rows:
            if any(map(str.strip, cells)):
                found.append((begun, cells))
            begun = skipped + rows.line_num + 1
    except csv.Error as error:
        raise TableError(file, say.text("quotes"), begun) from error
    return found


def _is_json(text: str) -> bool:
    """Whether it is what programs write for one another: a list or an object, from its first sign to its last."""
    if text.lstrip()[:1] not in ("[", "{"):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def decoded(data: bytes, file: str) -> str:
    """The text in these bytes: by its byte order mark, else UTF-16 where it shows, UTF-8, and at last Windows-1252 or Mac Roman.

    Raises TableError for bytes that are no text.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    data = data[len(mark) :]
    if not encoding and b"\0" in data:
        # In UTF-16, the letters, separators and line ends that every table has leave a byte empty: the first or the second.
        encoding = "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"
    for each in [encoding] if encoding else ["utf-8", *_of_old(data)]:
        try:
            text = data.decode(each)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableError(file, say.text("no_text"))


def _of_old(data: bytes) -> list[str]:
    """What Excel writes without being asked for UTF-8: Mac Roman only where it gives more of the signs that French is full of."""

    def accents(encoding: str) -> int:
        text = data[:_SAMPLE_CHARACTERS].decode(encoding, errors="ignore")
        return sum(map(text.count, "éèêàçùîôœÉ’«»€"))

    return ["mac_roman"] if accents("mac_roman") > accents("cp1252") else ["cp1252"]


def likely_delimiter(text: str) -> str:
    """The separator by which the largest share of rows has the same number of cells; of equals, that which gives more."""

    def plausible(delimiter: str) -> tuple[float, int]:
        widths: Counter[int] = Counter()
        try:
            rows = csv.reader(io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), delimiter=delimiter, strict=True)
            widths.update(len(cells) for cells in islice(rows, _SAMPLE) if cells)
        except csv.Error:  # not the separator, or quotes that are wrong whatever it is
            pass
        # A share and no count: the lines of a long text, each with its comma, would outnumber the rows that hold them.
        return max(((count / widths.total(), width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=plausible)
