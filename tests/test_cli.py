"""The command line: what it is asked, what it says, and the exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from smo_course import __version__, cli, commands
from smo_course.journal import Journal
from smo_course.lab import launch as launching


@pytest.fixture
def started(monkeypatch):
    """`smo lab` up to the point where JupyterLab would start; gives what it would start with."""
    calls = []
    monkeypatch.setattr(launching, "launch", lambda folder, lang, browser, port: calls.append((folder, lang, browser, port)) or 0)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return calls


def test_version(capsys):
    with pytest.raises(SystemExit) as exit:
        cli.main(["--version"])
    assert exit.value.code == 0 and capsys.readouterr().out == f"smo {__version__}\n"


def test_lab_lays_the_lessons_out_and_starts(started, tmp_path):
    assert cli.main(["lab", str(tmp_path / "mine"), "--lang", "fr", "--no-browser", "--port", "9999"]) == 0
    assert started == [(tmp_path / "mine", "fr", False, 9999)]
    assert (tmp_path / "mine" / "fr" / "0-start-here.ipynb").is_file()


def test_where_a_lab_runs_already_the_lessons_are_only_laid_out(started, tmp_path, capsys):
    assert cli.main(["lab", str(tmp_path / "mine"), "--lang", "fr", "--files-only"]) == 0
    assert started == [] and (tmp_path / "mine" / "fr" / "0-start-here.ipynb").is_file()
    assert f"Vos leçons sont dans {tmp_path / 'mine'}\xa0: ouvrez-y fr/0-start-here.ipynb." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_systems_language(started, tmp_path, monkeypatch, name):
    spoken = {"fr_FR.UTF-8": "fr", "fr_CA": "fr", "en_GB.UTF-8": "en", "de_DE": "en", "C": "en"}
    for value in spoken:  # a folder that is laid out already has no language of its own before a lesson was opened in it
        monkeypatch.setenv(name, value)
        cli.main(["lab", str(tmp_path)])
    assert [each[1] for each in started] == list(spoken.values())


def test_the_language_used_last_goes_before_the_systems(started, tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    Journal(tmp_path).write("profile", data={"lang": "fr"})
    cli.main(["lab", str(tmp_path)])
    cli.main(["lab", str(tmp_path), "--lang", "en"])
    assert [each[1] for each in started] == ["fr", "en"]


def test_an_unknown_language(started, tmp_path, capsys):
    with pytest.raises(SystemExit) as exit:
        cli.main(["lab", str(tmp_path / "x"), "--lang", "de"])
    assert exit.value.code == 2
    assert "'de'" in capsys.readouterr().err and not started and not (tmp_path / "x").exists()


def test_a_folder_that_is_a_file_in_the_learners_language(started, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert cli.main(["lab", str(tmp_path / "file"), "--lang", "fr"]) == 2
    assert "est un fichier" in capsys.readouterr().err and not started


def test_a_changed_lesson_is_told(started, tmp_path, capsys):
    cli.main(["lab", str(tmp_path), "--lang", "en"])
    assert "beside" not in capsys.readouterr().out
    (tmp_path / "en" / "0-start-here.ipynb").write_text("torn")
    cli.main(["lab", str(tmp_path), "--lang", "en"])
    assert "its new version is beside it" in capsys.readouterr().out
    assert (tmp_path / "en" / "0-start-here.ipynb").read_text() == "torn"


def test_check_a_folder_that_is_missing(capsys, tmp_path):
    assert cli.main(["check", str(tmp_path / "missing")]) == 1
    assert "is no folder" in capsys.readouterr().out


@pytest.mark.parametrize("folder", [".", "/", ""])
@pytest.mark.parametrize("command", ["grade", "undo", "mark", "release", "report"])
def test_a_folder_is_no_assignment(capsys, command, folder):
    with pytest.raises(SystemExit) as exit:
        cli.main([command, folder, "--lang", "fr"])
    assert exit.value.code == 2 and "est un dossier\xa0: indiquez le fichier YAML du devoir" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [".", "..", "/", ""])
def test_a_folder_is_no_exercise_to_write(capsys, folder):
    assert cli.main(["new", "choice", folder, "--lang", "en"]) == 2
    assert "is a folder: name a file in it" in capsys.readouterr().err


def test_no_command_says_which_there_are():
    done = subprocess.run([sys.executable, "-m", "smo_course"], capture_output=True, text=True)
    assert done.returncode == 2 and "COMMAND" in done.stderr


def test_commands_say_everything_where_strangers_signs_are_taken_out():
    """A name, an answer or a reason may be a stranger's: what steers a terminal is taken out in one place, which all go through."""
    for path in (Path(commands.__file__).parent).glob("*.py"):
        assert "print(" not in path.read_text(encoding="utf-8") or path.name == "telling.py", path.name
