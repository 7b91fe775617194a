"""Every lesson, run as CI and learners run it: untouched, answered wrong, come back to, answered right, and come back to again."""

import json
import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import nbformat
import papermill
import pytest

from smo_course.course import syllabus
from smo_course.text import LANGUAGES

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = syllabus().lessons()
SOME = next(lesson for lesson in LESSONS if lesson.id != "start")

PROVISIONER = "JUPYTER_DEFAULT_PROVISIONER_NAME"  # the environment variable by which Jupyter is told who starts kernels
KERNELS = ["local-provisioner", "warm"]  # ordinary kernels, as everybody has them, and those of smo_course.warm


@pytest.fixture(params=enumerate(LESSONS), ids=lambda pair: pair[1].id)
def run(request, tmp_path, monkeypatch, warm_kernels):
    """Runs one lesson in a learner's folder, with code added at its end; gives what each line printed by it says, as JSON.

    Its first run is in one language and the next in the other, and so on; every second lesson begins in French.
    """
    place, lesson = request.param
    languages = cycle(list(LANGUAGES)[:: -1 if place % 2 else 1])
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path / "learner"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))

    def runs(code: str) -> list:
        lang = next(languages)
        notebook = nbformat.read(NOTEBOOKS / lesson.notebook(lang), as_version=4)
        begin = "from answering import *\npage = globals().get('lesson') or course\n"
        notebook.cells.append(nbformat.v4.new_code_cell(begin + code, id="test"))
        nbformat.write(notebook, tmp_path / "in.ipynb")
        done = papermill.execute_notebook(
            tmp_path / "in.ipynb",
            tmp_path / "out.ipynb",
            cwd=NOTEBOOKS / lesson.notebook(lang).parent,
            progress_bar=False,
            request_save_on_cell_execute=False,  # else it writes the whole notebook before and after each cell
        )
        return [json.loads(line) for each in done.cells[-1].outputs for line in each["text"].splitlines()]

    runs.lesson = lesson
    return runs


@pytest.mark.notebooks
def test_answered_wrong_it_earns_nothing_and_right_every_point_and_either_is_there_again(run):
    """Answers hold in both languages. The pieces of the workbook are not marked: not begun at first, then as their examples are."""
    (wrong,) = run("answer_all(page, 'wrong')")
    for name, each in wrong["exercises"].items():
        assert (each["status"], each["score"]) == ("wrong", 0), name
        assert each["feedback"] and all(text.strip() for text in each["feedback"]), name
    assert wrong["points"] == 0

    restored, right = run("states(page); fill_pieces(page); answer_all(page, 'right')")
    for told in restored["pieces"].values():
        assert "done" not in told.values()
    for name, state in restored["exercises"].items():
        feedback = [each["text"] for each in state["feedback"]]  # of the same answer, in the other language
        assert all(text.strip() for text in feedback) and len(feedback) == len(wrong["exercises"][name]["feedback"]) > 0, name
    assert len(right["exercises"]) == len(run.lesson.exercises)
    for name, each in right["exercises"].items():
        assert (each["status"], each["score"], each["saved"]) == ("right", each["max"], True), name
    assert right["points"] == right["most"] and right["done"] == right["of"] == len(run.lesson.exercises)

    (restored,) = run("states(page)")
    assert len(restored["pieces"]) == len(run.lesson.pieces)
    for name, told in restored["pieces"].items():
        assert set(told.values()) == {"done"}, name
    for name, state in restored["exercises"].items():
        assert (state["status"], state["best"]) == ("right", right["exercises"][name]["max"]), name


@pytest.mark.notebooks
@pytest.mark.parametrize(
    "kernels, what",
    [*((KERNELS[0], f"notebooks/{lang}") for lang in LANGUAGES), (KERNELS[1], f"notebooks/{SOME.notebook('fr').as_posix()}")],
)
def test_nbval_as_anyone_would_type_it(kernels, what):
    """Every lesson untouched, on ordinary kernels: what a learner runs owes nothing to the warm process. On that, one."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", what]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, PROVISIONER: kernels}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.notebooks
@pytest.mark.parametrize("kernels, lang", list(zip(KERNELS, LANGUAGES, strict=True)))
def test_papermill_as_anyone_would_type_it(tmp_path, kernels, lang):
    command = [sys.executable, "-m", "papermill", f"notebooks/{SOME.notebook(lang).as_posix()}", str(tmp_path / "out.ipynb")]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, PROVISIONER: kernels}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.rglob("*.ipynb")), ids=lambda path: path.relative_to(NOTEBOOKS).as_posix())
def test_a_committed_notebook_is_tidy(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert "widgets" not in notebook.metadata
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.execution_count or "parameters" in cell.metadata.get("tags", []), f"cell {cell.id} was not run: make notebooks"
            assert all(each.output_type not in ("error", "stream") for each in cell.outputs)
