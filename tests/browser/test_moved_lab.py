"""In a JupyterLab that has moved what the extension uses, the learner is told, and the lesson's exercises work all the same."""

import json
import re

import pytest

from lab import STARTED, open_notebook, right_option, smo_lab

START = "fr/0-start-here.ipynb"
PART = re.compile("il manque une partie de ce qui entoure les leçons")
BY_HAND = re.compile("les leçons n’y démarrent pas d’elles-mêmes")
BY_HAND_IN_ENGLISH = re.compile("lessons do not start by themselves")

# Stands between JupyterLab and the extension: a shared library is not there, or the application lacks a part.
WITHOUT = """([libraries, parts]) => {
    const lacking = (whole, names) => new Proxy(whole, {
        get: (_, name) => names.includes(name) ? undefined : typeof whole[name] === 'function' ? whole[name].bind(whole) : whole[name],
    });
    window._JUPYTERLAB = new Proxy({}, {set(all, name, entry) {
        all[name] = name !== 'smo-course' ? entry : {
            init: shared => entry.init(lacking(shared, libraries)),
            get: async module => {
                const {default: plugin} = (await entry.get(module))();
                const changed = {...plugin, activate: app => plugin.activate(lacking(app, parts))};
                return () => ({__esModule: true, default: changed});
            },
        };
        return true;
    }});
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("learner")


@pytest.fixture(scope="module")
def address(folder):
    with smo_lab(folder, "--lang", "fr", warm=True) as address:
        yield address


@pytest.fixture
def answer(page, folder):
    """Answers an exercise right, and sees that the answer is kept."""

    def right() -> int:
        journal = "".join(path.read_text(encoding="utf-8") for path in (folder / ".smo" / "journal").glob("*.jsonl"))
        return sum(json.loads(line).get("status") == "right" for line in journal.splitlines())

    def answers():
        before, exercise = right(), page.locator('[data-exercise="start/try-choice"]')
        exercise.get_by_label(right_option("start/try-choice", "fr")).click(timeout=STARTED)
        exercise.get_by_role("button", name="Vérifier").click()
        exercise.get_by_text("Votre meilleure réponse compte.").wait_for()
        for _ in range(100):
            if right() > before:
                return
            page.wait_for_timeout(100)
        raise AssertionError("the answer was not kept")

    return answers


def without(page, libraries=(), parts=()):
    page.add_init_script(f"({WITHOUT})({[list(libraries), list(parts)]})")


def opened_as_a_notebook(page, address):
    server, token = address.split("?token=")
    page.goto(f"{server[: server.index('/lab')]}/lab/workspaces/auto-moved/tree/{START}?reset&token={token}")
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    panel.locator(".jp-Cell").first.wait_for(timeout=STARTED)  # what is run before the kernel is there waits for it
    return panel


def run_by_hand(page):
    """As the notice says."""
    page.get_by_role("menuitem", name="Exécution", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Exécuter toutes les cellules", exact=True).click()


def test_without_what_runs_cells_the_lesson_is_run_by_hand(page, address, answer):
    without(page, libraries=["@jupyterlab/cells"])
    panel = opened_as_a_notebook(page, address)
    page.get_by_role("alert").get_by_text(BY_HAND).wait_for(timeout=STARTED)
    assert page.locator(".smo-notice").count() == 1  # in the lesson's language alone, and once
    assert panel.locator(".smo-bar").is_hidden() and panel.locator('[data-jp-item-name="cellType"]').is_visible()  # a notebook as any
    run_by_hand(page)
    answer()


def test_an_application_that_opens_no_door_to_notebooks(page, address, answer):
    without(page, parts=["docRegistry"])
    opened_as_a_notebook(page, address)
    for each in (BY_HAND, BY_HAND_IN_ENGLISH):  # nothing is known of any lesson: in every language
        page.get_by_role("alert").get_by_text(each).wait_for(timeout=STARTED)
    run_by_hand(page)
    answer()


@pytest.mark.parametrize("lacking", [{"libraries": ["@lumino/widgets", "@jupyterlab/apputils"]}, {"parts": ["shell"]}], ids=str)
def test_without_what_surrounds_it_a_lesson_runs_by_itself(page, address, lacking, answer):
    without(page, **lacking)
    open_notebook(page, address, START)
    page.get_by_role("alert").get_by_text(PART).wait_for()
    assert page.get_by_text(BY_HAND).count() == 0
    answer()
    while left := page.locator(".smo-notice").count():
        page.locator(".smo-notice").first.get_by_role("button").press("Enter")
        assert page.locator(".smo-notice").count() == left - 1
