"""The trainer's commands of `smo`: definitions here, each run by the module that does the work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..text import LANGUAGES


def add_to(commands: argparse._SubParsersAction) -> None:
    assign = commands.add_parser("assign", help="make an assignment: a bundle for learners, and your key")
    assign.add_argument("file", type=Path, help="the assignment's YAML file")
    assign.add_argument("--output", type=Path, metavar="FOLDER", help="where to write (default: beside the file)")
    assign.add_argument("--again", action="store_true", help="a new edition of an assignment that is out already")
    assign.set_defaults(run=_assign)

    export = commands.add_parser("export", help="exercises as a file for another system")
    export.add_argument("what", nargs="*", help="ids of exercises, or one assignment's YAML file (default: every exercise of the course)")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument("--moodle", type=Path, metavar="FILE.xml", help="write a file of questions for Moodle 4.4 or later")
    form.add_argument("--qti", type=Path, metavar="FILE.zip", help="write a QTI 2.1 package, for other systems")
    export.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default: en)")
    export.add_argument("--variants", type=int, default=5, metavar="N", help="questions for each exercise with drawn numbers (default: 5)")
    export.add_argument("--force", action="store_true", help="write over a file that is there already")
    export.set_defaults(run=_export)


def _assign(options: argparse.Namespace) -> int:
    from .assign import assign
    from .assignment import Unassignable
    from .key import UnreadableKey, read_key

    try:
        bundle, key_path = assign(options.file, options.output or options.file.parent, options.again)
    except (Unassignable, UnreadableKey) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or options.output}: cannot be written ({error.strerror})", file=sys.stderr)
        return 2
    key = read_key(key_path)
    print(f"{key.sheet.title.en}: {len(key.sheet.items)} exercises, {key.most} points, edition {key.sheet.edition}.")
    print(f"For learners: {bundle} (holds no key)")
    print(f"For you alone: {key_path} (keep it: grading needs it)")
    return 0


def _export(options: argparse.Namespace) -> int:
    from ..exercises.bank import Malformed
    from .assignment import Unassignable
    from .export.command import CannotExport, export

    form, target = ("moodle", options.moodle) if options.moodle else ("qti", options.qti)
    try:
        written, lines = export(options.what, form, target, options.lang, options.variants, options.force)
    except (CannotExport, Unassignable, Malformed) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{target}: cannot be written ({error.strerror})", file=sys.stderr)
        return 2
    print("\n".join(lines))
    return 0 if written else 1
