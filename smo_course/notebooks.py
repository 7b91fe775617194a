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


@cache
def pieces_in(path: Path) -> tuple[str, ...]:
    """The names of the workbook's pieces that a lesson's notebook shows, in their order; none where there is no notebook yet."""
    return tuple(pieces_of(read_notebook(path))) if path.is_file() else ()


def pieces_of(notebook: dict[str, Any]) -> list[str]:
    """The names given to `lesson.piece` in a notebook, in their order."""
    return [argument for cell in notebook["cells"] for method, argument in calls(cell) if method == "piece"]


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
