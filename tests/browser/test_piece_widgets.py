"""Pieces of the workbook in Chromium: the JavaScript that is sent to learners, answered by the real work sheet in Python."""

from __future__ import annotations

import pytest

import widget_page
from sheets import fill, piece
from smo_course.attempt import practise
from smo_course.course import syllabus
from smo_course.journal import Journal
from smo_course.screen.exercise import ExerciseView
from smo_course.screen.my_workbook import ExportView, overview
from smo_course.screen.piece import PieceView
from smo_course.workbook.worksheet import Worksheet


@pytest.fixture
def open_piece(page, tmp_path):
    """open_piece(name) shows a piece as its journal has it; open_piece.sheet() is what the journal holds now."""

    def open(name: str, lang: str = "en", filled: bool = False, read_only: bool = False) -> PieceView:
        work = Worksheet(piece(name), Journal(tmp_path), lang)
        if filled:
            fill(work)
        view = PieceView(work, syllabus().lessons()[0], read_only)
        open.view, open.faults = view, []
        if not open.exposed:
            page.expose_function("practice", lambda message: open.view.handle(message) or {"state": open.view.state})
            open.exposed = True
        open.faults = widget_page.open_widget(page, view)
        return view

    open.exposed = False
    open.sheet = lambda name: Worksheet(piece(name), Journal(tmp_path), "en")
    yield open
    assert open.faults == []


def saved(page):
    page.locator("footer").get_by_text("Saved.").wait_for()


def test_a_piece_is_made_by_keyboard_alone_and_is_there_again(page, open_piece):
    open_piece("goal-action-kpi")
    widget_page.tab_to(page, page.get_by_label("Goal", exact=True))
    page.keyboard.type("sell more tea in January")
    page.keyboard.press("Tab")
    page.keyboard.type("d d x a b")  # which, in JupyterLab's command mode, would delete, cut and add cells
    widget_page.tab_to(page, page.get_by_label("Sort of goal"))
    page.keyboard.type("sell")
    widget_page.tab_to(page, page.get_by_label("What the KPI counts"))
    page.keyboard.type("fo")  # followers
    widget_page.tab_to(page, page.get_by_label("Target"))
    page.keyboard.type("1,200.5")
    page.get_by_text("A follower has bought nothing yet").wait_for()
    saved(page)
    assert page.evaluate("window.outside") == []
    assert open_piece.sheet("goal-action-kpi").answer == {
        "line": {"goal": "sell more tea in January", "action": "d d x a b"},
        "sort": {"reason": "sell", "counted": "followers"},
        "figure": {"target": 1200.5},
    }
    open_piece("goal-action-kpi", "fr")
    assert page.get_by_label("Objectif", exact=True).input_value() == "sell more tea in January"
    assert page.get_by_label("Cible").input_value() == "1\u202f200,5"
    assert page.get_by_text("Un abonné n’a encore rien acheté").is_visible()


def test_what_is_pasted_beyond_the_room_of_a_field_is_said(page, open_piece):
    open_piece("goal-action-kpi")
    page.evaluate("""() => {
        const long = document.createElement("textarea");
        long.value = "x".repeat(2_003);
        document.body.append(long);
        long.select();
    }""")
    page.keyboard.press("Control+C")
    goal = page.get_by_label("Goal", exact=True)
    goal.click()
    page.keyboard.press("Control+V")
    page.get_by_text("3 characters were left out").wait_for()
    assert len(goal.input_value()) == 2_000
    page.keyboard.press("Backspace")
    assert page.get_by_text("left out").count() == 0


def test_rows_are_added_moved_taken_away_and_put_back(page, open_piece):
    open_piece("swot")

    def facts():
        return [row.values["fact"] for row in open_piece.sheet("swot").piece.part("facts").rows(open_piece.sheet("swot").answer["facts"])]

    table = page.locator(".smo-part", has_text="The facts")
    for n, text in enumerate(("one", "two", "three", "four"), 1):
        table.get_by_label(f"Fact, row {n}").fill(text)
    table.get_by_role("button", name="Add a row").press("Enter")
    page.keyboard.press("Tab")  # from the first field of the new row to the second
    page.keyboard.type("five")
    table.get_by_role("button", name="Move row 5 up").press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move row 4 up"  # the focus goes with the row
    page.keyboard.press("Enter")
    table.get_by_role("button", name="Remove row 1").click()
    saved(page)
    assert facts() == ["two", "five", "three", "four"]
    page.keyboard.press("Enter")  # what was taken away can be put back at once,
    saved(page)
    page.wait_for_function("() => document.querySelectorAll('.smo-part-table tbody')[0].rows.length === 5")
    assert page.get_by_label("Fact, row 1").input_value() == "one"
    table.get_by_role("button", name="Remove row 2").click()
    saved(page)
    open_piece("swot")  # and as well on another day
    page.get_by_role("button", name="Put the removed row back").click()
    saved(page)
    assert facts() == ["one", "two", "five", "three", "four"]


def test_a_calendar_shows_its_months_and_what_is_worked_out(page, open_piece):
    open_piece("calendar", filled=True)
    months = page.locator(".smo-month caption").all_inner_texts()
    assert months == ["November 2026", "December 2026", "January 2027"]
    assert page.locator(".smo-event").count() == 30
    assert page.locator(".smo-sum").inner_text() == "22.25\u00a0h"
    page.get_by_label("Day, row 1", exact=True).fill("2026-10-31")
    page.locator(".smo-month caption", has_text="October 2026").wait_for()
    page.get_by_text("days between 31 October 2026").wait_for()


def test_another_company_is_another_sheet_and_coming_back_loses_nothing(page, open_piece, tmp_path):
    open_piece("goal-action-kpi")
    goal = page.get_by_label("Goal", exact=True)
    goal.fill("sell tea")
    saved(page)
    Journal(tmp_path).write("profile", data={"company": "own", "own": "Bakery Martin"})
    see_again(page)
    page.get_by_text("Bakery Martin").wait_for()
    assert goal.input_value() == ""
    goal.fill("sell bread")
    saved(page)
    Journal(tmp_path).write("profile", data={"company": "case"})
    see_again(page)
    page.get_by_text("Maison Tilleul").wait_for()
    assert goal.input_value() == "sell tea"


def see_again(page):
    """Out of sight for a while, as when another tab is in front, and back."""
    page.evaluate("document.querySelector('#here').style.display = 'none'")
    page.wait_for_timeout(200)
    page.evaluate("document.querySelector('#here').style.display = ''")


def test_what_a_stopped_lesson_could_not_save_is_there_after_a_new_start(page, open_piece):
    open_piece("goal-action-kpi")
    page.clock.install()
    page.evaluate("window.stopped = true")
    page.get_by_label("Goal", exact=True).fill("sell tea")
    page.clock.run_for(8000)
    page.evaluate("document.addEventListener('smo:restart', () => { window.stopped = false; })")
    page.get_by_role("button", name="Start the lesson again").click()
    page.evaluate("window.show()")
    page.clock.run_for(1000)
    saved(page)
    assert open_piece.sheet("goal-action-kpi").answer == {"line": {"goal": "sell tea"}}


@pytest.mark.parametrize("name", ["calendar", "campaign", "message-and-plan"])  # which have every kind of part between them
def test_no_piece_has_a_violation_filled_or_empty_wide_or_narrow_light_or_dark(page, open_piece, name):
    open_piece(name)
    page.locator("summary").first.click()
    assert widget_page.violations(page) == []
    open_piece(name, "fr", filled=True)
    page.set_viewport_size({"width": 400, "height": 800})
    widget_page.dark(page)
    assert widget_page.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 400  # nothing to scroll sideways for


def test_a_piece_of_an_earlier_lesson_reads_as_it_was_made(page, open_piece):
    open_piece("message-and-plan", filled=True, read_only=True)
    assert page.locator("input, textarea, select").count() == 0
    assert page.get_by_text("made in the lesson “What a company does there”").is_visible()
    assert page.get_by_role("img", name="Hours a month, action by action").get_attribute("aria-label").count("h") >= 3
    assert page.locator(".smo-grid tfoot").inner_text().split() == ["Total", "11"]
    assert widget_page.violations(page) == []


def test_the_workbooks_page_reads_and_makes_a_document(page, tmp_path):
    journal = Journal(tmp_path)
    fill(Worksheet(piece("message-and-plan"), journal, "fr"))
    view = ExportView(journal, "fr")
    page.expose_function("practice", lambda message: view.handle(message) or {"state": view.state})
    faults = widget_page.open_widget(page, view)
    page.evaluate("html => document.querySelector('#here').insertAdjacentHTML('beforebegin', html)", overview(journal, "fr").html)
    page.locator("summary").click()
    assert page.get_by_text("publier les créneaux libres dans le groupe du quartier").first.is_visible()
    assert (
        page.get_by_role("link", name="Leçon «\u00a0Ce qu’une entreprise y fait\u00a0»").get_attribute("href").endswith("does-there.ipynb")
    )
    page.get_by_role("button", name="Créer un document Word").press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger maison-tilleul-carnet.docx").click()
    assert download.value.path().read_bytes() == (tmp_path / "workbook" / "maison-tilleul-carnet.docx").read_bytes()
    assert widget_page.violations(page) == [] == faults


def test_a_sheet_is_put_into_an_answer_and_put_in_anew(page, tmp_path, example):
    journal = Journal(tmp_path)
    work = Worksheet(piece("charter"), journal, "en")
    fill(work)
    view = ExerciseView(practise(example("piece"), journal, "en"))
    page.expose_function("practice", lambda message: view.handle(message) or {"state": view.state})
    faults = widget_page.open_widget(page, view)
    take = page.get_by_role("button", name="Put this sheet into my answer")
    widget_page.tab_to(page, take)
    assert widget_page.violations(page) == []
    page.keyboard.press("Enter")
    page.get_by_text("What you’ll hand in, for Maison Tilleul").wait_for()
    saved(page)
    assert view.attempt.answer["company"] == "Maison Tilleul" and take.is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Take it out again"

    work.edit({"rules": {"tone": {"rule": "<b>Otherwise</b>"}}})
    view.follow()
    page.evaluate("state => window.elsewhere({ state })", view.state)
    page.get_by_text("Your sheet has changed").wait_for()
    assert page.get_by_text("<b>Otherwise</b>").count() == 0
    page.get_by_role("button", name="Put it in as it is now").click()
    page.get_by_text("<b>Otherwise</b>").wait_for()
    saved(page)
    page.get_by_role("button", name="Take it out again").click()
    page.get_by_text("Your sheet as it stands").wait_for()
    assert widget_page.violations(page) == [] and faults == []
