"""Formulas in exercise files: arithmetic on named numbers, with no way out of it."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, lru_cache

from simpleeval import InvalidExpression, NameNotDefined, SimpleEval

from ..errors import CourseError
from ..text import Text
from .base import say

FUNCTIONS = {
    "round": round, "abs": abs, "min": min, "max": max,
    "floor": math.floor, "ceil": math.ceil, "log": math.log, "exp": math.exp, "sqrt": math.sqrt,
}  # fmt: skip


class BadFormula(CourseError):
    """A formula that cannot be parsed or worked out; the message says why."""


def evaluate(formula: str, values: dict[str, float]) -> float:
    """The number (or, for a comparison, the truth) that a formula gives. Raises BadFormula."""
    return _worked_out(formula, tuple(values.items()))


@lru_cache(20_000)  # a class answers few variants, and each answer is held against the same formulas
def _worked_out(formula: str, names: tuple[tuple[str, float], ...]) -> float:
    values = dict(names)
    try:
        result = SimpleEval(functions=FUNCTIONS, names=values).eval(formula, previously_parsed=_parsed(formula))
    except ZeroDivisionError as error:
        raise BadFormula(say.text("formula.divides", formula=formula, values=_said(values))) from error
    except NameNotDefined as error:
        raise BadFormula(say.text("formula.unknown", formula=formula, name=error.name, known=", ".join(values) or "–")) from error
    except (InvalidExpression, SyntaxError, ArithmeticError, ValueError, TypeError, AttributeError) as error:
        raise BadFormula(say.text("formula.fails", formula=formula, reason=error)) from error
    if isinstance(result, bool):
        return result
    if not isinstance(result, (int, float)) or not math.isfinite(result):
        raise BadFormula(say.text("formula.no_number", formula=formula, result=repr(result), values=_said(values)))
    return result


def with_a_step(formula: str, values: dict[str, float], changed: Callable[[float], Iterable[float]]) -> Iterator[float]:
    """What the formula gives where the outcome of one of its steps is `changed`: each step in turn, and each change of it.

    A step is an operation whose outcome goes into another. Changes with which the formula does not work out are left out.
    """
    for step, rest in _steps(formula):
        with suppress(BadFormula):  # a step may be one that these values do not take: a / b if b else 0
            for outcome in changed(evaluate(step, values)):
                with suppress(BadFormula):
                    yield evaluate(rest, values | {_OUTCOME: outcome})


_OUTCOME = "outcome_of_a_step"


@cache
def _steps(formula: str) -> list[tuple[str, str]]:
    """Each operation of a formula but the last, which gives its result, and the formula with a name in its place."""
    found = []
    for place in range(len(_inner(SimpleEval.parse(formula)))):
        whole = SimpleEval.parse(formula)  # a tree of its own, since it is changed
        step = _inner(whole)[place]
        found.append((ast.unparse(step), ast.unparse(_Replaced(step, ast.Name(_OUTCOME)).visit(whole))))
    return found


def _inner(whole: ast.Expr) -> list[ast.BinOp]:
    return [each for each in ast.walk(whole) if isinstance(each, ast.BinOp) and each is not whole.value]


class _Replaced(ast.NodeTransformer):
    """Puts a node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST):
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else super().visit(node)


@cache
def _parsed(formula: str) -> ast.AST:
    return SimpleEval.parse(formula)


def _said(values: dict[str, float]) -> Text | str:
    return ", ".join(f"{name} = {value:g}" for name, value in values.items()) or say.text("formula.no_values")


def evaluate_all(formula: str, draws: Iterable[dict[str, float]]) -> Text | None:
    """Why the formula fails for one of these draws, or None if it works for all."""
    for values in draws:
        try:
            evaluate(formula, values)
        except BadFormula as error:
            return error.text
    return None
