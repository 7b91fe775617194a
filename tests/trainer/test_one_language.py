"""What the course says is said in the reader's language alone: proved with a language made by machine (see pseudo.py)."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from babel.dates import get_day_names

from pseudo import foreign, pseudo_course, strays
from pseudo_round import BABEL, ELSEWHERE, GIVEN, ROUND, python, smo, typed
from smo_course import bank
from smo_course.commands import COMMANDS
from smo_course.course import syllabus
from smo_course.data.concepts import concepts
from smo_course.kinds import KINDS
from smo_course.text import LANGUAGES

pytestmark = pytest.mark.slow

# What is no language's: values to be filled in; places in files (`path:LINE: field`), names of options, of files and exercises; and code.
_NAMES = re.compile(
    r"\{\w+\}|(?m:^\S+(?::\d+)?: (?:\S+ \S+:\d+: )?[\w.\[\]]+(?=\s|:))|\S+:\d+: [\w.\[\]]+(?=\s|:)|(?<!\w)--?\w[\w-]*|\{en,fr\}|`[^`]*`"
    r"|\S*/\S*|\S+\.(?:ya?ml|json|jsonl|csv|smo-\w+|smo|zip|html|xml)\b"
)
NAMES = {
    *concepts(),
    *(each.id for each in syllabus().chapters),
    "smo",
    *(each.replace("_", "-") for each in COMMANDS),
    *KINDS,
    "kind",
    *(each.encode_name for kind in KINDS.values() for each in msgspec.structs.fields(kind.Exercise)),
    "Moodle",
    "Canvas",
    "docx",
    "html",
    "UTC",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return pseudo_course(tmp_path_factory.mktemp("pseudo") / "course")


def of_another_language(text: str, lang: str, names: Iterable[str] = ()) -> list[str]:
    """The words of another language: in English those of the pseudo-language, in French, which it replaces, all others."""
    assert "Traceback" not in text, text
    return foreign(text) if lang == "en" else strays(_NAMES.sub(" ", text), NAMES | set(names))


def _quoted(text: str) -> str:
    """A text without what stands between quotation marks, as it was typed, and between brackets, as a library said it."""
    return re.sub(r"«[^»]*»|‘[^’]*’|'[^']*'|\((?:[^()]|\([^()]*\))*\)", "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_every_command(course, tmp_path, lang):
    commands = ["--help", *(f"{each.replace('_', '-')} --help" for each in COMMANDS)]
    for command, (code, said) in zip(commands, smo(course, tmp_path, *(f"--lang {lang} {each}" for each in commands)), strict=True):
        assert code == 0 and len(said) > 100, command
        assert not of_another_language(said, lang), command


# Calls that cannot be done: "nowhere" is not there, "empty" is an empty folder, "note.txt" a file of another kind.
CANNOT = [
    "", "nonsense", "exp", "lab note.txt", "lab --port x", "lab --bank x", "lab a b",
    "open", "open nowhere.zip", "open empty", "open note.txt", "open note.smo-feedback", "open nowhere.smo-feedback",
    "show", "show nowhere.smo", "show empty", "show note.txt",
    "hand-in nowhere.smo-sheet", "hand-in note.txt", "hand-in empty", "hand-in",
    "assign", "assign nowhere.yaml", "assign empty", "assign note.txt", "assign bad.yaml", "assign bad.yaml --output a --nbgrader b",
    "exercises --chapter x", "exercises --kind x", "exercises --concept be-nowhere", "exercises --minutes x", "exercises --minutes 0",
    "exercises --bank nowhere", "exercises --bank empty --chapter own", "exercises --bank note.txt", "exercises --bank faults",
    "bank --bank nowhere --no-browser", "bank --output note.txt --no-browser", "bank --output note.txt/x.html --no-browser",
    "bank --bank faults --no-browser",
    "check nowhere", "check empty", "check note.txt", "check faults",
    "grade nowhere.yaml empty", "grade note.txt empty", "grade nowhere.yaml", "grade",
    "mark nowhere.yaml", "mark empty", "mark note.txt --port x", "release nowhere.yaml", "report nowhere.yaml --no-browser", "report",
    "export", "export --moodle", "export --moodle a --qti b", "export nowhere.yaml --moodle x.xml", "export nothing --qti x.zip",
    "export start/try-sort --moodle note.txt", "export start/try-sort --moodle empty --force", "export bad.yaml start/try-sort --qti x",
    "export start/try-sort --qti x --variants 0", "export start/try-sort --qti x --variants x", "export start/try-sort --qti note.txt/x",
]  # fmt: skip
# Every field that a brief can have, each with something wrong in it.
BRIEF = """title: {en: Week, fr: Semaine}
exercises: [start/try-sort, start/try-sort, {exercise: start/try-choice, points: 1000}]
opens: 2026-12-02 18:00
due: soon
late: {until: "2026-11-01 18:00 Europe/Lutetia", penalty: 900}
attempts: 0
"""


@pytest.fixture
def desk(tmp_path):
    """A folder with much in it that is of no use."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.txt").write_text("A note", encoding="utf-8")
    (tmp_path / "note.smo-feedback").write_text("A note", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BRIEF, encoding="utf-8")
    faults = tmp_path / "faults"
    faults.mkdir()
    good = KINDS["term"].example
    for name, text in {
        "two+words": good,
        "unread": "title: {en: A: B}",
        "twice": f"{good}points: 1\npoints: 1\n",
        "deep": "[" * 5000,
        "repeats": "a: &a [1]\nb: *a\n",
        "day": "title: 2026-02-31",
        "lacks": good.replace("kind: term\n", ""),
        "unknown": f"{good}colour: red\n",
        "of-no-type": good.replace("points: 1", "points: one").replace("points: 2", "points: two"),
        "of-no-kind": good.replace("kind: term", "kind: tern"),
        "concept": good.replace("concepts: []", "concepts: [no-such]").replace("concepts: [c]", "concepts: [no-such]"),
    }.items():
        (faults / f"{name}.yaml").write_text(text, encoding="utf-8")
    (faults / "latin.yaml").write_bytes("title: é".encode("latin-1"))
    (faults / "folder.yaml").mkdir()
    (faults / "other.yml").write_text(good, encoding="utf-8")
    (faults / "concepts.csv").write_text("id,lesson,kind,en,fr\nmine,,idea,Mine\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_done(course, desk, lang):
    found = {}
    for command, (code, said) in zip(CANNOT, smo(course, desk, *(f"--lang {lang} {each}" for each in CANNOT)), strict=True):
        assert code in (1, 2) and said.strip(), (command, code, said)
        found[command] = of_another_language(_quoted(said), lang, {"x", "a", "b", "empty", "nowhere", "note", "txt"})
    assert [f"{command}: {words}" for command, words in found.items() if words] == []


# Each part of each kind's example, left out or turned into something else: what the exercise's author is told of it.
SPOIL = """
import copy, json, sys, yaml
from smo_course import bank
from smo_course.kinds import KINDS


def places(node, place=()):
    for name, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*place, name)
        if not (isinstance(value, dict) and "fr" in value):
            yield from places(value, (*place, name))


def value_of(node, place):
    for step in place:
        node = node[step]
    return node if isinstance(node, str) else ""


said, names = {"en": set(), "fr": set()}, {"zzz"}
for kind in KINDS.values():
    example = yaml.safe_load(kind.example)
    names |= {str(each) for place in places(example) for each in (place[-1], value_of(example, place))}
    for *way, last in places(example):
        for spoilt in (None, "zzz", "twice"):
            tree = copy.deepcopy(example)
            node = tree
            for step in way:
                node = node[step]
            if spoilt == "twice" and not isinstance(node[last], list):
                continue
            if spoilt is None:
                del node[last]
            elif spoilt == "twice":
                node[last] += copy.deepcopy(node[last])
            else:
                node[last] = spoilt
            try:
                bank.check(yaml.safe_dump(tree, allow_unicode=True), "x")
            except bank.Malformed as error:
                for lang in said:
                    said[lang] |= {reason.get(lang) for _, reason in error.findings}
print(json.dumps([{lang: sorted(each) for lang, each in said.items()}, sorted(names)]))
"""


# What a schema allows is listed as it is written.
ALLOWED = {"alternate", "weekly", "gap", "events", "hours", "open", "text", "image", "video", "question", "post", "reply", "message"}
ALLOWED |= {"followers", "clicks", "engagement", "app", "leads", "tweet", "card", "says", "avoids", "link", "hashtags", "mention", "hour"}
ALLOWED |= {"no_amount", "calm", "high", "low", *get_day_names(locale="en").values()} | {
    each.lower() for each in get_day_names(locale="en").values()
}


def test_what_is_wrong_with_an_exercise(course, tmp_path):
    said, names = json.loads(python(course, tmp_path, SPOIL))
    names = {word for name in names for word in re.findall(r"[\w-]+", name)} | BABEL | ALLOWED
    assert len(said["fr"]) > 100
    for lang, each in said.items():
        assert [text for text in each if of_another_language(_quoted(text), lang, names)] == []


@pytest.fixture(scope="module")
def round_(course, tmp_path_factory):
    """The folder in which a class's round was made in French, and what the commands said."""
    folder = tmp_path_factory.mktemp("round")
    return folder, python(course, folder, ROUND + ELSEWHERE)


class Texts(HTMLParser):
    """What a page shows or has read out: texts, and the attributes that are such."""

    def __init__(self, page: str):
        super().__init__()
        self.said, self._hidden = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self._hidden = tag in ("script", "style")
        self.said += [value for name, value in attributes if name in ("alt", "title", "aria-label", "placeholder", "data-label")]

    def handle_data(self, data):
        if not self._hidden:
            self.said.append(data)

    def handle_endtag(self, tag):
        self._hidden = False


@pytest.mark.notebooks  # the report runs one
def test_what_the_commands_of_a_round_say(round_):
    said = re.sub(r"\b[0-9a-f]{12}\b", "", round_[1])  # receipts
    assert of_another_language(said, "fr", GIVEN | BABEL) == []


@pytest.mark.notebooks
def test_the_report(round_):
    said = Texts((round_[0] / "report.html").read_text(encoding="utf-8")).said
    assert len(said) > 200
    assert of_another_language("\n".join(said), "fr", GIVEN | BABEL) == []


@pytest.mark.notebooks
def test_what_learners_get_back(round_):
    pages = list((round_[0] / "week-grades" / "feedback").glob("*.html"))
    assert len(pages) == 4
    for page in pages:
        assert of_another_language("\n".join(Texts(page.read_text(encoding="utf-8")).said), "fr", GIVEN | BABEL) == [], page


SHOWN = {"text", "title", "prompt", "label", "when", "what", "feedback", "notes", "unit", "cost_unit"}


def shown(node: Any, name: str = "") -> Iterator[str]:
    """What is shown of the data of an exercise; the rest are names by which its parts know one another."""
    if isinstance(node, dict):
        for each, value in node.items():
            yield from shown(value, each)
    elif isinstance(node, list):
        for value in node:
            yield from shown(value, name)
    elif isinstance(node, str) and name in SHOWN:
        yield node


@pytest.mark.notebooks
def test_the_bank(round_):
    page = (round_[0] / "bank.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="bank">(.*?)</script>', page)[1])
    words = json.dumps(data["words"]["fr"], ensure_ascii=False)
    names = {part for name in re.findall(r'"([\w.-]+)":', words) for part in name.split(".")}
    said = [*shown([each["fr"] for each in data["exercises"]]), *(each["fr"] for each in (*data["kinds"].values(), *data["chapters"]))]
    assert len(said) > 1000
    # A key has the forms that are accepted in both languages.
    forms = {LANGUAGES["en"]}.union(*map(typed, map(bank.load, bank.ids())))
    assert of_another_language("\n".join([*said, *Texts(page).said]), "fr", GIVEN | BABEL | forms) == []
    assert of_another_language(words, "fr", names) == []


@pytest.mark.notebooks
def test_the_export_for_moodle(round_):
    said = []
    for question in ElementTree.fromstring((round_[0] / "moodle.xml").read_bytes()):
        typed = question.get("type") == "shortanswer"  # its answers are forms that are typed, in both languages
        said += [
            node.findtext("text") for node in question.iter() if node.find("text") is not None and not (typed and node.tag == "answer")
        ]
    said = Texts("\n".join(said)).said
    assert len(said) > 100 and of_another_language("\n".join(said), "fr", GIVEN) == []


@pytest.mark.notebooks
def test_the_export_as_qti(round_):
    with zipfile.ZipFile(round_[0] / "qti.zip") as archive:
        items = [ElementTree.fromstring(archive.read(each)) for each in archive.namelist() if each.startswith("items/")]
    parts = [part for item in items for name in ("itemBody", "modalFeedback") for part in item.findall(".//{*}" + name)]
    said = [item.get("title") for item in items] + [text for part in parts for text in part.itertext()]
    assert len(said) > 50 and of_another_language("\n".join(said), "fr", GIVEN) == []
