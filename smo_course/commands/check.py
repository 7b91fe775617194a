"""`smo check`: proves that the course, or a folder of exercises, holds together."""

from __future__ import annotations

import argparse
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
    from ..check.course import contents, course
    from ..check.exercises import exercises_in, guessed

    lang, folder = options.lang, options.folder
    findings = list(exercises_in(folder) if folder else course())
    for finding in findings:
        tell(finding.said(lang))
    # Some option has to be the longest: of a few exercises, what guessing earns is worth a look and no fault.
    for warning in guessed(folder) if folder and folder.is_dir() else ():
        tell(say("check.warning", lang, finding=warning.said(lang)))
    if findings:
        tell(say("check.found", lang, n=len(findings)))
        return 1
    tell(say("check.folder_fine", lang, folder=folder) if folder else say("check.course_fine", lang, **contents()))
    return 0
