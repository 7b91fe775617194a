"""What a learner takes away of a lesson: printed by the browser, or saved as a page. With their answers, without code."""

import io
import re
from unicodedata import normalize

import pytest

from lab import open_notebook, smo_lab
from smo_course import bank
from smo_course.course import syllabus

LESSON = syllabus().lesson("smo-basics/reacting-in-time")
NUMBER, SORT, STORY = (f"smo-basics/{each}" for each in ("snowball-doubling", "inbox-triage", "weekend-crisis"))
CODE = re.compile(r"lesson\.exercise|open_lesson|import ")


@pytest.fixture(scope="module")
def lesson(chromium, tmp_path_factory):
    """A lesson in French with something in it that was typed, sorted, decided and checked."""
    with smo_lab(tmp_path_factory.mktemp("keep"), "--lang", "fr", warm=True) as address:
        page = chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True).new_page()
        page.set_default_timeout(30_000)
        open_notebook(page, address, str(LESSON.notebook("fr")))

        def of(id):
            return page.locator(f'[data-exercise="{id}"]')

        of(NUMBER).get_by_role("textbox").fill("12")
        of(NUMBER).get_by_role("button", name="Vérifier").click()
        of(NUMBER).locator(".smo-verdict").wait_for()
        of(SORT).locator(".smo-bin-head").nth(1).click()
        of(STORY).locator(".smo-choice").first.click()
        of(STORY).locator(".smo-log li").wait_for()
        yield page
        page.context.close()


def flat(text: str) -> str:
    """Without what differs by where a line ends, and with ligatures as letters."""
    return re.sub(r"[\s\xad-]+", "", normalize("NFKC", text))


def told(page) -> list[str]:
    """What the learner has in front of them and must have in hand."""
    story = bank.load(STORY)
    choice = story.nodes[0].choices[0]
    last = bank.load(LESSON.exercise_ids()[-1])
    return [
        page.locator(f'[data-exercise="{NUMBER}"] .smo-remarks').inner_text(),
        *(each.text.fr for each in bank.load(SORT).items),  # all forty, sorted or not
        choice.feedback.fr.replace("**", ""),
        *(each.text.fr for each in next(node for node in story.nodes if node.id == choice.to).choices),
        last.title.fr,
        *(each.text.fr for each in last.items),
        page.locator(".smo-snowball .smo-result").inner_text(),
    ]


def test_a_lesson_saved_as_a_page_needs_nothing_else(lesson, tmp_path):
    with lesson.expect_download() as saving:
        lesson.get_by_role("button", name="Enregistrer la page").click()
    assert saving.value.suggested_filename == f"{LESSON.title.fr}.html"
    saving.value.save_as(tmp_path / "page.html")
    said = told(lesson)
    page, asked = lesson.context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "page.html").as_uri())
    text = flat(page.locator("body").inner_text())
    assert [each for each in said if flat(each) not in text] == []
    assert page.locator("html").get_attribute("lang") == "fr" and page.title() == LESSON.title.fr
    assert page.locator(f'[data-exercise="{NUMBER}"] .smo-typed').inner_text() == "12"
    assert page.locator("svg[role=img]").first.get_attribute("aria-label")
    assert page.locator("script, button, textarea, select, [onclick], link, iframe").count() == 0
    assert page.locator("details:not([open])").count() == 0
    assert not CODE.search(page.locator("body").inner_text())
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.close()


def test_a_lesson_is_printed_whole_and_without_code(lesson):
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(lesson.pdf(format="A4", prefer_css_page_size=True))).pages
    texts = [each.extract_text() for each in pages]
    assert [each for each in told(lesson) if flat(each) not in flat("".join(texts))] == []
    assert not CODE.search("".join(texts))
    # an exercise that fits on a sheet is on one: its title and the foot of its box
    last = bank.load(LESSON.exercise_ids()[-1])
    assert any(flat(last.title.fr) in flat(text) and all(flat(each.text.fr) in flat(text) for each in last.items) for text in texts)
    assert lesson.locator(".smo-printed").count() == 0  # the lesson is there again, as it was
    assert lesson.locator(f'[data-exercise="{NUMBER}"] .smo-verdict').is_visible()


def test_no_export_is_offered_that_would_fail(lesson):
    commands = lesson.evaluate("() => [...document.querySelectorAll('.lm-Menu-item, .lm-MenuBar-item')].map((each) => each.textContent)")
    assert not [each for each in commands if "nbconvert" in each or "PDF" in each]
    disabled = lesson.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).disabledExtensions")
    assert {"@jupyterlab/notebook-extension:export", "@jupyterlab/apputils-extension:print"} <= set(disabled)
