import pytest
from hypothesis import settings

from smo_course import bank
from smo_course.kinds import KINDS as _KINDS

settings.register_profile("course", deadline=None)  # what is right on a busy machine is right
settings.load_profile("course")

KINDS = sorted(_KINDS)


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
