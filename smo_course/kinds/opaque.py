"""Ids that tell nothing. Authors name parts by what they are, `right` or `too-dear`; what learners get must not repeat it.

A kind says by its types which texts are ids, and which lists are never shown in the order of the file; the rest is done here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from .base import Exercise

Part = TypeVar("Part")
Id = Annotated[str, msgspec.Meta(extra={"hide": "id"})]  # of a part of an exercise, as its file and its answers name it
Aside = Annotated[str, msgspec.Meta(extra={"hide": "aside"})]  # an id that no answer names: a person's marks do
Mixed = Annotated[list[Part], msgspec.Meta(extra={"hide": "order"})]  # parts that are shown in an order drawn from a seed

_Change = Callable[[Any], Any]


def opaque(salt: str, *names: str) -> str:
    """An id that tells nothing to who does not know the salt; the same for the same names. A letter, then digits."""
    return "x" + hashlib.sha256("|".join((salt, *names)).encode()).hexdigest()[:12]


def with_opaque_ids(exercise: Exercise, salt: str) -> Exercise:
    """The same exercise with opaque ids for its parts, by which its answers name them; its own id stays."""
    return _changed(exercise, {"id": lambda name: opaque(salt, exercise.id, name)})


def as_given(sealed: Exercise, salt: str) -> Exercise:
    """A sealed exercise whose parts have opaque ids, as learners get it: with an opaque id of its own, and in no order of the file's."""
    hidden = _changed(
        sealed,
        {
            "aside": lambda name: opaque(salt, sealed.id, name),
            "order": lambda parts: sorted(parts, key=lambda each: each.id),
        },
    )
    return msgspec.structs.replace(hidden, id=opaque(salt, sealed.id))


def _changed(exercise: Exercise, changes: dict[str, _Change]) -> Any:
    return _change_of(type(exercise), tuple(changes))(exercise, changes)


@cache
def _change_of(kind: type[Exercise], hidden: tuple[str, ...]) -> Callable[[Any, dict[str, _Change]], Any]:
    from msgspec import inspect

    return _walk(inspect.type_info(kind), hidden, inspect) or (lambda value, changes: value)


def _walk(found: Any, hidden: tuple[str, ...], inspect: Any) -> Callable[[Any, dict[str, _Change]], Any] | None:
    """How to change a value of a type; None where it holds nothing to change."""
    match found:
        case inspect.Metadata(type=inner, extra=extra):
            within, what = _walk(inner, hidden, inspect), (extra or {}).get("hide")
            if what not in hidden:
                return within
            return lambda value, changes: changes[what](within(value, changes) if within else value)
        case inspect.StructType(fields=fields):
            parts = {each.name: part for each in fields if (part := _walk(each.type, hidden, inspect))}
            if not parts:
                return None
            return lambda value, changes: msgspec.structs.replace(
                value, **{name: part(getattr(value, name), changes) for name, part in parts.items()}
            )
        case inspect.ListType(item_type=item):
            each_of = _walk(item, hidden, inspect)
            return each_of and (lambda value, changes: [each_of(each, changes) for each in value])
        case inspect.DictType(key_type=key, value_type=held):
            left, right = _walk(key, hidden, inspect), _walk(held, hidden, inspect)
            if not left and not right:
                return None
            return lambda value, changes: {
                left(name, changes) if left else name: right(each, changes) if right else each for name, each in value.items()
            }
        case inspect.UnionType(types=types):
            ways = {_python(each, inspect): _walk(each, hidden, inspect) for each in types}
            if not any(ways.values()):
                return None
            return lambda value, changes: way(value, changes) if (way := ways.get(type(value))) else value
    return None


def _python(found: Any, inspect: Any) -> type:
    """The class of the values of a type, by which a union tells them apart."""
    match found:
        case inspect.Metadata(type=inner):
            return _python(inner, inspect)
        case inspect.StructType(cls=cls):
            return cls
        case inspect.ListType():
            return list
        case inspect.DictType():
            return dict
        case inspect.StrType():
            return str
    return type(None)
