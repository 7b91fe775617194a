"""`smo guide`: “Write an exercise”, a page with every field of every kind, opened in the browser."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..words import Words
from .parsing import add_command, add_page
from .telling import tell

PAGE = Path("smo-guide.html")

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "guide", lang, say("guide.help", lang))
    add_page(command, lang, PAGE, say("guide.output", lang, file=PAGE))
    return command


def run(options: argparse.Namespace) -> int:
    import webbrowser

    from ..trainer.guide.page import write

    write(options.output, options.lang)
    tell(say("guide.made", options.lang, file=options.output))
    if not options.no_browser:
        webbrowser.open(options.output.absolute().as_uri())
    return 0
