"""`smo grade`: grades what was handed in, and says what came of it."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CourseError
from ..words import Words
from .parsing import add_assignment, add_command, add_grades
from .telling import tell

if TYPE_CHECKING:
    from ..text import Text
    from ..trainer.grading.results import Settled

MOST_REASONS = 10  # why files do not count; all of them stand in submissions.csv

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "grade", lang, say("grade.help", lang))
    add_assignment(command, lang)
    submissions = say("grade.submissions", lang)
    command.add_argument("submissions", type=Path, nargs="+", metavar=say("metavar.submission", lang), help=submissions)
    add_grades(command, lang)
    return command


def run(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from ..trainer.grading import inbox
    from ..trainer.grading.grade import grade, grades_folder
    from ..trainer.key import key_path, read_key

    lang, key = options.lang, read_key(options.assignment)
    lost = next((path for path in options.submissions if not path.exists()), None)
    if lost:
        raise CourseError(say.text("grade.lost", path=lost))
    folder = options.grades or grades_folder(key_path(options.assignment))
    bars: dict[str, tqdm] = {}

    def tick(doing: str) -> None:
        if doing not in bars:
            total = inbox.count(options.submissions) if doing == "marking" else None
            bars[doing] = tqdm(desc=say(f"grade.doing.{doing}", lang), total=total, unit="", delay=1, leave=False)
        bars[doing].update()

    try:
        settled = grade(key, options.submissions, folder, tick, lang)
    finally:
        for bar in bars.values():
            bar.close()
    return _tell(settled, folder, lang)


def _tell(settled: Settled, folder: Path, lang: str) -> int:
    from ..trainer.grading.grade import Grades
    from ..trainer.grading.results import read_results

    refused: Counter[Text] = Counter()
    fine = True
    doubtful = 0
    for _, status, reason, doubts in settled.files():
        doubtful += bool(doubts)
        if reason:
            refused[reason] += 1
        fine = fine and (status in ("superseded", "copy") or not reason)
    totals, pending, missing = [], 0, 0
    for result in read_results(Grades(folder).results):
        if result.total is not None:
            totals.append(result.total)
        pending += result.pending
        missing += result.status == "missing"
    title = settled.key.sheet.title
    if totals:
        mean = sum(totals) / len(totals)
        tell(say("grade.graded", lang, title=title, n=len(totals), mean=mean, most=settled.key.most))
    else:
        tell(say("grade.nobody", lang, title=title))
    if missing:
        tell(say("grade.missing", lang, n=missing))
    if pending:
        tell(say("grade.pending", lang, n=pending, file=folder / "to-mark.csv"))
    for reason, count in refused.most_common(MOST_REASONS):
        tell(say("grade.refused", lang, count=count, reason=reason.get(lang)))
    if doubtful:
        tell(say("grade.doubts", lang, n=doubtful, file=folder / "submissions.csv"))
    tell(say("grade.tables", lang, moodle=folder / "grades.csv", canvas=folder / "grades-canvas.csv"))
    tell(say("grade.seen", lang, file=folder / "submissions.csv"))
    tell(say("grade.pages", lang, folder=folder / "feedback"))
    return 0 if totals and fine else 1
