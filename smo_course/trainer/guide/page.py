"""The page: made from the types that files are read as, the remarks of skeletons, and a small example of everything.

It draws its examples with the learners' own views, needs no other file, and knows both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

import msgspec

from ... import looks
from ...authored import read_as
from ...bank import left_out, parse
from ...data.case import companies
from ...errors import CourseError
from ...files import write_whole
from ...kinds import KINDS, Kind
from ...kinds.base import Exercise
from ...looks.things import AnyThing, Thing, pictures
from ...looks.things import say as say_of_looks
from ...reading import read_yaml
from ...screen import sources
from ...text import LANGUAGES
from ...words import Words
from ...workbook import shelf
from .. import skeleton
from ..brief import Brief
from ..standalone import standalone
from .fields import Field, fields

say = Words(__file__)

_HERE = Path(__file__).parent
SHOWN = _HERE / "shown.yaml"
_MARK = "<!doctype html>\n<!-- made by smo guide -->\n"
_SEED = "guide"
_MODULE = "trainer/guide/page.js"


class NotOurs(CourseError):
    """A file that stands where the page should go, and is no such page."""


def write(path: Path, lang: str) -> None:
    """Writes the page into a file. Raises NotOurs where another file is there, and OSError."""
    if path.exists() and not (path.is_file() and path.read_bytes().startswith(_MARK.encode())):
        raise NotOurs(say.text("not_ours", path=path))
    write_whole(path, page(lang).encode())


def page(lang: str) -> str:
    """The page, which opens in `lang`."""
    data = {"lang": lang, "languages": LANGUAGES, "in": {each: _in_language(each) for each in LANGUAGES}}
    return _MARK + standalone(say("page.title", lang), lang, _MODULE, KINDS, data, say("no_script", lang))


def _in_language(lang: str) -> dict[str, Any]:
    return {
        "words": {
            "page": sources.messages("trainer/guide/page", lang),
            "frame": sources.messages("screen/exercise", lang),
            "kinds": {kind: sources.messages(f"kinds/{kind}/view", lang) for kind in KINDS},
        },
        "common": _rows(common(lang)),
        "kinds": [_kind(each, lang) for each in KINDS.values()],
        "looks": [_look(each, lang) for each in shown()],
        "assignment": {"yaml": skeleton.assignment(lang), "fields": _rows(of_assignment(lang))},
        "mistakes": [
            {"about": say(f"mistake.{name}", lang), **_mistake(each, lang)} for name, each in read_yaml(_HERE / "mistakes.yaml").items()
        ],
        "known": {
            "pieces": [[id, shelf.load(id).title.get(lang)] for id in shelf.ids()],
            "companies": [[id, ""] for id in companies()],
            "pictures": [[id, ""] for id in pictures()],
        },
    }


# ---- the fields of everything, in one language


def common(lang: str) -> list[Field]:
    """The fields that every exercise has."""
    found = fields(Exercise, lang, lambda group, name: _of_every(name, lang), lambda name: name not in ("id", "keyless"))
    return [
        each._replace(required=each.required and each.name not in left_out())
        for each in _sorted(found, lambda each: skeleton.COMMON.index(each.name))
    ]


def of_kind(kind: Kind, lang: str) -> list[Field]:
    """Those that a kind adds."""
    shared = {each.encode_name for each in msgspec.structs.fields(Exercise)}
    order = skeleton.written(kind)
    found = fields(kind.Exercise, lang, lambda group, name: _of_part(kind, group, name, lang), lambda name: name not in shared)
    return _sorted(found, lambda each: order.index(each.name))


def of_assignment(lang: str) -> list[Field]:
    """Those of an assignment's file."""
    return list(fields(Brief, lang, lambda group, name: _of_brief(group, name, lang)))


def of_look(look: type[Thing], lang: str) -> list[Field]:
    """Those of something to look at."""
    found = fields(look, lang, lambda group, name: _of_look(name, lang))
    return _sorted(found, lambda each: not each.required)


def _sorted(found: Iterable[Field], place: Callable[[Field], Any]) -> list[Field]:
    """Fields in another order, each with what stands within it."""
    groups: list[list[Field]] = []
    for each in found:
        if not each.depth:
            groups.append([])
        groups[-1].append(each)
    return [each for group in sorted(groups, key=lambda group: place(group[0])) for each in group]


def _of_every(name: str, lang: str) -> str:
    return skeleton.say(f"field.{name}", lang) if name in skeleton.say.every(lang, "field") else ""


def _of_brief(group: str, name: str, lang: str) -> str:
    if group or name not in skeleton.say.every(lang, "brief_field"):
        return say(f"brief_part.{group}.{name}" if group else f"brief_part.{name}", lang)
    return skeleton.say(f"brief_field.{name}", lang)


def _of_look(name: str, lang: str) -> str:
    return say_of_looks(f"field.{name}", lang) if name in say_of_looks.every(lang, "field") else ""


def _of_part(kind: Kind, group: str, name: str, lang: str) -> str:
    """What a field of a kind is for: as the kind says it, or as for every kind. A field within a group goes by the group's name."""
    if not group:
        return skeleton.about(kind, name, lang)
    if f"{group}.{name}" in kind.say.every(lang, "part"):
        return kind.say(f"part.{group}.{name}", lang)
    return say(f"part.{name}", lang) if name in say.every(lang, "part") else ""


# ---- what the page is given


def _kind(kind: Kind, lang: str) -> dict[str, Any]:
    exercise = parse(kind.example, kind.name)
    return {
        "name": kind.name,
        "label": kind.say("kind", lang),
        "use": kind.say("use", lang),
        "yaml": skeleton.in_lines(kind, lang),
        "fields": _rows(of_kind(kind, lang)),
        "content": exercise.content(_SEED, lang) | {"label": kind.say("kind", lang)},
    }


def shown() -> list[AnyThing]:
    """One of each thing that can be shown."""
    return read_as(list[AnyThing], SHOWN, "shown")


def _look(thing: AnyThing, lang: str) -> dict[str, Any]:
    plain = next(each for each in read_yaml(SHOWN) if each["look"] == thing.look)
    return {
        "name": thing.look,
        "label": say_of_looks(f"look.{thing.look}", lang),
        "yaml": skeleton.dumped({"show": [plain]}, lang),
        "fields": _rows(of_look(type(thing), lang)),
        "nodes": looks.nodes([thing], lang),
    }


def _mistake(ways: dict[str, dict[str, str]], lang: str) -> dict[str, str]:
    return {name: lines[lang].rstrip("\n") for name, lines in ways.items()}


def _rows(found: list[Field]) -> list[dict[str, Any]]:
    return [each._asdict() for each in found]


ALL_LOOKS: tuple[type[Thing], ...] = get_args(AnyThing)
