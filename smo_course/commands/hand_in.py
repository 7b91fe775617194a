"""`smo hand-in`: hands in an assignment, as its notebook's button does."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import CourseError
from ..text import LANGUAGES, Text
from ..words import Words
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "hand-in", lang, say("hand_in.help", lang))
    command.add_argument("sheet", type=Path, metavar=say("metavar.sheet", lang), help=say("hand_in.sheet", lang))
    command.add_argument("--folder", type=Path, metavar=say("metavar.folder", lang), help=say("hand_in.folder", lang))
    command.add_argument("--learner", metavar=say("metavar.name", lang), help=say("hand_in.learner", lang))
    command.add_argument("--code", metavar=say("metavar.code", lang), help=say("hand_in.code", lang))
    command.add_argument("--late", action="store_true", help=say("hand_in.late", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..assignment.sheet import read_sheet
    from ..assignment.telling import handed_at, receipt
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
    if options.learner or options.code:
        code = work.code if options.code is None else options.code
        work.identify(options.learner or work.learner, work.journal.profile().get("name", ""), code)
    if not work.learner:
        raise CourseError(say.text("hand_in.who"))
    if not work.known:
        tell(say("hand_in.unfit" if work.sheet.asks_code else "hand_in.unknown", lang, learner=work.learner), wrong=True)
    if (earlier := work.replaces) and not options.late:
        raise CourseError(say.text("hand_in.replaces", when=Text(**{each: handed_at(earlier, each) for each in LANGUAGES})))
    work.hand_in()
    tell(receipt(work.handed_in()[-1], work.sheet, lang))
    return 0
