"""A file of the learner's own for a table of the lesson: chosen in the browser, read on their machine, kept in their folder."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import traitlets

from ..data.exports import Export, column_name, read_export
from ..data.tables import MOST_BYTES
from ..data.trouble import TableError
from ..data.trouble import say as of_tables
from ..files import make_folder, write_new
from ..journal import Journal
from ..text import day, listed
from ..words import Words
from .base import CourseWidget

say = Words(__file__)
FOLDER = "exports"  # in the course folder: what learners bring


class OwnFile(CourseWidget):
    """A chooser for a file, and what was found in it. The browser sends a file in pieces, as {name, part, parts, data} with data
    in base64, or {forget: true} to go back to the case. A file that cannot serve is told why and not kept. `on_change` is called once another
    file serves."""

    state = traitlets.Dict().tag(sync=True)

    def __init__(self, table: str, journal: Journal, lang: str, on_change: Callable[[], None] = lambda: None):
        self._table, self._journal, self._lang, self._on_change = table, journal, lang, on_change
        self._pieces: dict[int, str] = {}
        super().__init__("screen/own_file", lang, state={"most": MOST_BYTES, "lines": [], "error": "", "told": 0, **self._file()})
        self.text = f"<OwnFile {table} {lang}>"
        self.on_msg(lambda _, message, __: self.handle(message))

    def follow(self) -> None:
        """Shows what was chosen elsewhere, once the journal has read of it."""
        self.state = self.state | self._file()

    def handle(self, message: dict) -> None:
        """Takes in a piece of a file, and with the last one the file; or forgets the one that is chosen."""
        if message.get("forget") is True:
            self._journal.write("profile", data={f"export_{self._table}": ""})
            self._tell()
            self._on_change()
        elif all(isinstance(message.get(name), kind) for name, kind in (("name", str), ("part", int), ("parts", int), ("data", str))):
            if message["part"] == 0:
                self._pieces = {}
            self._pieces[message["part"]] = message["data"]
            if sum(map(len, self._pieces.values())) > 1.4 * MOST_BYTES:
                self._pieces = {}
                self._tell(error=of_tables("large", self._lang, most=MOST_BYTES // 1_000_000))
            elif len(self._pieces) == message["parts"]:
                data, self._pieces = "".join(self._pieces[part] for part in sorted(self._pieces)), {}
                self._take(Path(message["name"].replace("\\", "/")).name or "export.csv", data)

    def _take(self, name: str, data: str) -> None:
        try:
            content = base64.b64decode(data, validate=True)
            with TemporaryDirectory() as folder:  # read before it is kept: what cannot serve leaves nothing behind
                path = Path(folder) / name
                path.write_bytes(content)
                found = read_export(self._table, path)
            kept = self._keep(name, content)
        except TableError as error:
            place = {"file": name, "reason": error.reason}
            said = of_tables.text("in_line", line=str(error.line), **place) if error.line else of_tables.text("in_file", **place)
            self._tell(error=said.get(self._lang))
        except (OSError, ValueError, binascii.Error) as error:
            self._tell(error=say("found.not_kept", self._lang, file=name, reason=error))
        else:
            self._journal.write("profile", data={f"export_{self._table}": kept})
            self._tell(lines=self._lines(name, found))
            self._on_change()

    def _keep(self, name: str, content: bytes) -> str:
        """Where the file lies below the course folder: where it was, if it was brought before; else under a new name."""
        home = self._journal.home or Path.cwd()
        make_folder(home / FOLDER)
        path = home / FOLDER / name
        if not (path.is_file() and path.read_bytes() == content):
            path = write_new(path, content)
        return path.relative_to(home).as_posix()

    def _lines(self, name: str, found: Export) -> list[str]:
        """What was found, and what is to be said of it."""
        days = [each for each in found.columns["published_on" if self._table == "posts" else "day"] if each]
        networks = sorted({each for each in found.columns["network"] if each})
        there = [column for column, values in found.columns.items() if any(value is not None for value in values)]
        lines = [
            of_tables("export.read", self._lang, file=name, n=len(next(iter(found.columns.values())))),
            say("found.days", self._lang, first=day(min(days), self._lang), last=day(max(days), self._lang)),
            say("found.columns", self._lang, columns=", ".join(column_name(each).get(self._lang) for each in there)),
        ]
        if networks:
            lines.insert(1, say("found.networks", self._lang, n=len(networks), networks=listed(networks, self._lang)))
        return lines + [note.get(self._lang) for note in found.notes]

    def _tell(self, lines: list[str] | None = None, error: str = "") -> None:
        self.state = {**self.state, "lines": lines or [], "error": error, "told": self.state["told"] + 1} | self._file()

    def _file(self) -> dict[str, str]:
        return {"file": str(self._journal.profile().get(f"export_{self._table}") or "")}
