"""From click to what it shows, measured inside Chromium: an exercise's feedback, and a bare button beside it."""

import json
import tempfile
from pathlib import Path

from lab import chromium, open_notebook, smo_lab
from smo_course.workspace import trust

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


def measure(times: int) -> tuple[list[float], list[float]]:
    """Milliseconds from click to feedback, journal flush included, and from click to a bare button's label."""
    ours, bare = [], []
    exercise = '[data-exercise="start/try-choice"]'
    options = (("The points of this exercise are lost", "the question is still open"), ("My trainer is told", "nobody sees them"))
    with tempfile.TemporaryDirectory() as folder, smo_lab(Path(folder), "--lang", "en") as address, chromium() as browser:
        write_notebook(Path(folder) / "bench.ipynb", [EXERCISE, BARE])
        page = browser.new_page()
        open_notebook(page, address, "bench.ipynb")
        for turn in range(times + 3):
            option, said = options[turn % 2]
            page.locator(exercise).get_by_text(option).click()
            page.wait_for_timeout(900)  # the draft of the choice is saved meanwhile, as for a learner who thinks
            ours.append(page.evaluate(MEASURE, [exercise, "Check", exercise, said]))
            bare.append(page.evaluate(MEASURE, [".jp-Cell", "bare", ".widget-label", str(turn + 1)]))
            page.wait_for_timeout(100)
    return ours[3:], bare[3:]


def write_notebook(path: Path, sources: list[str]) -> None:
    """A lesson of these cells, which runs by itself when it is opened."""
    import nbformat

    cells = [nbformat.v4.new_code_cell("1")] + [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"smo_course": {"lesson": "bench", "lang": "en"}})
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    trust(path)
