"""Pieces of a page. What comes in is text and is escaped here, but for `Raw`, which was made here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from .writing import per_cent


class Raw(str):
    """HTML."""


class Column(NamedTuple):
    head: str
    number: bool = False  # to the right, and never broken


def html(text: str) -> Raw:
    """A text as HTML; what is HTML stays."""
    return text if isinstance(text, Raw) else Raw(escape(text))


def tag(name: str, *content: str, **attributes: str) -> Raw:
    """An element; `class_` stands for `class`, and an attribute without a value is none."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value)
    return Raw(f"<{name}{said}>{''.join(map(html, content))}</{name}>")


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Raw:
    """A table that narrow screens show row by row: each cell carries its column's name for that."""
    head = tag("tr", *(tag("th", each.head, scope="col", class_="n" if each.number else "") for each in columns))
    body = []
    for row in rows:
        cells = [
            tag(
                "th" if place == 0 else "td",
                cell,
                data_label=column.head,
                class_="n" if column.number else "",
                **({"scope": "row"} if place == 0 else {}),
            )
            for place, (column, cell) in enumerate(zip(columns, row, strict=True))
        ]
        body.append(tag("tr", *cells))
    return tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))


def bar(share: float, lang: str) -> Raw:
    """A share in figures, and a bar of its length that says nothing more."""
    return Raw(
        f'<span class="bar" style="--share:{100 * share:.1f}%" aria-hidden="true"></span><span class="share">{html(per_cent(share, lang))}</span>'
    )


def listing(items: Sequence[str]) -> Raw:
    """A list, or the one thing that would be in it."""
    if len(items) == 1:
        return html(items[0])
    return tag("ul", *(tag("li", each) for each in items))
