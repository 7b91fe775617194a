"""`smo hand-in`: hands in an assignment, as its notebook's button does."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import CourseError
from ..words import Words
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "hand-in", lang, say("hand_in.help", lang))
    command.add_argument("sheet", type=Path, metavar=say("metavar.sheet", lang), help=say("hand_in.sheet", lang))
    command.add_argument("--folder", type=Path, metavar=say("metavar.folder", lang), help=say("hand_in.folder", lang))
    command.add_argument("--learner", metavar=say("metavar.name", lang), help=say("hand_in.learner", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..assignment.sheet import read_sheet
    from ..assignment.telling import receipt
    from ..assignment.work import Work
    from ..journal import Journal

    lang, path = options.lang, options.sheet.absolute()
    sheet = read_sheet(path)
    folder = options.folder or next((each for each in path.parents if (each / ".smo").is_dir()), None)
    if folder is None:
        raise CourseError(say.text("hand_in.no_folder"))
    if not folder.is_dir():
        raise CourseError(say.text("hand_in.lost", folder=folder))
    work = Work(sheet, path.parent, Journal(folder), lang)
    if options.learner:
        work.identify(options.learner, work.journal.profile().get("name", ""))
    if not work.learner:
        raise CourseError(say.text("hand_in.who"))
    work.hand_in()
    tell(receipt(work.handed_in()[-1], work.sheet, lang))
    return 0
