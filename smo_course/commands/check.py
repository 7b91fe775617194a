"""`smo check`: proves that the course, or a folder of exercises, holds together."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from ..words import Words
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "check", lang, say("check.help", lang))
    command.add_argument("folder", nargs="?", type=Path, metavar=say("metavar.folder", lang), help=say("check.folder", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..bank import files_in
    from ..check.course import contents, course
    from ..check.exercises import exercises_in, guessed

    lang, folder = options.lang, options.folder
    if folder and (folder.is_file() or folder.suffix in (".yaml", ".yml")):
        return _file(folder, lang)
    findings = list(exercises_in(folder) if folder else course())
    for finding in findings:
        tell(finding.said(lang))
    # Some option has to be the longest: of a few exercises, what guessing earns is worth a look and no fault.
    for warning in guessed(folder) if folder and folder.is_dir() else ():
        tell(say("check.warning", lang, finding=warning.said(lang)))
    files = files_in(folder) if folder and folder.is_dir() else {}
    _tell_left_out(files, lang)
    if findings:
        tell(say("check.found", lang, n=len(findings)))
        return 1
    tell(say("check.folder_fine", lang, folder=folder, n=len(files)) if folder else say("check.course_fine", lang, **contents()))
    return 0


def _file(path: Path, lang: str) -> int:
    """Checks one file: an exercise, or an assignment with all that it picks."""
    from ..check.exercises import exercise_in
    from ..data.concepts import concepts
    from ..reading import Unreadable, read_yaml
    from ..trainer.brief import exercises, read_brief, roster

    try:
        data = read_yaml(path)
    except Unreadable:
        data = None
    if isinstance(data, dict) and "exercises" in data:
        brief = read_brief(path)
        learners = roster(brief, path)
        tell(say("check.assignment_fine", lang, file=path, n=len(exercises(brief, path))))
        tell(say("check.no_roster", lang) if learners is None else say("check.roster", lang, n=len(learners)))
        return 0
    findings = list(exercise_in(path, path.stem, concepts()))
    for finding in findings:
        tell(finding.said(lang))
    _tell_left_out({path.stem: path}, lang)
    tell(say("check.found", lang, n=len(findings)) if findings else say("check.folder_fine", lang, folder=path, n=1))
    return 1 if findings else 0


def _tell_left_out(files: dict[str, Path], lang: str) -> None:
    """What exercises of one's own do not have and need not: said, so that nobody looks for it."""
    from ..check.exercises import left_out

    lacking = Counter(field for name, path in files.items() for field in left_out(path, name))
    for field, count in sorted(lacking.items()):
        tell(say("check.left_out", lang, n=count, field=field))
