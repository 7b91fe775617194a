"""What the journal says is done: points by exercise, lesson and chapter, and what comes next."""

from __future__ import annotations

import msgspec

from . import bank
from .course import Lesson, Syllabus
from .journal import Journal


class Progress(msgspec.Struct, frozen=True):
    """How far a lesson (or several) has come. An exercise is done once an answer to it was marked."""

    done: int
    exercises: int
    points: float
    most: int

    @property
    def begun(self) -> bool:
        return self.done > 0

    @property
    def finished(self) -> bool:
        return self.done == self.exercises

    def __add__(self, other: Progress) -> Progress:
        return Progress(self.done + other.done, self.exercises + other.exercises, self.points + other.points, self.most + other.most)


NOTHING = Progress(0, 0, 0, 0)


def best_scores(journal: Journal) -> dict[str, float]:
    """The best score of each exercise that was answered, by exercise id."""
    best: dict[str, float] = {}
    for entry in journal.entries:
        if entry.event == "answer" and entry.wing == "practice":
            best[entry.exercise] = max(entry.score, best.get(entry.exercise, 0))
    return best


def of_lesson(lesson: Lesson, best: dict[str, float]) -> Progress:
    ids = lesson.exercise_ids()
    return Progress(
        done=sum(each in best for each in ids),
        exercises=len(ids),
        points=round(sum(best.get(each, 0) for each in ids), 2),
        most=sum(bank.load(each).points for each in ids),
    )


def next_lesson(syllabus: Syllabus, best: dict[str, float], here: Lesson) -> Lesson | None:
    """The first lesson that is not finished, other than the one that is open, or None when there is no such."""
    return next((lesson for lesson in syllabus.lessons() if lesson is not here and not of_lesson(lesson, best).finished), None)
