"""One page of feedback for each learner, in their language. All text of theirs is escaped; nothing on the page runs."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path
from xml.etree.ElementTree import tostring

from ...assignment.sheet import normal
from ...assignment.submission import slug
from ...attempt import ReturnedItem
from ...files import write_again
from ...kinds import kind_of
from ...kinds.base import Exercise, Remark
from ...markup import blocks
from ...text import LANGUAGES, Text
from ...words import Words
from ..safe import plain
from .feedback import feedback_on
from .inbox import failure
from .marker import Marker
from .results import COUNTS, Result, ResultItem

say = Words(__file__)

_SUFFIX = ".html"
_SHORT = 2_000  # bytes of an answer of which what is told is worth remembering
_REMEMBERED = 10_000  # … parts of pages


def page_name(learner: str) -> str:
    """The name of a learner's page: readable, and different for different learners on every file system."""
    return f"{slug(learner)[:60]}-{hashlib.sha256(normal(learner).encode()).hexdigest()[:8]}{_SUFFIX}"


class Pages:
    """Makes the pages of a folder."""

    def __init__(self, folder: Path, marker: Marker):
        self.folder, self.marker, self._most = folder, marker, marker.key.most
        self._parts: dict[tuple, bytes] = {}
        self._frames = {lang: _PAGE.format(lang=lang, title="\0", body="\0").split("\0") for lang in LANGUAGES}

    def write(self, results: list[Result]) -> dict[str, Text]:
        """Writes a page for each result that has one; returns why some could not be made, by the file of the hand-in. Raises OSError."""
        failures = {}
        for result in results:
            if result.status == "missing":
                continue
            try:
                page = self.page(result)
            except Exception as error:  # what nobody thought of, in one learner's work, costs no other their page
                failures[result.where] = failure(error)
                continue
            write_again(self.folder / page_name(result.learner), page)
        return failures

    def page(self, result: Result) -> bytes:
        """The page of a result. What it tells of the exercises, most of it, is there encoded already."""
        lang, exercises = result.lang, []
        title, (begin, between, end) = escape(self.marker.sheet.title.get(lang)), self._frames[lang]
        who, learner = escape(plain(result.name or result.learner)), escape(plain(result.learner))
        parts = [f"<h1>{title}</h1>", f"<p class='who'>{who} · {learner}</p>"]
        if result.status in COUNTS:
            parts.append(f"<p class='total'>{say('total', lang, total=result.total or 0, most=self._most)}</p>")
            if result.lost:
                parts.append(f"<p>{say('lost', lang, n=result.lost)}</p>")
            if result.pending:
                parts.append(f"<p>{say('pending', lang, n=result.pending)}</p>")
            told = zip(self.marker.key.exercises, result.items, self.marker.variants(result.drawn_for), strict=True)
            exercises = [self._part(exercise, earned, variant, lang) for exercise, earned, variant in told]
        else:
            parts.append(f"<p class='total'>{escape(say(f'nothing_counts.{result.status}', lang))}</p>")
        head = f"{begin}{title} – {who}{between}{chr(10).join(parts)}"
        return b"\n".join([head.encode(), *exercises, end.encode()])

    def _part(self, exercise: Exercise, earned: ResultItem, variant: int, lang: str) -> bytes:
        """The part of a page that tells of one exercise. It depends on few things: the same answer is told many learners."""
        if exercise.by_hand or len(earned.raw) > _SHORT:  # what a person says of it is nobody else's
            return self.told(exercise, feedback_on(exercise, earned, variant, self.marker), variant, lang).encode()
        place = (exercise.id, variant, lang, earned.lang, bytes(earned.raw), earned.score, earned.status)
        part = self._parts.get(place)
        if part is None:
            part = self.told(exercise, feedback_on(exercise, earned, variant, self.marker), variant, lang).encode()
            if len(self._parts) < _REMEMBERED:
                self._parts[place] = part
        return part

    def told(self, exercise: Exercise, marked: ReturnedItem, variant: int, lang: str) -> str:
        """The part of a page that tells of one exercise, as it was marked."""
        prompt = exercise.prompt.fill(exercise.values(self.marker.sheet.seed(variant)))
        score = "–" if marked.status == "pending" else marked.score
        earned = say("earned", lang, verdict=say(f"mark.{marked.status}", lang), score=score, most=marked.max)
        parts = [
            f"<h2>{escape(exercise.title.get(lang))}</h2>",
            f"<p class='points {marked.status}'>{earned}</p>",
            f"<details><summary>{say('question', lang)}</summary>{html(prompt.get(lang))}</details>",
        ]
        if marked.status != "unattempted":
            answer = escape(plain(kind_of(exercise).said(exercise, marked.raw, lang))).replace("\n", "<br>")
            parts.append(f"<h3>{say('answer', lang)}</h3><div class='answer' dir='auto'>{answer}</div>")
        if marked.remarks:
            parts.append(f"<ul>{''.join(self._remark(remark, exercise, lang) for remark in marked.remarks)}</ul>")
        if marked.comment:
            parts.append(f"<h3>{say('comment', lang)}</h3><p dir='auto'>{escape(plain(marked.comment))}</p>")
        if marked.solution:
            parts.append(f"<h3>{say('solution', lang)}</h3>{html(marked.solution.get(lang))}")
        return f"<section>{''.join(parts)}</section>"

    def _remark(self, remark: Remark, exercise: Exercise, lang: str) -> str:
        about = next((each.text.get(lang).rstrip(".") for each in exercise.parts() if each.id == remark.about), "")
        sign = "" if remark.right is None else "✓ " if remark.right else "✗ "
        named = say("about", lang, about=f"<b>{escape(about)}</b>") if about else ""
        return f"<li>{sign}{named}{html(remark.text.get(lang))}</li>"


def keep_pages(folder: Path, learners: Iterable[str]) -> None:
    """Takes away the pages of learners who are no longer there: a page must not outlive what it tells. Raises OSError."""
    kept = set(map(page_name, learners))
    for entry in os.scandir(folder):
        if (
            re.search(rf"-[0-9a-f]{{8}}{_SUFFIX}(\.\d+\.smo-part)?$", entry.name)
            and entry.name not in kept
            and entry.is_file(follow_symlinks=False)
        ):
            os.unlink(entry.path)


@lru_cache(5_000)
def html(text: str) -> str:
    """The course's markup as HTML, escaped."""
    return "".join(tostring(each, encoding="unicode", method="html") for each in blocks(text))


_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>{title}</title><style>
body {{ max-width: 46em; margin: 2em auto; padding: 0 1.2em; color: #1a1a1a; background: #fff; font: 1rem/1.55 system-ui, sans-serif; }}
h1 {{ margin-bottom: .1em; line-height: 1.2; }} h2 {{ margin: 0; font-size: 1.25em; }} h3 {{ margin: 1em 0 .2em; font-size: 1em; }}
.who {{ margin: 0; color: #555; }} .total {{ padding: .6em 1em; border-left: 5px solid #0072b2; background: #eef5fa; font-size: 1.2em; }}
section {{ margin: 1.6em 0; padding: 1.1em 1.4em; border: 1px solid #d4d4d4; border-radius: 8px; }}
.points {{ margin: .2em 0 .8em; font-weight: 650; }} .right {{ color: #00614a; }} .wrong {{ color: #8f3a00; }} .partial, .invalid {{ color: #6b5200; }}
.answer {{ padding: .5em .9em; background: #f5f5f5; white-space: pre-wrap; overflow-wrap: anywhere; }}
li p {{ display: inline; }} summary {{ cursor: pointer; color: #00598c; }}
</style></head><body>
{body}</body></html>
"""
