"""What a lesson sends to the browser: its code once a page, and no more at the twentieth opening than at the second."""

import pytest

from smo_course.course import content_root, syllabus
from traffic import kernel

pytestmark = [pytest.mark.notebooks, pytest.mark.usefixtures("warm_kernels")]

# In French alone: what is sent is the same, but for words, of which it takes more.
NOTEBOOKS = [content_root() / "notebooks" / entry.notebook("fr") for entry in syllabus().lessons()]
MOST = 80_000  # bytes of modules, styles and words; 321 to 416 kB when each widget brought its own


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_code_is_sent_once_a_page_and_nothing_of_a_run_outlasts_the_next(notebook, tmp_path):
    with kernel(notebook, tmp_path) as running:
        openings = [running.open() for _ in range(3)]
    assert [each for each in openings if not 10_000 < each["code"] < MOST] == []
    first, second, third = openings
    assert first.live == second.live == third.live > 0
    assert (second["code"], second["content"]) == (third["code"], third["content"])


def test_the_twentieth_opening_sends_what_the_second_did(tmp_path):
    with kernel(NOTEBOOKS[-1], tmp_path) as running:
        openings = [running.open() for _ in range(20)]
    first, second, last = openings[0], openings[1], openings[-1]
    assert first.live == last.live
    assert (last["code"], last["content"]) == (second["code"], second["content"])
    assert abs(last["outputs"] - second["outputs"]) < 100  # how often cells were run is told with what they gave
