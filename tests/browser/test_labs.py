"""A lesson is live wherever the wheel is installed: in plain `jupyter lab`, the oldest that is allowed and the newest there is.

The environments stay (.venv-oldest, .venv-newest): the first time takes half a minute, any later time some seconds.
"""

import os
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from lab import STARTED, open_notebook, right_option, running

ROOT = Path(__file__).parents[2]


def allowed() -> str:
    """The oldest JupyterLab that pyproject.toml allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = next(each for each in map(Requirement, project["dependencies"]) if each.name == "jupyterlab")
    return next(each.version for each in asked.specifier if each.operator == ">=")


# A specifier with an "a" lets pip choose pre-releases, of this one package.
ASKED = {"oldest": f"jupyterlab=={allowed()}", "newest": f"jupyterlab>={allowed()}a0"}


@pytest.fixture(scope="module")
def newest(wheel, pip) -> Path:
    """The commands of an environment that holds the wheel and what it asks for, and nothing of the tests."""
    scripts = environment("newest")
    pip(scripts, "--upgrade", "--no-compile", ASKED["newest"], wheel)
    pip(scripts, "--force-reinstall", "--no-deps", wheel)  # also where one of the same version was
    return scripts


@pytest.fixture(params=ASKED)
def scripts(request, newest, pip) -> Path:
    """The newest JupyterLab's environment, and one in which the oldest lies over it: all but JupyterLab is the same in both."""
    if request.param == "newest":
        return newest
    scripts = environment("oldest")
    (site(scripts) / "all-else.pth").write_text(str(site(newest)), encoding="utf-8")
    pip(scripts, "--no-compile", ASKED["oldest"])
    for settings in ("share/jupyter/labextensions", "etc/jupyter"):  # which Jupyter looks for in the environment that it runs in
        shutil.copytree(newest.parent / settings, scripts.parent / settings, dirs_exist_ok=True)
    return scripts


def environment(name: str) -> Path:
    place = ROOT / f".venv-{name}"
    if not place.exists():
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    return place / ("Scripts" if os.name == "nt" else "bin")


def site(scripts: Path) -> Path:
    """Where an environment's packages lie."""
    command = [scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def wait_until_served(address: str):
    """Jupyter prints its address before it listens."""
    for _ in range(STARTED // 100):
        try:
            return urllib.request.urlopen(address, timeout=10).close()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"nothing is served at {address}")


def test_a_lesson_is_live_in_plain_jupyter_lab(scripts, page, tmp_path):
    folder = tmp_path / "learner"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "SMO_FOLDER", "PYTHONPATH"))}
    environment |= {f"JUPYTER_{each}_DIR": str(tmp_path / each) for each in ("CONFIG", "DATA")}  # nobody's own settings
    lay_out = f"from pathlib import Path; from smo_course.workspace import lay_out; lay_out(Path({str(folder)!r}))"
    subprocess.run([scripts / "python", "-c", lay_out], cwd=tmp_path, env=environment, check=True)
    # A port of its own: Jupyter finds one, lets go of it and takes it later, and another test's lab may come between.
    command = [scripts / "jupyter-lab", "--no-browser", "--allow-root", "--port=9388", folder]
    with running(command, environment) as address:
        wait_until_served(address)
        panel = open_notebook(page, address, "fr/0-start-here.ipynb")
        exercise = panel.locator('[data-exercise="start/try-choice"]')
        exercise.get_by_label(right_option("start/try-choice", "fr")).click(timeout=STARTED)
        exercise.get_by_role("button", name="Vérifier").click()
        exercise.get_by_text("Votre meilleure réponse compte.").wait_for()
        assert panel.get_by_role("button", name="Relancer").is_visible()
        assert page.locator(".smo-notice").count() == 0  # nothing that the extension uses has moved
        page.screenshot(path=tmp_path / "live.png")
    assert '"right"' in "".join(path.read_text(encoding="utf-8") for path in (folder / ".smo" / "journal").glob("*.jsonl"))
