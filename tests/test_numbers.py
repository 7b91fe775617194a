"""Numbers as people write them: times, the precision asked for, and roundings that are off."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course import bank, kinds
from smo_course.kinds.base import Invalid
from smo_course.kinds.formula import with_a_step
from smo_course.kinds.typed import read_number, read_time
from smo_course.text import LANGUAGES, Text, number

HOURS, MINUTES = Text(en="hours a month", fr="heures par mois"), Text(en="minutes", fr="minutes")
WRITTEN = {
    "en": (
        "{h}h{m:02}",
        "{h} h {m:02}",
        "{h}:{m:02}",
        "{h} hours and {m} minutes",
        "{h} hr {m} min",
        "{h}h{m}m",
        "{all} min",
        "{all} minutes",
    ),
    "fr": ("{h}h{m:02}", "{h}\u00a0h\u00a0{m:02}", "{h}:{m:02}", "{h} heures et {m} minutes", "{h} h {m} mn", "{h} H {m:02}", "{all} min"),
}


@given(hours=st.integers(0, 999), minutes=st.integers(0, 59), lang=st.sampled_from(list(LANGUAGES)), data=st.data())
def test_times_read_back_as_people_write_them(hours, minutes, lang, data):
    all_minutes = hours * 60 + minutes
    form = data.draw(st.sampled_from(WRITTEN[lang]))
    typed = form.format(h=hours, m=minutes, all=all_minutes)
    assert math.isclose(read_time(typed, lang, HOURS), all_minutes / 60)
    if ":" not in form:
        assert math.isclose(read_time(typed, lang, MINUTES), all_minutes)


@given(
    st.floats(min_value=-1e6, max_value=1e6, allow_nan=False),
    st.sampled_from(list(LANGUAGES)),
    st.sampled_from(["", " h", " heures", " hours"]),
)
def test_a_number_with_or_without_its_unit_is_the_same_as_ever_in_a_time(value, lang, unit):
    typed = number(value, lang, 2)
    assert read_time(typed + unit, lang, HOURS) == read_number(typed, lang)
    assert read_time(typed, lang, MINUTES) == read_number(typed, lang)


@pytest.mark.parametrize(
    "typed, hours",
    [
        ("2h", 2),
        ("2,9", 2.9),
        ("2.9 h", 2.9),
        ("2,5 heures par mois", 2.5),
        ("3 h par mois", 3),
        ("90 minutes a month", 1.5),
        ("2h 5min", 125 / 60),
    ],
)
def test_times_in_hours(typed, hours):
    assert math.isclose(read_time(typed, "fr", HOURS), hours)


@pytest.mark.parametrize(
    "typed, unit, told",
    [
        ("2h5", HOURS, "two ways"),
        ("2h75", HOURS, "two ways"),
        ("2:5", HOURS, "two ways"),
        ("2:55", MINUTES, "two ways"),  # minutes and seconds?
        ("2 h 30 min 10 s", HOURS, "1.5 or 1 h 30"),
        ("h30", MINUTES, "90 or 1 h 30"),
        ("two", HOURS, "1.5 or 1 h 30"),
        ("", HOURS, "Type a number first"),
        ("1" * 61 + "h", HOURS, "too long"),
    ],
)
def test_a_time_that_is_not_clear_is_told_how_to_write_it(typed, unit, told):
    with pytest.raises(Invalid, match=told):
        read_time(typed, "en", unit)


@given(
    raw=st.text(max_size=70) | st.text(alphabet="0123456789hHmMinoursea:,.’'-+ \u00a0\u202f\u0665²%€", max_size=70),
    lang=st.sampled_from(list(LANGUAGES)),
    unit=st.sampled_from([HOURS, MINUTES]),
)
def test_no_text_is_more_than_unreadable(raw, lang, unit):
    for read in (lambda: read_number(raw, lang), lambda: read_time(raw, lang, unit)):
        try:
            assert math.isfinite(read())
        except Invalid as problem:
            assert problem.text.get(lang)


# Precision and rounding

FILE = """
kind: number
title: {en: A cost, fr: Un coût}
concepts: []
points: 2
prompt: {en: What is it?, fr: Combien ?}
unit: {en: %(unit)s, fr: %(unit)s}
answer: "%(answer)s"
tolerance: %(tolerance)s
decimals: %(decimals)s
mistakes:
  - {value: "%(mistake)s", feedback: {en: A known mistake., fr: Une erreur connue.}}
otherwise: {en: Divide., fr: Divisez.}
hints: [{en: Divide., fr: Divisez.}]
explain: {en: So it is., fr: C’est ainsi.}
"""


def asked(answer: str, decimals: int, tolerance: float = 0.005, mistake: str = "1000", unit: str = "euros"):
    fields = {"answer": answer, "decimals": decimals, "tolerance": tolerance, "mistake": mistake, "unit": unit}
    return bank.check(FILE % fields, "test/cost")


@pytest.mark.parametrize(
    "decimals, unit, en, fr",
    [
        (0, "euros", "A whole number", "En nombre entier"),
        (1, "euros", "To one decimal", "Avec une décimale"),
        (2, "euros", "To 2 decimals", "Avec 2 décimales"),
        (2, "minutes", "To 2 decimals", "Avec 2 décimales"),
        (
            1,
            "hours",
            "To one decimal, or in hours and minutes: 1.5 or 1 h 30",
            "Avec une décimale, ou en heures et minutes : 1,5 ou 1 h 30",
        ),
    ],
)
def test_the_precision_is_said_and_stays_in_an_assignment(decimals, unit, en, fr):
    exercise = asked("12", decimals, unit=unit)
    for each in (exercise, exercise.sealed("s")):
        assert each.content("s", "en")["precision"] == en
        assert each.content("s", "fr")["precision"].replace("\u00a0", " ") == fr


def test_a_precision_that_the_tolerance_does_not_bear_is_a_fault_of_the_file():
    asked("10 / 3", 2, tolerance=0.005)
    with pytest.raises(Exception, match="is less than what rounding to 1 decimal takes away"):
        asked("10 / 3", 1, tolerance=0.005)


# 110.53 / 12 is 9.21083…, 23 / 24 is 0.9583…
@pytest.mark.parametrize(
    "answer, decimals, typed, status",
    [
        ("110.53 / 12", 2, "9.21", "right"),
        ("110.53 / 12", 2, "9,210833", "right"),
        ("110.53 / 12", 2, "9.2", "partial"),  # to fewer decimals
        ("110.53 / 12", 2, "9", "partial"),
        ("110.53 / 12", 2, "9.22", "partial"),  # up, where down is nearer
        ("110.53 / 12", 2, "10", "partial"),
        ("110.53 / 12", 2, "9.23", "wrong"),
        ("110.53 / 12", 2, "9.1", "wrong"),
        ("110.53 / 12", 2, "-9.2", "wrong"),
        ("23 / 24", 2, "0.95", "partial"),  # cut off
        ("23 / 24", 2, "1", "partial"),
        ("23 / 24", 2, "0", "wrong"),  # far from it
        ("144", 0, "143", "wrong"),  # nothing to round: a slip in the sum
        ("144", 0, "145", "wrong"),
        ("7 / 3 * 100", 1, "230", "partial"),  # 2.3 x 100, and not 233.3
        ("7 / 3 * 100", 1, "240", "partial"),
        ("7 / 3 * 100", 1, "231", "wrong"),
        ("7 / 3 * 100", 1, "200", "partial"),  # 2 x 100
    ],
)
def test_a_right_way_with_a_rounding_that_is_off_is_told_exactly_that(answer, decimals, typed, status):
    exercise = asked(answer, decimals, tolerance=0.05 if decimals == 1 else 0.005)
    mark = exercise.mark(typed, "s", "fr")
    assert (mark.status, mark.score) == (status, {"right": 2, "partial": 1, "wrong": 0}[status])
    told = mark.remarks[0].text
    assert (told == exercise.rounding()) == (status == "partial")
    if status == "partial":
        assert told.en.startswith("Your method is right; the rounding is not.")
        assert told.fr.endswith("arrondissez à une décimale." if decimals == 1 else "arrondissez à 2 décimales.")


def test_a_known_mistake_goes_before_a_rounding_that_fits_less_well():
    assert asked("110.53 / 12", 2, mistake="9.2").mark("9.2", "s", "en").remarks[0].text.en == "A known mistake."
    # 9 is either 9.21 or 9.04 cut off, and nearer to 9.04
    assert asked("110.53 / 12", 2, mistake="9.04").mark("9", "s", "en").remarks[0].text.en == "A known mistake."
    assert asked("110.53 / 12", 2, mistake="9.44").mark("9", "s", "en").status == "partial"
    # a known mistake, rounded badly, is that mistake
    assert asked("110.53 / 12", 2, mistake="57.37").mark("57.4", "s", "en").remarks[0].text.en == "A known mistake."


def test_a_rounding_that_is_off_is_no_slip():
    exercise = asked("110.53 / 12", 2)
    kind = kinds.kind_of(exercise)
    slips = {typed: kind.slips(exercise, typed, exercise.mark(typed, "s", "fr"), "fr", "s", "en") for typed in ("9,2", "1000", "5")}
    assert slips == {"9,2": [], "1000": ["A known mistake"], "5": ["another number: 5"]}


@given(cents=st.integers(1, 100_000), parts=st.integers(1, 99), decimals=st.integers(0, 3), lang=st.sampled_from(list(LANGUAGES)))
def test_what_is_rounded_as_asked_is_right_however_it_is_written(cents, parts, decimals, lang):
    exercise = asked(f"{cents} / 100 / {parts}", decimals, tolerance=0.5 * 10**-decimals, mistake="-1")
    right = exercise.values("s")["answer"]
    assert exercise.mark(number(right, lang, decimals), "s", lang).status == "right"
    assert exercise.mark(f"{cents / 100 / parts:.9f}", "s", lang).status == "right"


def test_each_step_of_a_formula_is_changed_by_itself():
    # (a / b) and (a / b * c) are steps; the last sum is the outcome
    found = list(with_a_step("a / b * c + d", {"a": 10, "b": 4, "c": 2, "d": 1}, lambda value: [value + 1]))
    assert sorted(found) == [10 / 4 * 2 + 1 + 1, (10 / 4 + 1) * 2 + 1]
    assert list(with_a_step("a / b", {"a": 1, "b": 2}, lambda value: [0])) == []
    assert list(with_a_step("1 / (a - b)", {"a": 1, "b": 3}, lambda value: [0, 1])) == [1]  # what divides by zero is left out
    assert list(with_a_step("a / b if b else 0", {"a": 1, "b": 0}, lambda value: [value])) == []  # a step not taken
