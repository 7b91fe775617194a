"""What all widgets of the course share: how they are drawn, and words where a widget cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast

import anywidget
import traitlets
from IPython.display import display

from . import sources
from .library import library

AnyWidget = TypeVar("AnyWidget", bound="CourseWidget")


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
    """What the cells of a notebook show while they run. Run anew in the same kernel, it closes what the last run showed.

    A page that is opened on a running kernel is sent every widget that the kernel has: without this those of each run, and
    more with every opening of the lesson.
    """

    _last: ClassVar[dict[tuple[str, ...], Run]] = {}

    def __init__(self, *name: str):
        self._widgets: list[CourseWidget] = []
        if last := self._last.get(name):
            last.close()
        self._last[name] = self

    def show(self, widget: AnyWidget) -> AnyWidget:
        """The widget, noted."""
        self._widgets.append(widget)
        return widget

    def close(self) -> None:
        for each in self._widgets:
            each.close()
        self._widgets.clear()


class Shown(dict[str, CourseWidget]):
    """What a notebook shows, by name, each thing once a kernel: a cell that is run again, by another page too, shows the same.

    Two pages on one kernel so have the same widgets, and what happens in one is seen in the other at once.
    """

    def once(self, name: str, make: Callable[[], AnyWidget]) -> AnyWidget:
        """The widget of that name; made where there is none, or where somebody's own cell has closed it."""
        if name not in self or self[name].comm is None:
            self[name] = make()
        return cast("AnyWidget", self[name])


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
