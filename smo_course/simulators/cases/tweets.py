"""What came of each tweet.

Measured on 1,668 tweets of one account (rOpenSci, 2016 to 2021): the 10th, 50th and 90th per cent of impressions and of engagements
for each impression, with and without a picture, and what engagements were made of. Impressions are scaled to the
account's followers (`scale` × followers is the median). Within each sort, tweets are ranked by

    impressions: hour + hashtag + chance
    engagements: written for Twitter (or else −1.2) + hashtag + chance

as posts are (posts.py). The effects are the course's own. Limits: one account of researchers, and impressions of those years.

Traps: half of the tweets are the Facebook posts, sent on by a robot and cut in the middle of a sentence: they bring little, and
a learner who compares networks compares the robot. Bought followers (followers.py) lower the rate per follower, not the
rate per impression. Retweets, replies and link clicks are so few that a single one moves a rate.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .chance import Chance, Quantiles, at, by_rank
from .company import Company, Written, day
from .followers import count
from .posts import _number, published

IMPRESSIONS: Quantiles = (1416, 4320, 10979)  # only their ratios serve
WITH_PICTURE: Quantiles = (0.0068, 0.018, 0.0392)
WITHOUT: Quantiles = (0.0037, 0.0089, 0.0215)
_URL, _RETWEET, _LIKE, _REPLY = 0.42, 0.106, 0.213, 0.03  # shares of engagements: 0.00466, 0.00117 and 0.00234 of 0.011
_CUT = 100  # characters that the robot keeps


def year(company: Company) -> list[dict[str, Any]]:
    """One row a tweet: those written for Twitter, and every post that the robot sent on."""
    written = company.texts("tweets")
    robot = [text for number, text in enumerate(company.texts("posts")) if number % 2 and "apology" not in text.tags]
    texts = [*written, *map(_cut, robot)]
    moments = published(company, texts, "twitter")
    moments[len(written) :] = [moment + timedelta(minutes=1) for moment in _moments_of(company, robot)]
    chance, rows = Chance(company.id, "tweets"), []
    for picture in (True, False):
        places = [place for place, text in enumerate(texts) if (text.tags[1] in ("image", "video")) is picture]
        seen = by_rank([0.4 * (moments[place].hour >= 17) + 0.3 * ("#" in texts[place].en) + chance.normal() for place in places])
        drawn = by_rank([-1.2 * (place >= len(written)) + 0.2 * ("#" in texts[place].en) + chance.normal() for place in places])
        for place, more, better in zip(places, seen, drawn, strict=True):
            rate = at(WITH_PICTURE if picture else WITHOUT, better)
            rows.append(_row(company, texts[place], moments[place], more, rate, chance))
    return rows


def _cut(text: Written) -> Written:
    """What the robot makes of a Facebook post: its first characters, and an address."""

    def cut(words: str) -> str:
        words = " ".join(words.split())
        return words if len(words) <= _CUT else words[:_CUT].rsplit(" ", 1)[0] + "… fb.example/" + text.tags[0].replace("-", "")

    kind = "text" if text.tags[1] == "text" else "link"
    return Written((text.tags[0], kind, text.tags[2], "robot"), cut(text.en), cut(text.fr))


def _moments_of(company: Company, texts: list[Written]) -> list[datetime]:
    posts = company.texts("posts")
    moments = dict(zip((text.tags[0] for text in posts), published(company, posts, "facebook"), strict=True))
    return [moments[text.tags[0]] for text in texts]


def _row(company: Company, text: Written, moment: datetime, more: float, rate: float, chance: Chance) -> dict[str, Any]:
    followers = count(company, "twitter", moment.date())
    bought = company.twitter.bought
    if bought and day(bought.when) <= moment.date() < day(bought.purged):
        followers -= bought.followers  # who never look
    impressions = round(at(IMPRESSIONS, more) / IMPRESSIONS[1] * company.twitter.scale * followers)
    engagements = round(impressions * rate)
    address = "example" in text.en
    urls = chance.count(engagements * _URL * 1.6) if address else 0
    retweets, likes, replies = (chance.count(engagements * share) for share in (_RETWEET, _LIKE, _REPLY))
    return {
        "post_id": str(1_874_000_000_000_000_000 + 1_000 * _number(company, moment)),
        "network": "twitter",
        "published_on": moment.date(),
        "published_at": moment,
        "type": text.tags[1],
        "topic": text.tags[2],
        "text_en": text.en,
        "text_fr": text.fr,
        "permalink": None,
        "paid": False,
        "impressions": impressions,
        "paid_impressions": 0,
        "reach": None,
        "paid_reach": None,
        "video_views": round(impressions * 0.2) if text.tags[1] == "video" else None,
        "engagements": max(engagements, urls + retweets + likes + replies),
        "engaged_users": None,
        "reactions": likes,
        "comments": replies,
        "shares": retweets,
        "saves": None,
        "clicks": None,
        "link_clicks": urls,
        "new_followers": chance.count(impressions * 0.0006),
    }
