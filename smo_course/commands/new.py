"""`smo new`: writes a small exercise of a kind, or an assignment's file, to be rewritten."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..words import Words
from .parsing import add_command
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "new", lang, say("new.help", lang))
    command.add_argument("kind", metavar=say("metavar.kind", lang), nargs="?", help=say("new.kind", lang))
    command.add_argument("name", type=Path, metavar=say("metavar.name", lang), nargs="?", help=say("new.name", lang))
    return command


def run(options: argparse.Namespace) -> int:
    from ..kinds import KINDS
    from ..trainer.skeleton import ASSIGNMENT, write_skeleton

    lang = options.lang
    if not options.kind:
        for name, kind in KINDS.items():
            tell(f"{name:<12} {kind.say('kind', lang)}")
        tell(f"{ASSIGNMENT:<12} {say('new.assignment', lang)}")
        tell("", say("new.how", lang))
        return 0
    path = write_skeleton(options.kind, options.name or Path(options.kind), lang)
    tell(say("new.written", lang, file=path))
    tell(say("new.then_assign" if options.kind == ASSIGNMENT else "new.then", lang, file=path))
    return 0
