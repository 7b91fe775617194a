"""Each kind of exercise as a QTI item: its interactions, how they are marked, and what is said to an answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from itertools import islice

import msgspec

from ...kinds.base import Exercise, as_list
from ...kinds.choice.model import Choice
from ...kinds.essay.model import Essay
from ...kinds.formula import evaluate
from ...kinds.match.model import Match
from ...kinds.number.model import Number
from ...kinds.order.model import Order
from ...kinds.sort.model import Sort
from ...kinds.term.model import Term, plain
from ...text import Text
from . import markup, qti_rules, words
from .exact import exact
from .losses import CannotSay, rules_of
from .xml import Element, element

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
def item(exercise: Exercise, lang: str, seed: str) -> Item:
    """The item's parts. Raises CannotSay."""
    raise CannotSay(f"QTI has no interaction for a {exercise.kind}")


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
def _(exercise: Choice, lang: str, seed: str) -> Item:
    key, names = as_list(exercise.answer), _named([option.id for option in exercise.options], "option")
    share = exercise.points / len(key)
    worth = {names[each.id]: share if each.id in key else -share for each in exercise.options if each.id in key or exercise.several}
    right = [names[each] for each in key]
    choices = [
        element("simpleChoice", *markup.inline(each["text"]), identifier=names[each["id"]])
        for each in exercise.shown(seed, lang)["options"]
    ]
    most = "0" if exercise.several else "1"  # 0: as many as one likes
    if exercise.several:
        chosen = {each: qti_rules.among("identifier", names[each], "RESPONSE") for each in names}
    else:
        chosen = {each: element("match", qti_rules.variable("RESPONSE"), qti_rules.value("identifier", names[each])) for each in names}
    feedback = {f"about_{names[each.id]}": each.feedback for each in exercise.options if each.feedback}
    rules = [qti_rules.mapped()]
    rules += [
        qti_rules.cases((chosen[each], [qti_rules.say(f"about_{name}")])) for each, name in names.items() if f"about_{name}" in feedback
    ]
    if exercise.several:
        feedback["missed"] = exercise.missed or words.MISSED
        every = qti_rules.all_of([qti_rules.among("identifier", each, "RESPONSE") for each in right])
        rules.append(qti_rules.cases((qti_rules.no(every), [qti_rules.say("missed")])))
    return Item(
        [_declared("RESPONSE", "multiple" if exercise.several else "single", "identifier", right, worth, exercise.points)],
        [element("choiceInteraction", *choices, responseIdentifier="RESPONSE", shuffle="true", maxChoices=most)],
        rules,
        feedback,
    )


@item.register
def _(exercise: Term, lang: str, seed: str) -> Item:
    worth = dict.fromkeys(_forms(exercise.accept.all()), float(exercise.points))
    feedback = {f"mistake{place}": each.feedback for place, each in enumerate(exercise.mistakes, 1)} | {"otherwise": exercise.otherwise}
    branches = [(_typed(list(worth)), [qti_rules.points(exercise.points)])]  # the mapping is for importers that read no rules
    for place, mistake in enumerate(exercise.mistakes, 1):
        branches.append((_typed(_forms(mistake.match.all())), [qti_rules.say(f"mistake{place}")]))
    return Item(
        [_declared("RESPONSE", "single", "string", [getattr(exercise.accept, lang)[0]], worth, exercise.points)],
        [element("p", element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="40"))],
        [qti_rules.cases(*branches, otherwise=[qti_rules.say("otherwise")])],
        feedback,
        [words.SPELLING],
    )


def _forms(accepted: list[str]) -> list[str]:
    """The words, and without accents, hyphens and article, as the course forgives them; case aside, each once."""
    return list({form.casefold(): form for word in accepted for form in (plain(word), word)}.values())


def _typed(accepted: list[str]) -> Element:
    """Whether one of these was typed, in capitals or not."""
    response = qti_rules.variable("RESPONSE")
    return qti_rules.either([element("stringMatch", response, qti_rules.value("string", each), caseSensitive="false") for each in accepted])


@item.register
def _(exercise: Number, lang: str, seed: str) -> Item:
    values = exercise.values(seed)

    def near(formula: str) -> Element:
        number, about = evaluate(formula, values), exercise.tolerance + _SLACK
        return qti_rules.between(number - about, number + about)

    feedback = {f"mistake{place}": each.feedback.fill(values) for place, each in enumerate(exercise.mistakes, 1)}
    branches = [(near(exercise.answer), [qti_rules.points(exercise.points)])]
    branches += [(near(each.value), [qti_rules.say(f"mistake{place}")]) for place, each in enumerate(exercise.mistakes, 1)]
    entry = element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
    return Item(
        [_declared("RESPONSE", "single", "float", [exact(evaluate(exercise.answer, values))])],
        [element("p", entry, " ", *markup.inline(exercise.unit.get(lang)))],
        [qti_rules.cases(*branches, otherwise=[qti_rules.say("otherwise")])],
        feedback | {"otherwise": exercise.otherwise.fill(values)},
        ["units and thousands signs typed with the number"],
    )


@item.register
def _(exercise: Match, lang: str, seed: str) -> Item:
    rows = [(row.id, row.text, {column: as_list(right) for column, right in row.key.items()}, row.feedback) for row in exercise.rows]
    columns = {column.id: {each.id: each.text for each in column.options} for column in exercise.columns}
    titles = {column.id: column.text for column in exercise.columns}
    shown = [each["id"] for each in exercise.shown(seed, lang)["rows"]]
    return _table(rows, columns, titles, shown, exercise.points, lang)


@item.register
def _(exercise: Sort, lang: str, seed: str) -> Item:
    if exercise.rules():
        raise CannotSay(rules_of(exercise))
    rows = [(each.id, each.text, {"": as_list(each.bin)}, each.feedback) for each in exercise.items]
    shown = [each["id"] for each in exercise.shown(seed, lang)["items"]]
    return _table(rows, {"": {each.id: each.text for each in exercise.bins}}, {}, shown, exercise.points, lang)


def _table(
    rows: list[tuple[str, Text, dict[str, list[str]], Text]],
    columns: dict[str, dict[str, Text]],
    titles: dict[str, Text],
    shown: list[str],
    worth: int,
    lang: str,
) -> Item:
    """An interaction for each column. A row counts when it is right in all of them, and is spoken of when it is not."""
    names = _named([row[0] for row in rows], "row")
    texts = {id: text for id, text, _, _ in rows}
    share = worth / len(rows)
    responses = {column: f"RESPONSE{place}" if len(columns) > 1 else "RESPONSE" for place, column in enumerate(columns, 1)}
    right = {row: {column: [] for column in columns} for row in names}
    declarations, body = [], []
    for column, options in columns.items():
        choices = _named(list(options), "option")
        for id, _, key, _ in rows:
            right[id][column] = [f"{names[id]} {choices[each]}" for each in key[column]]
        pairs = {pair: share for row in right.values() for pair in row[column]}
        first = [row[column][0] for row in right.values()]
        declarations.append(_declared(responses[column], "multiple", "directedPair", first, pairs if len(columns) == 1 else None, worth))
        if column in titles:
            body.append(element("p", element("strong", *markup.inline(titles[column].get(lang)))))
        body.append(
            element(
                "matchInteraction",
                element("simpleMatchSet", *(_associable(texts[each], names[each], 1, lang) for each in shown)),
                element("simpleMatchSet", *(_associable(text, choices[each], 0, lang) for each, text in options.items())),
                responseIdentifier=responses[column],
                shuffle="false",  # the rows stand in a drawn order already; the options keep theirs
                maxAssociations=str(len(rows)),
            )
        )
    rules = [qti_rules.mapped()] if len(columns) == 1 else []
    feedback = {}
    for id, text, _, said in rows:
        name = f"about_{names[id]}"
        feedback[name] = Text(en=f"**{markup.plain(text.en)}**\n\n{said.en}", fr=f"**{markup.plain(text.fr)}**\n\n{said.fr}")
        good = qti_rules.all_of(
            [
                qti_rules.either([qti_rules.among("directedPair", pair, responses[column]) for pair in pairs])
                for column, pairs in right[id].items()
            ]
        )
        if len(columns) == 1:
            rules.append(qti_rules.cases((qti_rules.no(good), [qti_rules.say(name)])))
        else:
            more = element("sum", qti_rules.variable("SCORE"), qti_rules.value("float", exact(share)))
            rules.append(qti_rules.cases((good, [qti_rules.score(more)]), otherwise=[qti_rules.say(name)]))
    return Item(declarations, body, rules, feedback)


def _associable(text: Text, name: str, most: int, lang: str) -> Element:
    return element("simpleAssociableChoice", *markup.inline(text.get(lang)), identifier=name, matchMax=str(most))


@item.register
def _(exercise: Order, lang: str, seed: str) -> Item:
    names = _named([each.id for each in exercise.items], "step")
    orders = list(islice(_right_orders(exercise, [], list(names)), _MOST_ORDERS + 1))
    if len(orders) > _MOST_ORDERS:
        raise CannotSay(f"steps that may swap in more than {_MOST_ORDERS} ways")
    tests = []
    for order in orders:
        wanted = element("ordered", *(qti_rules.value("identifier", names[each]) for each in order))
        tests.append(element("match", qti_rules.variable("RESPONSE"), wanted))
    choices = [
        element("simpleChoice", *markup.inline(each["text"]), identifier=names[each["id"]]) for each in exercise.shown(seed, lang)["items"]
    ]
    return Item(
        [_declared("RESPONSE", "ordered", "identifier", list(names.values()))],
        [element("orderInteraction", *choices, responseIdentifier="RESPONSE", shuffle="false")],  # in a drawn order already
        [qti_rules.cases((qti_rules.either(tests), [qti_rules.points(exercise.points)]))],
        {},
        ["points for an order that is partly right", "what is said of a step out of place"],
    )


def _right_orders(exercise: Order, done: list[str], left: list[str]) -> Iterator[list[str]]:
    """Every order that earns all points: the given one, and those where tied steps swap."""
    if not left:
        yield done
    for place, each in enumerate(left):
        if all(any({each, before} <= set(tie) for tie in exercise.ties) for before in left[:place]):
            yield from _right_orders(exercise, [*done, each], [*left[:place], *left[place + 1 :]])


@item.register
def _(exercise: Essay, lang: str, seed: str) -> Item:
    return Item(
        [_declared("RESPONSE", "single", "string", [])],
        [
            element("rubricBlock", *markup.blocks(words.rubric(exercise, lang)), view="candidate scorer"),
            element("rubricBlock", *markup.blocks(exercise.explain.get(lang)), view="scorer"),
            element("p", words.length(exercise, lang)),
            element("extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines="15"),
        ],
        [],
        {},
        ["the number of words held to (it is only said)", "the explanation shown to the learner (it is the scorer’s)"],
    )
