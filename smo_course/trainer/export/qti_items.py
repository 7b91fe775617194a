"""Each question as a QTI item: its interactions, how they are marked, and what is said to an answer."""

from __future__ import annotations

from functools import singledispatch
from itertools import islice

import msgspec

from ... import markup
from ...elements import Element, element
from ...kinds.question import Amount, Pairing, Pick, Question, Ranking, Typed, Unsayable, Writing
from ...text import LANGUAGES, Text
from ...words import Words
from . import qti_rules
from .exact import exact
from .losses import CannotSay
from .rubric import rubric

say = Words(__file__)
_MOST_ORDERS = 24  # right orders that an item spells out
_SLACK = 1e-9  # what the course's own marking forgives


class Item(msgspec.Struct):
    """The parts of an item that differ from kind to kind."""

    declarations: list[Element]
    body: list[Element]
    rules: list[Element]
    feedback: dict[str, Text]
    losses: list[str] = []


@singledispatch
def item(question: Question, points: int, lang: str) -> Item:
    """The item's parts, for an exercise of `points`. Raises CannotSay."""
    raise NotImplementedError(type(question).__name__)


def _declared(name: str, cardinality: str, kind: str, right: list[str], worth: dict[str, float] | None = None, most: float = 0) -> Element:
    """A response, the right answer, and (where answers are mapped to a score) what each value is worth."""
    made = element("responseDeclaration", identifier=name, cardinality=cardinality, baseType=kind)
    if right:
        made.append(element("correctResponse", *(element("value", each) for each in right)))
    if worth:
        case = {"caseSensitive": "false"} if kind == "string" else {}
        entries = [element("mapEntry", mapKey=key, mappedValue=exact(each), **case) for key, each in worth.items()]
        made.append(element("mapping", *entries, lowerBound="0", upperBound=exact(most), defaultValue="0"))
    return made


def _named(ids: list[str], prefix: str) -> dict[str, str]:
    """Identifiers as QTI allows them, for ids that may be any text."""
    return {each: f"{prefix}{place}" for place, each in enumerate(ids, 1)}


@item.register
def _(question: Unsayable, points: int, lang: str) -> Item:
    raise CannotSay(question.reason)


@item.register
def _(question: Pick, points: int, lang: str) -> Item:
    names = _named(list(question.options), "option")
    share = points * question.share
    worth = {name: share if id in question.right else -share for id, name in names.items() if id in question.right or question.several}
    right = [names[each] for each in question.right]
    choices = [element("simpleChoice", *markup.inline(text.get(lang)), identifier=names[id]) for id, text in question.options.items()]
    most = "0" if question.several else "1"  # 0: as many as one likes
    if question.several:
        chosen = {each: qti_rules.among("identifier", names[each], "RESPONSE") for each in names}
    else:
        chosen = {each: element("match", qti_rules.variable("RESPONSE"), qti_rules.value("identifier", names[each])) for each in names}
    feedback = {f"about_{names[id]}": text for id, text in question.said.items()}
    rules = [qti_rules.mapped()]
    rules += [
        qti_rules.cases((chosen[each], [qti_rules.say(f"about_{name}")])) for each, name in names.items() if f"about_{name}" in feedback
    ]
    if question.missed:
        feedback["missed"] = question.missed
        every = qti_rules.all_of([qti_rules.among("identifier", each, "RESPONSE") for each in right])
        rules.append(qti_rules.cases((qti_rules.no(every), [qti_rules.say("missed")])))
    return Item(
        [
            _declared(
                "RESPONSE",
                "multiple" if question.several else "single",
                "identifier",
                right if question.several else right[:1],
                worth,
                points,
            )
        ],
        [element("choiceInteraction", *choices, responseIdentifier="RESPONSE", shuffle="true", maxChoices=most)],
        rules,
        feedback,
    )


@item.register
def _(question: Typed, points: int, lang: str) -> Item:
    worth = dict.fromkeys(question.right, float(points))
    feedback = {f"mistake{place}": said for place, (_, said) in enumerate(question.mistakes, 1)} | {"otherwise": question.otherwise}
    branches = [(_typed(question.right), [qti_rules.points(points)])]  # the mapping is for importers that read no rules
    branches += [(_typed(forms), [qti_rules.say(f"mistake{place}")]) for place, (forms, _) in enumerate(question.mistakes, 1)]
    return Item(
        [_declared("RESPONSE", "single", "string", [question.example.get(lang)], worth, points)],
        [element("p", element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="40"))],
        [qti_rules.cases(*branches, otherwise=[qti_rules.say("otherwise")])],
        feedback,
        [say("loss.spelling", lang)],
    )


def _typed(accepted: list[str]) -> Element:
    """Whether one of these was typed, in capitals or not."""
    response = qti_rules.variable("RESPONSE")
    return qti_rules.either([element("stringMatch", response, qti_rules.value("string", each), caseSensitive="false") for each in accepted])


@item.register
def _(question: Amount, points: int, lang: str) -> Item:
    def near(number: float, tolerance: float = question.tolerance) -> Element:
        about = tolerance + _SLACK
        return qti_rules.between(number - about, number + about)

    feedback = {f"mistake{place}": said for place, (_, said) in enumerate(question.mistakes, 1)}
    branches = [(near(question.right), [qti_rules.points(points)])]
    branches += [(near(value), [qti_rules.say(f"mistake{place}")]) for place, (value, _) in enumerate(question.mistakes, 1)]
    share, said, numbers = question.rounded
    if numbers:
        branches.append(
            (qti_rules.either([near(*each) for each in numbers]), [qti_rules.points(share * points), qti_rules.say("rounding")])
        )
        feedback["rounding"] = said
    entry = element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
    return Item(
        [_declared("RESPONSE", "single", "float", [exact(question.right)])],
        [element("p", entry, " ", *markup.inline(f"{question.unit.get(lang)}. {question.precision.get(lang)}."))],
        [qti_rules.cases(*branches, otherwise=[qti_rules.say("otherwise")])],
        feedback | {"otherwise": question.otherwise},
        [say("loss.notation", lang)],
    )


@item.register
def _(question: Pairing, points: int, lang: str) -> Item:
    """An interaction for each column. A row counts when it is right in all of them, and is spoken of when it is not."""
    names = _named([row.id for row in question.rows], "row")
    share = points / len(question.rows)
    several = len(question.columns) > 1
    responses = {column: f"RESPONSE{place}" if several else "RESPONSE" for place, column in enumerate(question.columns, 1)}
    right: dict[str, dict[str, list[str]]] = {row.id: {} for row in question.rows}
    declarations, body = [], []
    for id, column in question.columns.items():
        choices = _named(list(column.options), "option")
        for row in question.rows:
            right[row.id][id] = [f"{names[row.id]} {choices[each]}" for each in row.right[id]]
        pairs = {pair: share for row in right.values() for pair in row[id]}
        first = [row[id][0] for row in right.values()]
        declarations.append(_declared(responses[id], "multiple", "directedPair", first, None if several else pairs, points))
        if column.title:
            body.append(element("p", element("strong", *markup.inline(column.title.get(lang)))))
        body.append(
            element(
                "matchInteraction",
                element("simpleMatchSet", *(_associable(row.text, names[row.id], 1, lang) for row in question.rows)),
                element("simpleMatchSet", *(_associable(text, choices[each], 0, lang) for each, text in column.options.items())),
                responseIdentifier=responses[id],
                shuffle="false",  # the rows stand in a drawn order already; the options keep theirs
                maxAssociations=str(len(question.rows)),
            )
        )
    rules = [] if several else [qti_rules.mapped()]
    feedback = {}
    for row in question.rows:
        name = f"about_{names[row.id]}"
        feedback[name] = Text(**{each: f"**{markup.plain(row.text.get(each))}**\n\n{row.said.get(each)}" for each in LANGUAGES})
        good = qti_rules.all_of(
            [
                qti_rules.either([qti_rules.among("directedPair", pair, responses[column]) for pair in pairs])
                for column, pairs in right[row.id].items()
            ]
        )
        if several:
            more = element("sum", qti_rules.variable("SCORE"), qti_rules.value("float", exact(share)))
            rules.append(qti_rules.cases((good, [qti_rules.score(more)]), otherwise=[qti_rules.say(name)]))
        else:
            rules.append(qti_rules.cases((qti_rules.no(good), [qti_rules.say(name)])))
    return Item(declarations, body, rules, feedback, [say("loss.pointers", lang)] if any(row.pointed for row in question.rows) else [])


def _associable(text: Text, name: str, most: int, lang: str) -> Element:
    return element("simpleAssociableChoice", *markup.inline(text.get(lang)), identifier=name, matchMax=str(most))


@item.register
def _(question: Ranking, points: int, lang: str) -> Item:
    names = _named(list(question.steps), "step")
    orders = list(islice(question.right_orders(), _MOST_ORDERS + 1))
    if len(orders) > _MOST_ORDERS:
        raise CannotSay(say.text("cannot.swaps", most=_MOST_ORDERS))
    tests = []
    for order in orders:
        wanted = element("ordered", *(qti_rules.value("identifier", names[each]) for each in order))
        tests.append(element("match", qti_rules.variable("RESPONSE"), wanted))
    choices = [element("simpleChoice", *markup.inline(question.steps[each].get(lang)), identifier=names[each]) for each in question.shown]
    return Item(
        [_declared("RESPONSE", "ordered", "identifier", list(names.values()))],
        [element("orderInteraction", *choices, responseIdentifier="RESPONSE", shuffle="false")],  # in a drawn order already
        [qti_rules.cases((qti_rules.either(tests), [qti_rules.points(points)]))],
        {},
        [say("loss.partly", lang), say("loss.step", lang)],
    )


@item.register
def _(question: Writing, points: int, lang: str) -> Item:
    return Item(
        [_declared("RESPONSE", "single", "string", [])],
        [
            element("rubricBlock", *markup.blocks(rubric(question, lang)), view="candidate scorer"),
            element("rubricBlock", *markup.blocks(question.explain.get(lang)), view="scorer"),
            element("p", say("length", lang, least=question.least, most=question.most)),
            element("extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines="15"),
        ],
        [],
        {},
        [say("loss.words", lang), say("loss.explain", lang)],
    )
