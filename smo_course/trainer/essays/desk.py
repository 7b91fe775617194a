"""Marking texts on the screen: one at a time, with its rubric. It only carries messages: the work itself is `Marking`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import traitlets

from ...screen.base import CourseWidget, Run
from ...text import day
from ...words import Words, language
from ..key import read_key
from .texts import LONGEST, Marking, Writing, nameless, writings

say = Words(__file__)


def open_marking(key: str, lang: str, grades: str = ".", anonymous: bool = False) -> MarkingView:
    """The texts of a grading, to be marked. Raises UnreadableKey, NoResults, OSError and UnknownLanguage."""
    held, folder, lang = read_key(Path(key)), Path(grades), language(lang)
    texts = writings(held, folder)
    if anonymous or held.anonymous:
        texts = nameless(texts, lambda n: say("desk.nameless", lang, n=n))
    view = MarkingView(Marking(texts, folder), held.sheet.title.get(lang), lang)
    return Run("marking", held.sheet.id, lang).show(view)


class MarkingView(CourseWidget):
    """`content` is what stays: exercises, the list of texts; `state` is the text in front and how it all stands.

    The browser sends {do: go | unmarked | points | comment | undo | save | look, n, …}; each reply carries its `n`.
    """

    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, marking: Marking, title: str, lang: str):
        self.marking, self.lang = marking, lang
        self._order = list(marking.texts.values())
        first = self._order[0] if self._order else None
        self._at = (marking.unmarked_after(self._order[-1]) or first) if first else None
        super().__init__("trainer/essays/desk", lang, content=self._content(title), state=self._state())
        self.text = f"<Marking: {title}>"
        self.on_msg(lambda _, message, __: self.handle(message))

    def handle(self, message: Any) -> None:
        """Does what the screen asks; what makes no sense changes nothing."""
        marking, texts, told = self.marking, self.marking.texts, ""
        match message:
            case {"do": "go", "to": str(id)} if id in texts:
                self._at = texts[id]
            case {"do": "unmarked"} if self._at:
                marking.look()
                following = marking.unmarked_after(self._at)
                self._at = following or self._at
                told = "" if following else say("desk.no_other", self.lang)
            case {"do": "points", "text": str(id), "criterion": str(criterion), "points": (None | int() | float()) as points} if (
                id in texts
            ):
                marking.give(texts[id], criterion, points)
            case {"do": "comment", "text": str(id), "comment": str(comment)} if id in texts:
                marking.comment(texts[id], comment)
            case {"do": "undo"} if undone := marking.undo():
                self._at, stands = undone
                told = say("desk.undone" if stands else "desk.changed", self.lang)
            case {"do": "save"}:
                marking.save()
        marking.look()
        self.state = self._state() | {"n": message.get("n", 0) if isinstance(message, dict) else 0, "told": told}

    def _content(self, title: str) -> dict[str, Any]:
        lang = self.lang
        return {
            "title": title,
            "longest": LONGEST,
            "texts": [{"id": each.id, "who": each.who, "exercise": each.essay.id} for each in self._order],
            "exercises": {
                essay.id: essay.content("", lang) | {"explain": essay.explain.get(lang)}
                for essay in {each.essay.id: each.essay for each in self._order}.values()
            },
        }

    def _state(self) -> dict[str, Any]:
        marking, lang = self.marking, self.lang
        standing = [marking.standing(each) for each in self._order]
        return {
            "n": 0,
            "told": "",
            "at": self._at and self._shown(self._at),
            "standing": standing,
            "marked": standing.count("marked"),
            "can_undo": marking.can_undo,
            "failed": say("desk.failed", lang, reason=marking.failed) if marking.failed else "",
            "warnings": list(self._warnings()),
        }

    def _shown(self, writing: Writing) -> dict[str, Any]:
        given, earlier = self.marking.judgement(writing), self.marking.earlier(writing)
        return {
            "id": writing.id,
            "text": writing.text,
            "blocks": msgspec.to_builtins(writing.laid),
            "lang": writing.lang,
            "words": len(writing.text.split()),
            "points": given.points,
            "comment": given.comment,
            "score": given.score(writing.essay),
            "earlier": earlier and self._earlier(writing, earlier),
        }

    def _earlier(self, writing: Writing, earlier: Any) -> dict[str, Any]:
        given = [
            say("desk.given", self.lang, criterion=each.text, points=earlier.points[each.id])
            for each in writing.essay.criteria()
            if each.id in earlier.points
        ]
        return {"when": day(earlier.at[:10], self.lang) if earlier.at else "", "given": given, "comment": earlier.comment}

    def _warnings(self) -> Iterator[str]:
        marking, lang = self.marking, self.lang
        name = marking.judgements.path.name
        if marking.judgements.unreadable:
            yield say("desk.unreadable", lang, n=marking.judgements.unreadable, name=name)
        if marking.blind:
            yield say("desk.blind", lang, name=name, reason=marking.blind)
        if marking.outdated:
            yield say("desk.outdated", lang)
