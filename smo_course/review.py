"""Remembering: which exercises come back, and when. What is known of it all is in the journal: what was answered, when, how well.

An exercise that was answered comes back when it is likely to be forgotten, by the model of the library `fsrs`. What comes back
has other numbers and another order, and what is answered there counts no points: its entries have a scope of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal

from . import bank
from .attempt import Attempt, Terms
from .course import Lesson, syllabus
from .journal import PRACTICE, Entry, Journal, Scope
from .kinds.base import shuffled

if TYPE_CHECKING:
    from fsrs import Card, Rating

WING: Literal["review"] = "review"
SITTING = 300  # seconds: what a review takes at most
LONGEST = 150  # seconds for one exercise of it: a story is no question to be asked in passing
QUICK = 100  # seconds for one question before a lesson
QUESTIONS = 2  # before a lesson


def attempt(id: str, journal: Journal, lang: str, sitting: str) -> Attempt:
    """The work on an exercise that comes back in a sitting: begun anew in each, as open as practice, and worth no points."""
    exercise = bank.load(id)
    terms = Terms(Scope(WING, sitting), f"{journal.learner()}/{id}/{sitting}", exercise, practice=True, counts=False)
    return Attempt(exercise, journal, lang, terms)


def today(journal: Journal) -> str:
    """The day of a sitting, where the learner is. Where nothing is kept, there are no days."""
    return date.today().isoformat() if journal.folder else ""


def due(journal: Journal, day: str, lang: str) -> list[str]:
    """What to review on a day, five minutes of it at most, the least remembered first chosen, then mixed over the lessons.

    It stays the same all day, whatever is answered of it, unless a lesson is worked on meanwhile.
    """
    cards = _cards(journal, but=Scope(WING, day))
    chosen, left = [], float(SITTING)
    for id in _weakest(cards, day):
        if cards[id].due.astimezone().date().isoformat() <= day:
            takes = bank.load(id).seconds(lang)
            if takes <= min(LONGEST, left):
                chosen.append(id)
                left -= takes
    return _mixed(chosen, day)


def answered(journal: Journal, sitting: str) -> set[str]:
    """What was answered in a sitting."""
    return {entry.exercise for entry in journal.of(Scope(WING, sitting)) if entry.event == "answer"}


def warm_up(journal: Journal, lesson: Lesson, day: str, lang: str) -> list[str]:
    """The questions on earlier lessons before a lesson: what is least remembered, then what was never answered.

    From two lessons if it can be; fewer questions where the lessons before have none that is quick.
    """
    lessons = _lessons()
    homes = _homes(lessons[: lessons.index(lesson)])
    cards = _cards(journal, but=Scope(WING, before(lesson, day)))
    known = [id for id in _weakest(cards, day) if id in homes]
    rest = iter([*known, *(id for id in shuffled(list(homes), f"{journal.learner()}/{lesson.key}/{day}") if id not in cards)])
    asked: list[str] = []
    later: list[str] = []  # of a lesson that is asked about already
    while len(asked) < QUESTIONS and (id := next(rest, "")):
        if bank.load(id).seconds(lang) <= QUICK:
            (later if homes[id] in {homes[each] for each in asked} else asked).append(id)
    return [*asked, *later][:QUESTIONS]


def before(lesson: Lesson, day: str) -> str:
    """The sitting in which the questions before a lesson are answered."""
    return f"{lesson.key} {day}".strip()


def _lessons() -> list[Lesson]:
    """The lessons of which something comes back. The start page shows how a lesson works: there is nothing to remember."""
    return syllabus().lessons()[1:]


def _homes(lessons: list[Lesson]) -> dict[str, str]:
    """Of each exercise in these lessons, the key of its lesson."""
    return {id: each.key for each in lessons for id in each.exercise_ids()}


def _cards(journal: Journal, but: Scope) -> dict[str, Card]:
    """How well each exercise is remembered, by id: what the course still has and was answered, one sitting apart."""
    from fsrs import Card, Scheduler

    # Its own steps are minutes, for a learner who sits there; here a sitting is a day. Nothing is drawn by chance.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    known = _homes(_lessons())
    cards: dict[str, Card] = {}
    for entry, rating in _recalls(each for each in journal.entries if (each.wing, each.within) != but and each.exercise in known):
        card = cards.get(entry.exercise) or Card(card_id=1)  # without a number it waits for the clock to give it one
        cards[entry.exercise], _ = scheduler.review_card(card, rating, datetime.fromisoformat(entry.at).astimezone(UTC))
    return cards


def _recalls(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Rating]]:
    """What was recalled: of each exercise and day the first answer, with its rating. A hint makes a right one hard."""
    from fsrs import Rating

    ratings = {"wrong": Rating.Again, "partial": Rating.Hard, "right": Rating.Good}
    told: set[tuple[str, date]] = set()  # what was recalled or hinted at, and when
    hinted: set[tuple[str, date]] = set()
    for entry in entries:
        if entry.wing not in (PRACTICE.wing, WING):
            continue
        on = (entry.exercise, datetime.fromisoformat(entry.at).astimezone().date())
        if entry.event == "hint":
            hinted.add(on)
        elif entry.event == "answer" and entry.status in ratings and on not in told:
            told.add(on)
            yield entry, Rating.Hard if entry.status == "right" and on in hinted else ratings[entry.status]


def _weakest(cards: dict[str, Card], day: str) -> list[str]:
    """The exercises in the order in which they are likely to be forgotten, by the end of a day."""
    from fsrs import Scheduler

    scheduler = Scheduler()
    when = datetime.combine(date.fromisoformat(day) if day else date.today(), time.max).astimezone(UTC)
    return sorted(cards, key=lambda id: (scheduler.get_card_retrievability(cards[id], when), cards[id].due, id))


def _mixed(ids: list[str], seed: str) -> list[str]:
    """The exercises in an order drawn from the seed, neighbours from different lessons as far as that goes."""
    homes = _homes(_lessons())
    left, mixed = shuffled(ids, seed), list[str]()
    while left:
        count = {each: sum(homes[id] == each for id in left) for each in homes.values()}
        others = [id for id in left if not mixed or homes[id] != homes[mixed[-1]]] or left
        mixed.append(max(others, key=lambda id: count[homes[id]]))
        left.remove(mixed[-1])
    return mixed
