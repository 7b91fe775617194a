"""The listening query: what it finds, what is said of one that cannot be read, and what it earns."""

import time
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_course import bank, kinds
from smo_course.kinds.query.search import Corpus, Mention, mentions_of
from smo_course.kinds.query.syntax import LONGEST, Faulty, steps_of, tokens
from smo_course.markup import inline
from smo_course.text import LANGUAGES

TEXTS = [
    ("ana", "", "Thé vert à la Maison Tilleul"),
    ("ben", "", "Le tilleul de la maison"),
    ("@ana", "de", "Tilleultee! #MaisonTilleul"),
    ("cleo", "", "Merci @maisontilleul, cœur léger"),
    ("dan", "", "Café et thé"),
]
CORPUS = Corpus([Mention(date(2025, 1, 1), name, text, text, True, lang) for name, lang, text in TEXTS], "fr")


@pytest.fixture(scope="module")
def query():
    return bank.check(kinds.KINDS["query"].example, "test/query")


@pytest.mark.parametrize("text, found", [
    ("tilleul", {0, 1}),
    ("TILLEUL", {0, 1}),
    ("the", {0, 4}),  # without accents
    ("THÉ VERT", {0}),
    ("thé AND café", {4}),
    ('"maison tilleul"', {0}),
    ("« maison tilleul »", {0}),
    ("maison tilleul", {0, 1}),
    ("maison-tilleul", {0}),
    ("maisontilleul", {2, 3}),  # in a name and in a tag
    ("@maisontilleul", {3}),
    ("#maisontilleul", {2}),
    ("tilleul*", {0, 1, 2}),
    ('"maison til*"', {0}),
    ("coeur", {3}),
    ("tilleul -vert", {1}),
    ("tilleul NOT vert", {1}),
    ("NOT NOT tilleul", {0, 1}),
    ("-tilleul", {2, 3, 4}),
    ("café OR merci", {3, 4}),
    ("thé vert OR café", {0, 4}),  # AND binds more than OR
    ("thé (vert OR café)", {0, 4}),
    ("thé -(vert OR café)", set()),
    ("café OR thé -vert", {4}),
    ("from:ana", {0, 2}),
    ("FROM:@Ana lang:de", {2}),
    ("lang:fr tilleul", {0, 1}),
    ("or", set()),  # in small letters a word
    ("oregano", set()),
    ("zzzz", set()),
])  # fmt: skip
def test_what_a_query_finds(text, found):
    assert CORPUS.found(steps_of(text)) == found


@pytest.mark.parametrize("text, at, reason", [
    ("thé OR", 6, "missing after “OR”"),
    ("OR thé", 0, "missing before “OR”"),
    ("thé OR OR vert", 7, "missing after “OR”"),
    ("thé AND ) vert", 8, "closes nothing"),
    ("(thé AND )", 9, "missing after “AND”"),
    ("()", 1, "missing after “(”"),
    ("(thé OR (vert)", 0, "never closed"),
    ('thé "vert', 4, "quotation mark is never closed"),
    ("thé “vert", 4, "quotation mark is never closed"),
    ("thé) vert", 3, "closes nothing"),
    ("thé - vert", 4, "right before what is left out"),
    ("thé --vert", 4, "right before what is left out"),
    ("from: ana", 5, "comes a name"),
    ("lang:french", 5, "two letters"),
    ("to:ana", 0, "there is no to: here; there are from:, lang:"),
    ("thé !!! vert", 4, "neither letters nor digits"),
    ('thé ""', 4, "neither letters nor digits"),
])  # fmt: skip
def test_a_fault_is_pointed_at(text, at, reason):
    fault = steps_of(text)
    assert isinstance(fault, Faulty) and fault.at == at and reason in fault.reason.en
    assert fault.reason.fr != fault.reason.en


@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(["a", '"', "(", ")", "OR", "AND", "NOT", "-", "from:", "*", " "]), max_size=30).map(" ".join),
    )
)
def test_any_text_is_a_query_or_has_its_fault_within_it(text):
    if not text.strip():
        return
    steps = steps_of(text)
    if isinstance(steps, Faulty):
        assert 0 <= steps.at <= len(text)
    else:
        assert CORPUS.found(steps) <= set(range(len(TEXTS)))


TERM = st.sampled_from(["thé", "tilleul", "maison", "café", "from:ana", '"la maison"'])
TREE = st.recursive(
    TERM,
    lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR"]), inner) | st.tuples(st.just("NOT"), inner),
    max_leaves=8,
)


def written(tree) -> str:
    return tree if isinstance(tree, str) else f"({' '.join(each if each in ('AND', 'OR', 'NOT') else written(each) for each in tree)})"


def meant(tree) -> set[int]:
    """What a query finds, by the book."""
    if isinstance(tree, str):
        return CORPUS.found(steps_of(tree))
    if len(tree) == 2:
        return set(range(len(TEXTS))) - meant(tree[1])
    left, right = meant(tree[0]), meant(tree[2])
    return left & right if tree[1] == "AND" else left | right


@given(tree=TREE)
def test_a_query_finds_what_its_parts_say(tree):
    assert CORPUS.found(steps_of(written(tree))) == meant(tree)


@pytest.mark.parametrize("text", [
    "(" * 10_000, "(" * (LONGEST // 2 - 1) + "a" + ")" * (LONGEST // 2 - 1), "NOT " * 249 + "a", "-" * LONGEST, '"' * LONGEST,
    "a* OR " * 166 + "b", '"a ' * 300, "a" * 1_000_000, "\u0301" * LONGEST, "ﷺ" * LONGEST,
])  # fmt: skip
def test_a_hostile_query_costs_no_more_than_another(query, text):
    begun = time.process_time()
    for lang in LANGUAGES:
        assert query.mark(text, "s", lang).score < query.points
        query.seen(text, lang)
    assert time.process_time() - begun < 2


def test_points_are_for_what_was_kept_back(query):
    assert query.mark("robin -nest -nid", "s", "en").score < 4  # 2 of the 3 later ones that are about the shop
    assert query.mark("robin OR @robin_tea", "s", "en").score == 0  # 3 of 5, as finding all of them would be
    right = query.mark("tea OR tee OR closed OR @robin_tea", "s", "en")
    assert right.score == 4
    assert right.remarks[0].text.en.startswith("On the later mentions, which were kept back: 3 found, of which 3 are about the company")
    assert query.mark("thé OR tee OR fermé OR @robin_tea", "s", "en").status != "right"  # in English there is no “fermé”
    assert query.mark("thé OR tee OR fermé OR @robin_tea", "s", "fr").status == "right"


def test_a_share_just_below_the_goal_is_not_shown_as_the_goal(query):
    told = query.mark("robin -nest -nid", "s", "en").remarks[0].text.en  # finds two of three
    assert "recall **66%**" in told and "precision **100%**" in told


def test_what_is_wrong_with_a_query_is_said_by_what_it_lacks(query):
    few = query.mark("@robin_tea", "s", "en")
    assert [each.text.en for each in few.remarks[1:]] == ["The account counts too."]
    many = query.mark("robin OR tee OR nest OR @robin_tea", "s", "en")
    assert [each.text.en for each in many.remarks[1:]] == ["Birds are no shops."]


def test_what_is_seen_says_nothing_of_what_was_kept_back(query):
    seen = query.seen("robin -nest -nid", "en")
    assert seen == {"found": [0], "later": 2, "small": ""}
    assert query.seen("", "en") == query.seen(None, "en") == {"found": [], "later": 0, "small": ""}
    assert query.seen("tea or cups", "en")["small"] == "or"
    assert query.seen('"tea or cups"', "en")["small"] == ""
    assert query.seen("tea OR", "fr")["at"] == 6


def test_a_sealed_query_has_neither_its_later_mentions_nor_its_answer(query):
    sealed = query.sealed("s")
    kept = msgspec.json.encode(sealed).decode()
    assert len(sealed.mentions) == 3 and sealed.answer == ""
    for each in query.mentions[3:]:
        assert each.text_en not in kept and each.text_fr not in kept
    assert sealed.seen("robin -nest -nid", "en") == {"found": [0], "later": None, "small": ""}


def test_the_companies_mentions_can_be_searched():
    for company in ("maison-tilleul", "velo-cadence", "altimetre"):
        found = mentions_of(company)
        assert len(found) > 500 and {each.relevant for each in found} == {True, False}
    assert mentions_of("nobody") == [] and tokens("L’Œuvre d'@Ana") == ["l", "oeuvre", "d", "@ana"]


def test_the_solution_is_the_query_and_no_italics(query):
    starred = msgspec.structs.replace(query, answer="(robin* OR ros*) -(nest* OR nid*)")
    shown = starred.solution("s").en
    assert inline(shown) == [shown] and steps_of(shown) == steps_of(starred.answer)


@pytest.mark.parametrize("old, new, field, reason", [
    ("answer: '(robin", "answer: '((robin", "answer", "never closed"),
    ("-nest -nid", "-nest", "answer", "reaches a precision of 0.6"),
    ("until: 2025-06-30", "until: 2025-07-30", "until", "on each side"),
    ("until: 2025-06-30", "until: 2025-06-30\ncompany: maison-tilleul", "mentions", "and not both"),
    ("recall: 0.8", "recall: 1.8", "recall", "must be from 0.1 to 1"),
])  # fmt: skip
def test_a_malformed_query_names_field_and_reason(old, new, field, reason):
    text = kinds.KINDS["query"].example
    assert old in text
    with pytest.raises(bank.Malformed) as error:
        bank.check(text.replace(old, new, 1), "test/query")
    assert any(field == found and reason in said.en for found, said in error.value.problems), error.value.problems


def test_without_a_company_there_is_nothing_to_search():
    text = kinds.KINDS["query"].example.split("mentions:")[0]
    with pytest.raises(bank.Malformed, match="is needed"):
        bank.check(text, "test/query")
    with pytest.raises(bank.Malformed, match="‘tilleul’ has no mentions"):
        bank.check(text + "company: tilleul\n", "test/query")
