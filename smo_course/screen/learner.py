"""The learner's profile: name, and the company on which the lessons' decisions are tried."""

from __future__ import annotations

import traitlets

from ..workbook.company import CASES
from .base import CourseWidget

_LONGEST = 200


class Profile(CourseWidget):
    """A form kept in the journal at each change. The browser sends {name, company, own}."""

    state = traitlets.Dict().tag(sync=True)

    def __init__(self, course):
        lang, known = course.lang, course.journal.profile()
        super().__init__(
            "screen/learner",
            lang,
            state={"name": known.get("name", ""), "company": known.get("company", "case"), "own": known.get("own", ""), "saved": None},
        )
        self.text = f"<Profile {lang}>"
        self._journal, self._lang = course.journal, lang
        self.on_msg(lambda _, message, __: self.handle(message))

    def follow(self) -> None:
        """Shows what was said elsewhere, once the journal has read of it."""
        known = self._journal.profile()
        self.state = self.state | {name: known[name] for name in ("name", "company", "own") if name in known}

    def handle(self, message: dict) -> None:
        """Keeps what the learner said of themselves, and only that: other fields of the message are dropped."""
        said = {name: message[name][:_LONGEST] for name in ("name", "company", "own") if isinstance(message.get(name), str)}
        if said.get("company") not in (None, "case", *CASES, "own") or not said:
            return
        saved = self._journal.write("profile", data={**said, "lang": self._lang})
        self.state = {**self.state, **said, "saved": {"ok": saved.ok, "text": saved.text.get(self._lang)}}
