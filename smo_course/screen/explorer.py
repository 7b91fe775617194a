"""An explorer on the screen. It only carries questions and answers: what comes of the settings, the explorer itself says."""

from __future__ import annotations

from typing import Any

import msgspec
import traitlets

from .. import explorers
from ..errors import CourseError
from ..explorers.base import BadSetting, Explorer
from ..words import Words
from .base import CourseWidget

say = Words(__file__)


class ExplorerView(CourseWidget):
    """The view of the explorer called `name`. `content` is what stays, and the first picture: so it is there without asking.

    Raises UnknownExplorer and Incomplete.
    """

    content = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str, lang: str):
        self.explorer, self._lang = explorers.find(name), lang
        self._last: tuple[Explorer, dict[str, Any]] | None = None
        first, shown = self.explorer(), self._shown(self.explorer())
        content = {"name": name, "content": _json(self.explorer.content(lang))}
        if first.asks():
            content["first"] = {"settings": first.plain(), **shown}
        super().__init__(f"explorers/{name}/view", lang, ("screen/explorer",), content=content)
        title = explorers.title(name, lang)
        self.text = f"{title}\n{shown['said'].replace('**', '')}"
        self.on_msg(lambda _, message, __: self.handle(message))

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
            answer = explorer.answer()
            self._last = explorer, {"answer": _json(answer), "said": explorer.said(answer, self._lang)}
        return self._last[1]


def _json(value: Any) -> Any:
    """A value as JSON has it: numpy's numbers and arrays are numbers and lists, and what is no number is null."""
    return msgspec.json.decode(msgspec.json.encode(value, enc_hook=lambda each: each.tolist()))
