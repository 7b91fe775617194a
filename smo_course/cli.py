"""The command `smo`: finds the command that was typed, runs it, and tells what cannot be done; here, and nowhere else."""

from __future__ import annotations

import argparse
import errno
import locale
import os
import sys
from importlib import import_module
from io import TextIOWrapper

from . import commands
from .commands.parsing import add_lang, speaking
from .commands.telling import tell
from .errors import CourseError
from .text import LANGUAGES
from .version import __version__
from .words import Words

say = Words(__file__)
words = Words(commands.__file__)


def main(arguments: list[str] | None = None) -> int:
    """Runs `smo` with these arguments and returns its exit code: 0 well, 1 found wrong, 2 cannot be done, 130 stopped."""
    asked = _asked(arguments)
    options = argparse.Namespace(lang=asked or system_language(), lang_asked=asked is not None)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that a terminal does not have is no reason to stop
    try:
        with speaking(options.lang):
            _parser(options.lang).parse_args(arguments, options)
        code = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever reads has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except CourseError as error:
        told, code = error.text.get(options.lang), 2
    except OSError as error:
        told, code = _refused(error, options.lang), 2
    except KeyboardInterrupt:
        told, code = say("cli.stopped", options.lang), 130
    tell(*told.split("\n"), wrong=True)
    return code


def _asked(arguments: list[str] | None) -> str | None:
    """The language that the arguments ask for, None where they ask for none that there is: it is needed to parse them."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", nargs="?")
    asked = parser.parse_known_args(arguments)[0].lang
    return asked if asked in LANGUAGES else None


def system_language() -> str:
    """French where the system speaks French, or SMO_LANG says so; else English."""
    names = ("SMO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    spoken = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return "fr" if (spoken or locale.getlocale()[0] or "").lower().startswith("fr") else "en"


def _parser(lang: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="smo", description=words("smo.help", lang))
    parser.add_argument("--version", action="version", version=f"smo {__version__}", help=words("smo.version", lang))
    add_lang(parser, words("shared.lang", lang))
    found = parser.add_subparsers(required=True, metavar=words("metavar.command", lang))
    for name in commands.COMMANDS:
        module = import_module(f"{commands.__name__}.{name}")
        module.add_to(found, lang).set_defaults(run=module.run)
    return parser


def _refused(error: OSError, lang: str) -> str:
    """What the system refused: which file, what it said, and what to do."""
    remedies = {
        "name": (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.EINVAL),
        "access": (errno.EACCES, errno.EPERM, errno.EROFS),
        "room": (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    }
    remedy = next((name for name, codes in remedies.items() if error.errno in codes), "again")
    told = say("cli.refused", lang, reason=error, remedy=say(f"cli.remedy.{remedy}", lang))
    return say("cli.refused_file", lang, file=error.filename, told=told) if error.filename else told
