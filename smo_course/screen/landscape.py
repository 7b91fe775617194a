"""The landscape map: families of social media and their platforms, in 2015 and today."""

from __future__ import annotations

from typing import Any

import traitlets

from ..data.platforms import Platform, platforms
from ..text import day
from ..words import Words
from .base import CourseWidget
from .facts import site

say = Words(__file__)

THEN = 2015  # the year of the articles
FAMILIES = ("photo", "video", "music", "messaging", "general", "professional", "blog", "information", "game")
AROUND = ("presentations", "questions", "search", "advertising", "tool")  # no social networks, but a company meets them


class Landscape(CourseWidget):
    """`content` holds every platform in both years, so that the browser can show either without a kernel."""

    content = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: str):
        super().__init__("screen/landscape", lang, content=content(lang))
        self.text = _text(self.content, lang)


def content(lang: str) -> dict[str, Any]:
    """The map's regions and its platforms, in one language."""
    return {
        "then": THEN,
        "families": [_region(name, lang) for name in FAMILIES],
        "around": [_region(name, lang) for name in AROUND],
        "platforms": [_platform(each, lang) for each in platforms()],
    }


def _region(name: str, lang: str) -> dict[str, str]:
    return {"id": name, "text": say(f"landscape.families.{name}", lang)}


def _platform(known: Platform, lang: str) -> dict[str, Any]:
    """What the map says of a platform; `then` is None for one that did not exist yet."""
    name = known.name.get(lang)
    name, closed = name[0].upper() + name[1:], known.status_now in ("closed", "merged")
    new_name = known.name_now if known.status_now == "renamed" else name
    filed = known.type_2015_source if known.type_2015_source not in ("", *known.types) else ""
    existed = known.launched <= THEN
    return {
        "id": known.id,
        # best known for one thing in 2015; today in every family where it counts
        "then": {"name": name, "families": known.types[:1], "owner": known.owner_2015} if existed else None,
        "now": {"name": new_name, "families": known.types, "owner": known.owner_now},
        "closed": known.change_date[:4] if closed else "",
        "changed": known.status_now in ("renamed", "sold"),
        "launched": str(known.launched),
        "named": known.in_source,
        "filed": say(f"landscape.families.{filed}", lang) if filed else "",
        "story": known.changed.get(lang),
        "since": day(known.change_date, lang) if known.change_date else "",
        "source": known.source_url,
        "site": site(known.source_url),
    }


def _text(shown: dict[str, Any], lang: str) -> str:
    """The map of today in words, for where it cannot be drawn."""
    lines = [say("landscape.title", lang)]
    for family in shown["families"]:
        there = [each for each in shown["platforms"] if family["id"] in each["now"]["families"]]
        said = [_named(each, lang) for each in there]
        lines.append(f"- {family['text']}{say('landscape.colon', lang)} {', '.join(said)}")
    return "\n".join(lines)


def _named(platform: dict[str, Any], lang: str) -> str:
    name, closed = platform["now"]["name"], platform["closed"]
    return f"{name} ({say('landscape.closed', lang, year=closed)})" if closed else name
