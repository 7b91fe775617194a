"""From navigation to a live lesson in Chromium, and beside it plain JupyterLab that shows eight buttons; bytes by the way."""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import nbformat
from jupyter_core.paths import jupyter_path
from jupyterlab_server.config import get_federated_extensions

from lab import STARTED, chromium, running, smo_lab

BUTTONS = "import ipywidgets\nipywidgets.VBox([ipywidgets.Button(description=f'Button {n}') for n in range(8)])"
WIDGETS = {"@jupyter-widgets/jupyterlab-manager", "anywidget"}

# Milliseconds from navigation until the lesson has run and each of its exercises can be answered.
LIVE = """(exercises) => new Promise((done, failed) => {
    const look = () => {
        const lesson = document.querySelector('.smo-lesson[data-smo="ready"]');
        const drawn = [...lesson?.querySelectorAll('[data-exercise]') ?? []].filter(each => each.querySelector('section')).length;
        if (drawn >= exercises) done(performance.now());
        else if (performance.now() > 120_000) failed(new Error(`${drawn} of ${exercises} exercises after two minutes`));
        else setTimeout(look, 10);
    };
    look();
})"""
# The same for the buttons, whose cell is run as soon as it can be: nothing here waits for a person to press a key.
PLAIN = """async () => {
    const until = (found) => new Promise(done => {
        const look = () => found() ? done(found()) : setTimeout(look, 10);
        look();
    });
    const app = await until(() => window.jupyterapp);
    const panel = await until(() => app.shell?.currentWidget?.sessionContext && app.shell.currentWidget);
    await panel.context.ready;
    await panel.sessionContext.ready;
    app.commands.execute('notebook:run-all-cells');
    await until(() => document.querySelectorAll('.jupyter-button').length === 8);
    return performance.now();
}"""


class Page:
    """A page of a running JupyterLab; `sent` counts the bytes that came through its websockets."""

    def __init__(self, browser, address: str):
        self._address, self._token = address[: address.index("/lab")], address.split("?token=")[1]
        self._page = browser.new_page()
        self._page.set_default_timeout(STARTED)
        self.sent = 0
        self._page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.sent += len(frame if isinstance(frame, bytes) else frame.encode())

    def on(self, event: str, told: Callable) -> None:
        self._page.on(event, told)

    def open(self, path: str, ready: str, *values) -> float:
        """Milliseconds from navigation until what `ready` waits for."""
        self.sent = 0
        self._page.goto(f"{self._address}/lab/workspaces/auto-{uuid4().hex[:6]}/tree/{path}?token={self._token}", wait_until="commit")
        return self._page.evaluate(ready, *values)

    def stop_kernels(self) -> None:
        request = self._page.context.request
        headers = {"Authorization": f"token {self._token}"}
        for session in request.get(f"{self._address}/api/sessions", headers=headers).json():
            request.delete(f"{self._address}/api/sessions/{session['id']}", headers=headers)


@contextmanager
def plain_lab(folder: Path):
    """JupyterLab as it is without the course, serving a notebook of eight buttons."""
    installed = get_federated_extensions(jupyter_path("labextensions"))
    for name in WIDGETS:  # the others are not there at all: of one that is disabled, the page still loads the code
        link = folder / "labextensions" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(installed[name]["ext_path"], target_is_directory=True)
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BUTTONS)], metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "buttons.ipynb")
    options = {
        "ServerApp.root_dir": folder,
        "ServerApp.allow_root": True,
        "LabApp.labextensions_path": folder / "labextensions",
        "LabApp.app_settings_dir": folder / "settings",
        "LabApp.user_settings_dir": folder / "user-settings",
        "LabApp.workspaces_dir": folder / "workspaces",
        "LabApp.expose_app_in_browser": True,
        "LabApp.extension_manager": "readonly",  # the other asks the network what there is
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", *(f"--{name}={value}" for name, value in options.items())]
    with running(command, os.environ | {"JUPYTER_NO_CONFIG": "1"}) as address:
        yield address


def measure(lesson: str, exercises: int, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds for a lesson and for the buttons, alternately, each on a kernel of its own."""
    ours, plain = [], []
    with (
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as other,
        smo_lab(Path(one), "--lang", "en") as here,
        plain_lab(Path(other)) as there,
        chromium() as browser,
    ):
        course, lab = Page(browser, here), Page(browser, there)
        for _ in range(times + 1):
            ours.append(course.open(lesson, LIVE, exercises))
            course.stop_kernels()
            plain.append(lab.open("buttons.ipynb", PLAIN))
            lab.stop_kernels()
    return ours[1:], plain[1:]  # the first round fills Chromium's cache
