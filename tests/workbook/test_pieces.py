"""What a piece is: read from its file, faults told with their place, values read as their language writes them, checks that see."""

from __future__ import annotations

import re

import pytest

from sheets import FOLDER, every_piece, fill, piece, sheet
from smo_course.bank import Malformed
from smo_course.check.pieces import pieces_in
from smo_course.pieces.inputs import DateInput, MoneyInput, NumberInput, TextInput, TimeInput, YesNoInput
from smo_course.text import LANGUAGES, Text
from smo_course.workbook import shelf

NAME = Text(en="Name", fr="Nom")


@pytest.mark.parametrize("each", every_piece(), ids=lambda each: each.id)
def test_an_example_is_complete_and_nothing_filled_in_is_not(each):
    assert {verdict.standing for verdict in sheet_of(each, filled=True).verdicts()} == {"done"}
    assert "todo" in {verdict.standing for verdict in sheet_of(each).verdicts()}


def sheet_of(each, filled=False):
    work = sheet(each.id)
    if filled:
        fill(work)
    return work


def test_what_later_chapters_need_is_only_yaml():
    assert [str(each) for each in pieces_in(FOLDER)] == []


@pytest.mark.parametrize(
    ("typed", "lang", "value"),
    [
        ("1,234.5", "en", 1234.5), ("1 234,5", "fr", 1234.5), ("1\u202f234,5", "fr", 1234.5), ("3,5", "fr", 3.5), ("3.5", "fr", 3.5), ("12 €", "fr", 12.0), ("€12.50", "en", 12.5),
        ("30 %", "fr", 30.0), ("-2", "en", -2.0), ("about ten", "en", "about ten"), ("12.", "en", "12."), ("", "en", ""), ("1e5", "en", "1e5"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_each_language_writes_them_and_anything_else_stays(typed, lang, value):
    assert NumberInput(id="n", text=NAME).taken(typed, lang) == value


@pytest.mark.parametrize(
    ("asked", "good", "bad"),
    [
        (NumberInput(id="n", text=NAME, least=0, most=10, whole=True), 10.0, ("ten", 11.0, -1.0, 2.5)),
        (DateInput(id="d", text=NAME), "2026-02-28", ("2026-02-30", "tomorrow", "28/02/2026")),
        (TimeInput(id="t", text=NAME), "08:05", ("25:00", "8h", "8:5")),
        (YesNoInput(id="y", text=NAME), "no", ("perhaps",)),
    ],
)
def test_what_is_not_what_is_asked_for_is_told_and_nothing_else(asked, good, bad):
    assert asked.trouble(good, {}) is None
    for value in bad:
        told = asked.trouble(value, {})
        assert told and told.en and told.fr


def test_values_are_said_as_each_language_says_them():
    assert [MoneyInput(id="m", text=NAME).said(1234.5, lang, {}) for lang in LANGUAGES] == ["€1,234.50", "1\u202f234,50\u00a0€"]
    assert [DateInput(id="d", text=NAME).said("2026-05-01", lang, {}) for lang in LANGUAGES] == ["1 May 2026", "1er mai 2026"]
    assert [TimeInput(id="t", text=NAME).said("18:05", lang, {}) for lang in LANGUAGES] == ["18:05", "18\u00a0h\u00a005"]


def test_no_screen_sends_a_text_longer_than_its_place():
    assert TextInput(id="t", text=NAME).taken("x" * 2000, "en") and TextInput(id="t", text=NAME).taken("x" * 2001, "en") is None


FAULTS = [
    ("swot", "covers, of: facts.quadrant", "covers, of: facts.colour", "checks[0].of", "facts.colour"),
    ("swot", "of: weaknesses.what}", "of: weakness.what}", "parts[2].weakness.of", "weakness.what"),
    ("campaign", "smo-basics/goal-action-kpi:", "smo-basics/goals:", "takes[0].of", "smo-basics/goals"),
    ("campaign", "Du {first} au {last}", "Du {first}", "parts[0].text.fr", "{last}"),
    ("campaign", "total: [cost, clicks]", "total: [what]", "parts[1].total[0]", "what"),
    ("calendar", "by: day\n", "by: what\n", "parts[0].by", "what"),
    ("audit", "id: photos, criterion", "id: detail, criterion", "parts[0].given", "detail"),
    ("audit", "chart: {", "charts: {", "parts[0].charts", "known"),
    ("audit", "kind: yes-no, id: seen", "kind: perhaps, id: seen", "parts[0].columns[2].kind", "perhaps"),
    ("campaign", "id: ready", "id: Ready!", "parts[3].id", "Ready!"),
]


@pytest.mark.parametrize(("name", "old", "new", "field", "said"), FAULTS)
def test_a_fault_in_a_file_is_told_with_its_line_its_field_and_the_reason(tmp_path, name, old, new, field, said):
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / f"{name}.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Malformed) as raised:
        shelf.check(path, name)
    told = str(raised.value)
    assert re.search(rf"{name}\.yaml:\d+: {re.escape(field)}", told) and said in told, told


def test_an_example_that_its_own_checks_refuse_is_found(tmp_path):
    text = (FOLDER / "campaign.yaml").read_text(encoding="utf-8")
    (tmp_path / "campaign.yaml").write_text(text.replace("cost: 49.5", "cost: 50"), encoding="utf-8")
    found = [str(each) for each in pieces_in(tmp_path)]
    assert len(found) == 2 and "120.5 against 120" in found[0] and "120,5" in found[1]  # in each language


def standing(work, start: str) -> str:
    return next(each.standing for each in work.verdicts() if each.text.en.startswith(start))


# One change to a filled piece, what it breaks, and what is said there: worked out by hand.
BROKEN = [
    ("goal-action-kpi", {"sort": {"counted": "followers"}}, "Goal and KPI", "look", "nothing yet"),
    ("goal-action-kpi", {"figure": {"target": "many"}}, "The figure", "look", "“many” is no number"),
    ("goal-action-kpi", {"line": {"kpi": " "}}, "The sentence", "todo", "KPI"),
    ("where-customers-are", {"question": "Tell me which networks you use at home"}, "The question ends", "look", "question mark"),
    ("where-customers-are", {"families": {"r2": {"family": "general"}}}, "Each family", "look", "Row 2"),
    ("message-and-plan", {"time": {"hours": "10"}}, "The plan fits", "look", "11 against 10"),
    ("who-answers-saturday", {"rota": {"r3": {"day": "2026-03-14"}}}, "No day", "look", "Row 3"),
    ("who-answers-saturday", {"rota": {"r2": {"who": "Sonia"}}}, "Nobody is on call twice", "look", "Row 2"),
    ("who-answers-saturday", {"rota": {"r1": {"to": "09:00"}}}, "Each turn", "look", "Row 1"),
    ("who-answers-saturday", {"ready": {"told": False}}, "Before the first", "look", "Those on the rota"),
    ("charter", {"life": {"again": "2025-01-01"}}, "It is read again", "look", "comes before"),
    ("charter", {"rules": {"paid": {"rule": ""}}}, "The charter", "look", "6 rows of 7"),
    ("calendar", {"posts": {"r5": {"day": "2027-03-01"}}}, "No gap", "look", "days between"),
    ("calendar", {"posts": {"r2": {"format": "text"}}}, "No two formats", "look", "Row 2"),
    ("campaign", {"lines": {"r1": {"day": "2026-05-11"}}}, "Every line lies", "look", "11 May 2026"),
    ("campaign", {"lines": {"r1": {"what": "Post"}}}, "Each line names", "look", "no figure"),
    ("swot", {"weaknesses": {"new": {"@at": 9, "what": "Closed on Sundays"}}}, "Every weakness", "look", "Closed on Sundays"),
    ("audit", {"grid": {"photos": {"mark": "12"}}}, "The grid", "look", "10 or less"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "line", "now", "said"), BROKEN)
def test_each_check_sees_what_it_is_there_to_see(name, change, line, now, said):
    work = sheet(name)
    fill(work)
    assert standing(work, line) == "done"
    work.edit(change)
    verdict = next(each for each in work.verdicts() if each.text.en.startswith(line))
    assert verdict.standing == now and any(said in each.en for each in verdict.where), verdict


def test_a_choice_among_rows_follows_them_and_says_when_its_row_is_gone():
    work = sheet("swot")
    fill(work)
    work.edit({"weaknesses": {"w1": {"what": "No photo since June"}}})
    assert work.filled().said("answers.weakness", "en") == ["No photo since June"]
    work.edit({"weaknesses": {"w1": {"@gone": 1}}})
    assert "no longer there" in str([each.where for each in work.verdicts()])
    work.edit({"weaknesses": {"w1": {"@gone": 0}}})
    assert work.complete


def test_a_piece_takes_up_what_an_earlier_one_says(tmp_path):
    goal = sheet("goal-action-kpi", tmp_path)
    goal.edit({"line": {"kpi": "the visits from the guide"}})
    assert sheet("campaign", tmp_path).filled().said("smo-basics/goal-action-kpi:line.kpi", "fr") == ["the visits from the guide"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("each", every_piece(), ids=lambda each: each.id)
def test_a_piece_reads_whole_in_each_language_filled_or_empty(each, lang):
    for filled in (False, True):
        work = sheet(each.id, lang=lang)
        if filled:
            fill(work)
        assert each.blocks(work.filled(), lang)
    assert piece(each.id).title.get(lang)
