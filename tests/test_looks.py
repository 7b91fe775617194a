"""Things to look at: a post, a message, a review, figures, a search result, a paper, steps, a drawing."""

import json
from html.parser import HTMLParser

import msgspec
import pytest

from smo_course import bank, exhibits, looks
from smo_course.attempt import practise
from smo_course.journal import Journal
from smo_course.kinds.fingerprints import fingerprint
from smo_course.lesson import open_lesson
from smo_course.looks.things import AnyThing, Picture, pictures
from smo_course.reading import read_yaml
from smo_course.text import LANGUAGES, Text

EVERY = """
- {look: post, author: {en: Nadia, fr: Nadia}, at: {en: "Friday, 6 p.m.", fr: "Vendredi, 18 h"}, where: {en: A group, fr: Un groupe},
   text: {en: "First **line**.\\n\\n- one\\n- two", fr: "Première **ligne**.\\n\\n- un\\n- deux"}, likes: 1, comments: 1200,
   picture: {file: pouch-open, alt: {en: An open pouch, fr: Un sachet ouvert}},
   replies: [{author: {en: Odile, fr: Odile}, text: {en: "Me <too>", fr: "Moi <aussi>"}}]}
- {look: message, thread: [{author: {en: Inès, fr: Inès}, ours: true, text: {en: I’m asking., fr: Je me renseigne.}}]}
- {look: review, author: {en: Benoît, fr: Benoît}, stars: 2, text: {en: Dented, fr: Cabossé}}
- {look: statistics, title: {en: October, fr: Octobre}, figures: [{name: {en: Reach, fr: Portée}, value: 4200, unit: {en: people, fr: personnes}}]}
- {look: result, title: {en: Iced verbena, fr: Verveine glacée}, address: maison.example, text: {en: Ten minutes, fr: Dix minutes}}
- {look: paper, title: {en: Charter, fr: Charte}, lines: [{name: {en: Tone, fr: Ton}, text: {en: Plain, fr: Simple}}]}
- {look: steps, title: {en: Method, fr: Démarche}, steps: [{name: {en: Listen, fr: Écouter}, text: {en: first, fr: d’abord}}]}
- {look: tweet, author: {en: Maison Tilleul, fr: Maison Tilleul}, handle: maisontilleul, at: {en: 9 a.m., fr: 9 h}, sponsored: true, retweets: 3, replied: 1,
   text: {en: New *verbena*, fr: Nouvelle *verveine*},
   link: {title: {en: The harvest, fr: La récolte}, address: maison.example, button: {en: Order, fr: Commander}}}
- {look: profile, name: {en: Maison Tilleul, fr: Maison Tilleul}, handle: maisontilleul, about: {en: Teas, fr: Thés},
   figures: [{name: {en: Followers, fr: Abonnés}, value: 4310}], details: [{name: {en: Hours, fr: Horaires}, text: {en: 10 to 7, fr: 10 h à 19 h}}],
   button: {en: Write, fr: Écrire}}
- {look: sheet, title: {en: Posts, fr: Publications}, columns: [{en: Day, fr: Jour}, {en: Reach, fr: Portée}],
   rows: [[{en: Monday, fr: lundi}, 1200], [{en: Friday, fr: vendredi}, 90]]}
- {look: drawing, picture: {file: pouch-open, alt: {en: A pouch, fr: Un sachet}}, caption: {en: Ours, fr: Le nôtre}}
"""


def read(yaml: str) -> list[AnyThing]:
    return msgspec.convert(read_yaml(yaml), list[AnyThing])


class Tags(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.seen, self.alts, self.said = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.alts += [value for name, value in attrs if name == "alt"]

    def handle_data(self, data):
        self.said += data


def test_in_words_everything_is_said_once_line_by_line():
    assert looks.text(read(EVERY), "en").split("\n\n") == [
        "A group\nNadia · Friday, 6 p.m.\nFirst line.\none\ntwo\n[An open pouch]\n1 like · 1,200 comments\nOdile\nMe <too>",
        "Inès\nI’m asking.",
        "Benoît\n2 stars out of 5\nDented",
        "October\nReach\n4,200\u00a0people",
        "maison.example\nIced verbena\nTen minutes",
        "Charter\nTone\nPlain",
        "Method\nListen\nfirst",
        "Maison Tilleul @maisontilleul · 9 a.m. · Sponsored\nNew verbena\nmaison.example\nThe harvest\nOrder\n1 reply · 3 retweets",
        "Maison Tilleul @maisontilleul\nTeas\nFollowers\n4,310\nHours\n10 to 7\nWrite",
        "Posts\nDay · Reach\nMonday · 1,200\nFriday · 90",
        "[A pouch]\nOurs",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_html_says_the_same_with_pictures_described_and_nothing_of_the_text_is_markup(lang):
    things = read(EVERY)
    tags = Tags(looks.html(things, lang))
    assert "too" not in tags.seen and "aussi" not in tags.seen and ("<too>" in tags.said or "<aussi>" in tags.said)
    assert tags.alts == [{"en": "An open pouch", "fr": "Un sachet ouvert"}[lang], {"en": "A pouch", "fr": "Un sachet"}[lang]]
    for part in (each for line in looks.text(things, lang).split("\n") for each in line.split(" · ")):
        assert part.strip("[]") in tags.said + "|".join(tags.alts), part


def test_a_lesson_brings_the_style_sheet_once_with_what_it_shows_first():
    lesson = open_lesson("smo-basics/why-do-smo", "en")
    shown = [lesson.show(name).html for name in ("recipe-found", "two-results", "recipe-found")]
    assert ["<style>" in each for each in shown] == [True, False, True]


def test_a_widget_is_given_plain_lists_of_the_same():
    def said(node) -> str:
        return node if isinstance(node, str) else "".join(map(said, node[2]))

    given = json.loads(json.dumps(looks.nodes(read(EVERY), "fr")))
    assert [each[0] for each in given] == [
        "article",
        "article",
        "article",
        "section",
        "article",
        "section",
        "section",
        "article",
        "article",
        "section",
        "figure",
    ]
    assert "Moi <aussi>" in said(given[0]) and "1\u202f200 commentaires" in said(given[0])


@pytest.mark.parametrize("old, new, field, said", [
    ("file: pouch-open", "file: pouch", "show[0].picture.file", "there is no drawing ‘pouch’"),
    ("stars: 2", "stars: 6", "show[2].stars", "must be 1 to 5"),
    ("lines: [{name: {en: Tone, fr: Ton}, text: {en: Plain, fr: Simple}}]", "lines: []", "show[5].lines", "must hold something"),
    ("stars: 2", "star: 2", "show[2].star", "is no field that is known"),
    ("1200]", "1200, 7]", "show[9].rows[0]", "has 3 cells; there are 2 columns"),
    ("look: result", "look: advert", "show[4]", "advert"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_file_line_and_field(tmp_path, example_text, old, new, field, said):
    path = tmp_path / "x.yaml"
    shown = "\n".join(f"  {line}" for line in EVERY.replace(old, new, 1).strip().split("\n"))
    path.write_text(f"{example_text('term')}show:\n{shown}\n", encoding="utf-8")
    with pytest.raises(bank.Malformed) as error:
        bank.check(path, "x")
    where, reason = error.value.findings[0]
    assert where.startswith(f"{path}:") and field in where and said in reason.en
    assert int(where.split(":")[1]) > example_text("term").count("\n")


def test_an_exercise_shows_them_to_learners_with_its_key_and_without(example_text):
    exercise = bank.parse(example_text("choice"), "x")
    alone = fingerprint(exercise)
    exercise.show = read(EVERY)
    assert fingerprint(exercise) == alone  # they change no mark: a sheet that was given out knows the exercise still
    assert exercise.content("", "fr")["show"] == exercise.sealed("s").content("", "fr")["show"] == looks.nodes(read(EVERY), "fr")
    assert "Me <too>" in practise(exercise, Journal(None), "en").text()
    assert exercise.seconds("en") > bank.parse(example_text("choice"), "x").seconds("en") + 5


def test_a_story_shows_them_where_they_belong():
    crisis = bank.load("smo-basics/weekend-crisis")
    shown = {name: node["show"] for name, node in crisis.sealed("s").content("s", "en")["nodes"].items()}
    assert "Camomile flowers" in str(shown["friday-evening"]) and shown["friday-facts"] == []


def test_every_drawing_is_used_and_is_no_more_than_a_drawing():
    used = {each.file for each in _pictures([exhibits.load(id) for id in exhibits.ids()] + [bank.load(id) for id in bank.ids()])}
    assert used == set(pictures())
    for name in pictures():
        svg = looks.html([looks.things.Drawing(picture=Picture(name, Text("a", "a")))], "en")
        assert len(svg) < 20_000 and "script" not in svg


def _pictures(node):
    if isinstance(node, Picture):
        yield node
    elif isinstance(node, msgspec.Struct):
        yield from _pictures([getattr(node, name) for name in node.__struct_fields__])
    elif isinstance(node, list | tuple):
        for each in node:
            yield from _pictures(each)


@pytest.mark.parametrize(("lang", "said"), [("en", "€174.53\n€4\u00a0per follower"), ("fr", "174,53\u00a0€\n4\u00a0€ par abonné")])
def test_money_stands_as_its_language_writes_it(lang, said):
    figures = [
        looks.things.Figure(name=Text("Spent", "Dépensé"), value=174.53, unit=Text("€", "€")),
        looks.things.Figure(name=Text("Bid", "Enchère"), value=4, unit=Text("€ per follower", "€ par abonné")),
    ]
    card = looks.things.Statistics(title=Text("A", "A"), figures=figures)
    shown = looks.text([card], lang)
    assert all(each in shown for each in said.split("\n"))
