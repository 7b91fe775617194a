"""The trainer's commands of `smo`: definitions here, each run by the module that does the work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..text import LANGUAGES


def add_to(commands: argparse._SubParsersAction) -> None:
    assign = commands.add_parser("assign", help="make an assignment: a bundle for learners, and your key")
    assign.add_argument("file", type=Path, help="the assignment's YAML file")
    where = assign.add_mutually_exclusive_group()
    where.add_argument("--output", type=Path, metavar="FOLDER", help="where to write (default: beside the file)")
    where.add_argument("--nbgrader", type=Path, metavar="COURSE", help="write it for nbgrader, into source/ of this course of nbgrader's")
    assign.add_argument("--again", action="store_true", help="a new edition of an assignment that is out already")
    assign.set_defaults(run=_assign)

    listing = commands.add_parser("exercises", help="list the exercises that there are")
    listing.add_argument("--chapter", metavar="C", help="only this chapter's, as smo-basics")
    listing.add_argument("--kind", metavar="K", help="only this kind, as choice")
    listing.add_argument("--concept", metavar="X", help="only those that practise this concept")
    listing.add_argument("--minutes", type=float, metavar="N", help="only those of at most N minutes")
    _add_bank_to(listing)
    listing.set_defaults(run=_exercises)

    bank = commands.add_parser("bank", help="look through the exercises and their keys in the browser, and pick some")
    bank.add_argument(
        "--output", type=Path, metavar="FILE.html", default=Path("smo-bank.html"), help="page to write (default: smo-bank.html)"
    )
    bank.add_argument("--no-browser", action="store_true", help="only write the page")
    _add_bank_to(bank)
    bank.set_defaults(run=_bank)

    grade = commands.add_parser("grade", help="grade what was handed in")
    grade.add_argument("assignment", type=Path, help="the assignment's YAML file, or its .smo-key")
    grade.add_argument("submissions", type=Path, nargs="+", help="folders, zip archives as a learning platform makes them, .smo files")
    _add_grades_to(grade)
    grade.set_defaults(run=_grade)

    mark = commands.add_parser("mark", help="mark the texts that were handed in, one by one, in JupyterLab")
    mark.add_argument("assignment", type=Path, help="the assignment's YAML file, or its .smo-key")
    _add_grades_to(mark)
    mark.add_argument("--anonymous", action="store_true", help="without names, in a mixed order")
    mark.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default: en)")
    mark.add_argument("--no-browser", action="store_true", help="only print the address")
    mark.add_argument("--port", type=int, help="port to serve at (default: the first free one from 8888)")
    mark.set_defaults(run=_mark)

    release = commands.add_parser("release", help="give back marks and feedback: a file for each learner")
    release.add_argument("assignment", type=Path, help="the assignment's YAML file, or its .smo-key")
    _add_grades_to(release)
    release.set_defaults(run=_release)

    report = commands.add_parser("report", help="see what the class missed, and who needs a call")
    report.add_argument("assignment", type=Path, help="the assignment's YAML file, or its .smo-key")
    _add_grades_to(report)
    report.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default: en)")
    report.add_argument("--output", type=Path, metavar="FILE.html", help="page to write (default: report.html in the folder of the grades)")
    report.add_argument("--no-browser", action="store_true", help="only write the page")
    report.set_defaults(run=_report)

    export = commands.add_parser("export", help="exercises as a file for another system")
    export.add_argument("what", nargs="*", help="ids of exercises, or one assignment's YAML file (default: every exercise of the course)")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument("--moodle", type=Path, metavar="FILE.xml", help="write a file of questions for Moodle 4.4 or later")
    form.add_argument("--qti", type=Path, metavar="FILE.zip", help="write a QTI 2.1 package, for other systems")
    export.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default: en)")
    export.add_argument("--variants", type=int, default=5, metavar="N", help="questions for each exercise with drawn numbers (default: 5)")
    export.add_argument("--force", action="store_true", help="write over a file that is there already")
    export.set_defaults(run=_export)


def _add_grades_to(command: argparse.ArgumentParser) -> None:
    command.add_argument("--grades", type=Path, metavar="FOLDER", help="folder of the grades (default: <assignment>-grades beside the key)")


def _add_bank_to(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bank", type=Path, metavar="FOLDER", help="a folder of your own exercises, which join the course's")
    command.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default: en)")


def _assign(options: argparse.Namespace) -> int:
    from .assignment import Unassignable
    from .key import UnreadableKey, read_key

    if options.nbgrader:
        from .nbgrader import assign
    else:
        from .assign import assign
    target = options.nbgrader or options.output or options.file.parent
    try:
        made, key_path = assign(options.file, target, options.again)
    except (Unassignable, UnreadableKey) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or target}: cannot be written ({error.strerror})", file=sys.stderr)
        return 2
    key = read_key(key_path)
    print(f"{key.sheet.title.en}: {len(key.sheet.items)} exercises, {key.most} points, edition {key.sheet.edition}.")
    print(f"For learners: {made} (holds no key)")
    print(f"For you alone: {key_path} (keep it: grading needs it)")
    if options.nbgrader:
        print(f"Next, in {target}: nbgrader generate_assignment {key.sheet.id}")
        print("Deadlines and what lateness costs are nbgrader's here: set them there. Those of your file are only shown to learners.")
        print(f"nbgrader executes the notebooks handed in; `smo grade {key_path} {target / 'submitted'}` marks the same and executes none.")
    return 0


def _grade(options: argparse.Namespace) -> int:
    from .grading.command import main as grade

    return grade(options.assignment, options.submissions, options.grades)


def _mark(options: argparse.Namespace) -> int:
    from .essays.command import main as mark

    return mark(options.assignment, options.grades, options.anonymous, options.lang, not options.no_browser, options.port)


def _release(options: argparse.Namespace) -> int:
    from .grading.command import give_back

    return give_back(options.assignment, options.grades)


def _report(options: argparse.Namespace) -> int:
    from .report.command import report

    return report(options.assignment, options.grades, options.lang, options.output, not options.no_browser)


def _export(options: argparse.Namespace) -> int:
    from ..bank import Malformed
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


def _exercises(options: argparse.Namespace) -> int:
    from ..bank import Bank, Malformed
    from .listing import NOTHING, Unknown, Wanted, choose, table

    try:
        bank = Bank(options.bank)
        exercises, faults = bank.read()
        chosen = choose(bank, exercises, Wanted(options.chapter, options.kind, options.concept, options.minutes))
    except (Malformed, Unknown) as error:
        print(error, file=sys.stderr)
        return 2
    print(table(chosen, options.lang) if chosen else NOTHING.get(options.lang))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 0 if chosen and not faults else 1


def _bank(options: argparse.Namespace) -> int:
    import webbrowser

    from ..bank import Bank, Malformed
    from .bank_page import NotOurs, write

    try:
        bank = Bank(options.bank)
        exercises, faults = bank.read()
        write(bank, exercises, options.output, options.lang, options.bank.as_posix() if options.bank else "")
    except (Malformed, NotOurs) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{options.output}: cannot be written ({error.strerror})", file=sys.stderr)
        return 2
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(exercises)} exercises with their keys: {options.output} (for you alone)")
    if not options.no_browser:
        webbrowser.open(options.output.absolute().as_uri())
    return 1 if faults else 0
