"""Starts JupyterLab on the learner's folder, with the course's settings and extension, and leaves theirs alone."""

from __future__ import annotations

import json
import os
import socket
from contextlib import closing
from pathlib import Path

from ..errors import CourseError
from ..text import Text

_HERE = Path(__file__).parent
_FIRST_PORT = 8888


class LaunchError(CourseError):
    """JupyterLab cannot be started as asked; `text` says why and what to do, in both languages."""

    def __init__(self, en: str, fr: str):
        super().__init__(Text(en=en, fr=fr))


_START = "tree/{lang}/0-start-here.ipynb"


def launch(folder: Path, lang: str, browser: bool = True, port: int | None = None, start: str = _START, said: Text | None = None) -> int:
    """Serves a folder, the learner's as a rule, until it is stopped; opens at `start`, an address below JupyterLab's, and says `said`.

    Raises LaunchError if the port asked for is taken.
    """
    from jupyterlab.labapp import LabApp

    port = port if port is not None and _free(port) else _free_port(port)
    os.environ["SMO_FOLDER"] = str(folder)  # the lessons' kernels find the journal by it
    print((said or _OPENING).get(lang).format(folder=folder))
    LabApp.launch_instance(argv=_settings(folder, lang, browser, port, start.format(lang=lang)))
    return 0


def _settings(folder: Path, lang: str, browser: bool, port: int, start: str) -> list[str]:
    """JupyterLab's settings, as its command line takes them. What it remembers of this course lies in the folder served."""
    own = folder / ".smo" / "lab"
    settings = {
        "ServerApp.root_dir": folder,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": browser,
        "ServerApp.terminals_enabled": False,
        "ServerApp.allow_root": True,  # containers and classrooms; it listens on this computer only
        "ServerApp.log_level": "WARN",
        "LabApp.log_level": "WARN",
        "LabApp.default_url": f"/lab/{start}",
        "LabApp.extra_labextensions_path": _HERE / "extension",
        "LabApp.app_settings_dir": _app_settings(own, lang),
        "LabApp.user_settings_dir": own / "user-settings",
        "LabApp.workspaces_dir": own / "workspaces",
        "LabApp.extension_manager": "readonly",
    }
    return [f"--{name}={value}" for name, value in settings.items()]


def _app_settings(own: Path, lang: str) -> Path:
    """A folder with the settings that JupyterLab starts from: the course's, in the learner's language."""
    overrides = json.loads((_HERE / "settings" / "overrides.json").read_text(encoding="utf-8"))
    overrides["@jupyterlab/translation-extension:plugin"] = {"locale": {"en": "en", "fr": "fr_FR"}[lang]}
    folder = own / "app-settings"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "overrides.json").write_text(json.dumps(overrides, indent=1), encoding="utf-8")
    except OSError:  # a read-only folder: the lessons still work, in English menus
        return _HERE / "settings"
    return folder


def _free(port: int) -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _free_port(asked: int | None) -> int:
    """The first free port, where none was asked for."""
    free = next(port for port in range(_FIRST_PORT, _FIRST_PORT + 1000) if _free(port))
    if asked is None:
        return free
    raise LaunchError(
        f"Port {asked} cannot be used: another program has it, or it is not allowed. Try --port {free}, or leave --port out.",
        f"Le port {asked} n’est pas utilisable\u00a0: un autre programme l’occupe, ou il n’est pas permis. "
        f"Essayez --port {free}, ou omettez --port.",
    )


_OPENING = Text(
    en="The course opens in your browser. Your lessons and answers are in {folder}\n"
    "If it does not open, use the address below. To stop: Ctrl+C here, twice; everything is kept.",
    fr="Le cours s’ouvre dans votre navigateur. Vos leçons et vos réponses sont dans {folder}\n"
    "S’il ne s’ouvre pas, utilisez l’adresse ci-dessous. Pour arrêter\u00a0: Ctrl+C ici, deux fois\u00a0; tout est conservé.",
)
