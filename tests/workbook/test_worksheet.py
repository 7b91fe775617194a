"""A piece as it is worked on: any edits come back from the journal as they were, no text is lost, companies stay apart."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets import every_piece, fill, piece, sheet
from smo_course.course import syllabus
from smo_course.journal import Journal
from smo_course.pieces.parts.table import Table
from smo_course.screen.piece import PieceView
from smo_course.workbook.company import CASES
from smo_course.workbook.document import document, sheets
from smo_course.workbook.worksheet import Worksheet

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)
ROWS = st.sampled_from(["r1", "r2", "r3", "new-1", "new-2"])
NUMBERS = st.floats(-1e6, 1e6)


def changes_to(part) -> st.SearchStrategy:
    """A change to one part, as a screen sends it."""
    if isinstance(part, Table):
        cells = st.fixed_dictionaries({}, optional={each: TEXT for each in part.inputs()} | {"@at": NUMBERS, "@gone": st.integers(0, 5)})
        return st.dictionaries(ROWS, cells, max_size=2)
    if part.kind == "sentence":
        return st.dictionaries(st.sampled_from(sorted(part.inputs())), TEXT, max_size=2)
    if part.kind == "checklist":
        return st.dictionaries(st.sampled_from([each.id for each in part.items]), st.booleans(), max_size=2)
    return TEXT


def changes(name: str) -> st.SearchStrategy:
    parts = [part for part in piece(name).parts if part.kind != "sum"]
    return st.sampled_from(parts).flatmap(lambda part: st.builds(lambda change: {part.id: change}, changes_to(part)))


@settings(max_examples=60)
@given(edits=st.lists(st.tuples(changes("who-answers-saturday"), st.sampled_from(["en", "fr"])), max_size=12))
def test_any_edits_come_back_from_the_journal_as_they_were(edits):
    with tempfile.TemporaryDirectory() as folder:
        work = sheet("who-answers-saturday", Path(folder))
        for change, lang in edits:
            work.lang = lang
            work.edit(change)
        again = sheet("who-answers-saturday", Path(folder))
        assert again.answer == work.answer
        assert [each.standing for each in again.verdicts()] == [each.standing for each in work.verdicts()]
        assert again.piece.blocks(again.filled(), "fr") == work.piece.blocks(work.filled(), "fr")


@settings(max_examples=60)
@given(edits=st.lists(changes("swot"), max_size=10))
def test_no_text_that_was_typed_is_ever_lost(edits):
    """Whatever comes after it, a text stands in the journal as it was typed, and its row can be put back with it."""
    with tempfile.TemporaryDirectory() as folder:
        work = sheet("swot", Path(folder))
        for change in edits:
            work.edit(change)
        kept = [json.loads(line) for path in Path(folder).rglob("*.jsonl") for line in path.open(encoding="utf-8")]
        known = [entry["answer"] for entry in kept if entry.get("wing") == "workbook"]
        assert known == [change for change in edits if work.piece.taken(change, "en")]
        facts = work.piece.part("facts")
        before = {id: row["fact"] for id, row in work.answer.get("facts", {}).items() if "fact" in row}
        for id in before:
            work.edit({"facts": {id: {"@gone": 7}}})
            work.edit({"facts": {id: {"@gone": 0}}})
        assert {id: row["fact"] for id, row in facts.all_rows(work.answer.get("facts")) if "fact" in row} == before


@settings(max_examples=40)
@given(mine=st.lists(changes("swot"), max_size=6), others=st.lists(changes("swot"), max_size=6))
def test_two_tabs_agree_through_the_journal(mine, others):
    """Each writes without having seen the other; read again, both are the same."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = sheet("swot", Path(folder)), sheet("swot", Path(folder))
        for n in range(max(len(mine), len(others))):
            for work, edits in ((one, mine), (other, others)):
                if n < len(edits):
                    work.edit(edits[n])
        one.look()
        other.look()
        assert one.answer == other.answer


def test_a_tab_that_was_opened_earlier_undoes_nothing_of_another(tmp_path):
    early, late = sheet("swot", tmp_path), sheet("swot", tmp_path)
    late.edit({"facts": {"r1": {"fact": "Open at six"}}})
    early.edit({"facts": {"r2": {"fact": "No photo since May"}}})
    assert [row.values["fact"] for row in late.piece.part("facts").rows(sheet("swot", tmp_path).answer["facts"])] == [
        "Open at six",
        "No photo since May",
    ]


def test_companies_stay_apart_and_all_pieces_change_together(tmp_path):
    journal = Journal(tmp_path)
    for name in ("goal-action-kpi", "charter"):
        fill(Worksheet(piece(name), journal, "en"))
    begun = {each.piece.id for each in sheets(journal, "en") if each.begun}
    assert begun == {"smo-basics/goal-action-kpi", "smo-basics/charter"}
    journal.write("profile", data={"company": "own", "own": "Bakery Martin"})
    assert not any(each.begun for each in sheets(journal, "en"))
    Worksheet(piece("swot"), journal, "en").edit({"facts": {"r1": {"fact": "mine"}}})
    journal.write("profile", data={"company": "own", "own": "Bakery Martin & Sons"})  # a new name for the same company
    assert Worksheet(piece("swot"), journal, "en").answer == {"facts": {"r1": {"fact": "mine"}}}
    journal.write("profile", data={"company": "case"})
    assert {each.piece.id for each in sheets(journal, "en") if each.begun} == begun
    assert Worksheet(piece("swot"), journal, "en").answer == {}


def test_each_of_the_cases_and_the_learners_own_has_a_workbook_and_all_are_there_on_coming_back(tmp_path):
    journal, chosen = Journal(tmp_path), [*CASES, "own"]
    names = ("goal-action-kpi", "charter")
    for key in chosen:
        journal.write("profile", data={"company": key})
        assert not any(each.begun for each in sheets(journal, "en"))
        Worksheet(piece(names[0]), journal, "en").edit({"line": {"goal": f"for {key}"}})
        Worksheet(piece(names[1]), journal, "en").edit({"rules": {"tone": {"rule": f"as {key}"}}})
    told = set()
    for key in [*chosen, "case", *reversed(chosen)]:
        journal.write("profile", data={"company": key})
        own = CASES[0] if key == "case" else key
        first, second = (Worksheet(piece(name), journal, "fr") for name in names)
        assert first.answer == {"line": {"goal": f"for {own}"}} and second.answer == {"rules": {"tone": {"rule": f"as {own}"}}}
        made = document(journal, "fr", date(2026, 11, 27))
        told.add(made.company)
        assert f"as {own}" in str(made.sections) and sum(f"as {each}" in str(made.sections) for each in chosen) == 1
        company = first.company.name.en
        assert all(company not in each.example.company.en for each in every_piece())  # what is a good example is somebody else's
    assert told == {"Maison Tilleul", "Vélo Cadence", "Altimètre", "Mon organisation"}


def test_what_is_typed_for_one_company_is_kept_there_though_another_was_chosen_since(tmp_path):
    """The screen still shows the first; the learner chose another on the start page, in another tab."""
    view = PieceView(sheet("goal-action-kpi", tmp_path), syllabus().lessons()[2])
    Journal(tmp_path).write("profile", data={"company": "own", "own": "Bakery"})
    view.handle({"do": "look"})
    assert view.state["company"] == {"key": "own", "name": "Bakery"}
    view.handle({"do": "edit", "n": 1, "company": "maison-tilleul", "change": {"line": {"goal": "sell tea"}}})
    assert view.state["company"]["key"] == "maison-tilleul"
    view.handle({"do": "look"})
    assert view.state["answer"]["line"] is None
    assert sheet("goal-action-kpi", tmp_path).answer == {}
    Journal(tmp_path).write("profile", data={"company": "case"})
    assert sheet("goal-action-kpi", tmp_path).answer == {"line": {"goal": "sell tea"}}


SENSELESS = [None, 3, [], {}, {"nowhere": 1}, {"line": 3}, {"line": {"goal": 3}}, {"line": {"who": "x"}}, {"line": {"goal": "x" * 5000}}]


@pytest.mark.parametrize("change", SENSELESS)
def test_a_change_without_sense_changes_nothing_and_is_said(change, tmp_path):
    view = PieceView(sheet("goal-action-kpi", tmp_path), syllabus().lessons()[2])
    view.handle({"do": "edit", "n": 4, "company": "maison-tilleul", "change": change})
    assert view.state["n"] == 4 and view.state["saved"]["ok"] is False
    assert not any(entry.wing == "workbook" for entry in Journal(tmp_path).entries)


@pytest.mark.parametrize("change", [{"@at": float("nan")}, {"@at": float("inf")}, {"@gone": True}, {"@at": "1"}, {"what": None}])
def test_places_of_rows_are_numbers(change):
    assert not sheet("swot").edit({"weaknesses": {"r1": change}})


def test_rows_with_names_that_no_screen_gives_and_too_many_of_them_are_refused():
    work = sheet("swot")
    assert not work.edit({"facts": {"../x": {"fact": "a"}, "": {"fact": "b"}}})
    assert not work.edit({"facts": {f"r{n}": {"fact": "a"} for n in range(500)}})


def test_entries_of_another_version_of_a_piece_are_passed_over(tmp_path):
    journal = Journal(tmp_path)
    work = Worksheet(piece("swot"), journal, "en")
    for answer in ({"dropped": "x"}, {"facts": "a text"}, None, "x", {"facts": {"r1": {"fact": "kept", "gone": 3}}}):
        journal.write("draft", work.company.scope, exercise="later/swot", answer=answer, lang="en")
    assert Worksheet(piece("swot"), Journal(tmp_path), "en").answer == {"facts": {"r1": {"fact": "kept"}}}


def test_what_cannot_be_saved_is_told_and_stays_on_the_screen(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    view = PieceView(Worksheet(piece("swot"), Journal(blocked), "fr"), syllabus().lessons()[2])
    view.handle({"do": "edit", "n": 1, "company": "maison-tilleul", "change": {"facts": {"r1": {"fact": "Ouverte à six heures"}}}})
    assert view.state["saved"]["ok"] is False and "Non enregistré" in view.state["saved"]["text"]
    view.handle({"do": "look"})
    assert view.state["answer"]["facts"]["r1"]["fact"] == "Ouverte à six heures"
