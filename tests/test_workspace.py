"""The learner's folder: laid out, brought up to date, and never written over."""

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from smo_course import workspace
from smo_course.course import PAGES, content_root, syllabus
from smo_course.notebooks import with_own
from smo_course.workspace import WorkspaceError, fingerprint, lay_out, put_back

LESSON = Path("en/1-smo-basics/1-lesson.ipynb")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A small course of one lesson and two start pages, which a test can bring out anew."""
    root = tmp_path / "course"

    def publish(text: str, version: str = "0.1.0"):
        for name in (LESSON, Path("en/0-start-here.ipynb"), Path("fr/0-start-here.ipynb")):
            cells = [nbformat.v4.new_markdown_cell(text, id="a"), nbformat.v4.new_code_cell("1 + 1", id="b")]
            (root / "notebooks" / name).parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(nbformat.v4.new_notebook(cells=cells), root / "notebooks" / name)
        monkeypatch.setattr(workspace, "content_root", lambda: root)
        monkeypatch.setattr(workspace, "__version__", version)

    publish("first")
    return publish


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "learner"


def read_only(path: Path, data: bytes):
    raise OSError(30, "Read-only file system")


def text_of(path: Path) -> str:
    return nbformat.read(path, as_version=4).cells[0].source


def edit(path: Path, change) -> None:
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def test_the_first_time_everything_is_laid_out_and_trusted(course, folder):
    report = lay_out(folder)
    assert LESSON in report.new and len(report.new) == 3 and not report.warnings
    assert NotebookNotary().check_signature(nbformat.read(folder / LESSON, as_version=4))


def test_the_second_time_nothing_happens(course, folder):
    lay_out(folder)
    before = (folder / LESSON).stat().st_mtime_ns
    assert lay_out(folder) == ([], [], [], [], [])
    assert (folder / LESSON).stat().st_mtime_ns == before


def test_a_lesson_that_was_only_run_is_brought_up_to_date(course, folder):
    lay_out(folder)

    def run(notebook):
        notebook.cells[1].outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "2"}, execution_count=1)]
        notebook.cells[1].metadata["deletable"] = False

    edit(folder / LESSON, run)
    course("second", "0.2.0")
    report = lay_out(folder)
    assert LESSON in report.updated and text_of(folder / LESSON) == "second"


def test_a_changed_lesson_stays_and_the_new_version_goes_beside_it_once(course, folder):
    lay_out(folder)
    edit(folder / LESSON, lambda notebook: notebook.cells.append(nbformat.v4.new_markdown_cell("my note")))
    mine = (folder / LESSON).read_bytes()
    course("second", "0.2.0")
    report = lay_out(folder)
    beside = LESSON.with_name("1-lesson (version 0.2.0).ipynb")
    assert report.beside == [beside] and text_of(folder / beside) == "second"
    assert (folder / LESSON).read_bytes() == mine
    (folder / beside).unlink()  # not wanted: not laid there again
    assert lay_out(folder).beside == [] and not (folder / beside).exists()
    assert (folder / LESSON).read_bytes() == mine


def test_a_changed_lesson_without_a_new_version_is_left_in_peace(course, folder):
    lay_out(folder)
    edit(folder / LESSON, lambda notebook: notebook.cells.append(nbformat.v4.new_markdown_cell("my note")))
    assert lay_out(folder) == ([], [], [], [], [])


def test_a_lesson_that_left_the_course_goes_unless_the_learner_has_written_into_it(course, folder, tmp_path):
    lay_out(folder)
    kept = LESSON.with_name("2-kept.ipynb")
    source = tmp_path / "course" / "notebooks"
    (source / kept).write_bytes((source / LESSON).read_bytes())
    lay_out(folder)
    edit(folder / kept, lambda notebook: notebook.cells.append(nbformat.v4.new_markdown_cell("my note")))
    mine = (folder / kept).read_bytes()
    for name in (LESSON, kept):
        (source / name).unlink()
    assert lay_out(folder).gone == [LESSON]
    assert not (folder / LESSON).exists() and (folder / kept).read_bytes() == mine
    assert lay_out(folder) == ([], [], [], [], [])


def add_own(path: Path, after: int, source: str) -> None:
    cell = nbformat.v4.new_code_cell(source, metadata={"smo_course": {"own": True}})
    edit(path, lambda notebook: notebook.cells.insert(after, cell))


def sources(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def test_a_newer_lesson_takes_the_learners_own_cells_along(course, folder):
    lay_out(folder)
    add_own(folder / LESSON, 1, "mine")
    add_own(folder / LESSON, 3, "also mine")
    course("second", "0.2.0")
    report = lay_out(folder)
    assert LESSON in report.updated and not report.beside
    assert sources(folder / LESSON) == ["second", "mine", "1 + 1", "also mine"]


def test_own_cells_whose_place_is_gone_come_last():
    own = {"metadata": {"smo_course": {"own": True}}}
    here = {"cells": [{"id": "a"}, {"id": "x", **own}, {"id": "gone"}, {"id": "y", **own}, {"id": "b"}, {"id": "z", **own}]}
    assert [each["id"] for each in with_own({"cells": [{"id": "b"}, {"id": "a"}]}, here)["cells"]] == ["b", "z", "a", "x", "y"]


def test_a_lesson_that_left_the_course_stays_with_the_learners_own_cells(course, folder, tmp_path):
    lay_out(folder)
    add_own(folder / LESSON, 1, "mine")
    (tmp_path / "course" / "notebooks" / LESSON).unlink()
    assert lay_out(folder).gone == [] and "mine" in sources(folder / LESSON)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_workbook_and_the_review_are_put_back_too(folder, monkeypatch, page):
    lay_out(folder)
    path = folder / "fr" / page
    path.write_text(path.read_text(encoding="utf-8").replace('"# ', '"# x'), encoding="utf-8")
    monkeypatch.chdir(path.parent)
    put_back(path.name)
    assert fingerprint(path) == fingerprint(content_root() / "notebooks" / "fr" / page)
    assert path.with_name(f"{path.stem} (before 1).ipynb").exists()


def test_a_lesson_is_put_back_and_what_it_said_is_kept(folder, monkeypatch):
    lay_out(folder)
    lesson = syllabus().lesson("smo-basics/why-do-smo").notebook("fr")
    course = sources(folder / lesson)
    add_own(folder / lesson, 2, "mine")
    monkeypatch.chdir((folder / lesson).parent)
    for n in (1, 2):
        edit(folder / lesson, lambda notebook: notebook.cells[0].update(source="scribbled over"))
        put_back(lesson.name)
        assert sources(folder / lesson) == [*course[:2], "mine", *course[2:]]
        assert sources((folder / lesson).with_name(f"{lesson.stem} (before {n}).ipynb"))[0] == "scribbled over"
    put_back(lesson.name)  # as it is: nothing to keep
    assert len(list((folder / lesson).parent.glob("*(before*"))) == 2


def test_what_lies_beside_a_changed_lesson_is_not_taken_for_one_that_left(course, folder):
    lay_out(folder)
    edit(folder / LESSON, lambda notebook: notebook.cells.append(nbformat.v4.new_markdown_cell("my note")))
    course("second", "0.2.0")
    beside = lay_out(folder).beside
    assert lay_out(folder).gone == [] and (folder / beside[0]).exists()


@pytest.mark.parametrize("garbage", [b"", b"{", b"\xff\xfe", b'{"cells": 3}'])
def test_a_truncated_lesson_is_the_learners_and_stays(course, folder, garbage):
    lay_out(folder)
    (folder / LESSON).write_bytes(garbage)
    report = lay_out(folder)
    assert (folder / LESSON).read_bytes() == garbage
    assert len(report.beside) == 1 and text_of(folder / report.beside[0]) == "first"


def test_a_deleted_or_renamed_lesson_is_laid_out_again(course, folder):
    lay_out(folder)
    renamed = (folder / LESSON).with_name("mine.ipynb")
    os.rename(folder / LESSON, renamed)
    assert lay_out(folder).new == [LESSON]
    assert renamed.exists() and (folder / LESSON).exists()


@pytest.mark.parametrize("record", ["", "{", "[1]", None])
def test_without_its_record_nothing_is_written_over(course, folder, record):
    lay_out(folder)
    path = folder / ".smo" / "lessons.json"
    path.unlink() if record is None else path.write_text(record)
    course("second", "0.2.0")
    report = lay_out(folder)
    assert text_of(folder / LESSON) == "first" and not report.updated and len(report.beside) == 3


def test_a_folder_that_is_a_file(course, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(WorkspaceError) as error:
        lay_out(tmp_path / "taken")
    assert "is a file" in error.value.text.en and "est un fichier" in error.value.text.fr
    assert (tmp_path / "taken").read_text() == "a file"


def test_a_folder_in_a_missing_folder_is_made(course, tmp_path):
    assert lay_out(tmp_path / "not" / "yet" / "there").new


def test_a_folder_that_cannot_be_made(course, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match="cannot be put into"):
        lay_out(tmp_path / "file" / "below")


def test_a_full_disk_leaves_no_half_lesson(course, folder, monkeypatch):
    lay_out(folder)
    course("second", "0.2.0")
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    report = lay_out(folder)
    assert "No space left" in report.warnings[0].en
    assert text_of(folder / LESSON) == "first"
    assert not list(folder.rglob(".smo-*"))


def test_read_only_from_the_start_cannot_hold_the_course(course, folder, monkeypatch):
    monkeypatch.setattr(workspace, "write_whole", read_only)
    with pytest.raises(WorkspaceError, match="Read-only"):
        lay_out(folder)


def test_read_only_later_warns_that_nothing_is_kept(course, folder, monkeypatch):
    lay_out(folder)
    course("second", "0.2.0")
    monkeypatch.setattr(workspace, "write_whole", read_only)
    assert "nothing that you answer will be kept" in lay_out(folder).warnings[0].en


def test_the_fingerprint_is_of_what_a_lesson_says(course, folder):
    lay_out(folder)
    before = fingerprint(folder / LESSON)
    data = json.loads((folder / LESSON).read_text())
    data["cells"][0]["source"] = "other"
    (folder / LESSON).write_text(json.dumps(data))
    assert fingerprint(folder / LESSON) != before
