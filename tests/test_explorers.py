"""The kit of explorers: found by name, whole, asked by settings; and what the course's own explorers say."""

import json
import sys
from typing import Annotated

import numpy as np
import pytest
from msgspec import Meta

from smo_course import bank, explorers
from smo_course.course import syllabus
from smo_course.data.platforms import platforms
from smo_course.explorers.base import BadSetting, Explorer
from smo_course.explorers.campaign import model as campaign
from smo_course.explorers.landscape import model as landscape
from smo_course.explorers.snowball import model as shown
from smo_course.journal import Journal
from smo_course.lesson import OpenLesson
from smo_course.screen.explorer import ExplorerView
from smo_course.simulators import snowball
from smo_course.text import LANGUAGES, Text, number

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
EVERY = pytest.mark.parametrize("name", explorers.names())

# ---- Found by name, and refused by name of what is missing

WHOLE = {
    "__init__.py": "",
    "model.py": (
        "from smo_course.explorers.base import Explorer\n\n\n"
        "class Doubled(Explorer):\n"
        "    n: int = 2\n\n"
        "    def answer(self):\n        return 2 * self.n\n\n"
        "    def said(self, answer, lang):\n        return str(answer)\n"
    ),
    "view.js": 'import { explorer } from "../../screen/explorer.js";\nimport "./style.css";\n',
    "style.css": "",
    "words.yaml": "view:\n  title: {en: Twice, fr: Deux fois}\n  intro: {en: A, fr: A}\n  assumptions: {en: A, fr: A}\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """folder(part=text or None): an explorer called `doubled` in a place of its own, with one part changed or left out."""
    monkeypatch.setattr(explorers, "_HERE", tmp_path)
    monkeypatch.setattr(explorers, "__path__", [str(tmp_path)])

    def make(changed: dict[str, str | None]):
        (tmp_path / "doubled").mkdir()
        for part, text in (WHOLE | changed).items():
            if text is not None:
                (tmp_path / "doubled" / part).write_text(text, encoding="utf-8")

    explorers.find.cache_clear()
    yield make
    explorers.find.cache_clear()
    for each in [each for each in sys.modules if each.startswith(f"{explorers.__name__}.doubled")]:
        del sys.modules[each]


def test_a_folder_is_an_explorer(folder):
    folder({})
    assert explorers.names() == ["doubled"]
    assert explorers.find("doubled")(n=4).answer() == 8


def test_what_python_or_git_leaves_behind_is_none(folder, tmp_path):
    folder({})
    (tmp_path / "removed" / "__pycache__").mkdir(parents=True)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "base.py").touch()
    assert explorers.names() == ["doubled"]


MODEL = WHOLE["model.py"]


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"model.py": None}, "model.py"),
        ({"view.js": None}, "view.js"),
        ({"words.yaml": None}, "words.yaml"),
        ({"style.css": None}, "style.css"),  # which the view asks for
        ({"model.py": "class Doubled: ...\n"}, "model.py: class … (Explorer)"),
        ({"model.py": MODEL.replace("def said", "def says")}, "model.py: said()"),
        ({"model.py": MODEL.replace("def answer", "def answers")}, "model.py: answer()"),
        ({"model.py": MODEL.replace("n: int = 2", "n: int")}, "model.py: n = …"),
        ({"words.yaml": WHOLE["words.yaml"].replace("title", "titel")}, "words.yaml: view.title"),
        ({"words.yaml": WHOLE["words.yaml"].replace("intro", "into")}, "words.yaml: view.intro"),
        ({"words.yaml": WHOLE["words.yaml"].replace("assumptions", "x")}, "words.yaml: view.assumptions"),
        ({"view.js": None, "words.yaml": None}, "view.js and words.yaml"),
    ],
    ids=str,
)
def test_what_a_folder_lacks_is_named(folder, changed, lacking):
    folder(changed)
    with pytest.raises(explorers.Incomplete) as found:
        explorers.find("doubled")
    assert f"‘doubled’ lacks {lacking}." in found.value.text.en
    assert "doubled" in found.value.text.fr


def test_without_a_style_of_its_own_none_is_needed(folder):
    folder({"view.js": 'import { explorer } from "../../screen/explorer.js";\n', "style.css": None})
    assert explorers.find("doubled")


@pytest.mark.parametrize("name", ["snowbal", "", "..", "base", "../kinds/choice", "snowball.model"])
def test_an_unknown_name_is_told_which_there_are(name):
    with pytest.raises(explorers.UnknownExplorer) as found:
        explorers.find(name)
    for each in explorers.names():
        assert each in found.value.text.en and each in found.value.text.fr


@EVERY
def test_every_explorer_of_the_course_is_whole_and_says_what_it_shows(name):
    assert explorers.find(name)
    assert all(ExplorerView(name, lang).text.count("\n") for lang in LANGUAGES)


# ---- Settings


class Tried(Explorer):
    count: Annotated[int, Meta(ge=1, le=5)] = 1
    share: Annotated[float, Meta(gt=0, lt=1)] = 0.5
    word: Annotated[str, Meta(min_length=2, max_length=4)] = "abc"
    words: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("settings", "name", "said"),
    [
        ({"count": 0}, "count", "must be at least 1"),
        ({"count": 6}, "count", "must be at most 5"),
        ({"count": 1.5}, "count", "must be a whole number"),
        ({"count": None}, "count", "must be a whole number"),
        ({"share": 0}, "share", "must be more than 0"),
        ({"share": 1}, "share", "must be less than 1"),
        ({"share": "1"}, "share", "must be a number"),
        ({"word": "a"}, "word", "must have at least 2 characters"),
        ({"word": "abcde"}, "word", "must have at most 4 characters"),
        ({"word": 1}, "word", "has a value that cannot be used here"),
        ({"words": ["a", 1]}, "words", "has a value that cannot be used here"),
        ({"other": 1}, "", "These settings cannot be used here."),
        ([], "", "These settings cannot be used here."),
        (None, "", "These settings cannot be used here."),
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_is_named_with_the_reason(settings, name, said):
    with pytest.raises(BadSetting) as found:
        Tried.read(settings)
    assert (found.value.name, found.value.text.en) == (name, said)
    assert found.value.text.fr and found.value.text.fr != said


def test_settings_that_can_be_are_read():
    assert Tried.read({"count": 5, "words": ["a"]}) == Tried(count=5, words=("a",))


# ---- Between the view and the explorer


class Counted(Explorer):
    """Says how often it was worked out."""

    n: Annotated[int, Meta(le=9)] = 1

    def answer(self):
        done.append(self.n)
        if self.n == 7:
            raise ZeroDivisionError("seven")
        if self.n == 6:
            raise KeyboardInterrupt
        if self.n == 8:
            raise BadSetting("n", Text(en="is eight", fr="est huit"))
        return {"n": np.int64(self.n), "share": np.float64("nan"), "curve": np.arange(3.0)}

    def said(self, answer, lang):
        return f"**{answer['n']}**"


done: list[int] = []


@pytest.fixture
def asked(monkeypatch):
    """asked(message): what the kernel sends back."""
    done.clear()
    monkeypatch.setattr(explorers, "find", lambda name: Counted)
    view, sent = ExplorerView("snowball", "en"), []
    view.send = sent.append

    def ask(message):
        view.handle(message)
        return sent.pop()

    ask.view, ask.sent = view, sent
    return ask


def test_the_first_picture_is_there_without_asking(asked):
    assert asked.view.content["first"] == {
        "settings": {"n": 1},
        "answer": {"n": 1, "share": None, "curve": [0.0, 1.0, 2.0]},
        "said": "**1**",
    }
    assert asked.view.text == "The snowball\n1"


def test_a_reply_carries_the_number_of_its_question_and_is_json(asked):
    reply = asked({"n": "a-1", "settings": {"n": 3}})
    assert reply == {"n": "a-1", "answer": {"n": 3, "share": None, "curve": [0.0, 1.0, 2.0]}, "said": "**3**"}
    assert json.loads(json.dumps(reply, allow_nan=False)) == reply


def test_the_same_asked_again_is_not_worked_out_again(asked):
    """As a view does whose kernel was busy: what has heaped up there is done in no time."""
    replies = [asked({"n": n, "settings": {"n": 3}}) for n in range(5)]
    assert done == [1, 3] and [each["n"] for each in replies] == [0, 1, 2, 3, 4]
    assert len({json.dumps({**each, "n": 0}) for each in replies}) == 1


def test_a_problem_is_told_and_the_next_question_answered(asked):
    assert asked({"n": 1, "settings": {"n": 10}})["problem"] == {"name": "n", "text": "must be at most 9"}
    assert asked({"n": 2, "settings": {"n": 8}})["problem"] == {"name": "n", "text": "is eight"}
    assert asked({"n": 3, "settings": {"n": 2}})["said"] == "**2**"


def test_what_the_model_stumbles_over_is_told_and_raised(asked):
    with pytest.raises(ZeroDivisionError):
        asked.view.handle({"n": 1, "settings": {"n": 7}})
    told = asked.sent.pop()
    assert told["n"] == 1 and "ZeroDivisionError: seven" in told["problem"]["text"] and "answer" not in told
    assert asked({"n": 2, "settings": {"n": 2}})["said"] == "**2**"


def test_an_interrupted_kernel_has_told_so(asked):
    with pytest.raises(KeyboardInterrupt):
        asked.view.handle({"n": 1, "settings": {"n": 6}})
    assert "KeyboardInterrupt" in asked.sent.pop()["problem"]["text"]


@pytest.mark.parametrize("message", [None, 7, "x", [], {}, {"n": 1}, {"settings": {}, "m": 1}, {"n": [1], "settings": "x"}], ids=str)
def test_a_message_that_makes_no_sense_breaks_nothing(asked, message):
    asked(message)
    assert asked({"n": 2, "settings": {"n": 2}})["said"] == "**2**"


def test_an_explorer_without_settings_sends_no_first_answer():
    assert set(ExplorerView("landscape", "en").content) == {"name", "content"}


# ---- The landscape


def on_the_map(lang):
    return {each["id"]: each for each in landscape.Landscape.content(lang)["platforms"]}


@BOTH
def test_every_platform_lies_somewhere_in_both_years(lang):
    content = landscape.Landscape.content(lang)
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
    words = ExplorerView("landscape", "fr").text.splitlines()
    assert words[0] == "Carte des médias sociaux"
    assert any(line.startswith("- Messagerie instantanée\u00a0: MSN Messenger (fermé en 2014), Skype (fermé en 2025)") for line in words)


# ---- The snowball


@pytest.mark.parametrize("tone", snowball.TONES)
@pytest.mark.parametrize("hour", [0, 3, 63, 72])
def test_the_curves_are_the_simulator_s(tone, hour):
    answer = shown.Snowball(hour=hour, tone=tone, community=500).answer()
    assert answer["yours"] == [round(each) for each in snowball.curve(hour, tone, 500)]
    assert answer["soon"] == [round(each) for each in snowball.curve(0, "sincere", 500)]
    assert answer["none"] == [round(each) for each in snowball.curve(0, "none", 500)]


@pytest.mark.parametrize("community", [500, 3_000, 10_000])
def test_one_scale_holds_every_curve_of_a_community(community):
    answers = [shown.Snowball(hour, tone, community).answer() for hour in range(0, 73, 9) for tone in snowball.TONES]
    assert len({each["top"] for each in answers}) == 1
    assert max(max(each["yours"]) for each in answers) <= answers[0]["top"]


def test_every_place_of_the_slider_can_be_asked_for_and_has_a_name():
    content = shown.Snowball.content("en")
    places = range(0, content["latest"] + 1, content["step"])
    assert len(content["moments"]) == len(places)
    assert content["monday"] in places and shown.Snowball().hour in places
    assert all(shown.Snowball.read({"hour": place}) for place in places)


@BOTH
@pytest.mark.parametrize("tone", snowball.TONES)
def test_the_sentence_says_the_numbers_of_the_picture(lang, tone):
    explorer = shown.Snowball(tone=tone, community=10_000)
    answer = explorer.answer()
    said = explorer.said(answer, lang)
    assert f"**{number(answer['yours'][-1], lang)} mentions**" in said and "simul" in said
    assert (number(answer["none"][-1], lang) in said) and ("nobody" in said or "personne" in said) == (tone != "none")
    assert ("more than if nobody" in said or "plus que si personne" in said) == (tone == "deletion")


def test_an_answer_at_once_is_not_compared_with_itself():
    explorer = shown.Snowball(hour=0)
    assert "times as many" not in explorer.said(explorer.answer(), "en")


def test_the_hours_have_names():
    names = [[shown.moment(hour, lang) for hour in (0, 6, 15, 18, 63)] for lang in LANGUAGES]
    assert names == [
        ["Friday, 6\u00a0p.m.", "Friday, midnight", "Saturday, 9\u00a0a.m.", "Saturday, noon", "Monday, 9\u00a0a.m."],
        ["vendredi, 18\u00a0h", "vendredi, minuit", "samedi, 9\u00a0h", "samedi, midi", "lundi, 9\u00a0h"],
    ]


def test_days_and_nights_of_the_chart_follow_the_clock():
    content = shown.Snowball.content("en")
    assert [(day["text"], day["from"]) for day in content["days"]] == [
        ("Friday", 0),
        ("Saturday", 6),
        ("Sunday", 30),
        ("Monday", 54),
        ("Tuesday", 78),
    ]
    assert content["nights"] == [[6, 12], [30, 36], [54, 60], [78, 84]]


# ---- The campaign, from what was filled in


def test_the_campaign_begins_with_what_the_learner_filled_in(tmp_path):
    journal = Journal(tmp_path)
    lesson = OpenLesson(syllabus().lesson("twitter/brief-to-dashboard"), "en", journal)
    view = lesson.explorer("campaign")
    assert view.content["first"]["settings"]["objective"] == "engagement" and "whose" not in view.content
    form = {"objective": "followers", "billing": "follower", "name": "winter", "content": "tweet", "targeting": ["near", "words"], "daily": "7,05", "bid": "1.98"}  # fmt: skip
    journal.write("answer", exercise="twitter/campaign-winter-tips", answer=form | {"daily": "7.05"}, lang="en", status="partial")
    lesson.explorer("campaign")
    asked = view.content["first"]["settings"]
    assert asked | {"brief": "follow", "objective": "followers", "format": "tweet", "audience": "added", "bid": 200, "daily": 5} == asked
    assert "“Second brief: readers for the winter”" in view.content["whose"]
    journal.write("draft", exercise="twitter/campaign-timer", answer={"objective": "app", "bid": "a lot"}, lang="en")
    lesson.explorer("campaign")  # what cannot be read leaves it as it comes
    assert view.content["first"]["settings"]["brief"] == "sell"
    journal.write("draft", exercise="twitter/campaign-timer", answer={"objective": "app"}, lang="en")
    lesson.explorer("campaign")
    assert view.content["first"]["settings"]["brief"] == "install" and view.content["first"]["settings"]["daily"] == 20


def test_every_exercise_with_a_campaign_leads_to_a_brief():
    exercises = {id for id in bank.ids() if id.startswith("twitter/") and bank.load(id).kind == "campaign"}
    assert set(campaign.Campaign.exercises) == exercises
    for id in exercises:
        exercise = bank.load(id)
        begun = campaign.Campaign.filled(id, exercise.read(exercise.full_answer(), "en"))
        brief = campaign.BRIEFS[begun.brief]
        assert begun.objective == brief.objective and begun.bid == pytest.approx(100 * exercise.worth, abs=3)
