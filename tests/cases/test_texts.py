"""What the companies and their customers write reads like people's own words: many, different, in both languages."""

import re
from collections import Counter
from itertools import combinations, pairwise

import pytest

from smo_course.simulators import cases
from smo_course.simulators.cases.company import day, typeset

GROUP = re.compile(r"\{([^{}]*)\}")
LANGUAGES = ("en", "fr")
every_company = pytest.mark.parametrize("company", cases.COMPANIES)
every_text = pytest.mark.parametrize("name, least", [("posts", 150), ("tweets", 50), ("messages", 80), ("mentions", 100)])


def texts(company: str, name: str, lang: str) -> list[str]:
    return [getattr(text, lang) for text in cases.read_company(company).texts(name)]


@pytest.mark.parametrize("lang", LANGUAGES)
@every_company
@every_text
def test_there_are_many_and_none_is_nearly_another(company, name, least, lang):
    """Of two texts, less than half of the pairs of words are the same."""
    found = texts(company, name, lang)
    assert len(found) >= least
    pairs = []
    for text in found:
        words = re.findall(r"\w+", text.lower())
        pairs.append(set(pairwise(words)))
    for (one, first), (other, second) in combinations(zip(found, pairs, strict=True), 2):
        if len(first & second) > 2:
            assert len(first & second) / len(first | second) < 0.5, (one, other)


@pytest.mark.parametrize("lang", LANGUAGES)
@every_company
def test_posts_are_no_template(company, lang):
    """They begin in many ways, are short and long, and few end alike."""
    found = texts(company, "posts", lang)
    starts = Counter(tuple(re.findall(r"\w+", text.lower())[:2]) for text in found)
    assert starts.most_common(1)[0][1] <= 8 and len(starts) > 0.85 * len(found)
    lengths = sorted(map(len, found))
    assert lengths[len(lengths) // 10] < 110 and lengths[-len(lengths) // 10] > 150
    assert 0.08 < sum("?" in text for text in found) / len(found) < 0.5
    assert 0.02 < sum(".example" in text for text in found) / len(found) < 0.35


@every_company
@every_text
def test_alternatives_go_together_in_both_languages(company, name, least):
    for text in cases.read_company(company).texts(name):
        groups = [[group.count("|") for group in GROUP.findall(getattr(text, lang))] for lang in LANGUAGES]
        assert groups[0] == groups[1], text
        assert text.en.count("{") == len(groups[0]) and text.fr.count("{") == len(groups[0])


@every_company
def test_every_post_has_its_day_and_its_kind(company):
    topics, formats = Counter(), Counter()
    for name in ("posts", "tweets"):
        entries = cases.read_company(company).texts(name)
        assert [text.tags[0] for text in entries] == sorted(text.tags[0] for text in entries)
        for text in entries:
            assert day(text.tags[0]).year == 2025
            topics[text.tags[2]] += 1
            formats[text.tags[1]] += 1
            assert "viral" not in text.tags or name == "posts"
    assert {"advice", "apology", "backstage", "customer", "event", "job", "news", "offer", "product", "question"} <= topics.keys()
    assert formats.keys() == {"image", "link", "text", "video"}


@every_company
def test_a_text_is_not_the_other_language_s(company):
    for name in ("posts", "messages"):
        for text in cases.read_company(company).texts(name):
            assert text.en != text.fr
            assert not re.search(r"\b(the|and|you|with|is)\b", text.fr) or re.search(r"[éèàùçê]| (de|la|le|et|du) ", text.fr), text.fr
            assert not re.search(r"\b(les|nous|vous|avec|dans|est|une)\b", re.sub(r"“[^”]*”", "", text.en)), text.en
            assert "'" not in text.en + text.fr or re.search(r"\W'|'\W", text.en + text.fr)


def test_a_text_is_printed_as_its_language_prints():
    assert (
        typeset("C'est « oui » ? 5 % et 3 € : d'accord !", "fr")
        == "C’est «\u00a0oui\u00a0»\u00a0? 5\u00a0% et 3\u00a0€\u00a0: d’accord\u00a0!"
    )
    assert typeset("It's “yes”: rock 'n' roll", "en") == "It’s “yes”: rock ’n’ roll"


@every_company
def test_messages_and_mentions_vary(company):
    """No message comes more than twice a year; of five hundred mentions, three in four are said once."""
    for lang in LANGUAGES:
        told = [row[f"text_{lang}"] for row in cases.table(company, "messages")]
        assert Counter(told).most_common(1)[0][1] <= 2 and len(told) > len(set(told)) >= 120
        said = [row[f"text_{lang}"] for row in cases.table(company, "mentions") if not row["retweet"]]
        assert len(said) == len(set(said)) >= 350
