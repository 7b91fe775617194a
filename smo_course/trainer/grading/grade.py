"""The grading of an assignment: from what was handed in to a folder of grades."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ...files import make_folder, sweep
from ...lock import locked
from ..essays.judgements import Judgements
from ..key import Key
from . import inbox
from .inbox import failure
from .marker import Marker
from .record import Record
from .released import read_released
from .results import Settled, write_results


class Grades(NamedTuple):
    """The files of a grades folder, by what they are for."""

    folder: Path

    @property
    def record(self) -> Path:
        """What was seen of each file: lets a run go on where it stopped."""
        return self.folder / "record.jsonl"

    @property
    def judgements(self) -> Path:
        """What people marked: never written over."""
        return self.folder / "marked-by-hand.jsonl"

    @property
    def released(self) -> Path:
        """What was known when marks were first given back."""
        return self.folder / "released.json"

    @property
    def results(self) -> Path:
        """What counts for each learner: what `smo mark`, `smo release` and `smo report` start from."""
        return self.folder / "results.jsonl"


def grades_folder(key: Path) -> Path:
    """Where the grades go unless somebody says otherwise: beside the key."""
    return key.with_name(f"{key.stem}-grades")


def grade(key: Key, paths: list[Path], folder: Path, tick: Callable[[str], None] = lambda doing: None, lang: str = "en") -> Settled:
    """Grades what lies in these folders, archives and files, and writes the folder of grades. Raises Held and OSError.

    What was graded before is not marked again; what is no longer there no longer counts. Where nobody's work is there at all,
    the tables that stand are left as they are, and the outcome says `kept`. `tick` is called as work passes by, with what is being done: "marking" for each file, "writing" for each learner. `lang` is the trainer's.
    """
    make_folder(folder)
    with locked(folder):
        sweep(folder)
        return _grade(key, paths, Grades(folder), tick, lang)


def _grade(key: Key, paths: list[Path], grades: Grades, tick: Callable[[str], None], lang: str) -> Settled:
    from . import gradebook, pages

    marker, folder = Marker(key), grades.folder
    record = Record(grades.record, key)
    present = record.add(marker, inbox.find(paths), lambda: tick("marking"))
    settled = Settled(key, record, present, read_released(grades.released, key.sheet.digest()))
    if not settled.anybody and grades.results.exists():
        settled.kept = True  # by a wrong folder, most often: nothing of the class is there
        for _ in settled.files():
            pass  # and the summary tells of them
        return settled
    judgements = Judgements(grades.judgements)
    settled.summary.lost = judgements.lost()
    results = write_results(grades.results, settled.results(judgements))
    with gradebook.open_tables(folder, key, lang) as tables, pages.open_pages(folder / "feedback", marker) as feedback:
        for result in results:
            tables.add(result)
            settled.summary.add(result)
            try:
                feedback.add(result)
            except OSError:  # the disk's, and so everybody's
                raise
            except Exception as error:
                settled.pageless[result.where] = failure(error)
            tick("writing")
    gradebook.write_submissions(folder / "submissions.csv", settled, lang)
    return settled
