import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from smo_course import bank
from smo_course.kinds import KINDS as _KINDS
from smo_course.lock import locked

settings.register_profile("course", deadline=None)  # what is right on a busy machine is right
settings.register_profile("fast", settings.get_profile("course"), max_examples=20)  # for `make fast`; `make test` tries a hundred
settings.load_profile("course")

KINDS = sorted(_KINDS)
DEAR = ("browser", "notebooks", "slow")


@pytest.hookimpl(trylast=True)  # when all marks are there, and what is left out has gone
def pytest_collection_modifyitems(items):
    """Files with something that takes long come first: the many quick ones then keep both cores busy to the end."""
    dear = {item.path for item in items if any(map(item.get_closest_marker, DEAR))}
    items.sort(key=lambda item: item.path not in dear)


@pytest.fixture
def example():
    """A small exercise of each kind, with answers that one can work out in one's head."""
    return lambda kind: bank.check(_KINDS[kind].example, f"test/{kind}")


@pytest.fixture
def example_text():
    return lambda kind: _KINDS[kind].example


@pytest.fixture
def warm_kernels(monkeypatch):
    """Kernels forked from one warm process (smo_course.warm). Jupyter reads the variable once, so what has read it is dropped."""
    from jupyter_client.provisioning import KernelProvisionerFactory

    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "warm")
    KernelProvisionerFactory.clear_instance()
    yield
    KernelProvisionerFactory.clear_instance()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The course as a wheel, built from the checkout once a run: by the worker that asks first, for all of them."""
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    place = place / "wheel"
    place.mkdir(exist_ok=True)
    with locked(place, wait=300):
        if not list(place.glob("*.whl")):
            build = [sys.executable, "-m", "build", "--wheel", "--outdir", place, Path(__file__).parents[1]]
            subprocess.run(build, check=True, capture_output=True)
    return next(place.glob("*.whl"))


@pytest.fixture(scope="session")
def pip():
    """Has this environment's pip install into another one: one without a pip of its own is made in no time."""

    def pip(scripts: Path, *arguments) -> None:
        command = [sys.executable, "-m", "pip", "--python", scripts / "python", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, "install", *arguments], check=True)

    return pip
