"""What is installed is what was meant: one list of packages, and a wheel that works away from the checkout."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # conda splits what pip has in one


def requirements(lines: list[str]) -> dict[str, str]:
    found = [Requirement(line) for line in lines]
    return {CONDA_NAMES.get(each.name.lower(), each.name.lower()): str(each.specifier) for each in found}


def test_conda_and_pip_ask_for_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    packages = requirements([each for each in conda["dependencies"] if isinstance(each, str) and each != "pip"])
    assert packages.pop("python") == project["requires-python"]
    by_pip = {"fsrs"}  # which conda-forge has not got
    assert packages == {name: wanted for name, wanted in requirements(project["dependencies"]).items() if name not in by_pip}
    assert [each for each in conda["dependencies"] if isinstance(each, dict)] == [{"pip": ["."]}]  # the packages are there by then


def test_ci_tries_the_oldest_and_the_newest_that_are_allowed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    job = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))["jobs"]["test"]
    pythons, labs = job["strategy"]["matrix"]["python"], [SpecifierSet(each) for each in job["strategy"]["matrix"]["jupyterlab"]]
    oldest = requirements(project["dependencies"])["jupyterlab"].removeprefix(">=")
    assert pythons == [project["requires-python"].removeprefix(">="), "3.x"]
    assert [each.contains(oldest) for each in labs] == [True, True] and not labs[0].contains("99")
    assert labs[1].contains("99.0a1")  # pre-releases too
    assert [step["run"] for step in job["steps"] if step.get("run", "").startswith("make")] == ["make lint", "make test"]


def test_a_learners_install_is_light():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert not {"papermill", "nbval", "pytest", "playwright"} & set(requirements(project["dependencies"]))


def test_no_notebook_bears_a_path_of_somebodys_machine():
    for path in (ROOT / "notebooks").rglob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text and "/home/" not in text and "\\\\Users\\\\" not in text, path


@pytest.fixture(scope="module")
def installed(tmp_path_factory, wheel, pip):
    """The wheel, installed alone in a new environment; its dependencies come from this one."""
    place = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / "env"], check=True)
    scripts = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip(scripts, "--no-deps", wheel)
    site = subprocess.run(
        [scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True
    )
    here = Path(yaml.__file__).parents[1]
    (Path(site.stdout.strip()) / "dependencies.pth").write_text(f"import sys; sys.path.append({str(here)!r})\n")
    return wheel, scripts, place


def test_the_wheel_holds_the_lessons_and_all_they_need(installed):
    names = set(zipfile.ZipFile(installed[0]).namelist())
    for folder in ("notebooks", "exercises", "datasets"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and ".ipynb_checkpoints" not in path.parts:
                assert f"smo_course/_content/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "smo_course").rglob("*"):
        if path.suffix in (".py", ".js", ".css", ".json", ".yaml", ".ipynb"):
            assert path.relative_to(ROOT).as_posix() in names
    assert not any("tests/" in name for name in names)


def test_the_labextension_lies_where_jupyterlab_looks(installed):
    """Byte for byte what the package holds: `smo lab` serves the one, every other JupyterLab the other."""
    scripts = installed[1]
    there = scripts.parent / "share" / "jupyter" / "labextensions" / "smo-course"
    here = ROOT / "smo_course" / "lab" / "extension" / "smo-course"
    assert {path.name: path.read_bytes() for path in there.iterdir()} == {path.name: path.read_bytes() for path in here.iterdir()}


def test_the_installed_course_works_away_from_the_checkout(installed, tmp_path):
    _, scripts, place = installed
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SMO_FOLDER")}

    def run(*command: str) -> str:
        done = subprocess.run([str(each) for each in command], cwd=place, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run(scripts / "smo", "--version").startswith("smo 0.")
    assert "The course is in order" in run(scripts / "smo", "check")
    where = run(scripts / "python", "-c", "import smo_course; print(smo_course.__file__)")
    assert str(ROOT) not in where and "env" in where
    lay = "from pathlib import Path; from smo_course.workspace import lay_out; print(len(lay_out(Path('learner')).new))"
    assert int(run(scripts / "python", "-c", lay)) == len(list((ROOT / "notebooks").rglob("*.ipynb")))
    show = "from smo_course import open_lesson; print(open_lesson('smo-basics/why-do-smo', 'fr').exercise('which-word').attempt.text())"
    assert "<Sort smo-basics/which-word>" in run(scripts / "python", "-c", show)
