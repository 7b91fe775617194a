"""A real JupyterLab, started as a learner starts it, and a real Chromium."""

import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from smo_course import bank

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
STARTED = 60_000  # ms; a busy machine with two cores starts a first kernel slowly


def chromium_path() -> str | None:
    """The system's Chromium, or None for the one that playwright may have brought."""
    named = os.environ.get("SMO_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium():
    """A headless Chromium. Raises playwright's error if there is none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


def smo_lab(folder: Path, *options: str, said: list[str] | None = None, warm: bool = False):
    """`smo lab FOLDER …`, running; gives the address that it prints, token included.

    Where many lessons are opened, `warm` has their kernels forked (smo_course.warm), which spares each a second.
    """
    return served("lab", str(folder), *options, said=said, warm=warm)


def served(*command: str, said: list[str] | None = None, warm: bool = False):
    """A command of `smo` that serves JupyterLab, running; gives the address that it prints, token included."""
    environment = {name: value for name, value in os.environ.items() if name not in ("SMO_FOLDER", "LANG", "LC_ALL")}
    environment |= {"JUPYTER_DEFAULT_PROVISIONER_NAME": "warm"} if warm else {}
    python = os.environ.get("SMO_PYTHON", sys.executable)  # another one's, to try another JupyterLab: `make labs`
    return running([python, "-m", "smo_course", *command, "--no-browser"], environment, said)


@contextmanager
def running(command: list, environment: dict[str, str], said: list[str] | None = None):
    """A command that serves JupyterLab; gives the address that it prints, token included. Its output is added to `said`."""
    said = [] if said is None else said
    process = subprocess.Popen(
        [str(each) for each in command],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    address = None
    for line in process.stdout:
        said.append(line)
        found = re.search(r"http://\S+\?token=\w+", line)
        if found:
            address = found.group()
            break
    try:
        assert address, f"{command} printed no address:\n" + "".join(said)
        threading.Thread(target=lambda: said.extend(process.stdout), daemon=True).start()
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def right_option(exercise: str, lang: str) -> str:
    """The text of the option that is right: authors change it more often than what is tested with it."""
    loaded = bank.load(exercise)
    return next(each.text.get(lang) for each in loaded.options if each.id in loaded.samples("").right)


def open_notebook(page, address: str, path: str, start: bool = False):
    """Opens a notebook of the running lab and waits until its lesson has run, by itself or, with `start`, when told to; gives its panel.

    In a workspace of its own, so that tabs of another test are not opened again.
    """
    server, token = address.split("?token=")
    root = server[: server.index("/lab")]
    page.goto(f"{root}/lab/workspaces/auto-{uuid4().hex[:6]}/tree/{path}?token={token}", wait_until="domcontentloaded")
    if start:
        page.locator(".smo-bar button").click(timeout=STARTED)
    return wait_for_lesson(page)


def wait_for_lesson(page):
    """The lesson in front, once it has run to its end and all that it shows is drawn."""
    page.locator('.smo-lesson:not(.lm-mod-hidden)[data-smo="ready"]').wait_for(timeout=STARTED)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.smo-lesson:not(.lm-mod-hidden) .jp-OutputArea-output > .lm-Widget')]"
        ".every(widget => widget.childNodes.length)",
        timeout=STARTED,
    )
    return page.locator(".smo-lesson:not(.lm-mod-hidden)")
