"""From click or change to what it shows, measured inside Chromium: an exercise's feedback, an explorer's picture, and beside each
a bare widget."""

import json
import tempfile
from pathlib import Path

from lab import chromium, open_notebook, smo_lab

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

SNOWBALL = "from smo_course import open_lesson\nopen_lesson('smo-basics/reacting-in-time', 'en').explorer('snowball')"
BARE_SLIDER = """import ipywidgets
slider, label = ipywidgets.IntSlider(max=72), ipywidgets.Label("-")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
ipywidgets.VBox([slider, label])"""

# Changes the value of a slider and waits until what it shows is another and has been painted.
CHANGE = """([slider, place, value]) => new Promise(done => {
    const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    observer.observe(document.querySelector(place), {childList: true, characterData: true, subtree: true});
    const input = document.querySelector(slider);
    const start = performance.now();
    if (input.noUiSlider) return input.noUiSlider.set(value);
    input.value = value;
    input.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def measure(times: int) -> tuple[list[float], list[float]]:
    """Milliseconds from click to feedback, journal flush included, and from click to a bare button's label."""
    ours, bare = [], []
    exercise = '[data-exercise="start/try-choice"]'
    options = (("This exercise can earn no more points", "the question is still open"), ("My trainer is told", "nobody sees them"))
    with tempfile.TemporaryDirectory() as folder, smo_lab(Path(folder), "--lang", "en") as address, chromium() as browser:
        write_notebook(Path(folder) / "bench.ipynb", [EXERCISE, BARE])
        page = browser.new_page()
        open_notebook(page, address, "bench.ipynb", start=True)
        for turn in range(times + 3):
            option, said = options[turn % 2]
            page.locator(exercise).get_by_text(option, exact=True).click()
            page.wait_for_timeout(900)  # the draft of the choice is saved meanwhile, as for a learner who thinks
            ours.append(page.evaluate(MEASURE, [exercise, "Check", exercise, said]))
            bare.append(page.evaluate(MEASURE, [".jp-Cell", "bare", ".widget-label", str(turn + 1)]))
            page.wait_for_timeout(100)
    return ours[3:], bare[3:]


def measure_change(times: int) -> tuple[list[float], list[float]]:
    """Milliseconds from a change of the snowball's slider to the new picture, painted, and from a bare slider to its label."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as folder, smo_lab(Path(folder), "--lang", "en") as address, chromium() as browser:
        write_notebook(Path(folder) / "bench.ipynb", [SNOWBALL, BARE_SLIDER])
        page = browser.new_page()
        open_notebook(page, address, "bench.ipynb", start=True)
        page.locator(".smo-snowball .smo-picture svg").first.wait_for()
        page.locator(".noUi-target").wait_for()
        for turn in range(times + 3):
            hour = 3 * (turn % 24)
            ours.append(page.evaluate(CHANGE, [".smo-snowball input[type=range]", ".smo-snowball .smo-picture", hour]))
            bare.append(page.evaluate(CHANGE, [".noUi-target", ".jp-OutputArea .widget-label:last-child", hour + 1]))
            page.wait_for_timeout(50)
    return ours[3:], bare[3:]


def write_notebook(path: Path, sources: list[str], lang: str = "en") -> None:
    """A lesson of these cells: not the course's, so it waits to be started."""
    import nbformat

    cells = [nbformat.v4.new_code_cell("1")] + [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"smo_course": {"lesson": "bench", "lang": lang}})
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    path.write_text(json.dumps(notebook), encoding="utf-8")
