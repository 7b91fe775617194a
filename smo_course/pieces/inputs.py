"""What can be filled in: a place of one type. The blanks of a sentence and the columns of a table are of the same types.

A value is a text, or a number where one is asked for; "" is a place left empty. What is typed and cannot be read stays a text, as
it was typed: it is told, and never thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, ClassVar

import msgspec

from ..data.figures import number_of
from ..problems import Problem, check_ids
from ..text import LANGUAGES, Text, day, number
from ..words import Words

say = Words(__file__)

Value = str | float
Options = Mapping[str, Text]  # what a choice offers, by id


class Input(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    """A place to fill in. `text` is what it is called, `hint` says beside it what is meant."""

    longest: ClassVar[int] = 60  # characters that can be typed

    id: str
    text: Text
    hint: Text | None = None
    required: bool = True

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)

    def problems(self, field: str) -> Iterator[Problem]:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.id):
            yield Problem(f"{field}.id", say.text("problem.id", id=self.id))

    def taken(self, raw: Any, lang: str) -> Value | None:
        """What is kept of what a screen sends; None for what no screen sends."""
        return raw if isinstance(raw, str) and len(raw) <= self.longest else None

    def trouble(self, value: Value, options: Options) -> Text | None:
        """Why a value that is not empty is not what is asked for."""
        return None

    def said(self, value: Value, lang: str, options: Options) -> str:
        """The value as a reader of the language expects it."""
        return str(value)

    def shown(self, lang: str) -> dict[str, Any]:
        """What a screen needs."""
        hint = self.hint.get(lang) if self.hint else ""
        return {
            "id": self.id,
            "kind": self.kind,
            "text": self.text.get(lang),
            "hint": hint,
            "required": self.required,
            "longest": self.longest,
        }


class TextInput(Input, tag="text"):
    """A few words. `lines`: how many lines of them there is room for."""

    longest: ClassVar[int] = 2_000

    lines: int = 1

    def shown(self, lang: str) -> dict[str, Any]:
        return super().shown(lang) | {"lines": self.lines}


class NumberInput(Input, tag="number"):
    """A number, within bounds where there are any, in its unit."""

    least: float | None = None
    most: float | None = None
    whole: bool = False
    unit: Text | None = None

    def taken(self, raw: Any, lang: str) -> Value | None:
        if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) < 1e15:  # as an example's file says it
            return float(raw)
        kept = super().taken(raw, lang)
        return kept if kept is None else self._read(str(kept), lang)

    def _read(self, typed: str, lang: str) -> Value:
        units = {self.unit.en, self.unit.fr} if self.unit else set()
        plain = typed.strip()
        for sign in sorted({"€", "%", *units}, key=len, reverse=True):
            plain = plain.removesuffix(sign).removeprefix(sign).strip()
        for decimal in (",", ".") if lang == "fr" else (".", ","):
            if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", found := number_of(plain, decimal), re.ASCII):
                return float(found)
        return typed

    def trouble(self, value: Value, options: Options) -> Text | None:
        if isinstance(value, str):
            return say.text("trouble.number", typed=value)
        if self.whole and value != int(value):
            return say.text("trouble.whole")
        if self.least is not None and value < self.least:
            return say.text("trouble.least", least=self.least)
        if self.most is not None and value > self.most:
            return say.text("trouble.most", most=self.most)
        return None

    def said(self, value: Value, lang: str, options: Options) -> str:
        return value if isinstance(value, str) else number(value, lang)

    def heading(self, lang: str) -> str:
        """What it is called, with its unit."""
        return f"{self.text.get(lang)} ({self.unit.get(lang)})" if self.unit else self.text.get(lang)

    def shown(self, lang: str) -> dict[str, Any]:
        return super().shown(lang) | {"unit": self.unit.get(lang) if self.unit else ""}


class MoneyInput(NumberInput, tag="money"):
    """An amount in euros."""

    unit: Text | None = Text(en="€", fr="€")

    def said(self, value: Value, lang: str, options: Options) -> str:
        return value if isinstance(value, str) else money(value, lang)


class DateInput(Input, tag="date"):
    """A day, from `first` to `last` where there are bounds; as YYYY-MM-DD."""

    first: date | None = None
    last: date | None = None

    def trouble(self, value: Value, options: Options) -> Text | None:
        found = read_day(value)
        if found is None:
            return say.text("trouble.date", typed=str(value))
        if self.first and found < self.first:
            return say.text("trouble.first", first=self.first)
        if self.last and found > self.last:
            return say.text("trouble.last", last=self.last)
        return None

    def said(self, value: Value, lang: str, options: Options) -> str:
        found = read_day(value)
        return day(found, lang) if found else str(value)

    def shown(self, lang: str) -> dict[str, Any]:
        bounds = {name: each.isoformat() for name, each in (("first", self.first), ("last", self.last)) if each}
        return super().shown(lang) | bounds


class TimeInput(Input, tag="time"):
    """A time of day, as HH:MM."""

    def trouble(self, value: Value, options: Options) -> Text | None:
        return None if read_time(value) else say.text("trouble.time", typed=str(value))

    def said(self, value: Value, lang: str, options: Options) -> str:
        found = read_time(value)
        return clock(found, lang) if found else str(value)


class Option(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    text: Text


class ChoiceInput(Input, tag="choice"):
    """One of several: of `options`, or of the rows of a table, by the column that names them: `of: actions.what`."""

    options: list[Option] = []
    of: str = ""

    def problems(self, field: str) -> Iterator[Problem]:
        yield from super().problems(field)
        if bool(self.options) == bool(self.of):
            yield Problem(f"{field}.options", say.text("problem.options"))
        if self.options:
            yield from check_ids(f"{field}.options", [each.id for each in self.options], 2)

    def trouble(self, value: Value, options: Options) -> Text | None:
        return None if value in options else say.text("trouble.gone")

    def said(self, value: Value, lang: str, options: Options) -> str:
        return options[str(value)].get(lang) if value in options else "–"


class YesNoInput(Input, tag="yes-no"):
    """Yes or no."""

    def trouble(self, value: Value, options: Options) -> Text | None:
        return None if value in ("yes", "no") else say.text("trouble.gone")

    def said(self, value: Value, lang: str, options: Options) -> str:
        return say(f"value.{value}", lang) if value in ("yes", "no") else "–"

    def shown(self, lang: str) -> dict[str, Any]:
        options = [{"id": each, "text": say(f"value.{each}", lang)} for each in ("yes", "no")]
        return super().shown(lang) | {"kind": "choice", "options": options}


AnyInput = TextInput | NumberInput | MoneyInput | DateInput | TimeInput | ChoiceInput | YesNoInput


def heading(asked: Input, lang: str) -> str:
    """What a column is called, with its unit where it has one."""
    return asked.heading(lang) if isinstance(asked, NumberInput) else asked.text.get(lang)


def read_day(value: Value) -> date | None:
    """The day that a value is; None where it is none."""
    try:
        return date.fromisoformat(str(value)) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value), re.ASCII) else None
    except ValueError:
        return None


def read_time(value: Value) -> time | None:
    """The time of day that a value is; None where it is none."""
    try:
        return time.fromisoformat(str(value)) if re.fullmatch(r"\d\d:\d\d", str(value), re.ASCII) else None
    except ValueError:
        return None


def money(value: float, lang: str) -> str:
    """An amount as the language writes it: €1,200 and 1 200 €, with cents where there are any."""
    from babel.numbers import format_currency  # slow to import, and not every lesson shows an amount

    figures = "#,##0" if value == int(value) else "#,##0.00"
    pattern = f"{figures}\u00a0¤" if lang == "fr" else f"¤{figures}"
    return format_currency(value, "EUR", format=pattern, locale=lang, currency_digits=False)


def clock(when: time, lang: str) -> str:
    """A time of day as the language writes it: 18:05, 18 h 05."""
    return say("value.clock", lang, hour=str(when.hour), minute=f"{when:%M}")


def same(text: str) -> Text:
    """What a learner wrote, in whichever language it is shown."""
    return Text(**dict.fromkeys(LANGUAGES, text))
