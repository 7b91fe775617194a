"""What the explorers send to the browser is what the datasets and the simulators say."""

import pytest

from smo_course.data.platforms import platforms
from smo_course.screen import landscape
from smo_course.screen import snowball as shown
from smo_course.simulators import snowball
from smo_course.text import LANGUAGES

BOTH = pytest.mark.parametrize("lang", LANGUAGES)


def on_the_map(lang):
    return {each["id"]: each for each in landscape.content(lang)["platforms"]}


@BOTH
def test_every_platform_lies_somewhere_in_both_years(lang):
    content = landscape.content(lang)
    regions = {each["id"] for each in content["families"] + content["around"]}
    assert [each["id"] for each in content["platforms"]] == [each.id for each in platforms()]
    for each in content["platforms"]:
        assert set(each["now"]["families"]) <= regions
        assert each["now"]["name"] and each["story"] and each["site"]


@BOTH
def test_what_opened_after_the_articles_is_not_on_their_map(lang):
    absent = {name for name, each in on_the_map(lang).items() if each["then"] is None}
    assert absent == {each.id for each in platforms() if each.launched > 2015}
    assert "tiktok" in absent and "discord" not in absent


def test_the_map_says_what_closed_what_changed_its_name_and_what_was_misfiled():
    there = on_the_map("en")
    assert (there["skype"]["closed"], there["facebook"]["closed"]) == ("2025", "")
    assert (there["twitter"]["then"]["name"], there["twitter"]["now"]["name"]) == ("Twitter", "X")
    assert (there["google-plus"]["filed"], there["facebook"]["filed"]) == ("Photos", "")
    # known for photos in 2015, and for more today
    assert there["instagram"]["then"]["families"] == ("photo",) and "video" in there["instagram"]["now"]["families"]


def test_the_map_in_words_for_where_it_cannot_be_drawn():
    words = landscape.Landscape("fr").text.splitlines()
    assert words[0] == "Carte des médias sociaux"
    assert any(line.startswith("- Messagerie instantanée\u00a0: MSN Messenger (fermé en 2014), Skype (fermé en 2025)") for line in words)


@BOTH
def test_each_place_of_the_slider_has_the_simulator_s_curve(lang):
    content = shown.content(lang)
    places = range(0, content["latest"] + 1, content["step"])
    for size in shown.COMMUNITIES:
        for tone in snowball.TONES:
            curves = content["curves"][str(size)][tone]
            assert len(curves) == (1 if tone == "none" else len(places))
            for hour, points in zip(places, curves, strict=False):
                assert points == [round(each) for each in snowball.curve(hour, tone, size)[:: content["step"]]]
    assert content["first"]["hour"] in places and content["monday"] in places


def test_the_hours_have_names():
    names = [[shown.moment(hour, lang) for hour in (0, 6, 15, 18, 63)] for lang in LANGUAGES]
    assert names == [
        ["Friday, 6\u00a0p.m.", "Friday, midnight", "Saturday, 9\u00a0a.m.", "Saturday, noon", "Monday, 9\u00a0a.m."],
        ["vendredi, 18\u00a0h", "vendredi, minuit", "samedi, 9\u00a0h", "samedi, midi", "lundi, 9\u00a0h"],
    ]


def test_days_and_nights_of_the_chart_follow_the_clock():
    content = shown.content("en")
    assert [(day["text"], day["from"]) for day in content["days"]] == [
        ("Friday", 0),
        ("Saturday", 6),
        ("Sunday", 30),
        ("Monday", 54),
        ("Tuesday", 78),
    ]
    assert content["nights"] == [[6, 12], [30, 36], [54, 60], [78, 84]]


@BOTH
def test_the_snowball_in_words_says_that_it_is_simulated(lang):
    words = shown.Snowball(lang).text
    assert "simul" in words
    for hour, tone in ((0, "sincere"), (63, "sincere"), (0, "none")):
        assert str(round(snowball.curve(hour, tone, 3_000)[-1])) in words
