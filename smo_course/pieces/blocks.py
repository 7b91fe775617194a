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
