"""Players who do not read earn little in the course, and are caught where a bank lets them win."""

from itertools import combinations, permutations

import pytest

from smo_course import bank
from smo_course.check import guessers
from smo_course.kinds import KINDS
from smo_course.kinds.base import as_list, shuffled
from smo_course.text import LANGUAGES

pytestmark = pytest.mark.slow

HEAD = "title: {en: A question, fr: Une question}\nconcepts: []\nprompt: {en: '%s', fr: '%s'}\nhints: [{en: Think., fr: Pensez.}]\nexplain: {en: So it is., fr: C’est ainsi.}\n"


def both(text: str) -> str:
    return f"{{en: '{text}', fr: '{text}'}}"


def choice(texts: list[str], right: list[str], several: bool = False) -> str:
    """Options called by their texts' places: a, b, c, …"""
    options = "".join(f"  - {{id: {id}, text: {both(text)}, feedback: {both('Oh.')}}}\n" for id, text in zip("abcdef", texts, strict=False))
    return f"kind: choice\n{HEAD % ('?', '?')}several: {str(several).lower()}\nanswer: [{', '.join(right)}]\noptions:\n{options}"


def sort(keys: list[str]) -> str:
    """Items that go where `keys` says, into bins p, q and r."""
    bins = "".join(f"  - {{id: {id}, text: {both(id)}}}\n" for id in "pqr")
    items = "".join(
        f"  - {{id: i{place}, text: {both(f'Item {place}')}, bin: {key}, feedback: {both('Oh.')}}}\n" for place, key in enumerate(keys)
    )
    return f"kind: sort\n{HEAD % ('?', '?')}bins:\n{bins}items:\n{items}"


def match(keys: list[str]) -> str:
    options = ", ".join(f"{{id: {id}, text: {both(id)}}}" for id in "pqr")
    rows = "".join(
        f"  - {{id: i{place}, text: {both(f'Row {place}')}, key: {{c: {key}}}, feedback: {both('Oh.')}}}\n"
        for place, key in enumerate(keys)
    )
    return f"kind: match\n{HEAD % ('?', '?')}columns:\n  - {{id: c, text: {both('C')}, options: [{options}]}}\nrows:\n{rows}"


def order(texts: list[str], ties: str = "[]", ids: str = "abcd") -> str:
    items = "".join(f"  - {{id: {id}, text: {both(text)}, feedback: {both('Oh.')}}}\n" for id, text in zip(ids, texts, strict=True))
    return f"kind: order\n{HEAD % ('?', '?')}ties: {ties}\nitems:\n{items}"


def unlucky() -> str:
    """An order of ids that the course's shuffling happens to leave nearly as it is."""
    shown = [shuffled(list("abcd"), seed) for seed in guessers.SEEDS]
    agree = {ids: sum(each.index(x) < each.index(y) for each in shown for x, y in combinations(ids, 2)) for ids in permutations("abcd")}
    return "".join(max(agree, key=agree.get))


def number(prompt: str, answer: str) -> str:
    return f"kind: number\n{HEAD % (prompt, prompt)}unit: {both('kg')}\nanswer: '{answer}'\ntolerance: 0\notherwise: {both('No.')}\n"


def term(prompt: str, word: str, title: str = "A question", hint: str = "Think.") -> str:
    head = (
        (HEAD % (prompt, prompt))
        .replace("{en: A question, fr: Une question}", both(title))
        .replace("{en: Think., fr: Pensez.}", both(hint))
    )
    return f"kind: term\n{head}accept: {{en: [{word}], fr: [{word}]}}\notherwise: {both('No.')}\n"


def story(choices: list[tuple[str, dict]], right: str) -> str:
    """Two moments with these choices, each of which moves meters t and u; both times `right` must be taken for the full mark."""
    meters = "".join(f"  - {{id: {id}, text: {both(id)}, start: 50, min: 0, max: 100, better: high}}\n" for id in "tuw")

    def node(id: str, to: str) -> str:
        lines = "".join(
            f"      - {{id: {name}, text: {both(text)}, to: {to}, feedback: {both('So.')}, "
            f"effect: {{{', '.join(f'{k}: {v}' for k, v in (effect | ({'w': 10} if name == right else {})).items())}}}}}\n"
            for name, (text, effect) in zip("abc", choices, strict=True)
        )
        return f"  - id: {id}\n    when: {both(id)}\n    text: {both(id)}\n    choices:\n{lines}"

    end = f"  - {{id: end, when: {both('End')}, text: {both('End')}}}\n"
    outcomes = f"  - {{if: w >= 70, credit: 1, text: {both('Won')}}}\n  - {{if: w > 50, credit: 0.5, text: {both('So so')}}}\n  - {{credit: 0, text: {both('Lost')}}}\n"
    return f"kind: scenario\n{HEAD % ('?', '?')}meters:\n{meters}start: one\nnodes:\n{node('one', 'two')}{node('two', 'end')}{end}outcomes:\n{outcomes}"


EVEN = ["aaaa", "bbbb", "cccc", "dddd"]  # options that differ in nothing a guesser sees
BETTER = [("aa", {"t": 9, "u": 1}), ("bb", {"t": 1, "u": 9}), ("cc", {"t": 6, "u": 6})]
PLANTED = {
    "longest": choice(["long, as keys are", "bbbbb", "ccccc", "ddddd"], ["a"]),
    "shortest": choice(["aa", "bbbbb", "ccccc", "ddddd"], ["a"]),
    "commas": choice(["bbbbbbbbb", "a, b, c", "ccccc", "ddd"], ["b"]),
    "joined": choice(["a of a", "b and b", "c or c", "d by d"], ["b"]),
    "first": choice(EVEN, ["a"]),
    "last": choice(EVEN, ["d"]),
    "several: longest": choice(["aaa", "bbbb", "cc", "d"], ["a", "b"], several=True),
    "several: shortest": choice(["aaa", "bbbb", "cc", "d"], ["c", "d"], several=True),
    "several: commas": choice(["aaaa", "bbb", "c,c", "d,d"], ["c", "d"], several=True),
    "several: joined": choice(["aaa", "bbb", "c et c", "d and d"], ["c", "d"], several=True),
    "several: first": choice(EVEN, ["a", "b"], several=True),
    "several: last": choice(EVEN, ["c", "d"], several=True),
    "several: all": choice(EVEN, ["a", "b", "c"], several=True),
    "bin 1": sort(["p", "p", "p", "q"]),
    "bin 2": sort(["q", "q", "p", "q"]),
    "bin 3": sort(["r", "r", "q", "r"]),
    "in_turn": sort(["[p, q]", "[q, r]", "[p, r]", "[p, q]"]),  # which accepts nearly everything
    "option 1": match(["p", "p", "q"]),
    "option 3": match(["r", "r", "q"]),
    "match: in_turn": match(["[p, q]", "[q, r]", "[p, r]"]),
    "order: longest": order(["aaaa", "bbb", "cc", "d"]),
    "order: shortest": order(["a", "bb", "ccc", "dddd"]),
    "order: commas": order(["a,,,", "b,,", "c,", "d"]),
    "order: joined": order(["a and a and a and a", "b and b and b", "c and c", "d"]),
    "order: first": order(EVEN, ids=unlucky()),
    "order: last": order(EVEN, "[[a, b, c], [b, c, d]]"),  # which leaves one pair to put in order, shown the wrong way round
    "number: first": number("7 and 9 and 5 and 8 and 6", "7"),
    "number: last": number("7 and 9 and 5 and 8 and 6", "6"),
    "middle": number("6 and 9 and 5 and 7 and 8", "7"),
    "greatest": number("7 and 9 and 8", "9"),
    "least": number("7 and 5 and 8", "5"),
    "sum": number("7 and 9", "16"),
    "product": number("7 and 9", "63"),
    "term: first": term("Tea is what?", "tea"),
    "term: last": term("What is tea", "tea"),
    "term: longest": term("It is tea, no?", "tea"),
    "title": term("What is it?", "tea", title="Tea"),
    "hint": term("What is it?", "tea", hint="A tea"),
    "story: longest": story([("long", {}), ("aa", {}), ("bb", {})], "a"),
    "story: shortest": story([("bbb", {}), ("ccc", {}), ("a", {})], "c"),
    "story: commas": story([("bbbb", {}), ("c,", {}), ("aa", {})], "b"),
    "story: joined": story([("bbbb", {}), ("c et c", {}), ("aa", {})], "b"),
    "story: first": story([("aa", {}), ("bb", {}), ("cc", {})], "a"),
    "story: last": story([("aa", {}), ("bb", {}), ("cc", {})], "c"),
    "meter 1": story(BETTER, "a"),
    "meter 2": story(BETTER, "b"),
    "meters": story(BETTER, "c"),
}  # fmt: skip

MADE = {"schedule", "query", "draft", "campaign"}  # kinds in which something is made; how they are guessed is held in tests/kinds


def planted(text: str, count: int):
    return [bank.check(text, f"test/planted-{place}") for place in range(count)]


@pytest.mark.parametrize("name", PLANTED)
def test_a_bank_that_rewards_a_way_of_guessing_is_caught_at_it(name):
    exercises = planted(PLANTED[name], guessers.FEW)
    way = name.rpartition(": ")[2]
    for lang in LANGUAGES:
        said = guessers.say(f"guess.by.{way.split()[0]}", lang, n=way.partition(" ")[2])
        tongue = guessers.say(f"guess.in_{lang}", lang)
        assert any(reason.get(lang).startswith(said) and tongue in reason.get(lang) for _, reason in guessers.findings(exercises)), way


def test_of_ones_own_exercises_the_ways_of_guessing_are_told_together():
    [(where, reason)] = guessers.summary(planted(PLANTED["longest"], guessers.FEW))
    assert where == "" and "Always the longest (100%)" in reason.en and "Toujours le plus long (100\u00a0%)" in reason.fr
    assert reason.en.count("(100%)") <= 4 and list(guessers.summary(planted(PLANTED["longest"], guessers.FEW - 1))) == []
    [(where, reason)] = guessers.summary(planted(PLANTED["meter 1"], 1))
    assert where == "test/planted-0" and reason.en.startswith("can be answered by its form, without reading: ")


def test_every_way_of_guessing_is_planted_and_has_a_name():
    def ways(kinds) -> set[str]:
        examples = [bank.check(KINDS[kind].example, "test/x") for kind in kinds]
        return {each.guess.partition(" ")[0] for each in guessers.played(examples)}

    assert ways(set(KINDS) - MADE) == {name.rpartition(": ")[2].partition(" ")[0] for name in PLANTED}
    assert all(guessers._way(f"{way} 1").fr for way in ways(KINDS))


def test_what_is_never_right_is_a_cue_too():
    never_longest = planted(choice(["long, as it is", "bbb", "ccc", "ddd"], ["b"]), guessers.FEW)
    assert any("less than chance" in reason.en and "longest" in reason.en for _, reason in guessers.findings(never_longest))


def test_a_few_questions_prove_nothing_but_one_story_does():
    assert list(guessers.findings(planted(PLANTED["longest"], guessers.FEW - 1))) == []
    assert next(where for where, _ in guessers.findings(planted(PLANTED["meter 1"], 1))) == "test/planted-0"


def test_a_whole_course_is_held_to_a_share_of_its_points():
    """No single way wins here: half of the points go by length, half by place. A player who knows both takes them all."""
    pieces = [PLANTED["order: longest"], PLANTED["bin 1"], PLANTED["several: all"], PLANTED["title"]]
    course = [bank.check(text, f"test/{n}-{place}") for n, text in enumerate(pieces) for place in range(guessers.WHOLE // 4)]
    assert any("of all points" in reason.en for _, reason in guessers.findings(course))
    assert not any("of all points" in reason.en for _, reason in guessers.findings(course[1:]))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_guesses_are_answers_and_know_no_key(kind):
    exercise = bank.check(KINDS[kind].example, "test/x")
    for lang in LANGUAGES:
        for seed in guessers.SEEDS:
            guesses = exercise.sealed(seed).guesses(seed, lang)
            assert (guesses is None) == exercise.by_hand
            for answer in guesses.answers.values() if guesses else ():
                mark = exercise.mark(answer, seed, lang)  # a text that is guessed may be too short to be one
                assert mark.status != "invalid" or (kind in MADE and not mark.score)


def test_nobody_who_does_not_read_does_well_in_the_course():
    exercises = [bank.load(id) for id in bank.ids()]
    assert [(where, reason.en) for where, reason in guessers.findings(exercises)] == []
    earned = guessers.played(exercises)
    for lang in LANGUAGES:  # the bounds as they are promised, worked out here once more
        assert guessers.best(earned, lang) < 0.35 * sum(each.points for each in exercises)
        single = [each for each in exercises if each.kind == "choice" and not each.several]
        for pick in (max, min):
            won = sum(as_list(each.answer)[0] == pick(each.options, key=lambda o: len(o.text.get(lang))).id for each in single)
            assert abs(won / len(single) - sum(1 / len(each.options) for each in single) / len(single)) <= 0.15
        for place in (0, -1):
            won = sum(as_list(each.answer)[0] == each.options[place].id for each in single)
            assert abs(won / len(single) - sum(1 / len(each.options) for each in single) / len(single)) <= 0.15


@pytest.mark.parametrize("id", [id for id in bank.ids() if bank.load(id).kind == "scenario"])
def test_no_path_with_a_lie_or_a_deleted_reproach_earns_the_full_mark(id):
    """Every path of the story, followed without the model's own walking; paths go together where they meet with the same meters."""
    story = bank.load(id)
    nodes, bounds = {each.id: each.choices for each in story.nodes}, [(each.id, each.min, each.max) for each in story.meters]
    rules = [(compile(each.condition or "True", "", "eval"), set(each.unbroken), each.credit) for each in story.outcomes]  # our own file
    hiding = {"never-deceive", "never-erase-messages", "facebook-never-delete"}
    reached = {(story.start, tuple(each.start for each in story.meters), frozenset())}
    ends: dict[bool, set[float]] = {True: set(), False: set()}
    while reached:
        then = set()
        for name, state, broken in reached:
            if not nodes[name]:
                meters = {key: value for (key, _, _), value in zip(bounds, state, strict=True)}
                ends[bool(broken)].add(next(credit for rule, kept, credit in rules if not broken & kept and eval(rule, meters)))
            for choice in nodes[name]:
                moved = [value + choice.effect.get(key, 0) for (key, _, _), value in zip(bounds, state, strict=True)]
                after = tuple(min(max(value, least), most) for (_, least, most), value in zip(bounds, moved, strict=True))
                then.add((choice.to, after, broken | hiding.intersection(choice.breaks)))
        reached = then
    assert 1 in ends[False]
    if any(hiding.intersection(choice.breaks) for choices in nodes.values() for choice in choices):  # or nobody can hide anything
        assert 0 in ends[True]
        assert max(ends[True]) < max(each for each in ends[False] if each < 1)  # lies cost more than a modest honesty


STEPS_THAT_HIDE = {
    "smo-basics/the-ambassador": ["voucher", "only-good", "deny", "untried", "script"],
    "smo-basics/weekend-crisis": ["deny", "gift", "friends", "printer", "tidy", "bug", "both", "promise", "cleaning", "relabel", "wait"],
}


@pytest.mark.parametrize("id, choices", STEPS_THAT_HIDE.items())
def test_each_lie_deletion_and_secret_payment_is_named_as_one(id, choices):
    """What a path breaks is only as true as the file's `breaks`: these were read one by one."""
    for node in bank.load(id).nodes:
        for each in node.choices:
            hides = each.id in choices or (node.id, each.id) in (
                ("sunday-members", "script"),
                ("critic", "exclude"),
                ("sunday-reckoning", "vanish"),
            )
            assert bool(set(each.breaks) & {"never-deceive", "never-erase-messages"}) == hides or each.id == "orders", (node.id, each.id)
