"""What draws a kernel's widgets, sent to the browser once: modules, style sheets, messages.

A widget of the usual kind (anywidget's `_esm` and `_css`) carries its JavaScript and its style sheet along, every time: a
lesson of twelve exercises sent the same forty kilobytes twelve times. Here a widget carries a few lines (lib/widget.js) and
the id of its kernel's library, one more model without a view. What it needs is in the library's state: a file is a piece
of it, sent when the first widget needs it. So a story's view is sent only where there is a story; a page opened anew on a
running kernel gets the library as it gets every model, from the kernel; and a restarted kernel has a library of its own.

In the page, lib/loader.js links the modules: it makes each one a blob whose imports are the addresses of others. Import maps
would do without, but a page has only those it began with, in browsers of last year; and joining the files, as before, hides
from every tool what a file uses. Linked modules are known by their text, so lessons in two tabs share them, and a page that
shows an older kernel's widgets beside a newer one's has both versions, each with its own.

Pieces are deflated, which every browser that JupyterLab runs in can undo: that makes a third of them, comments and all, and
spares us a minifier.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from ipywidgets import Layout, Widget
from traitlets import Bytes, Unicode

from . import sources

_SPEAKER = "screen/lib/words.js"  # what the loader itself needs


class Library(Widget):
    """The pieces that this kernel has sent. Each is a trait, by the path of its file, or of its messages with their language."""

    loader = Unicode(sources.read(sources.LOADER)).tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.layout = Layout()  # one for all widgets, none of which changes it

    def hold(self, view: str, words: list[str], lang: str) -> dict[str, Any]:
        """Sends what a view needs and the page has not got yet; gives what tells a widget how it is drawn."""
        said = {f"{each}.{lang}": each for each in words}
        pieces = {path: sources.read(path) for path in sources.needed(_SPEAKER, view) if not self.has_trait(path)}
        pieces |= {name: json.dumps(sources.messages(each, lang)) for name, each in said.items() if not self.has_trait(name)}
        self._share(pieces)
        return {"library": self.model_id, "module": view, "words": list(said), "lang": lang}

    def _share(self, pieces: dict[str, str]) -> None:
        if pieces:  # all in one message: Widget.add_traits would send one for each
            super(Widget, self).add_traits(**{name: Bytes(zlib.compress(text.encode())).tag(sync=True) for name, text in pieces.items()})
            self.keys.extend(pieces)
            self.send_state(list(pieces))


_library: Library | None = None


def library() -> Library:
    """This kernel's library."""
    global _library
    if _library is None or _library.comm is None:  # closed with all other widgets, by somebody's own cell
        _library = Library()
    return _library
