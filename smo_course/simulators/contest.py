"""What a contest on a page costs, what it brings, and what is left of that half a year later. A simulation, not a measurement.

    cost    = tool + campaign + prize + hours × what an hour costs
    entries = (fans who see it × FAN_ENTERS + times it is shown × STRANGER_ENTERS) × pull of the prize
    pull    = prize / (prize + HALF) × (1, or ANYBODY where anybody would want the prize)
    new     = entries of strangers × FOLLOWS

A campaign is shown 1,000 times for CPM euros, as 269 boosted Facebook posts of 2017 were in the mean. Of the new fans, some came for
the prize alone: `hunters` of those drawn by a prize that anybody wants, OWN of that share where the prize is of the company's own
making. A hunter leaves with a chance of LEAVE each week, anybody else with a chance of DRIFT. As many fans bought from a seller
stay until the network purges them, in week PURGE; a tenth is left then, and none of them ever buys.

The 40 euros for the tool are the articles' figure. Every other number is the course's own, of a size that practitioners find plausible:
trust the shape, and put in numbers of your own. Nothing here says what a contest does for those who were fans before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Prize = Literal["own", "anybody"]
PRIZES: tuple[Prize, ...] = get_args(Prize)

TOOL = 40  # euros
WEEKS = 26
CPM = 10.28  # euros for being shown 1,000 times
FANS, SEES = 3000, 0.1  # of the page, and the share of them that a post reaches
FAN_ENTERS, STRANGER_ENTERS = 0.2, 0.012
HALF, ANYBODY = 60, 1.5
FOLLOWS = 0.8
OWN = 1 / 3
LEAVE, DRIFT = 0.25, 0.002
PURGE, LEFT = 10, 0.1


@dataclass(frozen=True)
class Contest:
    """`prize`, `campaign`: euros. `hours`: of work, each costing `hourly` euros. `hunters`: a share, 0 to 1."""

    prize: int
    kind: Prize
    campaign: int
    hours: int
    hourly: int
    hunters: float

    def costs(self) -> dict[str, int]:
        """Euros, by what they are for."""
        return {"tool": TOOL, "campaign": self.campaign, "prize": self.prize, "hours": self.hours * self.hourly}

    def cost(self) -> int:
        return sum(self.costs().values())

    def entries(self) -> tuple[int, int]:
        """How many fans enter, and how many strangers."""
        pull = self.prize / (self.prize + HALF) * (ANYBODY if self.kind == "anybody" else 1)
        return round(FANS * SEES * FAN_ENTERS * pull), round(self.campaign / CPM * 1000 * STRANGER_ENTERS * pull)

    def new_fans(self) -> int:
        return round(self.entries()[1] * FOLLOWS)

    def fans(self) -> list[float]:
        """Of the new fans, how many are left after each week, from 0 to WEEKS."""
        hunters = self.hunters * (OWN if self.kind == "own" else 1)
        came_for_prize, others = self.new_fans() * hunters, self.new_fans() * (1 - hunters)
        left = [float(self.new_fans())]
        for _ in range(WEEKS):
            came_for_prize, others = came_for_prize * (1 - LEAVE), others * (1 - DRIFT)
            left.append(came_for_prize + others)
        return left


def bought(count: int) -> list[int]:
    """Of fans bought from a seller, how many are left after each week, from 0 to WEEKS."""
    return [count if week < PURGE else round(count * LEFT) for week in range(WEEKS + 1)]
