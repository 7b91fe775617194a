"""Reading what an author wrote as the type that it should be: everything that is wrong is said at once, each with its place.

msgspec reads and stops at the first fault; where there is one, this walks through the rest. And where one language is enough,
as for a trainer's own exercises, a text may stand in one, or by itself, and may be a number or a day, which YAML takes for no text.
"""

from __future__ import annotations

import re
import types
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from .problems import Problem, as_problem, types_said
from .text import LANGUAGES
from .words import Words

say = Words(__file__)

_NUMBER = re.compile(r"\s*-?\d+,\d+\s*")


def faults(data: Any, schema: Any) -> list[Problem]:
    """All that keeps plain data from being of a type."""
    walk = _Walk(one_language=False)
    walk.at(data, schema, "")
    return walk.found


def in_both(data: Any, schema: Any) -> Any:
    """Plain data with each text that stands in one language, or by itself, in both: the same in each; and with a number as a text
    where one is wanted."""
    return _Walk(one_language=True).at(data, schema, "")


@cache
def _fields(cls: type[msgspec.Struct]) -> dict[str, tuple[Any, bool]]:
    return {each.encode_name: (each.type, each.required) for each in msgspec.structs.fields(cls)}


def _is_struct(schema: Any) -> bool:
    return isinstance(schema, type) and issubclass(schema, msgspec.Struct)


class _Walk:
    def __init__(self, one_language: bool):
        self.found: list[Problem] = []
        self._one_language = one_language

    def at(self, data: Any, schema: Any, path: str) -> Any:
        """What stands at a place, as it is read; what is wrong there is noted."""
        origin = get_origin(schema)
        if self._one_language and _is_plain(data) and _wants_text(schema):
            data = str(data)
        if origin is Annotated:
            return self.at(data, get_args(schema)[0], path)
        if origin in (Union, types.UnionType):
            return self._one_of(data, get_args(schema), schema, path)
        if origin is list and isinstance(data, list):
            return [self.at(each, get_args(schema)[0], f"{path}[{place}]") for place, each in enumerate(data)]
        if origin is dict and isinstance(data, dict):
            return {name: self.at(each, get_args(schema)[1], f"{path}.{name}".strip(".")) for name, each in data.items()}
        if _is_struct(schema):
            return self._group(data, schema, path)
        self._leaf(data, schema, path)
        return data

    def _one_of(self, data: Any, members: tuple[Any, ...], schema: Any, path: str) -> Any:
        if data is None and type(None) in members:
            return data
        structs = [each for each in members if _is_struct(each)]
        if structs and len(structs) == len(members) > 1:
            return self._tagged(data, structs, path)
        for each in members:
            shape = dict if _is_struct(each) or get_origin(each) is dict else list if get_origin(each) is list else None
            if shape and isinstance(data, shape):
                return self.at(data, each, path)
        if (
            self._one_language
            and not (_is_plain(data) and float in members)
            and len(structs) == 1
            and set(_fields(structs[0])) == {*LANGUAGES}
            and str not in members
        ):
            return self.at(data, structs[0], path)
        self._leaf(data, schema, path)
        return data

    def _tagged(self, data: Any, structs: list[Any], path: str) -> Any:
        """One of several kinds, told by a field."""
        by_tag = {str(each.__struct_config__.tag): each for each in structs}
        field = structs[0].__struct_config__.tag_field
        place = f"{path}.{field}".strip(".")
        if not isinstance(data, dict):
            self._note(path, "schema.group", found=types_said(_type(data)))
        elif field not in data:
            self._note(path, "schema.no_kind", name=field, known=", ".join(by_tag))
        elif str(data[field]) not in by_tag:
            self._note(place, "schema.value_of", found=str(data[field]), known=", ".join(by_tag))
        else:
            return self._group(data, by_tag[str(data[field])], path)
        return data

    def _group(self, data: Any, cls: type[msgspec.Struct], path: str) -> Any:
        fields, config = _fields(cls), cls.__struct_config__
        if self._one_language and set(fields) == {*LANGUAGES}:
            data = _both(data)
        if not isinstance(data, dict):
            self._note(path, "schema.group", found=types_said(_type(data)))
            return data
        ours = ("id", "keyless") if "keyless" in fields else ()  # which no author says
        known = [*(name for name in fields if name not in ours), *([str(config.tag_field)] if config.tag is not None else [])]
        for name in data:
            if name not in known and config.forbid_unknown_fields:
                near = get_close_matches(str(name), known, n=1)
                place = f"{path}.{name}".strip(".")
                self._note(
                    place, "schema.unknown_near" if near else "schema.unknown_of", near=near[0] if near else "", known=", ".join(known)
                )
        for name, (_, required) in fields.items():
            if required and name not in data:
                self._note(path, "schema.missing", name=name)
        return {
            name: self.at(each, fields[name][0], f"{path}.{name}".strip(".")) if name in fields else each for name, each in data.items()
        }

    def _leaf(self, data: Any, schema: Any, path: str) -> None:
        try:
            msgspec.convert(data, schema)
        except msgspec.ValidationError as error:
            allowed = [str(each) for member in [schema, *get_args(schema)] if get_origin(member) is Literal for each in get_args(member)]
            if allowed:
                self._note(path, "schema.value_of", found=str(data), known=", ".join(allowed))
            elif isinstance(data, str) and _NUMBER.fullmatch(data):
                self._note(path, "schema.comma", found=data, meant=data.strip().replace(",", "."))
            else:
                field, reason = as_problem(error)
                inner = "" if field == "file" else field
                self.found.append(Problem(f"{path}{'' if inner.startswith('[') else '.'}{inner}".strip(".") or "file", reason))

    def _note(self, path: str, message: str, /, **values: Any) -> None:
        self.found.append(Problem(path or "file", say.text(message, **values)))


def _is_plain(data: Any) -> bool:
    """Whether it is a number or a day, as YAML reads them."""
    return isinstance(data, int | float | date) and not isinstance(data, bool)


def _wants_text(schema: Any) -> bool:
    """Whether a text is wanted there, and nothing that a number or a day could be."""
    if get_origin(schema) is Annotated:
        return _wants_text(get_args(schema)[0])
    if get_origin(schema) in (Union, types.UnionType):
        members = get_args(schema)
        return any(map(_wants_text, members)) and not any(each in (int, float, date) for each in members)
    return schema is str or (_is_struct(schema) and set(_fields(schema)) == {*LANGUAGES})


def _both(data: Any) -> Any:
    """A text, or a list of wordings, in every language, where it stands in one or by itself."""
    if isinstance(data, str | list):
        return dict.fromkeys(LANGUAGES, data)
    if isinstance(data, dict) and len(data) == 1 and next(iter(data)) in LANGUAGES:
        return dict.fromkeys(LANGUAGES, next(iter(data.values())))
    return data


def _type(data: Any) -> str:
    """The type of plain data, as msgspec calls it; words.yaml says it."""
    names: dict[type, str] = {dict: "object", list: "array", str: "str", bool: "bool", int: "int", float: "float", type(None): "null"}
    return f"`{names.get(type(data), type(data).__name__)}`"
