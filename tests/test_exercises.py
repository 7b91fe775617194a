"""Marking, against answers worked out by hand and properties that hold for any answer."""

import math
import re
import subprocess
import sys
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import KINDS
from smo_course import bank, kinds
from smo_course.kinds import AnyExercise
from smo_course.kinds.base import Invalid, drawn, shuffled
from smo_course.kinds.fingerprints import asked
from smo_course.kinds.opaque import as_given, with_opaque_ids
from smo_course.kinds.typed import read_number
from smo_course.text import LANGUAGES, number

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NASTY = [
    "",
    "   ",
    "x" * 100_000,
    "שלום עולם",
    "\u202eabc",
    "<script>alert(1)</script>",
    "=1+1",
    "\x00",
    "🙂",
    [],
    {},
    None,
    7,
    float("nan"),
]


@pytest.fixture(scope="module", params=KINDS)
def exercise(request):
    return bank.check(kinds.KINDS[request.param].example, f"test/{request.param}")


@given(raw=JSON, lang=st.sampled_from(list(LANGUAGES)))
def test_any_answer_gets_a_mark_within_bounds(exercise, raw, lang):
    mark = exercise.mark(raw, "seed", lang)
    assert 0 <= mark.score <= mark.max == exercise.points
    assert (mark.status == "right") == (mark.score == mark.max)
    assert mark.remarks or mark.status in ("partial", "pending")


@pytest.mark.parametrize("raw", NASTY, ids=lambda raw: repr(raw)[:20])
def test_nasty_answers_earn_nothing_and_are_told_so(exercise, raw):
    for lang in LANGUAGES:
        mark = exercise.mark(raw, "seed", lang)
        assert mark.status in ("invalid", "wrong") and mark.score == 0
        assert mark.remarks[0].text.get(lang).strip()


@given(seed=st.text(max_size=30))
def test_samples_get_the_marks_they_stand_for(exercise, seed):
    samples = exercise.samples(seed)
    for lang in LANGUAGES:
        assert exercise.mark(samples.invalid, seed, lang).status == "invalid"
        if exercise.by_hand:
            continue
        assert exercise.mark(samples.right, seed, lang).status == "right"
        assert exercise.mark(samples.wrong, seed, lang).status == "wrong"
        if samples.partial is not None:
            assert exercise.mark(samples.partial, seed, lang).status == "partial"


def test_what_is_shown_holds_neither_key_nor_feedback(exercise, example_text):
    shown = repr([exercise.shown("seed", lang) for lang in LANGUAGES])
    samples = exercise.samples("seed")
    told = exercise.mark(samples.wrong, "seed", "en").remarks + exercise.mark(samples.right, "seed", "en").remarks
    for remark in told:
        assert remark.text.en not in shown and remark.text.fr not in shown
    assert exercise.kind == "scenario" or "feedback" not in shown  # a story says at once what comes of a choice, and judges no end
    assert not re.search(r"'(answer|key)': ", shown)


def test_what_a_kind_shows_hides_nothing_that_every_exercise_has(exercise):
    others = exercise.content("seed", "en").keys() - exercise.shown("seed", "en").keys()
    assert others >= {"id", "kind", "lang", "title", "prompt", "points", "minutes", "show"}
    assert not exercise.shown("seed", "en").keys() & {"checks", "practice", "waits", "label"}  # what is done with it, said elsewhere


def test_the_same_seed_shows_the_same(exercise):
    assert exercise.shown("one", "fr") == exercise.shown("one", "fr")
    assert exercise.values("one") == exercise.values("one")


def test_draws_are_the_same_on_every_machine():
    # SHA-256 of "seed|campaign" begins with these 8 bytes (printf "seed|campaign" | sha256sum).
    assert drawn("seed", "campaign", 26) == 0x223E8DB242B45FBE % 26
    assert shuffled(["a", "b", "c"], "x") == shuffled(["c", "b", "a"], "x")


# Choice


@pytest.mark.parametrize(
    "ticked, score",
    [
        (["clicks", "shares"], 2),
        (["clicks"], 1),
        (["clicks", "shares", "followers"], 1),  # two right less one wrong, of two
        (["clicks", "followers"], 0),
        (["clicks", "shares", "followers", "impressions"], 0),
    ],
)
def test_choice_of_several(example, ticked, score):
    assert example("choice").mark(ticked, "s", "en").score == score


def test_either_of_two_right_options_earns_all_where_one_is_ticked(example_text):
    text = example_text("choice").replace("several: true", "accepted: [shares]").replace("[clicks, shares]", "clicks")
    exercise = bank.check(text, "c/x")
    assert [exercise.mark([each], "s", "en").score for each in ("clicks", "shares", "followers")] == [2, 2, 0]
    assert exercise.mark(["clicks", "shares"], "s", "en").status == "invalid"
    assert exercise.solution("s").en == "- Clicks\n- Shares" and exercise.sealed("s").accepted == []
    for wrong in ("accepted: [shares, impressions, followers]", "accepted: [clicks]", "accepted: [oslo]", "accepted: [shares]\nseveral: true"):
        with pytest.raises(bank.Malformed):
            bank.check(text.replace("accepted: [shares]", wrong), "c/x")


def test_choice_explains_the_wrong_option_that_was_taken(example):
    remarks = example("choice").mark(["clicks", "followers"], "s", "en").remarks
    assert [each.text.en for each in remarks if each.about == "followers"] == ["They were there before the post."]
    assert not any(each.about == "impressions" for each in remarks)


# Sort


def test_sort_counts_items_and_rules(example):
    # 4 items and a budget. Photo, film and replies this week take 8 hours of 5: 4 of 5.
    mark = example("sort").mark({"photo": "now", "film": "now", "replies": "now", "followers": "never"}, "s", "en")
    assert mark.score == round(4 * 4 / 5, 2)
    assert [each.text.en for each in mark.remarks] == ["That is more than five hours."]


def test_a_plan_that_covers_less_is_worth_less(example):
    # Nothing new this week, of two goals: each item in its place and the hours kept, 5 of 5, of which two thirds remain.
    mark = example("sort").mark({"photo": "later", "film": "later", "replies": "now", "followers": "never"}, "s", "en")
    assert mark.score == round(4 * 2 / 3, 2)
    assert [each.text.en for each in mark.remarks] == ["There is nothing new to see."]


def test_sort_finds_a_full_answer_by_brute_force_too(example):
    sort = example("sort")
    places = [[item.bin] if isinstance(item.bin, str) else item.bin for item in sort.items]
    full = [
        dict(zip([item.id for item in sort.items], row, strict=True))
        for row in product(*places)
        if all(sort.kept(rule, dict(zip([item.id for item in sort.items], row, strict=True))) for rule in sort.rules())
    ]
    assert sort.full_answer() in full


def test_sort_wants_every_item(example):
    mark = example("sort").mark({"photo": "now", "replies": "now"}, "s", "fr")
    assert (mark.status, mark.remarks[0].text.fr) == ("invalid", "Encore 2 éléments à ranger.")


def test_a_wrong_bin_gets_a_pointer_and_the_solution_the_reason(example):
    told = example("sort").mark({"photo": "never", "film": "now", "replies": "never", "followers": "later"}, "s", "en").remarks
    assert {each.about: each.text.en for each in told if each.about} == {
        "photo": "A new tin is worth showing.",  # its bin says nothing
        "replies": "Who is waiting?",  # that item in that bin
        "followers": "Would it be right in a month?",  # anything wrong in that bin
    }
    assert "Buy 500 followers → **Never**. They read nothing." in example("sort").solution("s").en


def handed_in(exercise, answer):
    return exercise.mark(answer, "s", "en", handed_in=True)


def test_a_sort_that_was_handed_in_half_done_earns_what_its_placed_items_earn(example):
    # Photo and replies are in place of 4 items and a budget, and both goals covered: 2 of 5. Nothing is kept by what is not there yet.
    mark = handed_in(example("sort"), {"photo": "now", "replies": "now"})
    assert (mark.status, mark.score) == ("partial", round(4 * 2 / 5, 2))
    assert [each.text.en for each in mark.remarks] == ["Handed in unfinished. 2 items still to place."]
    mark = handed_in(example("sort"), {"photo": "never", "replies": "now"})  # one wrong, and one goal of two
    assert mark.score == round(4 * 1 / 5 * 2 / 3, 2)
    assert [each.about for each in mark.remarks] == [None, "photo", None]
    assert handed_in(example("sort"), {"followers": "now"}).status == "wrong"


def test_each_item_more_in_its_place_earns_more(example):
    for kind in ("sort", "match"):
        exercise = example(kind)
        right = exercise.samples("s").right
        scores = [handed_in(exercise, dict(list(right.items())[:n])).score for n in range(1, len(right) + 1)]
        assert scores == sorted(set(scores)) and scores[-1] == exercise.points and scores[-2] < exercise.points


# Match


def test_a_table_that_was_handed_in_half_full_earns_its_full_rows(example):
    mark = handed_in(example("match"), {"quote": {"who": "sales", "when": "day"}, "tin": {"who": "service"}, "hives": {"who": "sales"}})
    assert mark.score == 1
    told = ["Handed in unfinished. 2 cells of the table still to fill in.", "**Who**: Somebody may be ill and others are reading."]
    assert [each.text.en for each in mark.remarks] == told


def test_a_wrong_option_gets_a_pointer(example):
    answer = {"quote": {"who": "service", "when": "hour"}, "tin": {"who": "service", "when": "day"}, "hives": {"who": "service", "when": "day"}}
    told = example("match").mark(answer, "s", "en").remarks
    assert [(each.about, each.text.en) for each in told] == [
        ("quote", "**When**: Would the hotel leave over lunch?\n\n**Who**: The sales team sends a quote before the day is over."),
        ("hives", "**When**: Somebody may be ill and others are reading."),
    ]


def test_match_counts_a_row_only_when_its_columns_agree(example):
    answer = {"quote": {"who": "sales", "when": "week"}, "tin": {"who": "service", "when": "day"}, "hives": {"who": "sales", "when": "week"}}
    mark = example("match").mark(answer, "s", "en")
    assert mark.score == 1
    assert [each.text.en for each in mark.remarks] == ["**When**: The sales team sends a quote before the day is over.", "**Who, When**: Somebody may be ill and others are reading."]


# Order


@pytest.mark.parametrize(
    "order, score",
    [
        ("read parcel packer answer later", 2),
        ("read packer parcel answer later", 2),  # tied
        ("parcel read packer answer later", round(2 * (1 - 2 / 9), 2)),  # one pair of nine the wrong way round
        ("later answer packer parcel read", 0),
    ],
)
def test_order(example, order, score):
    assert example("order").mark(order.split(), "s", "en").score == score


@given(seed=st.text(max_size=20))
def test_order_is_never_shown_in_the_right_order(seed):
    order = bank.check(kinds.KINDS["order"].example, "test/order")
    shown = [item["id"] for item in order.shown(seed, "en")["items"]]
    assert order.mark(shown, seed, "en").status != "right"


# Number


@given(seed=st.text(max_size=20))
def test_number_is_right_as_either_language_writes_it(seed):
    exercise = bank.check(kinds.KINDS["number"].example, "test/number")
    values = exercise.values(seed)
    right = (40 + values["campaign"]) / values["entries"]
    for lang in LANGUAGES:
        assert exercise.mark(number(right, lang, 2), seed, lang).status == "right"
    forgotten = exercise.mark(f"{values['campaign'] / values['entries']:.6f}", seed, "en")
    assert [each.text.en for each in forgotten.remarks] == ["You left out the €40 for setting it up."]


@pytest.mark.parametrize(
    "typed, en, fr",
    [
        ("1 234,5", 1234.5, 1234.5),
        ("1\u202f234,5", 1234.5, 1234.5),
        ("1,234.5", 1234.5, 1234.5),
        ("1234.5 €", 1234.5, 1234.5),
        ("€1,234.50", 1234.5, 1234.5),
        ("1.234,5", 1234.5, 1234.5),
        ("1,234", 1234, 1.234),
        ("0,123", 0.123, 0.123),
        ("1,234,567", 1234567, 1234567),
        ("12 %", 12, 12),
        ("−3", -3, -3),
        (".5", 0.5, 0.5),
        ("4 hours", 4, 4),
    ],
)
def test_numbers_as_people_type_them(typed, en, fr):
    assert read_number(typed, "en", {"hours"}) == en
    assert read_number(typed, "fr", {"hours"}) == fr


@pytest.mark.parametrize("typed", ["", "abc", "1e9", "12,34,5", "--3", "1/2", "nan", "inf", "٣", "1" * 61, "4 + 4"])
def test_what_is_no_number(typed):
    with pytest.raises(Invalid):
        read_number(typed, "en")


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False), st.sampled_from(list(LANGUAGES)))
def test_numbers_read_back_as_they_are_written(value, lang):
    assert math.isclose(read_number(number(value, lang, 2), lang), value, abs_tol=0.00501)


# Term


@pytest.mark.parametrize(
    "given_, status",
    [
        ("crowdsourcing", "right"),
        ("  Crowd-Sourcing ", "right"),
        ("CROWDSOURCING", "right"),
        ("crowdsurcing", "right"),  # one slip in a long word is forgiven
        ("la production participative", "right"),
        ("Production  Participative", "right"),
        ("crowdfunding", "wrong"),
        ("crowd", "wrong"),
        ("!!!", "invalid"),
    ],
)
def test_term(example, given_, status):
    assert example("term").mark(given_, "s", "en").status == status


# Scenario


@pytest.mark.parametrize(
    "path, score",
    [
        (["answer", "repair"], 3),  # 50 + 20 + 20 = 90
        (["wait", "repair"], 1.5),  # 50 - 30 + 20 = 40
        (["answer", "delete"], 0),  # 70 - 80 < 0, kept at 0
    ],
)
def test_scenario(example, path, score):
    assert example("scenario").mark(path, "s", "en").score == score


def test_a_broken_principle_keeps_from_the_full_mark_whatever_the_meters_say(example_text):
    """Without `unbroken`, deleting would pay as well as repairing."""
    text = example_text("scenario").replace("trust: -80", "trust: 20").replace("trust: -30", "trust: -80")
    assert bank.check(text, "test/x").mark(["answer", "delete"], "s", "en").score == 3
    asked = text.replace("trust >= 80,", "trust >= 80, unbroken: [never-erase-messages],")
    assert bank.check(asked, "test/x").mark(["answer", "delete"], "s", "en").score == 1.5
    assert bank.check(asked, "test/x").mark(["answer", "repair"], "s", "en").score == 3


def test_a_path_of_an_older_story_is_told_so(example):
    mark = example("scenario").mark(["answer", "apologise"], "s", "en")
    assert mark.status == "invalid" and "The story has changed" in mark.remarks[0].text.en


def test_scenario_not_over_is_no_answer(example):
    mark = example("scenario").mark(["answer"], "s", "fr")
    assert (mark.status, mark.remarks[0].text.fr) == ("invalid", "L’histoire n’est pas encore finie.")
    mark = handed_in(example("scenario"), ["answer"])
    assert (mark.status, mark.score) == ("wrong", 0)
    assert [each.text.fr for each in mark.remarks] == ["Remis sans être terminé. L’histoire n’est pas encore finie."]


def test_scenario_reports_the_principles_kept_and_broken(example):
    remarks = example("scenario").mark(["answer", "delete"], "s", "en").remarks
    assert [(each.about, each.right) for each in remarks] == [(None, False), ("kept", True), ("broken", False)]
    assert remarks[0].text.en == "Her trust is lost."


# Malformed files


@pytest.mark.parametrize("old, new, field, reason", [
    ("{en: What people did, fr: Ce que les gens ont fait}", "{en: What people did}", "title", "lacks the field `fr`"),
    ("hints: [{en: Seeing is not acting., fr: \"Voir, ce n’est pas agir.\"}]", "hints: []", "hints", "needs at least one"),
])  # fmt: skip
def test_the_course_itself_needs_both_languages_and_hints(example_text, old, new, field, reason):
    with pytest.raises(bank.Malformed) as error:
        bank.check(example_text("choice").replace(old, new), "c/x")
    assert [problem.field for problem in error.value.problems] == [field] and reason in str(error.value)


@pytest.mark.parametrize(
    "kind, old, new, field, reason",
    [
        ("choice", "several: true", "several: true\ncolour: red", "colour", "is no field that is known here"),
        ("choice", "answer: [clicks, shares]", "answer: [clicks, oslo]", "answer", "‘oslo’ is not there; there are: clicks, shares, followers, impressions"),
        ("choice", "{id: shares,", "{id: clicks,", "options", "‘clicks’ twice"),
        ("choice", ", feedback: {en: They were there before the post., fr: Ils étaient là avant la publication.}", "", "options[2].feedback", "is missing"),
        ("choice", "points: 2", "points: 2\npoints: 3", "file", "‘points’ is said twice"),
        ("choice", "points: 2", "points: 2\noff: 3", "file", "‘off’ means yes or no in YAML"),
        ("choice", "kind: choice", "kind: guess", "kind", "is ‘guess’; allowed are: choice, sort, "),
        ("choice", "points: 2", "points: two", "points", "must be a whole number; it is a text"),
        ("choice", "points: 2", "points: [2", "file", "that nothing closes"),
        ("choice", "points: 2", "points: \"2,5\"", "points", "write the number with a point, 2.5"),
        ("choice", "  - {id: shares", "\t- {id: shares", "file", "has a tab: YAML wants spaces"),
        ("choice", "several: true", "sevral: true", "sevral", "did you mean several?"),
        ("sort", "bin: never,", "bin: sea,", "items[3].bin", "‘sea’ is not there"),
        ("sort", "limit: 5", "limit: 4", "budgets", "no placement"),
        ("match", "{who: sales, when: day}", "{who: sales}", "rows[0].key", "must name every column"),
        ("order", "[[parcel, packer]]", "[[read, later]]", "ties[0]", "next to each other"),
        ("number", "(40 + campaign) / entries", "(40 + campaign / entries", "answer", "does not work out"),
        ("number", "(40 + campaign) / entries", "campaign / (entries - 200)", "answer", "divides by zero with campaign = 100, entries = 200"),
        ("number", "(40 + campaign) / entries", "__import__('os').getcwd()", "answer", "does not work out"),
        ("number", "(40 + campaign) / entries", "campagne / entries", "answer", "campagne"),
        ("number", "value: campaign / entries", "value: (40 + campaign) / entries", "mistakes[0].value", "within tolerance"),
        ("number", "from: 100, to: 600, step: 20", "from: 100, to: 600, step: 0", "draw.campaign", "no number lies there"),
        ("number", "{entries} people", "{people} people", "prompt", "{people}"),
        ("scenario", "to: end, feedback: {en: Done.", "to: sunday, feedback: {en: Done.", "nodes[1].choices[0].to", "‘sunday’ is not there"),
        ("scenario", "to: end, feedback: {en: Done.", "to: friday, feedback: {en: Done.", "nodes", "friday → saturday → friday"),
        ("scenario", "trust >= 80", "trust >= 95", "outcomes", "full mark"),
        ("scenario", "trust >= 80", "faith >= 80", "outcomes[0].if", "faith"),
        ("scenario", "trust >= 80,", "trust >= 80, unbroken: [be-agile],", "outcomes[0].unbroken", "which no choice breaks"),
        ("scenario", "- {credit: 0,", "- {unbroken: [never-erase-messages], credit: 0,", "outcomes", "must have no `if`"),
        ("sort", "pointers: {never:", "pointers: {now:", "items[2].pointers.now", "‘now’ is not there; there are: later, never"),
        ("match", "{when: {hour:", "{when: {day:", "rows[0].pointers.when.day", "‘day’ is not there; there are: week, hour"),
        ("match", "{when: {hour:", "{wings: {hour:", "rows[0].pointers.wings", "‘wings’ is not there"),
        ("term", "{en: [crowdfunding]", "{en: [Crowdsourcing]", "mistakes[0].match", "also accepted"),
    ],
)  # fmt: skip
def test_a_malformed_file_names_field_and_reason(tmp_path, example_text, kind, old, new, field, reason):
    text = example_text(kind)
    assert old in text
    path = tmp_path / "broken.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(bank.Malformed) as error:
        bank.check(path, "test/broken")
    assert str(path) in str(error.value)
    assert any(found == field and reason in said.en for found, said in error.value.problems), error.value.problems
    assert all(said.fr and said.fr != said.en for _, said in error.value.problems)


def test_a_file_that_is_not_text(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("kind: é".encode("latin-1"))
    with pytest.raises(bank.Malformed, match="not UTF-8"):
        bank.check(path, "test/latin")


def test_an_unknown_exercise_is_told_with_its_neighbours():
    some = bank.ids()[0]
    with pytest.raises(bank.UnknownExercise, match=some):
        bank.load(some + "s")


def test_marking_imports_no_screen():
    code = (
        "import sys; from smo_course import bank; from smo_course import attempt; "
        "print([name for name in ('ipywidgets', 'anywidget', 'pandas', 'matplotlib', 'numpy', 'IPython') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


# Essay


@pytest.mark.parametrize(
    "text, status", [("I am so sorry.", "pending"), ("Too short", "invalid"), ("one two " * 5, "invalid"), ("  \n ", "invalid")]
)
def test_an_essay_of_the_length_asked_for_waits_for_a_person(example, text, status):
    mark = example("essay").mark(text, "seed", "fr")
    assert (mark.status, mark.score, mark.max) == (status, 0, 5)


def test_a_text_of_another_length_is_for_a_person_to_judge_once_it_is_handed_in(example):
    mark = handed_in(example("essay"), "Too short")
    assert mark.status == "pending" and mark.remarks[0].text.en.endswith("Your text has 2 words; 3 to 8 are asked for.")
    assert handed_in(example("essay"), " \n ").status == "invalid"


@pytest.mark.parametrize("old, new, said", [
    ("points: 3}", "points: 4}", "adds up to 6, and the exercise is worth 5"),
    ("least: 3", "least: 9", "must be above `least`"),
    ("id: next", "id: honest", "‘honest’ twice"),
])  # fmt: skip
def test_an_essay_that_cannot_be_marked_is_refused(example_text, old, new, said):
    text = example_text("essay")
    assert old in text
    with pytest.raises(bank.Malformed, match=re.escape(said)):
        bank.check(text.replace(old, new), id="test/essay")


# Sealed


def test_a_sealed_exercise_is_shown_and_read_as_before(exercise):
    sealed, samples = exercise.sealed("week-1"), exercise.samples("week-1")
    for lang in LANGUAGES:
        whole, shown = exercise.content("week-1", lang), sealed.content("week-1", lang)
        assert shown.keys() == whole.keys()
        for name in ("id", "kind", "title", "prompt", "points", "options", "bins", "items", "columns", "rows", "meters", "unit", "rubric"):
            assert shown.get(name) == whole.get(name), name
        for answer in filter(None, samples[:3]):
            assert sealed.read(answer, lang) == exercise.read(answer, lang)
        with pytest.raises(Invalid):
            sealed.read(sealed.shaped(samples.invalid), lang)


def test_a_sealed_exercise_holds_nothing_of_its_key(exercise):
    """Every text and number of the file that is not shown to learners is gone, and so is the order of its parts."""
    sealed = exercise.sealed("week-1")
    assert sealed.keyless and msgspec.json.decode(msgspec.json.encode(sealed), type=kinds.AnyExercise) == sealed
    shown = repr([exercise.content("week-1", lang) for lang in LANGUAGES]) + repr([exercise.hints, exercise.prompt, exercise.taken_from])
    if exercise.kind == "scenario":  # whose feedback to a choice is shown to who practises
        shown = re.sub("'feedback': '[^']*'", "", shown)
    kept = repr(msgspec.to_builtins(sealed))
    for text in texts_of(msgspec.to_builtins(exercise)):
        assert text in shown or text not in kept, text
    with pytest.raises(TypeError):
        sealed.mark(exercise.samples("week-1").right, "week-1", "en")


def texts_of(value) -> list[str]:
    """Every text of a structure that is long enough to be told from chance."""
    if isinstance(value, dict):
        return [each for inner in value.values() for each in texts_of(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in texts_of(inner)]
    return [value] if isinstance(value, str) and len(value) > 6 else []


def test_what_learners_are_given_bears_no_id_of_the_file(exercise):
    """Whatever the kind: one that does not say which of its texts are ids would hand them out. Meters stay with the key, whole."""
    whole = with_opaque_ids(exercise, "salt")
    assert not list(whole.problems())
    sealed = whole.sealed("week-1").held_back()  # what is checked of a text may be gone altogether, with its ids
    given = msgspec.to_builtins(as_given(sealed, "salt"))
    ids = ids_of(msgspec.to_builtins(exercise))
    assert ids and not ids & values_of(given | {"kind": ""}) and len(ids_of(given)) == len(ids_of(msgspec.to_builtins(sealed)))


def values_of(value) -> set[str]:
    """Every text in a structure that is neither a name of a field nor said in a language."""
    if isinstance(value, str):
        return {value}
    parts = (
        [each for name, each in value.items() if name not in LANGUAGES]
        if isinstance(value, dict)
        else value
        if isinstance(value, list)
        else ()
    )
    return set().union(*map(values_of, parts))


def test_opaque_ids_change_no_mark(exercise):
    whole = with_opaque_ids(exercise, "salt")
    for plain, hidden in zip(exercise.samples("s")[:3], whole.samples("s")[:3], strict=True):
        if plain is not None:
            one, other = exercise.mark(plain, "s", "fr"), whole.mark(hidden, "s", "fr")
            assert (one.score, one.status, [each.text for each in one.remarks]) == (
                other.score,
                other.status,
                [each.text for each in other.remarks],
            )


def ids_of(value) -> set[str]:
    """What is called `id` in a structure, meters apart."""
    if isinstance(value, dict):
        own = {value["id"]} if "id" in value else set()
        return own.union(*(ids_of(each) for name, each in value.items() if name != "meters"))
    return set().union(*map(ids_of, value)) if isinstance(value, list) else set()


def test_the_order_of_a_sealed_exercise_is_that_in_which_it_is_shown(example):
    order = example("order")
    for seed in map(str, range(20)):
        sealed = order.sealed(seed)
        assert [each.id for each in sealed.items] == [each["id"] for each in sealed.shown("other", "en")["items"]]
        assert order.grade([each.id for each in sealed.items], seed)[0] < 1


def test_a_question_is_the_same_as_its_file_and_as_a_key_say_it(exercise):
    """YAML's 5 and JSON's 5.0 made another question of what nobody had changed."""
    sealed = exercise.sealed("s")
    assert asked(msgspec.json.decode(msgspec.json.encode(sealed), type=AnyExercise)) == asked(sealed)
