"""From click or change to what it shows, measured inside Chromium: an exercise's feedback, an explorer's picture, and beside each
a bare widget."""

import json
import tempfile
from pathlib import Path

from lab import chromium, open_notebook, smo_lab
from smo_course import bank

BARE = """import ipywidgets
label, button = ipywidgets.Label("0"), ipywidgets.Button(description="bare")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
ipywidgets.VBox([button, label])"""
EXERCISE = "from smo_course import open_course\ncourse = open_course('en')\ncourse.exercise('try-choice')"

# Clicks and waits until the text appears; milliseconds by the browser's own clock.
MEASURE = """([selector, name, place, text]) => new Promise(done => {
    const button = [...document.querySelectorAll(selector + ' button')].find(each => each.textContent.trim() === name);
    const shown = document.querySelector(place);
    const observer = new MutationObserver(() => {
        if (!shown.textContent.includes(text)) return;
        observer.disconnect();
        done(performance.now() - start);
    });
    observer.observe(shown, {childList: true, characterData: true, subtree: true});
    const start = performance.now();
    button.click();
})"""

LESSON = "from smo_course import open_lesson\nlesson = open_lesson('smo-basics/reacting-in-time', 'en')"
CHANGED = {  # by explorer: the control that is changed, and the values that it takes in turn, or the places of a list
    "snowball": ("input[type=range]", range(0, 72, 3)),
    "page_statistics": ("select", range(3)),
    "contest_budget": ("input[type=range]", range(60, 600, 30)),
    "targeting": (".smo-settings select", range(5)),
    "auction": ("input[type=range]", range(20, 200, 5)),
    "campaign": ("input[type=range]", range(20, 600, 20)),
    "sentiment": ("input[type=range]", range(5, 100, 5)),
}
BARE_SLIDER = """import ipywidgets
slider, label = ipywidgets.IntSlider(max=72), ipywidgets.Label("-")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
ipywidgets.VBox([slider, label])"""

# Changes the value of a slider, or the choice in a list, and waits until what it shows is another and has been painted.
CHANGE = """([slider, place, value]) => new Promise(done => {
    const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    observer.observe(document.querySelector(place), {childList: true, characterData: true, subtree: true});
    const input = document.querySelector(slider);
    const start = performance.now();
    if (input.noUiSlider) return input.noUiSlider.set(value);
    if (input.options) {
        input.selectedIndex = value;
        return input.dispatchEvent(new Event("change", {bubbles: true}));
    }
    input.value = value;
    input.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def measure(times: int) -> tuple[list[float], list[float]]:
    """Milliseconds from click to feedback, journal flush included, and from click to a bare button's label."""
    ours, bare = [], []
    exercise = '[data-exercise="start/try-choice"]'
    wrong = [each for each in bank.load("start/try-choice").options if each.feedback]
    options = [(each.text.en, each.feedback.en[:40]) for each in wrong]
    with tempfile.TemporaryDirectory() as folder, smo_lab(Path(folder), "--lang", "en") as address, chromium() as browser:
        write_notebook(Path(folder) / "bench.ipynb", [EXERCISE, BARE])
        page = browser.new_page()
        open_notebook(page, address, "bench.ipynb", start=True)
        for turn in range(times + 3):
            option, said = options[turn % len(options)]
            page.locator(exercise).get_by_text(option, exact=True).click()
            page.wait_for_timeout(900)  # the draft of the choice is saved meanwhile, as for a learner who thinks
            ours.append(page.evaluate(MEASURE, [exercise, "Check", exercise, said]))
            bare.append(page.evaluate(MEASURE, [".jp-Cell", "bare", ".widget-label", str(turn + 1)]))
            page.wait_for_timeout(100)
    return ours[3:], bare[3:]


def measure_change(times: int) -> tuple[dict[str, list[float]], list[float]]:
    """Milliseconds from a change of each explorer, by name, to the new picture, painted, and from a bare slider to its label."""
    ours, bare = {name: [] for name in CHANGED}, []
    with tempfile.TemporaryDirectory() as folder, smo_lab(Path(folder), "--lang", "en") as address, chromium() as browser:
        cells = [LESSON, *(f"lesson.explorer({name!r})" for name in CHANGED), BARE_SLIDER]
        write_notebook(Path(folder) / "bench.ipynb", cells)
        page = browser.new_page()
        open_notebook(page, address, "bench.ipynb", start=True)
        page.locator(".noUi-target").wait_for()
        for name, (control, values) in CHANGED.items():
            page.locator(f".smo-{name} .smo-picture > *").first.wait_for()
            for turn in range(1, times + 4):
                value = values[turn % len(values)]
                ours[name].append(page.evaluate(CHANGE, [f".smo-{name} {control}", f".smo-{name} .smo-picture", value]))
                page.wait_for_timeout(50)
        for turn in range(times + 3):
            bare.append(page.evaluate(CHANGE, [".noUi-target", ".jp-OutputArea .widget-label:last-child", 3 * (turn % 24) + 1]))
            page.wait_for_timeout(50)
    return {name: each[3:] for name, each in ours.items()}, bare[3:]


def write_notebook(path: Path, sources: list[str], lang: str = "en") -> None:
    """A lesson of these cells: not the course's, so it waits to be started."""
    import nbformat

    cells = [nbformat.v4.new_code_cell("1")] + [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"smo_course": {"lesson": "bench", "lang": lang}})
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    path.write_text(json.dumps(notebook), encoding="utf-8")
