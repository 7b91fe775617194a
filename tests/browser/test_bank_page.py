"""The page of the bank in Chromium, from a file, by keyboard alone."""

import json
import re

import pytest
import yaml

from smo_course import bank
from smo_course.bank import Bank
from smo_course.kinds import KINDS
from smo_course.text import number
from smo_course.trainer import bank_page
from smo_course.trainer.brief import exercises, read_brief
from smo_course.trainer.guide import page as guide
from widget_page import tab_to, violations

HOSTILE = '</script><img src=x onerror="window.hacked = 1"><script>window.hacked = 2</script>'


@pytest.fixture
def mine(tmp_path, example_text):
    """A folder of one's own, with a hostile exercise and an id that YAML would read as a number."""
    folder = tmp_path / "mine"
    (folder / "own").mkdir(parents=True)
    text = example_text("choice").replace("{en: Two capitals,", f"{{en: {json.dumps(HOSTILE)},")
    (folder / "own" / "bad.yaml").write_text(text.replace("{en: Lyon is not.,", f"{{en: {json.dumps(HOSTILE)},"), encoding="utf-8")
    (folder / "12.yaml").write_text(
        example_text("essay").replace("[c]", "[]").replace("the customer.", "the customer of the Crème."), encoding="utf-8"
    )
    return folder


@pytest.fixture
def opened(page, tmp_path, mine):
    """The page of the course and `mine`, open from its file; faults and requests are gathered."""
    whole = Bank(mine)
    bank_page.write(whole, whole.read()[0], tmp_path / "bank.html", "en", "mine")
    page.faults, page.asked = [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: request.url.startswith("blob:") or page.asked.append(request.url))  # its own modules
    address = (tmp_path / "bank.html").as_uri()
    page.goto(address)
    page.locator("article").first.wait_for()
    yield page
    assert page.faults == [] and page.asked == [address]


def of_kind(kind: str) -> list[str]:
    return [each for each in bank.ids() if bank.load(each).kind == kind]


def shown(page) -> list[str]:
    return page.locator("article:visible .smo-card-head code").all_inner_texts()


def choose(page, name: str, value: str) -> None:
    """Chooses in a select as one does with the keyboard: there by Tab, then arrow by arrow."""
    select = page.get_by_label(name, exact=True)
    tab_to(page, select)
    for _ in range(select.locator("option").count()):
        if select.input_value() == f"={value}":
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not among the choices of {name}")


def listed(page) -> dict:
    return yaml.safe_load(page.get_by_label("The assignment’s file").input_value())["exercises"]


def test_found_looked_into_and_picked_by_keyboard(opened, tmp_path, mine):
    terms = of_kind("term")
    choose(opened, "Kind", "term")
    assert shown(opened) == terms and len(terms) > 1
    assert opened.locator(".smo-found[aria-live]").inner_text() == f"{len(terms)} of {len(bank.ids()) + 2} exercises"

    first, second = (bank.load(each) for each in terms[:2])
    key = opened.get_by_text("Key and feedback").locator("visible=true").first
    assert not opened.get_by_text(first.otherwise.en).is_visible()
    tab_to(opened, opened.locator("article:visible summary").first)
    opened.keyboard.press("Enter")
    assert opened.get_by_text(first.otherwise.en).is_visible() and key.is_visible()

    for place in (1, 0):  # the second one first: the list keeps the order in which one adds
        tab_to(opened, opened.locator("article:visible .smo-card-head input").nth(place))
        opened.keyboard.press("Space")
    assert listed(opened) == [second.id, first.id]
    assert opened.locator(".smo-total").inner_text() == (
        f"2 exercises · {first.points + second.points} points · {first.takes + second.takes:g} minutes"
    )
    tab_to(opened, opened.get_by_role("button", name="Copy"))
    opened.keyboard.press("Enter")
    opened.get_by_text("Copied", exact=True).wait_for()
    tab_to(opened, opened.locator("article:visible .smo-card-head input").first)
    opened.keyboard.press("Space")
    assert listed(opened) == [second.id]
    opened.reload()  # what is picked stays
    opened.asked.clear()
    opened.asked.append(opened.url)
    opened.locator("article").first.wait_for()
    assert listed(opened) == [second.id]


def test_the_list_is_one_that_smo_assign_takes(opened, tmp_path):
    for id in ("own/bad", "12", "start/try-sort"):
        card = opened.locator("article").filter(has=opened.locator(".smo-card-head code", has_text=re.compile(f"^{id}$")))
        card.locator(".smo-card-head input").check()
    path = tmp_path / "week.yaml"
    path.write_text(opened.get_by_label("The assignment’s file").input_value(), encoding="utf-8")  # a whole one
    assert [each.id for each in exercises(read_brief(path), path)] == ["own/bad", "12", "start/try-sort"]


def test_every_filter_and_the_way_back(opened):
    everything = shown(opened)
    assert everything == [*bank.ids(), "12", "own/bad"]  # in the order of the table, chapter by chapter
    words = opened.get_by_role("searchbox", name="Words")
    words.fill("CREME customer")  # without accents or capitals, in any order
    assert shown(opened) == ["12"]
    words.fill("bari capitals")  # in what is asked, or in the key
    assert shown(opened) == ["own/bad"]
    words.fill("")
    opened.get_by_label("Minutes, at most").fill("1")
    assert shown(opened) == [*(each for each in bank.ids() if bank.load(each).takes <= 1), "own/bad"]
    choose(opened, "Chapter", "start")
    assert shown(opened) == [each for each in bank.ids() if bank.load(each).takes <= 1 and each.startswith("start/")]
    choose(opened, "Concept", "be-responsive")
    assert shown(opened) == [] and opened.get_by_text("No exercise is like that.").is_visible()
    opened.get_by_role("button", name="Show all again").click()
    assert shown(opened) == everything
    choose(opened, "Chapter", "")  # what lies at the top of the folder
    assert shown(opened) == ["12"]


def test_hostile_texts_are_shown_and_not_obeyed(opened):
    card = opened.locator("article").filter(has_text="own/bad")
    card.locator("summary").click()
    assert card.locator("h3").inner_text() == HOSTILE
    assert card.locator(".smo-rows").get_by_text(HOSTILE).is_visible()
    assert opened.evaluate("window.hacked") is None and opened.locator("img:not([src^='data:image/svg+xml;base64,'])").count() == 0


def test_the_language_changes_and_what_was_done_stays(opened):
    opened.get_by_label("Kind", exact=True).select_option("=order")
    orders = of_kind("order")
    opened.locator("article:visible .smo-card-head input").first.check()
    opened.get_by_role("button", name="français").click()
    assert opened.locator("html").get_attribute("lang") == "fr" and opened.title() == "Banque d’exercices"
    assert shown(opened) == orders
    assert opened.locator("article:visible h3").all_inner_texts() == [bank.load(each).title.fr for each in orders]
    assert opened.locator("article:visible .smo-card-head input").first.is_checked()
    found = yaml.safe_load(opened.get_by_label("Le fichier du devoir").input_value())
    assert (found["title"], found["exercises"]) == ("Semaine 1", orders[:1])
    assert opened.evaluate("document.activeElement.textContent") == "français"


def test_a_story_is_played_as_learners_play_it(opened):
    for id in of_kind("scenario")[:2]:
        story = bank.load(id)
        card = opened.locator("article").filter(has_text=id)
        path = story.samples("x").right
        for place, each in enumerate(path):
            choices = [choice.id for choice in story.walk(path[:place])[1].choices]
            opened.wait_for_timeout(600)  # a second click at once on what has come there counts for nothing
            card.locator(".smo-choice").nth(choices.index(each)).click()
            _, node, meters = story.walk(path[: place + 1])
            assert card.locator(".smo-scene h4").inner_text() == node.when.en
            told = card.locator(".smo-meter").all_inner_texts()
            for meter, said in zip(story.meters, told, strict=True):
                assert f"{number(meters[meter.id], 'en')} of {number(meter.max, 'en')}" in said
        assert card.locator(".smo-choice").count() == 0


def test_answers_are_taken_and_none_is_marked(opened):
    opened.get_by_label("Kind", exact=True).select_option("=choice")
    card = opened.locator("article:visible").first
    card.locator(".smo-option input").first.check()
    opened.wait_for_timeout(1500)  # longer than a draft waits to be sent
    assert card.locator(".smo-option input").first.is_checked()
    assert card.locator("footer").inner_text().strip() == "" and card.locator(".smo-feedback").inner_text() == ""
    assert opened.get_by_role("button", name=re.compile("^(Check|Hint|Show the solution)")).locator("visible=true").count() == 0


@pytest.mark.parametrize("width", [1280, 500])
def test_axe_finds_nothing_and_nothing_is_cut_off(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    opened.reload()
    opened.asked.pop()
    opened.locator("article").last.wait_for()
    # Two exercises of each kind, and one's own: of however many more there are, they say all that there is to say.
    some = ["own/bad", "12", *(id for kind in KINDS for id in of_kind(kind)[:2])]
    opened.evaluate(
        """(some) => document.querySelectorAll(".smo-exercise-card")
            .forEach((each) => some.includes(each.querySelector(".smo-card-head code").textContent) || each.remove())""",
        some,
    )
    assert len(shown(opened)) == len(some)
    opened.locator("article .smo-card-head input").first.check()
    for _ in range(2):
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


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
