"""The parser of the command line: what commands have in common, and argparse in the language of whoever types."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..text import LANGUAGES
from ..words import Words

say = Words(__file__)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Within the block, argparse speaks this language.

    It asks gettext for each of its own sentences, by two names in its module, and fills in values afterwards: these names are
    the one place where all of them can be said otherwise. A subclass would have to copy every method that puts a sentence
    together; a catalogue of gettext's is a compiled file that would say once more what words.yaml says.
    """
    said = {say(f"argparse.{name}", "en"): say(f"argparse.{name}", lang) for name in say.names("argparse")}
    own: Any = argparse  # these two names are no part of its interface
    former = own._, own.ngettext
    own._ = lambda text: said.get(text, text)
    own.ngettext = lambda one, many, n: own._(one if n == 1 else many)
    try:
        yield
    finally:
        own._, own.ngettext = former


def add_command(commands: argparse._SubParsersAction, name: str, lang: str, about: str, about_lang: str = "") -> argparse.ArgumentParser:
    """The parser of a command. `about` says what it does, in the list of commands and in its own help."""
    command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    add_lang(command, about_lang or say("shared.lang", lang))
    return command


def add_lang(parser: argparse.ArgumentParser, about: str) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=about)


def number(kind: type[int] | type[float], lang: str) -> Callable[[str], float]:
    """The type of a value that is a number, for argparse, which would tell of `int` and `float`."""

    def read(text: str) -> float:
        try:
            return kind(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(say(f"no_number.{kind.__name__}", lang, text=text)) from error

    return read


def folder(lang: str) -> Callable[[str], Path]:
    """The type of a value that is a folder, which need not be there yet, for argparse: a file is none."""
    return _path(lambda path: say("no_folder", lang, text=path) if path.is_file() else "")


def assignment(lang: str) -> Callable[[str], Path]:
    """The type of a value that is an assignment's file, for argparse: a folder is none, and has no folder of grades beside it."""
    return _path(lambda path: say("no_assignment", lang, text=path) if path.is_dir() else "")


def _path(refused: Callable[[Path], str]) -> Callable[[str], Path]:
    """The type of a path, for argparse; `refused` says why one cannot be meant, or nothing."""

    def read(text: str) -> Path:
        if why := refused(Path(text)):
            raise argparse.ArgumentTypeError(why)
        return Path(text)

    return read


def add_grades(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--grades", type=folder(lang), metavar=say("metavar.folder", lang), help=say("shared.grades", lang))


def add_assignment(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("assignment", type=assignment(lang), metavar=say("metavar.assignment", lang), help=say("shared.assignment", lang))


def add_page(parser: argparse.ArgumentParser, lang: str, page: Path, told: str) -> None:
    """The options of a command that writes a page and opens it."""
    parser.add_argument("--output", type=Path, default=page, metavar=say("metavar.page", lang), help=told)
    parser.add_argument("--no-browser", action="store_true", help=say("shared.page_only", lang))


def add_bank(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--bank", type=Path, metavar=say("metavar.folder", lang), help=say("shared.bank", lang))
