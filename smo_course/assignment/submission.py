"""The submission: what a learner hands in, one file that they can open again, and that a trainer reads without running it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from ..errors import CourseError
from ..files import write_new
from ..words import Words

say = Words(__file__)

SUFFIX = ".smo"
LARGEST = 2_000_000  # bytes of a submission: forty essays; more is no submission


Lang = Annotated[str, msgspec.Meta(pattern="^(en|fr)$")]
Line = Annotated[str, msgspec.Meta(max_length=1000)]  # such as a name
Whole = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]  # what every program that reads JSON can hold


class Checked(msgspec.Struct, forbid_unknown_fields=True):
    """An answer that was checked at once, and the language in which it was typed."""

    raw: msgspec.Raw
    lang: Lang


class Given(msgspec.Struct, forbid_unknown_fields=True):
    """An answer as it stood when it was handed in. `tries` are the answers that were checked, where checking is allowed.

    Answers are kept as the JSON they came as, most are marked more often than they are read; and with the language in
    which they were typed: 1,234 is another number in French. Whoever wants one asks the exercise, which says what an answer to
    it can be (`Exercise.received`): these bytes may be anybody's.
    """

    raw: msgspec.Raw
    lang: Lang
    variant: Whole = 0
    at: Line = ""
    tries: list[Checked] = []


class Submission(msgspec.Struct, forbid_unknown_fields=True):
    """The answers of one learner to one sheet. `number` counts their hand-ins; `code` is the learner's own, where one is asked for.

    In the file, the checksum comes first and covers every byte after it. It tells accidents and idle edits, not forgers.
    """

    checksum: str
    assignment: Line
    sheet: Line  # digest of the sheet
    learner: Line
    at: Line  # UTC, ISO 8601
    number: Whole
    answers: dict[str, Given]
    name: Line = ""
    lang: Lang = "en"  # that of the learner's screen, in which they are answered
    code: Line = ""
    format: Literal["smo-submission/2", "smo-submission/3"] = "smo-submission/3"

    def sealed(self) -> Submission:
        """The same with its checksum."""
        unsealed = msgspec.json.encode(msgspec.structs.replace(self, checksum=""))
        return msgspec.structs.replace(self, checksum=_checksum(unsealed[len(_OPENING) :]))

    def encoded(self) -> bytes:
        return msgspec.json.encode(self) + b"\n"

    def receipt(self) -> str:
        """What identifies this very submission."""
        return self.checksum[:12]


class Damaged(CourseError):
    """A file that is no submission, or no whole one. `reason` is "truncated", "edited", "unreadable" or "too large"."""

    def __init__(self, reason: str):
        super().__init__(say.text(f"damaged.{reason}", megabytes=LARGEST // 1_000_000))
        self.reason = reason


_decoder = msgspec.json.Decoder(Submission)


def decode(data: bytes) -> Submission:
    """The submission in these bytes. Raises Damaged."""
    try:
        found = _decoder.decode(data)
    except msgspec.ValidationError as error:
        raise Damaged("unreadable") from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        cut = data.lstrip()[:1] == b"{" and not data.rstrip().endswith(b"}")
        raise Damaged("truncated" if cut else "unreadable") from error
    sealed = data.rstrip()[len(_OPENING) + len(found.checksum) :]
    if not data.startswith(_OPENING + found.checksum.encode()) or found.checksum != _checksum(sealed):
        raise Damaged("edited")
    return found


def read(path: Path) -> Submission:
    """The submission in a file. Raises Damaged, and OSError where it cannot be read."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Damaged("too large")
    return decode(data)


def write(submission: Submission, folder: Path) -> Path:
    """Writes a submission into a folder, beside earlier ones, and flushes it to the disk. Raises OSError."""
    return write_new(folder / f"{slug(submission.assignment)}-{slug(submission.learner)}{SUFFIX}", submission.encoded())


def slug(text: str) -> str:
    """A text as part of a file's name on any system: some take 255 bytes, some refuse `con.txt` for the name of a device."""
    name = re.sub(r"[^\w@.+-]+", "_", text)[:60].encode()[:110].decode(errors="ignore").strip("._") or "unnamed"
    return f"_{name}" if re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name, flags=re.IGNORECASE) else name


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


_OPENING = b'{"checksum":"'


def _checksum(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
