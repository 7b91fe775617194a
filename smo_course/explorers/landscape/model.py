"""The landscape map: families of social media and their platforms, in 2015 and today."""

from __future__ import annotations

from typing import Any

from ...data.platforms import Platform, platforms
from ...text import day, site
from ...words import Words
from ..base import Explorer

say = Words(__file__)

THEN = 2015  # the year of the articles
FAMILIES = ("photo", "video", "music", "messaging", "general", "professional", "blog", "information", "game")
AROUND = ("presentations", "questions", "search", "advertising", "tool")  # no social networks, but a company meets them


class Landscape(Explorer, frozen=True):
    """Nothing to set: the view has every platform in both years, and shows either without a kernel."""

    @classmethod
    def content(cls, lang: str) -> dict[str, Any]:
        """The map's regions and its platforms."""
        return {
            "then": THEN,
            "families": [_region(name, lang) for name in FAMILIES],
            "around": [_region(name, lang) for name in AROUND],
            "platforms": [_platform(each, lang) for each in platforms()],
        }

    def said(self, answer: None, lang: str) -> str:
        """The map of today."""
        shown = self.content(lang)
        lines = []
        for family in shown["families"]:
            there = [_named(each, lang) for each in shown["platforms"] if family["id"] in each["now"]["families"]]
            lines.append(f"- {family['text']}{say('view.colon', lang)} {', '.join(there)}")
        return "\n".join(lines)


def _region(name: str, lang: str) -> dict[str, str]:
    return {"id": name, "text": say(f"families.{name}", lang)}


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
        "filed": say(f"families.{filed}", lang) if filed else "",
        "story": known.changed.get(lang),
        "since": day(known.change_date, lang) if known.change_date else "",
        "source": known.source_url,
        "site": site(known.source_url),
    }


def _named(platform: dict[str, Any], lang: str) -> str:
    name, closed = platform["now"]["name"], platform["closed"]
    return f"{name} ({say('view.closed', lang, year=closed)})" if closed else name
