"""The JavaScript and the style sheet of the widgets, as text to send to the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def esm(*names: str) -> str:
    """One module made of <name>.js, in order, as in esm("dom", "choice", "exercise"); a kind's is its view.js.

    Joined, because a module that anywidget loads has no address from which to import a sibling.
    """
    return "\n".join(_source(name).read_text(encoding="utf-8") for name in names)


def _source(name: str) -> Path:
    places = (_HERE.parent / "kinds" / name / "view.js", _HERE.parent / "trainer" / "essays" / f"{name}.js", _HERE / f"{name}.js")
    return next(place for place in places if place.is_file())


@cache
def css(*names: str) -> str:
    """The style sheet that all widgets share, followed by <name>.css for each name."""
    places = (_HERE, _HERE.parent / "trainer" / "essays")
    return "\n".join(
        (place / f"{name}.css").read_text(encoding="utf-8")
        for name in ("base", *names)
        for place in places
        if (place / f"{name}.css").is_file()
    )
