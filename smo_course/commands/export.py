"""`smo export`: exercises as a file for another system, and what that system cannot say."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..text import LANGUAGES, listed
from ..words import Words
from .parsing import add_command, number
from .telling import tell

if TYPE_CHECKING:
    from ..trainer.export.losses import Exported

VARIANTS = 5

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "export", lang, say("export.help", lang))
    command.add_argument("what", nargs="*", metavar=say("metavar.exercise", lang), help=say("export.what", lang))
    form = command.add_mutually_exclusive_group(required=True)
    form.add_argument("--moodle", type=Path, metavar=say("metavar.moodle", lang), help=say("export.moodle", lang))
    form.add_argument("--qti", type=Path, metavar=say("metavar.qti", lang), help=say("export.qti", lang))
    variants = say("export.variants", lang, n=VARIANTS)
    command.add_argument("--variants", type=number(int, lang), default=VARIANTS, metavar=say("metavar.number", lang), help=variants)
    command.add_argument("--force", action="store_true", help=say("export.force", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..trainer.export.writing import chosen, write

    form, target = ("moodle", options.moodle) if options.moodle else ("qti", options.qti)
    exercises = chosen(options.what)
    made = write(exercises, form, target, options.lang, options.variants, options.force)
    tell(*_told(made, len(exercises), target, options.lang))
    return 0 if made.questions else 1


def _told(made: Exported, asked: int, target: Path, lang: str) -> list[str]:
    """What was written and what was left out."""
    if made.questions:
        said, questions = asked - len(made.entirely), say("export.questions", lang, n=made.questions)
        lines = [say("export.written", lang, file=target, n=said, asked=asked, questions=questions, language=LANGUAGES[lang])]
        lines.append(say("export.not_kept", lang, losses=listed(made.always, lang)))
    else:
        lines = [say("export.not_written", lang, file=target, asked=asked)]
    if made.entirely:
        lines.append(say("export.entirely", lang, n=len(made.entirely), asked=asked))
        lines += [f"  {say('export.of_one', lang, id=id, reason=reason)}" for id, reason in made.entirely.items()]
    if made.partly:
        lines.append(say("export.partly", lang, n=len(made.partly), asked=asked))
        lines += [f"  {say('export.of_one', lang, id=id, reason=listed(lost, lang))}" for id, lost in made.partly.items()]
    return lines
