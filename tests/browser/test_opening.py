"""A lesson's kernel starts before JupyterLab stands, and what is opened again and again is sent as it was the second time."""

from urllib.parse import quote

import pytest

from lab import open_notebook, smo_lab
from opening import LIVE, Page
from smo_course.course import syllabus

LESSON = syllabus().lesson("smo-basics/reacting-in-time")
PATH = str(LESSON.notebook("en"))


@pytest.fixture(scope="module")
def openings(chromium, tmp_path_factory):
    """What each of three openings asked the server for, in order, and how many bytes were sent to it."""
    found = []
    with smo_lab(tmp_path_factory.mktemp("learner"), "--lang", "en") as address:
        page = Page(chromium, address)
        page.on("request", lambda request: found[-1][0].append((request.method, request.url)))
        for _ in range(3):
            found.append([[], 0])
            page.open(PATH, LIVE, len(LESSON.exercise_ids()))
            found[-1][1] = page.sent
    return found


def test_the_kernel_starts_while_jupyterlab_is_still_loading_itself_and_is_taken_over(openings):
    asked, _ = openings[0]
    starts = [place for place, (method, url) in enumerate(asked) if method == "POST" and url.split("?")[0].endswith("/api/sessions")]
    shown = next(place for place, (_, url) in enumerate(asked) if PATH in url and "hash=1" in url)  # JupyterLab opens the notebook
    assert len(starts) == 1 and starts[0] < shown


def test_the_lesson_is_there_before_jupyterlab_comes_to_the_address_and_takes_nobody_back(chromium, tmp_path):
    """JupyterLab comes to it once its workspace is saved, three quarters of a second after the last change; here it never is, at first."""
    with smo_lab(tmp_path, "--lang", "en") as address:
        page = chromium.new_page()
        held = []
        page.route("**/lab/api/workspaces/**", lambda route: held.append(route) if route.request.method == "PUT" else route.continue_())
        lesson = open_notebook(page, address, PATH)
        assert held, "JupyterLab saved nothing, so nothing was waited for"
        lesson.get_by_role("link", name="Cette leçon").evaluate("link => link.click()")
        tabs = page.locator("#jp-main-dock-panel .lm-TabBar-tab")
        tabs.and_(page.locator(".jp-mod-current")).get_by_text(LESSON.title.fr).wait_for()
        for route in held:
            route.continue_()
        held.clear()
        page.unroute("**/lab/api/workspaces/**")
        page.locator("#filebrowser:not(.jp-mod-restoring)").wait_for(state="attached")  # JupyterLab has come to the address
        assert tabs.all_inner_texts() == [LESSON.title.en, LESSON.title.fr]
        assert tabs.and_(page.locator(".jp-mod-current")).inner_text() == LESSON.title.fr  # where the learner has gone
        assert page.url.endswith(f"/tree/{quote(str(LESSON.notebook('fr')))}")  # for F5
        page.close()


def test_the_third_opening_sends_what_the_second_did(openings):
    sent = [each for _, each in openings]
    assert sent[1] > 50_000  # what is counted is the lesson
    # What a run leaves behind is sent again at every opening after it: a third more, by now. A few per cent come and go
    # with what the kernel says of its state; tests/screen/test_traffic.py opens twenty times and counts to the byte.
    assert sent[2] < sent[1] * 1.15, sent
