"""The chooser for a file of the learner's own, in Chromium: a large file in pieces, a wrong one told, nothing but the kernel asked."""

import pytest

import widget_page
from smo_course import open_lesson

ROWS = 25_000  # more than goes in one message


@pytest.mark.parametrize("lang, choose, read, wrong, forget", [
    ("en", "Choose a file…", "25,000 rows read", "cannot serve as", "Back to the case"),
    ("fr", "Choisir un fichier…", "25\u202f000 lignes lues", "ne peut servir", "Revenir au cas"),
])  # fmt: skip
def test_a_file_is_chosen_read_and_told(page, tmp_path, monkeypatch, lang, choose, read, wrong, forget):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    page.set_viewport_size({"width": 420, "height": 900})
    view = open_lesson("smo-basics/why-do-smo", lang).own_file("posts")
    asked = []

    def practice(message):
        asked.append(message)
        view.handle(message)
        return {"state": view.state}

    page.expose_function("practice", practice)
    faults = widget_page.open_widget(page, view)
    (tmp_path / "mine.csv").write_text("Post ID,Date,Reach\n" + "".join(f"{each},2026-03-21,5\n" for each in range(ROWS)))
    (tmp_path / "other.csv").write_text("Name,Price\nTea,3\n")
    told, forget = page.get_by_role("status"), page.get_by_role("button", name=forget)
    with page.expect_file_chooser() as chooser:  # without a mouse
        page.get_by_role("button", name=choose).press("Enter")
    chooser.value.set_files(tmp_path / "mine.csv")
    told.get_by_text(read).wait_for()
    assert len(asked) > 1 and (tmp_path / "exports" / "mine.csv").read_bytes() == (tmp_path / "mine.csv").read_bytes()
    assert forget.is_visible() and not widget_page.violations(page)
    chooser.value.set_files(tmp_path / "other.csv")
    told.get_by_text(wrong).wait_for()
    widget_page.dark(page)
    assert not widget_page.violations(page)
    forget.click()
    forget.wait_for(state="hidden")
    assert view.state["file"] == "" and not faults
