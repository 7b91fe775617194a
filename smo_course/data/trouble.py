"""What is said of a table that cannot be used."""

from __future__ import annotations

from ..errors import CourseError
from ..reading import Unreadable
from ..text import Text
from ..words import Words

say = Words(__file__)


class TableError(Unreadable):
    """A table that cannot be used: `reason` says why and what to do, `line` where, if it is one place. The text says all."""

    def __init__(self, file: str, reason: Text, line: int | None = None):
        self.reason, self.line = reason, line
        place = {"file": file, "reason": reason}
        CourseError.__init__(self, say.text("in_line", line=str(line), **place) if line else say.text("in_file", **place))
