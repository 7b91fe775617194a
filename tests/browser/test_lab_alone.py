"""A learner's lab is the course's alone: of what else is installed nothing is seen or heard; and five start at once."""

import json
import re
import urllib.request
from contextlib import ExitStack

import pytest
from jupyter_core.paths import jupyter_path
from jupyterlab_server.config import get_federated_extensions

from lab import open_notebook, smo_lab

START = "en/0-start-here.ipynb"


def test_what_else_is_installed_is_neither_seen_nor_heard(page, tmp_path):
    assert "@jupyter/nbgrader" in get_federated_extensions(jupyter_path("labextensions"))  # as whoever tests the course has it
    said, refused = [], []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    with smo_lab(tmp_path, "--lang", "en", said=said) as address:
        panel = open_notebook(page, address, START)
        panel.locator("[data-exercise]").first.wait_for()
        assert page.locator(".smo-notice").count() == 0  # nor is anything of this JupyterLab missed
        page.get_by_label("Everything (JupyterLab)").check()
        menus = page.locator(".lm-MenuBar-itemLabel").all_inner_texts()
        assert menus[:2] == ["File", "Edit"] and not any("grader" in each.lower() for each in menus)
        sides = [each.get_attribute("data-id") or "" for each in page.locator(".jp-SideBar .lm-TabBar-tab").all()]
        assert "filebrowser" in sides and not any("grader" in each for each in sides)
        page.get_by_role("menuitem", name="View", exact=True).click()
        page.locator(".lm-Menu").wait_for()
        assert "grader" not in page.locator(".lm-Menu").inner_text().lower()
    assert not refused
    text = "".join(said)
    assert "grader" not in text and not re.search(r"^\[[WE] |Traceback|Warning|WARNING", text, re.MULTILINE), text


def test_a_servers_extension_and_settings_of_the_learners_own_stay_out(page, tmp_path, monkeypatch):
    """Somebody's own configuration of Jupyter: for their notebooks, and not for the course."""
    (tmp_path / "config" / "labconfig").mkdir(parents=True)
    (tmp_path / "config" / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"base_url": "/mine/", "jpserver_extensions": {"not_there": True}}})
    )
    off = {"disabledExtensions": {"smo-course": True, "anywidget": True}}
    (tmp_path / "config" / "labconfig" / "page_config.json").write_text(json.dumps(off))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    said = []
    with smo_lab(tmp_path / "course", "--lang", "en", said=said) as address:
        assert "/mine/" not in address
        open_notebook(page, address, START).locator("[data-exercise]").first.wait_for()
    assert "not_there" not in "".join(said)


def test_five_started_at_once_all_serve(tmp_path):
    with ExitStack() as stack:
        started = [smo_lab(tmp_path / str(each), "--lang", "en") for each in range(5)]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(5) as pool:
            addresses = list(pool.map(stack.enter_context, started))
        ports = {address.split("/")[2] for address in addresses}
        assert len(ports) == 5
        for address in addresses:  # each knows its own token, and only that
            server, token = address.split("/lab/")[0], address.split("token=")[1]
            with urllib.request.urlopen(f"{server}/api/status?token={token}") as answer:
                assert answer.status == 200
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(f"{server}/api/status?token={token[::-1]}")
