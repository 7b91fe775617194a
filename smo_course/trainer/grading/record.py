"""The record: what was seen of each file that was handed in, by one key, written down as it is marked, so that a run cut short goes on.

It can be made again from the hand-ins at any moment, and is, once the key says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from ...assignment.submission import LARGEST, Damaged, decode
from ...files import Log
from ...text import Text
from ...words import Words
from ..key import Key
from .cores import spread
from .inbox import Found, Refused, failure
from .marker import Marked, Marker

say = Words(__file__)


class Seen(msgspec.Struct, omit_defaults=True):
    """What was seen of one file. `status` is "marked", or why it was not; `forged` names exercises with a variant that is not theirs,
    `new` those that ask what the learner was not asked.

    `proven` is whether it bears the learner's code; `filed` what the platform says of its date; `moments` are those of the first
    and the last answer; `checks` is how often the exercise was checked that was checked most.
    """

    where: str
    identity: str
    status: str
    reason: Text | None = None
    owner: tuple[str, str] | None = None
    filed: tuple[str, bool, bool] | None = None
    proven: bool = False
    moments: list[str] = []
    checks: int = 0
    learner: str = ""
    name: str = ""
    lang: str = "en"
    at: str = ""
    number: int = 0
    receipt: str = ""
    forged: list[str] = []
    new: list[str] = []


class SeenWhole(Seen):
    """The same with what the answers are worth, in the sheet's order: of many files, too much to look at again and again."""

    items: list[Marked | None] = []


class _Header(msgspec.Struct):
    """First line of the record: by which key it was marked, and how its lines are written."""

    key: str
    format: str = "smo-record/4"


def see(found: Found, marker: Marker) -> SeenWhole:
    """What a file is, and what its answers are worth. Never raises for what is in the file: what nobody thought of, in one, is
    no reason not to mark the others."""
    seen = SeenWhole(found.where, found.identity, "marked", owner=found.owner, filed=found.filed)
    try:
        _look(seen, found, marker)
    except Refused as error:
        seen.status, seen.reason = "refused", error.text
    except Damaged as error:
        seen.status, seen.reason = error.reason, error.text
    except Exception as error:
        seen.status, seen.reason, seen.items, seen.forged = "failed", failure(error), [], []
    return seen


def _look(seen: SeenWhole, found: Found, marker: Marker) -> None:
    data = found.read()
    if len(data) > LARGEST:
        raise Refused(say.text("inbox.large", most=LARGEST))
    handed = decode(data)
    seen.learner, seen.name, seen.lang, seen.at = handed.learner, handed.name, handed.lang, handed.at
    seen.number, seen.receipt, seen.status = handed.number, handed.receipt(), marker.standing(handed)
    if seen.status == "marked":
        seen.items, seen.forged = marker.mark(handed)
        seen.new = marker.new_since(handed)
        seen.proven, seen.checks = marker.proves(handed), max((len(each.tries) for each in handed.answers.values()), default=0)
        exact = sorted(each.at for each in handed.answers.values() if "." in each.at)
        seen.moments = list(dict.fromkeys([*exact[:1], *exact[-1:]]))
    else:
        seen.reason = say.text(f"standing.{seen.status}", assignment=handed.assignment)


def _lines(marker: Marker, found: list[Found]) -> list[bytes]:
    """What files are, as lines of the record."""
    return [msgspec.json.encode(see(each, marker)) for each in found]


class Record:
    """The record in a file: one line for each file that was seen. Lines stay; which of them count is for each run to say."""

    def __init__(self, path: Path, key: Key):
        self.path, self._header = path, _Header(key.digest())

    def add(self, marker: Marker, found: Iterable[Found]) -> set[int]:
        """Marks what was found, unless the record has it; returns the hashes of all identities found. Raises OSError."""
        known = self._known()
        present: set[int] = set()
        new = not self.path.exists()
        with Log(self.path).many() as write:
            if new:
                write(msgspec.json.encode(self._header))
            for lines in spread(partial(_lines, marker), self._new(found, known, present), lambda each: each.held):
                for line in lines:
                    write(line)
        return present

    @staticmethod
    def _new(found: Iterable[Found], known: set[int], present: set[int]) -> Iterator[Found]:
        """What is not known yet; all that was found is noted as present."""
        for each in found:
            identity = hash(each.identity)
            present.add(identity)
            if identity not in known:
                known.add(identity)
                yield each

    def seen(self, present: set[int]) -> Iterator[tuple[int, Seen]]:
        """What the record says of the files that are present, each with its place in the record."""
        for place, seen in Log(self.path).read(_seen.decode):
            if hash(seen.identity) in present:
                yield place, seen

    def receipts(self) -> set[str]:
        """Those of all hand-ins that were ever seen."""
        return {seen.receipt for _, seen in Log(self.path).read(_seen.decode) if seen.receipt}

    def of_this_key(self) -> bool:
        """Whether what is in the record was marked by this key, and is written as it is today. Raises OSError."""
        _, header = next(Log(self.path).read(_header.decode), (0, None))
        return header == self._header

    def _known(self) -> set[int]:
        """What is in the record. One made by another key is done away with and begun anew."""
        if not self.path.exists():
            return set()
        if not self.of_this_key():
            self.path.unlink()
            return set()
        return {hash(seen.identity) for _, seen in Log(self.path).read(_seen.decode)}


_header = msgspec.json.Decoder(_Header)
_seen = msgspec.json.Decoder(Seen)
