"""The one way in which the course says that something cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .text import Text


class CourseError(Exception):
    """Something that cannot be done. `text` says what is wrong, where, and what to do, in every language.

    Raised with a text, as in `CourseError(say.text("no_folder", folder=folder))`; caught where somebody is told: once in the
    command line, and by the widget that was asked. Subclasses are for those who have to tell one failure from another.
    """

    lang = ""  # of whoever is told, where it is known

    def __init__(self, text: Text):
        super().__init__(text.en)
        self.text = text

    def _render_traceback_(self) -> list[str]:
        """What IPython shows below a cell in place of a traceback, which would be of the course's code and not the learner's."""
        return [self.text.get(self.lang)] if self.lang else [self.text.en, self.text.fr]


class Incomplete(CourseError):
    """A folder of which each file is a part, a kind's or an explorer's, that lacks something; the text names what."""
