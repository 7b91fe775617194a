"""How a piece reads once it is filled in, in one language: paragraphs, lists, tables and charts, for whoever sets them on a
screen or on paper."""

from __future__ import annotations

import msgspec


class Run(msgspec.Struct, frozen=True):
    """A stretch of a paragraph. `own`: the learner's words, not the course's; `gap`: a place that is still empty."""

    text: str
    own: bool = False
    gap: bool = False


class Block(msgspec.Struct, frozen=True, tag_field="block"):
    """Something that stands by itself."""


class Heading(Block, tag="heading", frozen=True):
    text: str


class Paragraph(Block, tag="paragraph", frozen=True):
    runs: list[Run]


class Ticks(Block, tag="ticks", frozen=True):
    """Points of a list, each ticked or not; `state` says which in words."""

    items: list[tuple[bool, str]]
    states: tuple[str, str]  # what is said of one that is ticked, and of one that is not


class Grid(Block, tag="grid", frozen=True):
    """A table. `right` are the places of its columns of figures; `total` is a last row, where there is one; `titled`: its caption
    stands above it already, as a heading."""

    head: list[str]
    rows: list[list[str]]
    right: list[int] = []
    total: list[str] = []
    caption: str = ""
    titled: bool = False


class Chart(Block, tag="chart", frozen=True):
    """Bars, each with its name, its length and what is written at its end. `alt` says the same in words."""

    title: str
    bars: list[tuple[str, float, str]]
    alt: str


AnyBlock = Heading | Paragraph | Ticks | Grid | Chart


def plain(blocks: list[AnyBlock]) -> str:
    """The same in words, line by line, for where nothing can be set."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: AnyBlock) -> list[str]:
    match block:
        case Heading(text=text):
            return ["", text]
        case Paragraph(runs=runs):
            return ["".join(run.text for run in runs)]
        case Ticks(items=items, states=states):
            return [f"{'☑' if ticked else '☐'} {text} ({states[0 if ticked else 1]})" for ticked, text in items]
        case Grid(head=head, rows=rows, total=total):
            return [" | ".join(row) for row in (head, *rows, *([total] if total else []))]
        case Chart(alt=alt):
            return [alt]
