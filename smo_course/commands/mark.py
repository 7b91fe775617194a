"""`smo mark`: the texts that were handed in, opened in JupyterLab, where a person marks them one by one."""

from __future__ import annotations

import argparse

from ..errors import CourseError
from ..words import Words
from .parsing import add_assignment, add_command, add_grades, number

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "mark", lang, say("mark.help", lang))
    add_assignment(command, lang)
    add_grades(command, lang)
    command.add_argument("--anonymous", action="store_true", help=say("mark.anonymous", lang))
    command.add_argument("--no-browser", action="store_true", help=say("shared.address_only", lang))
    command.add_argument("--port", type=number(int, lang), metavar=say("metavar.number", lang), help=say("shared.port", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..lab.launch import launch
    from ..trainer.essays.notebook import lay
    from ..trainer.essays.texts import writings
    from ..trainer.grading.grade import grades_folder, marked_key
    from ..trainer.key import key_path, read_key

    lang = options.lang
    folder = (options.grades or grades_folder(key_path(options.assignment))).absolute()
    key = marked_key(folder, options.assignment).absolute()
    held = read_key(key)
    if not writings(held, folder):
        raise CourseError(say.text("mark.nothing"))
    path = lay(key, folder, lang, options.anonymous, held.sheet.id)
    # In a workspace of its own: no tab of another marking, with names perhaps, opens beside it.
    start = f"workspaces/{path.stem}/tree/{path.name}"
    return launch(folder, lang, not options.no_browser, options.port, start=start, said=say.text("mark.opening"))
