"""The command `smo`: opens the course, checks exercises."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from pathlib import Path

from . import __version__
from .text import LANGUAGES, UnknownLanguage, language
from .workspace import FOLDER


def main(arguments: list[str] | None = None) -> int:
    """Runs `smo` with these arguments and returns its exit code: 0 well, 1 found wrong, 2 cannot be done."""
    options = _parser().parse_args(arguments)
    return options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="smo", description="A course in social media optimisation.")
    parser.add_argument("--version", action="version", version=f"smo {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    lab = commands.add_parser("lab", help="open the course in JupyterLab")
    lab.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=f"where your lessons and answers are kept (default: {FOLDER})")
    lab.add_argument("--lang", help=f"language: {', '.join(LANGUAGES)} (default: the one used last, else your system's)")
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.add_argument("--port", type=int, help="port to serve at (default: the first free one from 8888)")
    lab.set_defaults(run=_lab)

    check = commands.add_parser("check", help="check the course, or a folder of your own exercises")
    check.add_argument("folder", nargs="?", type=Path, help="a folder of exercise files (default: the whole course)")
    check.set_defaults(run=_check)

    from .assignment import command as learner
    from .trainer import command as trainer

    learner.add_to(commands)
    trainer.add_to(commands)
    return parser


def _lab(options: argparse.Namespace) -> int:
    from .errors import CourseError
    from .journal import Journal
    from .lab.launch import launch
    from .workspace import WorkspaceError, lay_out

    folder = options.folder.expanduser().absolute()
    try:
        lang = language(options.lang) if options.lang else _lang_of_system()
        report = lay_out(folder)
        if not options.lang:
            lang = Journal(folder).profile().get("lang", lang)
        for line in _told(report, lang):
            print(line)
        return launch(folder, lang, browser=not options.no_browser, port=options.port)
    except UnknownLanguage as error:
        print(error, file=sys.stderr)
    except (WorkspaceError, CourseError) as error:
        print(error.text.get(lang), file=sys.stderr)
    return 2


def _check(options: argparse.Namespace) -> int:
    from .check import main as check

    return check(options.folder)


def _lang_of_system() -> str:
    """French where the system speaks French, else English."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    return "fr" if (spoken or locale.getlocale()[0] or "").lower().startswith("fr") else "en"


def _told(report, lang: str) -> list[str]:
    """What happened to the learner's folder, in words; nothing where nothing did."""
    lines = [warning.get(lang) for warning in report.warnings]
    if lang == "fr":
        lines += [f"Mise à jour\u00a0: {path}" for path in report.updated]
        lines += [f"Vous avez modifié une leçon\u00a0; sa nouvelle version est à côté\u00a0: {path}" for path in report.beside]
    else:
        lines += [f"Updated: {path}" for path in report.updated]
        lines += [f"You have changed a lesson; its new version is beside it: {path}" for path in report.beside]
    return lines
