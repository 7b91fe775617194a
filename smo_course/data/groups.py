"""Posts compared in groups: by type, hour, weekday, month, or whether money was spent. What can deceive there is named.

A rate is worked out for each post; a group has the mean or the median of its posts' rates, so that each post counts alike, or the
mean without its highest post. A
post whose numbers are not known counts in no group: unknown is not nought.

    mean    = sum of the values / n              median = the value in the middle

Five traps are looked for, by rules of thumb that the course chose; none of them is a statistical test:
- few:     the group shown first has fewer than FEW posts;
- paid:    where people or times are compared, money was spent on at least PAID times as large a share of the first group's posts
           as of the others';
- organic: where rates of reactions are compared, the other way round: strangers whom an advert reaches react less;
- outlier: without its highest post, the first group's mean falls by more than OUTLIER;
- changed: between two months, impressions for each person reached change by more than CHANGED and stay there, as they do
  when a network counts otherwise (Meta's "views" of 2024 count every showing again).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median
from typing import Any, Literal, get_args

from .contract import Columns

Measure = Literal["interactions", "interactions_shown", "engaged", "reach", "impressions", "shown"]
By = Literal["type", "hour", "weekday", "month", "paid", "topic"]
Who = Literal["all", "organic", "paid"]
Middle = Literal["median", "mean", "without_top"]
TrapName = Literal["few", "paid", "organic", "outlier", "changed"]
COUNTS: tuple[Measure, ...] = ("reach", "impressions")  # the measures that are no rates
MEASURES: tuple[Measure, ...] = get_args(Measure)
BYS: tuple[By, ...] = get_args(By)

FEW, PAID, OUTLIER, CHANGED = 10, 1.5, 0.2, 1.2

Post = dict[str, Any]


@dataclass(frozen=True)
class Group:
    """Posts of one kind: how many have the measure, how many of them were paid for, and their middles.

    `without_top` is the mean without the highest post; of a single post, there is none.
    """

    key: Any
    n: int
    paid: int
    mean: float
    median: float
    without_top: float | None

    def middle(self, which: Middle) -> float:
        """One of the three; of a single post, what is left without it is nothing."""
        return {"mean": self.mean, "median": self.median, "without_top": self.without_top or 0.0}[which]


def posts_of(columns: Columns, network: str = "", who: Who = "all") -> list[Post]:
    """The posts of a network ("": of all), with or without those that were paid for. Where nobody knows, a post was not paid for."""
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    wanted = {"all": (True, False), "organic": (False,), "paid": (True,)}[who]
    return [row for row in rows if (not network or row["network"] == network) and is_paid(row) in wanted]


def is_paid(post: Post) -> bool:
    return bool(post["paid"] or post["paid_reach"] or post["paid_impressions"])


def measure(post: Post, what: Measure) -> float | None:
    """One number of a post: a rate (0.02 is two per cent), how many people or times, or how often for each person. None: not known."""
    if what in COUNTS:
        return post[what]
    above = {"shown": post["impressions"], "engaged": post["engaged_users"]}.get(what, _interactions(post))
    below = post["impressions" if what == "interactions_shown" else "reach"]
    return above / below if above is not None and below else None


def _interactions(post: Post) -> int | None:
    known = [post[each] for each in ("reactions", "comments", "shares") if post[each] is not None]
    return sum(known) if known else None


def key_of(post: Post, by: By) -> Any:
    """The group that a post belongs to; None where that is not known. Weekdays go from 0, a Monday."""
    at: datetime | None = post["published_at"]
    match by:
        case "hour":
            return at.hour if at else None
        case "weekday":
            return post["published_on"].weekday()
        case "month":
            return str(post["published_on"])[:7]
        case "paid":
            return is_paid(post)
    return post[by]


def grouped(posts: list[Post], by: By, what: Measure) -> list[Group]:
    """The groups: those of the calendar in its order, the others from the largest number of posts down."""
    values: dict[Any, list[tuple[float, bool]]] = defaultdict(list)
    for post in posts:
        key, value = key_of(post, by), measure(post, what)
        if key is not None and value is not None:
            values[key].append((value, is_paid(post)))
    found = [_group(key, members) for key, members in values.items()]
    ordered = by in ("hour", "weekday", "month")
    return sorted(found, key=lambda group: group.key if ordered else (-group.n, str(group.key)))


def _group(key: Any, members: list[tuple[float, bool]]) -> Group:
    numbers = sorted(value for value, _ in members)
    rest = fmean(numbers[:-1]) if len(numbers) > 1 else None
    return Group(key, len(numbers), sum(paid for _, paid in members), fmean(numbers), median(numbers), rest)


def first(groups: list[Group], middle: Middle) -> Group:
    """The group with the highest middle: the one that one would copy."""
    return max(groups, key=lambda group: (group.middle(middle), group.n))


@dataclass(frozen=True)
class Trap:
    """What deceives: its name, and the numbers that show it."""

    name: TrapName
    numbers: dict[str, Any]


def traps(posts: list[Post], groups: list[Group], by: By, what: Measure, middle: Middle) -> list[Trap]:
    """What deceives in this comparison."""
    found: list[Trap] = []
    if len(groups) > 1:
        best = first(groups, middle)
        others = [group for group in groups if group is not best]
        if best.n < FEW:
            found.append(Trap("few", {"n": best.n}))
        if by != "paid" and (name := _money(best, others, what)):
            found.append(Trap(name, {"n": best.paid, "of": best.n, "usual": _share(others)}))
        if middle == "mean" and best.without_top is not None and best.without_top < (1 - OUTLIER) * best.mean:
            found.append(Trap("outlier", {"mean": best.mean, "without": best.without_top}))
    if what in ("impressions", "shown", "interactions_shown") and (month := changed(posts)):
        found.append(Trap("changed", {"month": month[0], "ratio": month[1]}))
    return found


def _money(best: Group, others: list[Group], what: Measure) -> TrapName | None:
    """Whether money may be what is seen: more of it, where people or times are counted; less, where reactions are."""
    share, usual = _share([best]), _share(others)
    if what == "shown" or max(share, usual) < 0.1:
        return None
    if what in COUNTS:
        return "paid" if share >= PAID * usual else None
    return "organic" if usual >= PAID * share else None


def _share(groups: list[Group]) -> float:
    """The share of their posts on which money was spent."""
    return sum(each.paid for each in groups) / sum(each.n for each in groups)


def changed(posts: list[Post]) -> tuple[str, float] | None:
    """The month from which impressions for each person reached are counted otherwise, and how many times as many there are.

    Both sides need three months, and each month on one side must lie on its side of the step.
    """
    months = [(group.key, group.median) for group in grouped(posts, "month", "shown")]
    best = None
    for place in range(3, len(months) - 2):
        before, after = ([value for _, value in part] for part in (months[:place], months[place:]))
        if not min(before):
            continue
        ratio = median(after) / median(before)
        if (max(before) < min(after) and ratio >= CHANGED) or (min(before) > max(after) and ratio <= 1 / CHANGED):
            if not best or abs(ratio - 1) > abs(best[1] - 1):
                best = months[place][0], ratio
    return best
