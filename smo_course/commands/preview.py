"""`smo preview`: an exercise or an assignment as learners see it, in the browser, while it is being written."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import CourseError
from ..words import Words
from .parsing import add_command, number
from .telling import tell

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "preview", lang, say("preview.help", lang))
    command.add_argument("file", type=Path, metavar=say("metavar.file", lang), help=say("preview.file", lang))
    command.add_argument("--no-browser", action="store_true", help=say("shared.address_only", lang))
    command.add_argument("--port", type=number(int, lang), default=0, metavar=say("metavar.number", lang), help=say("shared.port", lang))
    return command


def run(options: argparse.Namespace) -> int:
    import webbrowser

    from ..trainer.preview import Preview, serve

    lang = options.lang
    if not options.file.is_file():
        raise CourseError(say.text("preview.missing", file=options.file))
    with serve(Preview(options.file, lang), int(options.port)) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        tell(say("preview.serving", lang, file=options.file, address=address))
        if not options.no_browser:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            tell("", say("preview.stopped", lang))
    return 0
