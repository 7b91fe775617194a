"""`smo report`: what the class missed, as a table in the terminal and then as a page."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..words import Words
from .parsing import add_assignment, add_command, add_grades
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "report", lang, say("report.help", lang))
    add_assignment(command, lang)
    add_grades(command, lang)
    command.add_argument("--output", type=Path, metavar=say("metavar.page", lang), help=say("report.output", lang))
    command.add_argument("--no-browser", action="store_true", help=say("shared.page_only", lang))
    return command


def run(options: argparse.Namespace) -> int:
    import webbrowser

    from tqdm import tqdm

    from ..trainer.grading.grade import grades_folder, marked_key
    from ..trainer.key import key_path, read_key
    from ..trainer.report.overview import read_overview, read_troubles
    from ..trainer.report.page import write_page
    from ..trainer.report.terminal import told

    lang, folder = options.lang, options.grades or grades_folder(key_path(options.assignment))
    key = read_key(marked_key(folder, options.assignment))
    output = options.output or folder / "report.html"
    with tqdm(desc=say("report.reading", lang), unit="", delay=2, leave=False) as bar:
        overview = read_overview(key, folder, lang, bar.update)
    tell(*told(overview, read_troubles(folder, lang)).split("\n"))
    write_page(key, marked_key(folder, options.assignment), folder, output, lang)
    tell("", say("report.page", lang, file=output))
    if not options.no_browser:
        webbrowser.open(output.absolute().as_uri())
    return 0
