"""The datasets keep to their description, and what is shown of them is safe, dated and honest."""

import csv
import json
import re
import subprocess
import sys
from html import escape
from html.parser import HTMLParser

import msgspec
import pytest

from smo_course import datasets
from smo_course.course import concepts, content_root
from smo_course.datasets import STATUS, Fact, facts, facts_html, facts_text, freshness, load, platforms
from smo_course.text import LANGUAGES, Text

FOLDER = content_root() / "datasets"
DESCRIPTOR = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}
EVERY_FACT = facts(*(row["id"] for row in csv.DictReader((FOLDER / "facts.csv").open(encoding="utf-8", newline=""))))


def rows(name):
    with (FOLDER / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def problems(table, fields):
    """What a Table Schema (Frictionless, version 1) has against these rows, as texts."""
    if table and list(table[0]) != [field["name"] for field in fields]:
        yield f"columns {list(table[0])}"
        return
    reads = {"string": str, "number": float, "integer": int}
    for field in fields:
        name, rules = field["name"], field.get("constraints", {})
        cells = [row[name] for row in table]
        if rules.get("unique"):
            yield from (f"{name} {cell!r} is said twice" for cell in set(cells) if cells.count(cell) > 1)
        for row, cell in enumerate(cells, start=2):
            if not cell:
                if rules.get("required"):
                    yield f"line {row}: no {name}"
                continue
            try:
                value = reads[field["type"]](cell)
            except ValueError:
                yield f"line {row}: {name} {cell!r} is no {field['type']}"
                continue
            if cell not in rules.get("enum", [cell]) or not re.fullmatch(rules.get("pattern", ".*"), cell):
                yield f"line {row}: {name} {cell!r} is not allowed"
            if value < rules.get("minimum", value) or value > rules.get("maximum", value):
                yield f"line {row}: {name} {cell!r} is out of range"


def test_the_description_names_every_file():
    assert {path.name for path in FOLDER.glob("*.csv")} == {resource["path"] for resource in RESOURCES.values()}
    assert DESCRIPTOR["licenses"][0]["name"] == "CC-BY-4.0"
    assert all(resource["schema"]["primaryKey"] == "id" for resource in RESOURCES.values())


@pytest.mark.parametrize("name", RESOURCES)
def test_a_file_keeps_to_its_description(name):
    assert list(problems(rows(name), RESOURCES[name]["schema"]["fields"])) == []


def test_the_validator_sees_each_kind_of_fault():
    fields = [
        {"name": "id", "type": "string", "constraints": {"required": True, "unique": True, "pattern": "[a-z]+"}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["x", "y"]}},
        {"name": "year", "type": "integer", "constraints": {"minimum": 1980}},
    ]
    faulty = [
        {"id": "a", "kind": "z", "year": "1979"},
        {"id": "a", "kind": "", "year": "soon"},
        {"id": "", "kind": "x", "year": ""},
        {"id": "B", "kind": "y", "year": "2000"},
    ]
    assert sorted(problems(faulty, fields)) == [
        "id 'a' is said twice",
        "line 2: kind 'z' is not allowed",
        "line 2: year '1979' is out of range",
        "line 3: year 'soon' is no integer",
        "line 4: no id",
        "line 5: id 'B' is not allowed",
    ]
    assert list(problems([{"id": "a"}], fields)) == ["columns ['id']"]


def test_a_statement_of_2015_is_a_concept_of_the_same_lesson():
    for fact in EVERY_FACT:
        if fact.origin == "2015":
            assert fact.lesson == concepts()[fact.id].lesson, fact.id
            assert fact.as_of == "2015-07"
            assert fact.source_statement
        else:
            assert fact.id not in concepts()


def test_every_figure_of_the_articles_is_a_fact():
    figures = {concept.id for concept in concepts().values() if concept.kind == "figure"}
    assert len(figures) > 20
    assert figures <= {fact.id for fact in EVERY_FACT}


def test_what_the_course_adds_has_a_source():
    assert [fact.id for fact in EVERY_FACT if fact.origin == "added" and not fact.sources] == []


def test_texts_since_come_in_both_languages_and_a_statement_of_2015_has_one():
    for fact in EVERY_FACT:
        assert bool(fact.since.en) == bool(fact.since.fr), fact.id
        assert fact.since.en or fact.origin == "added", fact.id
        assert bool(fact.unit.en) == bool(fact.unit.fr) == (fact.value is not None), fact.id


@pytest.mark.parametrize("name", RESOURCES)
def test_typography(name):
    """French: no-break spaces inside punctuation and figures. Both: typographic quotes and apostrophes, single spaces."""
    wrong = {
        "en": re.compile(r"""['"«»]|\s\s|^\s|\s$| [:;!?%]"""),
        "fr": re.compile(r"""['"“”]|\s\s|^\s|\s$|[ ][:;!?»%€]|«(?!\u00a0)|[^\s][;!?»]|\w:(?!//)|\d \d{3}"""),
    }
    texts = 0
    for row in rows(name):
        for lang in LANGUAGES:
            for column in (column for column in row if column.endswith(f"_{lang}")):
                texts += 1
                found = wrong[lang].search(row[column])
                assert not found, f"{row['id']} {column}: {found[0]!r} in {row[column]!r}"
    assert texts > 90


def test_low_confidence_is_never_printed_as_fact():
    assert {fact.id for fact in EVERY_FACT if fact.confidence == "low"} == {fact.id for fact in EVERY_FACT if fact.status == "unverified"}
    doubtful = next(fact for fact in EVERY_FACT if fact.status == "unverified")
    for fact in (doubtful, msgspec.structs.replace(doubtful, origin="added")):
        for lang in LANGUAGES:
            assert escape(STATUS["unverified"].get(lang)) in facts_html([fact], lang)
            assert STATUS["unverified"].get(lang) in facts_text([fact], lang)
    for platform in platforms():
        if platform.confidence == "low":
            assert re.search(r"could (not )?be confirmed", platform.changed.en), platform.id
            assert re.search(r"n’(a|ont) (pas )?pu être confirmé", platform.changed.fr), platform.id


def test_the_platforms_of_the_articles_come_first():
    named = [platform.in_source for platform in platforms()]
    assert named == sorted(named, reverse=True)
    assert named.count(True) == 38
    google_plus = next(platform for platform in platforms() if platform.id == "google-plus")
    assert google_plus.types == ("general",)
    assert (google_plus.type_2015_source, google_plus.status_now) == ("photo", "closed")


def test_an_address_is_a_web_page():
    addresses = [url for fact in EVERY_FACT for url in fact.sources] + [platform.source_url for platform in platforms()]
    assert [url for url in addresses if not re.fullmatch(r"https?://[\w.-]+\.[a-z]{2,}(/\S*)?", url)] == []


def test_facts_come_in_the_order_asked():
    assert [fact.id for fact in facts("smo-coined", "type-photo")] == ["smo-coined", "type-photo"]
    assert facts() == []


def test_an_unknown_fact_is_told_with_the_closest():
    with pytest.raises(KeyError, match=r"no fact 'smo-coind'; the closest are: smo-coined"):
        facts("type-photo", "smo-coind")
    with pytest.raises(KeyError, match=r"no fact '!!'; the closest are: \w"):
        facts("!!")


def test_freshness_is_the_oldest_and_the_newest_date():
    oldest, newest = freshness()
    dates = [row[column] for row in rows("facts") for column in ("as_of", "since_as_of") if row[column]]
    assert oldest in dates and newest in dates
    assert all(oldest <= date <= newest for date in dates)


def test_a_dataset_loads_as_a_table():
    table = load("facts")
    assert list(table["id"]) == [row["id"] for row in rows("facts")]
    assert table.set_index("id").loc["fr-2026-instagram", "value"] == 55
    with pytest.raises(KeyError, match="no dataset 'fact'; there are: facts, platforms"):
        load("fact")


def test_reading_facts_needs_no_pandas():
    code = "import sys; from smo_course.datasets import facts; facts('smo-coined'); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


class Table(HTMLParser):
    """What a browser would make of the markup: its tags, and its words outside <style>."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words, self.open = [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words += data

    def of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def made_up(**changes):
    evil = "<script>alert('x')</script> & \"more\""
    fact = Fact(
        id="x",
        origin="2015",
        lesson="smo-basics/1",
        topic="law",
        statement=Text(en=evil, fr=evil),
        value=None,
        unit=Text(en="", fr=""),
        as_of="2015-07",
        status="dated",
        since=Text(en="Since: " + evil, fr="Depuis : " + evil),
        since_as_of="2026-01-01",
        source_statement="",
        sources=('https://www.example.org/?a=1&b="><script>', "http://example.com"),
        confidence="high",
    )
    return msgspec.structs.replace(fact, **changes)


@pytest.mark.parametrize("origin", ["2015", "added"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_in_a_fact_becomes_markup(origin, lang):
    html = facts_html([made_up(origin=origin)], lang)
    table = Table(html)
    assert "script" not in {tag for tag, _ in table.tags}
    assert table.open == []
    assert "<script>alert('x')</script> & \"more\"" in table.words
    assert [link["href"] for link in table.of("a")] == list(made_up().sources)
    assert {link["rel"] for link in table.of("a")} == {"noopener noreferrer"}


@pytest.mark.parametrize(
    "lang, expected",
    [
        ("en", ["July 2015", "Out of date.", "1 January 2026", "Sources"]),
        ("fr", ["juillet 2015", "Dépassé.", "1er janvier 2026", "Sources"]),
    ],
)
def test_a_table_says_what_when_and_where_from(lang, expected):
    table = Table(facts_html([made_up()], lang))
    for words in [*expected, "example.org", "example.com"]:
        assert words in table.words
    assert "www." not in table.words
    assert len(table.of("caption")) == 1
    assert [cell["scope"] for cell in table.of("th")] == ["col", "col", "col", "row"]
    assert table.of("table")[0]["lang"] == lang
    assert len(table.of("td")) == 2


def test_what_the_course_adds_fills_two_columns_and_bears_no_verdict():
    added = facts("smo-coined", "fashion-id-ruling")
    table = Table(facts_html(added, "en"))
    assert [cell.get("colspan") for cell in table.of("th")] == ["2", None, "2", "2"]
    assert not any(words.en in table.words for words in STATUS.values())
    assert "2015" not in table.words
    mixed = Table(facts_html([*facts("type-photo"), *added], "en"))
    assert [cell["scope"] for cell in mixed.of("th")].count("col") == 3
    assert STATUS["wrong"].en in mixed.words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plain_text_says_the_same(lang):
    text = facts_text(EVERY_FACT, lang)
    for fact in EVERY_FACT:
        assert fact.statement.get(lang) in text
        assert fact.since.get(lang) in text
        assert all(url in text for url in fact.sources)
    assert "None" not in text


def test_a_site_is_named_by_its_host():
    assert datasets.site("https://www.legifrance.gouv.fr/jorf/id/X") == "legifrance.gouv.fr"
