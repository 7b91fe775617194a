"""`smo open`: puts an assignment, or marks that came back, where they belong in the learner's folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..words import Words
from ..workspace import FOLDER
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "open", lang, say("open.help", lang))
    command.add_argument("file", type=Path, metavar=say("metavar.file", lang), help=say("open.file", lang))
    folder = say("open.folder", lang)
    command.add_argument("--folder", type=Path, default=FOLDER, metavar=say("metavar.folder", lang), help=folder)
    return command


def run(options: argparse.Namespace) -> int:
    from ..assignment.opening import open_file

    folder = options.folder.expanduser().absolute()
    tell(say("open.done", options.lang, place=open_file(options.file, folder), folder=folder))
    return 0
