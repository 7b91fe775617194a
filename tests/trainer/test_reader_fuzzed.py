"""The reader of submissions, with 100,000 spoilt ones: it never falls over, and never gives a full mark that is not earned."""

import hashlib
import json
import random
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_course import bank
from smo_course.kinds.base import as_list
from smo_course.trainer.assign import assign, make_key
from smo_course.trainer.brief import read_brief
from smo_course.trainer.grading.inbox import Found
from smo_course.trainer.grading.marker import Marker
from smo_course.trainer.grading.record import see
from trainer.classroom import answer, learner

pytestmark = pytest.mark.slow

ROUNDS, EACH = 100, 500  # of spoilt bytes, and as many of spoilt answers: 100,000
STRANGE = [None, True, -1, 0, 1e308, 10**400, "", " ", "NaN", "Infinity", "1e999", "\0", "‮", "é" * 300, [], [[]], {}, {"": {}}, [None] * 50]
STATUSES = {"marked", "truncated", "edited", "unreadable", "refused", "stale", "foreign sheet", "other assignment"}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A whole submission to an assignment of the whole bank, and the marker for it."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "all.yaml").write_text(
        "title: {en: All, fr: Tout}\nexercises:\n" + "\n".join(f"  - {id}" for id in bank.ids()), encoding="utf-8"
    )
    bundle, _ = assign(folder / "all.yaml", folder)
    key = make_key(read_brief(folder / "all.yaml"), folder / "all.yaml")
    work = learner(bundle, folder / "learner", "anna")
    answer(work, key, "right")
    path, _ = work.hand_in()
    return Path(path).read_bytes(), Marker(key)


def seen(data: bytes, marker: Marker):
    result = see(Found("x.smo", "x", lambda: data), marker)
    assert result.status in STATUSES
    assert (result.status == "marked") or result.reason
    msgspec.json.encode(result)  # what is seen can be written down
    return result


def spoil(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut, doubled or moved, as a bad disk or an idle editor would."""
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(spoilt) or 1)
        match dice.randrange(5):
            case 0:
                spoilt[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del spoilt[place : place + dice.randint(1, 40)]
            case 2:
                spoilt[place:place] = spoilt[place : place + dice.randint(1, 40)]
            case 3:
                spoilt[place:place] = dice.choice([b"{", b"]", b'"', b",", b"null", b"NaN", b"1e999", b"\\ud800", b"\xff", b"[" * 2000])
            case 4:
                spoilt = spoilt[:place]
    return bytes(spoilt)


def twisted(value, dice: random.Random):
    """An answer changed somewhere: a part replaced, dropped, doubled, or put in place of another."""
    if dice.random() < 0.3 or not isinstance(value, (list, dict)) or not value:
        return dice.choice([*STRANGE, value])
    if isinstance(value, list):
        made = list(value)
        place = dice.randrange(len(made))
        made[place] = twisted(made[place], dice)
        return dice.choice([made, made * 2, made[::-1], made[:-1]])
    made = dict(value)
    name = dice.choice(list(made))
    made[name] = dice.choice([twisted(made[name], dice), dice.choice(list(made.values()))])
    if dice.random() < 0.3:
        made.pop(dice.choice(list(made)))
    return made


def earned(exercise, given, seed: str) -> bool | None:
    """Whether an answer is right, found without the code that marks; None where that would need it."""
    match exercise.kind:
        case "choice":
            return isinstance(given, list) and sorted(given) == sorted(as_list(exercise.answer))
        case "order" if not exercise.ties:
            return given == [item.id for item in exercise.items]
        case "sort" if not exercise.budgets and not exercise.goals:
            return isinstance(given, dict) and all(given.get(item.id) in as_list(item.bin) for item in exercise.items)
        case "match":
            cells = ((row, column, right) for row in exercise.rows for column, right in row.key.items())
            return isinstance(given, dict) and all(given[row.id][column] in as_list(right) for row, column, right in cells)
        case "number":
            return abs(float(given) - exercise.values(seed)["answer"]) <= exercise.tolerance + 0.5 * 10**-exercise.decimals
    return None


@settings(max_examples=ROUNDS)
@given(seed=st.integers(0, 2**64))
def test_spoilt_files(handed_in, seed):
    data, marker = handed_in
    dice = random.Random(seed)
    for _ in range(EACH):
        spoilt = spoil(data, dice)
        result = seen(spoilt, marker)
        if result.status == "marked":  # only where nothing was changed, or nothing but what follows the end
            assert spoilt.rstrip() == data.rstrip()


@settings(max_examples=ROUNDS)
@given(seed=st.integers(0, 2**64))
def test_twisted_answers_sealed_anew(handed_in, seed):
    data, marker = handed_in
    dice = random.Random(seed)
    whole = json.loads(data)
    wrong = {item.id: each.samples("all/0").wrong for item, each in zip(marker.sheet.items, marker.key.exercises, strict=True)}
    met = Counter()
    for _ in range(EACH):
        id = dice.choice(list(whole["answers"]))
        whatever = dice.choice(list(wrong.values()))  # mostly another exercise's
        given = dice.choice([twisted(whole["answers"][id]["raw"], dice), wrong[id], whatever])
        one = {
            id: whole["answers"][id]
            | {"raw": given, "lang": dice.choice(["en", "fr"]), "variant": dice.choice([0, 1, -1, 10**12, whole["answers"][id]["variant"]])}
        }
        sealed = reseal({**whole, "answers": one})
        result = seen(sealed, marker)
        met[result.status] += 1
        if result.status != "marked":  # a number that JSON has and we do not, such as 10**400
            continue
        place = [each.id for each in marker.sheet.items].index(id)
        exercise, item = marker.key.exercises[place], result.items[place]
        met[item.status] += 1
        assert 0 <= item.score <= exercise.points
        variant = marker.sheet.variant(marker.sheet.items[place], "anna")
        if item.status == "right":
            assert earned(exercise, given, f"all/{variant}") is not False, (id, given)
        else:
            assert item.score < exercise.points
    assert met["marked"] > EACH / 2 and {"right", "wrong", "invalid"} <= set(met)  # else this would try nothing


def reseal(content: dict) -> bytes:
    """The content with a checksum that fits: what a forger would do."""
    tail = json.dumps({name: value for name, value in content.items() if name != "checksum"}, ensure_ascii=False).encode()
    sealed = b'",' + tail[1:]
    return b'{"checksum":"' + hashlib.sha256(sealed).hexdigest().encode() + sealed
