"""`smo exercises`: the bank as a table in the terminal, what there is to assign and what it would take."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..text import printable
from ..words import Words, written
from .parsing import add_bank, add_command, number
from .telling import tell

if TYPE_CHECKING:
    from ..kinds.base import Exercise

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "exercises", lang, say("exercises.help", lang))
    command.add_argument("--chapter", metavar=say("metavar.chapter", lang), help=say("exercises.chapter", lang))
    command.add_argument("--kind", metavar=say("metavar.kind", lang), help=say("exercises.kind", lang))
    command.add_argument("--concept", metavar=say("metavar.concept", lang), help=say("exercises.concept", lang))
    command.add_argument("--minutes", type=number(float, lang), metavar=say("metavar.number", lang), help=say("exercises.minutes", lang))
    add_bank(command, lang)
    return command


def run(options: argparse.Namespace) -> int:
    from ..bank import Bank
    from ..trainer.choosing import Wanted, choose

    lang, bank = options.lang, Bank(options.bank)
    exercises, faults = bank.read()
    chosen = choose(bank, exercises, Wanted(options.chapter, options.kind, options.concept, options.minutes))
    tell(*(table(chosen, lang) if chosen else say("exercises.nothing", lang)).split("\n"))
    for fault in faults:
        tell(*fault.text.get(lang).split("\n"), wrong=True)
    return 0 if chosen and not faults else 1


def table(exercises: list[Exercise], lang: str) -> str:
    """Every exercise on a line, with the totals below, and what it means that a key is with learners."""
    from ..bank import in_course

    rows = [[say(f"exercises.column.{name}", lang) for name in say.names("exercises.column")]]
    for each in exercises:
        key = say("exercises.with_learners" if in_course(each.id) else "exercises.with_you", lang)
        amounts = [written(each.points, lang), written(each.takes, lang)]
        cells = [each.id, each.kind, *amounts, key, each.title.get(lang), " ".join(each.concepts)]
        rows.append([printable(cell) for cell in cells])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if place in (2, 3) else cell.ljust(width) for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    known = [say("exercises.known", lang)] if any(in_course(each.id) for each in exercises) else []
    return "\n".join([*lines, "", *known, _total(exercises, lang)])


def _total(exercises: list[Exercise], lang: str) -> str:
    """How many exercises, points and minutes that is."""
    return say(
        "exercises.total",
        lang,
        exercises=say("exercises.total_exercises", lang, n=len(exercises)),
        points=say("exercises.total_points", lang, n=sum(each.points for each in exercises)),
        minutes=say("exercises.total_minutes", lang, n=sum(each.takes for each in exercises)),
    )
