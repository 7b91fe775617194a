"""The contest's budget: what it costs in all, what an entry and a fan cost, and who is still there half a year later."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Annotated, Any

from msgspec import Meta

from ...data.facts import facts
from ...simulators import contest
from ...text import listed
from ...words import Words
from ..base import Explorer

say = Words(__file__)


class ContestBudget(Explorer, frozen=True):
    """Euros, but for `hours`, and for `hunters` and `buy`, which are per cent: of fans who came for the prize; of fans who buy."""

    prize: Annotated[int, Meta(ge=0, le=600)] = 60
    kind: contest.Prize = "own"
    campaign: Annotated[int, Meta(ge=0, le=600)] = 150
    hours: Annotated[int, Meta(ge=0, le=40)] = 8
    hourly: Annotated[int, Meta(ge=0, le=80)] = 25
    hunters: Annotated[int, Meta(ge=0, le=100)] = 75
    buy: Annotated[int, Meta(ge=0, le=50)] = 10
    margin: Annotated[int, Meta(ge=1, le=200)] = 20

    @classmethod
    def content(cls, lang: str) -> dict[str, Any]:
        return {
            "kinds": list(contest.PRIZES),
            "weeks": contest.WEEKS,
            "article": say("article", lang, said=facts("facebook-contest-40-euros")[0].statement.get(lang)),
        }

    def answer(self) -> dict[str, Any]:
        """Costs; what came of it; fans left after each week, of this contest, of one with the other prize, and of as many bought."""
        this = contest.Contest(self.prize, self.kind, self.campaign, self.hours, self.hourly, self.hunters / 100)
        other = replace(this, kind=next(kind for kind in contest.PRIZES if kind != self.kind))
        fans, new = this.fans(), this.new_fans()
        entries, left = sum(this.entries()), round(fans[-1])
        customers = round(fans[-1] * self.buy / 100, 1)
        lines = {"yours": [round(each) for each in fans], "other": [round(each) for each in other.fans()], "bought": contest.bought(new)}
        return {
            "costs": this.costs(),
            "cost": this.cost(),
            "counts": {"entries": entries, "new": new, "left": left, "customers": customers},
            "each": {name: this.cost() / n if n else None for name, n in (("entries", entries), ("new", new), ("left", left))},
            "needed": ceil(this.cost() / self.margin),
            "result": round(customers * self.margin) - this.cost(),
            "lines": lines,
            "top": max(10, *(line[0] for line in lines.values())),
        }

    def said(self, answer: dict[str, Any], lang: str) -> str:
        costs, counts = answer["costs"], answer["counts"]
        hidden = round(100 * (costs["prize"] + costs["hours"]) / answer["cost"])
        each = [say(f"each.{name}", lang, cost=cost) for name, cost in answer["each"].items() if cost is not None]
        parts = [
            say("cost", lang, cost=answer["cost"], share=hidden),
            say("apart", lang, each=listed(each, lang)) if each else say("nobody", lang),
            say("even", lang, n=answer["needed"], margin=self.margin),
            say("gain" if answer["result"] >= 0 else "loss", lang, customers=counts["customers"], euros=abs(answer["result"])),
        ]
        if counts["new"]:
            bought = answer["lines"]["bought"][-1]
            parts.append(say("left", lang, left=counts["left"], new=counts["new"], bought=bought))
        return " ".join([*parts, say("simulated", lang)])
