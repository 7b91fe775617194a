"""Starts JupyterLab on the learner's folder: the course's alone, with its settings, whatever else is installed beside it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from socket import socket

from ..errors import CourseError
from ..files import write_whole
from ..text import Text
from ..words import Words, filled
from . import light  # noqa: F401  # before Jupyter, which is imported below
from .kernels import private

say = Words(__file__)
EXTENSION = Path(__file__).parent / "extension"
_OVERRIDES = Path(__file__).parent / "settings" / "overrides.json"
_AHEAD = Path(__file__).parents[1] / "ahead.py"
_PORTS = range(8888, 8938)  # those that Jupyter tries; then whichever the system has to give
# Of the labextensions that are installed, the ones that a lesson needs; any other would add its menus and its messages.
_EXTENSIONS = {"smo-course", "anywidget", "@jupyter-widgets/jupyterlab-manager"}
# Of JupyterLab's own, what learners have no use for and what keeps the server busy just when a lesson's kernel starts.
_WITHOUT = [
    f"@jupyterlab/{name}"
    for name in (
        "lsp-extension",  # these three ask for language servers: they are not started here, and would look for npm
        "fileeditor-extension:language-server",
        "notebook-extension:language-server",
        # These have all of nbconvert imported, for formats that need pandoc or TeX, with the code and without the answers.
        "notebook-extension:export",
        "notebook-extension:update-raw-mimetype",
        "apputils-extension:print",  # lessons are printed otherwise
        "debugger-extension",  # asks the kernel a dozen times whether it can be debugged
        "apputils-extension:announcements",
    )
]
_START = "{lang}/0-start-here.ipynb"


def launch(folder: Path, lang: str, browser: bool = True, port: int | None = None, start: str = "", said: Text | None = None) -> int:
    """Serves a folder, the learner's as a rule, until it is stopped, and shows of JupyterLab what learners need.

    With `start`, an address below JupyterLab's, it opens there, and all of JupyterLab is shown. `said`, with the place of `{folder}`, is printed instead of what learners are told. Raises CourseError if the port
    asked for is taken.
    """
    sockets = _listening(port, folder / ".smo" / "lab" / "port")
    port = sockets[0].getsockname()[1]
    os.environ["SMO_FOLDER"] = str(folder)  # the lessons' kernels find the journal by it
    os.environ["PYTHONSAFEPATH"] = "1"  # a kernel starts from what is installed, whatever lies beside its notebook
    os.environ["PYTHONSTARTUP"] = str(_AHEAD)  # read by IPython, in each kernel
    os.environ["JUPYTER_NO_CONFIG"] = "1"  # read by Jupyter: no settings but those given here, and no server extensions
    print(filled((said or say.text("launch.opening")).get(lang), lang, {"folder": folder}), flush=True)

    from jupyter_core.paths import jupyter_config_dir
    from jupyter_server.serverapp import ServerApp
    from tornado.httpserver import HTTPServer

    own = Path(jupyter_config_dir())  # without settings of anybody's, a new and empty folder
    try:
        first = _START.format(lang=lang)
        _write_app_settings(own, lang, "" if start else first)
        server = ServerApp.instance(jpserver_extensions={"jupyterlab": True})
        server.initialize(
            argv=_settings(folder, own, browser, port, start or f"tree/{first}"),
            find_extensions=False,
            starter_extension="lab",
            new_httpserver=False,  # its own would try a port, let go of it, and take it again a second later
        )
        http = HTTPServer(server.web_app, max_body_size=server.max_body_size, max_buffer_size=server.max_buffer_size)
        server.io_loop.add_callback(http.add_sockets, sockets)
        server.start()
    finally:
        rmtree(own, ignore_errors=True)
    return 0


def _listening(port: int | None, kept: Path) -> list[socket]:
    """Sockets that listen to this computer, at the port asked for, or at the first free one: from here on it is ours.

    What a browser keeps for a page, such as where the learner was, it keeps by the page's address: so the port at which a folder
    was served first is `kept` there, and comes first. Raises CourseError.
    """
    from tornado.netutil import bind_sockets

    first = _read_port(kept)
    for each in [*([first] if first else []), *_PORTS] if port is None else [port]:
        with suppress(OSError):
            if each in range(1, 65536):  # another number would be taken for one of these
                sockets = bind_sockets(each, "localhost")
                if port is None and first is None:
                    with suppress(OSError):  # of a folder that nobody can write to, nothing is remembered
                        write_whole(kept, str(each).encode())
                return sockets
    if port is None:
        return bind_sockets(0, "localhost")
    raise CourseError(say.text("launch.port", port=str(port)))


def _read_port(path: Path) -> int | None:
    """The port in a file; None where there is none."""
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _settings(folder: Path, app_settings: Path, browser: bool, port: int, start: str) -> list[str]:
    """JupyterLab's settings, as its command line takes them. What it remembers of this course lies in the folder served."""
    own = folder / ".smo" / "lab"
    settings = {
        "ServerApp.root_dir": folder,
        "ServerApp.port": port,  # for the addresses that are printed
        "ServerApp.open_browser": browser,
        "ServerApp.terminals_enabled": False,
        "ServerApp.allow_root": True,  # containers and classrooms; it listens to this computer only
        "ServerApp.log_level": "ERROR",  # its warnings are for those who run servers
        "LabApp.log_level": "ERROR",
        "LabApp.default_url": f"/lab/{start}",
        "LabApp.app_settings_dir": app_settings,
        "LabApp.user_settings_dir": own / "user-settings",
        "LabApp.workspaces_dir": own / "workspaces",
        "LabApp.extension_manager": "readonly",
        "LabApp.extra_labextensions_path": EXTENSION,  # as it is written now, and not as it was when a checkout was installed
    }
    settings |= {f"KernelManager.{name}": value for name, value in private().items()}
    return [f"--{name}={value}" for name, value in settings.items()]


def _write_app_settings(folder: Path, lang: str, first: str) -> None:
    """What JupyterLab starts from: the course's settings, in the learner's language, and no extension but those of lessons.

    `first`, the learner's start page, is told to the course's extension in the page: then that shows what learners need.
    """
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions

    overrides = json.loads(_OVERRIDES.read_text(encoding="utf-8"))
    overrides["@jupyterlab/translation-extension:plugin"] = {"locale": {"en": "en", "fr": "fr_FR"}[lang]}
    foreign = sorted(set(get_federated_extensions(jupyter_path("labextensions"))) - _EXTENSIONS)
    for name, content in (
        ("overrides.json", overrides),
        # nor does anything have to be built: it would take a second to find that out
        ("page_config.json", {"disabledExtensions": foreign + _WITHOUT, "buildCheck": False, "smoStart": first}),
    ):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
