"""Facts on the screen: safe, dated, and the same in the table as in words."""

from html import escape
from html.parser import HTMLParser

import msgspec
import pytest

from smo_course.data.facts import Fact, every_fact, facts
from smo_course.screen.facts import facts_html, facts_text, say, site
from smo_course.text import LANGUAGES, Text

EVERY_FACT = list(every_fact().values())
STATUS = [say(f"facts.status.{name}", "en") for name in say.names("facts.status")]


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
        lesson="smo-basics/why-do-smo",
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
    assert not any(words in table.words for words in STATUS)
    assert "2015" not in table.words
    mixed = Table(facts_html([*facts("type-photo"), *added], "en"))
    assert [cell["scope"] for cell in mixed.of("th")].count("col") == 3
    assert say("facts.status.wrong", "en") in mixed.words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plain_text_says_the_same(lang):
    text = facts_text(EVERY_FACT, lang)
    for fact in EVERY_FACT:
        assert fact.statement.get(lang) in text
        assert fact.since.get(lang) in text
        assert all(url in text for url in fact.sources)
    assert "None" not in text


def test_a_site_is_named_by_its_host():
    assert site("https://www.legifrance.gouv.fr/jorf/id/X") == "legifrance.gouv.fr"


def test_what_could_not_be_verified_is_shown_as_that():
    doubtful = next(fact for fact in EVERY_FACT if fact.status == "unverified")
    for fact in (doubtful, msgspec.structs.replace(doubtful, origin="added")):
        for lang in LANGUAGES:
            assert escape(say("facts.status.unverified", lang)) in facts_html([fact], lang)
            assert say("facts.status.unverified", lang) in facts_text([fact], lang)


def test_every_status_that_a_fact_has_is_said():
    assert {fact.status for fact in EVERY_FACT} <= set(say.names("facts.status"))
