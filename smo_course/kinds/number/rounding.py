"""Numbers to which a right way leads when it is rounded otherwise than asked."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from ..formula import evaluate, with_a_step

_FAR = 0.2  # of the exact number; beyond that, nobody can tell a rounding from another way


@lru_cache(20_000)  # a class answers few variants
def rounded_off(formula: str, values: tuple[tuple[str, float], ...], decimals: int) -> tuple[tuple[float, float], ...]:
    """The numbers that somebody finds who works out the formula and rounds badly, each with how much may still lie beside it.

    Rounded badly is: up or down to fewer decimals than asked, up or down instead of to the nearest, or in the middle: a
    step of the formula, rounded to no more decimals than asked, and the rest worked out with that.
    """
    exact = evaluate(formula, dict(values))
    found = [(each, 1e-9) for each in sorted(_neighbours(exact, decimals))]
    for step in with_a_step(formula, dict(values), lambda value: sorted(_neighbours(value, decimals))):
        found.append((step, 0.5 * 10**-decimals + 1e-9))  # itself rounded, then
    return tuple((number, beside) for number, beside in found if 1e-9 < abs(number - exact) <= _FAR * abs(exact))


def _neighbours(value: float, decimals: int) -> set[float]:
    """What a number becomes when it is rounded down or up, to as many decimals or to fewer."""
    written = Decimal(f"{value:.9f}")  # so that 2.3 is 2.3, and not a little less
    ways = [(places, way) for places in range(decimals + 1) for way in (ROUND_FLOOR, ROUND_CEILING)]
    return {float(written.scaleb(places).to_integral_value(way).scaleb(-places)) for places, way in ways} - {float(written)}
