"""A Moodle file: read by a parser that is not the course's, worded as another writer words it, and true to the course's marking.

moodle-xml-parser reads multiple choice only, and no package was found that reads every type. So the elements are also compared
with those that moodle-tools writes, and the answers in the file are given to the exercise, which must mark them as the file does.
"""

from itertools import chain, combinations
from xml.etree import ElementTree

import pytest
import yaml
from loguru import logger
from moodle_tools.make_questions import generate_moodle_questions
from moodle_xml_parser.parser import parse_bytes

from smo_course import bank
from smo_course.kinds import kind_of
from smo_course.text import LANGUAGES
from smo_course.trainer.export import moodle
from smo_course.trainer.export.losses import CannotSay
from smo_course.trainer.export.variants import seeds
from trainer.reading import CHAPTERS, bare, html_text, moodle_questions

pytestmark = pytest.mark.slow  # of each question several variants, read by two other packages

VARIANTS = 3
FRACTIONS = [
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
    0,
]  # Moodle's


def exported(exercises, lang):
    """(exercise, seed, question) of all that could be said."""
    made = moodle.export(exercises, lang, VARIANTS)
    questions = moodle_questions(made.data)
    found = []
    for exercise in exercises:
        if exercise.id not in made.entirely:
            for place, seed in enumerate(seeds(exercise, VARIANTS), 1):
                found.append((exercise, seed, questions.pop(f"{exercise.id}/{place}" if exercise.varies else exercise.id)))
    assert not questions
    return found


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture
def one_column():
    """A match that Moodle can say, with an option that no row has."""
    return bank.parse(
        """
kind: match
title: {en: Legs, fr: Pattes}
concepts: []
points: 2
prompt: {en: How many?, fr: Combien ?}
hints: [{en: Count., fr: Comptez.}]
explain: {en: So it is., fr: C’est ainsi.}
columns:
  - id: legs
    text: {en: Legs, fr: Pattes}
    options:
      - {id: two, text: {en: "*two*", fr: "*deux*"}}
      - {id: four, text: {en: "four <b>& no more", fr: "quatre <b>& pas plus"}}
      - {id: six, text: {en: six, fr: six}}
rows:
  - {id: hen, text: {en: Hen, fr: Poule}, key: {legs: two}, feedback: {en: Two., fr: Deux.}}
  - {id: cow, text: {en: Cow, fr: Vache}, key: {legs: four}, feedback: {en: Four., fr: Quatre.}}
  - {id: cat, text: {en: Cat, fr: Chat}, key: {legs: four}, feedback: {en: Four., fr: Quatre.}}
""",
        "test/legs",
    )


def test_multiple_choice_as_moodle_xml_parser_reads_it(everything, lang):
    read = parse_bytes(moodle.export(everything, lang, 1).data)["multichoice"]
    choices = [each for each in everything if each.kind == "choice"]
    by_name = {each.name: each for each in read}
    assert len(by_name) == len(choices) == len(read) > 12
    for exercise in choices:
        question = by_name[exercise.title.get(lang)]
        assert html_text(question.text_pre_parse) == bare(exercise.prompt.get(lang))
        assert html_text(question.general_feedback) == bare(exercise.explain.get(lang))
        assert (question.default_grade, question.penalty, question.single) == (exercise.points, 0, not exercise.several)
        ids = {bare(option.text.get(lang)): option for option in exercise.options}
        options = {ids[html_text(each.answer)].id: each for each in question.options}
        assert len(options) == len(exercise.options)
        for option in exercise.options:
            assert html_text(options[option.id].feedback or "") == bare(option.feedback.get(lang) if option.feedback else "")
            assert min(abs(abs(options[option.id].score_fraction) - each) for each in FRACTIONS) < 0.000011
        # Moodle adds the fractions of what is ticked, and makes nothing less than 0 of it
        most = len(options) if exercise.several else 1
        for ticked in chain.from_iterable(combinations(options, count) for count in range(1, most + 1)):
            worth = max(0, sum(options[each].score_fraction for each in ticked)) / 100 * question.default_grade
            assert worth == pytest.approx(exercise.mark(list(ticked), "", lang).score, abs=0.0051), (exercise.id, ticked)


def near(one, other):
    return abs(float(one.findtext("text")) - float(other.findtext("text"))) <= float(one.findtext("tolerance"))


def test_typed_answers_are_marked_as_the_course_marks_them(everything, lang):
    typed = [each for each in exported(everything, lang) if each[0].kind in ("number", "term")]
    fractions = []
    for exercise, seed, question in typed:
        *answers, last = question.findall("answer")
        assert last.findtext("text") == "*" and last.get("fraction") == "0"
        assert html_text(last.findtext("feedback/text")) == bare(exercise.otherwise.fill(exercise.values(seed)).get(lang))
        for answer in answers:
            text = answer.findtext("text").replace("\\*", "*")
            mark = exercise.mark(text, seed, lang)
            assert mark.score == exercise.points * float(answer.get("fraction")) / 100, (exercise.id, text)
            fractions.append(answer.get("fraction"))
            if mark.score == 0:
                # where several known mistakes lie within the tolerance, the first speaks, in Moodle as in the course
                first = next(each for each in answers if each is answer or (exercise.kind == "number" and near(each, answer)))
                assert html_text(first.findtext("feedback/text")) == bare(mark.remarks[0].text.get(lang))
        if exercise.kind == "number":
            assert float(answers[0].findtext("tolerance")) == exercise.tolerance
            assert len(answers) == 1 + len(exercise.mistakes) + len(exercise.half_right(seed))
            assert html_text(question.findtext("questiontext/text")).endswith(
                bare(f"{exercise.unit.get(lang)}. {exercise.decimals_asked().get(lang)}.")
            )
            assert exercise.unit.get(lang) == question.findtext("units/unit/unit_name")
        else:
            given = {answer.findtext("text").casefold() for answer in answers}
            assert {word.casefold() for word in exercise.accept.all()} <= given
            assert {word.casefold() for each in exercise.mistakes for word in each.match.all()} <= given
    assert len(typed) > 12 and set(fractions) == {"0", "50", "100"}


def test_a_star_in_an_answer_is_no_wildcard():
    exercise = bank.parse("""
kind: term
title: {en: A, fr: A}
concepts: []
prompt: {en: A, fr: A}
hints: [{en: A, fr: A}]
explain: {en: A, fr: A}
accept: {en: [5* hotel], fr: [hôtel 5*]}
otherwise: {en: Wrong, fr: Faux}
""", "test/star")  # fmt: skip
    (question,) = moodle_questions(moodle.export([exercise], "en", 1).data).values()
    assert [each.findtext("text") for each in question.findall("answer")] == [r"5\* hotel", "5 hotel", r"hôtel 5\*", "hotel 5", "*"]


def test_pairs_of_a_matching_question_are_right(everything, one_column, lang):
    kinds = []
    for exercise, seed, question in exported([*everything, one_column], lang):
        if question.get("type") != "matching":
            continue
        kinds.append(exercise.kind)
        sort = exercise.kind == "sort"
        rows = {bare(each.text.get(lang)): each.id for each in (exercise.items if sort else exercise.rows)}
        options = {bare(each.text.get(lang)): each.id for each in (exercise.bins if sort else exercise.columns[0].options)}
        pairs = [
            (html_text(each.findtext("text") or ""), options[html_text(each.findtext("answer/text"))])
            for each in question.findall("subquestion")
        ]
        assert {option for _, option in pairs} == set(options.values())  # none is missing to choose from
        answer = {rows[text]: option for text, option in pairs if text}
        raw = answer if sort else {row: {exercise.columns[0].id: option} for row, option in answer.items()}
        assert exercise.mark(raw, seed, lang).status == "right"
        # Moodle counts the rows that are right; so does the course
        first = next(iter(answer))
        wrong = next(each for each in options.values() if each != answer[first])
        raw = raw | {first: wrong if sort else {exercise.columns[0].id: wrong}}
        assert exercise.mark(raw, seed, lang).score == pytest.approx(exercise.points * (1 - 1 / len(answer)), abs=0.0051)
    assert kinds.count("sort") > 3 and kinds.count("match") >= 2


def test_ordering_and_essay(everything, lang):
    seen = set()
    for exercise, seed, question in exported(everything, lang):
        if exercise.kind == "order":
            ids = {bare(each.text.get(lang)): each.id for each in exercise.items}
            answers = sorted(question.findall("answer"), key=lambda each: float(each.get("fraction")))
            assert exercise.mark([ids[html_text(each.findtext("text"))] for each in answers], seed, lang).status == "right"
            assert question.findtext("selecttype") == "ALL"
        elif exercise.kind == "essay":
            assert (question.findtext("minwordlimit"), question.findtext("maxwordlimit")) == (str(exercise.least), str(exercise.most))
            for where in ("graderinfo/text", "questiontext/text"):
                assert all(bare(each.text.get(lang)) in html_text(question.findtext(where)) for each in exercise.rubric)
                assert {"en": "(points: 3)", "fr": "(points\u00a0: 3)"}[lang] in question.findtext(where)
        seen.add(exercise.kind)
    assert seen == {"choice", "essay", "match", "number", "order", "sort", "term"}


def test_what_every_question_has(everything, lang):
    data = moodle.export(everything, lang, VARIANTS).data
    chapter = [each.findtext("category/text") for each in ElementTree.fromstring(data) if each.get("type") == "category"]
    assert chapter == [f"$course$/top/{each}" for each in CHAPTERS[lang]]
    for exercise, seed, question in exported(everything, lang):
        variants = len(seeds(exercise, VARIANTS))
        place = question.findtext("idnumber").rpartition("/")[2]
        assert question.findtext("name/text") == exercise.title.get(lang) + (f" ({place}/{variants})" if exercise.varies else "")
        assert html_text(question.findtext("questiontext/text")).startswith(bare(exercise.content(seed, lang)["prompt"]))
        assert html_text(question.findtext("generalfeedback/text")) == bare(exercise.explained(seed).get(lang))
        assert question.findtext("defaultgrade") == str(exercise.points)
        assert [each.findtext("text") for each in question.findall("tags/tag")] == exercise.concepts
        hints = [html_text(each.findtext("text")) for each in question.findall("hint")]
        values = exercise.values(seed)
        assert hints == ([] if exercise.by_hand else [bare(each.fill(values).get(lang)) for each in exercise.hints])
        assert "{" not in question.findtext("questiontext/text")  # every number is filled in


OTHERS = [
    {"type": "multiple_choice", "answers": ["a", {"answer": "b", "feedback": "no"}]},
    {"type": "shortanswer", "answers": ["a", "b"]},
    {"type": "numerical", "answers": [{"answer": "1", "tolerance": 0.1}, {"answer": "2", "tolerance": 0.1}]},
    {"type": "matching", "options": [{"question": "a", "answer": "b"}, {"question": "c", "answer": "d"}, {"answer": "e"}]},
    {"type": "ordering", "answers": ["a", "b", "c"]},
    {"type": "essay", "response_format": "plain", "text_response": {"required": True, "min_words": 3, "max_words": 8}, "grader_info": "i"},
]
MORE = {"hint": {"", "/text"}, "tags": {"", "/tag", "/tag/text"},
        "units": {"", "/unit", "/unit/multiplier", "/unit/unit_name"}}  # of the format, but nothing that moodle-tools writes  # fmt: skip


def paths(element, prefix=""):
    for child in element:
        yield f"{prefix}{child.tag}"
        yield from paths(child, f"{prefix}{child.tag}/")


def test_the_elements_are_those_that_moodle_tools_writes(everything, one_column, tmp_path):
    logger.disable("moodle_tools")
    file = tmp_path / "others.yaml"
    common = {"title": "t", "question": "q", "general_feedback": "f", "markdown": False}
    file.write_text(yaml.safe_dump_all([common | each for each in OTHERS]), encoding="utf-8")
    theirs = {
        each.get("type"): set(paths(each)) for each in ElementTree.fromstring(generate_moodle_questions(paths=[file], skip_validation=True))
    }
    more = {name + rest for name, rests in MORE.items() for rest in rests}
    ours = {}
    for _, _, question in exported([*everything, one_column], "en"):
        ours.setdefault(question.get("type"), set()).update(paths(question))
    assert set(ours) == set(theirs)
    for kind, found in ours.items():
        assert not found - theirs[kind] - more, kind
        needed = {each for each in theirs[kind] if each in ("answer", "answer/text", "subquestion/answer/text", "single", "gradingtype")}
        assert needed <= found, kind


@pytest.mark.parametrize("kind, reason", [
    ("scenario", "no question type"), ("sort", "budgets or goals"), ("match", "2 columns"), ("order", "would mark a right order down"),
])  # fmt: skip
def test_what_moodle_cannot_say_is_refused_with_the_reason(example, kind, reason):
    with pytest.raises(CannotSay, match=reason):
        moodle.written(kind_of(example(kind)).question(example(kind), "s"), "en")


def test_several_right_places_are_refused(one_column):
    one_column.rows[0].key["legs"] = ["two", "six"]
    with pytest.raises(CannotSay, match="more than one right place for a row"):
        moodle.written(kind_of(one_column).question(one_column, "s"), "en")


def test_seven_of_twelve_has_a_fraction_and_eleven_has_none(example):
    choice = example("choice")
    make = type(choice.options[0])
    choice.options = [make(id=f"o{place}", text=choice.title, feedback=choice.title) for place in range(12)]
    choice.answer = [f"o{place}" for place in range(7)]
    (question,) = moodle_questions(moodle.export([choice], "en", 1).data).values()
    assert [each.get("fraction") for each in question.findall("answer")] == ["14.28571"] * 7 + ["-14.28571"] * 5
    choice.answer = [f"o{place}" for place in range(11)]
    assert "no fraction" in moodle.export([choice], "en", 1).entirely[choice.id]
