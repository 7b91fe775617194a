"""A year of a Facebook Page, in the figures that the grid of an audit asks for."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from .contract import Columns

_PICTURES = ("image", "carousel", "video", "short")


class PageYear(NamedTuple):
    """What can be counted of a Page; None where the tables do not tell.

    `gap`: days, the longest between two posts. Of the messages and comments that call for an answer, spam does not: `to_answer` of
    them, `answered`, and half of the answers came within `hours`.
    """

    posts: int
    pictures: int | None
    asking: int | None
    gap: int | None
    to_answer: int | None = None
    answered: int | None = None
    hours: float | None = None


def page_year(posts: Columns, messages: Columns | None) -> PageYear:
    """Counts what is Facebook's in the two tables, or all where a file names no network."""
    rows = _of_facebook(posts)
    days = sorted({row["published_on"] for row in rows})
    gaps = [(later - day).days for day, later in pairwise(days)]
    kinds, texts = [row["type"] for row in rows if row["type"]], [row["text"] for row in rows if row["text"]]
    counted = PageYear(
        len(rows),
        sum(kind in _PICTURES for kind in kinds) if kinds else None,
        sum("?" in text for text in texts) if texts else None,
        max(gaps, default=None),
    )
    if messages is None:
        return counted
    wanted = [row for row in _of_facebook(messages) if row["topic"] != "spam"]
    took = [(row["answered_at"] - row["received_at"]) / timedelta(hours=1) for row in wanted if row["answered_at"]]
    hours = median(took) if took else None
    return counted._replace(to_answer=len(wanted), answered=len(took), hours=hours)


def _of_facebook(columns: Columns) -> list[dict[str, Any]]:
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return [row for row in rows if row["network"] in ("facebook", None)] if any(columns["network"]) else rows
