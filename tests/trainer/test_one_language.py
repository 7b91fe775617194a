"""What the course says is said in the reader's language alone: proved with a language made by machine (see pseudo.py)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pseudo import foreign, pseudo_course, strays
from smo_course.commands import COMMANDS
from smo_course.course import syllabus
from smo_course.data.concepts import concepts
from smo_course.kinds import KINDS
from smo_course.text import LANGUAGES

DRIVER = """
import contextlib, io, json, sys
from smo_course import cli

answers = []
for command in json.load(sys.stdin):
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = cli.main(command)
        except SystemExit as exit:
            code = exit.code
    said.flush()
    answers.append([code, said.buffer.getvalue().decode()])
json.dump(answers, sys.stdout)
"""
# What is no language's: places in files (`path:LINE: field`), names of options, of files and exercises; and code.
_NAMES = re.compile(
    r"(?m)^\S+(?::\d+)?: (?:\S+ \S+:\d+: )?[\w.\[\]]+(?=\s|:)|(?<!\w)--?\w[\w-]*|\{en,fr\}|`[^`]*`|\S*/\S*|\S+\.(?:ya?ml|json|jsonl|csv|smo-\w+|smo|zip|html|xml)\b"
)
NAMES = {
    *concepts(),
    *(each.id for each in syllabus().chapters),
    "smo",
    *(each.replace("_", "-") for each in COMMANDS),
    *KINDS,
    "Moodle",
    "Canvas",
    "UTC",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return pseudo_course(tmp_path_factory.mktemp("pseudo") / "course")


def python(course: Path, folder: Path, code: str, given: str = "", *arguments: str) -> str:
    """What a Python for which the copy is the course prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SMO_")}
    environment |= {"PYTHONPATH": str(course), "COLUMNS": "200", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], input=given, capture_output=True, encoding="utf-8", cwd=folder, env=environment
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def smo(course: Path, folder: Path, *commands: str) -> list[tuple[int, str]]:
    """The exit code and the words of each command, in one process."""
    return [tuple(each) for each in json.loads(python(course, folder, DRIVER, json.dumps([each.split() for each in commands])))]


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
    "", "nonsense", "exp", "lab note.txt", "lab --port x", "lab new --port 0", "lab --bank x", "lab a b",
    "open", "open nowhere.zip", "open empty", "open note.txt", "open note.smo-feedback", "open nowhere.smo-feedback",
    "show", "show nowhere.smo", "show empty", "show note.txt",
    "hand-in nowhere.smo-sheet", "hand-in note.txt", "hand-in empty", "hand-in",
    "assign", "assign nowhere.yaml", "assign empty", "assign note.txt", "assign bad.yaml", "assign bad.yaml --output a --nbgrader b",
    "exercises --chapter x", "exercises --kind x", "exercises --concept be-responsiv", "exercises --minutes x", "exercises --minutes 0",
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
        for spoilt in (None, -1, "zzz", "twice"):
            tree = copy.deepcopy(example)
            node = tree
            for step in way:
                node = node[step]
            if spoilt is None:
                del node[last]
            elif spoilt == "twice":
                again = copy.deepcopy(node[last])
                node[last] = [*node[last], *again] if isinstance(again, list) else [node[last], again]
            else:
                node[last] = spoilt
            try:
                bank.check(yaml.safe_dump(tree, allow_unicode=True), "x")
            except bank.Malformed as error:
                for lang in said:
                    said[lang] |= {reason.get(lang) for _, reason in error.findings}
print(json.dumps([{lang: sorted(each) for lang, each in said.items()}, sorted(names)]))
"""


def test_what_is_wrong_with_an_exercise(course, tmp_path):
    said, names = json.loads(python(course, tmp_path, SPOIL))
    names = {word for name in names for word in re.findall(r"[\w-]+", name)}
    assert len(said["fr"]) > 100
    for lang, each in said.items():
        assert [text for text in each if of_another_language(_quoted(text), lang, names)] == []
