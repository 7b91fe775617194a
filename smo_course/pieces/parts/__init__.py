"""The parts that a piece is made of, a module for each kind of them."""

from __future__ import annotations

from typing import Union

from .base import Part
from .by_month import Calendar
from .checklist import Checklist
from .sentence import Sentence
from .sum import Sum
from .table import Table
from .writing import Writing

PARTS: tuple[type[Part], ...] = (Sentence, Writing, Table, Calendar, Checklist, Sum)
AnyPart = Union[Sentence, Writing, Table, Calendar, Checklist, Sum]  # noqa: UP007 (a file is read as one of them)
