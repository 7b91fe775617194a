"""The fields of a file, read from the types that it is read as: what may stand there, whether it must, and what it is for."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from ...looks.things import Thing
from ...text import LANGUAGES, Text
from ...words import Words

say = Words(__file__)

About = Callable[[str, str], str]  # what a field is for, by the name of the group that it stands in and its own; "" for the top


class Field(NamedTuple):
    """`depth` counts the groups around it. Of a group of which there are several kinds, a kind stands in a row of its own."""

    name: str
    depth: int
    holds: str
    required: bool
    default: str
    about: str
    kind: bool = False


def fields(cls: type[msgspec.Struct], lang: str, about: About, only: Callable[[str], bool] = lambda name: True) -> Iterator[Field]:
    """The fields of a type and of the groups within them, in order, each group's below it. `only` chooses among the topmost."""
    for each in msgspec.structs.fields(cls):
        if only(each.encode_name):
            yield from _field(each, "", 0, lang, about)


def _field(each: Any, group: str, depth: int, lang: str, about: About) -> Iterator[Field]:
    name = each.encode_name
    yield Field(name, depth, holds(each.type, lang), each.required, _default(each.default, lang), about(group, name))
    inside = [] if shows(each.type) else [struct for struct in _structs(each.type) if not _is_text(struct)]
    if len(inside) == 1:
        for one in msgspec.structs.fields(inside[0]):
            yield from _field(one, name, depth + 1, lang, about)
    elif inside:
        yield from _kinds(inside, name, depth + 1, lang, about)


def _kinds(inside: list[type[msgspec.Struct]], group: str, depth: int, lang: str, about: About) -> Iterator[Field]:
    """A group of which there are several kinds: what all have, then each with what it alone has."""
    every = [msgspec.structs.fields(struct) for struct in inside]
    common = [each for each in every[0] if all(each.name in {other.name for other in others} for others in every)]
    tags = ", ".join(str(struct.__struct_config__.tag) for struct in inside)
    yield Field(
        str(inside[0].__struct_config__.tag_field), depth, say("holds.one_of", lang, values=tags), True, "", say("about_kind", lang)
    )
    for each in common:
        yield from _field(each, group, depth, lang, about)
    for struct, own in zip(inside, every, strict=True):
        tag = str(struct.__struct_config__.tag)
        yield Field(tag, depth, "", False, "", about(group, tag), kind=True)
        for each in own:
            if each.name not in {other.name for other in common}:
                yield from _field(each, group, depth + 1, lang, about)


def shows(schema: Any) -> bool:
    """Whether something to look at stands there, of which there are more kinds than one wants to read twice."""
    return any(issubclass(struct, Thing) for struct in _structs(schema))


def holds(schema: Any, lang: str) -> str:
    """What may stand there, in words."""
    origin, inside = get_origin(schema), [each for each in get_args(schema) if each is not type(None)]
    if origin is Annotated:
        return say("holds.id", lang) if inside[0] is str else holds(inside[0], lang)
    if origin is Literal:
        return say("holds.one_of", lang, values=", ".join(map(str, inside)))
    if shows(schema):
        return say("holds.things", lang)
    if origin in (Union, types.UnionType):
        return say("holds.or", lang).join(dict.fromkeys(holds(each, lang) for each in inside))
    if origin is list:
        return say("holds.list", lang, of=say("holds.name", lang) if inside[0] is str else holds(inside[0], lang))
    if origin is dict:
        key = say("holds.name" if inside[0] is str else "holds.id", lang)
        return say("holds.each", lang, key=key, of=holds(inside[1], lang))
    if isinstance(schema, type) and issubclass(schema, msgspec.Struct):
        return say("holds.text" if schema is Text else "holds.wordings" if _is_text(schema) else "holds.group", lang)
    return say(f"holds.{_PLAIN[schema]}", lang)


_PLAIN = {str: "plain", float: "number", int: "whole", bool: "truth", date: "day", Any: "moment"}


def _default(value: Any, lang: str) -> str:
    """What holds where the field is left out, where that is worth saying."""
    if value is msgspec.NODEFAULT or (not value and not isinstance(value, bool)):
        return ""
    return say("else", lang, value=str(value).lower() if isinstance(value, bool) else value)


def _is_text(struct: type[msgspec.Struct]) -> bool:
    return set(struct.__struct_fields__) == {*LANGUAGES}


def _structs(schema: Any) -> list[type[msgspec.Struct]]:
    """The groups that a type names, however deep in lists."""
    if isinstance(schema, type) and issubclass(schema, msgspec.Struct):
        return [schema]
    return [struct for each in get_args(schema) for struct in _structs(each)]
