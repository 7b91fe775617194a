"""A kind of exercise is its folder: one that lacks something is refused, and a copy under another name works everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from new_kinds import copied_course, environment
from smo_course import kinds

ROUND = """
import json, sys
from pathlib import Path
from smo_course import bank, cli
from smo_course.assignment.work import find_work
from smo_course.journal import Journal
from smo_course.kinds import KINDS
from smo_course.trainer.essays.desk import open_marking
from smo_course.trainer.key import read_key

here = Path(sys.argv[1])
(here / "own").mkdir()
by_kind = {}
for each in bank.ids():
    by_kind.setdefault(bank.load(each).kind, []).append(each)
practised = set(by_kind)
assert practised and practised <= {name for name in KINDS if name.endswith("_two")}
unused = sorted({name for name in KINDS if name.endswith("_two")} - practised)  # by the course itself
for name in unused:
    example = KINDS[name].example.replace("[c]", "[be-responsive]").replace("concepts: []", "concepts: [be-responsive]")
    (here / "own" / f"{name}.yaml").write_text(example, encoding="utf-8")
assert "essay_two" in unused
ids = [*(each for those in by_kind.values() for each in those[:2]), *unused]
(here / "week.yaml").write_text("title: {en: Week, fr: Semaine}\\nbank: own\\nexercises:\\n" + "".join(f"  - {each}\\n" for each in ids))


def smo(*arguments, code=0):
    found = cli.main([str(each) for each in arguments])
    assert found == code, (arguments, found)


smo("check")
smo("check", here / "own")
smo("bank", "--bank", here / "own", "--output", here / "bank.html", "--no-browser")
smo("exercises", "--kind", "term_two")
smo("assign", here / "week.yaml")
smo("open", here / "week.zip", "--folder", here / "learner")
sheet = here / "learner" / "assignments" / "week"
(here / "learner" / ".smo").mkdir(exist_ok=True)
key = read_key(here / "week.yaml")
for name, how in (("anna", "right"), ("bob", "wrong")):
    work = find_work("week", sheet, Journal(here / "learner"), "fr")
    work.identify(name, "")
    for item, exercise in zip(key.sheet.items, key.exercises, strict=True):
        attempt = work.exercise(item.id)
        piece = {"company": "", "blocks": [{"block": "heading", "text": "A sheet"}]} if exercise.taken_from else None
        attempt.draft(piece or ("some words of mine" if exercise.by_hand else getattr(exercise.samples(attempt.seed), how)))
    smo("hand-in", sheet / "week.smo-sheet", "--folder", here / "learner", "--learner", name)
(here / "box").mkdir()
for path in sheet.glob("*.smo"):
    smo("show", path)
    path.rename(here / "box" / path.name)
grades = here / "week-grades"
smo("grade", here / "week.yaml", here / "box")
view = open_marking(str(here / "week.smo-key"), "fr", str(grades))
for text in view.content["texts"]:
    for criterion in view.content["exercises"][text["exercise"]]["rubric"]:
        view.handle({"do": "points", "text": text["id"], "criterion": criterion["id"], "points": 1, "n": 1})
smo("grade", here / "week.yaml", here / "box")
smo("release", here / "week.yaml")
smo("report", here / "week.yaml", "--no-browser", "--lang", "fr")
smo("export", *ids[: -len(unused)], "--moodle", here / "moodle.xml")
smo("export", *ids[: -len(unused)], "--qti", here / "qti.zip")
results = [json.loads(line) for line in (grades / "results.jsonl").read_text().splitlines()]
print(json.dumps({each["learner"]: [each["total"], sum(item["status"] == "right" for item in each["items"])] for each in results}))
print(json.dumps([key.most, len(ids)]))
"""


@pytest.mark.parametrize("lacking", ["telling.py", "view.js", "style.css", "words.yaml", "example.yaml"])
def test_a_kind_that_lacks_a_file_is_refused_by_its_name(tmp_path, monkeypatch, lacking):
    with pytest.raises(kinds.Incomplete, match=f"‘term_two’ lacks {lacking}"):
        kinds.Kind("term_two", package=one_kind(tmp_path, monkeypatch, lambda folder: (folder / lacking).unlink()))


@pytest.mark.parametrize("file, old, new, lacking", [
    ("model.py", "def sealed(", "def unsealed(", r"model.py: sealed\(\)"),
    ("model.py", "tag=kind_of_module(__name__)", 'tag="term"', r"model.py: tag=kind_of_module\(__name__\)"),
    ("telling.py", "def slips(", "def trips(", r"telling.py: slips\(\)"),
    ("view.js", "export const render", "const render", "view.js: render"),
    ("words.yaml", "kind: ", "sort_of: ", "words.yaml: kind"),
])  # fmt: skip
def test_a_kind_that_lacks_a_part_is_refused_by_its_name(tmp_path, monkeypatch, file, old, new, lacking):
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(kinds.Incomplete, match=lacking):
        kinds.Kind("term_two", package=one_kind(tmp_path, monkeypatch, spoil))


def one_kind(folder: Path, monkeypatch, spoil) -> str:
    """A package beside the course's, with a spoilt copy of one kind; its name."""
    copy = folder / f"kinds_of_{folder.name}"
    shutil.copytree(kinds.KINDS["term"].folder, copy / "term_two")
    for path in (copy / "term_two").glob("*.py"):
        text = path.read_text(encoding="utf-8").replace("from ...", "from smo_course.").replace("from ..", "from smo_course.kinds.")
        path.write_text(text, encoding="utf-8")
    (copy / "__init__.py").touch()
    spoil(copy / "term_two")
    monkeypatch.syspath_prepend(str(folder))
    return copy.name


@pytest.mark.notebooks  # the report runs one
def test_copies_of_all_kinds_go_the_whole_round_under_other_names(tmp_path):
    course = copied_course(tmp_path / "course")
    (tmp_path / "trainer").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", ROUND, str(tmp_path / "trainer")],
        capture_output=True, text=True, env=environment(course, dict(os.environ)), cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    results, (most, count) = map(json.loads, done.stdout.strip().splitlines()[-2:])
    assert results["anna"] == [most - 6, count - 2]  # all but three of the five points of the text, and of the sheet
    assert results["bob"] == [4, 0]
