"""The learner's profile: name, and the company on which the lessons' decisions are tried."""

from __future__ import annotations

import traitlets

from ..text import Text
from .assets import css, esm
from .base import CourseWidget

_LONGEST = 200


class Profile(CourseWidget):
    """A form kept in the journal at each change. The browser sends {name, company, own}."""

    _esm = esm("dom", "profile")
    _css = css("panel")
    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, course):
        lang, known = course.lang, course.journal.profile()
        super().__init__(
            content={name: text.get(lang) for name, text in _WORDS.items()},
            state={"name": known.get("name", ""), "company": known.get("company", "case"), "own": known.get("own", ""), "saved": None},
        )
        self.text = f"<Profile {lang}>"
        self._journal, self._lang = course.journal, lang
        self.on_msg(lambda _, message, __: self.handle(message))

    def handle(self, message: dict) -> None:
        """Keeps what the learner said of themselves, and only that: other fields of the message are dropped."""
        said = {name: message[name][:_LONGEST] for name in ("name", "company", "own") if isinstance(message.get(name), str)}
        if said.get("company") not in (None, "case", "own") or not said:
            return
        saved = self._journal.write("profile", data={**said, "lang": self._lang})
        self.state = {**self.state, **said, "saved": {"ok": saved.ok, "text": saved.text.get(self._lang)}}


_WORDS = {
    "name": Text(en="Your name (as you like to be greeted)", fr="Votre nom (comme vous aimez qu’on vous salue)"),
    "company": Text(en="The company you will think of", fr="L’entreprise à laquelle vous penserez"),
    "case": Text(en="Maison Tilleul, the course’s case", fr="Maison Tilleul, le cas du cours"),
    "own": Text(en="My own company", fr="Ma propre entreprise"),
    "own_name": Text(en="Its name and what it does, in a few words", fr="Son nom et ce qu’elle fait, en quelques mots"),
}
