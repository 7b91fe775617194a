"""How texts are typeset: what is wrong is named, what is right passes."""

import msgspec
import pytest

from smo_course import bank
from smo_course.check.typography import faults, problems
from smo_course.text import Text


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("fr", "Qui parle ?", "before a sign"),
        ("fr", "Qui parle?", "before a sign"),
        ("fr", "Il coûte 12 €", "before a sign"),
        ("fr", "«Bonjour\u00a0»", "after an opening"),
        ("fr", "7 000 000 de comptes", "within a number"),
        ("fr", "l'équipe", "straight apostrophe"),
        ("fr", "Et puis...", "three dots"),
        ("fr", "deux  espaces", "two spaces"),
        ("en", "He said « yes »", "quotation marks or spaces of French"),
        ("en", "Who\u00a0?", "quotation marks or spaces of French"),
        ("en", "don't", "straight apostrophe"),
    ],
)
def test_what_is_wrong_is_named(lang, text, told):
    assert [told in fault.en for fault in faults(text, lang)] == [True]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Qui\u00a0? «\u00a0Moi\u00a0!\u00a0», à 18:00, pour 1\u202f200,50\u00a0€ (soit 5\u00a0%)\u00a0: voir https://x.org/?q=1;2"),
        ("fr", "Le 3 mars 2025, 24 heures"),
        ("fr", "- une liste\n  - dessous\n- `a; b`, fin 2015"),
        ("en", "“Who?” – don’t ask: 5% of 1,200, see `don't` and https://x.org/a'b"),
    ],
)
def test_what_is_right_passes(lang, text):
    assert list(faults(text, lang)) == []


def test_a_fault_is_found_wherever_it_lies_in_an_exercise():
    for id in bank.ids():
        whole = bank.load(id)
        assert list(problems(whole)) == []
        spoilt = msgspec.structs.replace(whole, title=Text(en=whole.title.en, fr=whole.title.fr + " ?"))
        assert [each.field for each in problems(spoilt)] == ["title.fr"]


def test_a_fault_deep_within_is_named_by_its_field():
    whole = next(each for each in map(bank.load, bank.ids()) if each.parts() and hasattr(each, "options"))
    whole = msgspec.structs.replace(whole, options=[*whole.options])
    whole.options[1] = msgspec.structs.replace(whole.options[1], text=Text(en="It's here", fr="C’est ici"))
    assert [each.field for each in problems(whole)] == ["options[1].text.en"]
