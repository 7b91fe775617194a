"""A file that the learner chooses: read, kept without overwriting anything, used by the lesson; a wrong one is told and not kept."""

import base64

import pytest

from smo_course import open_lesson
from smo_course.data import case
from smo_course.screen.own_file import OwnFile
from smo_course.text import LANGUAGES

POSTS = "Post ID;Heure de publication;Couverture\n1;21/03/2026 18:30;1 200\n2;22/03/2026 08:00;5\n".encode("utf-16")


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    return lambda lang="en": open_lesson("smo-basics/why-do-smo", lang)


def send(chooser: OwnFile, name: str, content: bytes, size: int = 60) -> dict:
    """Sends a file as the browser does, in pieces whose bytes are a multiple of three but for the last."""
    pieces = [content[start : start + size] for start in range(0, len(content), size)] or [b""]
    for part, piece in enumerate(pieces):
        chooser.handle({"name": name, "part": part, "parts": len(pieces), "data": base64.b64encode(piece).decode()})
    return chooser.state


@pytest.mark.parametrize("lang, days", [("en", "From 21 March 2026 to 22 March 2026."), ("fr", "Du 21 mars 2026 au 22 mars 2026.")])
def test_what_was_found_is_told_and_the_lesson_works_on_it(lesson, tmp_path, capsys, lang, days):
    chosen = lesson(lang).own_file("posts")
    state = send(chosen, "mine.csv", POSTS)
    assert state["error"] == "" and state["file"] == "exports/mine.csv" and "mine.csv" in state["lines"][0] and days in state["lines"]
    assert any({"en": "reach", "fr": "portée"}[lang] in line for line in state["lines"])
    assert (tmp_path / "exports" / "mine.csv").read_bytes() == POSTS
    assert lesson(lang).data("posts")["reach"].sum() == 1205
    assert "mine.csv" in capsys.readouterr().out
    assert len(lesson(lang).data("posts", company=case.FIRST)) > 200
    chosen.handle({"forget": True})
    assert len(lesson(lang).data("posts")) > 200 and (tmp_path / "exports" / "mine.csv").is_file()


def test_no_file_is_ever_overwritten_and_the_same_one_is_kept_once(lesson, tmp_path):
    chosen = lesson().own_file("posts")
    assert send(chosen, "mine.csv", POSTS)["file"] == send(chosen, "mine.csv", POSTS)["file"] == "exports/mine.csv"
    other = POSTS + "3;23/03/2026 08:00;7\n".encode("utf-16-le")
    assert send(chosen, "mine.csv", other)["file"] == "exports/mine-2.csv"
    assert (tmp_path / "exports" / "mine.csv").read_bytes() == POSTS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("content, told", [
    (b"Name,Price\nTea,3\n", {"en": "cannot serve as", "fr": "ne peut servir"}),
    (b"", {"en": "it is empty", "fr": "le fichier est vide"}),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", {"en": "no table that can be read", "fr": "n’est pas un tableau lisible"}),
])  # fmt: skip
def test_a_wrong_file_is_told_and_leaves_nothing_behind(lesson, tmp_path, lang, content, told):
    chosen = lesson(lang).own_file("posts")
    send(chosen, "mine.csv", POSTS)
    state = send(chosen, "other.csv", content)
    assert told[lang] in state["error"] and state["error"].startswith("other.csv") and "/tmp" not in state["error"]
    assert state["file"] == "exports/mine.csv" and [path.name for path in (tmp_path / "exports").iterdir()] == ["mine.csv"]


@pytest.mark.parametrize("name", ["../../evil.csv", "C:\\Users\\x\\evil.csv", "/etc/evil.csv", "a/b/evil.csv"])
def test_a_name_leads_nowhere_else(lesson, tmp_path, name):
    assert send(lesson().own_file("posts"), name, POSTS)["file"] == "exports/evil.csv"
    assert (tmp_path / "exports" / "evil.csv").is_file()


@pytest.mark.parametrize("message", [
    {}, {"name": 3, "part": 0, "parts": 1, "data": ""}, {"name": "a.csv", "part": 0, "parts": 1, "data": "é"}, {"name": "a.csv", "part": 7, "parts": 2, "data": ""},
    {"name": "a\0b.csv", "part": 0, "parts": 1, "data": base64.b64encode(POSTS).decode()}, {"name": "..", "part": 0, "parts": 1, "data": ""},
])  # fmt: skip
def test_a_message_of_another_sort_breaks_nothing(lesson, message):
    chosen = lesson().own_file("posts")
    chosen.handle(message)
    assert send(chosen, "mine.csv", POSTS)["file"] == "exports/mine.csv"


def test_a_folder_that_takes_nothing_is_told(lesson, tmp_path):
    (tmp_path / "exports").write_text("a file where a folder is wanted")
    state = send(lesson().own_file("posts"), "mine.csv", POSTS)
    assert "could not be kept" in state["error"] and state["file"] == ""


def test_days_and_posts_are_chosen_apart(lesson):
    days = lesson().own_file("days")
    assert send(days, "x.csv", b"Date,Impressions,Unfollows\n2026-03-21,3,1\n")["file"] == "exports/x.csv"
    assert len(lesson().data("days")) == 1 and len(lesson().data("posts")) > 200


def test_an_explorer_follows_what_is_chosen(lesson, tmp_path):
    shown = lesson().explorer("page_statistics")
    assert "Maison Tilleul" in shown.content["whose"]
    chosen = lesson().own_file("posts")
    send(chosen, "mine.csv", POSTS)
    assert shown.content["whose"] == "Data: your file exports/mine.csv."
    assert [each["n"] for each in shown.content["first"]["answer"]["groups"]] == [1, 1]
    assert lesson("fr").explorer("page_statistics").content["whose"] == "Données\u00a0: votre fichier exports/mine.csv."
    (tmp_path / "exports" / "mine.csv").unlink()
    again = lesson("fr").explorer("page_statistics")
    again._known = None
    again.follow()
    assert again.content["whose"].startswith("Votre fichier n’a pas pu être lu") and again.content["first"]["answer"]["groups"]
    chosen.handle({"forget": True})
    assert "Maison Tilleul" in shown.content["whose"] and len(shown.content["first"]["answer"]["groups"]) > 2
