"""What things on social media look like: a post, a tweet, a message, a review, figures, a search result, a profile, a paper, a drawing.

Exercises and stories have them under `show:`, lessons from a file below notebooks/shown/. They are drawn in a style of our own, no
platform's. An element says its parts once, as a tree; here the tree becomes HTML for a lesson, lists for a widget, which makes
nodes of them (`looks` in screen/lib/dom.js), and plain words for where neither is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ..elements import Element, source
from .things import AnyThing

_BLOCKS = {"p", "li", "figcaption", "dt", "dd", "caption", "tr"}  # each begins a line of its own


def html(things: Iterable[AnyThing], lang: str, styled: bool = True) -> str:
    """The things as HTML that needs nothing else; not `styled`, on a page that has their style sheet already."""
    style = f"<style>{_style()}</style>" if styled else ""
    return f'{style}<div class="smo-looks" lang="{lang}">{source(*(each.tree(lang) for each in things))}</div>'


def nodes(things: Iterable[AnyThing], lang: str) -> list[Any]:
    """The things as lists for a widget: a text, or [tag, attributes, [child, …]]."""
    return [_lists(each.tree(lang)) for each in things]


def text(things: Iterable[AnyThing], lang: str) -> str:
    """The things in words: pictures by what they show."""
    return "\n\n".join("\n".join(filter(None, (line.strip() for line in _words(each.tree(lang)).split("\n")))) for each in things)


@cache
def _style() -> str:
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def _lists(tree: Element) -> list[Any]:
    children: list[Any] = [tree.text] if tree.text else []
    for child in tree:
        children += [_lists(child), *([child.tail] if child.tail else [])]
    return [tree.tag, dict(tree.attrib), children]


def _words(tree: Element) -> str:
    if tree.tag == "img":
        return f"[{tree.get('alt')}]\n"
    if tree.get("aria-hidden"):
        return ""
    if tree.tag == "tr":
        return "\n" + " · ".join(map(_words, tree)) + "\n"
    inside = (tree.text or "") + "".join(_words(child) + (child.tail or "") for child in tree)
    return f"\n{inside}\n" if tree.tag in _BLOCKS else inside
