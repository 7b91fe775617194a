"""What all widgets of the course share: how they are drawn, and words where a widget cannot be shown."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from . import sources
from .library import library


class CourseWidget(anywidget.AnyWidget):
    """A widget drawn from the kernel's library, with a text for places that cannot show it (and for nbval, which compares it).

    `view` names its module and its messages: "screen/panel" is drawn by screen/panel.js, and says what the group `panel` of
    screen/words.yaml holds. `words` are those of other views that it says too; where two have a name in common, the last counts.
    """

    _esm = sources.read("screen/lib/widget.js")
    drawn_by = traitlets.Dict().tag(sync=True)
    text = ""

    def __init__(self, view: str, lang: str, words: tuple[str, ...] = (), **state: Any):
        shared = library()
        super().__init__(drawn_by=shared.hold(f"{view}.js", [*words, view], lang), layout=shared.layout, **state)

    def _repr_mimebundle_(self, **options):
        shown = super()._repr_mimebundle_(**options)
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        return {**data, "text/plain": self.text}, metadata


class Plain:
    """HTML with its words: for what needs no kernel to live, such as tables and links."""

    def __init__(self, html: str, text: str):
        self.html, self.text = html, text

    def _repr_mimebundle_(self, **options):
        return {"text/html": self.html, "text/plain": self.text}
