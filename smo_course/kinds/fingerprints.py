"""By what an exercise, or what it asks, is recognised: whether what learners have is still what the trainer has."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from ..text import LANGUAGES
from .base import Exercise


def fingerprint(exercise: Exercise) -> str:
    """By which an exercise is recognised: it changes with any word or number of it on which a mark depends."""
    weighed = _weighed(msgspec.to_builtins(exercise))
    kept = {name: each for name, each in weighed.items() if each or name not in exercise.since}
    return hashlib.sha256(msgspec.json.encode(kept)).hexdigest()


_ASIDE = ("title", "hints", "explain", "concepts", "points", "minutes", "show")  # of an exercise, and no part of its question


def asked(exercise: Exercise) -> str:
    """By which the question of a sealed exercise is recognised: what an answer answers. It changes with any word or number that
    a learner has to go by, but not with the key, the points, the title, the hints, the rubric, or the order of parts."""
    rubric = msgspec.to_builtins(exercise.criteria())
    kept = {name: each for name, each in msgspec.to_builtins(exercise).items() if name not in _ASIDE and (each != rubric or not rubric)}
    return hashlib.sha256(msgspec.json.encode(_unordered(said(_weighed(kept))), order="sorted")).hexdigest()


def parts_of(exercise: Exercise) -> str:
    """By which the parts of a sealed exercise are recognised, whatever their wording: an answer to one can be read by another that
    has the same parts."""
    return asked(msgspec.convert(_wordless(msgspec.to_builtins(exercise)), type(exercise)))


def _wordless(data: Any) -> Any:
    """Nested data with nothing in its texts."""
    if isinstance(data, dict):
        return dict.fromkeys(data, "") if set(data) == {*LANGUAGES} else {name: _wordless(each) for name, each in data.items()}
    return [_wordless(each) for each in data] if isinstance(data, list) else data


def _unordered(data: Any) -> Any:
    """Nested data in which parts stand in the order of their ids."""
    if isinstance(data, dict):
        return {name: _unordered(each) for name, each in data.items()}
    if isinstance(data, list):
        parts = [_unordered(each) for each in data]
        return (
            sorted(parts, key=lambda each: each["id"])
            if parts and all(isinstance(each, dict) and "id" in each for each in parts)
            else parts
        )
    return data


def _weighed(data: Any, inside: bool = False) -> Any:
    """Nested data without what there is to look at, and what parts are about: no mark depends on these."""
    if isinstance(data, dict):
        return {name: _weighed(each, True) for name, each in data.items() if name != "show" and not (inside and name == "concepts")}
    return [_weighed(each, True) for each in data] if isinstance(data, list) else data


def said(data: Any) -> Any:
    """Nested data without the fields that say nothing, of which later versions of the course have more; and with whole numbers
    written in one way, as YAML and JSON do not."""
    if isinstance(data, dict):
        return {name: told for name, each in data.items() if (told := said(each))}
    if isinstance(data, float) and data.is_integer():
        return int(data)
    return [said(each) for each in data] if isinstance(data, list) else data
