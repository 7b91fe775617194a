"""Choosing in the terminal: what is listed, what is told where nothing is, and how a folder of one's own joins."""

import re

import pytest

from smo_course import bank, cli
from smo_course.trainer.brief import Unassignable, exercises, read_brief


@pytest.fixture
def own(tmp_path, example_text):
    """own("a/b", …) is a folder with a good exercise under each of these ids."""

    def make(*ids, kind="essay"):
        folder = tmp_path / "mine"
        for id in ids:
            path = folder / f"{id}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example_text(kind).replace("[c]", "[be-responsive]"), encoding="utf-8")
        return folder

    return make


def smo(*arguments) -> int:
    return cli.main([str(each) for each in arguments])


def listed(said: str) -> list[str]:
    """The ids in a table: the first column, without its head and the totals."""
    return [line.split()[0] for line in said.split("\n\n")[0].splitlines()[1:]]


def test_the_whole_bank_aligned_with_its_totals(capsys):
    assert smo("exercises") == 0
    said = capsys.readouterr().out
    assert listed(said) == bank.ids()
    every = [bank.load(each) for each in bank.ids()]
    last = said.splitlines()[-1]
    assert [float(each) for each in re.findall(r"[\d.]+", last)] == [
        len(every),
        sum(e.points for e in every),
        sum(e.takes for e in every),
    ]
    head, *lines = said.split("\n\n")[0].splitlines()
    for exercise, line in zip(every, lines, strict=True):
        assert line[head.index("kind") :].startswith(exercise.kind)
        assert line[head.index("title") :].startswith(exercise.title.en)
        assert line[head.index("concepts") :] == " ".join(exercise.concepts)
        assert line[: head.index("points") + len("points")].endswith(f" {exercise.points}")


@pytest.mark.parametrize("option, value, right", [
    ("--kind", "number", lambda each: each.kind == "number"),
    ("--chapter", "start", lambda each: each.id.startswith("start/")),
    ("--concept", "be-responsive", lambda each: "be-responsive" in each.concepts),
    ("--minutes", "2", lambda each: each.takes <= 2),
])  # fmt: skip
def test_each_filter_keeps_what_it_names(capsys, option, value, right):
    assert smo("exercises", option, value) == 0
    wanted = [each for each in bank.ids() if right(bank.load(each))]
    assert 0 < len(wanted) < len(bank.ids())
    assert listed(capsys.readouterr().out) == wanted


def test_filters_add_up_and_french_is_french(capsys):
    assert smo("exercises", "--kind", "choice", "--minutes", "1.5", "--chapter", "start", "--lang", "fr") == 0
    said = capsys.readouterr().out
    assert listed(said) == ["start/try-choice"]
    assert bank.load("start/try-choice").title.fr in said and said.splitlines()[-1] == "1 exercice, 1 point, 1 minute"


@pytest.mark.parametrize("option, value, near, another", [
    ("--chapter", "smo-basic", "smo-basics", "start"),
    ("--kind", "numbr", "number", "scenario"),
])  # fmt: skip
def test_an_unknown_name_is_told_with_those_there_are(capsys, option, value, near, another):
    assert smo("exercises", option, value) == 2
    said = capsys.readouterr()
    assert not said.out
    assert f"‘{value}’" in said.err and f"Did you mean {near}?" in said.err and another in said.err.split("There are:")[1]


def test_nothing_found_is_no_mistake_of_the_one_who_asks(capsys):
    assert smo("exercises", "--minutes", "0.1") == 1
    assert capsys.readouterr().out == "No exercise is like that.\n"


def test_ones_own_join_and_folders_are_chapters(capsys, own):
    folder = own("week-1/reply", "reply")
    assert smo("exercises", "--bank", folder) == 0
    assert listed(capsys.readouterr().out) == [*bank.ids(), "reply", "week-1/reply"]
    assert smo("exercises", "--bank", folder, "--chapter", "week-1") == 0
    assert listed(capsys.readouterr().out) == ["week-1/reply"]


def test_a_concept_of_ones_own_can_be_looked_for(capsys, own):
    folder = own("week-1/reply")
    assert smo("exercises", "--bank", folder, "--concept", "own-idea") == 2
    (folder / "concepts.csv").write_text("id,lesson,kind,en,fr\nown-idea,,idea,Ours,La nôtre\n", encoding="utf-8")
    assert smo("exercises", "--bank", folder, "--concept", "own-idea") == 1  # there is such a concept; nothing practises it


def test_a_malformed_one_is_told_and_the_others_are_listed(capsys, own):
    folder = own("week-1/reply")
    (folder / "bad.yaml").write_text("kind: essay\ntitle: 3\n", encoding="utf-8")
    assert smo("exercises", "--bank", folder) == 1
    said = capsys.readouterr()
    assert "week-1/reply" in listed(said.out) and "bad" not in listed(said.out)
    assert f"{folder / 'bad.yaml'}:" in said.err


def test_a_terminal_is_not_ordered_about(capsys, own, example_text):
    folder = own("loud")
    text = example_text("essay").replace("{en: A reply,", '{en: "A \\e[2Jreply\\n",')
    assert "\\e[2J" in text
    (folder / "loud.yaml").write_text(text.replace("[c]", "[]"), encoding="utf-8")
    assert smo("exercises", "--bank", folder) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said and "loud" in listed(said) and len(listed(said)) == len(bank.ids()) + 1


def test_the_same_id_twice_is_refused_by_every_command(capsys, own, tmp_path):
    folder = own("smo-basics/Delete-or-Not")
    files = (str(folder / "smo-basics" / "Delete-or-Not.yaml").removeprefix(f"{folder}/"), str(bank.path_of("smo-basics/delete-or-not")))
    for command in ("exercises", "bank"):
        assert smo(command, "--bank", folder) == 2
        said = capsys.readouterr()
        assert all(each in said.err for each in files) and str(folder) in said.err and not said.out
    path = tmp_path / "week.yaml"
    path.write_text("title: {en: W, fr: S}\nexercises: [start/try-sort]\nbank: mine\n", encoding="utf-8")
    with pytest.raises(Unassignable) as caught:
        exercises(read_brief(path), path)
    assert all(each in str(caught.value) for each in files)


@pytest.mark.parametrize("command", ["exercises", "bank"])
def test_a_folder_that_is_none(capsys, tmp_path, command):
    assert smo(command, "--bank", tmp_path / "missing") == 2
    assert "is no folder" in capsys.readouterr().err


def test_the_courses_own_folder_does_not_clash_with_itself(own):
    assert list(bank.clashes(bank.path_of("x/y").parents[1])) == []


def test_an_unknown_exercise_of_an_assignment_is_looked_for_in_both(own, tmp_path):
    own("week-1/reply")
    path = tmp_path / "week.yaml"
    path.write_text("title: {en: W, fr: S}\nexercises: [week-1/replyy]\nbank: mine\n", encoding="utf-8")
    with pytest.raises(Unassignable, match="did you mean week-1/reply"):
        exercises(read_brief(path), path)


def test_a_malformed_own_exercise_of_an_assignment_says_where(own, tmp_path):
    folder = own("week-1/reply")
    bad = folder / "week-1" / "reply.yaml"
    bad.write_text(bad.read_text(encoding="utf-8").replace("points: 5", "points: five"), encoding="utf-8")
    line = bad.read_text(encoding="utf-8").splitlines().index("points: five") + 1
    path = tmp_path / "week.yaml"
    path.write_text("title: {en: W, fr: S}\nexercises: [week-1/reply]\nbank: mine\n", encoding="utf-8")
    with pytest.raises(Unassignable) as caught:
        exercises(read_brief(path), path)
    assert f"exercises[0]: {bad}:{line}: points: " in str(caught.value)


def test_a_concept_is_found_by_its_words_in_either_language(capsys):
    found = []
    for concept in ("be-responsive", "REAGIR vite", "react fast"):
        assert cli.main(["exercises", "--concept", concept]) == 0
        found.append([line.split()[0] for line in capsys.readouterr().out.splitlines() if "/" in line.partition(" ")[0]])
    assert found[0] and found[0] == found[1] == found[2]


def test_a_concept_is_found_by_its_words_in_whatever_form_and_none_lists_them_all(capsys):
    assert cli.main(["exercises", "--concept", "répondre vite", "--lang", "fr"]) == 0
    assert "facebook/answered-in-time" in capsys.readouterr().out
    assert cli.main(["exercises", "--concept", "réactif zzz", "--lang", "fr"]) == 2
    told = capsys.readouterr().err
    assert "Vouliez-vous dire" in told and "menu «\u00a0Notion\u00a0»" in told and len(told) < 400
