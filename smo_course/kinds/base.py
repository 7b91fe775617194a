"""What every kind of exercise has: its texts, its draw from a seed, and the way from an answer to a mark."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from math import ceil
from typing import Any, ClassVar, Literal, NamedTuple, Self

import msgspec

from .. import looks
from ..errors import CourseError
from ..looks.things import AnyThing, faults
from ..problems import Problem as Problem
from ..problems import as_problem as as_problem
from ..problems import check_ids as check_ids
from ..problems import duplicates as duplicates
from ..problems import unknown as unknown
from ..text import LANGUAGES, Text, reading, words
from ..words import Words
from .opaque import Aside

say = Words(__file__)
BLANK = Text(**dict.fromkeys(LANGUAGES, ""))  # what a sealed exercise has where its key was

# "answered": kept, and not marked yet; "unfinished": the same of an answer of which a part is there; "pending": a person has to mark it
Status = Literal["unattempted", "answered", "unfinished", "invalid", "wrong", "partial", "right", "pending"]


class Invalid(CourseError):
    """An answer that cannot be read as one. Not a wrong answer: it costs nothing and says what to mend."""


def not_from_screen() -> Invalid:
    """An answer in a form that no screen gives."""
    return Invalid(say.text("not_from_screen"))


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


class Guesses(NamedTuple):
    """What players who do not read would answer, by the name of their way of guessing, and the share of the points, from
    `least` to `most`, that each may earn with it.

    It is the mean over the exercises `among` which one is judged: of a single question, some option has to be the longest.
    Where `alone`, one exercise says enough.
    """

    answers: dict[str, Any]
    among: Text
    most: float
    least: float = 0
    alone: bool = False


MARGIN = 0.15  # by which a share may differ from chance


class Criterion(msgspec.Struct, forbid_unknown_fields=True):
    """What a person looks at in an answer, and the points that it can earn."""

    id: Aside
    text: Text
    points: int


def kind_of_module(module: str) -> str:
    """The kind whose folder a module lies in: kind_of_module(__name__) in kinds/sort/model.py is "sort"."""
    return module.split(".")[-2]


class Exercise(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", kw_only=True, dict=True):
    """One exercise, as its YAML file says it. Texts use paragraphs, **bold**, *italic* and "- " lists, nothing else.

    A kind answers eight questions: which problems its file has, what the learner is shown (never the key), how long answering
    takes, how an answer is read, what it is worth, which sample answers prove all that, what is left of it without its key, and
    what somebody would answer who goes by its form alone.
    Answers are JSON values as the screen sends them, and of the `Shape` that the kind names: an answer may come from anybody, and
    what is of no such shape, or of a depth or a size that none has, is refused before any code of the kind meets it. A seed is any
    text, and the same seed gives the same variant.
    """

    Shape: ClassVar[Any] = None  # the type of the answers, such as list[str]
    since: ClassVar[tuple[str, ...]] = ()  # fields younger than the sheets that learners have: saying nothing, they change no fingerprint

    title: Text
    concepts: list[str]
    prompt: Text
    hints: list[Text]
    explain: Text
    show: list[AnyThing] = []
    points: int = 1
    minutes: float = 0.0  # as its author knows better than the sum of `seconds`
    id: str = ""  # chapter/name; given by the bank, from the file's path
    keyless: bool = False  # given by `sealed`

    @property
    def kind(self) -> str:
        """The name of its kind, which is that of the kind's folder."""
        return str(self.__struct_config__.tag)

    @property
    def varies(self) -> bool:
        """Whether another seed gives other numbers, so that trying again is a new exercise."""
        return False

    def problems(self) -> Iterator[Problem]:
        if self.keyless:
            yield Problem("keyless", say.text("problem.keyless"))
        if not self.hints:
            yield Problem("hints", say.text("problem.hints"))
        if not 1 <= self.points <= 20:
            yield Problem("points", say.text("problem.between", value=self.points, least=1, most=20))
        yield from faults(self.show, "show")
        if not 0 <= self.minutes <= 60:
            yield Problem("minutes", say.text("problem.minutes", value=self.minutes, most=60))

    def concepts_named(self) -> dict[str, str]:
        """Every concept that the file names, by its field."""
        return {f"concepts[{place}]": each for place, each in enumerate(self.concepts)}

    def _check_concepts(self, field: str, parts: list[Any]) -> Iterator[Problem]:
        """What a part is about, the exercise is about."""
        for place, part in enumerate(parts):
            for each in part.concepts:
                if each not in self.concepts:
                    yield unknown(f"{field}[{place}].concepts", each, self.concepts)

    def parts(self) -> list[Any]:
        """What feedback can be about: options, items, rows, … each with `id` and `text`."""
        return []

    def things(self) -> list[AnyThing]:
        """All that it gives to look at, wherever in it."""
        return self.show

    def seconds(self, lang: str) -> float:
        """How long it takes somebody who reads it all once and, as they are right half the time, half of what is said of mistakes."""
        if lang not in self._seconds:
            self._seconds[lang] = self._read_in(lang) + self.work(lang)
        return self._seconds[lang]

    @cached_property
    def _seconds(self) -> dict[str, float]:
        """What is known of them, by language: words are counted once, though the lesson and the screen both ask."""
        return {}

    def _read_in(self, lang: str) -> float:
        shown = sum(map(words, texts(self.shown("", lang), "text")))
        shown += sum(
            words(each) for each in (*(text.get(lang) for text in (self.title, self.prompt, self.explain)), looks.text(self.things(), lang))
        )
        rest = sum(map(words, texts(msgspec.to_builtins(self), lang))) - shown
        return reading(shown + max(0, rest) / 2)

    def work(self, lang: str) -> float:
        """The seconds that answering takes, reading apart."""
        raise NotImplementedError

    @property
    def takes(self) -> float:
        """The minutes that it takes, in the language in which it takes longer: the sum, rounded up, or what its author says."""
        return self.minutes or ceil(max(self.seconds(lang) for lang in LANGUAGES) / 60)

    def values(self, seed: str) -> dict[str, float]:
        """The variant's numbers, by the name that texts use for them in braces."""
        return {}

    def criteria(self) -> list[Criterion]:
        """By what a person marks it; nothing where the machine does."""
        return []

    @property
    def by_hand(self) -> bool:
        """Whether a person marks it."""
        return bool(self.criteria())

    @property
    def taken_from(self) -> str:
        """The piece of the workbook, chapter/name, that is its answer; nothing for what is answered here."""
        return ""

    def sealed(self, seed: str) -> Exercise:
        """The exercise without its key: it is shown and read as before, and nothing in it tells what an answer is worth.

        `seed` is for kinds of which the file's own order would tell: theirs is drawn from it.
        """
        raise NotImplementedError

    def held_back(self) -> Exercise:
        """The exercise without what practice shows while one works, and an assignment only tells with the marks."""
        return self

    def told_late(self, raw: Any, seed: str) -> list[Remark]:
        """What an answer has led to of that which was `held_back`; nothing for one that cannot be read."""
        return []

    def _without(self, **changed: Any) -> Self:
        """The exercise with these fields changed and, as for every kind, nothing explained and no concept named."""
        return msgspec.structs.replace(self, explain=BLANK, concepts=[], keyless=True, **changed)

    def content(self, seed: str, lang: str) -> dict[str, Any]:
        """The exercise in one language, as the screen shows it: without key or feedback."""
        return {
            "id": self.id,
            "kind": self.kind,
            "lang": lang,
            "title": self.title.get(lang),
            "prompt": self.prompt.fill(self.values(seed)).get(lang),
            "points": self.points,
            "minutes": self.takes,
            "show": looks.nodes(self.show, lang),
            **self.shown(seed, lang),
        }

    def shown(self, seed: str, lang: str) -> dict[str, Any]:
        """What the screen needs of this kind, without key or feedback."""
        raise NotImplementedError

    def read_out(self, lang: str) -> list[list[str]]:
        """What there is to choose from, to place or to order, list by list, where it can only be read. Nothing for most kinds."""
        return []

    def shaped(self, raw: Any) -> Any:
        """An answer as the screen sends it, None where it is none. Raises Invalid where it is not of the kind's shape."""
        if raw in (None, "", [], {}):
            return None
        try:
            return self.received(msgspec.json.encode(raw))
        except (TypeError, ValueError, RecursionError):  # nothing that JSON could say
            raise not_from_screen() from None

    def received(self, raw: bytes | msgspec.Raw) -> Any:
        """The same of an answer in JSON, which may come from anybody. Raises Invalid, whatever the bytes."""
        try:
            return _decoder(self.Shape).decode(raw) or None
        except (msgspec.DecodeError, ValueError, RecursionError):
            raise not_from_screen() from None

    def read(self, raw: Any, lang: str) -> Any:
        """The answer meant by `raw`, which is of the kind's shape, or None. Raises Invalid; not for one that is merely `unfinished`."""
        raise NotImplementedError

    def seen(self, raw: Any, lang: str) -> Any:
        """What the screen shows of an answer while it is being given, as JSON has it: nothing of the key. None for most kinds.

        `raw` is of the kind's shape, or None; it need not be one that can be read.
        """
        return None

    def unfinished(self, answer: Any) -> Text | None:
        """What is left to do in an answer of which only a part is there, such as "7 items left to place"; None where it is whole."""
        return None

    def grade(self, answer: Any, seed: str) -> tuple[float, list[Remark]]:
        """The share of the points that an answer earns, from 0 to 1, and the feedback. What is left out earns nothing, and is no mistake."""
        raise NotImplementedError

    def by_concept(self, answer: Any, seed: str) -> Iterable[tuple[str, float]]:
        """Where parts of the exercise are about a concept each: the concepts, each with how far the answer is right there, from 0 to 1.

        Nothing for what was left out. A score says little of each of nine concepts; these results say it.
        """
        return ()

    def solution(self, seed: str) -> Text:
        """The right answer in words."""
        raise NotImplementedError

    def explained(self, seed: str) -> Text:
        """What is said once the answer is right."""
        return self.explain.fill(self.values(seed))

    def samples(self, seed: str) -> Samples:
        raise NotImplementedError

    def guesses(self, seed: str, lang: str) -> Guesses | None:
        """What players who do not read would answer; asked of a sealed exercise, so that no key can slip in. None where a person marks."""
        raise NotImplementedError

    def mark(self, raw: Any, seed: str, lang: str, handed_in: bool = False) -> Mark:
        """What the raw answer is worth. Never raises, whatever the answer; executes nothing of it.

        An unfinished one is sent back, as long as it can be finished; once `handed_in`, what is there counts. Raises TypeError
        for a sealed exercise, which cannot know.
        """
        if self.keyless:
            raise TypeError(f"{self.id} is sealed: its key is elsewhere")
        try:
            answer = self.read(self.shaped(raw), lang)
        except Invalid as problem:
            return self.unreadable(problem)
        left = self.unfinished(answer)
        if left and not handed_in:
            return self.unreadable(Invalid(left))
        lacking = [Remark(say.text("unfinished", what=left))] if left else []
        if self.by_hand:
            return Mark(0, self.points, "pending", lacking)
        share, remarks = self.grade(answer, seed)
        remarks = [*lacking, *remarks]
        status: Status = "right" if share >= 1 else "wrong" if share <= 0 else "partial"
        # A partial answer never rounds up to a full mark, nor down to nothing.
        score = self.points * share if status != "partial" else min(max(round(self.points * share, 2), 0.01), self.points - 0.01)
        if status == "right":
            remarks = [*remarks, Remark(self.explained(seed), right=True)]
        return Mark(score, self.points, status, remarks)

    def unreadable(self, problem: Invalid) -> Mark:
        """The mark of an answer that cannot be read as one."""
        return Mark(0, self.points, "invalid", [Remark(problem.text)])


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder:
    return msgspec.json.Decoder(shape | None)


def texts(content: Any, name: str) -> Iterator[str]:
    """The texts called `name` in nested data: those in a language, or those that a screen is given."""
    if isinstance(content, dict):
        if isinstance(content.get(name), str):
            yield content[name]
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from texts(each, name)


def drawn(seed: str, name: str, count: int) -> int:
    """A whole number from 0 to count - 1, the same on every machine for the same seed and name."""
    digest = hashlib.sha256(f"{seed}|{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


def shuffled(ids: list[str], seed: str) -> list[str]:
    """The ids in an order drawn from the seed."""
    return sorted(ids, key=lambda each: hashlib.sha256(f"{seed}|order|{each}".encode()).digest())


def by_form(parts: list[Any], lang: str) -> dict[str, list[str]]:
    """The ids of parts in the orders that somebody who does not read them can think of."""
    texts = {each.id: each.text.get(lang) for each in parts}
    ids = list(texts)
    return {
        "longest": sorted(ids, key=lambda each: -len(texts[each])),
        "shortest": sorted(ids, key=lambda each: len(texts[each])),
        "commas": sorted(ids, key=lambda each: -len(re.findall("[,;:]", texts[each]))),
        "joined": sorted(ids, key=lambda each: -len(re.findall(r"\b(?:and|et)\b", texts[each].casefold()))),
        "first": ids,
        "last": ids[::-1],
    }


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def listing(lines: list[Text]) -> Text:
    """Several texts as one list."""
    return Text(**{lang: "\n".join(f"- {line.get(lang)}" for line in lines) for lang in LANGUAGES})
