"""A drawing of steps that begin anew after the last one: a ring of numbered discs, an arrow from each to the next."""

from __future__ import annotations

from math import cos, hypot, pi, sin

from ..elements import Element, element

_WIDTH, _HEIGHT = 440, 312
_MIDDLE = (220.0, 156.0)
_RING = (142.0, 108.0)  # its radii
_DISC = 22.0


def drawn_round(names: list[str]) -> Element:
    """The drawing of the steps called so, in the colours of the text around it. In words it says nothing that the list beside it
    does not, so that screen readers are spared it."""
    turns = [2 * pi * place / len(names) - pi / 2 for place in range(len(names))]
    half = _DISC / hypot(*_RING) * 2.1  # of a turn's angle that a disc and a gap beside it cover
    arrows = [_arrow(turn + half, following - half) for turn, following in zip(turns, [*turns[1:], turns[0] + 2 * pi], strict=True)]
    discs = [part for number, (turn, name) in enumerate(zip(turns, names, strict=True), 1) for part in _disc(number, name, turn)]
    return element(
        "svg",
        *arrows,
        *discs,
        **{"class": "smo-look-round", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "aria-hidden": "true", "focusable": "false"},
    )


def _at(turn: float) -> tuple[float, float]:
    return _MIDDLE[0] + _RING[0] * cos(turn), _MIDDLE[1] + _RING[1] * sin(turn)


def _arrow(start: float, end: float) -> Element:
    """An arc of the ring, with a head that points along it."""
    (x, y), (to_x, to_y) = _at(start), _at(end)
    before_x, before_y = _at(end - 0.14)
    along_x, along_y = (
        (to_x - before_x) / hypot(to_x - before_x, to_y - before_y),
        (to_y - before_y) / hypot(to_x - before_x, to_y - before_y),
    )
    head = [f"{to_x - 11 * along_x + side * 6 * along_y:.1f} {to_y - 11 * along_y - side * 6 * along_x:.1f}" for side in (1, -1)]
    arc = f"M{x:.1f} {y:.1f}A{_RING[0]:g} {_RING[1]:g} 0 0 1 {to_x:.1f} {to_y:.1f}"
    return element("path", d=f"{arc}M{head[0]}L{to_x:.1f} {to_y:.1f}L{head[1]}", **{"class": "smo-look-arrow"})


def _disc(number: int, name: str, turn: float) -> list[Element]:
    """A step: its disc, its number, and its name: above or below the disc, and at the sides, where arrows go up and down, inside."""
    x, y = _at(turn)
    anchor, name_x, name_y = "middle", x, y - _DISC - 8 if sin(turn) < -0.9 else y + _DISC + 19
    if abs(cos(turn)) > 0.8:
        beside = _DISC + 9
        anchor, name_x, name_y = ("end", x - beside, y + 6) if cos(turn) > 0 else ("start", x + beside, y + 6)
    return [
        element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{_DISC:g}", **{"class": "smo-look-disc"}),
        element("text", str(number), x=f"{x:.1f}", y=f"{y + 6:.1f}", **{"class": "smo-look-number-of", "text-anchor": "middle"}),
        element("text", name, x=f"{name_x:.1f}", y=f"{name_y:.1f}", **{"class": "smo-look-name-of", "text-anchor": anchor}),
    ]
