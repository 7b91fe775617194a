"""The page of the bank: it holds every key, makes no markup of what exercises say, and writes over nothing of the trainer's."""

import json
import re
from html.parser import HTMLParser

import msgspec
import pytest

from smo_course import bank, cli
from smo_course.bank import Bank
from smo_course.kinds import kind_of
from smo_course.text import LANGUAGES
from smo_course.trainer import bank_page

HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"> <!-- {"a": 1}'


class Scripts(HTMLParser):
    """The scripts of a page as (attributes, text), and the names of all its elements."""

    def __init__(self, text: str):
        super().__init__()
        self.scripts, self.elements, self.inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)


def data_of(text: str) -> dict:
    [held] = [text for attributes, text in Scripts(text).scripts if attributes.get("id") == "bank"]
    return json.loads(held)


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def feedback_in(value, lang: str):
    """Every text of an exercise's file that is said after an answer, or that marks one."""
    if isinstance(value, list):
        for each in value:
            yield from feedback_in(each, lang)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in ("feedback", "otherwise", "missed", "explain") and each:
                yield each[lang]
            elif name in ("hints", "outcomes"):
                yield from (part.get("text", part)[lang] for part in each)
            elif name in ("value", "if") and isinstance(each, str) and each:
                yield each
            elif name in ("accept", "match"):
                yield from (*each["en"], *each["fr"])
            elif name not in ("title", "prompt", "text", "unit", "when"):
                yield from feedback_in(each, lang)


@pytest.fixture(scope="module")
def whole():
    exercises, faults = Bank().read()
    assert not faults
    return data_of(bank_page.page(Bank(), exercises, "en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_is_there(whole, lang):
    assert [each["id"] for each in whole["exercises"]] == bank.ids()
    looked_for = 0
    for each in whole["exercises"]:
        exercise = bank.load(each["id"])
        told = "\n".join(texts_of(each[lang]["key"]))
        solution = exercise.solution(bank_page._SEED).get(lang)
        assert solution in told
        for text in feedback_in(msgspec.to_builtins(exercise), lang):
            for piece in re.split(r"{\w+}", text):  # drawn numbers are filled in
                looked_for += 1
                assert piece in told, (each["id"], piece)
        for concept in exercise.concepts:
            assert concept in told
    assert looked_for > 400  # the bank says more than that in each language


def test_what_a_number_is_marked_by(whole):
    for each in whole["exercises"]:
        exercise = bank.load(each["id"])
        if exercise.kind != "number":
            continue
        codes = [row["code"] for section in each["en"]["key"] for row in section.get("rows", [])]
        assert {exercise.answer, *exercise.draw, *(mistake.value for mistake in exercise.mistakes)} <= set(codes)
        notes = " ".join(note for section in each["en"]["key"] for row in section.get("rows", []) for note in row.get("notes", []))
        assert f"± {exercise.tolerance:g} " in notes


def test_a_storys_map_leads_everywhere(whole):
    for each in whole["exercises"]:
        exercise = bank.load(each["id"])
        if exercise.kind != "scenario":
            continue
        [story] = [section["story"] for section in each["en"]["key"] if "story" in section]
        choices, moments, todo = [], [], [story]
        while todo:
            moment = todo.pop()
            moments.append(moment["text"])
            choices += [choice["text"] for choice in moment["choices"]]
            todo += [choice["then"] for choice in moment["choices"]]
        assert sorted(choices) == sorted(choice.text.en for node in exercise.nodes for choice in node.choices)  # each once
        assert {node.text.en for node in exercise.nodes} <= set(moments)


def test_an_essays_rubric_and_the_bins_of_a_sort(example):
    essay = str(kind_of(example("essay")).key(example("essay"), "x", "en"))
    assert "Says what is true" in essay and "points: 3" in essay and "3 to 8 words" in essay
    sort = example("sort")
    rows = next(each["rows"] for each in kind_of(sort).key(sort, "x", "en") if each["title"] == "Where each item belongs")
    bins = {each.id: each.text.en for each in sort.bins}
    for item, row in zip(sort.items, rows, strict=True):
        right = [item.bin] if isinstance(item.bin, str) else item.bin
        assert row["what"] == item.text.en and row["notes"][0] == "→ " + " / ".join(bins[each] for each in right)


def test_which_answers_are_right_and_wrong(example):
    rows = next(
        each["rows"] for each in kind_of(example("choice")).key(example("choice"), "x", "en") if each["title"] == "What each answer is told"
    )
    assert {row["what"]: row["sign"] for row in rows} == {"Clicks": "right", "Shares": "right", "Followers": "wrong", "Impressions": "wrong"}


def test_hostile_texts_stay_texts(tmp_path, example_text):
    old = json.dumps(HOSTILE)
    text = example_text("choice").replace("{en: What people did,", f"{{en: {old},").replace("{en: They were there before the post.,", f"{{en: {old},")
    assert text.count(old) == 2
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    bank = Bank(tmp_path)
    exercises, faults = bank.read()
    assert not faults
    text = bank_page.page(bank, exercises, "en", folder=HOSTILE)
    plain = Scripts(bank_page.page(Bank(), Bank().read()[0], "en"))
    found = Scripts(text)
    assert found.elements == plain.elements and "img" not in found.elements
    told = next(each for each in data_of(text)["exercises"] if each["id"] == "bad")
    assert told["en"]["content"]["title"] == HOSTILE and HOSTILE in texts_of(told["en"]["key"])


def test_the_page_needs_nothing_from_elsewhere():
    text = bank_page.page(Bank(), Bank().read()[0], "fr")
    assert not re.search(r"<(link|img|iframe)|<script[^>]*\ssrc|@import|url\(", text)
    assert '<html lang="fr">' in text and data_of(text)["lang"] == "fr"


@pytest.mark.slow
def test_a_page_of_ours_is_renewed_and_nothing_else_is_written_over(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["bank", "--no-browser"]) == 0
    page = tmp_path / "smo-bank.html"
    assert data_of(page.read_text(encoding="utf-8"))["lang"] == "en"
    assert cli.main(["bank", "--no-browser", "--lang", "fr"]) == 0
    assert data_of(page.read_text(encoding="utf-8"))["lang"] == "fr"
    page.write_text("<!doctype html>\nmy own page", encoding="utf-8")
    assert cli.main(["bank", "--no-browser"]) == 2
    assert "is no page of `smo bank`" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "<!doctype html>\nmy own page"
    (tmp_path / "folder").mkdir()
    assert cli.main(["bank", "--no-browser", "--output", "folder"]) == 2
    assert list((tmp_path / "folder").iterdir()) == []


def test_it_is_opened_in_the_browser_unless_asked_not_to(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    path = tmp_path / "a b.html"
    assert cli.main(["bank", "--output", str(path), "--no-browser"]) == 0 and opened == []
    assert cli.main(["bank", "--output", str(path)]) == 0 and opened == [path.as_uri()]
