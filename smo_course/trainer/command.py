"""The trainer's commands of `smo`: definitions here, each run by the module that does the work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_to(commands: argparse._SubParsersAction) -> None:
    assign = commands.add_parser("assign", help="make an assignment: a bundle for learners, and your key")
    assign.add_argument("file", type=Path, help="the assignment's YAML file")
    assign.add_argument("--output", type=Path, metavar="FOLDER", help="where to write (default: beside the file)")
    assign.add_argument("--again", action="store_true", help="a new edition of an assignment that is out already")
    assign.set_defaults(run=_assign)


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
