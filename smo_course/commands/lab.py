"""`smo lab`: opens the course in JupyterLab."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from ..text import LANGUAGES
from ..words import Words
from ..workspace import FOLDER, LaidOut
from .parsing import add_command, number
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "lab", lang, say("lab.help", lang), say("lab.lang", lang))
    folder = say("lab.folder", lang, folder=FOLDER)
    command.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar=say("metavar.folder", lang), help=folder)
    command.add_argument("--files-only", action="store_true", help=say("lab.files_only", lang))
    command.add_argument("--no-browser", action="store_true", help=say("shared.address_only", lang))
    command.add_argument("--port", type=number(int, lang), metavar=say("metavar.number", lang), help=say("shared.port", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..course import syllabus
    from ..journal import Journal
    from ..lab.launch import launch
    from ..workspace import lay_out

    folder = options.folder.expanduser().absolute()
    laid = lay_out(folder)
    if not options.lang_asked and (last := Journal(folder).profile().get("lang")) in LANGUAGES:
        options.lang = last
    for line in _told(laid, options.lang):
        tell(line)
    if options.files_only:
        tell(say("lab.laid_out", options.lang, folder=folder, start=syllabus().lesson("start").notebook(options.lang)))
        return 0
    return launch(folder, options.lang, browser=not options.no_browser, port=options.port)


def _told(laid: LaidOut, lang: str) -> Iterator[str]:
    """What happened to the learner's folder, in words; nothing where nothing did."""
    yield from (warning.get(lang) for warning in laid.warnings)
    yield from (say("lab.updated", lang, file=path) for path in laid.updated)
    yield from (say("lab.gone", lang, file=path) for path in laid.gone)
    yield from (say("lab.beside", lang, file=path) for path in laid.beside)
