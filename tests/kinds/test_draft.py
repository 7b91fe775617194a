"""Drafts: how long a text is, what can be checked of it, and what that earns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course import bank, kinds
from smo_course.kinds.draft.checks import Wordings, hashtags, mentions
from smo_course.kinds.draft.weight import THEN, links, weighed

RIGHT = "@zoe_off4 Sorry, Zoe. Your parcel comes on Monday before noon: shop.example/track #parcel"


@pytest.fixture(scope="module")
def draft():
    return bank.check(kinds.KINDS["draft"].example, "test/draft")


# What twitter-text's own conformance tests (validate.yml, version 3) say of such texts; texts of ours, of the same make.
@pytest.mark.parametrize("text, length", [
    ("", 0),
    ("A test, no more.", 16),
    ("http://tea.com", 23),
    ("https://tea.com", 23),
    ("tea.com", 23),
    ("One https://tea.com two https://tea.com tea.com end", 4 + 23 + 5 + 23 + 1 + 23 + 4),
    ("https://www.tea.com/lime " * 10, 240),
    ("茶" * 160, 320),
    ("tea" + "茶" * 160, 323),
    ("😷" * 160, 320),
    ("😷👾😡🔥💩", 10),
    ("A\u0301B", 2),  # composed before it is counted
    ("A\ufb2c", 4),  # decomposed into three, all of light alphabets
    ("🙋🏽👨\u200d🎤", 4),  # a tone of skin, a profession: one emoji each
    ("🙋🏽👨🎤", 6),  # without the joiner they are two
    ("H🐱☺👨\u200d👩\u200d👧\u200d👦", 7),
    ("🇫🇷🇧🇪", 4),
    ("1\ufe0f\u20e3", 2),
    ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
    ("\u2000\u200a\u200d – — “” ’ … ′″", 3 + 1 + 3 + 1 + 2 + 1 + 1 + 1 + 2 + 1 + 2),  # … is heavy, spaces and quotes are light
    ("œuf à 20 €", 11),  # of it, € alone is heavy
])  # fmt: skip
def test_a_text_weighs_what_twitter_text_says(text, length):
    assert weighed(text) == length


@pytest.mark.parametrize("text, length", [("茶" * 70, 70), ("tea.com", 23), ("œuf à 20 €", 10), ("👨\u200d👩", 3)])
def test_until_november_2017_each_character_weighed_one(text, length):
    assert weighed(text, THEN) == length


@pytest.mark.parametrize("text, found", [
    ("See https://tea.example/a?b=c&d=e#f.", ["https://tea.example/a?b=c&d=e#f"]),
    ("(tea.fr)", ["tea.fr"]),
    ("www.tea.co.uk, tea.io/x!", ["www.tea.co.uk", "tea.io/x"]),
    ("HTTPS://Tea.COM:8080/x", ["HTTPS://Tea.COM:8080/x"]),
    ("Fin.Et puis", []),  # no ending of a site
    ("jeanne@tea.com @tea.com", []),
    ("https://tea and http://", []),
    ("3.50 v1.2.fr", ["v1.2.fr"]),
    ("https://thé.example/été", ["https://thé.example/été"]),
    ("ftp://tea.com", []),
])  # fmt: skip
def test_links(text, found):
    assert [text[first:last] for first, last in links(text)] == found


@given(text=st.text(max_size=300))
def test_a_text_never_weighs_less_than_nothing_nor_more_than_its_parts(text):
    assert 0 <= weighed(text) <= 23 * len(text)
    for each in (*links(text), *hashtags(text), *mentions(text)):
        assert 0 <= each[0] < each[1] <= len(text)


@given(text=st.text(alphabet="ab @#./:-😀\u200d茶", max_size=60))
def test_the_parts_of_a_text_are_the_text(draft, text):
    assert "".join(part for _, part in draft.seen(text, "en")["parts"]) == text


def test_the_parts_of_a_text_are_told_apart(draft):
    assert draft.seen("Thanks @zoe_off4: tea.com/#a #thé #1", "en")["parts"] == [
        ("text", "Thanks "), ("mention", "@zoe_off4"), ("text", ": "), ("link", "tea.com/#a"), ("text", " "), ("hashtag", "#thé"), ("text", " #1"),
    ]  # fmt: skip


def failed(draft, text: str) -> set[str]:
    return {each.id for each in draft.failed(text)}


@pytest.mark.parametrize("text, check, kept", [
    ("Thanks @Zoe_Off4!", "named", True),
    ("Thanks zoe_off4", "named", False),
    ("a@zoe_off4", "named", False),
    ("@zoe_off44", "named", False),
    ("We apologise", "sorry", True),
    ("Nous sommes DESOLES", "sorry", True),
    ("sorrysorry", "sorry", False),
    ("at 3 p.m.", "when", True),
    ("3pm", "when", True),
    ("à 15 h", "when", True),
    ("à 15\u202fh\u00a030", "when", True),
    ("15h30", "when", True),
    ("15:30", "when", True),
    ("à 9 heures", "when", True),
    ("avant midi", "when", True),
    ("midinette", "when", False),
    ("in 48 hours", "when", False),
    ("sous 48 heures", "when", False),
    ("3 pommes", "when", False),
    ("25:10 or 5.30", "when", False),
    ("see https://www.shop.example/track/1", "where", True),
    ("see shop.example", "where", True),
    ("see myshop.example", "where", False),
    ("see shop.example.com", "where", False),
    ("#a #b", "tag", True),
    ("#a #b #c", "tag", False),
    ("# a, #1, a#b", "tag", False),
    ("But no", "but", False),
    ("butter, maïs", "but", False),  # corn, which folds to the French “but”: the author has been told to choose with care
    ("butter", "but", True),
    ("a €20 voucher", "sum", False),
    ("20 € offerts", "sum", False),
    ("20\u00a0% de remise", "sum", False),
    ("dix euros", "sum", True),  # in words it is not seen
    ("order 2045", "sum", True),
    ("I AM sorry", "calm", True),
    ("I AM VERY sorry", "calm", False),
    ("SORRY", "calm", False),
    ("SNCF, RGPD", "calm", True),
    ("Really?!", "calm", False),
    ("Désolés ! !", "calm", False),
    ("Désolés ! Vraiment ?", "calm", True),
])  # fmt: skip
def test_what_each_check_sees(draft, text, check, kept):
    assert (check not in failed(draft, text)) is kept


def test_wordings_are_found_whole_and_in_a_row():
    some = Wordings(en=["14 June", "Buis*"], fr=["14 juin", "aujourd’hui"])
    assert some.found_in("Le 14 juin à Buis-les-Baronnies, pas aujourd'hui") == ["Buis*", "14 juin", "aujourd’hui"]
    assert some.found_in("114 June, 14 Juneau, 14 of June") == []


def test_the_checks_count_one_each_and_those_that_forbid_only_as_far_as_the_others(draft):
    assert draft.mark(RIGHT, "s", "en").score == 4
    # Without name and link: 3 of 5 that ask, and 4 that forbid (with the length) count as far.
    mark = draft.mark("Sorry. Your parcel comes on Monday before noon #parcel", "s", "en")
    assert mark.score == round(4 * (3 + 4 * 3 / 5) / 9, 2)
    assert {each.about for each in mark.remarks if each.right is False} == {"named", "where"}
    assert "It names her.** Who is meant?" in mark.remarks[0].text.en
    assert mark.remarks[-1].text.en == "Met: It says sorry · It says when · It can be found · No excuse · No sum · Calm"
    assert draft.mark("quiet and short", "s", "en").score == 0


def test_what_is_copied_from_the_question_earns_nothing():
    fact = "Tell @zoe_off4 that we are sorry and her parcel comes before noon"  # thirteen words, of which any ten in a row are copied
    brief = kinds.KINDS["draft"].example.replace("Zoe’s parcel is late, and she asks for it on Twitter. Answer Zoe.", fact)
    draft = bank.check(brief, "test/draft")
    copied = draft.mark(f"{fact} shop.example #parcel", "s", "en")
    assert (copied.score, [each.text.en for each in copied.remarks]) == (
        0,
        ["Most of this is copied from the question: say it in words of your own."],
    )
    assert draft.mark(f"{fact.upper()}!", "s", "fr").score == 0
    assert draft.mark("@zoe_off4 Sorry! Her parcel comes before noon, shop.example #parcel", "s", "en").score == 4
    with pytest.raises(bank.Malformed, match="copied from the question"):
        bank.check(brief.replace('en: "@zoe_off4 Sorry, Zoe. Your', f'en: "{fact}, shop.example #parcel" #'), "test/draft")


def test_a_text_of_another_length_is_sent_back_and_costs_once_it_is_handed_in(draft):
    long = RIGHT + " please" * 20
    assert draft.mark(long, "s", "en").status == "invalid"
    assert "characters over the 140 that can be sent" in draft.mark(long, "s", "en").remarks[0].text.en
    assert draft.mark(long, "s", "en", handed_in=True).score == round(4 * 8 / 9, 2)
    assert draft.mark("Sorry", "s", "fr").remarks[0].text.fr == "Votre texte compte 1 mot\u00a0; on en demande de 3 à 40."


@pytest.mark.parametrize("old, new, field, reason", [
    ("Sorry, Zoe.", "Hello, Zoe.", "answer.en", "“It says sorry”"),
    ("signs: 140", "signs: 60", "answer.en", "over the 60"),
    ("least: 3, most: 40", "least: 3, most: 2", "words", "asks for 3 to 2 words"),
    ("of: zoe_off4", "of: '@zoe'", "checks[0].of", "is no account’s name"),
    ("check: hour", "check: time", "checks[2].check", "allowed are"),
    ("id: sorry", "id: named", "checks", "‘named’ twice"),
    ("least: 1, most: 2", "least: 0, most: 2", "checks[4].least", "must be from 1 to 2"),
    ("en: [but, however]", "en: ['!']", "checks[5].any", "neither letters nor digits"),
])  # fmt: skip
def test_a_malformed_draft_names_field_and_reason(old, new, field, reason):
    text = kinds.KINDS["draft"].example
    assert old in text
    with pytest.raises(bank.Malformed) as error:
        bank.check(text.replace(old, new, 1), "test/draft")
    assert any(field in found and reason in said.en for found, said in error.value.problems), error.value.problems


def test_a_sealed_draft_tells_nothing_of_its_checks(draft):
    sealed = draft.sealed("s")
    assert sealed.checks == [] and sealed.shown("s", "en") == draft.shown("s", "en")
    assert sealed.seen(RIGHT, "en") == draft.seen(RIGHT, "en")


@pytest.mark.parametrize(("lang", "added", "kept"), [
    ("en", "If you prefer another hour, tell me.", True), ("en", "Unfortunately the printer had stopped.", True), ("en", "Sorry if you felt let down.", False),
    ("fr", "Si vous avez une préférence pour l’heure, dites-le-moi.", True), ("fr", "Désolée si vous avez pu être déçu.", False), ("fr", "Mais cela arrive.", False),
])  # fmt: skip
def test_a_reply_takes_back_by_what_it_doubts_not_by_every_if(lang, added, kept):
    exercise = bank.load("facebook/a-reply-to-benoit")
    mark = exercise.mark(f"{exercise.answer.get(lang)} {added}", "seed", lang)
    assert (mark.status == "right") is kept, [each.text.get(lang) for each in mark.remarks]
