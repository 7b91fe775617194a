"""The JavaScript and the style sheet of the widgets, as text to send to the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def esm(*names: str) -> str:
    """One module made of js/<name>.js, in order, as in esm("dom", "choice", "frame").

    Joined, because a module that anywidget loads has no address from which to import a sibling.
    """
    return "\n".join((_HERE / "js" / f"{name}.js").read_text(encoding="utf-8") for name in names)


@cache
def css(*names: str) -> str:
    """The style sheet that all widgets share, followed by <name>.css for each name."""
    return "\n".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("style", *names))
