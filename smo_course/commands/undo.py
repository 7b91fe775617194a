"""`smo undo`: puts the grades back to those of the run before."""

from __future__ import annotations

import argparse

from ..words import Words
from .grade import tell_settled
from .parsing import add_assignment, add_command, add_grades
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "undo", lang, say("undo.help", lang))
    add_assignment(command, lang)
    add_grades(command, lang)
    return command


def run(options: argparse.Namespace) -> int:
    from ..trainer.grading.grade import grades_folder, undo
    from ..trainer.key import key_path

    lang, folder = options.lang, options.grades or grades_folder(key_path(options.assignment))
    settled = undo(folder, lang)
    tell(say("undo.done", lang))
    tell_settled(settled, [], folder, lang)
    tell(say("undo.again", lang, file=options.assignment))
    return 0
