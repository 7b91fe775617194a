"""All that the course gives to look at, as a browser shows it: readable by everybody, on any screen, and alike in lesson and exercise."""

import pytest

import widget_page
from smo_course import bank, exhibits, looks
from smo_course.text import LANGUAGES

BACKGROUND = {"light": ("#fff", "#1a1a1a"), "dark": ("#111", "#eee")}
MODULE = "http://looks.test/dom.js"


def everything():
    return [each for id in exhibits.ids() for each in exhibits.load(id)] + [each for id in bank.ids() for each in bank.load(id).things()]


@pytest.fixture
def shown(page):
    """shown(html) is a page of it."""

    def show(html: str, lang: str = "en", theme: str = "light"):
        paper, ink = BACKGROUND[theme]
        page.set_content(
            f'<!doctype html><html lang="{lang}"><head><title>Looks</title><meta name="viewport" content="width=device-width"></head>'
            f'<body style="margin: 8px; font: 14px sans-serif; background: {paper}; color: {ink}"><main><h1>All</h1>{html}</main></body></html>'
        )
        return page

    return show


@pytest.mark.parametrize("lang, theme, width", [("en", "light", 900), ("fr", "dark", 320)])
def test_everything_to_look_at_has_no_violation_and_fits(shown, lang, theme, width):
    page = shown(looks.html(everything(), lang), lang, theme)
    page.set_viewport_size({"width": width, "height": 700})
    assert page.locator(".smo-look").count() > 40
    assert widget_page.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # a wide table scrolls by itself
    outside = page.evaluate("""() => [...document.querySelectorAll(".smo-look")].flatMap((look) =>
        [...look.querySelectorAll("p, img, li, dd, time")].filter((each) => !each.closest(".smo-look-wide")
            && each.getBoundingClientRect().right > look.getBoundingClientRect().right + 1).map((each) => each.outerHTML))""")
    assert outside == []


def test_an_exercise_shows_the_same_as_a_lesson(shown):
    page = shown("")
    page.route(
        "http://looks.test/**",
        lambda route: route.fulfill(body=source, content_type="text/javascript", headers={"Access-Control-Allow-Origin": "*"}),
    )
    source = widget_page.source_of("screen/lib/dom.js")
    for lang in LANGUAGES:
        things = everything()
        built = page.evaluate(
            "async ([module, nodes]) => (await import(module)).looks(nodes).innerHTML", [MODULE, looks.nodes(things, lang)]
        )
        drawn = page.evaluate(
            "(html) => { const held = document.createElement('div'); held.innerHTML = html; return held.querySelector('.smo-looks').innerHTML; }",
            looks.html(things, lang),
        )
        assert built == drawn
