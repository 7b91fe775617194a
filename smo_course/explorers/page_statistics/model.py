"""Reading the statistics: a page's posts in groups, as its network shows them, and what deceives there."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, ClassVar

from ...data import groups
from ...data.contract import Columns
from ...text import day, listed, number
from ...words import Words
from ..base import BadSetting, Explorer

say = Words(__file__)

_MONDAY = date(2025, 1, 6)  # any Monday: only names of days are shown


class Statistics(Explorer, frozen=True):
    """`network`: an id of platforms.csv, "" for all of them. `who`: all posts, those without money behind them, or those with."""

    network: str = ""
    by: groups.By = "type"
    measure: groups.Measure = "reach"
    who: groups.Who = "all"
    middle: groups.Middle = "mean"

    tables: ClassVar[tuple[str, ...]] = ("posts",)

    @classmethod
    def first(cls, posts: Columns) -> Statistics:
        networks = Counter(each for each in posts["network"] if each).most_common(1)
        network = networks[0][0] if networks else ""
        rows = groups.posts_of(posts, network)
        measure: groups.Measure = next((each for each in (*groups.COUNTS, *groups.MEASURES) if _known(rows, each)), "reach")
        by: groups.By = next((each for each in groups.BYS if any(groups.key_of(row, each) is not None for row in rows)), "weekday")
        return cls(network=network, by=by, measure=measure)

    @classmethod
    def content(cls, lang: str, posts: Columns) -> dict[str, Any]:
        """The choices that the data leave, and how each group is called."""
        rows = groups.posts_of(posts)
        names = {by: {str(key): _name(by, key, lang) for key in {groups.key_of(row, by) for row in rows} - {None}} for by in groups.BYS}
        networks = sorted({each for each in posts["network"] if each})
        return {
            "networks": [{"id": each, "text": say(f"networks.{each}", lang)} for each in networks] if len(networks) > 1 else [],
            "measures": [each for each in groups.MEASURES if _known(rows, each)],
            "counts": groups.COUNTS,
            "bys": [by for by in groups.BYS if len(names[by]) > (by == "paid")],  # a file may say of no post that money was spent
            "money": any(map(groups.is_paid, rows)),
            "names": names,
            "few": groups.FEW,
        }

    def answer(self, posts: Columns) -> dict[str, Any]:
        """The groups, and the traps in their comparison."""
        rows = groups.posts_of(posts, self.network, self.who)
        found = groups.grouped(rows, self.by, self.measure)
        if not found:
            known = [each for each in groups.MEASURES if _known(rows, each)]
            raise BadSetting("measure", say.text("unknown" if known else "no_posts"))
        return {
            "groups": found,
            "traps": groups.traps(rows, found, self.by, self.measure, self.middle),
            "left_out": len(rows) - sum(each.n for each in found),
        }

    def said(self, answer: dict[str, Any], lang: str) -> str:
        found: list[groups.Group] = answer["groups"]
        order = sorted(found, key=lambda group: -group.middle(self.middle))
        each = [
            say("group", lang, name=_name(self.by, group.key, lang), value=self._value(group.middle(self.middle), lang), n=group.n)
            for group in order[:3]
        ]
        parts = [say(f"first.{self.middle}", lang, measure=say(f"view.measures.{self.measure}", lang), groups=listed(each, lang))]
        told = [f"- {self._trap(trap, lang)}" for trap in answer["traps"]]
        if answer["left_out"]:
            told.append("- " + say("left_out", lang, n=answer["left_out"]))
        parts.append("\n".join([say("traps", lang), *told]) if told else say("no_trap", lang))
        return "\n\n".join(parts)

    def _trap(self, trap: groups.Trap, lang: str) -> str:
        values = dict(trap.numbers)
        if "month" in values:
            values["month"] = day(values["month"], lang)
        if "usual" in values:
            values["usual"] = round(100 * values["usual"])
        for name in ("mean", "without"):
            if name in values:
                values[name] = self._value(values[name], lang)
        return say(f"trap.{trap.name}", lang, **values)

    def _value(self, value: float, lang: str) -> str:
        """A number of this measure as it is written."""
        if self.measure in groups.COUNTS:
            return number(round(value), lang)
        if self.measure == "shown":
            return say("times", lang, n=value)
        return say("percent", lang, n=100 * value)


def _known(rows: list[groups.Post], measure: groups.Measure) -> bool:
    return any(groups.measure(row, measure) is not None for row in rows)


def _name(by: groups.By, key: Any, lang: str) -> str:
    from babel.dates import format_date

    if by == "hour":
        return say("hour", lang, hour=f"{key:02}")
    if by == "weekday":
        return format_date(_MONDAY.replace(day=_MONDAY.day + key), "EEEE", locale=lang)
    if by == "month":
        return day(key, lang)
    if by == "paid":
        return say("paid.some" if key else "paid.none", lang)
    return say(f"types.{key}" if by == "type" else f"topics.{key}", lang)
