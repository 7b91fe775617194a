"""`smo show`: what a submission contains, in words."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..words import Words
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "show", lang, say("show.help", lang))
    command.add_argument("file", type=Path, metavar=say("metavar.submission", lang), help=say("show.file", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..assignment.sheet import SUFFIX, UnreadableSheet, read_sheet
    from ..assignment.submission import Damaged, read
    from ..assignment.telling import Line, describe

    lang = options.lang
    try:
        found = read(options.file)
    except Damaged as error:
        tell(say("show.damaged", lang, file=options.file, reason=error.text), wrong=True)
        return 1
    away = ""
    try:
        lines = describe(found, read_sheet(options.file.parent / f"{found.assignment}{SUFFIX}"), lang)
    except UnreadableSheet:  # away from its sheet: ids instead of words
        away = say("show.away", lang, sheet=f"{found.assignment}{SUFFIX}")
        lines = [Line(name, bytes(given.raw).decode(errors="replace")) for name, given in found.answers.items()]
    who = {"assignment": found.assignment, "learner": found.learner, "name": found.name, "at": _when(found.at, lang)}
    told = [say("show.head", lang, receipt=found.receipt(), **who)]
    told += [say("show.line", lang, title=line.title, answer=line.answer) for line in lines]
    tell(*told, *([away] if away else []))
    return 0


def _when(at: str, lang: str) -> str:
    """The moment of a hand-in; as it stands there, where that is none."""
    from ..assignment.telling import handed_at

    try:
        return handed_at({"at": at}, lang)
    except (ValueError, OverflowError):
        return at
