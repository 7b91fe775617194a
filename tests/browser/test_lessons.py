"""Each lesson live, in one language or the other, as a learner comes to it: moving on in the course beside the lesson before.

What has to be seen of every lesson is seen here, on the page that shows it: opening one once more costs seconds for each there is.
"""

import re

import msgspec
import pytest

from axe import violations
from lab import STARTED, open_notebook, smo_lab, wait_for_lesson
from smo_course.course import REVIEW, syllabus
from smo_course.journal import Entry
from smo_course.text import LANGUAGES

SHOWN = ".smo-lesson:not(.lm-mod-hidden) .jp-OutputArea-output"
# Every other lesson in English, those between in French: what is shown is made by the same code in both.
LESSONS = [(lesson, lang) for place, lang in enumerate(LANGUAGES) for lesson in syllabus().lessons()[place :: len(LANGUAGES)]]
NARROW = 400  # the course makes way for the lesson
# What stands out of the lesson sideways, however it is scrolled; what scrolls in a box of its own does not.
WIDER = """() => {
    const area = document.querySelector(".smo-lesson:not(.lm-mod-hidden) .jp-WindowedPanel-outer");
    const edge = area.getBoundingClientRect().right + 1;
    const boxed = (each) => each !== area && (getComputedStyle(each).overflowX !== "visible" || boxed(each.parentElement));
    return [...area.querySelectorAll(".jp-RenderedMarkdown *, .jp-OutputArea-output *")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > edge && !boxed(each.parentElement))
        .map((each) => each.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The lab of a learner who answered a few exercises long ago: something comes back."""
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
    with smo_lab(folder, "--lang", "en", warm=True) as address:
        yield address


@pytest.fixture(scope="module")
def moved_on(chromium, address):
    """moved_on(lesson, lang) gives the page that shows it, and what went wrong in that page since the lesson before."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    open_in = {}

    def start(lang):
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
        page.on("response", lambda answer: page.faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        open_notebook(page, address, syllabus().lesson("start").notebook(lang).as_posix())
        return page

    def move(lesson, lang):
        page = open_in[lang] if lang in open_in else open_in.setdefault(lang, start(lang))
        if lesson.id != "start":
            page.locator("#smo-course").get_by_role("button", name=lesson.title.get(lang), exact=True).first.click()
            page.locator(".smo-lesson:not(.lm-mod-hidden) h1", has_text=lesson.title.get(lang)).wait_for(timeout=STARTED)
        return page, wait_for_lesson(page)

    yield move
    context.close()


@pytest.mark.parametrize("lesson, lang", LESSONS, ids=lambda each: getattr(each, "id", each))
def test_a_lesson_is_whole_and_for_everybody(moved_on, lesson, lang):
    page, panel = moved_on(lesson, lang)
    assert page.faults == []
    assert panel.get_attribute("lang") == lang  # by which it is read aloud

    shown = [each.get_attribute("data-exercise") for each in panel.locator("[data-exercise]:has(section)").all()]
    assert [each for each in shown if each in lesson.exercise_ids()] == lesson.exercise_ids()
    assert panel.locator("[data-exercise] h3").count() == len(shown)  # with those on earlier lessons, at its opening
    assert page.locator(f"{SHOWN} .smo, {SHOWN} .smo-map").count() >= 2  # axe has something to look at

    # (pandas leaves the corners of its tables empty)
    found = [each for each in violations(page, SHOWN, "#smo-course", ".smo-spot") if not each.endswith("<th></th>")]
    assert not found, "\n".join(found)
    for picture in panel.locator(".jp-OutputArea-output.jp-RenderedHTML > [role=img]").all():  # figures have a text
        assert len(picture.get_attribute("aria-label")) > 40

    page.set_viewport_size({"width": NARROW, "height": 800})
    try:
        page.wait_for_function("width => document.querySelector('.smo-lesson:not(.lm-mod-hidden)').clientWidth <= width", arg=NARROW)
        assert page.evaluate(WIDER) == []
    finally:
        page.set_viewport_size({"width": 1280, "height": 800})
    if lesson.id != "start":
        page.locator(".jp-mod-current .lm-TabBar-tabCloseIcon:visible").first.click()  # and its kernel ends
    assert page.faults == []


def test_the_review_has_no_violation_and_speaks_of_no_points(page, address):
    panel = open_notebook(page, address, f"fr/{REVIEW.as_posix()}")
    page.locator("#smo-course h2").first.wait_for()
    assert panel.locator(".smo-exercise").count() >= 2
    assert not re.search(r"\bpoints?\b", panel.locator(".smo-exercise").first.inner_text())
    assert violations(page, SHOWN, "#smo-course") == []
