"""A month's campaign for one of five briefs: what one sets, the dashboard that comes of it, and whether it served the brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Protocol, Self, get_args

from msgspec import Meta

from ...data.facts import facts
from ...simulators import campaign, targeting
from ...simulators.market import RIVALS
from ...text import number
from ...words import Words
from ..base import Explorer

say = Words(__file__)

BriefName = Literal["sell", "follow", "talk", "install", "contacts"]
DAYS = 30
_AUTOMATIC = 100 * RIVALS[-1]  # cents for an action: a bid that no auction reaches


class Brief(NamedTuple):
    """What a company wants: the objective that serves it best, and how much of what it wants came of a campaign."""

    company: targeting.Company
    objective: campaign.Objective
    reached: Callable[[campaign.Result], int]
    basket: int  # euros that a sale brings


BRIEFS: dict[BriefName, Brief] = {
    "sell": Brief("maison-tilleul", "clicks", lambda result: result.sales, 35),
    "follow": Brief("velo-cadence", "followers", lambda result: result.kept, 45),
    "talk": Brief("altimetre", "engagement", lambda result: sum(day.actions["engagements"][0] for day in result.days), 900),
    "install": Brief("maison-tilleul", "app", lambda result: result.count("installs"), 35),
    "contacts": Brief("altimetre", "leads", lambda result: result.count("leads") + result.requests, 900),
}


# The exercises in which a campaign is filled in, with their briefs; and the audience that comes nearest to what can be ticked there.
_EXERCISES: dict[str, BriefName] = {
    "twitter/campaign-calendars": "sell",
    "twitter/campaign-winter-tips": "follow",
    "twitter/campaign-meetings": "talk",
    "twitter/campaign-timer": "install",
}
_NEAREST: dict[str, targeting.Preset] = {"tea": "taste", "words": "added", "manager": "rivals", "trainees": "list"}


class FilledIn(Protocol):
    """A campaign as somebody has filled it in (kinds/campaign): money in euros, None for what was left out."""

    objective: Any
    content: Any
    targeting: tuple[str, ...]
    daily: float | None
    bid: float | None


class Campaign(Explorer, frozen=True):
    """`bid`: cents for the billed action, at most. `daily`: euros a day. `seed`: another one, another month."""

    exercises: ClassVar[tuple[str, ...]] = tuple(_EXERCISES)

    brief: BriefName = "sell"
    objective: campaign.Objective = "engagement"
    format: campaign.Content = "card"
    audience: targeting.Preset = "taste"
    bid: Annotated[int, Meta(ge=5, le=600)] = 60
    daily: Annotated[int, Meta(ge=5, le=100)] = 20
    seed: Annotated[int, Meta(ge=1, le=12)] = 1

    @classmethod
    def content(cls, lang: str) -> dict[str, Any]:
        return {
            "briefs": list(BRIEFS),
            "objectives": list(campaign.OBJECTIVES),
            "audiences": list(get_args(targeting.Preset)),
            "days": DAYS,
        }

    @classmethod
    def filled(cls, exercise: str, answer: FilledIn) -> Self:
        """The learner's campaign for the same brief, as nearly as the controls can say it; what was left out is as at first."""
        given: dict[str, Any] = {"brief": _EXERCISES[exercise]}
        if answer.objective:
            given["objective"] = answer.objective
        if answer.content:
            given["format"] = answer.content
        if answer.targeting:
            given["audience"] = next((_NEAREST[each] for each in answer.targeting if each in _NEAREST), "everybody")
        if answer.bid is not None:
            given["bid"] = _in_steps(100 * answer.bid, 600)
        if answer.daily is not None:
            given["daily"] = _in_steps(answer.daily, 100)
        return cls(**given)

    @staticmethod
    def dashboard(result: campaign.Result) -> dict[str, Any]:
        """What the network shows: counts, and the prices that they make; None where nothing is divided."""
        shown, cents, clicks, engagements = result.shown, result.cents, result.count("clicks"), result.count("engagements")
        return {
            "spent": cents / 100,
            "shown": shown,
            "reach": result.reach,
            "frequency": shown / result.reach if result.reach else None,
            "engagements": engagements,
            "engagement_rate": 100 * engagements / shown if shown else None,
            "clicks": clicks,
            "ctr": 100 * clicks / shown if shown else None,
            "follows": result.count("follows"),
            "leads": result.count("leads"),
            "installs": result.count("installs"),
            "cpm": 10 * cents / shown if shown else None,
            "billed": result.billed,
            "cost_each": cents / 100 / result.billed if result.billed else None,
        }

    def _run(self, objective: campaign.Objective, bid: int) -> campaign.Result:
        company = BRIEFS[self.brief].company
        target = targeting.preset(company, self.audience)
        return campaign.run(campaign.Campaign(company, objective, target, bid, 100 * self.daily, DAYS, self.format), self.seed)

    def answer(self) -> dict[str, Any]:
        """The dashboard, the days, what the brief wanted; and each objective with the same money and a bid set by the network."""
        brief, result = BRIEFS[self.brief], self._run(self.objective, self.bid)
        share = targeting.reached(result.campaign.target, brief.company).share
        others = {each: self._run(each, _AUTOMATIC) for each in campaign.OBJECTIVES}
        origins: tuple[campaign.Origin, ...] = get_args(campaign.Origin)
        return {
            "dashboard": self.dashboard(result),
            "audience": result.audience,
            "share": 100 * share,
            "billed": campaign.BILLED[self.objective],
            "days": [day.cents / 100 for day in result.days],
            "got": brief.reached(result),
            "budget": self.daily * DAYS,
            "fits": self.objective == brief.objective,
            "worth": {origin: campaign.follower_worth(origin, brief.basket, share) for origin in origins},
            "objectives": {
                name: {
                    "billed": each.billed,
                    "cost": each.cents / 100 / each.billed if each.billed else None,
                    "got": brief.reached(each),
                    "cost_got": each.cents / 100 / brief.reached(each) if brief.reached(each) else None,
                }
                for name, each in others.items()
            },
        }

    def said(self, answer: dict[str, Any], lang: str) -> str:
        board, brief = answer["dashboard"], BRIEFS[self.brief]
        got = say(f"got.{self.brief}", lang, n=answer["got"])
        parts = [say("spent", lang, spent=round(board["spent"]), budget=answer["budget"])]
        if not board["shown"]:
            parts.append(say("not_shown", lang))
        else:
            if board["cost_each"] is not None:
                cost = number(board["cost_each"], lang, 2)
                parts.append(say("billed", lang, n=board["billed"], what=say(f"billed_as.{answer['billed']}", lang), cost=cost))
            parts.append(say("for_brief", lang, got=got))
            if board["spent"] < 0.9 * answer["budget"]:
                parts.append(say("held_back", lang))
        if not answer["fits"]:
            best = answer["objectives"][brief.objective]["got"]
            objective = say(f"view.objectives.{brief.objective}", lang)
            parts.append(say("unfit", lang, objective=objective, best=say(f"got.{self.brief}", lang, n=best)))
        else:
            parts.append(say("fit", lang))
        if "followers" in (self.objective, brief.objective):
            won, advertised = (number(answer["worth"][origin], lang, 2) for origin in ("won", "advertised"))
            parts.append(say("worth", lang, won=won, advertised=advertised))
        if self.objective == "leads":
            parts.append(facts("campaign-leads-goal")[0].since.get(lang).split(". ")[0].rstrip(".") + ".")
        return " ".join([*parts, say("simulated", lang)])


def _in_steps(value: float, most: int) -> int:
    """The nearest value that a slider in steps of five can have."""
    return max(5, min(most, 5 * round(value / 5)))
