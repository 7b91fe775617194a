"""Skeletons: a small exercise of each kind to be rewritten, each field with what it is for; and an assignment's file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from textwrap import wrap
from typing import Any

import msgspec
import yaml

from .. import bank
from ..errors import CourseError
from ..files import write_new
from ..kinds import KINDS, Kind
from ..reading import read_yaml
from ..text import LANGUAGES
from ..words import Words

say = Words(__file__)

ASSIGNMENT = "assignment"
_FIRST, _LAST = ("title", "prompt"), ("points", "hints", "explain", "concepts", "minutes", "show")
COMMON = _FIRST + _LAST  # the fields of every exercise
_WIDE = 100


class CannotWrite(CourseError):
    """A skeleton that cannot be written; the text says why."""


def write_skeleton(kind: str, path: Path, lang: str) -> Path:
    """Writes the skeleton of an exercise of a kind, or of an assignment, into a file that is not there yet; returns its path.

    Raises CannotWrite and OSError.
    """
    if kind not in (*KINDS, ASSIGNMENT):
        near = get_close_matches(kind, (*KINDS, ASSIGNMENT), n=1)
        meant = say("choosing.near", lang, near=near[0]) if near else ""
        raise CannotWrite(say.text("skeleton.no_kind", kind=kind, meant=meant, known=", ".join((*KINDS, ASSIGNMENT))))
    if path.name in ("", ".."):
        raise CannotWrite(say.text("skeleton.no_name", file=path))
    path = path if path.suffix == ".yaml" else path.with_name(f"{path.name}.yaml")
    if path.exists():
        raise CannotWrite(say.text("skeleton.exists", file=path))
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_new(path, (assignment(lang) if kind == ASSIGNMENT else exercise(KINDS[kind], lang)).encode())


def exercise(kind: Kind, lang: str) -> str:
    """An exercise of a kind in one language, which is enough for one's own, with a comment on each field."""
    shown = example(kind, lang)
    fields = {each.encode_name: each.required for each in msgspec.structs.fields(kind.Exercise)}
    lines = [*_comment(say("skeleton.about", lang, kind=kind.say("kind", lang), name=kind.name)), f"kind: {kind.name}"]
    for name in written(kind):
        remark = about(kind, name, lang)
        if remark and not (fields[name] and name not in bank.left_out()):
            remark = say("skeleton.optional", lang, about=remark)
        lines += ["", *_comment(remark), *_value(name, shown)]
    return "\n".join(lines) + "\n"


def written(kind: Kind) -> list[str]:
    """The fields of a kind's files, in the order in which one writes them."""
    fields = {each.encode_name for each in msgspec.structs.fields(kind.Exercise)} - {"id", "keyless"}
    own = [name for name in dict.fromkeys([*read_yaml(kind.example), *sorted(fields)]) if name not in (*COMMON, "kind")]
    return [name for name in (*_FIRST, *own, *_LAST) if name in fields]


def example(kind: Kind, lang: str) -> dict[str, Any]:
    """The kind's small exercise, in one language."""
    return _in_one(read_yaml(kind.example), lang) | {"concepts": []}


def in_lines(kind: Kind, lang: str) -> str:
    """The same as its file would say it, without a remark."""
    shown = example(kind, lang)
    return dumped({"kind": kind.name} | {name: shown[name] for name in written(kind) if shown.get(name)}, lang)


def dumped(data: dict[str, Any], lang: str) -> str:
    """Fields in one language, as a file would say them."""
    return "\n".join(line for name in data for line in _value(name, _in_one(data, lang)))


def about(kind: Kind, name: str, lang: str) -> str:
    """What a field of a kind is for; "" where nobody has said."""
    if name in kind.say.every(lang, "field"):
        return kind.say(f"field.{name}", lang)
    return say(f"field.{name}", lang) if name in say.every(lang, "field") else ""


def assignment(lang: str) -> str:
    """An assignment's file with a comment on each field."""
    now = datetime.now()
    moments = {name: (now + timedelta(days=days)).strftime("%Y-%m-%d 18:00 Europe/Paris") for name, days in _DAYS.items()}
    lines = [f"title: {say('skeleton.week', lang)}", *_comment(say("brief_field.exercises", lang)), "exercises:"]
    lines += ["  - smo-basics/delete-or-not", "  - {exercise: smo-basics/snowball-doubling, points: 4}"]
    lines += [*_comment(say("brief_field.due", lang)), f"due: {moments['due']}"]
    names = {"folder": say("skeleton.folder", lang), "table": say("skeleton.table", lang)}
    for name, example in _OPTIONAL.items():
        lines += ["", *_comment(say(f"brief_field.{name}", lang)), f"# {name}: {example.format(**moments, **names)}"]
    return "\n".join(lines) + "\n"


_OPTIONAL = {
    "late": '{{until: "{until}", penalty: 10}}',
    "bank": "{folder}",
    "roster": "{table}.xlsx",
    "extensions": '{{anna@example.org: "{later}"}}',
    "opens": '"{opens}"',
    "attempts": "2",
    "variants": "same",
    "feedback": "at-once",
    "anonymous": "true",
}
_DAYS = {"opens": 0, "due": 7, "until": 9, "later": 11}  # from now


def _in_one(data: Any, lang: str) -> Any:
    """An example's data with its texts in one language."""
    if isinstance(data, dict):
        return data[lang] if set(data) == {*LANGUAGES} else {name: _in_one(each, lang) for name, each in data.items()}
    return [_in_one(each, lang) for each in data] if isinstance(data, list) else data


def _value(name: str, example: dict[str, Any]) -> Iterator[str]:
    """A field as the example has it; one that it does not have, as a comment."""
    if name not in example:
        yield f"# {name}:"
        return
    value = example[name]
    flow = None if isinstance(value, list | dict) and value else False
    told = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=_WIDE).removesuffix("...\n").rstrip()
    if isinstance(value, list | dict) and (flow is False or told.count("\n") or told[0] not in "[{"):
        yield from ([f"{name}:", *(f"  {line}" for line in told.split("\n"))] if value else [f"{name}: {told}"])
    else:
        yield f"{name}: {told}"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDE)] if text else []
