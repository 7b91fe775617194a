"""The kinds of exercise: a folder each, and the one list that names them.

A folder holds all that a kind is: model.py (what its files say, how an answer is read and marked), telling.py (how it is told
in words), view.js and style.css (how it looks), words.yaml, and example.yaml, a small exercise for tests. Whoever needs
something of an exercise asks `kind_of(exercise)`; nothing outside asks which kind it is.
"""

from __future__ import annotations

import re
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Union

import msgspec

from ..errors import Incomplete as Incomplete
from ..pieces.blocks import AnyBlock
from ..text import LANGUAGES, Text, listed
from ..words import FILE, Words
from .base import Exercise, Invalid, Mark
from .base import say as all_say
from .question import Question
from .telling import Section, Tally, Teller

NAMES = ("choice", "sort", "match", "order", "number", "term", "scenario", "schedule", "query", "draft", "campaign", "piece", "essay")

_METHODS = ("shown", "work", "read", "grade", "solution", "sealed", "samples", "guesses")
_TELLING = ("said", "key", "slips", "question")
_FILES = ("view.js", "style.css", FILE, "example.yaml")
# What draws it, and what a screen calls it: these files are read in earnest only once a screen asks.
_PARTS = (("view.js", "render", r"^export const render\b"), (FILE, "kind", "^kind:"))


def _incomplete(name: str, lacking: list[str]) -> Incomplete:
    return Incomplete(Text(**{lang: all_say("lacks", lang, name=name, lacking=listed(lacking, lang)) for lang in LANGUAGES}))


class Kind:
    """One kind of exercise, complete. Raises Incomplete for a folder that is not."""

    def __init__(self, name: str, package: str = __package__):
        self.name, self.folder = name, Path(import_module(package).__path__[0]) / name
        modules = [each for each in ("model.py", "telling.py") if not (self.folder / each).is_file()]
        if modules:
            raise _incomplete(name, modules)
        module = import_module(f"{package}.{name}.model")
        self.Exercise: type[Exercise] = next(
            (
                each
                for each in vars(module).values()
                if isinstance(each, type) and issubclass(each, Exercise) and each.__module__ == module.__name__
            ),
            Exercise,
        )
        self._telling: ModuleType = import_module(f"{package}.{name}.telling")
        lacking = [f"model.py: {each}()" for each in _METHODS if getattr(self.Exercise, each) is getattr(Exercise, each)]
        lacking += ["model.py: Shape"] if self.Exercise.Shape is None else []
        lacking += ["model.py: tag=kind_of_module(__name__)"] if self.Exercise.__struct_config__.tag != name else []
        lacking += [f"telling.py: {each}()" for each in _TELLING if not callable(getattr(self._telling, each, None))]
        lacking += [each for each in _FILES if not (self.folder / each).is_file()]
        for file, part, there in _PARTS:
            if file not in lacking and not re.search(there, (self.folder / file).read_text(encoding="utf-8"), flags=re.MULTILINE):
                lacking.append(f"{file}: {part}")
        if lacking:
            raise _incomplete(name, lacking)

    @cached_property
    def say(self) -> Words:
        return Words(str(self.folder / "model.py"))

    @property
    def example(self) -> str:
        """A small exercise of the kind, as its file would say it."""
        return f"kind: {self.name}\n" + (self.folder / "example.yaml").read_text(encoding="utf-8")

    def said(self, exercise: Exercise, raw: bytes | msgspec.Raw, lang: str) -> str:
        """An answer in JSON as its learner would read it: the texts of what was chosen. Any answer can be said, readable or not."""
        try:
            answer = exercise.received(raw)
        except Invalid as problem:
            return problem.text.get(lang)
        return "–" if answer is None else self._telling.said(exercise, answer, lang)

    def laid(self, exercise: Exercise, raw: bytes | msgspec.Raw) -> list[AnyBlock]:
        """An answer in JSON, laid out for a screen that can set it; nothing for what is no more than a text."""
        found = getattr(self._telling, "laid", None)
        try:
            answer = exercise.received(raw) if found else None
        except Invalid:
            return []
        return found(exercise, answer) if found and answer is not None else []

    def key(self, exercise: Exercise, seed: str, lang: str) -> list[Section]:
        """The key and the feedback, for a trainer, in sections."""
        tell = self._teller(exercise, seed, lang)
        told = [tell.section(tell.shared("key.answer"), text=exercise.solution(seed))]
        told += self._telling.key(exercise, tell)
        told.append(tell.section(tell.shared("key.hints"), rows=[tell.row(text=hint) for hint in exercise.hints]))
        if not exercise.by_hand:  # whose explanation is its right answer
            told.append(tell.section(tell.shared("key.explain"), text=exercise.explained(seed)))
        return told

    def slips(self, exercise: Exercise, raw: Any, mark: Mark, typed_in: str, seed: str, lang: str) -> list[str]:
        """What was wrong in an answer, in words: the same words for the same mistake, so that mistakes can be counted.

        `typed_in` is the language in which the answer was given. What a person marks is told by `unearned`.
        """
        if mark.status == "invalid":
            return [all_say("slip.unreadable", lang)]
        if mark.status in ("right", "pending"):
            return []
        return list(self._telling.slips(exercise, self._teller(exercise, seed, lang), raw, mark, typed_in))

    def unearned(self, exercise: Exercise, points: dict[str, float], lang: str) -> list[str]:
        """The criteria for which a person gave no point."""
        tell = self._teller(exercise, "", lang)
        return [
            tell.shared("slip.criterion", what=tell.line(each.text))
            for each in exercise.criteria()
            if points.get(each.id, each.points) <= 0
        ]

    def question(self, exercise: Exercise, seed: str) -> Question:
        """What it amounts to for other systems."""
        return self._telling.question(exercise, seed)

    def tallies(self, exercise: Exercise, lang: str) -> list[Tally]:
        """What to count of a class's answers besides what is wrong; nothing for most kinds."""
        found = getattr(self._telling, "tallies", None)
        return found(exercise, self._teller(exercise, "", lang)) if found else []

    def tallied(self, exercise: Exercise, raw: Any) -> list[list[Any]]:
        """What an answer adds to each tally: keys of its rows."""
        found = getattr(self._telling, "tallied", None)
        return found(exercise, raw) if found else []

    def _teller(self, exercise: Exercise, seed: str, lang: str) -> Teller:
        return Teller(exercise, self.say, seed, lang)


KINDS = {name: Kind(name) for name in NAMES}
if TYPE_CHECKING:
    AnyExercise = Exercise
else:  # what a file or a key is read as: which of them, its `kind` tells
    AnyExercise = Union[tuple(kind.Exercise for kind in KINDS.values())]  # noqa: UP007 (a list makes it)


def kind_of(exercise: Exercise) -> Kind:
    """All that the kind of an exercise can do with it."""
    return KINDS[exercise.kind]
