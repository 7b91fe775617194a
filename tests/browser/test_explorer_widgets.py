"""The explorers in Chromium: played with by mouse and by keyboard, in both languages, wide, narrow and dark."""

import pytest

import widget_page
from smo_course.screen.landscape import Landscape
from smo_course.screen.snowball import Snowball
from smo_course.simulators import snowball
from smo_course.text import LANGUAGES, number

BOTH = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def opened(page):
    """opened(Landscape, "en") shows an explorer; at the end, the page must have had no error."""
    faults = []

    def show(explorer, lang, width=1000):
        page.set_default_timeout(5000)
        page.set_viewport_size({"width": width, "height": 900})
        faults.append(widget_page.open_widget(page, explorer(lang)))
        return page

    yield show
    assert not any(faults)


def names_on(page, family):
    return page.locator(f"[data-family={family}] .smo-platform-name").all_inner_texts()


def test_a_platform_tells_what_became_of_it(opened):
    page = opened(Landscape, "en")
    page.get_by_role("button", name="Google+").click()
    told = page.locator(".smo-detail").inner_text()
    assert "Google closed the public network on 2 April 2019" in told
    assert "The articles of 2015 filed it under “Photos”" in told
    assert page.get_by_role("button", name="Google+").get_attribute("aria-pressed") == "true"


def test_2015_and_today_are_two_maps(opened):
    page = opened(Landscape, "en")
    assert "X" in names_on(page, "general") and "Mastodon" in names_on(page, "general")
    assert page.get_by_role("button", name="Skype closed 2025").count() == 1  # in words, not by a line through it alone
    page.get_by_role("radio", name="2015").check()
    assert "Twitter" in names_on(page, "general") and "Mastodon" not in names_on(page, "general")
    assert page.get_by_role("button", name="Skype closed 2025").count() == 0
    assert page.get_by_role("button", name="MSN Messenger closed 2014").count() == 1  # gone before the articles
    assert names_on(page, "photo") == ["Instagram", "Flickr", "Pinterest"]
    page.get_by_role("radio", name="today").check()
    assert "Snapchat" in names_on(page, "photo") and "Instagram" in names_on(page, "video")


def test_a_platform_that_did_not_exist_keeps_its_story_in_2015(opened):
    page = opened(Landscape, "en")
    page.get_by_role("button", name="TikTok").click()
    page.get_by_role("radio", name="2015").check()
    assert "Opened outside China in 2017" in page.locator(".smo-detail").inner_text()


def test_the_filter_leaves_what_it_says_and_counts_it(opened):
    page = opened(Landscape, "en")
    page.get_by_label("Show").select_option("closed")
    left = page.locator(".smo-platform")
    assert f"({left.count()})" in page.locator("option:checked").inner_text()
    assert all("closed" in each for each in left.all_inner_texts())
    page.get_by_role("radio", name="2015").check()  # there is no such question to the map of 2015: all is shown again
    assert page.locator("option:checked").inner_text().startswith("everything")


def test_the_map_by_keyboard_alone(opened):
    page = opened(Landscape, "fr")
    first = page.locator(".smo-platform").first
    widget_page.tab_to(page, first)
    page.keyboard.press("ArrowRight")
    second = page.locator(".smo-platform").nth(1)
    assert second.evaluate("each => each === document.activeElement")
    assert second.locator(".smo-platform-name").inner_text() in page.locator(".smo-detail h4").inner_text()
    page.keyboard.press("End")
    assert page.locator(".smo-platform").last.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Tab")  # one stop for the whole map: Tab leaves it
    assert page.evaluate("document.activeElement.closest('.smo-sea')") is None
    assert page.evaluate("window.outside").count("ArrowRight") == 0  # JupyterLab would have gone to another cell


@pytest.mark.parametrize("tone", snowball.TONES)
@BOTH
def test_the_sentence_says_the_simulator_s_number(opened, lang, tone):
    page = opened(Snowball, lang)
    page.locator(f"input[value={tone}]").check()
    said = page.locator(".smo-result").inner_text()
    total = number(round(snowball.curve(63, tone, 3_000)[-1]), lang)
    assert f"{total} mentions" in said and "simul" in said
    assert ("nobody" in said or "personne" in said) == (tone == "deletion")
    assert page.get_by_role("img").get_attribute("aria-label") == said
    assert page.get_by_role("slider").is_disabled() == (tone == "none")


def test_the_slider_by_keyboard_says_the_hour_and_moves_the_curve(opened):
    page = opened(Snowball, "en")
    slider = page.get_by_label("Hour of the first answer")
    widget_page.tab_to(page, slider)
    before = page.locator(".smo-curve-yours").get_attribute("d")
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "Friday, 6\u00a0p.m."
    assert "11 mentions" in page.locator(".smo-result").inner_text()
    assert page.locator(".smo-curve-yours").get_attribute("d") != before
    assert "times as many" not in page.locator(".smo-result").inner_text()


def test_a_larger_community_is_another_scale(opened):
    page = opened(Snowball, "fr")
    page.get_by_label("10\u202f000 abonnés").check()
    assert page.locator("text.smo-axis").filter(has_text="1\u202f000").count() == 1
    assert page.locator(".smo-night").count() == 4


@pytest.mark.parametrize("explorer", [Landscape, Snowball])
@pytest.mark.parametrize("width", [1000, 380])
@BOTH
def test_no_violation_and_nothing_wider_than_the_page(opened, explorer, width, lang):
    page = opened(explorer, lang, width)
    assert not widget_page.violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    widget_page.dark(page)
    assert not widget_page.violations(page)
