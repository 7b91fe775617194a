"""What all widgets of the course share: how they are drawn, and words where a widget cannot be shown."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar, TypeVar

import anywidget
import traitlets
from IPython.display import display

from . import sources
from .library import library

Shown = TypeVar("Shown", bound="CourseWidget")


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
        data, metadata = shown if isinstance(shown, tuple) else (shown or {}, {})
        return {**data, "text/plain": self.text}, metadata


class Run:
    """What the cells of a notebook show while they run. A cell that is run anew in the same kernel closes what it showed before.

    A page that is opened on a running kernel is sent every widget that the kernel has: without this those of each run, and
    more with every opening of the lesson. Where one cell alone is run anew, as on the start page, the others' widgets live on.
    """

    _shown: ClassVar[dict[tuple[object, ...], CourseWidget]] = {}  # by notebook, what it is, and how many of it there were

    def __init__(self, *name: str):
        self._name, self._count = name, Counter[str]()

    def show(self, widget: Shown) -> Shown:
        """The widget, in place of that which the last run showed there."""
        what = widget.text.partition("\n")[0]
        place = (*self._name, what, self._count[what])
        self._count[what] += 1
        if last := self._shown.get(place):
            last.close()
        self._shown[place] = widget
        return widget


class Several:
    """Things shown one below the other, as if each had its cell."""

    def __init__(self, shown: list[Any]):
        self._shown = shown

    def _ipython_display_(self) -> None:
        for each in self._shown:
            display(each)


class Plain:
    """HTML with its words: for what needs no kernel to live, such as tables and links."""

    def __init__(self, html: str, text: str):
        self.html, self.text = html, text

    def _repr_mimebundle_(self, **options):
        return {"text/html": self.html, "text/plain": self.text}
