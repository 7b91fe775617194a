"""Rates of posts, each named by what it divides and by what: interactions for each person reached are not those for each impression.

Networks print an "engagement rate" and mean different things: X divides every engagement by impressions, LinkedIn clicks,
reactions, comments, shares and follows by impressions, and old Facebook Insights the people who did something by the people
reached. So no rate of theirs is read; it is worked out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..errors import CourseError
from ..text import Text, listed
from .trouble import say

if TYPE_CHECKING:
    import pandas

Counted = Literal["interactions", "engagements", "engaged_users", "clicks", "link_clicks", "comments", "shares"]
Divisor = Literal["reach", "impressions"]
DIVISORS = ("reach", "impressions")
_INTERACTIONS = ["reactions", "comments", "shares"]


def rate(posts: pandas.DataFrame, counted: Counted, per: Divisor, lang: str) -> pandas.Series:
    """What was counted of each post, for each person reached (`reach`) or each time that it was shown (`impressions`).

    `posts` is a table as lesson.data("posts") gives it. Interactions are reactions, comments and shares together. A post of
    which either number is not known, or that nobody saw, has no rate: NA, not nought. The result's name says what is divided
    by what. Raises CourseError where the table has no such numbers at all, naming the divisors that it has.
    """
    above = posts[_INTERACTIONS].sum(axis=1, min_count=1) if counted == "interactions" else posts[counted]
    below = posts[per]
    if above.isna().all() or below.isna().all():
        has = [name for name in DIVISORS if posts[name].notna().any()]
        names = {lang: listed((say(f"rate.{name}", lang) for name in has), lang) or "–" for lang in ("en", "fr")}
        raise CourseError(say.text("rate.none", counted=_name(counted), per=_name(per), has=Text(**names)))
    found = above.astype("Float64") / below.astype("Float64").where(below > 0)
    return found.rename(say("rate.name", lang, counted=_name(counted), per=_name(per)))


def _name(column: str) -> Text:
    return say.text(f"rate.{column}")
