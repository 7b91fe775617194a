"""QTI's response processing, as far as marking an exercise needs it."""

from __future__ import annotations

from ...elements import Element, element
from .exact import exact


def variable(name: str) -> Element:
    return element("variable", identifier=name)


def value(kind: str, text: str) -> Element:
    return element("baseValue", text, baseType=kind)


def score(expression: Element) -> Element:
    return element("setOutcomeValue", expression, identifier="SCORE")


def points(number: float) -> Element:
    return score(value("float", exact(number)))


def mapped() -> Element:
    """The score that the declaration of RESPONSE maps to the answer."""
    return score(element("mapResponse", identifier="RESPONSE"))


def say(name: str) -> Element:
    """Shows one more feedback."""
    more = element("multiple", variable("FEEDBACK"), value("identifier", name))
    return element("setOutcomeValue", more, identifier="FEEDBACK")


def among(kind: str, text: str, response: str) -> Element:
    """Whether a value is one of those answered."""
    return element("member", value(kind, text), variable(response))


def between(low: float, high: float) -> Element:
    """Whether the answer is one of these numbers or lies between them."""
    bounds = [element(test, variable("RESPONSE"), value("float", exact(bound))) for test, bound in (("gte", low), ("lte", high))]
    return all_of(bounds)


def either(tests: list[Element]) -> Element:
    return tests[0] if len(tests) == 1 else element("or", *tests)


def all_of(tests: list[Element]) -> Element:
    return tests[0] if len(tests) == 1 else element("and", *tests)


def no(test: Element) -> Element:
    return element("not", test)


def cases(*branches: tuple[Element, list[Element]], otherwise: list[Element] | None = None) -> Element:
    """The rules of the first branch whose test holds, or else the others."""
    made = element("responseCondition")
    for place, (test, rules) in enumerate(branches):
        made.append(element("responseElseIf" if place else "responseIf", test, *rules))
    if otherwise:
        made.append(element("responseElse", *otherwise))
    return made
