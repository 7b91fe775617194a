"""The main job, done for real: a learner opens the course, works by mouse and by keyboard, loses the kernel, comes back."""

import json
import os
import py_compile
import re
import signal
import subprocess

import pytest

from lab import STARTED, open_notebook, right_option, smo_lab, wait_for_lesson
from smo_course.workspace import trust

LESSON = "1-smo-basics/1-what-social-media-are.ipynb"
WITH_TABLES = "2-facebook/3-reading-the-statistics.ipynb"
TRY_CHOICE = '[data-exercise="start/try-choice"]'

# A widget as a notebook's file keeps it. anywidget runs its code as soon as JupyterLab has read it, shown or not.
ANYWIDGET = {"model_module": "anywidget", "model_name": "AnyModel", "model_module_version": "*"}
WIDGETS = {
    "version_major": 2,
    "version_minor": 0,
    "state": {"m": {**ANYWIDGET, "state": {**{f"_{name}": value for name, value in ANYWIDGET.items()}, "_esm": "window.harm = 1"}}},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("learner")


@pytest.fixture(scope="module")
def address(folder):
    with smo_lab(folder, "--lang", "en") as address:
        yield address


@pytest.fixture(scope="module")
def start(chromium, address):
    """The start page, which stays open from one test to the next, as it does for a learner; opened when the first test asks for it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    yield open_notebook(context.new_page(), address, "en/0-start-here.ipynb")
    context.close()


def journal(folder) -> list[dict]:
    return [
        json.loads(line)
        for path in sorted((folder / ".smo" / "journal").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def verdict(exercise) -> str:
    return exercise.locator(".smo-verdict").inner_text()


def test_the_start_page_opens_and_leads_to_a_lesson(page, address):
    page.goto(address, wait_until="domcontentloaded")
    panel = wait_for_lesson(page)
    assert "Social media optimisation" in panel.inner_text()
    assert panel.locator(".jp-CodeCell .jp-InputArea-editor:visible").count() == 0  # no code to be seen
    panel.get_by_role("link", name="What social media are", exact=True).click()
    page.wait_for_function(
        "() => document.querySelector('.smo-lesson:not(.lm-mod-hidden) h1')?.textContent.startsWith('What social')", timeout=STARTED
    )
    wait_for_lesson(page)


def test_a_wrong_then_a_right_answer_by_mouse(start, folder):
    exercise = start.locator(TRY_CHOICE)
    exercise.get_by_text("My trainer is told").click()
    exercise.get_by_role("button", name="Check").click()
    exercise.get_by_text("nobody sees them unless you hand them in").wait_for()
    exercise.get_by_label(right_option("start/try-choice", "en")).click()  # on the very button: nothing of JupyterLab's lies over it
    exercise.get_by_role("button", name="Check").click()
    exercise.get_by_text("Your best answer counts.").wait_for()
    answers = [entry for entry in journal(folder) if entry["event"] == "answer"]
    assert [entry.get("score", 0) for entry in answers[-2:]] == [0, 1]


def test_an_answer_by_keyboard_alone_and_no_cell_is_harmed(start, folder):
    panel, page = start, start.page
    cells = panel.locator(".jp-Cell").count()
    exercise = panel.locator('[data-exercise="start/try-sort"]')
    exercise.locator("button:enabled:visible").first.focus()
    for key in ("d", "d", "x", "a", "b", "m"):  # in JupyterLab's command mode these delete, cut, add and change cells
        page.keyboard.press(key)
    assert panel.locator(".jp-Cell").count() == cells
    shown = [each.strip() for each in exercise.locator(".smo-card").all_inner_texts()]
    assert shown
    for _ in range(4):
        current = exercise.locator(".smo-current").first.inner_text()
        page.keyboard.press("2" if "platform" in current else "1")
    check = exercise.get_by_role("button", name="Check")
    for _ in range(40):  # Tab until Check has the focus
        if check.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    exercise.get_by_text("Your work is kept, to the last click.").wait_for()
    assert panel.locator(".jp-Cell").count() == cells
    assert [entry["status"] for entry in journal(folder) if entry.get("exercise") == "start/try-sort" and entry["event"] == "answer"][
        -1
    ] == "right"


def test_after_a_killed_kernel_the_lesson_comes_back_with_its_answers(start, folder):
    panel, page = start, start.page
    panel.locator(TRY_CHOICE).get_by_text("Your best answer counts.").wait_for()
    found = subprocess.run(["pgrep", "-f", "ipykernel_launcher"], capture_output=True, text=True)
    kernels = [int(each) for each in found.stdout.split() if str(folder) in _environment(int(each))]
    assert kernels
    panel.locator(TRY_CHOICE).evaluate("node => node.dataset.before = 'yes'")
    for kernel in kernels:
        os.kill(kernel, signal.SIGKILL)
    page.wait_for_function(
        f"() => {{ const now = document.querySelector('{TRY_CHOICE}'); return now && !now.dataset.before; }}", timeout=STARTED
    )
    wait_for_lesson(page)
    panel.locator(TRY_CHOICE).get_by_text("Your best answer counts.").wait_for(timeout=STARTED)


def _environment(process: int) -> str:
    try:
        with open(f"/proc/{process}/environ") as file:
            return file.read()
    except OSError:
        return ""


def test_everything_closed_and_opened_again(page, folder, address):
    """A second server on the same folder, in the other language: the same answers."""
    with smo_lab(folder, "--lang", "fr") as second:
        panel = open_notebook(page, second, "fr/0-start-here.ipynb")
        panel.locator(TRY_CHOICE).get_by_text("Votre meilleure réponse compte.").wait_for()
        assert re.search(r"\d exercices? faits? sur", panel.inner_text())
        assert "Bon retour" in panel.inner_text()


def test_a_piece_of_the_workbook_is_typed_kept_and_made_into_a_document(page, address, folder):
    panel = open_notebook(page, address, "en/1-smo-basics/2-why-do-smo.ipynb")
    cells = panel.locator(".jp-Cell").count()
    panel.locator(".smo-piece").get_by_label("Goal", exact=True).focus()
    page.keyboard.type("d d bring people to the guide")
    panel.locator(".smo-piece").get_by_text("Saved.").wait_for()
    assert panel.locator(".jp-Cell").count() == cells
    page.reload(wait_until="domcontentloaded")
    assert wait_for_lesson(page).locator(".smo-piece").get_by_label("Goal", exact=True).input_value() == "d d bring people to the guide"
    panel = open_notebook(page, address, "en/my-workbook.ipynb")
    piece = panel.locator(".smo-mine section", has_text="Goal, action, KPI")
    assert "begun" in piece.inner_text()
    piece.locator("summary").click()
    assert piece.get_by_text("d d bring people to the guide").is_visible()
    panel.get_by_role("button", name="Make a Word document").click()
    panel.get_by_role("link", name="Download maison-tilleul-workbook.docx").wait_for()
    assert (folder / "workbook" / "maison-tilleul-workbook.docx").is_file()
    piece.get_by_role("link", name="Lesson “Why do SMO?”").click()
    page.wait_for_function("() => document.querySelector('.smo-lesson:not(.lm-mod-hidden) h1')?.textContent.startsWith('Why do SMO')")


def test_code_of_others_waits_to_be_asked_whatever_jupyter_trusts(page, address, folder):
    """A stranger's notebook that was opened once was changed by us, saved, and so signed: it ran by itself at the second opening."""
    copy = folder / "en" / "not-from-the-course.ipynb"
    notebook = json.loads((folder / "en" / "0-start-here.ipynb").read_text(encoding="utf-8"))
    hidden = {"tags": ["hide-input"], "jupyter": {"source_hidden": True}}
    harm = {
        "cell_type": "code",
        "id": "bad",
        "metadata": hidden,
        "execution_count": None,
        "source": 'lang = "en"\nopen("harm", "w")',
        "outputs": [],
    }
    kept = {**notebook["metadata"], "widgets": {"application/vnd.jupyter.widget-state+json": WIDGETS}}
    copy.write_text(json.dumps({**notebook, "cells": [*notebook["cells"], harm], "metadata": kept}), encoding="utf-8")
    trust(copy)
    panel = waiting(page, address, f"en/{copy.name}")
    assert panel.get_by_text('open("harm", "w")').is_visible()  # who is asked sees all that they would start, though it asks to be hidden
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    saved = json.loads(copy.read_bytes())
    assert [cell["metadata"] for cell in saved["cells"]] == [cell["metadata"] for cell in [*notebook["cells"], harm]]
    assert saved["metadata"] == kept
    assert not (folder / "en" / "harm").exists()
    assert not page.evaluate("window.harm")  # nor did what the file keeps of widgets run in the page
    panel.locator(".smo-bar button").click()
    wait_for_lesson(page)
    assert (folder / "en" / "harm").exists()
    copy.unlink()


def test_what_lies_beside_a_notebook_stands_in_for_no_module(page, address, folder, tmp_path):
    """Python looks beside the notebook first. Compiled, a module is not even listed by JupyterLab: one called as what starts a kernel
    ran at the opening, and one called as what a lesson imports ran with it."""
    there, source = folder / "parcel", tmp_path / "harm.py"
    there.mkdir()
    source.write_text("open('harm', 'w')", encoding="utf-8")
    for name in ("ipykernel_launcher", "runpy", "pandas"):
        py_compile.compile(str(source), cfile=str(there / f"{name}.pyc"))
    (there / "lesson.ipynb").write_bytes((folder / "en" / WITH_TABLES).read_bytes())
    open_notebook(page, address, "parcel/lesson.ipynb")
    assert not (there / "harm").exists()


def test_reset_of_a_lesson_that_somebody_changed_runs_nothing_of_theirs(page, address, folder):
    """Whatever makes a lesson run again looks first whose its code is: *Reset this lesson* did not, where there is none to put back."""
    lesson = folder / "received" / "5-reacting-in-time.ipynb"
    lesson.parent.mkdir()
    notebook = json.loads((folder / "en" / "1-smo-basics" / lesson.name).read_text(encoding="utf-8"))
    harm = {"cell_type": "code", "id": "bad", "metadata": {}, "execution_count": None, "source": 'open("harm", "w")', "outputs": []}
    lesson.write_text(json.dumps({**notebook, "cells": [harm, *notebook["cells"]]}), encoding="utf-8")
    trust(lesson)
    panel = waiting(page, address, f"received/{lesson.name}")
    panel.get_by_role("button", name="Reset this lesson").click()
    page.locator(".jp-Dialog").get_by_role("button", name="Reset this lesson").click()
    start = panel.locator(".smo-bar").get_by_role("button", name="Start it all the same")
    start.wait_for(state="detached")
    start.wait_for()  # it waits to be asked, as before
    assert not (lesson.parent / "harm").exists()


def waiting(page, address, path):
    """A notebook that is opened and waits to be started; gives its panel."""
    server, token = address.split("?token=")
    page.goto(f"{server[: server.index('/lab')]}/lab/workspaces/auto-x{len(path)}/tree/{path}?token={token}")
    panel = page.locator(".smo-lesson:not(.lm-mod-hidden)")
    panel.locator(".smo-bar").get_by_role("button", name="Start it all the same").wait_for(timeout=STARTED)
    return panel


def test_closing_a_lesson_asks_nothing(start):
    page = start.page
    assert start.count() == 1
    page.wait_for_function("() => !document.querySelector('.lm-TabBar-tab.jp-mod-current.jp-mod-dirty')", timeout=STARTED)
    page.locator(".lm-TabBar-tab.jp-mod-current .lm-TabBar-tabCloseIcon").first.click()
    page.wait_for_timeout(500)
    assert page.locator(".jp-Dialog").count() == 0
