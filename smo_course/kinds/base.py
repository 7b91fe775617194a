"""What every kind of exercise has: its texts, its draw from a seed, and the way from an answer to a mark."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from ..text import Text

Status = Literal["unattempted", "invalid", "wrong", "partial", "right", "pending"]  # pending: a person has to mark it


class Invalid(Exception):
    """An answer that cannot be read as one. Not a wrong answer: it costs nothing and says what to mend."""

    def __init__(self, en: str, fr: str):
        super().__init__(en)
        self.text = Text(en=en, fr=fr)


class Remark(msgspec.Struct, frozen=True):
    """A piece of feedback. `about` is the option, item, row or meter that it concerns, None for the whole."""

    text: Text
    about: str | None = None
    right: bool | None = None


class Mark(msgspec.Struct, frozen=True):
    """What an answer is worth: `score` out of `max` points, and why."""

    score: float
    max: float
    status: Status
    remarks: list[Remark]


class Samples(NamedTuple):
    """Answers that an exercise makes for its own test; `partial` is None where nothing lies between right and wrong."""

    right: Any
    wrong: Any
    partial: Any
    invalid: Any


class Problem(NamedTuple):
    """Something wrong in an exercise that its schema cannot see."""

    field: str
    reason: str


def as_problem(error: msgspec.ValidationError) -> Problem:
    """What a schema has to say, with the field as we write it: `options[2].feedback`, or `file` for the whole."""
    reason, _, path = str(error).partition(" - at `")
    steps = [path.rstrip("`").removeprefix("$").removeprefix(".")]
    unknown = re.search("contains unknown field `(.*)`", reason)
    if unknown:
        steps.append(unknown[1])
    return Problem(".".join(filter(None, steps)) or "file", reason)


class Exercise(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    """One exercise, as its YAML file says it. Texts use paragraphs, **bold**, *italic* and "- " lists, nothing else.

    A kind answers five questions: which problems its file has, what the learner is shown (never the key),
    how an answer is read, what it is worth, and which sample answers prove all that.
    Answers are JSON values as the screen sends them; a seed is any text, and the same seed gives the same variant.
    """

    title: Text
    concepts: list[str]
    prompt: Text
    hints: list[Text]
    explain: Text
    points: int = 1
    minutes: float = 2
    id: str = ""  # chapter/name; given by the bank, from the file's path

    @property
    def kind(self) -> str:
        return type(self).__name__.lower()

    @property
    def varies(self) -> bool:
        """Whether another seed gives other numbers, so that trying again is a new exercise."""
        return False

    def problems(self) -> Iterator[Problem]:
        if not self.hints:
            yield Problem("hints", "needs at least one: a hint comes before the solution")
        if not 1 <= self.points <= 20:
            yield Problem("points", f"is {self.points}; must be from 1 to 20")
        if not 0 < self.minutes <= 60:
            yield Problem("minutes", f"is {self.minutes:g}; must be above 0 and at most 60")

    def values(self, seed: str) -> dict[str, float]:
        """The variant's numbers, by the name that texts use for them in braces."""
        return {}

    @property
    def by_hand(self) -> bool:
        """Whether a person marks it."""
        return False

    def content(self, seed: str, lang: str) -> dict[str, Any]:
        """The exercise in one language, as the screen shows it: without key or feedback."""
        return {
            "id": self.id,
            "kind": self.kind,
            "lang": lang,
            "title": self.title.get(lang),
            "prompt": self.prompt.fill(self.values(seed)).get(lang),
            "points": self.points,
            "minutes": self.minutes,
            **self.shown(seed, lang),
        }

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        """What the screen needs of this kind, without key or feedback."""
        raise NotImplementedError

    def read(self, raw: Any, lang: str) -> Any:
        """The answer meant by `raw`. Raises Invalid."""
        raise NotImplementedError

    def grade(self, answer: Any, seed: str) -> tuple[float, list[Remark]]:
        """The share of the points that an answer earns, from 0 to 1, and the feedback."""
        raise NotImplementedError

    def solution(self, seed: str) -> Text:
        """The right answer in words."""
        raise NotImplementedError

    def explained(self, seed: str) -> Text:
        """What is said once the answer is right."""
        return self.explain.fill(self.values(seed))

    def samples(self, seed: str) -> Samples:
        raise NotImplementedError

    def mark(self, raw: Any, seed: str, lang: str) -> Mark:
        """What the raw answer is worth. Never raises, whatever the answer; executes nothing of it."""
        try:
            answer = self.read(raw, lang)
        except Invalid as problem:
            return Mark(0, self.points, "invalid", [Remark(problem.text)])
        if self.by_hand:
            return Mark(0, self.points, "pending", [])
        share, remarks = self.grade(answer, seed)
        status: Status = "right" if share >= 1 else "wrong" if share <= 0 else "partial"
        # A partial answer never rounds up to a full mark, nor down to nothing.
        score = self.points * share if status != "partial" else min(max(round(self.points * share, 2), 0.01), self.points - 0.01)
        if status == "right":
            remarks = [*remarks, Remark(self.explained(seed), right=True)]
        return Mark(score, self.points, status, remarks)


def drawn(seed: str, name: str, count: int) -> int:
    """A whole number from 0 to count - 1, the same on every machine for the same seed and name."""
    digest = hashlib.sha256(f"{seed}|{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


def shuffled(ids: list[str], seed: str) -> list[str]:
    """The ids in an order drawn from the seed."""
    return sorted(ids, key=lambda each: hashlib.sha256(f"{seed}|order|{each}".encode()).digest())


def fingerprint(exercise: Exercise) -> str:
    """By which an exercise is recognised: it changes with any word or number of it."""
    return hashlib.sha256(msgspec.json.encode(exercise)).hexdigest()


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def duplicates(ids: list[str]) -> list[str]:
    return sorted({each for each in ids if ids.count(each) > 1})


def check_ids(field: str, ids: list[str], least: int) -> Iterator[Problem]:
    """Problems of a list of things with ids: too few of them, or two with the same id."""
    if len(ids) < least:
        yield Problem(field, f"has {len(ids)}; needs at least {least}")
    for each in duplicates(ids):
        yield Problem(field, f"has the id {each!r} twice")


def listing(lines: list[Text]) -> Text:
    """Several texts as one list."""
    return Text(**{lang: "\n".join(f"- {line.get(lang)}" for line in lines) for lang in ("en", "fr")})


NOT_FROM_SCREEN = (
    "This answer is not in the form that this exercise gives. Answer again and check.",
    "Cette réponse n’a pas la forme que donne cet exercice. Répondez de nouveau, puis vérifiez.",
)
