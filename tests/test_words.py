"""Messages: filled in, in the right plural, in every language."""

from __future__ import annotations

from datetime import date

import pytest

from smo_course.text import Text
from smo_course.words import UnknownLanguage, Words, categories, language

YAML = """
saved: {en: Saved., fr: Enregistré.}
left:
  en: {one: "{n} card left of {of}", other: "{n} cards left of {of}"}
  fr: {one: "encore {n} carte sur {of}", other: "encore {n} cartes sur {of}"}
reading:
  good: {en: good, fr: bon}
  low: {en: low, fr: faible}
due: {en: "Due {when}, {what}", fr: "Pour le {when}, {what}"}
"""


@pytest.fixture
def say(tmp_path) -> Words:
    (tmp_path / "words.yaml").write_text(YAML, encoding="utf-8")
    return Words(str(tmp_path / "any.py"))


def test_a_message_is_said_in_each_language(say):
    assert say("saved", "en") == "Saved." and say("saved", "fr") == "Enregistré."
    assert say.text("saved") == Text(en="Saved.", fr="Enregistré.")


@pytest.mark.parametrize(
    ("n", "en", "fr"),
    [  # by the rules of CLDR: French takes the singular for 0 and 1.5 too
        (0, "0 cards left of 1,200", "encore 0 carte sur 1\u202f200"),
        (1, "1 card left of 1,200", "encore 1 carte sur 1\u202f200"),
        (1.5, "1.5 cards left of 1,200", "encore 1,5 carte sur 1\u202f200"),
        (2, "2 cards left of 1,200", "encore 2 cartes sur 1\u202f200"),
    ],
)
def test_numbers_and_plurals_are_those_of_the_language(say, n, en, fr):
    assert say("left", "en", n=n, of=1200) == en
    assert say("left", "fr", n=n, of=1200) == fr


def test_groups_have_names_and_values_may_be_dates_and_texts(say):
    assert say("reading.low", "fr") == "faible" and say.names("reading") == ["good", "low"]
    told = {"when": date(2026, 12, 1), "what": Text(en="at noon {x}", fr="à midi {x}")}
    assert say("due", "en", **told) == "Due 1 December 2026, at noon {x}"
    assert say("due", "fr", **told) == "Pour le 1er décembre 2026, à midi {x}"


def test_what_is_filled_in_is_not_filled_in_again(say):
    assert say("due", "en", when="{what}", what="later") == "Due {what}, later"


def test_a_message_that_there_is_not_is_an_error(say):
    with pytest.raises(KeyError):
        say("gone", "en")


def test_the_browser_gets_the_same_messages(say):
    assert say.every("en")["reading.good"] == "good"
    assert say.every("fr")["left"]["one"] == "encore {n} carte sur {of}"
    assert say.every("fr", "reading") == {"good": "bon", "low": "faible"}


def test_what_the_system_says_is_said_in_the_language(say, tmp_path):
    with pytest.raises(OSError) as caught:
        (tmp_path / "missing").read_bytes()
    assert say("due", "fr", what=caught.value) == "Pour le {when}, fichier ou dossier introuvable"
    assert say("due", "en", what=caught.value) == "Due {when}, No such file or directory"
    assert say("due", "fr", what=OSError("only words")) == "Pour le {when}, only words"


def test_an_unknown_language_is_told_with_those_there_are(say):
    assert language("fr") == "fr"
    with pytest.raises(UnknownLanguage) as caught:
        say("saved", "de")
    assert "‘de’: choose one of en (English), fr (français)" in caught.value.text.en
    assert "«\u00a0de\u00a0»" in caught.value.text.fr


def test_the_plural_categories_of_a_language():
    assert categories("en") == {"one", "other"}
    assert categories("fr") == {"one", "many", "other"}
