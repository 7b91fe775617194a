"""Personal codes: what a learner on a roster shows to prove that a hand-in is theirs.

They stand in one table beside the roster, for a mail merge, and serve for all assignments that name this roster: a code is sent once.
"""

from __future__ import annotations

import csv
import hmac
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from ..assignment.sheet import normal, normal_code, proof
from ..data.tables import read_table
from ..data.trouble import TableError
from ..files import make_folder, whole
from ..text import LANGUAGES, separator
from ..words import Words
from .brief import Learner, Unassignable
from .safe import cell

say = Words(__file__)

_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # 31, of which none is taken for another
_COLUMNS = ("learner", "name", "code")  # as words.yaml calls them in each language


def codes_path(roster: Path) -> Path:
    """Where the codes for a roster stand."""
    return roster.with_name(f"{roster.stem}-codes.csv")


def with_codes(learners: list[Learner], path: Path, former: list[Learner]) -> list[Learner]:
    """The learners, each with their code: the one that stands in the file, else that of a `former` key, else a new one.

    Raises Unassignable for a file that cannot be read.
    """
    known = held(path, former)
    return [msgspec.structs.replace(each, code=of(each, known) or _new()) for each in learners]


def held(path: Path, former: list[Learner]) -> dict[str, str]:
    """The codes that there are, by learner: those in the file, and those of a former key. Raises Unassignable."""
    return {normal(each.learner): each.code for each in [*former, *_read(path)] if each.code}


def of(learner: Learner, held: dict[str, str]) -> str:
    """A learner's code among these, "" where they have none."""
    return held.get(_as_written(learner.learner)) or held.get(normal(learner.learner), "")


def with_proofs(learners: list[Learner], sheet: str, former: list[Learner], tick: Callable[[], object]) -> list[Learner]:
    """The learners, each with what a sheet holds of their code. That takes its time: on all cores, and only where it is not known."""
    known = {(normal(each.learner), each.code): each.proof for each in former}

    def proved(each: Learner) -> Learner:
        found = known.get((normal(each.learner), each.code)) or proof(sheet, each.learner, each.code)
        tick()
        return msgspec.structs.replace(each, proof=found)

    with ThreadPoolExecutor() as threads:
        return list(threads.map(proved, learners))


def write_codes(path: Path, learners: list[Learner], lang: str) -> None:
    """Writes the codes into their file, beside those that it has, as the Excel of a language opens it. Raises OSError."""
    new = {_as_written(each.learner) for each in learners}
    gone = [each for each in _read(path) if normal(each.learner) not in new]
    rows = [[cell(each.learner), cell(each.name), each.code] for each in [*learners, *gone]]
    make_folder(path.parent)
    with whole(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator(lang)).writerows([_named(lang), *rows])


def fits(learner: Learner | None, code: str) -> bool:
    """Whether a code is that of a learner on the roster."""
    if learner is None or not learner.code:
        return False
    return hmac.compare_digest(normal_code(learner.code).encode(), normal_code(code).encode())


def _new() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(10))
    return f"{signs[:5]}-{signs[5:]}"


def _as_written(learner: str) -> str:
    return normal(cell(learner))


def _read(path: Path) -> list[Learner]:
    if not path.exists():
        return []
    faults = []
    for lang in LANGUAGES:
        learner, name, code = _named(lang)
        try:
            rows = read_table(path, [learner, code], also=[name]).records()
            return [Learner(row[learner], row.get(name, ""), row[code].strip()) for _, row in rows if row[code].strip()]
        except TableError as error:
            faults.append(error)
    first = faults[0]
    raise Unassignable([(f"{path}:{first.line}" if first.line else f"{path}", first.reason)]) from first


def _named(lang: str) -> list[str]:
    return [say(f"codes.{each}", lang) for each in _COLUMNS]
