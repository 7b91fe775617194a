"""`smo assign`: makes an assignment of a brief, a bundle for learners and the trainer's key."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from ..errors import CourseError
from ..text import LANGUAGES, Text, moment_text
from ..words import Words
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "assign", lang, say("assign.help", lang))
    command.add_argument("file", type=Path, metavar=say("metavar.file", lang), help=say("assign.file", lang))
    where = command.add_mutually_exclusive_group()
    where.add_argument("--output", type=Path, metavar=say("metavar.folder", lang), help=say("assign.output", lang))
    where.add_argument("--nbgrader", type=Path, metavar=say("metavar.course", lang), help=say("assign.nbgrader", lang))
    command.add_argument("--past", action="store_true", help=say("assign.past_help", lang))
    command.add_argument("--again", action="store_true", help=say("assign.again", lang))
    command.add_argument("--only-own", action="store_true", help=say("assign.only_own", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from ..bank import in_course
    from ..trainer.brief import read_brief, read_moment
    from ..trainer.codes import codes_path
    from ..trainer.key import read_key

    if options.nbgrader:
        from ..trainer.nbgrader import assign
    else:
        from ..trainer.assign import assign  # type: ignore[assignment]  # one names what the other calls its course
    due = read_brief(options.file).due
    if due and read_moment(due) < datetime.now(UTC) and not options.past:
        raise CourseError(
            say.text(
                "assign.past", file=options.file, due=Text(**{lang: moment_text(read_moment(due).isoformat(), lang) for lang in LANGUAGES})
            )
        )
    lang, target = options.lang, options.nbgrader or options.output or options.file.parent
    with tqdm(desc=say("assign.codes_doing", lang), unit="", delay=1, leave=False) as bar:

        def tick(of: int) -> None:
            bar.total = of
            bar.update()

        bundle, key_path = assign(options.file, target, options.again, options.only_own, tick, lang)
    key = read_key(key_path)
    exercises, points = say("assign.exercises", lang, n=len(key.sheet.items)), say("assign.points", lang, n=key.most)
    tell(say("assign.made", lang, title=key.sheet.title, exercises=exercises, points=points, edition=key.sheet.edition))
    if known := sum(in_course(each.id) for each in key.exercises):
        tell(say("assign.known", lang, n=known, of=len(key.exercises)))
    tell(say("assign.bundle", lang, file=bundle))
    tell(say("assign.key", lang, file=key_path))
    if key.roster:
        roster = read_brief(options.file).roster
        tell(say("assign.codes", lang, n=len(key.roster), file=codes_path(options.file.parent / roster)))
    if options.nbgrader:
        tell(say("assign.next", lang, folder=target, id=key.sheet.id))
        tell(say("assign.deadlines", lang))
        tell(say("assign.executes", lang, key=key_path, folder=target / "submitted"))
    return 0
