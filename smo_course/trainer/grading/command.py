"""`smo grade` and `smo release` in the terminal: how far they are, and what came of it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from ..key import UnreadableKey, key_path, read_key
from . import inbox
from .grade import Grades, grade, grades_folder
from .release import release
from .results import COUNTS, VERDICTS, Settled, read_results


def main(assignment: Path, submissions: list[Path], folder: Path | None) -> int:
    """Grades and says what came of it; 0 if everything could be graded, 1 if something could not, 2 if nothing was done."""
    try:
        key = read_key(assignment)
    except UnreadableKey as error:
        print(error, file=sys.stderr)
        return 2
    lost = [path for path in submissions if not path.exists()]
    if lost:
        print("\n".join(f"{path} is not there" for path in lost), file=sys.stderr)
        return 2
    folder = folder or grades_folder(key_path(assignment))
    bars: dict[str, tqdm] = {}

    def tick(doing: str) -> None:
        if doing not in bars:
            total = inbox.count(submissions) if doing == "marking" else None
            bars[doing] = tqdm(desc=doing.capitalize(), total=total, unit="", delay=1, leave=False)
        bars[doing].update()

    try:
        settled = grade(key, submissions, folder, tick)
    except OSError as error:
        print(f"{error.filename or folder}: {error.strerror}. What is graded is kept: run the same again.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. What is graded is kept: run the same again, and it goes on.", file=sys.stderr)
        return 130
    finally:
        for bar in bars.values():
            bar.close()
    return _tell(settled, folder)


def give_back(assignment: Path, folder: Path | None) -> int:
    """Releases the grades; 0 if every answer was marked, 1 if some wait for a person, 2 if nothing was done."""
    try:
        key = read_key(assignment)
        folder = folder or grades_folder(key_path(assignment))
        with tqdm(desc="Releasing", unit="", delay=1, leave=False) as bar:
            archive, count, pending = release(key, folder, bar.update)
    except UnreadableKey as error:
        print(error, file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(f"{error.filename} is not there: run `smo grade` first", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or folder}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"For {count} learners, each their own file (.smo-feedback): {archive.parent}")
    print(f"All in one, in the folders in which Moodle takes feedback files back: {archive}")
    print("A learner puts the file beside the assignment's notebook and runs it, or types: smo open FILE")
    if pending:
        print(f"{pending} answers still wait for a person. Mark them, grade, and release again: the newest file counts.")
    return 1 if pending else 0


def _tell(settled: Settled, folder: Path) -> int:
    files: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for place, seen in settled.record.seen(settled.present):
        status = settled.verdicts.get(place, seen.status)
        files[status] += 1
        reasons.setdefault(status, VERDICTS.get(status, seen.reason))
    totals, pending, missing = [], 0, 0
    for result in read_results(Grades(folder).results):
        if result.total is not None:
            totals.append(result.total)
        pending += result.pending
        missing += result.status == "missing"
    most = settled.key.most
    print(f"{settled.key.sheet.title.en}: {len(totals)} learners graded", end="")
    print(f", on average {sum(totals) / len(totals):.1f} of {most} points." if totals else ".")
    if missing:
        print(f"{missing} of the roster handed in nothing.")
    if pending:
        print(f"{pending} answers wait for a person: {folder / 'to-mark.csv'}. Mark them with `smo mark`, then grade again.")
    for status, count in files.most_common():
        if status not in COUNTS:
            print(f"{count} × {status}: {reasons[status]}")
    print(f"Grades: {folder / 'grades.csv'} (Moodle), {folder / 'grades-canvas.csv'} (Canvas)")
    print(f"Every file that was seen: {folder / 'submissions.csv'}")
    print(f"A page for each learner: {folder / 'feedback'}")
    fine = {*COUNTS, "superseded", "copy"}
    return 0 if totals and set(files) <= fine else 1
