"""What is found: something wrong, and where."""

from __future__ import annotations

from typing import NamedTuple

from .. import bank
from ..text import Text
from ..words import Words

say = Words(__file__)


class Finding(NamedTuple):
    """Something wrong: the place (file, line, field or cell, as far as they are known), and the reason."""

    where: str
    reason: Text

    def __str__(self) -> str:
        return self.said("en")

    def said(self, lang: str) -> str:
        return bank.say("bank.finding", lang, where=self.where, reason=self.reason)
