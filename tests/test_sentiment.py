"""The machine that counts words: its verdicts by hand, and where it errs on the mentions of the case companies."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course.data import case
from smo_course.explorers.sentiment.model import SHOWN, Sentiment
from smo_course.simulators.sentiment import VERDICTS, judged
from smo_course.text import LANGUAGES

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
COMPANIES = pytest.mark.parametrize("company", case.companies())


@pytest.mark.parametrize(
    ("lang", "text", "words", "negation"),
    [
        ("en", "A lovely tea, thank you!", "positive", "positive"),
        ("en", "Not bad at all", "negative", "positive"),
        ("en", "I wasn’t disappointed", "negative", "positive"),
        ("en", "Never once, in all those years, were we late", "negative", "negative"),  # the negation stands too far off
        ("en", "Open on Monday", "neutral", "neutral"),
        ("en", "Lovely shop, awful parcel", "neutral", "neutral"),
        ("en", "Well done, a month to answer: wonderful", "positive", "positive"),  # irony
        ("fr", "Une belle surprise, merci", "positive", "positive"),
        ("fr", "Pas mal du tout", "negative", "positive"),
        ("fr", "On n’est pas déçus", "negative", "positive"),
        ("fr", "C’est cher", "negative", "negative"),
        ("fr", "L’horreur !", "negative", "negative"),
        ("fr", "Ouvert le lundi", "neutral", "neutral"),
    ],
)
def test_verdicts_by_hand(lang, text, words, negation):
    assert (judged(text, lang)[0], judged(text, lang, negation=True)[0]) == (words, negation)


@given(st.text(max_size=80), st.sampled_from(["en", "fr"]), st.booleans())
def test_any_text_has_a_verdict_that_comes_of_words_in_it(text, lang, negation):
    verdict, found = judged(text, lang, negation)
    score = sum(each.counted for each in found)
    assert verdict == ("positive" if score > 0 else "negative" if score < 0 else "neutral")
    assert all(text[each.start : each.end].strip() for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def read(company, lang):
    return case.case_columns("mentions", company, lang)[0]


def shares(company, lang, knows):
    answer = Sentiment(guess=50, knows=knows).answer(read(company, lang))
    return answer, {each["kind"]: each["right"] / each["n"] for each in answer["kinds"]}


@BOTH
@COMPANIES
def test_it_errs_on_irony_and_negation_and_negations_help_it_only_there(company, lang):
    answer, words = shares(company, lang, "words")
    more, negation = shares(company, lang, "negation")
    assert words["irony"] < words["plain"] - 0.15 and words["negation"] < words["plain"]
    assert negation["negation"] > words["negation"] + 0.2
    assert abs(negation["plain"] - words["plain"]) < 0.05
    assert 0.4 < answer["right"] / answer["n"] < more["right"] / more["n"] < 0.7


@BOTH
def test_nothing_is_told_before_a_guess(lang):
    explorer, table = Sentiment(), read(case.FIRST, lang)
    assert explorer.answer(table) is None
    assert "%" not in explorer.said(None, lang)
    content = Sentiment.content(lang, table)
    assert len(content["examples"]) == SHOWN and content["n"] > 100


@BOTH
def test_every_mention_is_on_one_page_and_the_table_counts_each_once(lang):
    table = read(case.FIRST, lang)
    first = Sentiment(guess=50, only="all").answer(table)
    pages = [Sentiment(guess=50, only="all", page=page).answer(table)["mentions"] for page in range(1, first["pages"] + 1)]
    texts = [each["text"] for page in pages for each in page]
    assert len(texts) == len(set(texts)) == first["n"] == sum(each["n"] for each in first["kinds"])
    assert sum(sum(row.values()) for row in first["table"].values()) == first["n"]
    assert sum(first["table"][each][each] for each in VERDICTS) == first["right"]
    wrong = Sentiment(guess=50, only="wrong", page=99).answer(table)
    assert wrong["found"] == first["n"] - first["right"] and wrong["page"] == wrong["pages"]
    assert all(each["machine"] != each["person"] for each in wrong["mentions"])
    assert {each["kind"] for each in Sentiment(guess=50, only="irony").answer(table)["mentions"]} == {"irony"}


@BOTH
def test_the_sentence_compares_with_the_guess_and_with_not_reading(lang):
    table = read(case.FIRST, lang)
    explorer = Sentiment(guess=85)
    answer = explorer.answer(table)
    said = explorer.said(answer, lang)
    assert (
        "85" in said
        and f"{round(100 * answer['right'] / answer['n'])}" in said
        and f"{round(100 * answer['usual'][1] / answer['n'])}" in said
    )
