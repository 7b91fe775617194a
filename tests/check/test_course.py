"""`smo check` passes on the course, and sees what it is there to see."""

import copy
import re
import shutil

import pytest
import yaml

from smo_course import bank, course, explorers
from smo_course.check import course as check
from smo_course.check import guessers, looking
from smo_course.check.exercises import exercises_in as exercise_findings
from smo_course.check.lessons import differences
from smo_course.check.looking import unillustrated
from smo_course.cli import main
from smo_course.course import content_root, syllabus
from smo_course.data import contract, facts
from smo_course.data.concepts import concepts
from smo_course.kinds import KINDS
from smo_course.reading import read_yaml
from smo_course.text import Text
from smo_course.workbook import shelf


@pytest.mark.slow
def test_the_course_holds_together():
    assert [str(each) for each in check.course()] == []


def test_every_concept_of_chapter_one_is_counted():
    here = {each.id for each in concepts().values() if each.lesson.startswith("smo-basics/")}
    assert here and here == {each for each, lesson in check._taught_here().items() if lesson.chapter == "smo-basics"}


def test_a_trainers_folder_in_order(tmp_path, example_text, capsys):
    (tmp_path / "mine.yaml").write_text(example_text("choice"), encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert "in order" in capsys.readouterr().out


@pytest.fixture
def folder(tmp_path, example_text):
    """folder(bad=(kind, old, new)) is a trainer's folder with a good exercise, and one in which `old` became `new`."""

    def make(**changed):
        (tmp_path / "good.yaml").write_text(example_text("choice"), encoding="utf-8")
        for name, (kind, old, new) in changed.items():
            assert old in example_text(kind)
            (tmp_path / f"{name}.yaml").write_text(example_text(kind).replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return make


def findings(folder) -> list[str]:
    return [str(each) for each in exercise_findings(folder)]


def line_with(path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text in line)


def test_a_trainers_folder_with_faults_names_each(folder, capsys):
    here = folder(bad=("choice", "answer: [clicks, shares]", "answer: [oslo]"), worse=("term", "concepts: []", "concepts: [no-such-concept]"))
    assert main(["check", str(here)]) == 1
    said = capsys.readouterr().out
    assert f"bad.yaml:{line_with(here / 'bad.yaml', 'answer:')}: answer: ‘oslo’ is not there" in said
    assert "worse.yaml" in said and "no-such-concept" in said
    assert "good.yaml" not in said


@pytest.mark.parametrize("kind, old, new, field, marked", [
    ("choice", "several: true", "several: true\ncolour: red", "colour", "colour: red"),  # the line of a field that should not be
    ("choice", "points: 2", "points: two", "points", "points: two"),
    ("choice", ", feedback: {en: They were there before the post., fr: Ils étaient là avant la publication.}", "", "options[2].feedback", "id: followers"),  # … of what lacks it
    ("choice", "kind: choice\n", "", "file", "title:"),  # … the first, where the whole is at fault
    ("choice", "points: 2", "points: 2\npoints: 3", "file", "points: 3"),
    ("choice", "fr: Ce que les gens ont fait}", "fr: Ce que : les gens ont fait}", "file", "Ce que : les gens ont fait"),
    ("scenario", "trust: 20}, to: end", "faith: 20}, to: end", "nodes[1].choices[0].effect", "id: repair"),
    ("scenario", "breaks: [do-not-wait-monday]", "breaks: [no-such]", "nodes[0].choices[1].breaks[0]", "id: wait"),
])  # fmt: skip
def test_a_finding_says_where_to_jump(folder, kind, old, new, field, marked):
    here = folder(bad=(kind, old, new))
    path = here / "bad.yaml"
    [found] = findings(here)
    assert found.startswith(f"{path}:{line_with(path, marked)}: {field}: ")


def test_files_that_are_none(folder):
    here = folder()
    (here / "bomb.yaml").write_text(
        "a: &a [1, 1]\n" + "".join(f"{n}: &n{n} [*{m}, *{m}]\n" for n, m in zip("bcdefgh", "abcdefg", strict=True))
    )
    (here / "folder.yaml").mkdir()
    (here / "gone.yaml").symlink_to("nowhere")
    with (here / "huge.yaml").open("wb") as file:
        file.truncate(100_000_000)
    (here / "latin.yaml").write_bytes("kind: term\ntitle: é".encode("latin-1"))
    (here / "deep.yaml").write_text("[" * 5000)
    (here / "day.yaml").write_text("title: 2026-02-31")
    (here / "other.yml").write_text("kind: term")
    (here / "two words.yaml").write_text((here / "good.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    reasons = {
        "bomb.yaml:2": "*a repeats another part",
        "folder.yaml": "is a folder",
        "gone.yaml": "cannot be read",
        "huge.yaml": "100,000,000 bytes",
        "latin.yaml:2": "is not UTF-8 text",
        "deep.yaml:1": "nesting",
        "day.yaml:1": "cannot be read",
        "other.yml:1": "is not read",
        "two words.yaml:1": "name files and folders in letters",
    }
    found = findings(here)
    for where, reason in reasons.items():
        assert any(each.startswith(f"{here / where}: file: ") and reason in each for each in found), (where, found)
    assert len(found) == len(reasons)  # and the good one is in order


def test_numbers_without_end_are_a_finding(folder):
    for number in (".inf", "-.inf", ".nan"):
        for name in ("from: 100", "to: 600", "step: 20"):
            [found] = findings(folder(bad=("number", name, f"{name.split()[0]} {number}")))
            assert "draw.campaign" in found, (name, number)


def test_an_id_that_another_file_has_is_refused(tmp_path, example_text):
    one, other, third = tmp_path / "own" / "reply.yaml", tmp_path / "own" / "Reply.yaml", tmp_path / "smo-basics" / "delete-or-not.yaml"
    for path in (one, other, third):
        path.parent.mkdir(exist_ok=True)
        path.write_text(example_text("choice"), encoding="utf-8")
    if one.samefile(other):
        pytest.skip("this file system takes both for one")
    found = findings(tmp_path)
    assert len(found) == 2
    assert any(str(one) in each and str(other) in each for each in found)
    assert any(str(third) in each and str(bank.path_of("smo-basics/delete-or-not")) in each for each in found)


OWN = "id,lesson,kind,en,fr\nown-idea,,idea,Ours,La nôtre\n"


def test_concepts_of_ones_own(folder):
    here = folder(mine=("scenario", "breaks: [do-not-wait-monday]", "breaks: [own-idea]"))
    assert len(findings(here)) == 1
    (here / "concepts.csv").write_text("\ufeff" + OWN.replace(",", ";"), encoding="utf-8")  # as a spreadsheet saves it
    assert findings(here) == []
    told = bank.check(here / "mine.yaml", "mine").mark(["wait", "repair"], "x", "en").remarks
    assert [each.text.fr for each in told if each.about == "broken"] == ["Vendredi\u00a0: own-idea"]


@pytest.mark.parametrize("text, line, reason", [
    (OWN + "twice,,,A\n", 3, "a concept needs"),
    (OWN + "own-idea,,idea,Ours,La nôtre\n", 3, "twice"),
    (OWN.replace("id,", "name,"), None, "lacks the column id; found: name, lesson, kind, en, fr"),
    (OWN.replace("own-idea", "be-responsive"), None, "concept of the course already"),
])  # fmt: skip
def test_concepts_that_cannot_be_used(folder, text, line, reason):
    here = folder()
    (here / "concepts.csv").write_text(text, encoding="utf-8")
    [found] = findings(here)
    assert found.startswith(f"{here / 'concepts.csv'}:{line or 1}: ") and reason in found


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_no_folder_or_nothing_in_it(tmp_path, folder):
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / folder)]) == 1


def _notebook():
    def cell(id, kind, source, **metadata):
        return {"id": id, "cell_type": kind, "source": source, "metadata": metadata}

    return {
        "cells": [cell("a", "markdown", "text"), cell("p", "code", "lang = 'en'", tags=["parameters"]), cell("c", "code", "lesson.end()")]
    }


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda notebook: notebook["cells"].pop(), "the cells differ"),
        (lambda notebook: notebook["cells"].reverse(), "the cells differ"),
        (lambda notebook: notebook["cells"][2].update(source="lesson.end(1)"), "cell c has other code"),
        (lambda notebook: notebook["cells"][0].update(cell_type="code"), "cell a is markdown"),
        (lambda notebook: notebook["cells"][0]["metadata"].update(smo_course={"teaches": ["x"]}), "cell a has other metadata"),
    ],
)
def test_languages_that_part_are_seen(change, said):
    other = copy.deepcopy(_notebook())
    change(other)
    assert any(said in each.en for each in differences(_notebook(), other))


def test_texts_and_parameters_may_differ():
    other = copy.deepcopy(_notebook())
    other["cells"][0]["source"], other["cells"][1]["source"] = "texte", "lang = 'fr'"
    assert list(differences(_notebook(), other)) == []


def test_every_lesson_opens_with_its_questions():
    for lesson in syllabus().lessons():
        assert 2 <= len(lesson.questions) <= 5 and lesson.objectives, lesson.key


@pytest.fixture
def as_a_whole(monkeypatch):
    """The course is checked without what is checked in each exercise, message and large table by itself, and one of its lessons."""
    table_faults, in_lesson = contract.faults, check.lesson_findings
    monkeypatch.setattr(check, "lesson_findings", lambda lesson: in_lesson(lesson) if lesson.id in LESSON else ())
    monkeypatch.setattr(check, "exercises_in", lambda folder: ())
    monkeypatch.setattr(check.messages, "findings", lambda package: ())
    monkeypatch.setattr(check, "guessed", lambda folder, read: ())
    monkeypatch.setattr(check, "_typeset", lambda: ())
    monkeypatch.setattr(check.contract, "faults", lambda name: [] if "." in name else table_faults(name))  # a company's year


@pytest.fixture
def changed(tmp_path, monkeypatch, as_a_whole):
    """changed("datasets/facts.csv", old, new) is what is found in a copy of the course where `old` became `new`."""
    kept = [content_root, syllabus, concepts, facts.every_fact, contract.resources, shelf.load]
    for name in ("notebooks", "exercises", "datasets"):
        shutil.copytree(content_root() / name, tmp_path / "_content" / name)

    def make(path: str, old: str, new: str) -> list[str]:
        file = tmp_path / "_content" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(course, "_PACKAGE", tmp_path)
        if path.startswith("exercises/"):
            kept.append(bank.load)
        for each in kept:
            each.cache_clear()
        return [str(each) for each in check.course()]

    yield make
    monkeypatch.undo()
    for each in kept:
        each.cache_clear()


LESSON = "1-smo-basics/2-why-do-smo.ipynb"


@pytest.mark.parametrize("path, old, new, said", [
    ("datasets/concepts.csv", "smo-basics/why-do-smo", "smo-basics/why-not", "datasets/concepts.csv:LINE: ‘smo-definition-marketing’ belongs to the lesson smo-basics/why-not, which"),
    ("datasets/facts.csv", "facebook/audience-and-page", "facebook/1", "datasets/facts.csv:LINE: ‘facebook-best-known’ belongs to the lesson facebook/1, which"),
    ("notebooks/syllabus.yaml", "[search-ads, ", "[", "datasets/concepts.csv:LINE: ‘many-other-media’ belongs to the lesson other-media/search-ads"),
    ("datasets/platforms.csv", ",active,", ",alive,", "datasets/platforms.csv:2: status_now: ‘alive’ is none of active"),
    ("datasets/concepts.csv", "id,lesson", "name,lesson", "datasets/concepts.csv:1: lacks the column id"),
    (f"notebooks/fr/{LESSON}", 'exercise(\\"known-or-liked\\")', 'exercise(\\"which-word\\")', f"notebooks/*/{LESSON}: one language shows the exercises which-word, known-or-liked"),
    (f"notebooks/en/{LESSON}", 'exercise(\\"known-or-liked\\")', 'exercise(\\"which-word\\")', "exercises/smo-basics/which-word.yaml: is shown in two places"),
    (f"notebooks/en/{LESSON}", 'exercise(\\"known-or-liked\\")', 'exercise(\\"known-or-linked\\")', "no exercise ‘smo-basics/known-or-linked’ in the bank"),
    (f"notebooks/en/{LESSON}", 'exercise(\\"known-or-liked\\")', 'explorer(\\"known-or-liked\\")', "no explorer ‘known-or-liked’; there are "),
    (f"notebooks/en/{LESSON}", 'exercise(\\"known-or-liked\\")', 'chart(\\"fate\\")', "no chart ‘fate’; there are: fates"),
    (f"notebooks/en/{LESSON}", 'exercise(\\"known-or-liked\\")', "chart()", "exercises/smo-basics/known-or-liked.yaml: is shown by no lesson"),
    (f"notebooks/en/{LESSON}", 'lesson.exercise(\\"known-or-liked\\")', 'lesson.exercise(\\"', "is no Python that can be read"),
    (f"notebooks/en/{LESSON}", '"cells": [', '"cells": [,', f"notebooks/en/{LESSON}: is no notebook that can be read"),
    (f"notebooks/fr/{LESSON}", '"cell_type": "markdown"', '"cell_type": "marked"', f"notebooks/fr/{LESSON}: is no notebook that can be read"),
    (f"notebooks/en/{LESSON}", '"lesson.exercise(', '"lesson.explorer(\\"snowball\\")\\n",\n' * 20 + '"lesson.exercise(', "explorers 40.0, pieces of one’s own 5.0, questions on earlier lessons 3.3); a lesson of more than 40 is two"),
    (f"notebooks/en/{LESSON}", 'piece(\\"goal-action-kpi\\")', 'piece(\\"goal\\")', "no piece ‘smo-basics/goal’ in the workbook; there are: "),
    (f"notebooks/en/{LESSON}", 'piece(\\"goal-action-kpi\\")', "chart()", "notebooks/pieces/smo-basics/goal-action-kpi.yaml: is a piece that no lesson shows"),
    ("notebooks/pieces/smo-basics/goal-action-kpi.yaml", "counted: orders", "counted: followers", "is not complete in ‘en’: Goal and KPI agree (A follower has bought nothing yet"),
    ("notebooks/pieces/smo-basics/goal-action-kpi.yaml", "of: [sort.reason,", "of: [sort.why,", "checks[0].of[0]: ‘sort.why’ is not there; there are: line.goal"),
    ("notebooks/pieces/smo-basics/charter.yaml", "fr: Notre règle", 'fr: "Notre règle!"', "parts[0].columns[1].text.fr: lacks a non-breaking space"),
    ("notebooks/fr/my-workbook.ipynb", "workbook.export()", "workbook.exports()", "notebooks/*/my-workbook.ipynb: cell export has other code"),
    (f"notebooks/en/{LESSON}", "smo-definition-marketing", "smo-definition", "teaches ‘smo-definition’, which datasets/concepts.csv does not have"),
])  # fmt: skip
def test_a_course_that_does_not_hold_together(changed, path, old, new, said):
    if about := re.match(r"datasets/(\w+)\.csv:LINE: ‘(.*?)’", said):
        said = said.replace("LINE", str(line_with(content_root() / "datasets" / f"{about[1]}.csv", f"{about[2]},")))
    found = changed(path, old, new)
    assert any(said in each for each in found), found


def test_a_notebook_that_is_gone_and_an_exercise_that_is_broken_stop_nothing_else(changed, tmp_path):
    (tmp_path / "_content" / "notebooks" / "fr" / LESSON).unlink()
    (tmp_path / "_content" / "datasets" / "facts.csv").write_bytes(b"\0")
    found = changed("notebooks/en/0-start-here.ipynb", '"cells"', '"rooms"')
    assert len(found) == 3
    assert any("datasets/facts.csv" in each for each in found) and any("notebooks/en/0-start-here.ipynb: is no" in each for each in found)
    assert any(f"notebooks/fr/{LESSON}: is no notebook that can be read (No such file" in each for each in found)


def test_a_broken_exercise_is_said_of_its_file_alone(changed):
    found = changed("exercises/smo-basics/which-word.yaml", "kind:", "kin:")
    assert not any("Error" in each for each in found)  # here without what is found in the file by itself
    assert [each for each in found if "which-word" in each] == []


def test_an_explorer_that_lacks_something_is_found(monkeypatch, as_a_whole):
    def find(name):
        raise explorers.Incomplete(Text(en=f"{name} lacks view.js", fr="…"))

    monkeypatch.setattr(explorers, "find", find)
    found = {str(each) for each in check.course()}
    assert found >= {f"smo_course/explorers/{name}: {name} lacks view.js" for name in explorers.names()}


def test_exercises_that_a_guesser_wins_are_worth_a_look_and_no_fault(folder, capsys):
    here = folder()
    text = (here / "good.yaml").read_text(encoding="utf-8").replace("several: true\n", "").replace("[paris, rome]", "paris")
    text = text.replace("fr: Partages}}", "fr: Partages}, feedback: {en: Not here., fr: Pas ici.}}")
    for place in range(guessers.FEW):
        (here / f"q{place}.yaml").write_text(text.replace("Clicks", "Clicks on its link"), encoding="utf-8")
    assert findings(here) == []
    assert main(["check", str(here)]) == 0
    said = capsys.readouterr().out
    [worth] = [line for line in said.splitlines() if line.startswith("Worth a look: ")]
    assert worth.startswith(f"Worth a look: {here}: “questions with one answer” can be answered") and "Always the longest (100%)" in worth
    assert "all in order" in said


@pytest.mark.slow
def test_every_yaml_file_of_the_course_means_the_same_to_both_of_its_loaders():
    """Where PyYAML was built without libyaml, its own loader reads the course; that refuses a question mark between braces."""
    for path in sorted([*(content_root() / "exercises").rglob("*.yaml"), content_root() / "notebooks" / "syllabus.yaml"]):
        text = path.read_text(encoding="utf-8")
        assert yaml.load(text, yaml.SafeLoader) == read_yaml(path), path


def test_a_syllabus_that_is_wrong_is_told_with_its_line_and_field_and_its_texts_are_typeset(tmp_path, monkeypatch, as_a_whole):
    good = course.syllabus_path().read_text(encoding="utf-8")
    path = tmp_path / "syllabus.yaml"
    monkeypatch.setattr(course, "syllabus_path", lambda: path)
    monkeypatch.setattr(check, "syllabus_path", lambda: path)
    course.syllabus.cache_clear()
    try:
        path.write_text(good.replace("file: 0-start-here.ipynb", "fiel: 0-start-here.ipynb", 1), encoding="utf-8")
        found = next(each for each in check.course() if "fiel" in each.where)
        assert found.where == f"{path}:{line_with(path, 'fiel:')}: chapters[0].lessons[0].fiel" and "no field" in found.reason.en
        path.write_text(good.replace("Pourquoi faire du SMO\u00a0?", "Pourquoi faire du SMO ?", 1), encoding="utf-8")
        assert [each for each in check.course() if str(path) in each.where and "title.fr" in each.where]
    finally:
        course.syllabus.cache_clear()


def test_texts_of_the_guides_examples_are_typeset(tmp_path, monkeypatch):
    assert not list(check._guide())
    path = tmp_path / "shown.yaml"
    good = check.guide.SHOWN.read_text(encoding="utf-8")
    path.write_text(good.replace("Où est mon colis\u00a0?", "Où est mon colis ?", 1), encoding="utf-8")
    monkeypatch.setattr(check.guide, "SHOWN", path)
    spoilt = KINDS["choice"].folder / "example.yaml"
    monkeypatch.setattr(type(KINDS["choice"]), "example", property(lambda kind: _example(kind).replace("c’est décider", "c'est décider")))
    told = {each.where: each.reason.en for each in check._guide()}
    assert told.keys() == {
        f"{path}:{line_with(path, 'Où est mon colis')}: [2].thread[0].text.fr",
        f"{spoilt}:{line_with(spoilt, 'explain')}: explain.fr",
    }
    assert all(say in reason for say, reason in zip(("straight apostrophe", "before a sign"), told.values(), strict=True))


def _example(kind) -> str:
    return f"kind: {kind.name}\n" + (kind.folder / "example.yaml").read_text(encoding="utf-8")


def test_a_lesson_that_gives_nothing_to_look_at_for_more_than_two_screens_is_told(monkeypatch):
    lesson = syllabus().lesson("smo-basics/what-social-media-are")
    assert not list(unillustrated(lesson))
    monkeypatch.setattr(looking, "MOST", 300)
    found = {(each.where.split("#")[0].split("/")[1], each.where.split("#")[1]) for each in unillustrated(lesson)}
    assert {("en", "families"), ("fr", "families")} <= found  # after a post that is passed on, a table and two exercises
    monkeypatch.setattr(looking, "_SEEN", set())
    monkeypatch.setattr(looking, "MOST", 2000)
    assert len(list(unillustrated(lesson))) == 2  # none of its exercises shows anything: once in each language
