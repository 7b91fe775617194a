"""`smo withdraw`: takes hand-ins back, so that they count no longer, or lets them count again."""

from __future__ import annotations

import argparse

from ..words import Words
from .grade import tell_settled, ticking
from .parsing import add_assignment, add_command, add_grades

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "withdraw", lang, say("withdraw.help", lang))
    add_assignment(command, lang)
    command.add_argument("what", nargs="+", metavar=say("metavar.hand_in", lang), help=say("withdraw.what", lang))
    command.add_argument("--back", action="store_true", help=say("withdraw.back", lang))
    add_grades(command, lang)
    return command


def run(options: argparse.Namespace) -> int:
    from ..trainer.corrected import read_corrected
    from ..trainer.grading.grade import grades_folder, withdraw
    from ..trainer.key import key_path

    lang, corrected = options.lang, read_corrected(options.assignment)
    folder = options.grades or grades_folder(key_path(options.assignment))
    with ticking(lang) as tick:
        settled = withdraw(corrected.key, options.what, folder, options.back, tick, lang)
    tell_settled(settled, [], folder, lang)
    return 0
