"""The notebook in which learners work on an assignment: made of its sheet, on their own computer. No notebook is ever taken from a bundle."""

from __future__ import annotations

import json
from typing import Any

from ..words import Words
from .sheet import Sheet

say = Words(__file__)


def notebook(sheet: Sheet, lang: str) -> dict[str, Any]:
    """The notebook of a sheet in one language."""
    code = [
        ("parameters", f'lang = "{lang}"', ["parameters", "hide-input"]),
        ("open", f'from smo_course import open_assignment\n\nassignment = open_assignment("{sheet.id}", lang)\nassignment', ["hide-input"]),
        *((f"exercise-{place}", f'assignment.exercise("{each.id}")', ["hide-input"]) for place, each in enumerate(sheet.items, 1)),
        ("hand-in", "assignment.hand_in()", ["hide-input"]),
    ]
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {sheet.title.get(lang)}"}]
    for id, source, tags in code:
        metadata = {"jupyter": {"source_hidden": True}, "tags": tags}
        cells.append({"cell_type": "code", "id": id, "metadata": metadata, "execution_count": None, "outputs": [], "source": source})
    cells.insert(-1, {"cell_type": "markdown", "id": "to-hand-in", "metadata": {}, "source": say("notebook.hand_in", lang)})
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "smo_course": {"assignment": sheet.id, "lang": lang}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def as_file(notebook: dict[str, Any]) -> bytes:
    """A notebook as it stands in its file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode() + b"\n"
