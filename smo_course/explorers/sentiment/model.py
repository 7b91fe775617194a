"""Is the machine right?: a guess, then a lexicon's verdicts on the company's mentions beside those of a person who read them."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta

from ...data.contract import Columns
from ...simulators import sentiment
from ...text import listed
from ...words import Words
from ..base import Explorer

say = Words(__file__)

Kind = Literal["irony", "negation", "plain"]
KINDS: tuple[Kind, ...] = ("plain", "negation", "irony")
SHOWN = 6  # mentions at a time

Mention = dict[str, Any]


class Sentiment(Explorer, frozen=True):
    """`guess`: how many of a hundred the machine will get right; 0 before there is one, and nothing is told until then."""

    guess: Annotated[int, Meta(ge=0, le=100)] = 0
    knows: Literal["words", "negation"] = "words"
    only: Literal["all", "wrong", "plain", "negation", "irony"] = "wrong"
    page: Annotated[int, Meta(ge=1, le=99)] = 1

    tables: ClassVar[tuple[str, ...]] = ("mentions",)

    @classmethod
    def content(cls, lang: str, mentions: Columns) -> dict[str, Any]:
        """A few mentions to guess from: as the year goes, whatever they are."""
        read = _read(mentions)
        return {"n": len(read), "examples": [each["text"] for each in read[:: max(1, len(read) // SHOWN)]][:SHOWN], "kinds": list(KINDS)}

    def answer(self, mentions: Columns) -> dict[str, Any] | None:
        """Of each kind of mention, how many the machine has right; verdicts by what a person says; and some mentions. None before a guess."""
        if not self.guess:
            return None
        read = _read(mentions)
        verdicts = [sentiment.judged(each["text"], each["lang"], self.knows == "negation") for each in read]
        right = [verdict == each["sentiment"] for each, (verdict, _) in zip(read, verdicts, strict=True)]
        wanted = [
            place for place, each in enumerate(read) if self.only in ("all", each["kind"]) or (self.only == "wrong" and not right[place])
        ]
        pages = max(1, -(-len(wanted) // SHOWN))
        first = SHOWN * (min(self.page, pages) - 1)
        return {
            "n": len(read),
            "right": sum(right),
            "kinds": [
                {
                    "kind": kind,
                    "n": sum(each["kind"] == kind for each in read),
                    "right": sum(ok for each, ok in zip(read, right, strict=True) if each["kind"] == kind),
                }
                for kind in KINDS
            ],
            "usual": Counter(each["sentiment"] for each in read).most_common(1)[0],
            "table": {
                said: Counter(verdict for each, (verdict, _) in zip(read, verdicts, strict=True) if each["sentiment"] == said)
                for said in sentiment.VERDICTS
            },
            "pages": pages,
            "page": min(self.page, pages),
            "found": len(wanted),
            "mentions": [
                {
                    "text": read[place]["text"],
                    "kind": read[place]["kind"],
                    "person": read[place]["sentiment"],
                    "machine": verdicts[place][0],
                    "words": [(each.start, each.end, each.counted, each.negated) for each in verdicts[place][1]],
                }
                for place in wanted[first : first + SHOWN]
            ],
        }

    def said(self, answer: dict[str, Any] | None, lang: str) -> str:
        if answer is None:
            return say("guess", lang)
        share = {each["kind"]: round(100 * each["right"] / each["n"]) if each["n"] else None for each in answer["kinds"]}
        of_hundred = round(100 * answer["right"] / answer["n"])
        usual, count = answer["usual"]
        parts = [say("right", lang, n=of_hundred, guess=self.guess)]
        parts.append(say("kinds", lang, kinds=listed((say(f"of.{kind}", lang, n=n) for kind, n in share.items() if n is not None), lang)))
        parts.append(say("usual", lang, verdict=say(f"view.verdicts.{usual}", lang), n=round(100 * count / answer["n"])))
        return " ".join(parts)


def _read(mentions: Columns) -> list[Mention]:
    """The mentions that the machine reads: about the company, in the reader's language, and each once. A text's kind is what is hard in it."""
    rows = [dict(zip(mentions, cells, strict=True)) for cells in zip(*mentions.values(), strict=True)]
    own = Counter(row["lang"] for row in rows).most_common(1)[0][0]
    kept = {row["text"]: row for row in rows if row["relevant"] and not row["retweet"] and row["lang"] == own}
    return [{**row, "kind": "irony" if row["irony"] else "negation" if row["negation"] else "plain"} for row in kept.values()]
