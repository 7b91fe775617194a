"""The campaign wizard: each check against forms filled in by hand, and any form at all."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course import bank, kinds
from smo_course.kinds.campaign.address import coded, fault
from smo_course.kinds.campaign.model import _CHOICES, BILLED, FIELDS

PAGE = "https://jam.example/fair"
GOOD = {
    "objective": "clicks", "billing": "click", "name": "Jam fair", "link": f"{PAGE}?utm_source=twitter&utm_medium=cpc&utm_campaign=jam-fair",
    "starts": "2025-11-06", "ends": "2025-11-15", "content": "card", "targeting": ["lyon", "cooks"], "daily": "20", "bid": "0.80",
}  # fmt: skip


@pytest.fixture(scope="module")
def campaign():
    return bank.check(kinds.KINDS["campaign"].example, "test/campaign")


def wrong(campaign, changes: dict, lang: str = "en") -> dict[str, str]:
    """What is said of a form, by the check."""
    answer = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return {each.about: each.text.get(lang) for each in campaign.mark(answer, "s", lang, handed_in=True).remarks if each.right is False}


def test_a_good_form_earns_all(campaign):
    assert campaign.mark(GOOD, "s", "en").score == 4
    assert campaign.mark(GOOD | {"daily": "20,00 €", "bid": "0,8"}, "s", "fr").score == 4


@pytest.mark.parametrize("changes, check, said", [
    ({"objective": "followers", "billing": "follower"}, "objective", "They want visits."),
    ({"billing": "view"}, "billing", "“Website: clicks or conversions” bills each click."),
    ({"objective": "leads"}, "billing", "“Leads: contacts collected on Twitter” bills each contact obtained."),
    ({"starts": "2025-11-15", "ends": "2025-11-06"}, "dates", "The campaign ends before it starts."),
    ({"starts": "2025-11-05"}, "dates", "The brief runs from 6 November 2025 to 15 November 2025."),
    ({"ends": "2025-11-16", "daily": "10"}, "dates", "The brief runs from 6 November 2025 to 15 November 2025."),
    ({"content": "tweet"}, "content", "A button is what they click."),
    ({"targeting": ["lyon", "cooks", "world"]}, "targeting", "Too far away."),
    ({"targeting": ["lyon"]}, "targeting", "Something that the brief asks for is not aimed at."),
    ({"daily": "20.01"}, "budget", "10 days at €20.01 make €200.10; there are €200."),
    ({"daily": "0"}, "budget", "With nothing there is no campaign."),
    ({"daily": "-3"}, "budget", "With nothing there is no campaign."),
    ({"bid": "0.81"}, "bid", "A result is worth €0.80: whoever bids €0.81 may pay more for it than it brings."),
    ({"bid": "0.5", "daily": "0.4"}, "bid", "A bid of €0.50 is more than a whole day’s budget of €0.40."),
    ({"bid": "0"}, "bid", "With nothing there is no campaign."),
])  # fmt: skip
def test_what_does_not_agree_is_said_at_its_check(campaign, changes, check, said):
    assert wrong(campaign, changes)[check] == said


def test_each_check_counts_one_and_criteria_by_their_number(campaign):
    assert campaign.mark(GOOD | {"bid": "2"}, "s", "en").score == round(4 * 7 / 8, 2)
    assert campaign.mark(GOOD | {"targeting": ["lyon"]}, "s", "en").score == round(4 * 7.5 / 8, 2)
    assert campaign.mark(GOOD | {"targeting": ["lyon", "world"]}, "s", "en").score == round(4 * 7 / 8, 2)


def test_what_is_left_out_is_said_and_is_no_mistake(campaign):
    some = {name: value for name, value in GOOD.items() if name not in ("name", "link", "targeting")}
    back = campaign.mark(some, "s", "fr")
    assert back.status == "invalid"
    assert back.remarks[0].text.fr == "Il reste à remplir\u00a0: nom, lien avec code de suivi et ciblage."
    assert wrong(campaign, {"name": None, "link": None, "targeting": None}) == {}
    assert campaign.mark(some, "s", "fr", handed_in=True).score == round(4 * 6 / 8, 2)


@pytest.mark.parametrize("link, said", [
    ("jam.example/fair?utm_source=twitter", "no address of a page"),
    ("javascript:alert(1)", "no address of a page"),
    ("https://[", "no address of a page"),
    ("https://jam.example/fa ir", "no address of a page"),
    ("https://jam.example.evil.example/fair?utm_source=twitter&utm_medium=cpc&utm_campaign=x", "another page"),
    ("https://jam.example/?utm_source=twitter&utm_medium=cpc&utm_campaign=x", "another page"),
    (PAGE, "utm_source is missing"),
    (f"{PAGE}?utm_source=twitter&utm_medium=&utm_campaign=x", "utm_medium is missing"),
    (f"{PAGE}?utm_source=twitter&utm_medium=cpc", "utm_campaign is missing"),
    (f"{PAGE}?UTM_source=twitter&utm_medium=cpc&utm_campaign=x", "utm_source is missing"),
    (f"{PAGE}#utm_source=twitter&utm_medium=cpc&utm_campaign=x", "after a # sign"),
    (f"{PAGE}?utm_source=twitter&utm_source=twitter&utm_medium=cpc&utm_campaign=x", "utm_source stands there twice"),
    (f"{PAGE}?utm_source=Twitter&utm_medium=cpc&utm_campaign=x", "utm_source is “Twitter”"),
    (f"{PAGE}?utm_source=twitter&utm_medium=cpc&utm_campaign=jam%20fair", "utm_campaign is “jam fair”"),
    (f"{PAGE}?utm_source=twitter&utm_medium=cpc&utm_campaign=été", "utm_campaign is “été”"),
    (f"{PAGE}?utm_source=facebook&utm_medium=cpc&utm_campaign=x", "here twitter, not “facebook”"),
    (f"{PAGE}?" + "a=b&" * 100 + "utm_source=twitter", "no address of a page"),
])  # fmt: skip
def test_a_link_that_cannot_be_counted_is_told_why(link, said):
    assert said in fault(link, PAGE).en


@pytest.mark.parametrize("link", [
    f"{PAGE}/?utm_campaign=jam_fair-2&utm_medium=paid.social&utm_source=x#map",
    "HTTPS://JAM.example/fair?ref=1&utm_source=twitter&utm_medium=cpc&utm_campaign=x",
    coded(PAGE, "x"),
])  # fmt: skip
def test_a_link_that_can_be_counted(link):
    assert fault(link, PAGE) is None


FORM = st.fixed_dictionaries({}, optional={
    **{name: st.sampled_from(choices) for name, choices in _CHOICES.items()},
    **{name: st.text(max_size=30) for name in ("name", "link", "daily", "bid")},
    **{name: st.dates(date(2025, 10, 1), date(2025, 12, 31)).map(date.isoformat) for name in ("starts", "ends")},
    "targeting": st.lists(st.sampled_from(["lyon", "cooks", "world"]), max_size=4),
})  # fmt: skip


@given(form=FORM)
def test_any_form_gets_a_mark_whatever_its_order(campaign, form):
    mark = campaign.mark(form, "s", "en", handed_in=True)
    assert 0 <= mark.score <= 4
    again = dict(reversed(form.items())) | ({"targeting": form["targeting"][::-1]} if "targeting" in form else {})
    assert campaign.mark(again, "s", "en", handed_in=True) == mark
    assert kinds.KINDS["campaign"].said(campaign, b"null" if not form else msgspec.json.encode(form), "fr")


@pytest.mark.parametrize("changes", [
    {"objective": "custom"}, {"targeting": ["mars"]}, {"targeting": "lyon"}, {"name": ["x"]}, {"price": "3"}, {"starts": "2025-02-30"},
    {"starts": "yesterday"}, {"name": "x" * 501}, {"bid": "much"},
])  # fmt: skip
def test_what_cannot_be_read_costs_nothing(campaign, changes):
    assert campaign.mark(GOOD | changes, "s", "en").status == "invalid"


def test_an_amount_that_cannot_be_read_is_named(campaign):
    assert campaign.mark(GOOD | {"bid": "much"}, "s", "en").remarks[0].text.en.startswith("maximum bid: ")


@pytest.mark.parametrize("old, new, field, reason", [
    ("objectives: [clicks]", "objectives: [visits]", "objectives[0]", "allowed are: followers, clicks"),
    ("objectives: [clicks]", "objectives: []", "objectives", "some and not all"),
    ("contents: [card]", "contents: [card, tweet]", "contents", "some and not all"),
    ("contents: [card]", "contents: [card, card]", "contents", "‘card’ twice"),
    ("starts: 2025-11-06", "starts: 2025-12-06", "ends", "comes before the start"),
    ("worth: 0.8", "worth: 800", "worth", "is 800"),
    ("page: https://jam.example/fair", "page: jam.example", "page", "no address"),
    ("id: cooks", "id: lyon", "targeting", "‘lyon’ twice"),
])  # fmt: skip
def test_a_malformed_campaign_names_field_and_reason(old, new, field, reason):
    text = kinds.KINDS["campaign"].example
    assert old in text
    with pytest.raises(bank.Malformed) as error:
        bank.check(text.replace(old, new, 1), "test/campaign")
    assert any(field == found and reason in said.en for found, said in error.value.problems), error.value.problems


def test_a_sealed_campaign_tells_nothing_of_what_fits_and_its_guessers_earn_little(campaign):
    sealed = campaign.sealed("s")
    assert (sealed.objectives, sealed.contents, {each.fits for each in sealed.targeting}) == ([], [], {False})
    assert set(GOOD) == set(FIELDS) and set(BILLED) == set(_CHOICES["objective"])
    for lang in ("en", "fr"):
        guesses = sealed.guesses("s", lang)
        shares = {name: campaign.mark(answer, "s", lang).score / 4 for name, answer in guesses.answers.items()}
        assert max(shares.values()) <= guesses.most, shares


def test_a_form_that_was_read_is_what_a_simulator_takes(campaign):
    read = campaign.read(GOOD | {"daily": "20,50", "bid": "0,75 €"}, "fr")
    assert (read.objective, read.content, read.starts, read.ends, read.days) == (
        "clicks",
        "card",
        date(2025, 11, 6),
        date(2025, 11, 15),
        10,
    )
    assert (read.daily, read.bid) == (20.5, 0.75)
