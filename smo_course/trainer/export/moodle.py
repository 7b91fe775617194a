"""Moodle XML, as described at docs.moodle.org ("Moodle XML format") and read by Moodle 4.4 and later.

What Moodle does with a file was looked up in its importer and its question types:
- A fraction must be one that Moodle offers, to five decimals, or the import stops.
- The choices of a matching question are shown as HTML, though the format calls them plain text.
- Of a short answer's or a number's answers, the first that fits counts: right ones stand first, then known mistakes, then `*`.
- Ordering is a question type of Moodle itself since 4.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from xml.etree import ElementTree

from ...bank import chapter_of
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
from . import chapters, markup, words
from .exact import exact
from .losses import CannotSay, Exported, rules_of
from .variants import drawn, seeds
from .xml import Element, document, element, source

ALWAYS = ["the minutes that an exercise takes", "leave to type a number in any notation: Moodle reads it by the rules of its own language"]
_KEY_SIZES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20}  # those whose share of 100 per cent Moodle offers as a fraction


def export(exercises: Iterable[Exercise], lang: str, variants: int) -> Exported:
    """The exercises as one file, a category for each chapter."""
    quiz, partly, entirely = element("quiz"), {}, {}
    parts: dict[str, list[Element]] = {}
    for exercise in exercises:
        try:
            body, losses = _parts(exercise, lang, variants)
        except CannotSay as reason:
            entirely[exercise.id] = str(reason)
            continue
        parts.setdefault(chapter_of(exercise.id), []).extend(body)
        if losses:
            partly[exercise.id] = losses
    for chapter, questions in parts.items():
        quiz.append(_category(chapter, lang))
        quiz.extend(questions)
    ElementTree.indent(quiz)
    return Exported(document(quiz), sum(map(len, parts.values())), partly, entirely, ALWAYS)


def _category(chapter: str, lang: str) -> Element:
    path = f"$course$/top/{chapters.title(chapter, lang).replace('/', '//')}"  # a doubled slash is one in a name
    return element("question", element("category", _text(path)), type="category")


def _parts(exercise: Exercise, lang: str, variants: int) -> tuple[list[Element], list[str]]:
    """The questions that stand for an exercise, and what they leave out. Raises CannotSay."""
    drawings = seeds(exercise, variants)
    questions, losses = [], [drawn(len(drawings))] if exercise.varies else []
    for place, seed in enumerate(drawings, 1):
        kind, parts, left_out = question(exercise, lang, seed)
        suffix = f" ({place}/{len(drawings)})" if exercise.varies else ""
        number = f"/{place}" if exercise.varies else ""
        questions.append(_question(exercise, lang, seed, kind, parts, suffix, number))
    return questions, losses + left_out


def _question(exercise: Exercise, lang: str, seed: str, kind: str, parts: list[Element], suffix: str, number: str) -> Element:
    """What all question types have, around the parts of one."""
    values = {name: value for name, value in exercise.values(seed).items() if name != "answer"}
    prompt = exercise.prompt.fill(values).get(lang)
    if isinstance(exercise, Number):
        prompt += "\n\n" + words.UNIT.get(lang).format(unit=exercise.unit.get(lang))
    if isinstance(exercise, Essay):
        prompt += "\n\n" + words.rubric(exercise, lang)
    hints = [] if isinstance(exercise, Essay) else exercise.hints
    return element(
        "question",
        element("name", _text(exercise.title.get(lang) + suffix)),
        _html("questiontext", prompt),
        _html("generalfeedback", exercise.explained(seed).get(lang)),
        element("defaultgrade", str(exercise.points)),
        element("penalty", "0"),  # as in the course, where trying again costs nothing
        element("hidden", "0"),
        element("idnumber", exercise.id + number),
        *parts,
        *(_html("hint", hint.fill(values).get(lang)) for hint in hints),
        element("tags", *(element("tag", _text(each)) for each in exercise.concepts)),
        type=kind,
    )


def _text(text: str) -> Element:
    return element("text", text)


def _html(tag: str, text: str) -> Element:
    """A text of several paragraphs in an element of its own."""
    return element(tag, _text(source(*markup.blocks(text))), format="html")


def _line(tag: str, text: str, *children: Element, **attributes: str) -> Element:
    """A text of one line, with what belongs to it."""
    return element(tag, _text(source(*markup.inline(text))), *children, format="html", **attributes)


def _answer(text: str, fraction: str, feedback: Text | None, lang: str, *more: Element) -> Element:
    """An answer that is compared with what is typed, letter by letter."""
    said = [_html("feedback", feedback.get(lang))] if feedback else []
    return element("answer", _text(text), *said, *more, fraction=fraction, format="plain_text")


@singledispatch
def question(exercise: Exercise, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    """The question type, its parts, and what they leave out. Raises CannotSay."""
    raise CannotSay(f"Moodle has no question type for a {exercise.kind}")


@question.register
def _(exercise: Choice, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    key = as_list(exercise.answer)
    if len(key) not in _KEY_SIZES:
        raise CannotSay(f"{len(key)} right options: Moodle has no fraction for one of them")
    each_worth = exact(100 / len(key), 5)
    parts = [
        element("single", "false" if exercise.several else "true"),
        element("shuffleanswers", "true"),
        element("answernumbering", "none"),
    ]
    for option in exercise.options:
        fraction = each_worth if option.id in key else f"-{each_worth}" if exercise.several else "0"
        said = [_html("feedback", option.feedback.get(lang))] if option.feedback else []
        parts.append(_line("answer", option.text.get(lang), *said, fraction=fraction))
    return "multichoice", parts, ["what is said when a right option is not ticked"] if exercise.several else []


@question.register
def _(exercise: Term, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    answers = [(word, "100", None) for word in exercise.accept.all()]
    answers += [(word, "0", mistake.feedback) for mistake in exercise.mistakes for word in mistake.match.all()]
    found = {}
    for word, fraction, feedback in answers:
        for form in (word, plain(word)):  # without accents, hyphens and article, as the course forgives them
            found.setdefault(form.casefold(), (form.replace("*", r"\*"), fraction, feedback))  # a bare * stands for any letters
    parts = [element("usecase", "0"), *(_answer(*each, lang) for each in found.values()), _answer("*", "0", exercise.otherwise, lang)]
    return "shortanswer", parts, [words.SPELLING]


@question.register
def _(exercise: Number, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    values, tolerance = exercise.values(seed), element("tolerance", exact(exercise.tolerance))
    answers = [(exercise.answer, "100", None)]
    answers += [(mistake.value, "0", mistake.feedback.fill(values)) for mistake in exercise.mistakes]
    parts = [_answer(exact(evaluate(formula, values)), fraction, said, lang, tolerance) for formula, fraction, said in answers]
    parts.append(_answer("*", "0", exercise.otherwise.fill(values), lang, element("tolerance", "0")))
    units = dict.fromkeys([exercise.unit.get(lang), exercise.unit.en, exercise.unit.fr, "€", "$", "£", "%"])
    parts.append(
        element("units", *(element("unit", element("multiplier", "1"), element("unit_name", markup.plain(each))) for each in units))
    )
    parts += [element("unitgradingtype", "0"), element("unitpenalty", "0"), element("showunits", "0"), element("unitsleft", "0")]
    return "numerical", parts, []


@question.register
def _(exercise: Match, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    if len(exercise.columns) > 1:
        raise CannotSay(f"{len(exercise.columns)} columns that must agree: Moodle matches in one")
    column = exercise.columns[0]
    rows = [(row.text, as_list(row.key[column.id])) for row in exercise.rows]
    return _matching(rows, {each.id: each.text for each in column.options}, "row", lang)


@question.register
def _(exercise: Sort, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    if exercise.rules():
        raise CannotSay(rules_of(exercise))
    rows = [(item.text, as_list(item.bin)) for item in exercise.items]
    return _matching(rows, {each.id: each.text for each in exercise.bins}, "item", lang)


def _matching(rows: list[tuple[Text, list[str]]], options: dict[str, Text], name: str, lang: str) -> tuple[str, list[Element], list[str]]:
    """Each row with its one option; options that no row has stand without a row."""
    if any(len(right) > 1 for _, right in rows):
        raise CannotSay(f"more than one right place for {'an' if name == 'item' else 'a'} {name}: Moodle knows one")
    used = {right[0] for _, right in rows}
    pairs = [(text.get(lang), right[0]) for text, right in rows] + [("", each) for each in options if each not in used]
    parts = [element("shuffleanswers", "true")]
    for text, option in pairs:
        parts.append(_line("subquestion", text, element("answer", _text(source(markup.plain(options[option].get(lang)))))))
    return "matching", parts, [f"what is said of each {name}"]


@question.register
def _(exercise: Order, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    if exercise.ties:
        raise CannotSay("steps that may swap: Moodle would mark a right order down")
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": str(len(exercise.items)),
                "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT", "showgrading": "HIDE", "numberingstyle": "none"}  # fmt: skip
    parts = [element(name, value) for name, value in settings.items()]
    parts += [_line("answer", item.text.get(lang), fraction=str(place)) for place, item in enumerate(exercise.items, 1)]
    return "ordering", parts, ["what is said of a step out of place", "pairs in the wrong order taken off those in the right one"]


@question.register
def _(exercise: Essay, lang: str, seed: str) -> tuple[str, list[Element], list[str]]:
    least = [element("minwordlimit", str(exercise.least))] if exercise.least else []
    parts = [
        element("responseformat", "plain"),
        element("responserequired", "1"),
        element("responsefieldlines", "15"),
        *least,
        element("maxwordlimit", str(exercise.most)),
        element("attachments", "0"),
        _html("graderinfo", words.rubric(exercise, lang)),
    ]
    return "essay", parts, ["hints"] if exercise.hints else []
