"""An explorer on the screen. It only carries questions and answers: what comes of the settings, the explorer itself says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import traitlets

from .. import bank, explorers
from ..data import case
from ..errors import CourseError
from ..explorers.base import BadSetting, Explorer
from ..words import Words
from .base import CourseWidget
from .source import Source, of_case

say = Words(__file__)


class ExplorerView(CourseWidget):
    """The view of the explorer called `name`. `content` is what stays, and the first picture: so it is there without asking.

    `source` says where its tables come from, if it reads any. Raises UnknownExplorer, Incomplete and what reading a table raises.
    """

    content = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str, lang: str, source: Callable[[], Source] | None = None):
        self.explorer, self._name, self._lang = explorers.find(name), name, lang
        self._source = source or (lambda: of_case(case.FIRST, lang))
        super().__init__(f"explorers/{name}/view", lang, ("screen/explorer",), content=self._read(self._source()))
        self.on_msg(lambda _, message, __: self.handle(message))

    def follow(self) -> None:
        """Begins anew where its tables, or what was filled in, are others by now."""
        source = self._source()
        if self._rests_on(source) != self._known:
            self.content = self._read(source)

    def _rests_on(self, source: Source) -> tuple[Any, ...]:
        return source.key if self.explorer.tables else (), source.filled

    def _read(self, source: Source) -> dict[str, Any]:
        """What is sent to the page, from tables read anew."""
        told = source.told
        try:
            tables = [source.read(each) for each in self.explorer.tables]
        except (CourseError, OSError) as error:
            if not source.case:
                raise
            tables = [source.case.read(each) for each in self.explorer.tables]
            told = say("explorer.not_read", self._lang, reason=error, told=source.case.told)
        self._known, self._tables = self._rests_on(source), tables
        self._last: tuple[Explorer, dict[str, Any]] | None = None
        first = self.explorer.filled(*source.filled) if source.filled else self.explorer.first(*tables)
        shown = self._shown(first)
        content = {"name": self._name, "content": _json(self.explorer.content(self._lang, *tables))}
        if first.asks():
            content["first"] = {"settings": first.plain(), **shown}
        if tables:
            content["whose"] = told
        elif source.filled:
            content["whose"] = say("explorer.of_answer", self._lang, exercise=bank.load(source.filled[0]).title)
        self.text = f"{explorers.title(self._name, self._lang)}\n{shown['said'].replace('**', '')}"
        return content

    def handle(self, message: Any) -> None:
        """Answers a question of a view, {n, settings}, by {n, answer, said}, or {n, problem: {name, text}} where there is none.

        What the explorer stumbles over is told to the learner, and raised for whoever looks into the log.
        """
        message = message if isinstance(message, dict) else {}
        reply: dict[str, Any] = {"n": message.get("n")}
        try:
            reply |= self._shown(self.explorer.read(message.get("settings")))
        except CourseError as error:
            name = error.name if isinstance(error, BadSetting) else ""
            reply["problem"] = {"name": name, "text": error.text.get(self._lang)}
        except BaseException as error:  # an interrupted kernel's too
            reply["problem"] = {"name": "", "text": say("explorer.failed", self._lang, error=f"{type(error).__name__}: {error}")}
            raise
        finally:
            self.send(reply)

    def _shown(self, explorer: Explorer) -> dict[str, Any]:
        """What is shown of an explorer. A view that had no reply asks the same again, so the last one is remembered."""
        if not self._last or self._last[0] != explorer:
            answer = explorer.answer(*self._tables)
            self._last = explorer, {"answer": _json(answer), "said": explorer.said(answer, self._lang)}
        return self._last[1]


def _json(value: Any) -> Any:
    """A value as JSON has it: numpy's numbers and arrays are numbers and lists, and what is no number is null."""
    return msgspec.json.decode(msgspec.json.encode(value, enc_hook=lambda each: each.tolist()))
