"""What a lesson shows of a case company: the one chosen, in the lesson's language; the learner's own only from their file."""

import time

import pytest

from smo_course import open_course, open_lesson
from smo_course.data import case
from smo_course.errors import CourseError
from smo_course.journal import Journal
from smo_course.workbook.company import companies as workbooks
from smo_course.workbook.company import company_of


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    return lambda lang="fr": open_lesson("smo-basics/why-do-smo", lang)


def chosen(tmp_path, company: str) -> None:
    assert Journal(tmp_path).write("profile", data={"company": company}).ok


def test_the_posts_of_the_case_in_the_lesson_s_language(lesson):
    french, english = lesson("fr").data("posts"), lesson("en").data("posts")
    assert french["text"].str.contains("bouilloire").any() and english["text"].str.contains("kettle").any()
    assert not french["text"].str.contains("kettle").any() and "text_en" not in french
    assert french.drop(columns="text").equals(english.drop(columns="text"))  # numbers are the same in both
    assert set(french["network"]) == {"facebook", "twitter"} and len(french) > 250


def test_mentions_are_in_the_reader_s_language_but_for_a_third(lesson):
    for lang in ("en", "fr"):
        assert {lang} < set(lesson(lang).data("mentions")["lang"]) <= {lang, "de", "es", "it", "nl", "pt", "ca"}


def test_the_company_is_the_one_chosen(lesson, tmp_path):
    other = case.companies()[-1]
    chosen(tmp_path, other)
    assert lesson().data("posts").equals(case.read_case("posts", other, "fr"))
    assert lesson().data("posts", company=case.FIRST).equals(case.read_case("posts", case.FIRST, "fr"))
    with pytest.raises(CourseError, match=r"no company ‘tilleul’\. There are: maison-tilleul"):
        lesson().data("posts", company="tilleul")


@pytest.mark.parametrize("company", case.companies())
def test_each_case_can_be_chosen_on_the_start_page_and_has_a_workbook(lesson, tmp_path, company):
    open_course("fr").profile().handle({"name": "", "company": company, "own": ""})
    assert lesson().data("posts").equals(case.read_case("posts", company, "fr"))
    assert company_of(Journal(tmp_path).profile()).key == company
    assert {each.key for each in workbooks()} == {*case.companies(), "own"}
    chosen(tmp_path, "Librairie du Port")  # as profiles of before may say
    assert len(lesson().data("posts")) > 200


def test_the_learner_s_own_company_needs_a_file(lesson, tmp_path, capsys):
    chosen(tmp_path, "own")
    with pytest.raises(CourseError) as caught:
        lesson().data("posts")
    assert "mon-export.csv" in caught.value.text.fr and "my-export.csv" in caught.value.text.en
    assert lesson().data("messages").equals(case.read_case("messages", case.FIRST, "fr"))  # which nobody exports
    assert "celui de Maison Tilleul" in capsys.readouterr().out
    (tmp_path / "mine.csv").write_text("Post ID,Date\n1,2026-03-21\n", encoding="utf-8")
    assert len(lesson().data("posts", "mine.csv")) == 1


def test_a_year_is_read_at_once():
    start = time.process_time()
    case.read_case("posts", case.FIRST, "en")
    assert time.process_time() - start < 1
