"""The exercise widgets in Chromium: the JavaScript that is sent to learners, answered by the real attempt in Python."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import count

import pytest

import widget_page
from smo_course import bank
from smo_course.attempt import Attempt, Terms, practise
from smo_course.data.concepts import Concept
from smo_course.journal import Journal, Scope
from smo_course.kinds.scenario import model as scenario
from smo_course.screen.exercise import ExerciseView
from smo_course.text import Text

COMMON = """
title: {en: A title, fr: Un titre}
concepts: [c]
points: 4
hints:
  - {en: Look again., fr: Regardez encore.}
  - {en: Closer., fr: Plus près.}
explain: {en: Because it is so., fr: Parce que c’est ainsi.}
"""
PROMPT = """
prompt: {en: "What **is** it?\\n\\n- one\\n- two", fr: "Qu’est-ce ?"}
"""

EXERCISES = {
    "choice": """
kind: choice
options:
  - {id: tool, text: {en: A tool, fr: Un outil}}
  - {id: toy, text: {en: A toy, fr: Un jouet}, feedback: {en: Not for play., fr: Pas pour jouer.}}
  - {id: rule, text: {en: A rule, fr: Une règle}, feedback: {en: Nobody says so., fr: Personne ne le dit.}}
answer: tool
""",
    "several": """
kind: choice
several: true
options:
  - {id: tool, text: {en: A tool, fr: Un outil}}
  - {id: toy, text: {en: A toy, fr: Un jouet}, feedback: {en: Not for play., fr: Pas pour jouer.}}
  - {id: rule, text: {en: A rule, fr: Une règle}}
answer: [tool, rule]
""",
    "sort": """
kind: sort
bins:
  - {id: photo, text: {en: Photos, fr: Photos}}
  - {id: video, text: {en: Videos, fr: Vidéos}}
items:
  - {id: flickr, text: {en: Flickr, fr: Flickr}, bin: photo, feedback: {en: It shows photos., fr: On y montre des photos.}}
  - {id: vimeo, text: {en: Vimeo, fr: Vimeo}, bin: video, feedback: {en: It shows videos., fr: On y montre des vidéos.}}
  - {id: pinterest, text: {en: Pinterest, fr: Pinterest}, bin: photo, feedback: {en: It pins photos., fr: On y épingle des photos.}}
""",
    "pointed": """
kind: sort
bins:
  - {id: photo, text: {en: Photos, fr: Photos}}
  - {id: video, text: {en: Videos, fr: Vidéos}, pointer: {en: Does it move?, fr: "Cela bouge-t-il\u00a0?"}}
items:
  - {id: flickr, text: {en: Flickr, fr: Flickr}, bin: photo, feedback: {en: It shows photos., fr: On y montre des photos.}}
  - {id: vimeo, text: {en: Vimeo, fr: Vimeo}, bin: video, feedback: {en: It shows videos., fr: On y montre des vidéos.}}
  - {id: pinterest, text: {en: Pinterest, fr: Pinterest}, bin: photo, feedback: {en: It pins photos., fr: On y épingle des photos.}}
""",
    "budget": """
kind: sort
bins:
  - {id: do, text: {en: Do it, fr: Le faire}}
  - {id: leave, text: {en: Leave it, fr: Le laisser}}
items:
  - {id: blog, text: {en: A blog, fr: Un blog}, bin: [do], cost: 3, covers: [known], feedback: {en: It lasts., fr: Il dure.}}
  - {id: ads, text: {en: Adverts, fr: Des annonces}, bin: [leave], cost: 9, feedback: {en: They cost too much., fr: Elles coûtent trop.}}
cost_unit: {en: hours, fr: heures}
budgets:
  - {bins: [do], limit: 10, feedback: {en: Too many hours., fr: Trop d’heures.}}
goals:
  - id: known
    text: {en: Be known, fr: Se faire connaître}
    bins: [do]
    feedback: {en: Nothing makes you known., fr: Rien ne vous fait connaître.}
""",
    "match": """
kind: match
columns:
  - id: goal
    text: {en: Goal, fr: But}
    options: [{id: name, text: {en: Name, fr: Nom}}, {id: sale, text: {en: Sale, fr: Vente}}]
  - id: tool
    text: {en: Tool, fr: Outil}
    options: [{id: blog, text: {en: Blog, fr: Blog}}, {id: shop, text: {en: Shop, fr: Boutique}}]
rows:
  - {id: r1, text: {en: Be known, fr: Être connu}, key: {goal: name, tool: blog}, feedback: {en: Known by name., fr: Connu de nom.}}
  - {id: r2, text: {en: Sell, fr: Vendre}, key: {goal: sale, tool: shop}, feedback: {en: Sold in shops., fr: Vendu en boutique.}}
""",
    "schedule": """
kind: schedule
start: 2025-11-03
weeks: 1
posts: 2
closed: {weekdays: [sunday]}
events: [{id: fair, day: 2025-11-07, text: {en: The fair, fr: La foire}}]
items:
  - {id: dog, format: image, hours: 1, text: {en: The dog, fr: Le chien}}
  - {id: film, format: video, hours: 2.5, covers: fair, text: {en: A film, fr: Un film}}
  - {id: cat, format: image, hours: 1, text: {en: The cat, fr: Le chat}}
rules:
  - {rule: gap, days: 3, feedback: {en: It is silent., fr: C’est muet.}}
  - {rule: events, within: 3, feedback: {en: Nobody comes., fr: Personne ne vient.}}
  - {rule: open, feedback: {en: Nobody is there., fr: Il n’y a personne.}}
answer: {dog: 2025-11-03, film: 2025-11-06}
""",
    "order": """
kind: order
items:
  - {id: a, text: {en: Listen, fr: Écouter}, feedback: {en: First., fr: D’abord.}}
  - {id: b, text: {en: Plan, fr: Prévoir}, feedback: {en: Then., fr: Ensuite.}}
  - {id: c, text: {en: Act, fr: Agir}, feedback: {en: Last., fr: Enfin.}}
""",
    "number": """
kind: number
prompt: {en: "{mentions} mentions a day: how many in two days?", fr: "{mentions} mentions par jour : combien en deux jours ?"}
draw: {mentions: {from: 100, to: 600, step: 20}}
unit: {en: mentions, fr: mentions}
answer: mentions * 2
tolerance: 0
mistakes: [{value: mentions, feedback: {en: That is one day., fr: C’est un seul jour.}}]
otherwise: {en: Count two days., fr: Comptez deux jours.}
""",
    "query": """
kind: query
until: 2025-06-30
answer: '(robin OR @robin_tea) -nest -nid'
noise: {en: Birds are no shops., fr: Un oiseau n’est pas une boutique.}
missed: {en: The account counts too., fr: Le compte compte aussi.}
mentions:
  - {published_at: 2025-02-01, author: ana, relevant: true, text_en: Lovely tea at Robin, text_fr: Très bon thé chez Robin}
  - {published_at: 2025-02-02, author: ben, relevant: false, text_en: "<b>A robin</b> built its nest", text_fr: Un robin a fait son nid}
  - {published_at: 2025-07-01, author: ana, relevant: true, text_en: Thanks @robin_tea, text_fr: Merci @robin_tea}
  - {published_at: 2025-07-02, author: ben, relevant: false, text_en: The nest of the robin, text_fr: Le nid du robin}
""",
    "draft": """
kind: draft
author: {en: The shop, fr: La boutique}
handle: theshop
signs: 60
signs_then: 40
words: {least: 1, most: 20}
answer: {en: "Open on Monday at 9:30 shop.example", fr: "Ouvert lundi à 9 h 30 shop.example"}
checks:
  - {id: when, check: hour, text: {en: It says when, fr: On dit quand}, feedback: {en: Give a time., fr: Donnez une heure.}}
  - {id: where, check: link, text: {en: It leads on, fr: On donne une suite}, feedback: {en: Where can one look?, fr: Où regarder ?}}
  - {id: calm, check: calm, text: {en: Calm, fr: Du calme}, feedback: {en: Do not shout., fr: Ne criez pas.}}
""",
    "campaign": """
kind: campaign
page: https://jam.example/fair
starts: 2025-11-06
ends: 2025-11-15
budget: 200
worth: 0.8
objectives: [clicks]
contents: [card]
targeting:
  - {id: lyon, text: {en: Lyon, fr: Lyon}, fits: true, feedback: {en: They can come., fr: Ils peuvent venir.}}
  - {id: world, text: {en: Everywhere, fr: Partout}, fits: false, feedback: {en: Too far away., fr: Trop loin.}}
said:
  objective: {en: They want visits., fr: Ils veulent des visites.}
  content: {en: A button is what they click., fr: On clique sur un bouton.}
""",
    "term": """
kind: term
accept: {en: [reach], fr: [portée]}
otherwise: {en: Another word., fr: Un autre mot.}
""",
    "scenario": """
kind: scenario
meters:
  - {id: trust, text: {en: Trust, fr: Confiance}, start: 50, min: 0, max: 100, better: high}
start: friday
nodes:
  - id: friday
    when: {en: Friday, fr: Vendredi}
    text: {en: A post turns sour., fr: Un message tourne mal.}
    choices:
      - {id: answer, text: {en: Answer, fr: Répondre}, effect: {trust: 20}, to: saturday, keeps: [c],
         feedback: {en: They calm down., fr: On se calme.}}
      - {id: wait, text: {en: Wait, fr: Attendre}, effect: {trust: -20}, to: saturday, breaks: [c],
         feedback: {en: It spreads., fr: Cela se répand.}}
  - id: saturday
    when: {en: Saturday, fr: Samedi}
    text: {en: Somebody asks why., fr: Quelqu’un demande pourquoi.}
    choices:
      - {id: explain, text: {en: Explain, fr: Expliquer}, to: end, feedback: {en: It is read., fr: C’est lu.}}
      - {id: joke, text: {en: Joke, fr: Plaisanter}, effect: {trust: -5}, to: end,
         feedback: {en: Nobody laughs., fr: Personne ne rit.}}
  - {id: end, when: {en: Sunday, fr: Dimanche}, text: {en: It is quiet., fr: Tout est calme.}}
outcomes:
  - {if: trust >= 60, credit: 1, text: {en: You kept their trust., fr: Vous avez gardé leur confiance.}}
  - {credit: 0, text: {en: Trust is gone., fr: La confiance est partie.}}
""",
}


@pytest.fixture(scope="module")
def stage(chromium):
    """The page on which exercises are shown, one after the other: a new one would take longer than most tests."""
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(5000)
    page = context.new_page()
    page.expose_function("practice", lambda message: page.shown.reply(message))
    yield page
    context.close()


@pytest.fixture
def show(stage, monkeypatch, tmp_path):
    """Opens an exercise in place of the one before: show("choice") → Shown."""
    monkeypatch.setattr(scenario, "concepts", lambda: {"c": Concept("c", "x/1", "idea", Text(en="Answer soon", fr="Répondre tôt"))})
    folders = (tmp_path / str(each) for each in count())
    return lambda name, lang="en", yaml="", width=1000, folder=None: Shown(
        stage, yaml or yaml_of(name), lang, width, folder or next(folders)
    )


class Shown:
    """An exercise in the page, with the Python that answers it."""

    def __init__(self, page, yaml: str, lang: str, width: int, folder):
        self.page, self.sent = page, []
        self.attempt = practise(bank.check(yaml, id="test/x"), Journal(folder), lang)
        self.view = ExerciseView(self.attempt)
        self.samples = self.attempt.exercise.samples(self.attempt.seed)
        if [each["id"] for each in self.attempt.content().get("items", [])] == self.samples.wrong:
            self.samples = self.samples._replace(wrong=self.samples.partial)  # an order as it was given is none yet
        page.goto("about:blank")  # what the exercise before still has to say is said to that one
        page.shown = self
        page.set_viewport_size({"width": width, "height": 900})
        page.mouse.move(0, 0)
        self.faults: list[str] = widget_page.open_widget(page, self.view)

    def reply(self, message):
        self.sent.append(message)
        self.view.handle(json.loads(json.dumps(message)))
        return {"content": self.view.content, "state": self.view.state}

    def button(self, name: str):
        return self.page.get_by_role("button", name=name)

    def feedback(self):
        return self.page.locator(".smo-feedback")

    def says(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=3000)

    def tab_to(self, locator) -> None:
        """Presses Tab until the element has the focus, as someone without a mouse does."""
        widget_page.tab_to(self.page, locator)

    def violations(self) -> list[str]:
        return widget_page.violations_light_and_dark(self.page)


# How each kind is answered, with the mouse and with the keyboard alone


def yaml_of(name: str) -> str:
    return EXERCISES[name] + COMMON + ("" if "prompt:" in EXERCISES[name] else PROMPT)


def text_of(shown: Shown, part: str, id: str) -> str:
    return next(each["text"] for each in shown.attempt.content()[part] if each["id"] == id)


def click_choice(shown, answer):
    for box in shown.page.locator("input:checked").all():
        if box.get_attribute("type") == "checkbox":
            box.uncheck()
    for each in answer:
        shown.page.get_by_label(text_of(shown, "options", each)).check()


def type_choice(shown, answer):
    keys = shown.page.keyboard
    if shown.attempt.exercise.several:
        for each in answer:
            shown.tab_to(shown.page.get_by_label(text_of(shown, "options", each)))
            keys.press("Space")
        return
    order = [each["id"] for each in shown.attempt.content()["options"]]
    shown.tab_to(shown.page.locator("input").first)
    keys.press("Space")
    for _ in range(order.index(answer[0])):
        keys.press("ArrowDown")


def click_sort(shown, answer):
    for item, where in answer.items():
        shown.page.locator(".smo-card").filter(has_text=text_of(shown, "items", item)).click()
        shown.page.locator(".smo-bin-head").filter(has_text=text_of(shown, "bins", where)).click()


def type_sort(shown, answer):
    shown.tab_to(shown.page.locator(".smo-current"))
    bins = [each["id"] for each in shown.attempt.content()["bins"]]
    for item in shown.attempt.content()["items"]:
        shown.page.keyboard.press(str(bins.index(answer[item["id"]]) + 1))


def click_match(shown, answer):
    for row, cells in answer.items():
        for column, option in cells.items():
            name = f"{text_of(shown, 'rows', row)} {text_of(shown, 'columns', column)}"
            shown.page.get_by_role("combobox", name=name).select_option(option)


def type_match(shown, answer):
    for row, cells in answer.items():
        for column, option in cells.items():
            name = f"{text_of(shown, 'rows', row)} {text_of(shown, 'columns', column)}"
            shown.tab_to(shown.page.get_by_role("combobox", name=name))
            options = next(each["options"] for each in shown.attempt.content()["columns"] if each["id"] == column)
            for _ in range([each["id"] for each in options].index(option) + 1):
                shown.page.keyboard.press("ArrowDown")


def order_shown(shown) -> list[str]:
    ids = {each["text"]: each["id"] for each in shown.attempt.content()["items"]}
    return [ids[text.strip()] for text in shown.page.locator(".smo-item-name").all_inner_texts()]


def day_button(shown, day: str):
    return shown.page.locator(".smo-day").nth((date.fromisoformat(day) - shown.attempt.exercise.start).days)


def click_schedule(shown, answer):
    shown.button("Clear the calendar").click(force=True)  # also where there is nothing to clear
    for item, day in answer.items():
        shown.page.locator(".smo-stocked").filter(has_text=text_of(shown, "items", item)).click()
        day_button(shown, day).click()


def type_schedule(shown, answer):
    keys = shown.page.keyboard
    items = [each["id"] for each in shown.attempt.content()["items"]]
    at = 0
    for item, day in answer.items():
        shown.tab_to(shown.page.locator(".smo-stocked[tabindex='0']"))
        pressed = [each.get_attribute("aria-pressed") for each in shown.page.locator(".smo-stocked").all()]
        for _ in range((items.index(item) - pressed.index("true")) % len(items)):
            keys.press("ArrowRight")
        shown.tab_to(shown.page.locator(".smo-day[tabindex='0']"))
        there = (date.fromisoformat(day) - shown.attempt.exercise.start).days
        for _ in range(abs(there - at)):
            keys.press("ArrowRight" if there > at else "ArrowLeft")
        keys.press("Enter")
        at = there


def click_order(shown, answer):
    for place, item in enumerate(answer):
        for _ in range(order_shown(shown).index(item) - place):
            shown.button(f"Move up: {text_of(shown, 'items', item)}").click()


def type_order(shown, answer):
    keys = shown.page.keyboard
    shown.tab_to(shown.page.locator(".smo-order li").first)
    at = 0
    for place, item in enumerate(answer):
        there = order_shown(shown).index(item)
        while at != there:
            keys.press("ArrowDown" if there > at else "ArrowUp")
            at += 1 if there > at else -1
        while at > place:
            keys.press("Alt+ArrowUp")
            at -= 1


def write(label: str):
    """How a kind is answered whose answer is written into the field of this label."""

    def click(shown, answer):
        shown.page.get_by_label(label).click()
        shown.page.get_by_label(label).fill(answer)

    def type_it(shown, answer):
        shown.tab_to(shown.page.get_by_label(label))
        shown.page.keyboard.type(answer)

    return click, type_it


click_text, type_text = write("Your answer")
click_query, type_query = write("Your query")
click_draft, type_draft = write("Your text")


def campaign_field(shown, name: str):
    return shown.page.locator(f".smo-campaign-{name} :is(input, select)")


def click_campaign(shown, answer):
    for name, value in answer.items():
        if name == "targeting":
            for each in shown.attempt.content()["targeting"]:
                shown.page.get_by_label(each["text"], exact=True).set_checked(each["id"] in value)
        elif name in ("objective", "billing", "content"):
            campaign_field(shown, name).select_option(value)
        else:
            campaign_field(shown, name).fill(value)


def type_campaign(shown, answer):
    keys = shown.page.keyboard
    for name in ("objective", "billing", "name", "link", "starts", "ends", "content"):
        shown.tab_to(campaign_field(shown, name))
        if name in ("objective", "billing", "content"):
            choices = [each["id"] for each in shown.attempt.content()["choices"][name]]
            for _ in range(choices.index(answer[name]) + 1):
                keys.press("ArrowDown")
        elif name in ("starts", "ends"):
            year, month, day = answer[name].split("-")
            keys.type(f"{month}{day}{year}")  # as Chromium's field asks for it in English
        else:
            keys.type(answer[name])
    for each in shown.attempt.content()["targeting"]:
        if each["id"] in answer["targeting"]:
            shown.tab_to(shown.page.get_by_label(each["text"], exact=True))
            keys.press("Space")
    for name in ("daily", "bid"):
        shown.tab_to(campaign_field(shown, name))
        keys.type(answer[name])


def click_scenario(shown, answer):
    for place in range(len(answer)):
        shown.page.locator(".smo-choice").nth(choice_place(shown, answer, place)).click()
        shown.page.locator(".smo-log li").nth(place).wait_for()


def type_scenario(shown, answer):
    shown.tab_to(shown.page.locator(".smo-choice").first)
    for place in range(len(answer)):
        shown.page.keyboard.press(str(choice_place(shown, answer, place) + 1))
        shown.page.locator(".smo-log li").nth(place).wait_for()


def choice_place(shown, path, place) -> int:
    _, node, _ = shown.attempt.exercise.walk(path[:place])
    return [each.id for each in node.choices].index(path[place])


MOUSE = {
    "choice": click_choice,
    "sort": click_sort,
    "match": click_match,
    "schedule": click_schedule,
    "order": click_order,
    "number": click_text,
    "query": click_query,
    "draft": click_draft,
    "campaign": click_campaign,
    "term": click_text,
    "scenario": click_scenario,
}
KEYBOARD = {
    "choice": type_choice,
    "sort": type_sort,
    "match": type_match,
    "schedule": type_schedule,
    "order": type_order,
    "number": type_text,
    "query": type_query,
    "draft": type_draft,
    "campaign": type_campaign,
    "term": type_text,
    "scenario": type_scenario,
}


def check_by_mouse(shown):
    if shown.attempt.exercise.kind != "scenario":
        shown.button("Check").click()


def answer_by_mouse(shown, answer):
    MOUSE[shown.attempt.exercise.kind](shown, answer)
    check_by_mouse(shown)
    shown.page.locator(".smo-verdict").wait_for()


# The tests that hold for every kind


@pytest.mark.parametrize("name", EXERCISES)
def test_a_mouse_is_enough(show, name):
    shown = show(name)
    answer_by_mouse(shown, shown.samples.right)
    shown.says("Because it is so.")
    assert "smo-is-right" in shown.feedback().get_attribute("class")
    assert shown.attempt.best == 4
    assert not shown.faults


@pytest.mark.parametrize("name", EXERCISES)
def test_a_keyboard_is_enough(show, name):
    shown = show(name)
    KEYBOARD[shown.attempt.exercise.kind](shown, shown.samples.right)
    if name in ("number", "term"):
        shown.page.keyboard.press("Enter")
    elif name != "scenario":
        shown.tab_to(shown.button("Check"))
        shown.page.keyboard.press("Enter")
    shown.says("Because it is so.")
    assert shown.attempt.best == 4
    assert shown.page.evaluate("window.outside") == []


@pytest.mark.parametrize("name", EXERCISES)
def test_axe_finds_nothing_before_and_after_marking(show, name):
    shown = show(name)
    assert shown.violations() == []
    answer_by_mouse(shown, shown.samples.wrong)
    shown.button("Hint").click()
    shown.says("Look again.")
    assert shown.violations() == []
    if name != "scenario":
        MOUSE[shown.attempt.exercise.kind](shown, shown.samples.right)
        shown.says("About your previous answer")
        assert shown.violations() == []
        check_by_mouse(shown)
        shown.says("Because it is so.")
        assert shown.violations() == []


@pytest.mark.parametrize("name", EXERCISES)
def test_a_narrow_page_never_scrolls_sideways(show, name):
    shown = show(name, width=340)
    answer_by_mouse(shown, shown.samples.wrong)
    assert shown.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", EXERCISES)
def test_jupyter_keeps_its_keys_and_the_exercise_its_own(show, name):
    shown = show(name)
    inside = shown.page.locator("input:visible, select:visible, button:visible, [tabindex='0']").first
    inside.focus()
    for key in ("d", "d", "ArrowUp", "ArrowDown", "a", "Enter"):
        shown.page.keyboard.press(key)
    assert shown.page.evaluate("window.outside") == []
    shown.page.locator("button:visible").last.focus()
    for key in ("Escape", "Control+s", "Shift+Enter"):
        shown.page.keyboard.press(key)
    assert [key for key in shown.page.evaluate("window.outside") if key not in ("Shift", "Control")] == ["Escape", "s", "Enter"]


@pytest.mark.parametrize("name", EXERCISES)
def test_html_in_a_text_is_shown_as_text(show, name):
    laden = "<img src=x onerror=window.broken=1><b>"
    yaml = "\n".join(evil(line, laden) for line in yaml_of(name).split("\n"))
    shown = show(name, yaml=yaml)
    answer_by_mouse(shown, shown.samples.wrong)
    shown.button("Hint").click()
    shown.page.locator(".smo-hint").wait_for()
    assert shown.page.locator("h3").inner_text() == f"{laden}A title"
    assert shown.page.locator("#here :is(img, b)").count() == 0
    assert shown.page.evaluate("window.broken") is None


def evil(line: str, laden: str) -> str:
    """The line of YAML with HTML at the start of each English text (but not of a word that is accepted)."""
    if "accept:" in line or "answer:" in line:
        return line
    return re.sub(r"\{en: \"?([^,\"]*)\"?, fr", lambda found: "{en: " + json.dumps(laden + found[1].replace("\\n", " ")) + ", fr", line)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_answer_comes_back_with_its_feedback(show, name, tmp_path):
    first = show(name, folder=tmp_path)
    answer_by_mouse(first, first.samples.wrong)
    told = first.feedback().inner_text()
    again = show(name, folder=tmp_path)
    assert again.feedback().inner_text() == told
    assert again.attempt.answer == first.attempt.answer
    assert again.page.locator(".smo-about-previous").count() == 0


# Nothing moves under the pointer

# What is there to press, and the fields: their places from the top of the page, however far it is scrolled, once what is left
# for the next frame is drawn.
PLACES = """() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
    [...document.querySelectorAll("#here :is(button, input, select, .smo-bin-top, .smo-item-name)")]
    .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.closest(".smo-asked, .smo-waiting"))
    .map((each) => [each, each.getBoundingClientRect()])
    .map(([each, box]) => [each.textContent || each.value, Math.round(box.x), Math.round(box.y + scrollY)]))"""


def moved(before: list, after: list) -> list:
    """What no longer stands where it stood. A button may be new, or say something else."""
    stand = [place for _, *place in after]
    return [each for each in before if each[1:] not in stand]


@pytest.mark.parametrize("name", [name for name in EXERCISES if name != "scenario"])
@pytest.mark.parametrize("width", [1000, 340])
def test_neither_a_check_nor_a_hint_moves_anything_that_can_be_pressed(show, name, width):
    shown = show(name, width=width)
    MOUSE[shown.attempt.exercise.kind](shown, shown.samples.wrong)
    before = shown.page.evaluate(PLACES)
    check_by_mouse(shown)
    shown.page.locator(".smo-verdict").wait_for()
    for left in ("Hint (1 left)", "All hints shown"):
        shown.button("Hint").click()
        shown.button(left).wait_for()
    assert len(before) > 2
    assert moved(before, shown.page.evaluate(PLACES)) == []


@pytest.mark.parametrize("width", [1000, 340])
@pytest.mark.parametrize("number, length", [(4, 0), (12, 190)])
def test_bins_and_buttons_stand_still_while_cards_come_and_go(show, width, number, length):
    shown = show("sort", yaml=cards(number, length), width=width)
    heads = """() => [...document.querySelectorAll(".smo-bin-top, .smo-tray .smo-plain")]
        .map((each) => each.getBoundingClientRect().y + scrollY)"""
    before = shown.page.evaluate(heads)
    for item in shown.attempt.content()["items"]:
        shown.page.locator(".smo-bin-head").nth(int(item["id"][1:]) % 3).click()
        assert shown.page.evaluate(heads) == before
    shown.button("Put all back").click()
    assert shown.page.evaluate(heads) == before
    shown.page.get_by_role("button", name="Undo", exact=True).click()
    assert shown.page.evaluate(heads) == before


def test_a_second_click_at_once_counts_for_nothing_on_what_came_under_the_pointer(show):
    shown = show("scenario")
    choice = shown.page.locator(".smo-choice").first.bounding_box()
    at = {"x": choice["x"] + 30, "y": choice["y"] + choice["height"] / 2}
    shown.page.mouse.dblclick(**at)
    shown.says("Somebody asks why.")
    assert len(shown.attempt.answer) == 1
    shown = show("order")
    first, then, last = order_shown(shown)
    up = shown.button(f"Move up: {text_of(shown, 'items', last)}").bounding_box()
    shown.page.mouse.dblclick(up["x"] + 5, up["y"] + 5)
    assert order_shown(shown) == [first, last, then]
    shown.page.wait_for_timeout(600)
    shown.page.mouse.click(up["x"] + 5, up["y"] + 5)
    assert order_shown(shown) == [first, then, last]


def test_the_meters_of_a_story_stay_in_view(show):
    shown = show("scenario")
    shown.page.set_viewport_size({"width": 1000, "height": 500})
    click_scenario(shown, shown.samples.wrong)
    shown.page.locator(".smo-verdict").wait_for()
    shown.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    meters, report = (shown.page.locator(each).bounding_box() for each in (".smo-meters", "footer"))
    assert 0 <= meters["y"] < report["y"]


# What happens around an answer


def test_feedback_names_what_it_is_about(show):
    shown = show("choice")
    answer_by_mouse(shown, ["toy"])
    assert shown.page.locator(".smo-option", has_text="A toy").inner_text().split() == ["A", "toy", "✗", "Not", "yet"]
    assert shown.page.locator(".smo-remarks li").locator("p").all_inner_texts() == ["Not for play."]
    shown.page.get_by_label("A tool").check()
    assert shown.page.locator(".smo-remarks li").locator("p").all_inner_texts() == ["A toy", "Not for play."]
    shown = show("several")
    answer_by_mouse(shown, ["tool", "toy"])
    assert shown.page.locator(".smo-remarks li").locator("p").all_inner_texts()[:2] == ["A toy", "Not for play."]
    shown = show("match")
    answer_by_mouse(shown, {"r1": {"goal": "name", "tool": "blog"}, "r2": {"goal": "sale", "tool": "blog"}})
    assert shown.page.locator(".smo-remarks li").locator("p").all_inner_texts() == ["Sell", "Tool: Sold in shops."]
    shown.says("Partly right: 1 of 2")
    shown = show("sort")
    answer_by_mouse(shown, {"flickr": "video", "vimeo": "video", "pinterest": "photo"})
    assert shown.page.locator(".smo-remarks li").locator("p").all_inner_texts() == ["Flickr", "It shows photos."]
    shown.says("Partly right: 2 of 3")
    shown = show("pointed")  # one pointer for two cards, said once
    answer_by_mouse(shown, {"flickr": "video", "vimeo": "video", "pinterest": "video"})
    assert shown.page.locator(".smo-remarks li").locator("p").all_inner_texts() == ["Flickr · Pinterest", "Does it move?"]
    shown.says("Partly right: 1 of 3")


def test_an_answer_that_cannot_be_read_is_not_wrong(show):
    shown = show("number")
    answer_by_mouse(shown, "abc")
    shown.says("Not marked yet")
    shown.says("That does not read as a number.")
    assert shown.page.get_by_label("Your answer").get_attribute("aria-invalid") == "true"
    shown = show("sort")
    shown.button("Check").click()
    shown.says("Put the items in their places first.")


@pytest.mark.parametrize("name", ["choice", "number"])
def test_checking_nothing_says_what_to_do_and_nothing_of_saving(show, name):
    shown = show(name)
    shown.page.evaluate("""() => {
        window.said = "";
        const foot = document.querySelector("#here footer");
        new MutationObserver(() => (window.said += foot.textContent)).observe(foot, { childList: true, subtree: true, characterData: true });
    }""")
    shown.button("Check").click()
    shown.says({"choice": "Choose an answer first.", "number": "Type a number first."}[name])
    assert "Sav" not in shown.page.evaluate("window.said")
    assert [entry.event for entry in shown.attempt.journal.entries] == ["profile"]  # no answer, no draft


def test_the_precision_asked_for_stands_by_the_field_and_is_read_with_it(show):
    shown = show("number")
    described = shown.page.get_by_label("Your answer").get_attribute("aria-describedby").split()
    assert [shown.page.locator(f"[id='{each}']").inner_text() for each in described] == ["mentions", "A whole number"]


def test_the_focus_stays_on_check_and_the_feedback_is_in_a_live_region(show):
    shown = show("choice")
    shown.tab_to(shown.page.locator("input").first)
    shown.page.keyboard.press("Space")
    shown.tab_to(shown.button("Check"))
    shown.page.keyboard.press("Enter")
    shown.page.locator("[aria-live=polite] .smo-verdict").wait_for()
    assert shown.page.evaluate("document.activeElement.textContent") == "Check"


def test_feedback_to_an_answer_since_changed_says_so(show):
    shown = show("term")
    answer_by_mouse(shown, "noise")
    assert shown.page.locator(".smo-about-previous").count() == 0
    shown.page.get_by_label("Your answer").press("End")
    shown.page.keyboard.type("s")
    shown.says("About your previous answer")
    shown.page.get_by_label("Your answer").fill("reach")
    shown.button("Check").click()
    shown.says("Because it is so.")
    assert shown.page.locator(".smo-about-previous").count() == 0


def test_a_draft_is_sent_after_a_pause_and_when_the_exercise_is_left(show):
    shown = show("term")
    field = shown.page.get_by_label("Your answer")
    field.type("rea", delay=20)
    assert shown.sent == []
    shown.says("Saved.")
    assert [(each["do"], each["answer"]) for each in shown.sent] == [("draft", "rea")]
    field.type("ch")
    shown.page.evaluate("document.activeElement.blur()")
    shown.says("Saved.")
    assert shown.sent[-1]["answer"] == "reach"
    assert len(shown.sent) == 2


def test_typing_goes_on_while_a_draft_is_on_its_way(show):
    shown = show("term")
    field = shown.page.get_by_label("Your answer")
    field.type("the reach of a message", delay=70)  # slower than the pause now and then
    shown.page.wait_for_timeout(1000)
    assert field.input_value() == "the reach of a message"
    assert shown.attempt.answer == "the reach of a message"


def test_what_comes_from_another_tab_is_shown_but_over_nothing_that_is_being_typed(show):
    shown = show("term")
    field = shown.page.get_by_label("Your answer")
    elsewhere = {"answer": "noise", "n": 0, "hints": ["Look again."], "hints_left": 1}
    field.press_sequentially("rea")
    shown.page.evaluate("state => elsewhere({state})", {**shown.view.state, **elsewhere})
    shown.says("Look again.")
    assert field.input_value() == "rea"
    field.press_sequentially("ch")
    shown.says("Saved.")
    assert field.input_value() == "reach" and shown.attempt.answer == "reach"
    shown.page.evaluate("state => elsewhere({state})", {**shown.view.state, **elsewhere})
    assert field.input_value() == "noise"


def test_a_lesson_that_does_not_answer_is_told_and_can_be_started_again(show):
    shown = show("term")
    shown.page.evaluate("window.stopped = true; window.restarts = 0")
    shown.page.evaluate("document.addEventListener('smo:restart', () => { window.restarts += 1; })")
    shown.page.get_by_label("Your answer").fill("reach")
    shown.button("Check").click()
    shown.page.get_by_role("alert").get_by_text("not answering").wait_for(timeout=7000)
    shown.button("Start the lesson again").click()
    assert shown.page.evaluate("window.restarts") == 1
    # the lesson comes back: the answer that was never saved is on the screen, and is saved now
    shown.page.evaluate("window.stopped = false; window.show()")
    assert shown.page.get_by_label("Your answer").input_value() == "reach"
    shown.says("Saved.")
    assert shown.attempt.answer == "reach"


def test_a_folder_that_takes_nothing_is_an_alert_and_the_answer_stays(show, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    shown = show("term", folder=tmp_path / "file")
    answer_by_mouse(shown, "reach")
    shown.page.get_by_role("alert").get_by_text("Not saved").wait_for()
    shown.says("Because it is so.")


def test_hints_then_the_solution(show):
    shown = show("number")
    assert not shown.button("Show the solution").is_visible()
    answer_by_mouse(shown, shown.samples.wrong)
    shown.button("Hint (2 left)").click()
    shown.button("Hint (1 left)").click()
    shown.says("Closer.")
    shown.button("Show the solution").focus()
    shown.page.keyboard.press("Enter")
    shown.says("these numbers can earn no more points; other numbers can.")
    shown.tab_to(shown.button("Keep trying"))
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.textContent") == "Show the solution"
    assert not shown.attempt.solved
    shown.page.keyboard.press("Enter")
    shown.tab_to(shown.button("Show it now"))
    shown.page.keyboard.press("Enter")
    shown.page.locator(".smo-solution", has_text="Because it is so.").wait_for()
    assert shown.page.evaluate("document.activeElement.className") == "smo-solution"


def test_in_a_review_the_solution_costs_nothing_and_asks_nothing(show, monkeypatch):
    def recalled(exercise, journal, lang):
        return Attempt(exercise, journal, lang, Terms(Scope("review", "a day"), "a seed", exercise, practice=True, counts=False))

    monkeypatch.setitem(globals(), "practise", recalled)
    shown = show("choice")
    answer_by_mouse(shown, shown.samples.wrong)
    for left in (2, 1):
        shown.button(f"Hint ({left} left)").click()
    shown.button("Show the solution").click()
    shown.page.locator(".smo-solution", has_text="Because it is so.").wait_for()
    assert not re.search(r"\bpoints?\b", shown.page.locator(".smo-exercise").inner_text())


def test_other_numbers_are_another_exercise(show):
    shown = show("number")
    answer_by_mouse(shown, shown.samples.right)
    seed = shown.attempt.seed
    shown.button("Other numbers").click()
    shown.page.locator(".smo-verdict").wait_for(state="detached")
    assert shown.attempt.seed != seed
    assert shown.page.get_by_label("Your answer").input_value() == ""
    assert shown.page.evaluate("document.activeElement.tagName") == "INPUT"


# Sorting


def cards(number: int, length: int = 0) -> str:
    texts = [f"Card {place:02} {'and so on ' * (length // 10)}".strip() for place in range(number)]
    items = "\n".join(
        f"  - {{id: i{place}, text: {{en: {text}, fr: {text}}}, bin: b{place % 9}, feedback: {{en: So., fr: Ainsi.}}}}"
        for place, text in enumerate(texts)
    )
    bins = "\n".join(f"  - {{id: b{place}, text: {{en: Bin {place}, fr: Case {place}}}}}" for place in range(9))
    return f"kind: sort\nbins:\n{bins}\nitems:\n{items}\n" + COMMON + PROMPT


def test_forty_cards_go_by_number_keys(show):
    shown = show("sort", yaml=cards(40))
    shown.says("40 left to sort")
    type_sort(shown, shown.samples.right)
    shown.tab_to(shown.button("Check"))
    shown.page.keyboard.press("Enter")
    shown.says("Because it is so.")


def test_long_cards_come_one_at_a_time_and_can_wait(show):
    shown = show("sort", yaml=cards(12, 190))
    assert shown.page.locator(".smo-card:visible").count() == 1
    first = shown.page.locator(".smo-stage .smo-card").inner_text()
    shown.button("Leave it for later").click()
    assert shown.page.locator(".smo-stage .smo-card").inner_text() != first


def test_a_card_can_be_dragged_undone_and_picked_up_again(show):
    shown = show("sort")
    card = shown.page.locator(".smo-card", has_text="Vimeo")
    card.drag_to(shown.page.locator(".smo-bin-top", has_text="Videos"))
    assert shown.page.get_by_role("list", name="Videos").inner_text() == "Vimeo"
    shown.page.get_by_role("button", name="Undo", exact=True).click()
    assert shown.page.locator(".smo-bin .smo-card").count() == 0
    card.drag_to(shown.page.locator(".smo-bin").first)
    assert shown.page.get_by_role("list", name="Photos").inner_text() == "Vimeo"
    card.click()
    assert shown.page.locator(".smo-stage").inner_text() == "Vimeo"
    shown.page.keyboard.press("2")
    assert shown.page.get_by_role("list", name="Videos").inner_text() == "Vimeo"
    shown.button("Put all back (can be undone)").click()
    assert shown.page.locator(".smo-bin .smo-card").count() == 0
    shown.page.get_by_role("button", name="Undo", exact=True).click()
    assert shown.page.get_by_role("list", name="Videos").inner_text() == "Vimeo"


def test_a_move_is_announced(show):
    shown = show("sort")
    first, then, _ = [each["text"] for each in shown.attempt.content()["items"]]
    shown.page.locator(".smo-bin-head", has_text="Photos").click()
    shown.page.locator("[aria-live].smo-sr", has_text=f"{first} → Photos. Next: {then}. 2 left to sort.").wait_for(state="attached")


def test_digits_of_a_french_keyboard_sort_too(show):
    shown = show("sort", lang="fr")
    shown.page.locator(".smo-current").focus()
    shown.page.locator(".smo-current").dispatch_event("keydown", {"key": "é", "code": "Digit2", "bubbles": True})
    assert shown.page.get_by_role("list", name="Vidéos").locator(".smo-card").count() == 1


def test_number_keys_sort_after_a_click_anywhere_inside(show):
    shown = show("sort")
    for place, part in enumerate(("h3", ".smo-prompt", ".smo-tray .smo-label")):
        shown.page.evaluate("document.activeElement.blur()")
        shown.page.locator(part).click()
        shown.page.keyboard.press("1")
        assert shown.page.locator(".smo-bin .smo-card").count() == place + 1


def test_budgets_and_goals_follow_the_cards(show):
    shown = show("budget")
    click_sort(shown, {"blog": "do", "ads": "do"})
    shown.says("12 of 10 hours: 2 too many")
    shown.says("covered")
    click_sort(shown, {"ads": "leave"})
    shown.says("3 of 10 hours used")
    click_sort(shown, {"blog": "leave"})
    shown.says("not yet")


# Calendar


def test_a_post_is_dragged_changes_places_and_is_taken_back(show):
    shown = show("schedule")
    card = shown.page.locator(".smo-stocked", has_text="The dog")
    card.drag_to(day_button(shown, "2025-11-04"))
    shown.page.locator(".smo-stocked", has_text="A film").drag_to(day_button(shown, "2025-11-05"))
    day_button(shown, "2025-11-05").drag_to(day_button(shown, "2025-11-04"))
    assert day_button(shown, "2025-11-05").get_attribute("aria-label") == "Wednesday 5 November: The dog (image)"
    assert shown.page.locator(".smo-week-hours").inner_text() == "3.5 h"
    day_button(shown, "2025-11-05").click()
    assert day_button(shown, "2025-11-05").get_attribute("aria-label") == "Wednesday 5 November: free"
    assert card.get_attribute("aria-pressed") == "true"
    day_button(shown, "2025-11-09").click()
    assert day_button(shown, "2025-11-09").get_attribute("aria-label") == "Sunday 9 November: The dog (image), closed"
    shown.button("Check").click()
    shown.says("Sunday 9 November.")
    lines = [each.inner_text().split("\n")[-1] for each in shown.page.locator(".smo-rules li.smo-is-wrong").all()]
    assert lines == ["Never more than 3 days in a row without a post", "Nothing on closed days"]
    assert [each.inner_text() for each in shown.page.locator(".smo-rules .smo-sr").all()] == ["broken", "kept", "broken"]


# Query


def test_what_a_query_finds_is_seen_before_it_is_checked_and_a_fault_is_pointed_at(show):
    shown = show("query")
    listed = shown.page.locator(".smo-mentions li span:last-child")
    assert listed.all_inner_texts() == ["Lovely tea at Robin"]  # what there is to find
    click_query(shown, "robin")
    shown.says("1 of 2 found are about the company (goal: 80%)")
    shown.says("Of the later mentions, on which the points depend, it finds 1.")
    shown.button("Found by mistake: 1").click()
    assert listed.all_inner_texts() == ["<b>A robin</b> built its nest"]
    click_query(shown, "robin -(nest")
    shown.says("this parenthesis is never closed.")
    pointer = shown.page.locator(".smo-query-note pre").inner_text().split("\n")
    assert pointer == ["robin -(nest", "       ^"]
    shown.says("As it was for your last query without a fault: robin")  # whose the figures are
    assert not shown.attempt.tries and not [each for each in shown.sent if each["do"] == "check"]
    shown.button("Check").click()
    shown.says("Character 8: this parenthesis is never closed.")


# Draft and campaign


def test_a_draft_is_weighed_and_previewed_as_it_is_written(show):
    shown = show("draft")
    shown.says("0 of 60 characters")
    shown.says("(Nothing is written yet.)")
    click_draft(shown, "<b>Tea</b> @zoe 😷\nhttps://shop.example/a-very-long-address-that-goes-on #tea")
    shown.says("47 of 60 characters")  # 16 before the emoji, 2, a line break, a link of 23, 5
    body = shown.page.locator(".smo-draft-body")
    assert body.inner_text() == "<b>Tea</b> @zoe 😷\nhttps://shop.example/a-very-long-address-that-goes-on #tea"
    assert body.locator("span").all_inner_texts() == ["@zoe", "https://shop.example/a-very-long-address-that-goes-on", "#tea"]
    shown.page.get_by_label("Count as until November 2017: 40").check()
    shown.says("46 of 40 characters: 6 too many")
    assert not shown.attempt.tries


def test_a_campaign_adds_up_its_days_and_marks_its_fields(show):
    shown = show("campaign")
    click_campaign(shown, shown.samples.right | {"daily": "15,5", "billing": "view"})
    shown.says("10 days × €15.50 = €155")
    shown.button("Check").click()
    shown.says("“Website: clicks or conversions” bills each click.")
    signs = shown.page.locator(".smo-campaign .smo-state .smo-sr").all_inner_texts()
    assert [each.strip() for each in signs] == ["fits", "does not fit", *["fits"] * 6]
    shown.says("Partly right: 7 of 8")
    assert shown.page.locator(".smo-remark-name").all_inner_texts() == ["Billed action"]


# Order and story


def test_an_item_can_be_dragged_to_its_place(show):
    shown = show("order")
    last = shown.page.locator(".smo-order li").last
    text = last.locator(".smo-item-name").inner_text()
    last.drag_to(shown.page.locator(".smo-order li").first)
    assert shown.page.locator(".smo-item-name").first.inner_text() == text


def test_an_order_that_nobody_touched_is_no_answer(show):
    shown = show("order")
    shown.button("Check").click()
    shown.says("Nothing has been moved yet")
    assert shown.attempt.best == 0 and not shown.attempt.tries


def test_a_story_is_told_on_and_can_be_taken_up_earlier(show):
    shown = show("scenario")
    click_scenario(shown, ["wait"])
    assert shown.page.evaluate("document.activeElement.textContent") == "Saturday"
    shown.says("It spreads.")
    shown.says("30 of 100")
    shown.says("−20 (worse)")
    assert shown.page.locator(".smo-log .smo-effects").inner_text() == "Trust −20 (worse)"
    shown.page.locator(".smo-choice", has_text="Explain").click()
    shown.says("Trust is gone.")
    assert shown.page.get_by_text("Trust is gone.").count() == 1
    assert shown.page.locator(".smo-remarks > li").last.inner_text().split("\n\n") == ["Principles you broke", "Friday: Answer soon"]
    shown.page.locator(".smo-log summary").first.click()
    shown.button("Replay from here (Friday)").click()
    shown.page.locator(".smo-choice", has_text="Answer").click()
    shown.page.locator(".smo-choice", has_text="Explain").click()
    shown.says("You kept their trust.")
    assert shown.attempt.best == 4
    shown.button("Start over").click()
    shown.page.locator(".smo-log li").first.wait_for(state="detached")
    assert shown.page.locator(".smo-choice").count() == 2
