"""What is done in the language made by machine (see pseudo.py): commands, and a class's whole round."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from babel.dates import get_day_names, get_month_names

from pseudo import KEPT
from smo_course import bank
from smo_course.kinds import KINDS
from smo_course.reading import read_yaml
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


# A class of four, from the assignment to what comes back; one right, one wrong, a text that waits, and files that are none.
ROUND = r"""
import json, sys
from pathlib import Path
from smo_course import bank, cli
from smo_course.assignment.work import find_work
from smo_course.journal import Journal
from smo_course.kinds import KINDS
from smo_course.trainer.essays.desk import open_marking
from smo_course.trainer.key import read_key

here, lang = Path.cwd(), "fr"


def smo(*arguments):
    return cli.main([*map(str, arguments), "--lang", lang])


(here / "own").mkdir()
for kind in KINDS.values():
    (here / "own" / f"{kind.name}.yaml").write_text(kind.example.replace("[c]", "[be-responsive]"), encoding="utf-8")
ids = [*KINDS, "smo-basics/weekend-crisis", "smo-basics/snowball-doubling"]
(here / "week.yaml").write_text(
    "title: {en: Week, fr: \u015e\u0113\u0271}\nbank: own\ndue: 2020-01-01 18:00 Europe/Paris\n"
    "late: {until: 2120-01-01 18:00 Europe/Paris, penalty: 0.001}\nexercises:\n" + "".join(f"  - {each}\n" for each in ids),
    encoding="utf-8",
)
smo("assign", "week.yaml", "--past")
key = read_key(here / "week.yaml")
box = here / "box"
box.mkdir()
for name, how in (("anna", "right"), ("bob", "wrong"), ("carl", "partial"), ("dora", None)):
    folder = here / name
    smo("open", "week.zip", "--folder", folder)
    (folder / ".smo").mkdir()
    sheet = folder / "assignments" / "week"
    work = find_work("week", sheet, Journal(folder), lang)
    work.identify(name, "")
    for item, exercise in zip(key.sheet.items, key.exercises, strict=True) if how else ():
        attempt = work.exercise(item.id)
        answer = "\u0271\u014d\u0163 " * 5 if exercise.by_hand else getattr(exercise.samples(attempt.seed), how)
        attempt.draft(exercise.samples(attempt.seed).invalid if answer is None else answer)
    smo("hand-in", sheet / "week.smo-sheet")
    for path in sheet.glob("*.smo"):
        smo("show", path)
        path.rename(box / path.name)
(box / "bob.smo").write_bytes((box / "week-bob.smo").read_bytes()[:-40])
(box / "essay.docx").write_bytes(b"x")
smo("release", "week.yaml", "--early")
smo("grade", "week.yaml", "box")
view = open_marking("week.smo-key", lang, "week-grades")
text = view.content["texts"][0]
for criterion in view.content["exercises"][text["exercise"]]["rubric"]:
    view.handle({"do": "points", "text": text["id"], "criterion": criterion["id"], "points": 1, "n": 1})
smo("grade", "week.yaml", "box")
smo("release", "week.yaml", "--early")
smo("report", "week.yaml", "--no-browser", "--output", "report.html")
smo("bank", "--bank", "own", "--no-browser", "--output", "bank.html")
"""
# What else a trainer does with it.
ELSEWHERE = r"""
smo("export", "week.yaml", "--moodle", "moodle.xml")
smo("export", "week.yaml", "--qti", "qti.zip")
smo("assign", "week.yaml", "--nbgrader", "course", "--past")
smo("check", "own")
smo("exercises", "--bank", "own")
"""


def typed(exercise) -> set[str]:
    """The words that an author has written for what learners type: an answer, and no prose."""
    forms: list[str] = []
    match exercise.kind:
        case "term":
            forms = [*exercise.accept.en, *(each for mistake in exercise.mistakes for each in mistake.match.en)]
        case "draft":
            forms = [exercise.answer.en, *(each for check in exercise.checks if hasattr(check, "any") for each in check.any.en)]
        case "query":
            forms = ["from:alix_k88 lang:fr", str(exercise.answer)]  # the former are the examples in its help
        case "campaign":
            forms = [str(each) for each in exercise.full_answer().values()]
        case "piece":
            forms = [exercise.piece]
    return {word for each in forms for word in re.findall(r"[\w-]+", each)}


# What is the round's own, and what Babel writes: dates, and the last comma of a list.
GIVEN = {"anna", "bob", "carl", "dora", "week-anna", "week-bob", "week", "course", "docx", "c", LANGUAGES["fr"]}
GIVEN |= {"crowdfunding", "CROWDSOURCING", "abc", "x" * 81}  # typed as answers
_SEARCHED = read_yaml(KINDS["query"].example)  # a query in other letters would find nothing: these mentions stay as they are
_STAY = [_SEARCHED["answer"], *(each[name] for each in _SEARCHED["mentions"] for name in ("author", "text_fr"))]
_STAY += [found[0] for each in KINDS.values() for found in KEPT.finditer(each.example)]  # addresses and accounts
GIVEN |= {word for each in _STAY for word in re.findall(r"[\w-]+", each)}
GIVEN |= {word for kind in KINDS.values() for word in typed(bank.parse(kind.example, kind.name))} | {"zzz", "zzzz", "x"}
_DATES = [names(width, locale="fr").values() for names in (get_month_names, get_day_names) for width in ("wide", "abbreviated")]
BABEL = {
    "et",
    "1er",
    *(each.rstrip(".") for names in _DATES for each in names),
    *(each.capitalize() for each in get_month_names(locale="fr").values()),
}
