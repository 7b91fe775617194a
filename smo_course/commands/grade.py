"""`smo grade`: grades what was handed in, and says what came of it."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CourseError
from ..text import listed
from ..words import Words, written
from .parsing import add_assignment, add_command, add_grades
from .telling import tell

if TYPE_CHECKING:
    from ..text import Text
    from ..trainer.grading.changes import Change
    from ..trainer.grading.settling import Settled

MOST_REASONS = 10  # why files do not count; all of them stand in submissions.csv

say = Words(__file__)


def add_to(commands: argparse._SubParsersAction, lang: str) -> argparse.ArgumentParser:
    command = add_command(commands, "grade", lang, say("grade.help", lang))
    add_assignment(command, lang)
    submissions = say("grade.submissions", lang)
    command.add_argument("submissions", type=Path, nargs="*", metavar=say("metavar.submission", lang), help=submissions)
    add_grades(command, lang)
    return command


def run(options: argparse.Namespace) -> int:
    from ..trainer.corrected import read_corrected
    from ..trainer.grading import inbox
    from ..trainer.grading.grade import grade, grades_folder
    from ..trainer.key import key_path

    lang, corrected = options.lang, read_corrected(options.assignment)
    lost = next((path for path in options.submissions if not path.exists()), None)
    if lost:
        raise CourseError(say.text("grade.lost", path=lost))
    folder = options.grades or grades_folder(key_path(options.assignment))
    with ticking(lang, lambda: inbox.count(options.submissions)) as tick:
        settled = grade(corrected.key, options.submissions, folder, tick, lang)
    code = tell_settled(settled, options.submissions, folder, lang)
    for note in corrected.notes:
        tell(note.get(lang))
    return code


@contextmanager
def ticking(lang: str, count: Callable[[], int] = lambda: 0) -> Iterator[Callable[[str], None]]:
    """Progress bars for what a grading does, as it comes to it. `count` is asked how many files there are."""
    from tqdm import tqdm

    bars: dict[str, tqdm] = {}

    def tick(doing: str) -> None:
        if doing not in bars:
            total = count() if doing == "taking" else None
            bars[doing] = tqdm(desc=say(f"grade.doing.{doing}", lang), total=total, unit="", delay=1, leave=False)
        bars[doing].update()

    try:
        yield tick
    finally:
        for bar in bars.values():
            bar.close()


def tell_settled(settled: Settled, paths: list[Path], folder: Path, lang: str) -> int:
    """Writes the workbook, says what a grading came to, and returns the exit code that this is."""
    from ..trainer.grading.workbook import write_workbook

    found, title = settled.summary, settled.key.sheet.title
    if paths and settled.kept and not found.files:
        tell(say("grade.empty", lang, paths=listed(map(str, paths), lang)))
    if settled.kept:
        for reason, count in found.reasons.most_common():  # no table tells them
            tell(say("grade.refused", lang, count=count, reason=reason.get(lang)))
        tell(say("grade.kept", lang, title=title, folder=folder))
        return 1
    if found.totals:
        mean = sum(found.totals) / len(found.totals)
        graded = "grade.graded_so_far" if found.pending else "grade.graded"
        tell(say(graded, lang, title=title, n=len(found.totals), mean=mean, most=settled.key.most))
    else:
        tell(say("grade.nobody", lang, title=title))
    if found.missing:
        tell(say("grade.missing", lang, n=found.missing))
    if found.unclear:
        tell(say("grade.unclear", lang, n=found.unclear, file=folder / "submissions.csv"))
    if found.pending:
        tell(say("grade.pending", lang, n=found.pending, file=folder / "to-mark.csv"))
    _tell_refused(found.reasons, folder, lang)
    for number, whose in found.lost:
        told = say("grade.lost_of", lang, learner=whose) if whose else say("grade.lost_unknown", lang)
        tell(say("grade.lost_line", lang, file=folder / "marked-by-hand.jsonl", line=str(number), whose=told))
    if found.doubtful:
        tell(say("grade.doubts", lang, n=found.doubtful, file=folder / "submissions.csv"))
    tell_changes(settled.changes, folder, lang)
    written_book = write_workbook(folder, settled.key, lang)
    if written_book:
        tell(say("grade.workbook", lang, file=folder / "grades.xlsx"))
    tell(say("grade.tables", lang, moodle=folder / "grades.csv", canvas=folder / "grades-canvas.csv"))
    tell(say("grade.seen", lang, file=folder / "submissions.csv"))
    tell(say("grade.pages", lang, folder=folder / "feedback"))
    if written_book is None:
        tell(say("grade.no_workbook", lang))
    return 0 if found.totals and found.fine else 1


def tell_changes(changes: list[Change], folder: Path, lang: str) -> None:
    """Whose marks are others than before, and why; of very many the first."""
    if not changes:
        return
    tell(say("grade.changed", lang, n=len(changes), file=folder / "changes.csv"))
    for each in changes[:MOST_REASONS]:
        before, now = ("–" if points is None else written(points, lang) for points in (each.before, each.now))
        tell(say("grade.change", lang, learner=each.name or each.learner, before=before, now=now, why=each.why))
    if len(changes) > MOST_REASONS:
        tell(say("grade.changed_more", lang, n=len(changes) - MOST_REASONS))


def _tell_refused(refused: Counter[Text], folder: Path, lang: str) -> None:
    """Why files do not count: every reason, and of very many those that most files have."""
    for reason, count in refused.most_common(MOST_REASONS):
        tell(say("grade.refused", lang, count=count, reason=reason.get(lang)))
    if len(refused) > MOST_REASONS:
        rest = len(refused) - MOST_REASONS
        tell(say("grade.refused_more", lang, n=rest, file=folder / "submissions.csv"))
