"""Numbers as other systems read them: a point for decimals, no exponent, no thousands."""

from __future__ import annotations


def exact(value: float, decimals: int = 9) -> str:
    """The number with as many decimals as it needs, nine at most: marking forgives a billionth."""
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}"
