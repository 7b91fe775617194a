"""The learner's commands of `smo` for assignments: handing in, and looking into what was handed in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..text import LANGUAGES, Text
from ..workspace import FOLDER


def add_to(commands: argparse._SubParsersAction) -> None:
    hand_in = commands.add_parser("hand-in", help="hand in an assignment, as its notebook's button does")
    hand_in.add_argument("sheet", type=Path, help="the assignment's .smo-sheet file")
    hand_in.add_argument("--folder", type=Path, help="your course folder (default: the one above the sheet that holds .smo)")
    hand_in.add_argument("--learner", help="the name by which your trainer knows you (default: as said in the notebook)")
    hand_in.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the messages")
    hand_in.set_defaults(run=_hand_in)

    opened = commands.add_parser("open", help="put an assignment, or marks that came back, in your course folder")
    opened.add_argument("file", type=Path, help="a bundle (.zip) or marks (.smo-feedback) from your trainer")
    opened.add_argument("--folder", type=Path, help="your course folder (default: smo-workbook in your home folder)")
    opened.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the messages")
    opened.set_defaults(run=_open)

    show = commands.add_parser("show", help="show what a submission (.smo) contains")
    show.add_argument("file", type=Path)
    show.add_argument("--lang", choices=LANGUAGES, default="en", help="language")
    show.set_defaults(run=_show)


def _hand_in(options: argparse.Namespace) -> int:
    from ..journal import Journal
    from .sheet import SUFFIX, UnreadableSheet
    from .telling import receipt
    from .work import find_work

    lang, sheet = options.lang, options.sheet.absolute()
    folder = options.folder or next((each for each in sheet.parents if (each / ".smo").is_dir()), None)
    if folder is None:
        print(_NO_FOLDER.get(lang), file=sys.stderr)
        return 2
    try:
        work = find_work(sheet.name.removesuffix(SUFFIX), sheet.parent, Journal(folder), lang)
    except UnreadableSheet as error:
        print(error.text.get(lang), file=sys.stderr)
        return 2
    if options.learner:
        work.identify(options.learner, work.journal.profile().get("name", ""))
    if not work.learner:
        print(_WHO.get(lang), file=sys.stderr)
        return 2
    try:
        work.hand_in()
    except OSError as error:
        print(_NOT_WRITTEN.get(lang).format(folder=sheet.parent, reason=error.strerror), file=sys.stderr)
        return 2
    print(receipt(work.handed_in()[-1], work.sheet, lang))
    return 0


def _open(options: argparse.Namespace) -> int:
    from .opening import CannotOpen, open_file
    from .sheet import UnreadableSheet

    folder = (options.folder or FOLDER).expanduser().absolute()
    try:
        place = open_file(options.file, folder)
    except (CannotOpen, UnreadableSheet) as error:
        print(error.text.get(options.lang), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or options.file}: {error.strerror}", file=sys.stderr)
        return 2
    print(_OPENED.get(options.lang).format(place=place, folder=folder))
    return 0


def _show(options: argparse.Namespace) -> int:
    from .sheet import SUFFIX, UnreadableSheet, read_sheet
    from .submission import Damaged, read
    from .telling import Line, describe

    lang = options.lang
    try:
        found = read(options.file)
    except Damaged as error:
        print(f"{options.file}: {error.text.get(lang)}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.file}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{found.assignment}, {found.learner} ({found.name}), {found.at}, {found.receipt()}")
    try:
        lines = describe(found, read_sheet(options.file.parent / f"{found.assignment}{SUFFIX}"), lang)
    except UnreadableSheet:  # away from its sheet: ids instead of words
        lines = [Line(name, str(given.answer)) for name, given in found.answers.items()]
    for line in lines:
        print(f"- {line.title}: {line.answer}")
    return 0


_OPENED = Text(
    en="It is here: {place}. Open the course to see it: smo lab {folder}",
    fr="C’est ici\u00a0: {place}. Pour le voir, ouvrez le cours\u00a0: smo lab {folder}",
)
_NO_FOLDER = Text(
    en="Your course folder was not found above the sheet. Name it: --folder FOLDER",
    fr="Votre dossier de cours est introuvable au-dessus de la feuille. Indiquez-le\u00a0: --folder DOSSIER",
)
_WHO = Text(en="Say who you are: --learner NAME", fr="Dites qui vous êtes\u00a0: --learner NOM")
_NOT_WRITTEN = Text(
    en="Not handed in: {folder} cannot be written to ({reason}).",
    fr="Pas remis\u00a0: impossible d’écrire dans {folder} ({reason}).",
)
