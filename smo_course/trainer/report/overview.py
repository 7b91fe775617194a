"""The class in figures: gathered in one pass over the results, of which only counts and scores are kept."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from statistics import fmean
from typing import NamedTuple, TypeVar

import msgspec

from ...assignment.sheet import Item, moment, normal
from ...data.concepts import concepts as known_concepts
from ...errors import CourseError
from ...kinds import kind_of
from ...kinds.base import Exercise, Mark
from ...markup import plain as unmarked
from ...text import bare, listed
from ...words import Words
from ..grading.doubts import clock
from ..grading.grade import Grades
from ..grading.gradebook import read_submissions
from ..grading.marker import Marker
from ..grading.record import Record
from ..grading.results import COUNTS, Result, ResultItem, read_results
from ..key import Key
from ..safe import plain
from . import analysis

say = Words(__file__)
Thing = TypeVar("Thing")

FEW, MANY = 5, 15  # learners whom one can call
TEACH_AGAIN = 2 / 3  # concepts for which less of the points was earned
_SETTLED = {
    *COUNTS,
    "superseded",
    "copy",
    "beyond attempts",
    "too late",
    "contested",
    "claim",
    "withdrawn",
}  # files of which learners' rows tell


class Call(NamedTuple):
    """A learner to call, and why, in words."""

    learner: str
    name: str
    why: str


class Trouble(NamedTuple):
    """A file that could not be graded, for whom it was filed, and why, in words."""

    file: str
    filed_for: str
    why: str


class Mistake(NamedTuple):
    """A wrong answer in words, and how many made it."""

    what: str
    learners: int


class Stale(CourseError):
    """Grades that were made with another key than the one at hand."""

    def __init__(self, key: Key):
        super().__init__(say.text("stale", id=key.sheet.id))


class ExerciseOverview:
    """What the class made of an exercise: `wrong` counts mistakes in words, `tallied` what else the kind counts."""

    def __init__(self, place: int, exercise: Exercise, item: Item, lang: str):
        self.place, self.exercise, self.item, self.lang = place, exercise, item, lang
        self.title = unmarked(exercise.title.get(lang))
        self.standings: Counter[str] = Counter()  # how many answers are right, partial, wrong, pending … or unattempted
        self._earned: list[float] = []  # by those who answered and are marked
        self._by_concept: dict[str, list[float]] = {}
        self.wrong: Counter[str] = Counter()
        self._kind = kind_of(exercise)
        self._spelt: dict[str, str] = {}  # a mistake's bare letters → how it was told first: capitals make no other mistake
        self.tallies = self._kind.tallies(exercise, lang)
        self.tallied: list[Counter] = [Counter() for _ in self.tallies]
        self.discrimination = analysis.Discrimination(None, 0, "few")

    @property
    def numbered(self) -> str:
        return f"{self.place + 1}. {self.title}"

    @property
    def answered(self) -> int:
        return self.standings.total() - self.standings["unattempted"]

    @property
    def pending(self) -> int:
        return self.standings["pending"]

    @property
    def share(self) -> float | None:
        """The share of its points that those earned, on average, who answered: what was left blank is counted apart. None while
        somebody waits: else those who are marked would stand for all."""
        return fmean(self._earned) / self.exercise.points if self._earned and not self.pending else None

    def practised(self) -> analysis.Practised:
        """What it tells of its concepts."""
        parts = {concept: fmean(shares) for concept, shares in self._by_concept.items()}
        return analysis.Practised(self.exercise.concepts, self.exercise.points, self.share, parts)

    def mistakes(self) -> list[Mistake]:
        """The mistakes, the most frequent first; of as many learners, the one that was met first: in every language the same."""
        return [Mistake(*each) for each in self.wrong.most_common()]

    def add(self, item: ResultItem, mark: Mark, typed_in: str, drawn: str) -> None:
        """Takes down an answer that was given and is marked."""
        exercise, lang = self.exercise, self.lang
        self._earned.append(item.score)
        answer = msgspec.json.decode(item.raw) if mark.status != "invalid" else None
        if exercise.by_hand and mark.status != "invalid":
            slips = self._kind.unearned(exercise, item.points, lang)
        else:
            slips = self._kind.slips(exercise, answer, mark, typed_in, drawn, lang)
        self.wrong.update({self._spelt.setdefault(bare(each), plain(each)): 1 for each in slips})
        if mark.status != "invalid":
            for concept, share in exercise.by_concept(answer, drawn):
                self._by_concept.setdefault(concept, []).append(share)
            for counter, keys in zip(self.tallied, self._kind.tallied(exercise, answer), strict=True):
                counter.update(keys)


class Overview:
    """A grading in figures, in one language."""

    def __init__(self, key: Key, results: Iterable[Result], lang: str, tick: Callable[[], object] = lambda: None):
        self.key, self.lang, self._now = key, lang, clock()
        self.statuses: Counter[str] = Counter()
        self._kept: list[float] = []  # the share of each learner's points that lateness left
        self.scores: analysis.Scores = []
        self.exercises = [
            ExerciseOverview(place, exercise, item, lang)
            for place, (exercise, item) in enumerate(zip(key.exercises, key.sheet.items, strict=True))
        ]
        self._calls: list[tuple[tuple, Call]] = []
        marker = Marker(key)
        for result in results:
            self._add(result, marker)
            tick()
        for place, each in enumerate(self.exercises):
            if not each.pending:  # else those who did not answer would stand for all
                each.discrimination = analysis.discrimination(self.scores, place)
        self.most = sum(each.exercise.points for each in self._counted(self.exercises))
        sums = [sum(score or 0 for score in self._counted(row)) for row in self.scores] if self.most else []
        self.earned = [round(kept * each, 2) for kept, each in zip(self._kept, sums, strict=False)]
        self.totals = analysis.totals(self.earned)
        self.all_calls = [call for _, call in sorted(self._calls)]

    def _counted(self, column_by_column: Sequence[Thing]) -> list[Thing]:
        """Of a row with something for each exercise, that of those which are marked for everybody: what waits is left out."""
        return [one for one, each in zip(column_by_column, self.exercises, strict=True) if not each.pending]

    @property
    def calls(self) -> list[Call]:
        """The few whom to call first: one in ten of the class, five at least and fifteen at most."""
        return self.all_calls[: min(max(FEW, math.ceil(sum(self.statuses.values()) / 10)), MANY)]

    @property
    def left_out(self) -> list[ExerciseOverview]:
        """The exercises that wait for a person with somebody: no figure of the class counts them."""
        return [each for each in self.exercises if each.pending]

    def _add(self, result: Result, marker: Marker) -> None:
        self.statuses[result.status] += 1
        if result.status in COUNTS:
            if len(result.items) != len(self.exercises):
                raise Stale(self.key)
            total = result.total or 0
            self._kept.append(total / (total + result.lost) if result.lost else 1)
            self.scores.append([None if item.status == "pending" else item.score for item in result.items])
            for each, item in zip(self.exercises, result.items, strict=True):
                each.standings[item.status] += 1
                if item.status not in ("unattempted", "pending"):
                    variant = marker.sheet.variant(each.item, result.drawn_for)
                    mark = marker.one(each.exercise, bytes(item.raw), variant, item.lang)
                    each.add(item, mark, item.lang, marker.sheet.seed(variant))
        self._call(result)

    def _call(self, result: Result) -> None:
        """Notes whom to call: those without work that counts first, then those who earned least. Being late is no reason by itself,
        and before the deadline there is none."""
        if self._has_time(self.key.extensions.get(normal(result.learner), "")):
            return
        most, total, why = self.key.most, result.total or 0, []
        if result.status not in COUNTS:
            rank = 0 if result.status == "missing" else 1
            why.append(_status(result.status, self.lang))
        else:
            items = zip(self.exercises, result.items, strict=True)
            waiting = sum(each.exercise.points for each, item in items if item.status == "pending")
            rank = 2 if total + waiting < most / 2 else 3
            if rank == 2:
                why.append(say("calls.failing", self.lang, n=total, most=most))
                if waiting:
                    why.append(say("calls.waiting", self.lang, n=waiting))
            if result.status == "late":
                cost = say("count.points", self.lang, n=result.lost)
                why.append(say("calls.late_lost", self.lang, points=cost) if result.lost else say("calls.late", self.lang))
        if rank < 3:
            order = (rank, total, result.name.casefold(), result.learner)
            self._calls.append((order, Call(_line(result.learner), _line(result.name), listed(why, self.lang))))

    def _has_time(self, until: str = "") -> bool:
        """Whether work can still be handed in on time, by somebody who may have more time than the others."""
        return any(self._now < moment(each) for each in (self.key.sheet.due, until) if each)

    @property
    def before_due(self) -> bool:
        """Whether all have time still: nobody is to be called."""
        return self._has_time()

    @property
    def count(self) -> int:
        """The learners whose work counts."""
        return len(self.scores)

    @property
    def pending(self) -> int:
        return sum(each.pending for each in self.exercises)

    @property
    def other(self) -> int:
        """The learners who handed in something of which nothing counts."""
        return sum(n for name, n in self.statuses.items() if name not in (*COUNTS, "missing"))

    @cached_property
    def hardest(self) -> list[ExerciseOverview]:
        """The exercises of which something is marked, the hardest first."""
        return sorted((each for each in self.exercises if each.share is not None), key=lambda each: (each.share, each.place))

    @property
    def hardest_of_all(self) -> list[ExerciseOverview]:
        """The hardest exercise; several where as many per cent of their points were earned."""
        return [each for each in self.hardest if _per_cent(each.share) == _per_cent(self.hardest[0].share)]

    @property
    def worst_mistakes(self) -> list[tuple[ExerciseOverview, Mistake]]:
        """The mistake that most learners made, and the exercise in which they made it; several where as many made them."""
        found = [(each, mistake) for each in self.exercises for mistake in each.mistakes()]
        most = max((mistake.learners for _, mistake in found), default=0)
        return [pair for pair in found if pair[1].learners == most]

    @cached_property
    def concepts(self) -> list[analysis.Taught]:
        """Every concept of which something is known, those that are known least first."""
        return analysis.concepts([each.practised() for each in self.exercises])

    @property
    def teach_again(self) -> list[analysis.Taught]:
        return [each for each in self.concepts if each.share < TEACH_AGAIN]

    @property
    def teach_first(self) -> list[analysis.Taught]:
        """What to teach again first; several where they are known as little."""
        return [each for each in self.teach_again if _per_cent(each.share) == _per_cent(self.teach_again[0].share)]

    def named(self, taught: analysis.Taught) -> list[str]:
        """What is to be taught, in words: concepts, or the exercise that is about none of them alone."""
        return [self.concept(name) for name in taught.concepts] or [self.exercises[place].numbered for place in taught.exercises]

    def concept(self, id: str) -> str:
        """A concept in words; one of a trainer's own, whose folder is not at hand, by its name."""
        found = known_concepts().get(id)
        # The course's list of concepts is typed with straight apostrophes.
        return found.text.get(self.lang).rstrip(".") if found else id


def read_overview(key: Key, folder: Path, lang: str, tick: Callable[[], object] = lambda: None) -> Overview:
    """The overview of a folder of grades. Raises Stale, NoResults and OSError."""
    grades = Grades(folder)
    if grades.record.exists() and not Record(grades.record, key).of_this_key():
        raise Stale(key)
    return Overview(key, read_results(grades.results), lang, tick)


def read_troubles(folder: Path, lang: str) -> list[Trouble]:
    """The files that could not be graded, as `smo grade` listed them; none where it listed nothing. Raises TableError."""
    path, found = folder / "submissions.csv", []
    for _, row in read_submissions(path) if path.exists() else ():
        if row["status"] in _SETTLED:
            continue
        # The folder and the file: where on the trainer's computer these lie is nobody's business on a page.
        file = "/".join(PurePosixPath(row["file"].replace("\\", "/")).parts[-2:])
        whose = row["filed_for"] or row["name"] or row["learner"]
        # What was not opened has many reasons, of which each wants something else done.
        why = row["reason"] if row["status"] in ("refused", "failed") else ""
        found.append(Trouble(_line(file), _line(whose), _line(why or _status(row["status"], lang))))
    return found


def _status(name: str, lang: str) -> str:
    """A verdict on what was handed in, as a reason: "handed in nothing"."""
    return say(f"status.{name}", lang) if name in say.names("status") else say("status_other", lang, status=name)


def _per_cent(share: float | None) -> int:
    """A share as it is told: what is told alike is a tie."""
    return round(100 * (share or 0))


def _line(text: str) -> str:
    """A text of strangers on one line, without signs that steer what shows it."""
    return re.sub(r"[^\S\u00a0\u202f]+", " ", plain(text)).strip()
