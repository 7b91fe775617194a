"""The auction: your bid against bots, for a thousand clicks."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from msgspec import Meta

from ...data.facts import facts
from ...simulators import auction
from ...text import number
from ...words import Words
from ..base import Explorer

say = Words(__file__)

STEP, MOST = 5, 200  # cents


@dataclass(frozen=True)
class Played:
    """What a bid brings, in cents."""

    bid: int
    won: int
    too_dear: int
    worth: int
    paid: int
    gain: int


class Auction(Explorer, frozen=True):
    """`value`, what a click is worth to you, and `bid`: cents."""

    value: Annotated[int, Meta(ge=STEP, le=MOST)] = 90
    bid: Annotated[int, Meta(ge=0, le=MOST)] = 120
    bots: Annotated[int, Meta(ge=1, le=len(auction.BOTS))] = 4
    rule: auction.Rule = "second"

    @classmethod
    def content(cls, lang: str) -> dict[str, Any]:
        return {"step": STEP, "most": MOST, "bots": len(auction.BOTS), "wrong": facts("campaign-followers-billing")[0].statement.get(lang)}

    def answer(self) -> dict[str, Any]:
        """What the bid brings, what one's value would, what the best bid would, and each bid; and what each bid gains by either rule."""
        against, bids = auction.others(self.bots), range(0, MOST + 1, STEP)
        gains = {rule: [auction.play(bid, self.value, against, rule).gain for bid in bids] for rule in auction.RULES}
        yours, honest = self._played(self.bid), self._played(self.value)
        curve = [self._played(bid) for bid in bids]
        best = max([*curve, honest], key=lambda each: (each.gain, -each.bid))
        return {
            "yours": asdict(yours),
            "honest": asdict(honest),
            "best": asdict(best),
            "curve": [asdict(each) for each in curve],
            "gains": gains,
            "top": max(1000, *gains["second"]),
        }

    def _played(self, bid: int) -> Played:
        found = auction.play(bid, self.value, auction.others(self.bots), self.rule)
        return Played(bid, *found, gain=found.gain)

    def said(self, answer: dict[str, Any], lang: str) -> str:
        yours, honest, best = answer["yours"], answer["honest"], answer["best"]
        parts = [say("nothing", lang, bid=_euros(self.bid, lang))]
        if yours["won"]:
            average = _euros(yours["paid"] / yours["won"], lang)
            parts = [say("won", lang, bid=_euros(self.bid, lang), n=yours["won"], average=average, worth=_euros(self.value, lang))]
            parts.append(say("gain" if yours["gain"] >= 0 else "loss", lang, euros=round(abs(yours["gain"]) / 100)))
        if yours["too_dear"]:
            parts.append(say("too_dear", lang, n=yours["too_dear"]))
        if self.rule == "first":
            parts.append(say("first", lang, bid=_euros(best["bid"], lang), euros=round(best["gain"] / 100)))
        elif self.bid == self.value:
            parts.append(say("honest", lang))
        else:
            parts.append(say("second", lang, value=_euros(self.value, lang), euros=round(honest["gain"] / 100)))
        return " ".join([*parts, say("simulated", lang)])


def _euros(cents: float, lang: str) -> str:
    return say("euros", lang, amount=number(cents / 100, lang, 2))
