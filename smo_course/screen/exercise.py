"""An exercise on the screen. It only carries messages: the work itself is an `Attempt`, which knows no screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import traitlets

from ..attempt import Attempt
from ..kinds import kind_of
from ..words import Words
from ..workbook.handed import offer
from .base import CourseWidget

say = Words(__file__)


class ExerciseView(CourseWidget):
    """The view of one exercise: `content` is what is asked, `state` the work so far; the browser draws both.

    `on_marked` is called when an answer was marked, and `on_change` whenever one has changed, so that others can follow.
    """

    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, attempt: Attempt, on_marked: Callable[[], None] | None = None, on_change: Callable[[], None] | None = None):
        self.attempt = attempt
        self._on_marked, self._on_change = on_marked, on_change
        view = f"kinds/{attempt.exercise.kind}/view"
        super().__init__(view, attempt.lang, ("screen/exercise",), content=self._content(), state=wired(attempt) | {"n": 0})
        self.text = attempt.text()
        self.on_msg(lambda _, message, __: self.handle(message))

    def _content(self) -> dict[str, Any]:
        return content(self.attempt)

    def refresh(self) -> None:
        """Shows the exercise anew, after something outside it has changed."""
        with self.hold_sync():
            self.content = self._content()
            self.state = wired(self.attempt) | {"n": self.state.get("n", 0)}

    def follow(self) -> None:
        """Shows what was done on the exercise elsewhere, once the journal has read of it."""
        if self.attempt.follow() or self.attempt.exercise.taken_from:
            self.refresh()

    def handle(self, message: Any) -> None:
        """Does what the screen asks: {do: look | draft | check | hint | again | solution, answer, n}. A look keeps nothing.

        The new state carries the message's `n`, by which the screen knows its reply. A message that makes no sense
        changes nothing and is answered with a state that says so.
        """
        attempt = self.attempt
        before = attempt.last_mark
        told = act(attempt, message)
        if told is None:
            problem = {"ok": False, "text": say("exercise.not_understood", attempt.lang)}
            self.state = self.state | {"n": _number(message), "saved": problem}
            return
        with self.hold_sync():  # one message to the browser, so that it never sees new numbers with an old answer
            self.content = self._content()
            self.state = told | {"n": _number(message)}
        if self._on_marked and attempt.last_mark is not before:
            self._on_marked()
        if self._on_change and message["do"] != "look":
            self._on_change()


def act(attempt: Attempt, message: Any) -> dict[str, Any] | None:
    """Does on the work what the screen asks, and says how it stands then; None where that made no sense."""
    seen = {}
    match message:
        case {"do": "look", "answer": answer}:
            seen = {"seen": attempt.seen(answer)}
        case {"do": "draft", "answer": answer}:
            attempt.draft(answer)
        case {"do": "check", "answer": answer}:
            attempt.check(answer)
        case {"do": "hint" | "again" | "solution" as action}:
            getattr(attempt, action)()
        case _:
            return None
    return wired(attempt) | seen


def content(attempt: Attempt) -> dict[str, Any]:
    """What is asked, as the browser draws it."""
    return attempt.content() | {"label": kind_of(attempt.exercise).say("kind", attempt.lang)}


def wired(attempt: Attempt) -> dict[str, Any]:
    """How the work stands, as the browser draws it; and, where the answer is a piece of the workbook, that piece as it stands."""
    piece = attempt.exercise.taken_from
    return msgspec.to_builtins(attempt.state()) | ({"offer": offer(piece, attempt.journal, attempt.lang)} if piece else {})


def _number(message: Any) -> Any:
    return message.get("n") if isinstance(message, dict) else None
