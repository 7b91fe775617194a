"""Marking in Chromium: the JavaScript that is sent to trainers, answered by the real marking in Python; and once for real."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

import widget_page
from lab import served, wait_for_lesson
from smo_course import open_marking
from trainer import marked_class

HOSTILE = "</p><img src=x onerror='window.hacked = 1'>\n\n**bold** {n} <script>window.hacked = 2</script>"
LONG = "\n\n".join(["A sentence of a long text, word after word, that somebody has to read. " * 4] * 4)


@pytest.fixture
def class_(tmp_path, example_text):
    made = marked_class.make(tmp_path, example_text("essay"))
    made.hand_in("anna", {"reply": "Dear customer,\nwe are sorry.", "plan": "A photo each Monday."}, called="Anna Smith")
    made.hand_in("bruno", {"reply": LONG}, "fr", called="Bruno")
    made.hand_in("chloe", {"reply": HOSTILE}, called="<b>Chloe</b>")
    made.grade()
    return made


class Shown:
    """The marking of a class in a page, with the Python that answers it."""

    def __init__(self, page, class_, lang="en", width=1280, **options):
        self.page, self.keys, self.class_ = page, page.keyboard, class_
        self.view = view = open_marking(str(class_.key), lang, str(class_.grades), **options)

        def reply(message):
            view.handle(json.loads(json.dumps(message)))
            return {"state": view.state}

        page.set_viewport_size({"width": width, "height": 860})
        page.set_default_timeout(5000)
        page.expose_function("practice", reply)
        self.faults = widget_page.open_widget(page, view)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys.press(key)

    def front(self, who: str) -> None:
        """Waits until this text is in front, with the focus on its heading."""
        self.page.locator("h3", has_text=who).wait_for()
        self.page.wait_for_function("document.activeElement.tagName === 'H3'")

    def saved(self) -> None:
        self.page.locator(".smo-saved", has_text="✓").wait_for()

    def written(self) -> dict:
        """The newest marks on the disk, by learner and exercise."""
        lines = map(json.loads, (self.class_.grades / "marked-by-hand.jsonl").read_text(encoding="utf-8").splitlines())
        return {(each["learner"], each["exercise"]): (each["points"], each.get("comment", "")) for each in lines}


def test_two_texts_are_marked_by_keyboard_alone(page, class_):
    shown = Shown(page, class_)
    assert page.locator(".smo-page").inner_text() == "Dear customer,\nwe are sorry."
    widget_page.tab_to(page, page.locator(".smo-page"))
    shown.press("3")  # goes to the first criterion that has no points
    shown.press("Enter", "1", ".", "Enter")
    assert page.locator("textarea").evaluate("each => each === document.activeElement")
    shown.keys.type("Clear: 3 of 3. Say when.")  # digits and points of a comment are no marks
    shown.press("Control+Enter")
    shown.front("Bruno")
    shown.press("0", "Enter", "2", "ArrowLeft", "Alt+ArrowUp")  # arrows choose among the points, as in any group of radio buttons
    shown.front("Anna Smith")
    assert page.get_by_label("Comment to the learner").input_value() == "Clear: 3 of 3. Say when."
    assert page.locator(".smo-total").inner_text() == "4.5 of 5 points"
    shown.press("Alt+ArrowDown")
    shown.front("Bruno")
    shown.saved()
    assert shown.written() == {
        ("anna", "own/reply"): ({"honest": 3, "next": 1.5}, "Clear: 3 of 3. Say when."),
        ("bruno", "own/reply"): ({"honest": 0, "next": 1}, ""),
    }
    assert page.locator(".smo-panel-progress").inner_text().strip() == "2 of 4 marked"
    shown.press("Control+z")  # undo
    page.wait_for_function("document.querySelector('[data-criterion=next] .smo-given').textContent === '2 of 2'")
    shown.press("9", "x", "d", "d")  # no such points, and nothing of JupyterLab's
    assert page.evaluate("window.outside.filter((key) => key !== 'Control' && key !== 'Alt')") == []
    assert shown.written()[("bruno", "own/reply")] == ({"honest": 0, "next": 2}, "")
    assert not shown.faults


def test_everything_by_mouse_and_the_list_leads_anywhere(page, class_):
    shown = Shown(page, class_)
    for criterion, n in (("honest", "2"), ("next", "0")):
        page.locator(f"[data-criterion={criterion}]").get_by_label(n, exact=True).check()
    page.locator("[data-criterion=next]").get_by_role("button", name="Half a point more").click()
    shown.saved()
    assert shown.written()[("anna", "own/reply")] == ({"honest": 2, "next": 0.5}, "")
    page.get_by_text("All texts").click()
    assert page.locator(".smo-jump li").all_text_contents() == [
        "✓Anna Smith (anna)", "○Bruno (bruno)", "○<b>Chloe</b> (chloe)", "○Anna Smith (anna)",
    ]  # fmt: skip
    page.get_by_role("button", name="Anna Smith (anna), marked", exact=True).wait_for()
    page.get_by_role("button", name="Anna Smith (anna), not marked").click()
    shown.front("Anna Smith")
    assert page.locator(".smo-page").inner_text() == "A photo each Monday."
    assert page.get_by_role("button", name="Next →").is_disabled()
    page.get_by_role("button", name="Next unmarked").click()
    shown.front("Bruno")


def test_a_hostile_text_is_text(page, class_):
    shown = Shown(page, class_)
    shown.press("Alt+ArrowDown")  # nothing has the focus yet, and no key reaches the page
    page.get_by_role("button", name="Next →").click()
    shown.front("Bruno")
    shown.press("Alt+ArrowDown")
    shown.front("<b>Chloe</b>")
    assert page.locator(".smo-page").inner_text() == HOSTILE
    assert page.locator("#here :is(img, script, b)").count() == 0 and page.evaluate("window.hacked") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_axe_finds_nothing(page, class_, lang, theme):
    shown = Shown(page, class_, lang, anonymous=lang == "fr")
    if theme == "dark":
        widget_page.dark(page)
    assert widget_page.violations(page) == []
    page.locator("h3").focus()
    shown.press("2", "Enter", ",")
    for summary in page.locator("summary").all():
        summary.click()
    shown.saved()
    assert widget_page.violations(page) == []


@pytest.mark.parametrize("width", [340, 500, 900])
def test_a_narrow_page_never_scrolls_sideways(page, class_, width):
    shown = Shown(page, class_, "fr", width=width)
    page.locator("h3").focus()
    shown.press("2", "Alt+ArrowDown")
    page.locator(".smo-jump summary").click()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_full_disk_is_told_and_the_marks_stay(page, class_, monkeypatch):
    shown = Shown(page, class_)
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    page.locator("h3").focus()
    shown.press("3")
    page.get_by_role("alert").get_by_text("No space left on device").wait_for()
    assert page.locator(".smo-saved").inner_text() == "✗ Not saved"
    assert widget_page.violations(page) == []
    assert page.locator("[data-criterion=honest]").get_by_label("3", exact=True).is_checked()
    monkeypatch.setattr(os, "fsync", real)
    page.get_by_role("button", name="Save again").click()
    shown.saved()
    assert page.get_by_role("alert").inner_text() == ""
    assert shown.written()[("anna", "own/reply")] == ({"honest": 3}, "")


def test_a_kernel_that_does_not_answer_loses_nothing(page, class_):
    shown = Shown(page, class_)
    page.evaluate("window.stopped = true; document.addEventListener('smo:restart', () => { window.stopped = false; window.show(); })")
    page.locator("h3").focus()
    shown.press("3", "Enter", "2", "Enter")
    shown.keys.type("Well said.")
    page.get_by_role("button", name="Start again").click(timeout=9000)
    shown.saved()
    page.wait_for_function("document.querySelector('.smo-total').textContent === '5 of 5 points'")
    assert shown.written() == {("anna", "own/reply"): ({"honest": 3, "next": 2}, "Well said.")}


def test_two_windows_show_each_others_marks(page, class_):
    shown, other = Shown(page, class_), open_marking(str(class_.key), "en", str(class_.grades))
    other.handle({"do": "points", "text": other.content["texts"][0]["id"], "criterion": "honest", "points": 1})
    page.locator("[data-criterion=next]").get_by_label("2", exact=True).check()
    page.locator(".smo-total", has_text="3 of 5 points").wait_for()  # what the other window gave is there too
    assert shown.written()[("anna", "own/reply")] == ({"honest": 1, "next": 2}, "")


def test_for_real_in_jupyterlab_and_then_graded_again(page, class_):
    def smo(*command) -> str:
        done = subprocess.run([sys.executable, "-m", "smo_course", *map(str, command)], capture_output=True, text=True)
        return done.stdout + done.stderr

    with served("mark", str(class_.key), "--anonymous", "--lang", "en") as address:
        page.goto(address, wait_until="domcontentloaded")
        panel = wait_for_lesson(page)  # trusted: it has run by itself
        view = panel.locator(".smo-marking")
        heading = view.locator("h3", has_text="Text 1")
        heading.wait_for()
        cells = panel.locator(".jp-Cell").count()
        text = view.locator(".smo-page").inner_text()
        heading.focus()
        for key in ("2", ".", "Enter", "1", "Enter"):
            page.keyboard.press(key)
        page.keyboard.type("Go on like this.")
        page.keyboard.press("Control+Enter")  # JupyterLab would run the cell
        view.locator("h3", has_text="Text 2").wait_for()
        page.keyboard.press("Alt+ArrowUp")
        view.locator("h3", has_text="Text 1").wait_for()
        assert view.locator(".smo-total").inner_text() == "3.5 of 5 points"
        view.locator(".smo-saved", has_text="✓").wait_for()
        assert panel.locator(".jp-Cell").count() == cells == 1
        page.wait_for_function("() => !document.querySelector('.lm-TabBar-tab.jp-mod-current.jp-mod-dirty')")
    assert "3 answers wait" in smo("grade", class_.key, class_.inbox)
    marked = [item for result in class_.grade().values() for item in result.items if item.status == "partial"]
    assert [(item.score, item.comment, json.loads(bytes(item.raw))) for item in marked] == [(3.5, "Go on like this.", text)]
    laid = (class_.grades / "week-1-marking-en.ipynb").read_text(encoding="utf-8")
    assert not re.search("anna|bruno|chloe|sorry|Monday", laid)  # the saved notebook holds neither names nor texts
