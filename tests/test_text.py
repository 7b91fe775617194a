"""Languages and their ways with numbers and dates."""

import pytest

from smo_course.text import Text, day, listed, number


@pytest.mark.parametrize(
    "value, decimals, en, fr",
    [
        (1234.5, None, "1,234.5", "1\u202f234,5"),
        (7, None, "7", "7"),
        (7, 2, "7.00", "7,00"),
        (1_000_000, 0, "1,000,000", "1\u202f000\u202f000"),
        (-0.125, 2, "-0.12", "-0,12"),
        (9.25e27, None, "9.25E27", "9,25E27"),  # the library cannot write such a number out
        (-(10**40), 2, "-1E40", "-1E40"),
        (float("inf"), None, "∞", "∞"),
    ],
)
def test_numbers(value, decimals, en, fr):
    assert (number(value, "en", decimals), number(value, "fr", decimals)) == (en, fr)


@pytest.mark.parametrize(
    "when, en, fr",
    [
        ("2015", "2015", "2015"),
        ("2015-07", "July 2015", "juillet 2015"),
        ("2015-07-20", "20 July 2015", "20 juillet 2015"),
        ("2026-01-01", "1 January 2026", "1er janvier 2026"),
        ("2026-08-11", "11 August 2026", "11 août 2026"),
    ],
)
def test_dates(when, en, fr):
    assert (day(when, "en"), day(when, "fr")) == (en, fr)


@pytest.mark.parametrize(
    ("things", "en", "fr"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a and b", "a et b"), (["a", "b", "c"], "a, b, and c", "a, b et c")],
)
def test_lists(things, en, fr):
    assert (listed(things, "en"), listed(things, "fr")) == (en, fr)


def test_fill_writes_each_language_its_numbers():
    filled = Text(en="{cost} euros, {other}", fr="{cost} euros, {other}").fill({"cost": 1234.5})
    assert filled == Text(en="1,234.5 euros, {other}", fr="1\u202f234,5 euros, {other}")


def test_an_amount_of_money_has_its_cents_and_other_numbers_what_they_need():
    text = Text(en="€{price} for {price} kg, €{whole}, ${part}", fr="{price}\u00a0€ pour {price} kg, {whole}\u00a0€, {part}\u00a0$")
    filled = text.fill({"price": 0.2, "whole": 4, "part": 0.005})
    assert filled.en == "€0.20 for 0.2 kg, €4, $0.005"
    assert filled.fr == "0,20\u00a0€ pour 0,2 kg, 4\u00a0€, 0,005\u00a0$"
