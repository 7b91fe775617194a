"""A class that works on an assignment: learners who answer as the notebook lets them, and hand in."""

import zipfile
from pathlib import Path

from smo_course.assignment.sheet import SUFFIX
from smo_course.assignment.work import Work, find_work
from smo_course.journal import Journal
from smo_course.trainer.key import Key


def unpack(bundle: Path, folder: Path) -> Path:
    """A bundle in a learner's folder, as any program unpacks it; returns the folder of the sheet."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return next(folder.rglob(f"*{SUFFIX}")).parent


def learner(bundle: Path, folder: Path, name: str, lang: str = "en", called: str = "") -> Work:
    """A learner who has unpacked the bundle and said who they are."""
    (folder / ".smo").mkdir(parents=True, exist_ok=True)
    sheet = unpack(bundle, folder)
    work = find_work(sheet.name, sheet, Journal(folder), lang)
    work.identify(name, called)
    return work


def id_in_sheet(key: Key, id: str) -> str:
    """By which id learners are given an exercise."""
    return next(item.id for item, exercise in zip(key.sheet.items, key.exercises, strict=True) if exercise.id == id)


def answer(work: Work, key: Key, how: str, only: set[str] | None = None) -> None:
    """Answers all exercises, or some, with the exercises' own samples: "right", "wrong" or "partial" (else wrong)."""
    for exercise in key.exercises:
        if only is not None and exercise.id not in only:
            continue
        assigned = work.exercise(id_in_sheet(key, exercise.id))
        if exercise.taken_from:
            assigned.draft({"company": "Maison Tilleul", "blocks": [{"block": "heading", "text": "A sheet"}]})
            continue
        if exercise.by_hand:
            assigned.draft(" ".join(["word"] * max(exercise.least, 5)))
            continue
        samples = exercise.samples(assigned.seed)
        given = getattr(samples, how)
        assigned.draft(samples.wrong if given is None else given)
