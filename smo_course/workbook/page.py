"""The document as one HTML file that needs nothing else: no script, no address outside, its pictures within."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

from ..elements import clean
from ..pieces.blocks import Block, Chart, Grid, Heading, Paragraph, Run, Ticks
from ..text import day
from ..words import Words
from .document import Document
from .pictures import png

say = Words(__file__)


def html_of(document: Document) -> bytes:
    """The bytes of the .html file."""
    lang = document.lang
    title = f"{document.title} – {document.company}"
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    parts = [_section(each.title, each.blocks, each.missing, lang) for each in document.sections]
    body = "".join(parts) or f"<p>{_said(say('document.empty', lang))}</p>"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{_said(title)}</title><style>{style}</style></head><body><header><h1>{_said(document.title)}</h1>"
        f'<p class="company" dir="auto">{_said(document.company)}</p><p>{_said(day(document.date, lang))}</p>'
        f"<p>{_said(document.note)}</p></header><main>{body}</main></body></html>\n"
    ).encode()


def _section(title: str, blocks: list[Block], missing: list[str], lang: str) -> str:
    lacks = "".join(f"<li>{_said(each)}</li>" for each in missing)
    told = f"<aside><h3>{_said(say('document.missing', lang))}</h3><ul>{lacks}</ul></aside>" if missing else ""
    return f"<section><h2>{_said(title)}</h2>{html_blocks(blocks)}{told}</section>"


def html_blocks(blocks: list[Block], heading: str = "h3", picture: bool = True) -> str:
    """How a piece reads. Without `picture`, a chart is told in words only."""
    return "".join(_written(block, heading, picture) for block in blocks)


def _written(block: Block, heading: str, picture: bool) -> str:
    if isinstance(block, Heading):
        return f"<{heading}>{_said(block.text)}</{heading}>"
    if isinstance(block, Paragraph):
        return f'<p dir="auto">{"".join(map(_run, block.runs))}</p>'
    if isinstance(block, Ticks):
        items = (
            f"<li>{'☑' if ticked else '☐'} {_said(text)} <small>({_said(block.states[0 if ticked else 1])})</small></li>"
            for ticked, text in block.items
        )
        return f'<ul class="ticks">{"".join(items)}</ul>'
    if isinstance(block, Grid):
        return _table(block)
    assert isinstance(block, Chart)
    if not picture:
        return f"<p>{_said(block.alt)}</p>"
    source = base64.b64encode(png(block)).decode()
    return f'<p><img alt="{_said(block.alt)}" src="data:image/png;base64,{source}"></p>'


def _run(run: Run) -> str:
    tag = "strong" if run.own else "em" if run.gap else ""
    return f"<{tag}>{_said(run.text)}</{tag}>" if tag else _said(run.text)


def _table(block: Grid) -> str:
    def line(tag: str, cells: list[str], scope: str = "") -> str:
        right = {place: ' class="figures"' for place in block.right}
        return (
            "<tr>" + "".join(f'<{tag}{scope}{right.get(n, "")} dir="auto">{_said(text)}</{tag}>' for n, text in enumerate(cells)) + "</tr>"
        )

    hidden = ' class="unseen"' if block.titled else ""
    foot = f"<tfoot>{line('td', block.total)}</tfoot>" if block.total else ""
    rows = "".join(line("td", row) for row in block.rows)
    head = line("th", block.head, ' scope="col"')
    caption = f"<caption{hidden}>{_said(block.caption)}</caption>"
    return f'<div class="wide"><table>{caption}<thead>{head}</thead><tbody>{rows}</tbody>{foot}</table></div>'


def _said(text: str) -> str:
    return escape(clean(text))
