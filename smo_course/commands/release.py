"""`smo release`: gives back marks and feedback, a file for each learner."""

from __future__ import annotations

import argparse

from ..words import Words
from .parsing import add_assignment, add_command, add_grades
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "release", lang, say("release.help", lang))
    add_assignment(command, lang)
    add_grades(command, lang)
    command.add_argument("--early", action="store_true", help=say("release.early", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from ..trainer.grading.grade import grades_folder, marked_key
    from ..trainer.grading.release import release
    from ..trainer.key import key_path, read_key

    lang, folder = options.lang, options.grades or grades_folder(key_path(options.assignment))
    key = read_key(marked_key(folder, options.assignment))
    with tqdm(desc=say("release.releasing", lang), unit="", delay=1, leave=False) as bar:
        archive, count, pending = release(key, folder, bar.update, options.early)
    if not count:
        tell(say("release.nobody", lang))
        return 1
    tell(say("release.made", lang, n=count, folder=archive.parent))
    tell(say("release.archive", lang, file=archive))
    tell(say("release.how", lang))
    if pending:
        tell(say("release.pending", lang, n=pending))
    return 1 if pending else 0
