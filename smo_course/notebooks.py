"""What a lesson's notebook asks for and teaches, read from the file without running it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple


def read_notebook(path: Path) -> dict[str, Any]:
    """The notebook in a file. Raises OSError, and ValueError for what is none."""
    return json.loads(path.read_bytes())


class Outline(NamedTuple):
    """What a notebook is made of: its `prose`, and the `calls` in its cells, as (method, text argument), in their order."""

    prose: str = ""
    calls: tuple[tuple[str, str], ...] = ()

    def asked(self, method: str) -> list[str]:
        """The arguments of one method."""
        return [argument for name, argument in self.calls if name == method]


def outline(path: Path) -> Outline:
    """The outline of a lesson's notebook; an empty one where there is no notebook yet.

    Kept for as long as the file is what it was: the start page asks for every lesson, again and again.
    """
    try:
        there = path.stat()
    except FileNotFoundError:
        return Outline()
    return _outline(path, there.st_mtime_ns, there.st_size)


@lru_cache(200)
def _outline(path: Path, *_written: int) -> Outline:
    cells = read_notebook(path)["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return Outline(prose, tuple(call for cell in cells for call in calls(cell)))


def exercises_of(notebook: dict[str, Any]) -> list[str]:
    """The names given to `lesson.exercise` in a notebook, in their order."""
    return [argument for cell in notebook["cells"] for method, argument in calls(cell) if method == "exercise"]


def calls(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The (method, text argument) pairs of calls on `lesson` or `course` in a code cell; none where it is no Python.

    A call with several gives a pair for each, and one with none a pair with an empty text.
    """
    try:
        tree = ast.parse("".join(cell["source"])) if cell["cell_type"] == "code" else ast.Module([], [])
    except SyntaxError:  # which `smo check` reports
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if node.func.value.id in ("lesson", "course"):
                texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                yield from ((node.func.attr, each) for each in texts or [""])


def teaches(cell: dict[str, Any]) -> list[str]:
    """The concepts that a Markdown cell says it teaches."""
    return cell["metadata"].get("smo_course", {}).get("teaches", [])


def is_own(cell: dict[str, Any]) -> bool:
    """Whether a cell of a lesson is one that the learner added."""
    return cell.get("metadata", {}).get("smo_course", {}).get("own") is True


def has_own(notebook: dict[str, Any]) -> bool:
    return any(is_own(cell) for cell in notebook["cells"])


def with_own(notebook: dict[str, Any], own_of: dict[str, Any]) -> dict[str, Any]:
    """A version of a lesson with the learner's own cells of another, each after the cell that it stood after; else last."""
    ids: set[str | None] = {None, *(cell.get("id") for cell in notebook["cells"])}
    own: dict[str | None, list[dict[str, Any]]] = {}
    lost: list[dict[str, Any]] = []
    after = None
    for cell in own_of["cells"]:
        if not is_own(cell):
            after = cell.get("id")
        elif after in ids:
            own.setdefault(after, []).append(cell)
        else:
            lost.append(cell)
    cells = own.get(None, [])
    for cell in notebook["cells"]:
        cells += [cell, *own.get(cell.get("id"), [])]
    return {**notebook, "cells": cells + lost}
