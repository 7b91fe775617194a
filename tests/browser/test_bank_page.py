"""The page of the bank in Chromium, from a file, by keyboard alone."""

import json

import pytest
import yaml
from playwright.sync_api import expect

from smo_course import bank
from smo_course.bank import Bank
from smo_course.kinds import KINDS
from smo_course.text import number
from smo_course.trainer import bank_page
from smo_course.trainer.brief import exercises, read_brief
from smo_course.trainer.guide import page as guide
from widget_page import COLOURS, tab_to, violations

HOSTILE = '</script><img src=x onerror="window.hacked = 1"><script>window.hacked = 2</script>'
# What is wider than its card, which clips it, or than the page.
CUT_OFF = """() => [...document.querySelectorAll("html, article, article > div, .smo-key")]
  .filter((each) => each.scrollWidth > each.clientWidth).map((each) => [each.tagName, each.id, each.scrollWidth, each.clientWidth])"""
LEAVE = "(some) => document.querySelectorAll('article').forEach((each) => some.includes(each.id) || each.remove())"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The page of the course and of a folder of one's own: a hostile exercise, and one whose id YAML would read as a number."""
    place = tmp_path_factory.mktemp("bank")
    folder = place / "mine"
    (folder / "own").mkdir(parents=True)
    text = KINDS["choice"].example.replace("{en: What people did,", f"{{en: {json.dumps(HOSTILE)},")
    (folder / "own" / "bad.yaml").write_text(text.replace("{en: They were there before the post.,", f"{{en: {json.dumps(HOSTILE)},"), encoding="utf-8")
    (folder / "12.yaml").write_text(
        KINDS["essay"].example.replace("[c]", "[]").replace("the customer.", "the customer of the Crème."), encoding="utf-8"
    )
    whole = Bank(folder)
    bank_page.write(whole, whole.read()[0], place / "bank.html", "en", "mine")
    return place / "bank.html"


@pytest.fixture
def opened(page, written):
    """It is open from its file; faults and requests are gathered."""
    page.faults, page.asked = [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: request.url.startswith("blob:") or page.asked.append(request.url))  # its own modules
    go(page, written)
    yield page
    assert page.faults == [] and set(page.asked) == {written.as_uri()}


def go(page, written, id: str = "") -> None:
    page.goto(written.as_uri() + id)
    page.locator("article").first.wait_for()


def of_kind(kind: str) -> list[str]:
    return [each for each in bank.ids() if bank.load(each).kind == kind]


def shown(page) -> list[str]:
    return page.locator("article:visible .smo-card-head code").all_text_contents()  # also of what nobody has scrolled to


def titles(page) -> list[str]:
    return page.locator("article:visible h3").all_text_contents()


def side(page):
    """Filters and list: to look for a label among everything takes seconds."""
    return page.locator(".smo-side")


def card(page, id: str):
    return page.locator(f'article[id="{id}"]')


def drawn(page):
    return page.locator(".smo-prompt")


def choose(page, name: str, value: str) -> None:
    """Chooses in a select as one does with the keyboard: there by Tab, then arrow by arrow."""
    select = side(page).get_by_label(name, exact=True)
    tab_to(page, select)
    for _ in range(select.locator("option").count()):
        if select.input_value() == f"={value}":
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not among the choices of {name}")


def listed(page) -> dict:
    return yaml.safe_load(side(page).get_by_label("The assignment’s file").input_value())["exercises"]


def test_found_looked_into_and_picked_by_keyboard(opened):
    terms = of_kind("term")
    choose(opened, "Kind", "term")
    assert shown(opened) == terms and len(terms) > 1
    assert opened.locator(".smo-found[aria-live]").inner_text() == f"{len(terms)} of {len(bank.ids()) + 2} exercises"

    first, second = (bank.load(each) for each in terms[:2])
    told = card(opened, first.id).get_by_text(first.otherwise.en)
    assert not told.is_visible()
    tab_to(opened, card(opened, first.id).locator("summary"))
    opened.keyboard.press("Enter")
    assert told.is_visible()

    for place in (1, 0):  # the second one first: the list keeps the order in which one adds
        tab_to(opened, opened.locator("article:visible .smo-card-head input").nth(place))
        opened.keyboard.press("Space")
    assert listed(opened) == [second.id, first.id]
    assert opened.locator(".smo-total").inner_text() == (
        f"2 exercises · {first.points + second.points} points · {first.takes + second.takes:g} minutes"
    )
    tab_to(opened, side(opened).get_by_role("button", name="Copy"))
    opened.keyboard.press("Enter")
    side(opened).get_by_text("Copied", exact=True).wait_for()
    tab_to(opened, opened.locator("article:visible .smo-card-head input").first)
    opened.keyboard.press("Space")
    assert listed(opened) == [second.id]
    opened.reload()  # what is picked stays
    opened.locator("article").first.wait_for()
    assert listed(opened) == [second.id]


def test_the_list_is_one_that_smo_assign_takes(opened, written):
    for id in ("own/bad", "12", "start/try-sort"):
        card(opened, id).locator(".smo-card-head input").check()
    path = written.with_name("week.yaml")
    path.write_text(side(opened).get_by_label("The assignment’s file").input_value(), encoding="utf-8")  # a whole one
    assert [each.id for each in exercises(read_brief(path), path)] == ["own/bad", "12", "start/try-sort"]


def test_every_filter_and_the_way_back(opened):
    everything, filters = [*bank.ids(), "12", "own/bad"], side(opened)
    assert shown(opened) == everything  # in the order of the table, chapter by chapter
    words = filters.get_by_role("searchbox", name="Words")
    words.fill("CREME customer")  # without accents or capitals, in any order
    assert shown(opened) == ["12"]
    words.fill("acted perhaps nobody read it")  # in what is asked, or in the key
    assert shown(opened) == ["own/bad"]
    words.fill("")
    filters.get_by_label("Minutes, at most").fill("1")
    assert shown(opened) == [*(each for each in bank.ids() if bank.load(each).takes <= 1), "own/bad"]
    filters.get_by_label("Chapter").select_option("=start")
    assert shown(opened) == [each for each in bank.ids() if bank.load(each).takes <= 1 and each.startswith("start/")]
    filters.get_by_label("Concept").select_option("=be-responsive")
    assert shown(opened) == [] and opened.get_by_text("No exercise is like that.").is_visible()
    opened.locator("main").get_by_role("button", name="Show all again").click()
    assert shown(opened) == everything
    assert [filters.get_by_label(each).input_value() for each in ("Words", "Minutes, at most", "Chapter", "Concept")] == [""] * 4
    filters.get_by_label("Chapter").select_option("=")  # what lies at the top of the folder
    assert shown(opened) == ["12"]


def test_an_exercise_is_drawn_when_one_comes_to_it_and_found_before(opened, written):
    """Without the browser's idle moments, in which all the rest is drawn."""
    opened.add_init_script("delete window.requestIdleCallback")
    go(opened, written)
    exercises = [*(bank.load(each) for each in bank.ids()), *Bank(written.with_name("mine")).read()[0][-2:]]
    middle, last = exercises[len(exercises) // 2], exercises[-3]
    assert titles(opened) == [each.title.en for each in exercises]
    assert 0 < drawn(opened).count() < 20
    for each in (middle, last):
        assert drawn(card(opened, each.id)).count() == 0

    assert opened.evaluate("(text) => find(text)", middle.title.en)  # as the browser's own search
    drawn(card(opened, middle.id)).wait_for()
    card(opened, last.id).locator("summary").focus()
    drawn(card(opened, last.id)).wait_for()
    opened.keyboard.press("Shift+Tab")
    assert opened.evaluate("document.activeElement.closest('.smo-exercise').dataset.exercise") == last.id

    side(opened).get_by_role("searchbox").fill("no exercise says this")
    opened.evaluate("(id) => (location.hash = id)", middle.id)  # an address that leads to it
    drawn(card(opened, middle.id)).wait_for()
    assert len(titles(opened)) == len(exercises)
    opened.goto("about:blank")
    go(opened, written, f"#{last.id}")
    drawn(card(opened, last.id)).wait_for()
    assert 0 <= card(opened, last.id).bounding_box()["y"] < 100
    assert drawn(opened).count() < 20
    opened.emulate_media(color_scheme="dark")
    opened.pdf()
    assert drawn(opened).count() == len(exercises)


def test_the_rest_is_drawn_while_nobody_does_anything(opened):
    expect(drawn(opened)).to_have_count(len(bank.ids()) + 2)
    assert opened.evaluate("scrollY") == 0


def test_hostile_texts_are_shown_and_not_obeyed(opened):
    bad = card(opened, "own/bad")
    bad.locator("summary").click()
    assert bad.locator("h3").inner_text() == HOSTILE
    assert bad.locator(".smo-rows").get_by_text(HOSTILE).is_visible()
    assert opened.evaluate("window.hacked") is None and opened.locator("img:not([src^='data:image/svg+xml;base64,'])").count() == 0


def test_the_language_changes_and_what_was_done_stays(opened):
    side(opened).get_by_label("Kind", exact=True).select_option("=order")
    orders = of_kind("order")
    opened.locator("article:visible .smo-card-head input").first.check()
    opened.locator("header").get_by_role("button", name="français").click()
    assert opened.locator("html").get_attribute("lang") == "fr" and opened.title() == "Banque d’exercices"
    assert shown(opened) == orders
    assert titles(opened) == [bank.load(each).title.fr for each in orders]
    assert opened.locator("article:visible .smo-card-head input").first.is_checked()
    found = yaml.safe_load(side(opened).get_by_label("Le fichier du devoir").input_value())
    assert (found["title"], found["exercises"]) == ("Semaine 1", orders[:1])
    assert opened.evaluate("document.activeElement.textContent") == "français"


def test_a_story_is_played_as_learners_play_it(opened):
    for id in of_kind("scenario")[:2]:
        story, shown = bank.load(id), card(opened, id)
        path = story.samples("x").right
        shown.scroll_into_view_if_needed()
        for place, each in enumerate(path):
            choices = [choice.id for choice in story.walk(path[:place])[1].choices]
            shown.locator(".smo-choice").nth(choices.index(each)).press("Enter")
            _, node, meters = story.walk(path[: place + 1])
            assert shown.locator(".smo-scene h4").inner_text() == node.when.en
            told = shown.locator(".smo-meter").all_inner_texts()
            for meter, said in zip(story.meters, told, strict=True):
                assert f"{number(meters[meter.id], 'en')} of {number(meter.max, 'en')}" in said
        assert shown.locator(".smo-choice").count() == 0


def test_answers_are_taken_and_none_is_marked(opened):
    choice = card(opened, of_kind("choice")[0])
    choice.locator(".smo-option input").first.check()
    opened.wait_for_timeout(900)  # longer than a draft waits to be sent
    assert choice.locator(".smo-option input").first.is_checked()
    assert choice.locator("footer").inner_text().strip() == "" and choice.locator(".smo-feedback").inner_text() == ""
    expect(drawn(opened)).to_have_count(len(bank.ids()) + 2)
    marking = opened.evaluate(
        """() => [...document.querySelectorAll("article button")].filter((each) => /^(Check|Hint|Show the solution)/.test(each.textContent))
            .map((each) => each.checkVisibility())"""
    )
    assert len(marking) > 100 and not any(marking)


def test_axe_finds_nothing_and_nothing_is_cut_off(opened):
    expect(drawn(opened)).to_have_count(len(bank.ids()) + 2)
    # Two exercises of each kind, and one's own: of however many more there are, they say all that there is to say.
    some = ["own/bad", "12", *(id for kind in KINDS for id in of_kind(kind)[:2])]
    opened.evaluate(LEAVE, some)
    assert len(shown(opened)) == len(some)
    opened.locator("article .smo-card-head input").first.check()
    assert opened.evaluate(CUT_OFF) == []
    opened.evaluate("document.querySelectorAll('.smo-key').forEach((each) => (each.open = true))")  # nothing goes away by that
    assert opened.evaluate(CUT_OFF) == [] and violations(opened) == []
    opened.set_viewport_size({"width": 390, "height": 800})
    assert opened.evaluate(CUT_OFF) == [] and violations(opened, without=COLOURS) == []
    opened.set_viewport_size({"width": 1280, "height": 800})
    opened.evaluate(LEAVE, ["own/bad", *(id for kind in KINDS for id in of_kind(kind)[:1])])
    opened.emulate_media(color_scheme="dark")
    assert violations(opened, rules=COLOURS) == []


def test_the_guide_draws_every_kind_and_everything_to_look_at_in_both_languages(page, tmp_path):
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    guide.write(tmp_path / "guide.html", "en")
    page.goto(f"{(tmp_path / 'guide.html').as_uri()}#sort")
    page.locator("#sort .smo-exercise").wait_for()
    assert page.evaluate("document.querySelector('#sort').getBoundingClientRect().top") < 100  # where the address leads
    for kind in KINDS:
        assert page.locator(f"#{kind} .smo-exercise h3").count() == 1
    assert page.locator(".smo-looks").count() >= len(guide.ALL_LOOKS)
    tab_to(page, page.get_by_role("button", name="français"))
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Écrire un exercice"
    assert page.locator("#sort h3").first.inner_text().startswith("Classer")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert "\u0060" not in page.locator("#text").inner_text() and "[object" not in page.locator("#text").inner_text()
    assert violations(page, "#page") == [] and faults == []
