"""What all widgets of the course share: one look, and words where a widget cannot be shown."""

from __future__ import annotations

import anywidget


class CourseWidget(anywidget.AnyWidget):
    """An anywidget with a text of its own, for places that cannot show it (and for nbval, which compares it)."""

    text = ""

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
