"""A text in each of the course's languages, and the languages' ways with numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from math import inf
from urllib.parse import urlsplit

import msgspec

LANGUAGES = {"en": "English", "fr": "français"}


class Text(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The same thing said in English and in French; both are required."""

    en: str
    fr: str

    def get(self, lang: str) -> str:
        return getattr(self, lang)

    def fill(self, values: dict[str, float], decimals: int | None = None) -> Text:
        """The text with each `{name}` replaced by its value, written as each language writes numbers: an amount of money with its cents."""
        if "{" not in self.en + self.fr:
            return self
        filled = {}
        for lang in LANGUAGES:
            filled[lang] = self.get(lang)
            for name, value in values.items():
                mark = "{" + name + "}"
                if decimals is None and value != int(value):
                    for amount in _amounts(mark):
                        filled[lang] = filled[lang].replace(amount, amount.replace(mark, _money(value, lang)))
                filled[lang] = filled[lang].replace(mark, number(value, lang, decimals))
        return Text(**filled)


def _amounts(mark: str) -> list[str]:
    """How a value stands in a text where it is an amount of money."""
    return [f"€{mark}", f"${mark}", *(f"{mark}{space}{sign}" for space in ("", "\u00a0", "\u202f") for sign in "€$")]


def _money(value: float, lang: str) -> str:
    """An amount that is not whole: 0.2 is 0.20, and half a cent keeps its figures."""
    return number(value, lang, 2 if round(value, 2) == value else None)


def words(text: str) -> int:
    """How many words somebody reads there."""
    return len(re.findall(r"\w[\w’-]*", text))


def reading(count: float) -> float:
    """The seconds that it takes to read so many words: 200 a minute, in either language."""
    return count * 60 / 200


_WRITTEN_OUT = 1e21  # above it, digits tell nobody anything


@lru_cache(20_000)  # working out a pattern takes longer than most of what is done with the number
def number(value: float, lang: str, decimals: int | None = None) -> str:
    """A number as `lang` writes it: 1,234.5 in English, 1 234,5 in French.

    `decimals` fixes how many digits follow the point; without it, as many as the value needs (six at most). What is too large to be
    written out, which somebody may have typed all the same, is a power of ten: 1E28.
    """
    from babel.numbers import format_decimal, format_scientific  # slow to import, and not every lesson shows a number

    if _WRITTEN_OUT <= abs(value) < inf:
        return format_scientific(value, format="0.###E0", locale=lang)
    if decimals is None:
        pattern = "#,##0.######"
    else:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=lang)


def separator(lang: str) -> str:
    """What separates the cells of a table (CSV) that the Excel of a language opens: a semicolon where decimals have a comma."""
    return ";" if lang == "fr" else ","


def listed(things: Iterable[str], lang: str) -> str:
    """Things in a row, as `lang` lists them: "a, b, and c", « a, b et c »."""
    from babel.lists import format_list

    return format_list(list(things), locale=lang)


def day(when: str | date | datetime, lang: str) -> str:
    """A date as `lang` says it. Accepts a date or an ISO text: "2015", "2015-07" or "2015-07-20"."""
    from babel.dates import format_date

    if isinstance(when, datetime):
        when = when.date()
    if isinstance(when, date):
        when = when.isoformat()
    parts = [int(part) for part in when.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return format_date(date(parts[0], parts[1], 1), format="LLLL yyyy", locale=lang)
    text = format_date(date(parts[0], parts[1], parts[2]), format="d MMMM yyyy", locale=lang)
    if lang == "fr" and parts[2] == 1:
        text = text.replace("1 ", "1er ", 1)
    return text


def site(url: str) -> str:
    """A name for the site of `url` that a reader recognises: its host, without www."""
    return urlsplit(url).netloc.removeprefix("www.")


def moment_text(iso: str, lang: str) -> str:
    """A moment, from ISO 8601 with its zone, as `lang` says it: day, time, and how far the clock is from UTC."""
    when = datetime.fromisoformat(iso)
    return f"{day(when, lang)}, {when:%H:%M} (UTC{when:%z})"


def printable(line: str) -> str:
    """A line without the signs that a terminal obeys instead of showing them: it may come from a stranger."""
    if line.isprintable():
        return line
    return "".join(sign if sign.isprintable() or sign in "\u00a0\u202f" else " " for sign in line)


def fold(text: str) -> str:
    """A text without case and accents."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return plain.replace("œ", "oe").replace("æ", "ae")


def bare(text: str) -> str:
    """The bare letters and digits of a text: no accents, case, hyphens, apostrophes, leading article or double spaces."""
    text = re.sub(r"[^\w]+|_+", " ", fold(text)).strip()
    return re.sub(r"^(the|an|a|le|la|les|l|un|une|des|du|de la) (?=.)", "", text)
