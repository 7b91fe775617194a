"""What was learned comes back: a simulated learner, day after day, with a journal and nothing else."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from smo_course import bank, review
from smo_course.attempt import practise
from smo_course.course import syllabus
from smo_course.journal import Journal
from smo_course.progress import best_scores
from smo_course.text import LANGUAGES

FIRST = date(2026, 3, 2)
LESSONS = [lesson for lesson in syllabus().lessons() if lesson.chapter == "smo-basics"]
HOME = {id: lesson.key for lesson in LESSONS for id in lesson.exercise_ids()}


class Learner:
    """Somebody with a journal of their own and a day that passes when told to."""

    def __init__(self, folder):
        self.journal, self.day = Journal(folder), FIRST
        self.journal._now = self._now  # a journal's times are its own; these are those of the story
        self._minute = 0

    def _now(self) -> str:
        self._minute += 1
        noon = datetime.combine(self.day, datetime.min.time()).replace(hour=12).astimezone(UTC)
        return (noon + timedelta(seconds=self._minute)).isoformat(timespec="microseconds")

    def answer(self, attempt, sample: str) -> None:
        samples = attempt.exercise.samples(attempt.seed)
        attempt.check(getattr(samples, sample))

    def practise(self, id: str, sample: str) -> None:
        self.answer(practise(bank.load(id), self.journal, "en"), sample)

    def due(self) -> list[str]:
        return review.due(self.journal, self.day.isoformat(), "en")

    def attempt(self, id: str):
        return review.attempt(id, self.journal, "en", self.day.isoformat())

    def tomorrow(self) -> None:
        self.day += timedelta(days=1)
        self._minute = 0


@pytest.fixture
def learner(tmp_path):
    return Learner(tmp_path)


def short(lesson) -> list[str]:
    return [id for id in lesson.exercise_ids() if bank.load(id).seconds("en") <= review.LONGEST]


@pytest.mark.slow
def test_six_weeks_of_somebody_who_misses_half(learner):
    """They miss every second exercise whenever it is asked within the first twelve days, and know the others."""
    missed = {id for lesson in LESSONS for id in short(lesson)[::2]}
    for lesson in LESSONS:  # a lesson a day
        for id in lesson.exercise_ids():
            learner.practise(id, "wrong" if id in missed else "right")
        learner.tomorrow()
    points = best_scores(learner.journal)

    returned: dict[str, list[date]] = {}
    orders = []
    for _ in range(42):
        asked = learner.due()
        orders.append(asked)
        assert sum(bank.load(id).seconds("en") for id in asked) <= 300  # five minutes stay five minutes
        assert all(bank.load(id).seconds("en") <= review.LONGEST for id in asked)
        for id in asked:
            returned.setdefault(id, []).append(learner.day)
            learner.answer(learner.attempt(id), "wrong" if id in missed and learner.day < FIRST + timedelta(12) else "right")
        assert learner.due() == asked  # what is asked of a day stays, whatever is answered
        learner.tomorrow()

    assert set(returned) == {id for lesson in LESSONS for id in short(lesson)}  # all comes back, and no story does
    began = {id: FIRST + timedelta(place) for place, lesson in enumerate(LESSONS) for id in lesson.exercise_ids()}
    wait = {id: (days[0] - began[id]).days for id, days in returned.items()}
    known = set(returned) - missed
    for lesson in LESSONS:
        waits = [[wait[id] for id in short(lesson) if id in group] for group in (missed, known)]
        if all(waits):  # of what was learned on one day, the missed comes first,
            assert max(waits[0]) <= min(waits[1]), lesson.key
    assert sum(len(returned[id]) for id in missed) / len(missed) > 1.5 * sum(len(returned[id]) for id in known) / len(known)  # and oftener
    assert best_scores(learner.journal) == points  # no answer of a review counts, up or down

    full = [each for each in orders if len({HOME[id] for id in each}) > 1]
    assert len(full) > 5
    for asked in full:  # neighbours come from different lessons, as far as that goes
        most = Counter(HOME[id] for id in asked).most_common(1)[0][1]
        pairs = sum(HOME[one] == HOME[other] for one, other in pairwise(asked))
        assert pairs <= max(0, 2 * most - len(asked) - 1), asked


def test_what_comes_back_has_other_numbers_and_another_order(learner):
    numbers, orders = set(), set()
    for _ in range(8):
        numbers.add(learner.attempt("smo-basics/service-hours").content()["prompt"])
        orders.add(str([each["id"] for each in learner.attempt("smo-basics/presence-or-absence").content()["options"]]))
        learner.tomorrow()
    assert len(numbers) > 4 and len(orders) > 4


def test_a_hint_makes_a_right_answer_come_back_sooner(learner):
    hinted, alone = "smo-basics/how-frank", "smo-basics/delete-or-not"
    practise(bank.load(hinted), learner.journal, "en").hint()
    learner.practise(hinted, "right")
    learner.practise(alone, "right")
    days = {}
    while len(days) < 2:
        learner.tomorrow()
        days |= {id: learner.day for id in learner.due() if id not in days}
    assert FIRST < days[hinted] < days[alone]


def test_looking_is_not_answering(learner):
    learner.practise("smo-basics/how-frank", "wrong")
    learner.day += timedelta(days=3)
    before = list(learner.journal.entries)
    assert learner.due() == ["smo-basics/how-frank"]
    assert learner.attempt("smo-basics/how-frank").state().answer is None  # the answer of then is not there to be copied
    assert learner.journal.entries == before
    learner.day += timedelta(days=30)
    assert learner.due() == ["smo-basics/how-frank"]  # skipped: it is there still, once


def test_a_review_is_there_again_as_it_was_left(learner):
    learner.practise("smo-basics/how-frank", "wrong")
    learner.tomorrow()
    learner.answer(learner.attempt("smo-basics/how-frank"), "partial")
    assert learner.due() == ["smo-basics/how-frank"]
    assert review.answered(learner.journal, learner.day.isoformat()) == {"smo-basics/how-frank"}
    state = learner.attempt("smo-basics/how-frank").state()
    assert (state.status, state.best) == ("partial", state.score)
    assert practise(bank.load("smo-basics/how-frank"), learner.journal, "en").state().status == "wrong"


def test_nothing_comes_back_of_what_was_never_answered_or_is_no_longer_there(learner):
    learner.practise("start/try-choice", "wrong")  # it shows how a lesson works: there is nothing to remember
    learner.journal.write("answer", exercise="smo-basics/withdrawn", status="wrong")
    learner.day += timedelta(days=9)
    assert learner.due() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_lesson_but_the_first_begins_with_two_quick_questions_on_earlier_ones(learner, lang):
    day = learner.day.isoformat()
    assert review.warm_up(learner.journal, LESSONS[0], day, lang) == []
    for place, lesson in enumerate(LESSONS[1:], 1):
        asked = review.warm_up(learner.journal, lesson, day, lang)
        earlier = {id for each in LESSONS[:place] for id in each.exercise_ids()}
        assert len(set(asked)) == 2 and set(asked) <= earlier
        assert sum(bank.load(id).seconds(lang) for id in asked) <= review.QUESTIONS * review.QUICK
        assert place == 1 or len({HOME[id] for id in asked}) == 2


def test_a_lesson_first_asks_what_was_missed_and_other_questions_on_other_days(learner):
    for id in short(LESSONS[0]):
        learner.practise(id, "right")
    learner.practise("smo-basics/presence-or-absence", "wrong")
    last = LESSONS[-1]
    asked = {}
    for _ in range(6):
        learner.tomorrow()
        day = learner.day.isoformat()
        asked[day] = review.warm_up(learner.journal, last, day, "en")
        for id in asked[day]:
            learner.answer(review.attempt(id, learner.journal, "en", review.before(last, day)), "right")
        assert review.warm_up(learner.journal, last, day, "en") == asked[day]
    days = list(asked.values())
    assert "smo-basics/presence-or-absence" in days[0]
    assert len({id for each in days for id in each}) > 4


def test_without_a_folder_the_questions_are_always_the_same():
    journal = Journal(None)
    asked = {tuple(review.warm_up(journal, LESSONS[2], review.today(journal), "en")) for _ in range(2)}
    assert len(asked) == 1 and len(next(iter(asked))) == 2
    assert review.due(journal, review.today(journal), "en") == []
