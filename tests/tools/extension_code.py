"""Writes the code that lessons run by themselves, a JSON file beside the labextension's modules. For `make words`.

Cells of the course's notebooks stand there as they are. Those of notebooks that are made, an assignment's and that of marking,
stand as patterns: a beginning, what is named in the middle, and an end. As the words, the file is kept in the repository.
"""

import json
from pathlib import Path

from smo_course import bank
from smo_course.assignment.notebook import notebook
from smo_course.assignment.sheet import Item, Sheet
from smo_course.course import content_root
from smo_course.kinds import KINDS
from smo_course.lab.launch import EXTENSION
from smo_course.notebooks import read_notebook
from smo_course.text import LANGUAGES, Text
from smo_course.trainer.essays import notebook as marking

CODE = EXTENSION / "smo-course" / "code.json"
_HERE = "name-or-path"  # what stands in for a name


def code(content: Path) -> str:
    """The code of the course whose content lies in a folder, as JSON."""
    paths = [path for path in sorted((content / "notebooks").rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]
    laid = {source for path in paths for source in _code(read_notebook(path))}
    exercise = bank.parse(KINDS["choice"].example, _HERE)
    sheet = Sheet(_HERE, Text("", ""), [Item(exercise)])
    patterns = set()
    for lang in LANGUAGES:
        laid |= {each for each in _code(notebook(sheet, lang)) if _HERE not in each}
        patterns |= {(each, "name") for each in _code(notebook(sheet, lang)) if _HERE in each}
        patterns |= {(each, "path") for anonymous in (False, True) for each in _code(marking.notebook(_HERE, lang, anonymous))}
    made = [[before, what, after] for source, what in sorted(patterns) for before, after in [source.split(_HERE)]]
    return json.dumps({"laid": sorted(laid), "made": made}, ensure_ascii=False, indent=1) + "\n"


def _code(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


if __name__ == "__main__":
    CODE.write_text(code(content_root()), encoding="utf-8")
