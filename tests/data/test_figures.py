"""Numbers, days and hours as people write them: read where they can be meant one way, left as they are where not."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course.data.figures import decimal_sign, integer_of, number_of
from smo_course.data.moments import month_comes_first, read_moment


@pytest.mark.parametrize("cells, read", [
    (["1 234,5", "12,5 %", "(3,25)", "7"], ["1234.5", "0.125", "-3.25", "7"]),
    (["1.234,5", "−2", "1.000"], ["1234.5", "-2", "1000"]),  # a decimal comma makes the points thousands
    (["1,234.5", "0.5 %", "1,000"], ["1234.5", "0.005", "1000"]),
    (["1,234"], ["1234"]),
    (["1.234"], ["1.234"]),
    ([".5", "-.25"], [".5", "-.25"]),
    (["soon", "12 €", "1,23,4", "", "%", "--1,5", "1e3"], ["soon", "12 €", "1,23,4", "", "%", "--1,5", "1e3"]),
])  # fmt: skip
def test_numbers_of_a_column(cells, read):
    decimal = decimal_sign(cells)
    assert [number_of(cell, decimal) for cell in cells] == read


@given(st.integers(-(10**9), 10**9), st.sampled_from([" ", "\u00a0", "\u202f", ",", ".", "’", "'", ""]), st.sampled_from(["", ",00", ".0"]))
def test_a_count_in_any_writing_is_the_count(count, thousands, decimals):
    if thousands and thousands == decimals[:1]:
        return  # 1,234,00 is nobody's
    assert int(integer_of(f"{count:,}".replace(",", thousands) + decimals)) == count


@given(st.datetimes(datetime.datetime(2004, 1, 1), datetime.datetime(2039, 12, 31)))
def test_a_moment_in_any_writing_is_the_moment(moment):
    moment = moment.replace(second=0, microsecond=0)
    for form in ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%a, %b %d, %Y %I:%M %p", "%B %d %Y at %H:%M", "%d.%m.%Y %Hh%M", "%d-%b-%Y, %H:%M"):
        found = read_moment(moment.strftime(form))
        assert (found.day, found.clock) == (moment.date(), moment.time()), form
    assert read_moment(moment.strftime("%m/%d/%Y %H:%M"), month_first=True).day == moment.date()
    assert read_moment(moment.strftime("%d/%m/%y")).day == moment.date()


@pytest.mark.parametrize("cell", [
    "", " ", "soon", "5", "2026", "Lifetime", "31/02/2026", "25:00", "13:00 pm", "Mar", "Fri", "2026-03-2118:00", "at 18:00", "٢٠٢٦-٠٣-٢١", "1/2/3/2026", "2026-03-21 18:00 XYZ", "21 mars", "20261321",
])  # fmt: skip
def test_what_is_no_moment(cell):
    with pytest.raises(ValueError):
        read_moment(cell)


@pytest.mark.parametrize("cells, month", [
    (["03/21/2026", "01/02/2026"], True), (["21/03/2026", "01/02/2026"], False), (["01/02/2026", "03-04-26 18:00"], None), (["2026-03-04", "", "21.03.2026"], False),
])  # fmt: skip
def test_a_column_tells_which_of_two_figures_is_the_month(cells, month):
    assert month_comes_first(cells) is month


def test_long_cells_take_no_longer_than_they_are_long():
    start = time.process_time()
    for cell in ("1" * 100_000, "1 " * 50_000, "1," * 50_000, "." * 100_000, "1/" * 50_000, "a" * 100_000, "(" * 100_000, "-" * 100_000):
        integer_of(cell), number_of(cell, decimal_sign([cell])), month_comes_first([cell])
        with pytest.raises(ValueError):
            read_moment(cell)
    assert time.process_time() - start < 2
