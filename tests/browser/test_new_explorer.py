"""A stranger's explorer: a folder put into the course, and nothing else edited, works in a real JupyterLab; what goes wrong in it
or under it is told, and it goes on."""

import pytest

from clicks import write_notebook
from lab import open_notebook, smo_lab
from new_kinds import environment, same_course

FOLDER = {
    "__init__.py": "",
    "model.py": '''"""What one entry of a contest costs: (40 + campaign) / entries."""

import os
import time
from typing import Annotated

from msgspec import Meta

from ...words import Words
from ..base import BadSetting, Explorer

say = Words(__file__)


class Contest(Explorer):
    campaign: Annotated[float, Meta(ge=0)] = 60
    entries: Annotated[int, Meta(ge=0)] = 10
    word: Annotated[str, Meta(max_length=20)] = ""

    def answer(self):
        if self.word == "slow":
            time.sleep(8)
        if self.word == "die":
            os._exit(1)
        if self.word == "no":
            raise BadSetting("word", say.text("refused"))
        return (40 + self.campaign) / self.entries

    def said(self, answer, lang):
        return say("cost", lang, n=answer, word=self.word)
''',
    "words.yaml": """
cost: {en: "One entry costs **€{n}** {word}", fr: "Une participation coûte **{n}\\u00a0€** {word}"}
refused: {en: must be another, fr: doit être un autre}
view:
  title: {en: A contest, fr: Un jeu-concours}
  intro: {en: What does one entry cost?, fr: "Que coûte une participation\\u00a0?"}
  assumptions: {en: The contest itself costs €40., fr: "Le jeu lui-même coûte 40\\u00a0€."}
  campaign: {en: Campaign, fr: Campagne}
  entries: {en: Entries, fr: Participations}
  word: {en: Password, fr: Mot de passe}
""",
    "view.js": """
import { explorer } from "../../screen/explorer.js";
import { h } from "../../screen/lib/dom.js";

export const render = explorer((content, { say, control }) => ({
  controls: [
    control.number("campaign", say("campaign")),
    control.number("entries", say("entries")),
    control.text("word", say("word")),
  ],
  draw(answer, settings, alt) {
    if (settings.word === "draw") throw new RangeError("no such line");
    return h("p", { role: "img", "aria-label": alt }, "€".repeat(Math.min(answer, 50)));
  },
}));
""",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contest")
    explorer = same_course(folder / "course") / "explorers" / "contest"
    explorer.mkdir()
    for part, text in FOLDER.items():
        (explorer / part).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(folder / "course", {}).items():
            patch.setenv(name, value)
        with smo_lab(folder / "learner", "--lang", "en") as address:
            opening = "from smo_course import open_lesson\nlesson = open_lesson('smo-basics/reacting-in-time', 'en')"
            write_notebook(folder / "learner" / "contest.ipynb", [opening, "lesson.explorer('contest')"])
            yield address


@pytest.fixture(scope="module")
def explorer(chromium, address):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    yield open_notebook(context.new_page(), address, "contest.ipynb", start=True).locator("[data-explorer=contest]")
    context.close()


@pytest.fixture
def contest(explorer):
    """The explorer, of which the test before has left the number of entries as it likes."""
    yield explorer
    explorer.get_by_label("Password").fill("")


def test_it_is_there_and_answers(contest):
    assert contest.get_by_role("heading").inner_text() == "A contest"
    assert contest.get_by_role("img").get_attribute("aria-label") == "One entry costs €10 "
    contest.get_by_label("Entries").fill("5")
    contest.locator(".smo-result").get_by_text("€20").wait_for()
    assert contest.get_by_role("img").inner_text() == "€" * 20


def test_a_value_that_cannot_be_is_told_beside_its_control(contest):
    entries, word = contest.get_by_label("Entries"), contest.get_by_label("Password")
    entries.fill("")
    contest.get_by_text("“Entries” must be a whole number.").wait_for()
    entries.fill("-1")
    contest.get_by_text("“Entries” must be at least 0.").wait_for()
    entries.fill("2")
    contest.locator(".smo-result").get_by_text("€50").wait_for()
    assert entries.get_attribute("aria-invalid") == "false"
    word.fill("no")
    contest.get_by_text("“Password” must be another.").wait_for()
    assert word.get_attribute("aria-invalid") == "true"


def test_what_the_model_stumbles_over_is_told(contest):
    entries = contest.get_by_label("Entries")
    entries.fill("0")
    contest.get_by_role("alert").get_by_text("ZeroDivisionError").wait_for()
    assert contest.get_by_role("img").is_visible()  # the picture before stays
    entries.fill("4")
    contest.locator(".smo-result").get_by_text("€25").wait_for()
    assert contest.get_by_role("alert").inner_text() == ""


def test_what_the_view_stumbles_over_is_told(contest):
    word = contest.get_by_label("Password")
    word.fill("draw")
    contest.get_by_role("alert").get_by_text("RangeError: no such line").wait_for()
    word.fill("other")
    contest.locator(".smo-result").get_by_text("other").wait_for()
    assert contest.get_by_role("alert").inner_text() == ""


def test_a_busy_kernel_is_told_and_the_picture_follows_by_itself(contest):
    contest.get_by_label("Password").fill("slow")
    contest.get_by_text("Working it out…").wait_for(timeout=3_000)
    contest.get_by_role("alert").get_by_text("not answering").wait_for(timeout=7_000)
    contest.locator(".smo-result").get_by_text("slow").wait_for(timeout=20_000)
    assert contest.get_by_role("alert").inner_text() == ""


def test_a_kernel_that_stops_is_started_again_and_the_explorer_with_it(contest):
    entries = contest.get_by_label("Entries")
    entries.fill("5")
    contest.locator(".smo-result").get_by_text("€20").wait_for()
    contest.get_by_label("Password").fill("die")
    contest.locator(".smo-result").get_by_text("€10").wait_for(timeout=60_000)  # drawn anew, as it is at first
    entries.fill("2")
    contest.locator(".smo-result").get_by_text("€50").wait_for()
