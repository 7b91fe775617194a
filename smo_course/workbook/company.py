"""The company for which a workbook is filled in: a case of the course, or the learner's own."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..journal import Scope
from ..text import Text
from ..words import Words

say = Words(__file__)
CASES = ("maison-tilleul", "velo-cadence", "altimetre")  # their data lie in the folders of these names, in datasets


class Company(NamedTuple):
    """`key` tells one workbook from another; `name` is how the learner calls the company."""

    key: str
    name: Text

    @property
    def scope(self) -> Scope:
        return Scope("workbook", self.key)


def company_of(profile: dict[str, Any]) -> Company:
    """The company that a learner's profile names. Their own keeps its workbook when it is given another name."""
    if profile.get("company") == "own":
        name = str(profile.get("own") or "").strip()
        return Company("own", Text(en=name, fr=name) if name else say.text("company.own"))
    key = str(profile.get("company"))
    key = key if key in CASES else CASES[0]
    return Company(key, say.text(f"company.{key}"))


def companies() -> list[Company]:
    """Every company that a workbook may be filled in for."""
    return [company_of({"company": key}) for key in (*CASES, "own")]
