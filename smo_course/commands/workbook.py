"""`smo workbook`: makes a document of the workbook, as the buttons of its page do."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import CourseError
from ..words import Words
from ..workspace import FOLDER
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "workbook", lang, say("workbook.help", lang))
    folder = say("workbook.folder", lang, folder=FOLDER)
    command.add_argument("folder", type=Path, nargs="?", default=FOLDER, metavar=say("metavar.folder", lang), help=folder)
    command.add_argument("--format", choices=("docx", "html"), help=say("workbook.format", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..journal import Journal
    from ..workbook.export import FORMATS, export

    lang = options.lang
    if not (options.folder / ".smo").is_dir():
        raise CourseError(say.text("workbook.no_folder", folder=options.folder))
    journal = Journal(options.folder)
    for format in [options.format] if options.format else FORMATS:
        tell(say("workbook.written", lang, file=export(journal, lang, format).path))
    return 0
