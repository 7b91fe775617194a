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

from ... import markup
from ...bank import chapter_of
from ...elements import Element, document, element, source
from ...kinds import kind_of
from ...kinds.base import Exercise
from ...kinds.question import Amount, Pairing, Pick, Question, Ranking, Typed, Unsayable, Writing
from ...text import Text
from ...words import Words
from . import chapters
from .exact import exact
from .losses import CannotSay, Exported
from .rubric import rubric
from .variants import drawn, seeds

say = Words(__file__)
_KEY_SIZES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20}  # those whose share of 100 per cent Moodle offers as a fraction


def export(exercises: Iterable[Exercise], lang: str, variants: int) -> Exported:
    """The exercises as one file, a category for each chapter."""
    quiz, partly, entirely = element("quiz"), {}, {}
    parts: dict[str, list[Element]] = {}
    for exercise in exercises:
        try:
            body, losses = _parts(exercise, lang, variants)
        except CannotSay as reason:
            entirely[exercise.id] = reason.text.get(lang)
            continue
        parts.setdefault(chapter_of(exercise.id), []).extend(body)
        if losses:
            partly[exercise.id] = losses
    for chapter, questions in parts.items():
        quiz.append(_category(chapter, lang))
        quiz.extend(questions)
    ElementTree.indent(quiz)
    return Exported(
        document(quiz), sum(map(len, parts.values())), partly, entirely, [say("always.minutes", lang), say("always.notation", lang)]
    )


def _category(chapter: str, lang: str) -> Element:
    path = f"$course$/top/{chapters.title(chapter, lang).replace('/', '//')}"  # a doubled slash is one in a name
    return element("question", element("category", _text(path)), type="category")


def _parts(exercise: Exercise, lang: str, variants: int) -> tuple[list[Element], list[str]]:
    """The questions that stand for an exercise, and what they leave out. Raises CannotSay."""
    drawings = seeds(exercise, variants)
    questions, losses = [], [drawn(len(drawings), lang)] if exercise.varies else []
    for place, seed in enumerate(drawings, 1):
        question = kind_of(exercise).question(exercise, seed)
        kind, parts, left_out = written(question, lang)
        if isinstance(question, Writing) and exercise.hints:
            left_out.append(say("loss.hints", lang))
        suffix = f" ({place}/{len(drawings)})" if exercise.varies else ""
        number = f"/{place}" if exercise.varies else ""
        questions.append(_question(exercise, question, lang, seed, kind, parts, suffix, number))
    return questions, losses + left_out


def _question(
    exercise: Exercise, question: Question, lang: str, seed: str, kind: str, parts: list[Element], suffix: str, number: str
) -> Element:
    """What all question types have, around the parts of one."""
    values = {name: value for name, value in exercise.values(seed).items() if name != "answer"}
    prompt = exercise.prompt.fill(values).get(lang)
    if isinstance(question, Amount):
        prompt += "\n\n" + say("unit", lang, unit=question.unit.get(lang), precision=question.precision.get(lang))
    if isinstance(question, Writing):
        prompt += "\n\n" + rubric(question, lang)
    hints = [] if isinstance(question, Writing) else exercise.hints
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
def written(question: Question, lang: str) -> tuple[str, list[Element], list[str]]:
    """Moodle's question type, its parts, and what they leave out. Raises CannotSay."""
    raise NotImplementedError(type(question).__name__)


@written.register
def _(question: Unsayable, lang: str) -> tuple[str, list[Element], list[str]]:
    raise CannotSay(question.reason)


@written.register
def _(question: Pick, lang: str) -> tuple[str, list[Element], list[str]]:
    if question.several and len(question.right) not in _KEY_SIZES:
        raise CannotSay(say.text("cannot.fraction", n=len(question.right)))
    each_worth = exact(100 * question.share, 5)
    parts = [
        element("single", "false" if question.several else "true"),
        element("shuffleanswers", "true"),
        element("answernumbering", "none"),
    ]
    for id, text in question.options.items():
        fraction = each_worth if id in question.right else f"-{each_worth}" if question.several else "0"
        said = [_html("feedback", question.said[id].get(lang))] if id in question.said else []
        parts.append(_line("answer", text.get(lang), *said, fraction=fraction))
    return "multichoice", parts, [say("loss.not_ticked", lang)] if question.several else []


@written.register
def _(question: Typed, lang: str) -> tuple[str, list[Element], list[str]]:
    answers: list[tuple[str, str, Text | None]] = [(form, "100", None) for form in question.right]
    answers += [(form, "0", feedback) for forms, feedback in question.mistakes for form in forms]
    found: dict[str, tuple[str, str, Text | None]] = {}
    for form, fraction, feedback in answers:
        found.setdefault(form.casefold(), (form.replace("*", r"\*"), fraction, feedback))  # a bare * stands for any letters
    parts = [element("usecase", "0"), *(_answer(*each, lang) for each in found.values()), _answer("*", "0", question.otherwise, lang)]
    return "shortanswer", parts, [say("loss.spelling", lang)]


@written.register
def _(question: Amount, lang: str) -> tuple[str, list[Element], list[str]]:
    tolerance = element("tolerance", exact(question.tolerance))
    answers = [(question.right, "100", None), *((value, "0", feedback) for value, feedback in question.mistakes)]
    parts = [_answer(exact(value), fraction, said, lang, tolerance) for value, fraction, said in answers]
    share, said, numbers = question.rounded
    parts += [_answer(exact(value), f"{100 * share:g}", said, lang, element("tolerance", exact(beside))) for value, beside in numbers]
    parts.append(_answer("*", "0", question.otherwise, lang, element("tolerance", "0")))
    units = dict.fromkeys([question.unit.get(lang), question.unit.en, question.unit.fr, "€", "$", "£", "%"])
    parts.append(
        element("units", *(element("unit", element("multiplier", "1"), element("unit_name", markup.plain(each))) for each in units))
    )
    parts += [element("unitgradingtype", "0"), element("unitpenalty", "0"), element("showunits", "0"), element("unitsleft", "0")]
    return "numerical", parts, []


@written.register
def _(question: Pairing, lang: str) -> tuple[str, list[Element], list[str]]:
    """Each row with its one option; options that no row has stand without a row."""
    if len(question.columns) > 1:
        raise CannotSay(say.text("cannot.columns", n=len(question.columns)))
    ((column, options),) = ((id, column.options) for id, column in question.columns.items())
    if any(len(row.right[column]) > 1 for row in question.rows):
        raise CannotSay(say.text("cannot.places"))
    pairs = [(row.text.get(lang), row.right[column][0]) for row in question.rows]
    pairs += [("", each) for each in options if each not in {right for _, right in pairs}]
    parts = [element("shuffleanswers", "true")]
    for text, option in pairs:
        parts.append(_line("subquestion", text, element("answer", _text(source(markup.plain(options[option].get(lang)))))))
    return "matching", parts, [say("loss.row", lang)]


@written.register
def _(question: Ranking, lang: str) -> tuple[str, list[Element], list[str]]:
    if question.ties:
        raise CannotSay(say.text("cannot.swap"))
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": str(len(question.steps)),
                "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT", "showgrading": "HIDE", "numberingstyle": "none"}  # fmt: skip
    parts = [element(name, value) for name, value in settings.items()]
    parts += [_line("answer", text.get(lang), fraction=str(place)) for place, text in enumerate(question.steps.values(), 1)]
    return "ordering", parts, [say("loss.step", lang), say("loss.wrong_pairs", lang)]


@written.register
def _(question: Writing, lang: str) -> tuple[str, list[Element], list[str]]:
    least = [element("minwordlimit", str(question.least))] if question.least else []
    parts = [
        element("responseformat", "plain"),
        element("responserequired", "1"),
        element("responsefieldlines", "15"),
        *least,
        element("maxwordlimit", str(question.most)),
        element("attachments", "0"),
        _html("graderinfo", rubric(question, lang)),
    ]
    return "essay", parts, []
