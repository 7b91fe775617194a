"""A copy of the course in which every kind of exercise has another name: each folder is copied under a new name and added to the
list, and the course's exercises are of the copies. Whatever asks for a kind by its name, instead of asking the kind, fails here."""

import re
import shutil
from pathlib import Path

import smo_course
from smo_course.course import content_root
from smo_course.kinds import NAMES

COPIES = {name: f"{name}_two" for name in NAMES}


def same_course(folder: Path) -> Path:
    """A copy of the course as it is, to add to; with its path in PYTHONPATH, it is the course. Gives its package."""
    quiet = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for part in ("notebooks", "exercises", "datasets"):
        shutil.copytree(content_root() / part, folder / part, ignore=quiet)
    return shutil.copytree(Path(smo_course.__file__).parent, folder / "smo_course", ignore=quiet)


def copied_course(folder: Path) -> Path:
    """The copy; with its path in PYTHONPATH, it is the course."""
    package = same_course(folder)
    for name, copy in COPIES.items():
        shutil.copytree(package / "kinds" / name, package / "kinds" / copy)
    kinds = package / "kinds" / "__init__.py"
    listed = kinds.read_text(encoding="utf-8")
    assert '"essay")' in listed
    kinds.write_text(listed.replace('"essay")', '"essay", ' + ", ".join(f'"{copy}"' for copy in COPIES.values()) + ")"), encoding="utf-8")
    for path in (folder / "exercises").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^kind: (\w+)$", lambda found: f"kind: {COPIES[found[1]]}", text, flags=re.MULTILINE), encoding="utf-8")
    return folder


def environment(folder: Path, given: dict[str, str]) -> dict[str, str]:
    """The environment in which Python finds the copy first, and not what lies in the folder that the tests are run from."""
    return {name: value for name, value in given.items() if name != "SMO_FOLDER"} | {"PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}
