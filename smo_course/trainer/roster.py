"""The roster: who is in the class, read from whatever table there is, a platform's own export as well."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from ..assignment.sheet import normal
from ..data.tables import ABOVE, Grid, names_of, read_grids
from ..data.trouble import TableError
from ..errors import CourseError
from ..text import LANGUAGES, Text
from ..words import Words

say = Words(__file__)

# How columns are called, in bare letters: by people, and in the lists that Moodle, Canvas and Brightspace give out, in English and
# in French. Of several that name a learner, the first here does.
_LEARNER = (
    *("learner", "apprenant", "apprenante"),
    *("email", "e mail", "mail", "courriel", "email address", "e mail address", "adresse de courriel", "adresse courriel"),
    *("adresse e mail", "adresse email", "adresse mail", "adresse electronique"),
    *("sis login id", "login id", "id de connexion sis", "identifiant de connexion sis", "identifiant de connexion"),
    *("username", "user name", "nom d utilisateur", "identifiant", "login"),
    *("id number", "numero d identification", "student number", "student id", "numero etudiant", "numero d etudiant", "number", "numero"),
    *("sis user id", "id utilisateur sis", "identifiant utilisateur sis", "orgdefinedid"),
)
_NAME = ("name", "full name", "student", "student name", "nom complet", "nom et prenom", "prenom et nom", "etudiant", "etudiante", "eleve")
_FIRST = ("first name", "firstname", "given name", "prenom", "prenoms")
_LAST = ("last name", "lastname", "surname", "family name", "nom de famille", "nom")
_NOBODY = ("points possible", "points possibles", "student test", "test student", "etudiant test")  # rows of Canvas's that are no learner

Asked = Literal["", "email", "number"]


class Learner(msgspec.Struct):
    """Someone on the roster; with the code that proves who they are, and what a sheet holds of it."""

    learner: str
    name: str = ""
    code: str = ""
    proof: str = ""


class Unassignable(CourseError):
    """Files that cannot be used. `findings` are the places, `path:LINE: field`, and the reasons; the text has a line for each."""

    def __init__(self, findings: Iterable[tuple[str, Text]]):
        self.findings = list(findings)
        said = [say.text("brief.finding", where=where, reason=reason) for where, reason in self.findings]
        super().__init__(Text(**{lang: "\n".join(each.get(lang) for each in said) for lang in LANGUAGES}))


class _Columns(NamedTuple):
    """Where a header has what is wanted: the learner, and the parts of the name in the order in which it is said."""

    learner: int
    name: list[int]


def read_roster(path: Path) -> list[Learner]:
    """The learners in a table (CSV, .xlsx): a column that tells them apart, such as an e-mail address, and their names if there are
    any. Raises Unassignable."""
    try:
        grids = read_grids(path)
        found = next(((grid, place, columns) for grid in grids for place, columns in _headers(grid)), None)
        if found is None:
            cells = [row.cells for grid in grids for row in grid.rows[:ABOVE]]
            raise TableError(str(path), say.text("roster.columns", found=names_of(max(cells, key=lambda row: sum(map(bool, row))))))
        grid, place, columns = found
        rows = grid.below(place).rows
    except TableError as error:
        raise Unassignable([(f"{path}:{error.line}" if error.line else f"{path}", error.reason)]) from error
    learners = [(line, _learner(cells, columns)) for line, cells in rows if not _is_nobody(cells)]
    return _proven(path, learners)


def _proven(path: Path, found: list[tuple[int, Learner]]) -> list[Learner]:
    findings = [(f"{path}:{line}", say.text("roster.nobody")) for line, each in found if not each.learner]
    seen: dict[str, int] = {}
    for line, each in found:
        first = seen.setdefault(normal(each.learner), line)
        if each.learner and first != line:
            findings.append((f"{path}:{line}", say.text("roster.again", learner=each.learner, line=first)))
    if not found:
        findings.append((f"{path}", say.text("roster.empty")))
    if findings:
        raise Unassignable(findings)
    return [each for _, each in found]


def _headers(grid: Grid) -> Iterable[tuple[int, _Columns]]:
    """The rows near the top that can be a header, the first first."""
    for place, row in enumerate(grid.rows[:ABOVE]):
        header = [_bare(cell) for cell in row.cells]
        learner = next((header.index(name) for name in _LEARNER if name in header), None)
        if learner is not None:
            parts = [next((header.index(name) for name in names if name in header), None) for names in (_FIRST, _LAST)]
            whole = next((header.index(name) for name in _NAME if name in header), None)
            named = [whole] if whole is not None else [each for each in parts if each is not None]
            yield place, _Columns(learner, named)


def _learner(cells: list[str], columns: _Columns) -> Learner:
    name = " ".join(cells[place].strip() for place in columns.name).strip()
    last, comma, first = name.partition(", ")
    return Learner(cells[columns.learner].strip(), f"{first} {last}" if comma and "," not in first else name)


def _is_nobody(cells: list[str]) -> bool:
    return next((_bare(cell) for cell in cells if cell.strip()), "") in _NOBODY


def asked(learners: list[Learner]) -> Asked:
    """What the roster calls its learners by, where one can see it: addresses, numbers."""
    if all(re.fullmatch(r"[^@\s]+@[^@\s]+", each.learner) for each in learners):
        return "email"
    return "number" if all(each.learner.isdecimal() for each in learners) else ""


def _bare(name: str) -> str:
    """A column's name in bare letters: whatever its capitals, accents, apostrophes, hyphens, and what no program shows."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", plain).strip()
