"""`smo check` finds what is wrong with messages: each defect is planted in a copy of the package, among what is in order."""

import shutil
from pathlib import Path

import pytest

import smo_course
from smo_course.check.messages import findings

# ---- Each message by itself

PLANTED = r"""
planted:
  no_fr: {en: Only here.}
  german: {en: Yes., fr: Oui., de: Ja.}
  no_text: {en: [one], fr: Un.}
  empty: {en: "", fr: Rien.}
  number: 3
  2015: {en: Yes., fr: Oui.}
  no_other: {en: {one: "{n} card"}, fr: {one: "{n} carte", other: "{n} cartes"}}
  no_one: {en: {one: "{n} card", other: "{n} cards"}, fr: {other: "{n} cartes"}}
  few: {en: {one: "{n} card", few: "{n} cards", other: "{n} cards"}, fr: "cartes\u00a0: {n}"}
  value: {en: "{a} of {b}", fr: "{b}"}
  form: {en: "{n} of {b}", fr: {one: "un sur tous", other: "{n} sur {b}"}}
  percent: {en: "needs %(a)s", fr: il manque}
  apostrophe: {en: It's., fr: C’est.}
  apostrophe_fr: {en: Yes., fr: "C'est."}
  spaces: {en: "One.  Two.", fr: Un. Deux.}
  spaces_fr: {en: Well, fr: "Bien \u00a0dit"}
  dots: {en: Wait..., fr: Attendez…}
  dots_fr: {en: Wait…, fr: Attendez...}
  quotes_en: {en: "«\u00a0Yes\u00a0»", fr: Oui.}
  colon_en: {en: "So\u00a0: yes", fr: "Donc\u00a0: oui"}
  colon: {en: "So: yes", fr: "Donc: oui"}
  colon_space: {en: "So: yes", fr: "Donc : oui"}
  colon_value: {en: "{a}: yes", fr: "{a}: oui"}
  semicolon: {en: "So; yes", fr: "Donc ; oui"}
  exclamation: {en: So!, fr: Donc!}
  question: {en: "So?", fr: "Donc ?"}
  per_cent: {en: "{a}%", fr: "{a} %"}
  closing: {en: So, fr: "«\u00a0Donc»"}
  opening: {en: So, fr: "« Donc\u00a0»"}

  time: {en: "At 18:00 (or later?): `a: b`", fr: "À 18:00 (ou plus tard\u00a0?)\u00a0: `a: b` (?)"}
  address: {en: "See https://a.example/?b;c, it’s “there”…", fr: "Voir https://a.example/?b;c\u00a0: c’est «\u00a0là\u00a0»… Non\u202f?!"}
  few_forms: {en: "{n} of {b}", fr: {one: "le seul de {b}", other: "{n} de {b}", many: "{n} de {b}"}}
  percent_s: {en: "%s: needs %(a)s", fr: "%s\u00a0: il manque %(a)s"}
"""
FAULTS = {  # the place below `planted`, and what is said of it
    "no_fr": "is not said in ‘fr’",
    "german.de": "‘de’ is no language of the course",
    "no_text.en": "must be a text",
    "empty.en": "must be a text",
    "number": "is neither a message nor a group",
    "2015": "has a name that YAML takes for a number or a date, 2015",
    "no_other.en": "lacks the plural form ‘other’",
    "no_one.fr": "lacks the plural form ‘one’",
    "few.en.few": "‘few’ is no plural category of ‘en’",
    "value.fr": "lacks the value {a}",
    "form.fr.one": "lacks the value {b}",
    "percent.fr": "lacks the value %(a)s",
    "apostrophe.en": "straight apostrophe (“It's.”)",
    "apostrophe_fr.fr": "straight apostrophe (“C'est.”)",
    "spaces.en": "two spaces in a row",
    "spaces_fr.fr": "two spaces in a row",
    "dots.en": "three dots",
    "dots_fr.fr": "three dots",
    "quotes_en.en": "of French",
    "colon_en.en": "of French",
    "colon.fr": "non-breaking space before a sign (“Donc: oui”)",
    "colon_space.fr": "non-breaking space before a sign (“Donc : oui”)",
    "colon_value.fr": "non-breaking space before a sign",
    "semicolon.fr": "non-breaking space before a sign",
    "exclamation.fr": "non-breaking space before a sign",
    "question.fr": "non-breaking space before a sign",
    "per_cent.fr": "non-breaking space before a sign",
    "closing.fr": "non-breaking space before a sign",
    "opening.fr": "non-breaking space after an opening quotation mark",
}

# ---- Messages and code

USE = """
said: {en: a, fr: a}
told: {en: a, fr: a}
chosen: {en: a, fr: a}
tabled: {en: a, fr: a}
elsewhere: {en: a, fr: a}
of_another: {en: a, fr: a}
in_one_function: {en: a, fr: a}
listed: {one: {en: a, fr: a}}
begun: {one: {en: a, fr: a}}
script:
  said: {en: a, fr: a}
  chosen: {en: a, fr: a}
  begun-one: {en: a, fr: a}
  property: {en: a, fr: a}
  elsewhere-too: {en: a, fr: a}
  from_python: {en: a, fr: a}
  unsaid: {en: a, fr: a}
unsaid: {en: a, fr: a}
group: {unsaid: {en: a, fr: a}}
"""
CODE = '''"""Says things."""
from ..words import Words

say = Words(__file__)
_TABLE = {"a": "tabled", "b": "from_python"}


def tell(lang, x):
    say("said", lang)
    say.text("told" if x else "chosen")
    say(f"begun.{x}", lang)
    say.names("listed")
    say(_TABLE[x], lang)
    say("gone", lang)
    say.text("told" if x else "gone_too")
    say(f"gone.{x}", lang)
    say.names("gone_group")
'''
TWO = """def one():
    from .use.code import say
    say("in_one_function", "en")


def other():
    from .trainer.report.planted import say
    say("planted.value", "en")
    say("in_neither", "en")
"""
ELSEWHERE = """from . import use
from .use import code
from .use.code import say as other

words = Words(use.__file__)
other("elsewhere", "en")
other("gone_from_here", "en")
words("of_another", "en")
words("gone_from_there", "en")
code.tell("unsaid elsewhere", 1)
"""
SCRIPT = """// say("in a comment")
export const draw = (say, words, x) => [say("said"), say(x ? "chosen" : "gone"), say(`begun-${x}`), words.property,
  say(`gone-${x}`)];
"""
OTHER_SCRIPT = """import "./script.js";
export const more = (words) => words["elsewhere-too"];
"""
MISSING = {
    "use/code.py:14": "‘gone’",
    "use/code.py:15": "‘gone_too’",
    "use/code.py:16": "‘gone.’",
    "use/code.py:17": "‘gone_group.’",
    "two.py:9": "‘in_neither’",
    "elsewhere.py:7": "‘gone_from_here’",
    "elsewhere.py:9": "‘gone_from_there’",
    "use/script.js:2": "‘gone’",
    "use/script.js:3": "‘gone-’",
}


def copied(to: Path) -> Path:
    """The package's code and messages, without what else lies there."""
    source = Path(smo_course.__file__).parent
    keep = {".py", ".js", ".yaml"}
    return Path(
        shutil.copytree(
            source, to, ignore=lambda folder, names: [n for n in names if "." in n and Path(n).suffix not in keep] + ["__pycache__"]
        )
    )


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict[str, str]:
    """What is found in the copy beyond what is found in the package itself, by place."""
    package = copied(tmp_path_factory.mktemp("words") / "smo_course")
    before = set(findings(package))
    with (package / "trainer" / "report" / "words.yaml").open("a", encoding="utf-8") as file:
        file.write(PLANTED)
    (package / "trainer" / "report" / "planted.py").write_text(
        'from ...words import Words\n\nsay = Words(__file__)\nprint(say(f"planted.{input()}", "en"))\n'
    )
    (package / "use").mkdir()
    (package / "use" / "__init__.py").write_text("")
    (package / "use" / "words.yaml").write_text(USE, encoding="utf-8")
    (package / "use" / "code.py").write_text(CODE, encoding="utf-8")
    (package / "use" / "script.js").write_text(SCRIPT, encoding="utf-8")
    (package / "use" / "other.js").write_text(OTHER_SCRIPT, encoding="utf-8")
    (package / "two.py").write_text(TWO, encoding="utf-8")
    (package / "elsewhere.py").write_text(ELSEWHERE, encoding="utf-8")
    after = [each for each in findings(package) if each not in before]
    told = {where.removeprefix(f"{package}/"): reason.en for where, reason in after}
    assert len(told) == len(after) and all(reason.fr for _, reason in after)
    return told


def below(found: dict[str, str], file: str) -> dict[str, str]:
    """Findings in a file, by the field that they name."""
    return {where.rpartition(": ")[2]: reason for where, reason in found.items() if where.startswith(file)}


@pytest.mark.parametrize(("place", "said"), FAULTS.items())
def test_a_message_that_is_not_whole_or_not_well_written_is_found(found, place, said):
    assert said in below(found, "trainer/report/words.yaml")[f"planted.{place}"]


def test_what_is_in_order_is_not_found(found):
    assert {each.removeprefix("planted.") for each in below(found, "trainer/report/words.yaml")} == FAULTS.keys()


@pytest.mark.parametrize(("place", "name"), MISSING.items())
def test_what_is_said_and_is_no_message_is_found(found, place, name):
    assert found[place] == f"says {name}, which its words.yaml does not have"


def test_a_message_that_nothing_says_is_found_and_no_other(found):
    assert below(found, "use/words.yaml") == dict.fromkeys(["script.unsaid", "unsaid", "group.unsaid"], "is said by no code")


def test_nothing_else_is_found(found):
    assert len(found) == len(FAULTS) + len(MISSING) + 3


def test_messages_that_cannot_be_read_are_the_only_finding(tmp_path):
    package = copied(tmp_path / "smo_course")
    broken = package / "trainer" / "report" / "words.yaml"
    broken.write_text("title: One: two\n", encoding="utf-8")
    [(where, reason)] = [each for each in findings(package)]
    assert where == f"{broken}:1: file" and "between quotes" in reason.en and "guillemets" in reason.fr
