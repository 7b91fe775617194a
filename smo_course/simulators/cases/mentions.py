"""What was said about the company, by people who did not write to it, and what a search for its name finds besides.

The texts are written by hand, each labelled: what it is about, whether that is the company, its sentiment, whether it is
meant ironically, and whether a negation turns it. From them come five hundred and twenty: every text once; then texts
with alternatives again, with others of them; then retweets, as a third of what a search on Twitter finds. The share of
each sort is that of the hand-written list, and no measurement. A text in a third language is the same for everybody.

Traps: namesakes (half of what is found); irony, which a lexicon takes at its word; negation ("not bad at all"); retweets,
which count one opinion many times; praise that quotes a complaint; and mentions that do not write the name as the company does.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from .chance import Chance
from .company import Company, Written
from .followers import DAYS

MENTIONS = 520
_RETWEETS = 120
_HOUR = dict(enumerate((1, 0.5, 0.3, 0.2, 0.2, 0.5, 1, 3, 4, 4, 4, 4, 5, 5, 4, 4, 4, 5, 6, 7, 8, 8, 6, 3)))
_LANGUAGES = ("de", "es", "it", "nl", "pt", "ca")


def year(company: Company) -> list[dict[str, Any]]:
    """One row a mention, in the order in which they were published."""
    chance = Chance(company.id, "mentions")
    texts = company.texts("mentions")
    several = [text for text in texts if text.variants() > 1]
    rows: list[dict[str, Any]] = []
    seen = set[str]()
    for text in texts + [chance.one(several) for _ in range(8 * MENTIONS)]:
        en, fr = text.variant(chance)
        if en in seen or len(rows) == MENTIONS - _RETWEETS:
            continue
        seen.add(en)
        rows.append(_row(text, en, fr, _moment(text, chance), chance))
    firsts = list(rows)
    while len(rows) < MENTIONS:
        first = chance.one(firsts)
        if first["network"] != "twitter" or chance.happens(0.5 if first["about"] != "company" else 0.0):
            continue
        later = first["published_at"] + timedelta(minutes=chance.whole(4, 2400))
        if later.date() > DAYS[-1]:
            continue
        again = {**first, "published_at": later, "author": _author(chance), "author_followers": _followers(chance), "retweet": True}
        again |= {f"text_{lang}": f"RT @{first['author']}: {first[f'text_{lang}']}" for lang in ("en", "fr")}
        rows.append(again)
    rows.sort(key=lambda row: (row["published_at"], row["text_en"]))
    return [{"mention_id": f"x{number:04}", **row} for number, row in enumerate(rows, 1)]


def _moment(text: Written, chance: Chance) -> datetime:
    on = text.day(chance, 2) or chance.one(DAYS)
    return datetime.combine(on, time(chance.pick(_HOUR), chance.whole(0, 59)))


def _row(text: Written, en: str, fr: str, moment: datetime, chance: Chance) -> dict[str, Any]:
    about, sentiment, *more = text.tags
    return {
        "published_at": moment,
        "network": chance.pick({"twitter": 8.0, "instagram": 1.0, "facebook": 1.0}),
        "author": _author(chance),
        "author_followers": _followers(chance),
        "lang": next((tag for tag in more if tag in _LANGUAGES), None),
        "text_en": en,
        "text_fr": fr,
        "about": about,
        "relevant": about == "company",
        "sentiment": sentiment,
        "irony": "irony" in more,
        "negation": "negation" in more,
        "retweet": False,
    }


_FIRST = [
    "alix",
    "anouk",
    "basile",
    "camil",
    "clem",
    "dede",
    "elsa",
    "fab",
    "gus",
    "hana",
    "ines_b",
    "jo",
    "kari",
    "leo",
    "lila",
    "malo",
    "manu",
    "nico",
    "nour",
    "oli",
    "pia",
    "rom",
    "sacha",
    "tess",
    "ugo",
    "val",
    "yan",
    "zoe",
]
_LAST = [
    "69",
    "lyon",
    "_k",
    "vdb",
    "mtl",
    "aura",
    "2010",
    "rdz",
    "_off",
    "petit",
    "bleu",
    "leroux",
    "x",
    "martin",
    "duclos",
    "brun",
    "_42",
    "nord",
]


def _author(chance: Chance) -> str:
    return chance.one(_FIRST) + chance.one(_LAST) + str(chance.whole(1, 99))


def _followers(chance: Chance) -> int:
    """A few have many: the median is 180."""
    return round(180 * 2.9 ** chance.normal())
