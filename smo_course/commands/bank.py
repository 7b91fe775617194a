"""`smo bank`: the bank as a page in the browser, with its keys."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..words import Words
from .parsing import add_bank, add_command, add_page
from .telling import tell

PAGE = Path("smo-bank.html")

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "bank", lang, say("bank.help", lang))
    add_page(command, lang, PAGE, say("bank.output", lang, file=PAGE))
    add_bank(command, lang)
    return command


def run(options: argparse.Namespace) -> int:
    import webbrowser

    from ..bank import Bank
    from ..trainer.bank_page import write

    lang, bank = options.lang, Bank(options.bank)
    exercises, faults = bank.read()
    write(bank, exercises, options.output, lang, options.bank.as_posix() if options.bank else "")
    for fault in faults:
        tell(*fault.text.get(lang).split("\n"), wrong=True)
    tell(say("bank.made", lang, n=len(exercises), file=options.output))
    if not options.no_browser:
        webbrowser.open(options.output.absolute().as_uri())
    return 1 if faults else 0
