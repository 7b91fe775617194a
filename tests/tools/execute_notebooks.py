"""Runs every notebook and writes its outputs back, without what differs from run to run. For `make notebooks`.

Paths given as arguments limit it to these notebooks.
"""

import os
import sys
from pathlib import Path

from smo_course.lab import light  # noqa: F401  # isort: skip  # before nbformat
import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2] / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"


def tidy(notebook: nbformat.NotebookNode) -> None:
    """Leaves what a reader without a kernel needs: text and pictures, no widget state, no times."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        if "refresh" in cell.metadata.get("tags", []):
            cell.outputs = []  # where a learner stands, in a course that every branch changes: drawn when it is opened
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET, None)


def main(paths: list[Path]) -> None:
    os.environ.pop("SMO_FOLDER", None)  # nobody's answers go into the course's own notebooks
    for place, path in enumerate(paths, 1):
        print(f"[{place}/{len(paths)}] {path.relative_to(ROOT)}", flush=True)
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": path.parent}}).execute()
        tidy(notebook)
        nbformat.write(notebook, path)


if __name__ == "__main__":
    main([Path(each).resolve() for each in sys.argv[1:]] or sorted(ROOT.rglob("*.ipynb")))
