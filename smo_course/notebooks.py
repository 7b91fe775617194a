"""What a lesson's notebook asks for and teaches, read from the file without running it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any


def read_notebook(path: Path) -> dict[str, Any]:
    """The notebook in a file. Raises OSError, and ValueError for what is none."""
    return json.loads(path.read_bytes())


@cache
def exercises_in(path: Path) -> tuple[str, ...]:
    """The names of the exercises that a lesson's notebook shows, in their order; none where there is no notebook yet.

    Kept for as long as the program runs: the start page asks for every lesson, again and again.
    """
    return tuple(exercises_of(read_notebook(path))) if path.is_file() else ()


def exercises_of(notebook: dict[str, Any]) -> list[str]:
    """The names given to `lesson.exercise` in a notebook, in their order."""
    return [argument for cell in notebook["cells"] for method, argument in calls(cell) if method == "exercise"]


def calls(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The (method, text argument) pairs of calls on `lesson` or `course` in a code cell; none where it is no Python."""
    try:
        tree = ast.parse("".join(cell["source"])) if cell["cell_type"] == "code" else ast.Module([], [])
    except SyntaxError:  # which `smo check` reports
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if node.func.value.id in ("lesson", "course"):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield node.func.attr, argument.value


def teaches(cell: dict[str, Any]) -> list[str]:
    """The concepts that a Markdown cell says it teaches."""
    return cell["metadata"].get("smo_course", {}).get("teaches", [])


def is_own(cell: dict[str, Any]) -> bool:
    """Whether a cell of a lesson is one that the learner added."""
    return cell["metadata"].get("smo_course", {}).get("own") is True


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
