"""What an audit counts of a Page: of a case, the figures that the exercise gives; of a file, what it holds."""

import datetime

import pytest

from smo_course import bank
from smo_course.course import syllabus
from smo_course.data.case import case_columns
from smo_course.data.page_year import page_year
from smo_course.journal import Journal
from smo_course.lesson import OpenLesson
from smo_course.text import LANGUAGES

DAY = datetime.date(2026, 3, 1)


def lesson(tmp_path, lang="en") -> OpenLesson:
    return OpenLesson(syllabus().lesson("facebook/audience-and-page"), lang, Journal(tmp_path))


@pytest.mark.parametrize("lang", LANGUAGES)  # a post that asks something does in both
@pytest.mark.parametrize(("company", "place"), [("maison-tilleul", 1), ("velo-cadence", 3)])
def test_a_case_s_year_is_that_of_the_exercise(company, place, lang):
    posts, messages = (case_columns(name, company, lang)[0] for name in ("posts", "messages"))
    found = page_year(posts, messages)
    shown = [each.value for each in bank.load("facebook/pages-audited").show[place].figures]
    assert list(found) == [*shown[:-1], pytest.approx(shown[-1], abs=0.06)]


def test_what_a_table_does_not_tell_is_not_counted():
    columns = {"network": [None, None], "published_on": [DAY, DAY], "type": [None, None], "text": ["Hello?", None]}
    assert page_year(columns, None) == (2, None, 1, None, None, None, None)


def test_other_networks_are_another_year():
    columns = {
        "network": ["facebook", "instagram", "facebook"],
        "published_on": [DAY, DAY + datetime.timedelta(1), DAY + datetime.timedelta(9)],
        "type": ["image", "image", "text"],
        "text": ["a", "b?", "c"],
    }
    assert page_year(columns, None)[:4] == (2, 1, 0, 9)


def test_the_card_is_that_of_the_company_chosen_or_of_the_file_brought(tmp_path):
    opened = lesson(tmp_path)
    assert "Data: Maison Tilleul’s year 2025, simulated." in opened.page_year()._repr_mimebundle_()["text/plain"]
    opened.journal.write("profile", data={"company": "altimetre"})
    fr = OpenLesson(opened.entry, "fr", opened.journal).page_year()._repr_mimebundle_()["text/plain"]
    assert fr.startswith("Données\u00a0: Altimètre, année 2025, simulée.\nPublications\n156\n") and "22\u00a0heures" in fr
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "mine.csv").write_text("Post ID,Date,Title\n1,2026-03-01,Hello?\n2,2026-03-05,Bread\n")
    opened.journal.write("profile", data={"export_posts": "exports/mine.csv"})
    card = opened.page_year()._repr_mimebundle_()["text/plain"]
    assert "mine.csv" in card and "4\u00a0days" in card and "answered" not in card  # no network exports messages
    (tmp_path / "exports" / "mine.csv").write_text("Name\nTea\n")
    card = opened.page_year()._repr_mimebundle_()["text/plain"]
    assert "can’t be read" in card and "156" in card
