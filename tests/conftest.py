from pathlib import Path

import pytest
from hypothesis import settings

from smo_course import bank

settings.register_profile("course", deadline=None)  # what is right on a busy machine is right
settings.load_profile("course")

EXAMPLES = Path(__file__).parent / "examples"
KINDS = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


@pytest.fixture
def example():
    """A small exercise of each kind, with answers that one can work out in one's head."""
    return lambda kind: bank.check(EXAMPLES / f"{kind}.yaml", f"test/{kind}")


@pytest.fixture
def example_text():
    return lambda kind: (EXAMPLES / f"{kind}.yaml").read_text(encoding="utf-8")
