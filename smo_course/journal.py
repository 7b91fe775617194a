"""The learner's journal: an append-only record of every answer, on disk before the screen says "saved".

Each process (each lesson's kernel) appends to a file of its own below FOLDER/.smo/journal/, and reading merges them by
time. So two lessons open at once never write to the same file, on any system and in any synchronised folder, and a
line torn by a crash can only be the last of its file, one that nobody was told is saved.
"""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from .files import Log, make_folder
from .text import Text
from .words import Words

say = Words(__file__)

Event = Literal["answer", "draft", "hint", "again", "solution", "profile", "handin"]


class Scope(NamedTuple):
    """Where an entry belongs: to practice, or `within` an assignment (its id), the workbook (of a company) or a review (of a day)."""

    wing: Literal["practice", "assignment", "workbook", "review"] = "practice"
    within: str = ""


PRACTICE = Scope()


class Entry(msgspec.Struct, omit_defaults=True):
    """One line of the journal. `score` is what the answer earned; `seed` says which variant it answers."""

    at: str  # UTC, ISO 8601 with microseconds: sorts as text
    event: Event
    wing: Literal["practice", "assignment", "workbook", "review"] = "practice"
    within: str = ""
    exercise: str = ""
    answer: Any = None
    lang: str = ""
    seed: str = ""
    status: str = ""
    score: float = 0
    data: dict[str, Any] = {}


class Saved(NamedTuple):
    """What became of a write: `ok` is True (on disk), False (failed) or None (nowhere to keep it)."""

    ok: bool | None
    text: Text


def find_folder() -> Path | None:
    """The learner's folder: the one that `smo lab` opened, else the nearest one above here that holds .smo."""
    named = os.environ.get("SMO_FOLDER")
    if named:
        return Path(named)
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".smo").is_dir()), None)


class Journal:
    """The journal of a learner's folder; without a folder, one that remembers only until the kernel stops.

    `entries` holds everything readable, oldest first. `unreadable` names the lines that were skipped, as
    (file name, line number); they stay in their file. `home` is the learner's folder, or None.
    """

    def __init__(self, folder: Path | None = None):
        self.home = folder
        self.folder = folder / ".smo" / "journal" if folder else None
        self.entries: list[Entry] = []
        self.unreadable: list[tuple[str, int]] = []
        self.failed: Text | None = None  # why the last write failed, if it did
        self._unwritten: list[Entry] = []  # what no disk has: it must not go with the next reading
        self._sizes: dict[str, int] = {}  # of the files when they were read
        self._log: Log | None = None  # begun with the first write
        self.reload()

    def reload(self) -> None:
        """Reads the folder again, with what other lessons have written meanwhile."""
        if self.folder is None:
            return
        self.entries, self.unreadable = list(self._unwritten), []
        self._sizes = self._others()
        try:
            files = sorted(self.folder.glob("*.jsonl"))
        except OSError:
            return
        for path in files:
            log = Log(path)
            try:
                self.entries += [entry for _, entry in log.read(_decoded)]
            except OSError:
                self.unreadable.append((path.name, 0))
            # a last line without its end was never said to be saved: it is no loss
            self.unreadable += [(path.name, line) for line in log.unreadable]
        self.entries.sort(key=lambda entry: entry.at)

    def catch_up(self) -> bool:
        """Takes in what others have written since: another tab, the other language, the start page. Whether there was anything."""
        if self._others() == self._sizes:
            return False
        self.reload()
        return True

    def _others(self) -> dict[str, int]:
        """The sizes of the files that others write; they only ever grow."""
        found: dict[str, int] = {}
        if self.folder is None:
            return found
        own = self._log.path.name if self._log else ""
        with suppress(OSError):
            for path in self.folder.glob("*.jsonl"):
                if path.name != own:
                    found[path.name] = path.stat().st_size
        return found

    def write(self, event: Event, scope: Scope = PRACTICE, **fields: Any) -> Saved:
        """Appends an entry and flushes it to the disk. Never raises: a full disk or a read-only folder is told in `Saved`."""
        entry = Entry(at=self._now(), event=event, wing=scope.wing, within=scope.within, **fields)
        self.entries.append(entry)
        if self.folder is None:
            return Saved(None, say.text("journal.not_kept"))
        try:
            self._log = self._log or _new_log(self.folder)
            self._log.append(msgspec.json.encode(entry))
        except OSError as error:
            self._unwritten.append(entry)
            self.failed = say.text("journal.failed", folder=self.folder, reason=error)
            return Saved(False, self.failed)
        self.failed = None
        return Saved(True, say.text("journal.saved"))

    def _now(self) -> str:
        """The time, and always later than the newest entry: an entry keeps its place even if the clock goes back."""
        now = datetime.now(UTC)
        if self.entries and self.entries[-1].at >= _stamp(now):
            now = datetime.fromisoformat(self.entries[-1].at) + timedelta(microseconds=1)
        return _stamp(now)

    def of(self, scope: Scope, exercise: str | None = None) -> list[Entry]:
        """The entries of a scope, or of one exercise in it, oldest first."""
        return [entry for entry in self.entries if (entry.wing, entry.within) == scope and exercise in (None, entry.exercise)]

    def profile(self) -> dict[str, Any]:
        """What the learner said of themselves: name, lang, company; the newest of each."""
        known: dict[str, Any] = {}
        for entry in self.entries:
            if entry.event == "profile" and entry.wing == "practice":
                known |= entry.data
        return known

    def warnings(self) -> list[Text]:
        """What the learner should know of the journal's state: lines that could not be read, a folder that takes nothing."""
        said = []
        if self.unreadable:
            where = ", ".join(f"{name}:{line}" for name, line in self.unreadable[:5])
            said.append(say.text("journal.unreadable", n=len(self.unreadable), where=where))
        if self.failed:
            said.append(self.failed)
        return said

    def learner(self) -> str:
        """A random name for this learner, from which their variants are drawn; "" where nothing is kept.

        Written once; of two written at the same moment, the earlier stays in force.
        """
        if self.folder is None:
            return ""
        names = [entry.data["learner"] for entry in self.entries if entry.event == "profile" and "learner" in entry.data]
        if names:
            return names[0]
        name = uuid.uuid4().hex
        self.write("profile", data={"learner": name})
        return name


def _new_log(folder: Path) -> Log:
    make_folder(folder)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    return Log(folder / f"{stamp}-{uuid.uuid4().hex[:8]}.jsonl", mode=0o600)


_decoder = msgspec.json.Decoder(Entry)


def _decoded(line: bytes) -> Entry:
    entry = _decoder.decode(line)
    datetime.fromisoformat(entry.at)
    return _scoped(entry)


def _scoped(entry: Entry) -> Entry:
    """An entry of an assignment as it was written before entries had scopes: by an exercise called @assignment/exercise."""
    if entry.exercise.startswith("@"):
        within, _, exercise = entry.exercise[1:].partition("/")
        seed = f"{within}/{entry.seed}" if entry.seed else ""
        return msgspec.structs.replace(entry, wing="assignment", within=within, exercise=exercise, seed=seed)
    return entry


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="microseconds")
