"""XML written from Python: elements with text anywhere, and characters that XML does not allow made visible."""

from __future__ import annotations

import re
from xml.etree import ElementTree

Element = ElementTree.Element
Child = Element | str

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0, escaped or not


def clean(text: str) -> str:
    """The text with `�` for each character that no XML file may hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element with these children, texts among them."""
    made = Element(tag, {name: clean(value) for name, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + clean(child)
        else:
            made.text = (made.text or "") + clean(child)
    return made


def document(root: Element) -> bytes:
    """The file of a root element."""
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def source(*nodes: Child) -> str:
    """Nodes as the text of their markup, to stand in an element as HTML does in Moodle XML."""
    whole = ElementTree.tostring(element("x", *nodes), encoding="unicode", short_empty_elements=False)
    return whole.removeprefix("<x>").removesuffix("</x>")
