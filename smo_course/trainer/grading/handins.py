"""The hand-ins: everything that ever came in for an assignment, kept beside the grades, and what the trainer said of it.

One log that only grows, so that nothing depends on which files lie where today: what is graded follows from the key, this log
and what people marked. Only `cut` takes lines back, when a run is undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from ...assignment.submission import LARGEST
from ...files import Log, write_whole
from ...text import Text
from ...words import Words
from .filing import Filed
from .inbox import Found, Owner, Refused

say = Words(__file__)


class Arrival(msgspec.Struct, omit_defaults=True, tag="arrival"):
    """A file that came in: its bytes are in the line too or, where it was not opened, `reason` says why. `id` recognises it,
    whatever the archive it came in; `seen` is what it was like where it lay: one that is still so need not be read again."""

    id: str
    where: str
    seen: str
    reason: Text | None = None
    owner: tuple[str, str] | None = None
    filed: tuple[str, bool, bool] | None = None


class _Whole(Arrival, omit_defaults=True, tag="arrival"):
    """An arrival with its bytes, which most readers of the log pass over."""

    data: bytes = b""


class Said(msgspec.Struct, omit_defaults=True, tag="said"):
    """What the trainer said of a file: whose it is ("" for what it says itself), and whether it is taken back."""

    id: str
    whose: str = ""
    withdrawn: bool = False


_decoder = msgspec.json.Decoder(Arrival | Said)
_whole = msgspec.json.Decoder(_Whole)


class HandIns:
    """The log in a file. `arrivals` says where each file lay, by its id, and `said` what the trainer said of it; `looked` is how
    many files this run has looked at, and `new` the ids of those that were not known."""

    def __init__(self, path: Path):
        self.path = path
        self.said: dict[str, Said] = {}
        self.arrivals: dict[str, str] = {}
        self.looked, self.new = 0, set[str]()
        self._seen: set[int] = set()
        for each in self._lines() if path.exists() else ():
            if isinstance(each, Said):
                self.said[each.id] = each
            else:
                self._known(each)

    def _lines(self) -> Iterator[Arrival | Said]:
        for _, each in Log(self.path).read(_decoder.decode):
            yield each

    def _known(self, arrival: Arrival) -> None:
        self.arrivals[arrival.id] = arrival.where
        self._seen.add(hash(arrival.seen))

    def all(self, found: Iterable[Found] = (), tick: Callable[[str], object] = lambda doing: None) -> Iterator[Found]:
        """What came in, as if it lay there still, its `identity` its id: first what is known, then what was found and is not, each
        kept before it is handed on. Raises OSError."""
        for arrival, line in self._kept():
            yield _as_found(arrival, partial(_bytes_in, line), len(line))
            tick("marking")
        with Log(self.path).many() as write:
            for each in found:
                self.looked += 1
                if hash(each.identity) not in self._seen:
                    taken = _arrived(each)
                    new = taken.id not in self.arrivals
                    self._known(taken)
                    if new:
                        self.new.add(taken.id)
                        write(msgspec.json.encode(taken))
                        yield _as_found(taken, partial(_bytes_of, taken), len(taken.data))
                tick("taking")

    def _kept(self) -> Iterator[tuple[Arrival, bytes]]:
        if self.path.exists():
            for _, (each, line) in Log(self.path).read(lambda line: (_decoder.decode(line), line)):
                if isinstance(each, Arrival):
                    yield each, line

    def note(self, said: Said) -> None:
        """Notes what the trainer said. Raises OSError."""
        if said != self.said.get(said.id, Said(said.id)):
            Log(self.path).append(msgspec.json.encode(said))
            self.said[said.id] = said

    @property
    def size(self) -> int:
        """How long the log is, in bytes."""
        return self.path.stat().st_size if self.path.exists() else 0

    def cut(self, size: int, aside: Path) -> None:
        """Takes back all that was written after the log was so long; it goes into a file of its own. Raises OSError."""
        if self.size > size:
            with self.path.open("r+b") as file:
                file.seek(size)
                write_whole(aside, file.read())
                file.truncate(size)
        self.__init__(self.path)  # type: ignore[misc]


def _arrived(found: Found) -> _Whole:
    data, reason = b"", None
    try:
        data = found.read()
        if len(data) > LARGEST:
            raise Refused(say.text("inbox.large", most=LARGEST))
    except Refused as error:
        data, reason = b"", error.text
    # The same file is the same in the next archive of the same class too, and in a folder into which that was unpacked.
    name = found.where.rpartition("!")[2].replace("\\", "/")
    name = name if "!" in found.where else "/".join(name.split("/")[-2:])
    content = data or (reason.en.encode() if reason else b"")
    id = f"f{hashlib.sha256(f'{name}|'.encode() + content).hexdigest()[:15]}"  # with a letter first: no spreadsheet makes a number of it
    return _Whole(id, found.where, found.identity, reason, found.owner, found.filed, data)


def _as_found(arrival: Arrival, read: Callable[[], bytes], held: int) -> Found:
    owner, filed = Owner(*arrival.owner) if arrival.owner else None, Filed(*arrival.filed) if arrival.filed else None
    return Found(arrival.where, arrival.id, read, owner, filed, held)


def _bytes_in(line: bytes) -> bytes:
    return _bytes_of(_whole.decode(line))


def _bytes_of(arrival: _Whole) -> bytes:
    if arrival.reason:
        raise Refused(arrival.reason)
    return arrival.data
