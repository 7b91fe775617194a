"""Imports point one way, as pyproject.toml says under [tool.importlinter], and a name means one thing."""

import re
import sys
from collections import Counter
from pathlib import Path

from importlinter.cli import lint_imports

import smo_course
from smo_course import explorers, kinds

ROOT = Path(__file__).parents[1]
MODULES = [path for path in Path(smo_course.__file__).parent.rglob("*.py") if path.name != "__init__.py"]


def test_imports_point_one_way(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0, capsys.readouterr().out


def test_a_kind_and_an_explorer_know_no_other_of_theirs():
    """Each is its folder: whoever changes one, or takes one away, changes no other."""
    known = [
        f"{path.relative_to(folder)}: {other}"
        for folder in (Path(kinds.__file__).parent, Path(explorers.__file__).parent)
        for path in [*folder.glob("*/*.py"), *folder.glob("*/*.js")]
        for other in re.findall(r"(?:from \.\.|\.\./)(\w+)(?:\.|/| import)", path.read_text(encoding="utf-8"))
        if (folder / other).is_dir()
    ]
    assert known == []


def test_nothing_is_called_like_a_module_of_the_standard_library():
    names = {name for path in MODULES for name in (path.stem, path.parent.name)}
    assert "journal" in names and not names & sys.stdlib_module_names


def test_a_lesson_an_assignment_and_a_report_are_each_one_thing():
    classes = Counter(name for path in MODULES for name in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert classes["Lesson"] == 1 and max(classes[name] for name in ("Assignment", "Report", "Entry", "Unknown")) <= 1


def test_messages_are_kept_one_way_and_commands_in_one_place():
    names = Counter(path.name for path in MODULES)
    assert names["words.py"] == 1 and not names["command.py"]


def test_the_readmes_map_names_every_folder_and_nothing_that_is_not_there():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = next(each for each in readme.splitlines() if each.startswith("| `smo_course/` |"))
    named = set(re.findall(r"`(\w+/?)`", row)) - {"smo_course/", "smo"}
    folders = {f"{path.parent.name}/" for path in (ROOT / "smo_course").glob("*/__init__.py")}
    modules = {path.stem for path in (ROOT / "smo_course").glob("*.py")}
    assert folders <= named <= folders | modules
