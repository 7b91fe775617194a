"""The course's markup (paragraphs, "- " lists, **bold**, *italic*) as HTML elements, as `screen/lib/dom.js` shows it."""

from __future__ import annotations

import re

from .elements import Child, Element, clean, element


def inline(text: str) -> list[Child]:
    """Bold and italic of one line."""
    nodes: list[Child] = []
    for part in re.split(r"(\*\*[^*]+\*\*|\*[^*\s](?:[^*]*[^*\s])?\*)", text):
        if re.fullmatch(r"\*\*.+\*\*", part, flags=re.DOTALL):
            nodes.append(element("strong", part[2:-2]))
        elif re.fullmatch(r"\*[^*].*\*", part, flags=re.DOTALL):
            nodes.append(element("em", part[1:-1]))
        elif part:
            nodes.append(part)
    return nodes


def blocks(text: str) -> list[Element]:
    """Paragraphs and lists."""
    found: list[tuple[str, list[Child]]] = []
    for block in re.split(r"\n\s*\n", clean(text)):
        tag = ""
        for line in filter(None, map(str.strip, block.split("\n"))):
            item = line.startswith("- ")
            wanted = "ul" if item else "p"
            if wanted != tag:
                found.append((wanted, []))
                tag = wanted
            elif not item:
                found[-1][1].append(" ")
            found[-1][1].extend([element("li", *inline(line[2:]))] if item else inline(line))
    return [element(tag, *children) for tag, children in found]


def plain(text: str) -> str:
    """One line without markup."""
    nodes = [child if isinstance(child, str) else child.text or "" for child in inline(clean(text))]
    return re.sub(r"[ \t\r\n]+", " ", "".join(nodes)).strip()  # a French space before a colon is none of these
