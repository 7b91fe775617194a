"""axe-core on every lesson, live, in one language or the other: what our cells show has no violation, serious or not."""

import re
from itertools import cycle

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe

from lab import open_notebook, smo_lab
from smo_course.course import REVIEW, syllabus
from smo_course.journal import Entry
from smo_course.text import LANGUAGES

OURS = ".smo-lesson:not(.lm-mod-hidden) .jp-OutputArea-output"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The lab of a learner who answered a few exercises a month ago: something comes back."""
    folder, ids = tmp_path_factory.mktemp("learner"), ("delete-or-not", "how-frank", "name-of-crowd", "known-or-liked")
    entries = [
        Entry(
            at=f"2025-01-0{day}T10:00:00.000000+00:00", event="answer", exercise=f"smo-basics/{id}", answer=None, lang="en", status="wrong"
        )
        for day, id in enumerate(ids, 1)
    ]
    (folder / ".smo" / "journal").mkdir(parents=True)
    (folder / ".smo" / "journal" / "20250101T100000-00000000.jsonl").write_bytes(
        b"".join(msgspec.json.encode(each) + b"\n" for each in entries)
    )
    with smo_lab(folder, "--lang", "en") as address:
        yield address


# A lesson in one language, the next in the other: what axe looks at is made by the same code in both.
@pytest.mark.parametrize(
    "lesson, lang", list(zip(syllabus().lessons(), cycle(LANGUAGES), strict=False)), ids=lambda each: getattr(each, "id", each)
)
def test_what_a_lesson_shows_has_no_violation(page, address, lesson, lang):
    open_notebook(page, address, lesson.notebook(lang).as_posix())
    page.wait_for_timeout(1000)
    found = Axe().run(page, context={"include": [[OURS], ["#smo-course"], [".smo-spot"]]}).response["violations"]
    told = [f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:160]}" for each in found for node in each["nodes"]]
    assert not told, "\n".join(told)
    assert page.locator(f"{OURS} .smo, {OURS} .smo-map").count() >= 2  # axe did look at something


def test_the_review_has_no_violation_and_speaks_of_no_points(page, address):
    open_notebook(page, address, f"fr/{REVIEW.as_posix()}")
    page.wait_for_timeout(1000)
    assert page.locator(f"{OURS} .smo-exercise").count() >= 2
    assert not re.search(r"\bpoints?\b", page.locator(f"{OURS} .smo-exercise").first.inner_text())
    found = Axe().run(page, context={"include": [[OURS], ["#smo-course"]]}).response["violations"]
    assert not found, found


def test_figures_have_a_text(page, address):
    open_notebook(page, address, "en/1-smo-basics/1-what-social-media-are.ipynb")
    pictures = page.locator(f"{OURS}.jp-RenderedHTML > [role=img]")
    assert pictures.count() == 2
    for each in pictures.all():
        assert len(each.get_attribute("aria-label")) > 40
