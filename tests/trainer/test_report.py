"""The report: its numbers are those that others work out, its words those of the exercises, and nothing of a stranger's acts."""

import json
import re
import sys
from datetime import datetime
from html.parser import HTMLParser

import msgspec
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course.assignment.submission import write
from smo_course.cli import main
from smo_course.markup import plain as unmarked
from smo_course.text import LANGUAGES
from smo_course.trainer.assign import assign
from smo_course.trainer.grading.grade import Grades, grade
from smo_course.trainer.grading.marker import Marker
from smo_course.trainer.grading.results import NO_ANSWER, Result, ResultItem, encoded, read_results
from smo_course.trainer.key import read_key
from smo_course.trainer.report import analysis, page
from smo_course.trainer.report import overview as overview_module
from smo_course.trainer.report.analysis import (
    FEWEST,
    Practised,
    chance,
    concepts,
    correlation_range,
    discrimination,
    histogram,
    share_range,
    totals,
)
from smo_course.trainer.report.overview import Overview, Stale, read_overview
from smo_course.trainer.report.pieces import table, tag
from smo_course.trainer.report.sections import MOST_PEOPLE, ReportPage, stood
from smo_course.trainer.report.terminal import told
from smo_course.trainer.report.writing import amount, say, shortened
from trainer.classroom import answer, id_in_sheet, learner

# ---- Numbers


def test_totals_by_hand():
    assert totals([1, 2, 6]) == (3, 3, 2)
    assert totals([]) == (0, None, None)


def test_discrimination_by_hand():
    """Against the sum of the others: 1 where they agree, -1 where they contradict, 0 where neither."""
    same = [[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]
    assert discrimination(same, 0).value == pytest.approx(1)
    assert discrimination([[a, 1 - b] for a, b in same], 0).value == pytest.approx(-1)
    none = [[0.0, 0.0], [0.0, 1.0], [0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    assert discrimination(none, 0).value == pytest.approx(0)
    # (0,0) (0,1) (1,1) (1,1) (2,1) (2,2): means 1 and 1, products 1·1 + 1·1, squares 4 and 2
    worked = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 1.0], [2.0, 1.0], [2.0, 2.0]]
    assert discrimination(worked, 0).value == pytest.approx(2 / (4 * 2) ** 0.5)


@pytest.mark.parametrize("scores, lacking", [
    ([[0.0, 1.0], [1.0, 0.0]], "few"),
    ([[0.0, 1.0]] * (FEWEST - 1), "few"),
    ([[float(n)] for n in range(9)], "alone"),
    ([[1.0, float(n)] for n in range(9)], "same"),
    ([[float(n), 0.1, 0.2] if n % 2 else [float(n), 0.3, 0.0] for n in range(9)], "rest-same"),  # 0.1 + 0.2 is 0.3
    ([[float(n), None] for n in range(9)], "alone"),
    ([], "few"),
])  # fmt: skip
def test_where_there_is_no_discrimination_it_says_why(scores, lacking):
    found = discrimination(scores, 0)
    assert (found.value, found.lacking) == (None, lacking)


def test_what_somebody_waits_for_stays_out_of_the_sum_of_the_others():
    rows = [[0.0, 0.0, 9.0], [0.0, 1.0, None], [1.0, 1.0, 1.0], [1.0, 1.0, 5.0], [2.0, 1.0, None], [2.0, 2.0, 0.0]]
    assert discrimination(rows, 0).value == pytest.approx(discrimination([row[:2] for row in rows], 0).value)
    assert discrimination(rows, 2).lacking == "few"  # of the four who are marked


points = st.floats(0, 20).map(lambda each: round(each, 2))


@given(st.integers(2, 6).flatmap(lambda width: st.lists(st.lists(points, min_size=width, max_size=width), min_size=FEWEST, max_size=40)))
def test_discrimination_is_what_numpy_works_out(scores):
    table = numpy.array(scores)
    for column in range(table.shape[1]):
        found = discrimination(scores, column)
        rest = (table.sum(axis=1) - table[:, column]).round(6)
        if table[:, column].std() < 1e-9 or rest.std() < 1e-9:
            assert found.value is None and found.lacking in ("same", "rest-same")
        else:
            assert found.value == pytest.approx(numpy.corrcoef(table[:, column], rest)[0, 1], abs=1e-6)
            assert -1 <= found.value <= 1


def test_chance_is_about_what_chance_does():
    """Of unrelated scores, some 5 in 100 correlations lie further from 0 than `chance` says."""
    draw = numpy.random.default_rng(7)
    for learners in (10, 30, 100):
        beyond = sum(abs(numpy.corrcoef(draw.normal(size=(2, learners)))[0, 1]) > chance(learners) for _ in range(2000)) / 2000
        assert 0.02 < beyond < 0.07


@given(st.lists(st.integers(0, 3000).map(lambda each: each / 100)), st.integers(1, 30))
def test_every_total_is_in_one_step_of_the_histogram(earned, most):
    earned = [min(each, most) for each in earned]
    steps = histogram(earned, most)
    assert sum(step.learners for step in steps) == len(earned)
    for step in steps:
        last = step.high == most and step is steps[-1]
        assert step.learners == sum(step.low <= each + 1e-9 and (last or each + 1e-9 < step.high) for each in earned)


def test_the_histogram_keeps_few_points_apart():
    assert [(step.low, step.learners) for step in histogram([0, 1, 1], 1)] == [(0, 1), (1, 2)]
    assert [step.learners for step in histogram([0, 9.9, 10, 100], 100)] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]


def test_a_concept_weighs_by_points_shared_among_the_concepts_of_an_exercise():
    found = concepts([Practised(["a"], 2, 0.5), Practised(["a", "b", "c"], 6, 1.0), Practised(["d"], 1, None)])
    assert [(each.concepts, each.exercises) for each in found] == [(["a"], [0, 1]), (["b", "c"], [1])]
    assert found[0].share == pytest.approx((2 * 0.5 + 2 * 1) / 4) and found[1].share == 1


def test_a_score_shared_among_many_concepts_tells_of_each_only_by_its_parts():
    """A sort of nine families, of which one was never placed right: the others need not be taught again."""
    families = [f"family {n}" for n in range(9)]
    parts = dict.fromkeys(families, 1.0) | {"family 3": 0.1}
    found = concepts([Practised(families, 4, 0.55, parts), Practised(families, 4, 0.3), Practised([], 2, 0.2)])
    assert [(each.concepts, each.exercises, each.share) for each in found] == [
        (["family 3"], [0], 0.1),
        ([], [2], 0.2),  # about no concept: it is named itself
        ([], [1], 0.3),  # about nine, and nothing says which
        ([each for each in families if each != "family 3"], [0], 1),
    ]


def test_blanks_are_no_wrong_answers(key):
    given = {each.kind: "right" for each in key.exercises if each.kind != "sort"}
    view = Overview(key, [result(key, "anna", given), result(key, "bob", "right"), result(key, "eve", {})], "en")
    sort = next(each for each in view.exercises if each.exercise.kind == "sort")
    assert (sort.share, sort.answered, sort.standings["unattempted"], sort.mistakes()) == (1, 1, 2, [])
    assert not view.teach_again and stood(sort, "en") == ["1", "0", "0", "2"]
    nobody = Overview(key, [result(key, "eve", {})], "en")
    assert nobody.hardest == [] and not NAN.search(told(nobody, []))


def test_what_earned_a_part_is_no_mistake(key):
    number = next(each for each in key.exercises if each.kind == "number")
    item = key.sheet.items[[each.kind for each in key.exercises].index("number")]
    halves = {
        name: number.samples(key.sheet.seed(key.sheet.variant(item, name))).partial for name in ("anna", "bob", "carla", "dora", "eve")
    }
    name, half = next((name, half) for name, half in halves.items() if half is not None)  # of some numbers, nothing earns a part
    assert wrong(key, result(key, name, {"number": half}))["number"] == {}
    assert wrong(key, result(key, "anna", {"scenario": ["wait", "repair"]}))["scenario"]  # a principle broken is one
    one = result(key, "anna", "right")
    one.items[-1] = ResultItem(2, "partial", one.items[-1].raw, points={"honest": 1, "next": 1})
    assert wrong(key, one)["essay"] == {}


def test_a_half_done_sort_is_reported_by_what_was_placed(key):
    sort = next(each for each in key.exercises if each.kind == "sort")
    right = sort.samples("").right
    placed = dict(list(right.items())[:2])
    assert wrong(key, result(key, "anna", {"sort": placed}))["sort"] == {}
    odd = {name: sort.samples("").wrong[name] for name in placed}
    assert len(wrong(key, result(key, "anna", {"sort": odd}))["sort"]) >= 2


def test_ties_are_called_ties(key):
    """The first of several that are as hard, or as frequent, is no more so than the others."""
    view = Overview(key, [result(key, "anna", "wrong")], "en")
    assert len(view.hardest_of_all) == sum(not each.by_hand for each in key.exercises) and len(view.worst_mistakes) > 3
    assert len(view.teach_first) == 1


def test_numbers_and_things_in_words():
    assert [say("count.learners", "en", n=n) for n in (0, 1, 2)] == ["0\u00a0learners", "1\u00a0learner", "2\u00a0learners"]
    assert [say("count.points", "fr", n=n) for n in (0, 1.5, 2000)] == ["0\u00a0point", "1,5\u00a0point", "2\u202f000\u00a0points"]
    assert [amount(each, "fr") for each in (None, -0.001, -0.5)] == ["–", "0", "−0,5"]
    assert unmarked("**A**\u00a0:\n\n- *b*") == "A\u00a0: - b"
    assert shortened("one two three", 9) == "one two …" and shortened("x" * 20, 9) == "xxxxxxx …" and shortened("one", 9) == "one"


# ---- Wrong answers in words


EXERCISES = """
title: {en: Week 1, fr: Semaine 1}
exercises: [own/choice, own/number, own/term, own/sort, own/match, own/order, own/scenario, own/essay]
bank: mine
due: 2026-11-20 18:00 Europe/Paris
late: {until: "2026-11-22 18:00 Europe/Paris", penalty: 10}
"""


@pytest.fixture
def assigned(tmp_path, example_text):
    """An assignment of an exercise of each kind: its bundle and its key."""
    own = tmp_path / "trainer" / "mine" / "own"
    own.mkdir(parents=True)
    for kind in ("choice", "number", "term", "sort", "match", "order", "scenario", "essay"):
        text = re.sub(r"^concepts: .*$", "concepts: [be-responsive]", example_text(kind), flags=re.MULTILINE)
        (own / f"{kind}.yaml").write_text(text.replace("title: {en: A reply", "title: {en: A $5 reply for $9"), encoding="utf-8")
    file = tmp_path / "trainer" / "week-1.yaml"
    file.write_text(EXERCISES, encoding="utf-8")
    return assign(file, tmp_path / "out")


@pytest.fixture
def key(assigned):
    return read_key(assigned[1])


def result(key, name, given, status="graded", lang="en", called=""):
    """The result of a learner who gave these answers, by kind: a value, or "right", "wrong", "partial"."""
    marker, items = Marker(key), []
    for exercise, item in zip(key.exercises, key.sheet.items, strict=True):
        drawn = key.sheet.seed(key.sheet.variant(item, name))
        how = given.get(exercise.kind) if isinstance(given, dict) else given
        if how is None:
            items.append(ResultItem(0, "unattempted", NO_ANSWER))
            continue
        if exercise.kind == "essay":
            raw = json.dumps("some words of mine" if how in ("right", "wrong", "partial") else how).encode()
            mark = exercise.mark(json.loads(raw), drawn, lang)
        else:
            samples = exercise.samples(drawn)
            value = (getattr(samples, how) or samples.wrong) if how in ("right", "wrong", "partial") else how
            raw = json.dumps(value).encode()
            mark = marker.one(exercise, raw, key.sheet.variant(item, name), lang)
        items.append(ResultItem(mark.score, mark.status, msgspec.Raw(raw), lang))
    total = round(sum(item.score for item in items), 2)
    return Result(name, called, status, lang, total=total, pending=sum(item.status == "pending" for item in items), items=items)


def wrong(key, *results, lang="en"):
    """The mistakes by kind of exercise."""
    overview = Overview(key, results, lang)
    return {each.exercise.kind: {mistake.what: mistake.learners for mistake in each.mistakes()} for each in overview.exercises}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_right_answers_hold_no_mistake(key, lang):
    assert not any(wrong(key, result(key, "anna", "right", lang="fr"), lang=lang).values())


def test_mistakes_are_counted_in_words(key):
    texts = json.dumps(msgspec.to_builtins(key.exercises), ensure_ascii=False)
    found = wrong(key, *(result(key, f"learner {n}", "wrong") for n in range(4)))
    for kind in ("choice", "sort", "match", "order", "scenario"):
        assert set(found[kind].values()) <= {1, 2, 3, 4} and found[kind]
        for what in found[kind]:
            assert what.split(" → ")[0].split(": ")[0].split(" (")[0] in texts, what
    assert found["number"] == {"You left out the €40 for setting it up": 4}  # the same mistake, whatever the numbers
    assert found["term"] == {"“crowdfunding”": 4}
    assert found["essay"] == {}


def test_what_was_typed_is_counted_whatever_its_case_and_never_acts(key):
    given = ["Buzz", "buzz ", "<script>alert(1)</script>", "\x1b[2Jclear\u202e", "the crowd"]
    found = wrong(key, *(result(key, f"learner {n}", {"term": each}) for n, each in enumerate(given)))["term"]
    assert found["“Buzz”"] == 2 and found["“<script>alert(1)</script>”"] == 1 and "“[2Jclear”" in found
    assert wrong(key, result(key, "anna", {"number": "-7"}))["number"] == {"another number": 1}
    assert wrong(key, result(key, "anna", {"number": "seven"}))["number"] == {"incomplete, or not in a form that can be marked": 1}


def test_what_a_person_took_points_off_for(key):
    one = result(key, "anna", "right")
    one.items[-1] = ResultItem(3, "partial", one.items[-1].raw, points={"honest": 3, "next": 0})
    assert wrong(key, one)["essay"] == {"Says what comes next (no point)": 1}
    assert wrong(key, one, lang="fr")["essay"] == {"Dit ce qui suit (aucun point)": 1}


def test_a_story_is_told_by_its_endings_and_choices(key):
    overview = Overview(key, [result(key, "anna", "right"), result(key, "bob", "wrong")], "en")
    story = next(each for each in overview.exercises if each.exercise.kind == "scenario")
    endings, choices = story.tallied
    assert sum(endings.values()) == 2 and len(endings) == 2
    assert sum(n for (node, _), n in choices.items() if node == story.exercise.start) == 2
    assert set(endings) <= set(story.tallies[0].rows) and set(choices) <= set(story.tallies[1].rows)


# ---- People


def test_nobody_is_called_before_the_deadline(key, monkeypatch):
    people = [Result("gone", "Gone", "missing"), result(key, "failing", "wrong")]
    key.extensions["gone"] = "2026-12-20T18:00:00+01:00"
    for at, called in (
        ("2026-11-20T16:59:00+00:00", []),
        ("2026-11-20T17:01:00+00:00", ["failing"]),
        ("2026-12-21T00:00:00+00:00", ["gone", "failing"]),
    ):
        monkeypatch.setattr(overview_module, "clock", lambda at=at: datetime.fromisoformat(at))
        view = Overview(key, people, "en")
        assert [each.learner for each in view.calls] == called
        assert ("Nobody is to contact before the deadline" in told(view, [])) == (not called)


def test_who_needs_a_call_and_why(key):
    late = msgspec.structs.replace(result(key, "late", "right", "late"), lost=1.5, total=key.most - 6.5)
    people = [
        result(key, "fine", "right"),
        result(key, "failing", "wrong", called="Fay\nLing"),
        late,
        Result("gone", "Gone", "missing"),
        Result("odd", "", "contested"),
        Result("after", "", "too late"),
    ]
    calls = {each.learner: each.why for each in Overview(key, people, "en").calls}
    assert list(calls) == ["gone", "after", "odd", "failing"]  # being late alone is no reason
    assert calls["gone"] == "handed in nothing"
    text = next(each.points for each in key.exercises if each.by_hand)
    assert calls["failing"] == f"earned 0 out of {key.most} and {text} points still wait to be marked"
    left = msgspec.structs.replace(people[1], items=[each for each in people[1].items if each.status != "pending"], pending=0)
    left.items.insert([each.by_hand for each in key.exercises].index(True), ResultItem(0, "unattempted", NO_ANSWER))
    assert [each.why for each in Overview(key, [left], "en").calls] == [f"earned 0 out of {key.most}"]
    assert "several people" in calls["odd"] and "last moment" in calls["after"]
    assert [each.name for each in Overview(key, people, "en").calls if each.learner == "failing"] == ["Fay Ling"]


@pytest.mark.parametrize("learners, called", [(3, 3), (20, 5), (98, 10), (121, 13), (3000, 15)])
def test_a_list_of_those_to_call_is_short(key, learners, called):
    """Of 121 learners, 98 were to be called: that is no list. What is said is the rule, and how many more it would be."""
    view = Overview(key, [Result(f"l{n:04}", "", "missing") for n in range(learners)], "en")
    assert len(view.calls) == called and len(view.all_calls) == learners
    more = f"{learners - called:,} more are like that: see grades.csv"
    assert (more in told(view, [])) == (learners > called)


def test_what_waits_is_left_out_and_said_to_be(key):
    """With 102 of 121 texts waiting, the text was the hardest exercise (0 %) and its concept the first to teach again."""
    place, essay = len(key.exercises) - 1, key.exercises[-1]
    half = [result(key, f"waits {n}", "right") for n in range(102)]
    empty = [result(key, f"empty {n}", {each.kind: "right" for each in key.exercises[:-1]}) for n in range(19)]
    view = Overview(key, [*half, *empty], "en")
    waiting = view.exercises[place]
    assert (waiting.pending, waiting.share, waiting.discrimination.value) == (102, None, None)
    assert waiting not in view.hardest and not any(place in each.exercises for each in view.concepts)
    assert view.most == key.most - essay.points and view.totals == (121, view.most, view.most)  # everybody had all the rest
    text = told(view, [])
    assert f"Left out of all figures, since answers wait for a person: {waiting.numbered}." in text and "102 wait" in text
    # Once all are marked, all counts.
    for one in half:
        one.items[place] = ResultItem(2, "partial", one.items[place].raw, points={"honest": 2, "next": 0})
        one.total, one.pending = one.total + 2, 0
    view = Overview(key, [*half, *empty], "en")
    assert view.most == key.most and not view.left_out and view.hardest[0] is view.exercises[place]
    assert view.totals.mean == pytest.approx((key.most - essay.points) + 2 * 102 / 121, abs=0.01)


def test_lateness_takes_its_share_of_what_is_counted(key):
    one = msgspec.structs.replace(result(key, "late", "right", "late"), lost=2)
    one.total -= 2
    view = Overview(key, [one], "en")
    assert view.earned == [pytest.approx(view.most * one.total / (one.total + 2), abs=0.01)]


@pytest.mark.parametrize(
    "share_, learners, low, high", [(0.5, 10, 0.2366, 0.7634), (0, 10, 0, 0.2775), (1, 20, 0.8389, 1), (0.9, 1, 0.1681, 0.9972)]
)
def test_how_unsure_a_share_is(share_, learners, low, high):
    """Wilson's interval; the first three are in every table of it."""
    assert share_range(share_, learners) == pytest.approx((low, high), abs=0.0005)


def test_how_unsure_a_correlation_is():
    """0.5 among 10 is 0.5493 in Fisher's z, with a standard error of 0.378: from -0.189 to 0.859."""
    assert correlation_range(0.5, 10) == pytest.approx((-0.1887, 0.8592), abs=0.0005)
    low, high = correlation_range(1.0, 6)
    assert -1 < low < high <= 1


@pytest.mark.parametrize("learners, said", [(12, True), (29, True), (30, False)])
def test_a_small_class_is_told_how_unsure_its_figures_are(key, learners, said):
    view = Overview(key, many(key, learners), "en")
    text = told(view, [])
    assert ("Fewer than 30" in text) == said
    rows = [line for line in text.split("\n") if re.match(r"\d\. ", line) and "wait" not in line]
    assert rows and all(("between" in row) == said for row in rows)


def test_several_reasons_for_a_call_are_a_sentence_in_each_language(key):
    one = msgspec.structs.replace(result(key, "anna", "wrong", "late"), lost=1, total=1)
    text = next(each.points for each in key.exercises if each.by_hand)
    assert [each.why for each in Overview(key, [one], "en").calls] == [
        f"earned 1 out of {key.most}, {text} points still wait to be marked, and handed in late, which cost 1\u00a0point"
    ]
    assert [each.why for each in Overview(key, [one], "fr").calls] == [
        f"1 point obtenu sur {key.most}, {text} points encore à évaluer et remise en retard, ce qui a coûté 1\u00a0point"
    ]


def test_a_verdict_that_the_report_does_not_know_is_told_as_it_stands(key):
    assert [each.why for each in Overview(key, [Result("odd", "", "of tomorrow")], "en").calls] == [
        "nothing handed in counts (of tomorrow)"
    ]


def test_whoever_can_still_pass_is_not_called(key):
    essay = key.exercises[-1].points
    one = result(key, "anna", {"essay": "right"})
    one.total = key.most / 2 - essay
    assert not Overview(key, [one], "en").calls
    one.total -= 0.5
    assert Overview(key, [one], "en").calls


def test_grades_of_another_key_are_refused(key, tmp_path):
    one = result(key, "anna", "right")
    one.items.pop()
    with pytest.raises(Stale):
        Overview(key, [one], "en")
    folder = tmp_path / "grades"
    folder.mkdir()
    Grades(folder).results.write_bytes(b"")
    Grades(folder).record.write_text('{"key":"another"}\n')
    with pytest.raises(Stale):
        read_overview(key, folder, "en")


# ---- The terminal

# A sign without its no-break space, or a straight apostrophe.
BAD_FRENCH = re.compile(r"(?<![\u00a0\u202f])[;:!?»%]|«(?!\u00a0)|'")
NAN = re.compile(r"\bnan\b", re.IGNORECASE)


def many(key, count):
    hows = ("right", "wrong", "partial")
    return [result(key, f"learner{n:04}", hows[n % 3], lang="fr" if n % 2 else "en", called=f"<b>{n}</b>\x1b[31m") for n in range(count)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_the_table_is_aligned_plain_and_without_nan(key, lang, count):
    text = told(Overview(key, many(key, count), lang), [])
    assert not NAN.search(text) and "\x1b" not in text and "None" not in text
    lines = text.split("\n")
    assert all(line.isprintable() or "\u00a0" in line or "\u202f" in line for line in lines)
    if count:
        rows = [line for line in lines if re.match(r"\d\. ", line)]
        assert len(rows) == 8
    if lang == "fr":
        assert not BAD_FRENCH.search(re.sub(r"<b>\d+</b>\[31m", "", text)), BAD_FRENCH.search(text)


def test_long_lists_are_cut_with_a_pointer(key):
    text = told(Overview(key, [Result(f"l{n:04}", "", "missing") for n in range(3000)], "fr"), [])
    assert "2\u202f985 autres sont dans ce cas\u00a0: voir grades.csv" in text and len(text.split("\n")) < 40


# ---- The page


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.tags, self.images, self.texts, self.links, self._skip = set(), [], [], [], False
        self.feed(source)

    def handle_starttag(self, name, attributes):
        attributes = dict(attributes)
        self.tags.add(name)
        self._skip = name == "style"
        if name == "img":
            self.images.append(attributes)
        if "href" in attributes:
            self.links.append(attributes["href"])
        assert not any(each.startswith("on") for each in attributes)

    def handle_data(self, data):
        if not self._skip:
            self.texts.append(data)

    def handle_endtag(self, name):
        self._skip = False


SAFE = set(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "div",
        "section",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
        "small",
        "strong",
        "em",
        "a",
        "img",
        "details",
        "summary",
        "code",
    ]
)


@pytest.fixture
def graded(assigned, tmp_path):
    """A small class through the whole of it: answered, handed in, graded. Gives the key's path and the grades."""
    bundle, key_path = assigned
    key, box, grades = read_key(key_path), tmp_path / "box", tmp_path / "grades"
    box.mkdir()
    names = ["Bob \x1b[2J", "Anna <script>alert(1)</script>", "Chloé & Co", "Dan", "Eve", "Finn", "Gil", "Hana"]
    for n, called in enumerate(names):
        work = learner(bundle, tmp_path / f"learner{n}", f"learner{n}", "fr" if n % 2 else "en", called)
        answer(work, key, ("right", "wrong", "partial")[n % 3])
        if n == 1:
            work.exercise(id_in_sheet(key, "own/term")).draft("<img src=x onerror=alert(1)>")
        _, handed = work.hand_in()
        when = "2026-11-21T10:00:00+01:00" if n == 4 else "2026-11-20T10:00:00+01:00"
        write(msgspec.structs.replace(handed, at=when).sealed(), box)
    (box / "broken.smo").write_bytes(b'{"smo')
    grade(key, [box], grades)
    return key_path, grades


@pytest.mark.notebooks
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_a_class(graded, lang, tmp_path, capsys):
    key_path, grades = graded
    assert main(["report", str(key_path), "--grades", str(grades), "--lang", lang, "--no-browser"]) == 0
    said = capsys.readouterr()
    assert "\x1b" not in said.out and str(grades / "report.html") in said.out
    source = (grades / "report.html").read_text(encoding="utf-8")
    found = Page(source)
    assert found.tags <= SAFE, found.tags - SAFE
    assert f'<html lang="{lang}">' in source and str(tmp_path) not in source
    assert len(found.images) == 2
    for image in found.images:
        assert len(image["alt"]) > 60 and image["src"].startswith("data:image/png;base64,")
    assert all(each.startswith(("#", "https://")) for each in found.links)
    assert {each[1:] for each in found.links if each.startswith("#")} <= set(re.findall(r'id="(\w+)"', source))
    text = "\n".join(found.texts)
    assert "Anna <script>alert(1)</script>" in text and "<img src=x onerror=alert(1)>" in text
    assert not NAN.search(text)
    assert ("What was answered wrong" if lang == "en" else "Les réponses fausses") in text
    assert "box/broken.smo" in text
    if lang == "fr":
        own = re.sub(r"<script>.*?</script>|<img.*?>|https?\S+|\S+\.smo\S*|github\S+", "", text)
        assert not BAD_FRENCH.search(own), BAD_FRENCH.search(own)
        alts = " ".join(image["alt"] for image in found.images)
        assert "\u00a0%" in alts and not BAD_FRENCH.search(alts)
    # The figures of the page are those of the grades.
    results = list(read_results(Grades(grades).results))
    earned = [each.total for each in results if each.total is not None]
    assert amount(sum(earned) / len(earned), lang) in text


def test_a_report_is_written_over_and_nothing_else(graded, tmp_path, capsys, monkeypatch):
    key_path, grades = graded
    thesis = tmp_path / "thesis.html"
    thesis.write_text("mine")
    assert main(["report", str(key_path), "--grades", str(grades), "--output", str(thesis), "--no-browser"]) == 2
    assert thesis.read_text() == "mine" and "--output" in capsys.readouterr().err


def test_without_papermill_there_is_the_table_and_what_to_install(graded, capsys, monkeypatch):
    key_path, grades = graded
    monkeypatch.setattr(page, "find_spec", lambda name: None)
    assert main(["report", str(key_path), "--grades", str(grades), "--no-browser"]) == 2
    said = capsys.readouterr()
    assert "what the class missed" in said.out and "pip install papermill" in said.err
    assert not (grades / "report.html").exists()


def test_what_cannot_be_told_is_said(assigned, tmp_path, capsys):
    assert main(["report", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml is not there" in capsys.readouterr().err
    assert main(["report", str(assigned[1])]) == 2
    assert "smo grade" in capsys.readouterr().err
    folder = assigned[1].with_name("week-1-grades")
    folder.mkdir()
    Grades(folder).results.write_text('{"learner": "a", "na')
    assert main(["report", str(assigned[1])]) == 2
    assert "smo grade" in capsys.readouterr().err


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("results", ["none", "missing", "one", "many"])
def test_every_section_of_every_class(assigned, key, tmp_path, lang, results):
    """Sections as the notebook shows them, without a kernel."""
    classes = {
        "none": [],
        "missing": [Result(f"l{n}", "", "missing") for n in range(MOST_PEOPLE + 5)],
        "one": many(key, 1),
        "many": many(key, 60),
    }
    folder = tmp_path / "grades"
    folder.mkdir()
    Grades(folder).results.write_bytes(b"".join(map(encoded, classes[results])))
    report = ReportPage(str(assigned[1]), str(folder), lang)
    names = ("head", "points", "concepts", "calls", "waiting", "exercises", "mistakes", "files")
    whole = "".join(getattr(report, name)()._repr_mimebundle_()["text/html"] for name in names)
    found = Page(whole)
    text = "\n".join(found.texts)
    assert found.tags <= SAFE and "None" not in text and not NAN.search(text)
    assert all(image["alt"] for image in found.images)
    assert len(found.images) == (0 if results in ("none", "missing") else 2)
    if results == "missing":
        assert ("40 more are like that: see grades.csv" if lang == "en" else "40 autres sont dans ce cas\u00a0: voir grades.csv") in text


def test_pieces_of_a_page_escape_what_they_are_given():
    assert tag("p", "<b>&", title='"x"', class_="") == '<p title="&quot;x&quot;">&lt;b&gt;&amp;</p>'
    assert "<script" not in table("<script>", [], [])


def test_only_the_notebook_needs_heavy_libraries():
    """The table in the terminal comes without pandas, matplotlib or papermill."""
    import subprocess

    code = "import sys, smo_course.trainer.report.terminal, smo_course.trainer.report.page; print([m for m in ('pandas', 'matplotlib', 'papermill', 'nbconvert') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    assert analysis.__file__
