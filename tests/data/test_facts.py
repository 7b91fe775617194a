"""Facts, platforms and concepts: dated, sourced, alike in both languages, and honest."""

import csv
import re
import subprocess
import sys

import pytest

from smo_course.course import content_root
from smo_course.data.concepts import concepts
from smo_course.data.contract import resources
from smo_course.data.facts import every_fact, facts, freshness
from smo_course.data.platforms import platforms
from smo_course.errors import CourseError
from smo_course.text import LANGUAGES

EVERY_FACT = list(every_fact().values())


def rows(name):
    with (content_root() / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


@pytest.mark.parametrize("name", [name for name, table in resources().items() if table.path and "." not in name])
def test_typography(name):
    """French: no-break spaces inside punctuation and figures. Both: typographic quotes and apostrophes, single spaces."""
    wrong = {
        "en": re.compile(r"""['"«»]|\s\s|^\s|\s$| [:;!?%]"""),
        "fr": re.compile(r"""['"“”]|\s\s|^\s|\s$|[ ][:;!?»%€]|«(?!\u00a0)|[^\s][;!?»]|\w:(?!//)|\d \d{3}"""),
    }
    texts = 0
    for row in rows(name):
        for lang in LANGUAGES:
            for column in (column for column in row if column == lang or column.endswith(f"_{lang}")):
                texts += 1
                found = wrong[lang].search(row[column])
                assert not found, f"{row['id']} {column}: {found[0]!r} in {row[column]!r}"
    assert texts > 90


def test_low_confidence_is_never_printed_as_fact():
    assert {fact.id for fact in EVERY_FACT if fact.confidence == "low"} == {fact.id for fact in EVERY_FACT if fact.status == "unverified"}
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
    with pytest.raises(CourseError, match=r"no fact ‘smo-coind’\. The closest are: smo-coined"):
        facts("type-photo", "smo-coind")
    with pytest.raises(CourseError, match=r"no fact ‘!!’. The closest are: \w"):
        facts("!!")


def test_freshness_is_the_oldest_and_the_newest_date():
    oldest, newest = freshness()
    dates = [row[column] for row in rows("facts") for column in ("as_of", "since_as_of") if row[column]]
    assert oldest in dates and newest in dates
    assert all(oldest <= date <= newest for date in dates)


def test_reading_facts_needs_no_pandas():
    code = "import sys; from smo_course.data.facts import facts; facts('smo-coined'); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
