"""All of `smo grade`, on classes of three of whom one has handed in something spoilt: the two others always get their marks.

A share of it runs with the tests; `SMO_FUZZ=20000` says how many classes instead, and
`SMO_FUZZ_FIRST` at which to begin.
"""

import csv
import json
import os
import random
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest

from assignment.conftest import ASSIGNMENT
from smo_course.assignment.sheet import normal
from smo_course.assignment.submission import Given
from smo_course.kinds import KINDS
from smo_course.lock import NAME as LOCK
from smo_course.trainer.assign import assign
from smo_course.trainer.grading.grade import Grades, grade
from smo_course.trainer.grading.results import read_results
from smo_course.trainer.key import read_key
from trainer.classroom import answer, learner
from trainer.test_reader_fuzzed import reseal, spoil, twisted

pytestmark = pytest.mark.slow

MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # 20,000 classes are some 300,000 files
CLASSES, FIRST = int(os.environ.get("SMO_FUZZ", "300")), int(os.environ.get("SMO_FUZZ_FIRST", "0"))

# Answers as bytes of JSON, or of what pretends to be: shapes, depths, sizes and signs that no screen gives.
ODD = [b'[[1]]', b'[{}]', b'{"a":{"b":{}}}', b'{"a":[1]}', b'{"a":1}', b"9" * 5000, b"1e400", b"-1e-400", b'"\xff\xfe"', b'{"\xc3(":"x"}',
       b"[" * 900 + b"]" * 900, b'{"a":' * 900 + b"1" + b"}" * 900, b"[" * 5000 + b"]" * 5000, b'"\\ud800"', b'[\n"x"\n]', b'"\\u0000\\u001b[2J"',
       b"null", b"true", b'""', b"{}", b"[]", b"NaN", b"[" + b'"x",' * 20_000 + b'"x"]', b'"' + b"9" * 90_000 + b'"', b'"' + b"a " * 90_000 + b'"']  # fmt: skip
FIELDS = {
    "learner": ["", " ", "\x1b[2J", "a\nb", "Anna", "anna\u200b", "x" * 5000, "../../etc", "con.txt", "\U00020000" * 70, 5, None, "=1+1"],
    "name": ["\x1b]0;x\x07", "a\nb", "<script>", "x" * 900, None, []],
    "at": [
        "",
        "now",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-11-30",
        "2026-13-01T00:00:00+00:00",
        10**30,
        "x" * 999,
    ],
    "number": [0, -1, 10**30, 1.5, "1", None, 10**4400 if hasattr(int, "x") else 10**4000],
    "lang": ["fr", "de", "", None],
    "assignment": ["week-2", "a\nb\x1b[0m", "**", "/etc", None],
    "sheet": ["", "0" * 64],
    "format": ["smo-submission/1", None],
    "answers": [{}, [], None, {"": {}}, {"x": 1}],
    "more": [1],
}
NAMES = [b"odd.smo", b"\xff\xfe.smo", b"con.smo", b"a\nb.smo", b"\x1b[2J.smo", b"x.smo.txt", b"caf\xe9.smo", ("é" * 120 + ".smo").encode()]


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """An assignment of every kind, what three learners hand in, and what two of them earn."""
    folder = tmp_path_factory.mktemp("fuzz")
    own = folder / "mine" / "own"
    own.mkdir(parents=True)
    for kind in KINDS.values():
        (own / f"{kind.name}.yaml").write_text(kind.example.replace("[c]", "[be-responsive]"), encoding="utf-8")
    yaml = ASSIGNMENT.split("exercises:")[0] + "bank: mine\nexercises:\n" + "".join(f"  - own/{name}\n" for name in KINDS)
    (folder / "week.yaml").write_text(yaml, encoding="utf-8")
    bundle, key = assign(folder / "week.yaml", folder)
    key = read_key(key)
    files = {}
    for name, how in (("anna", "right"), ("bob", "partial"), ("zoe", "right")):
        work = learner(bundle, folder / name, name, called=name.title())
        answer(work, key, how)
        files[name] = work.hand_in()[0].read_bytes()
    box = folder / "whole"
    box.mkdir()
    for name in ("anna", "bob"):
        (box / f"{name}.smo").write_bytes(files[name])
    grade(key, [box], folder / "grades")
    earned = {each.learner: each for each in read_results(Grades(folder / "grades").results)}
    assert earned["anna"].total > earned["bob"].total > 0 and earned["anna"].pending == sum(each.by_hand for each in key.exercises)
    return key, files, earned


def sealed(content: dict, place: str, raw: bytes) -> bytes:
    """The content with an answer of these very bytes, sealed as a forger would."""
    data = reseal({**content, "answers": {**content["answers"], place: {**content["answers"][place], "raw": "@@here@@"}}})
    tail = data[data.index(b",") :].replace(b'"@@here@@"', raw)
    import hashlib

    return b'{"checksum":"' + hashlib.sha256(b'"' + tail).hexdigest().encode() + b'"' + tail


def odd(data: bytes, dice: random.Random) -> bytes:
    """A third learner's submission, spoilt in one of many ways; the seal fits in most."""
    content = json.loads(data)
    place = dice.choice(list(content["answers"]))
    given = content["answers"][place]
    match dice.randrange(6):
        case 0:
            return spoil(data, dice)
        case 1:
            return sealed(content, place, dice.choice(ODD))
        case 2:
            field = dice.choice(list(FIELDS))
            return reseal({**content, field: dice.choice(FIELDS[field])})
        case 3:
            other = dice.choice(list(content["answers"].values()))["raw"]
            return reseal(
                {**content, "answers": {**content["answers"], place: {**given, "raw": dice.choice([other, twisted(given["raw"], dice)])}}}
            )
        case 4:
            more = {"tries": [{"raw": dice.choice([1, [], given["raw"]]), "lang": "fr"}] * dice.choice([1, 500])}
            more |= dice.choice(
                [{"variant": dice.choice([-1, 10**12, 10**40])}, {"at": "x"}, {"lang": dice.choice(["fr", "xx"])}, {"odd": 1}]
            )
            return reseal({**content, "answers": {**content["answers"], place: {**given, **more}}})
    return dice.choice([b"", b"\0" * 999, data * 2, b"PK\x03\x04", data.replace(b"{", b"["), data.replace(b'"number":1', b'"number":2')])


def packed(name: bytes, data: bytes, dice: random.Random) -> bytes:
    """An archive with the odd file in it, and more that is odd with the archive."""
    made, packing = BytesIO(), dice.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
    with zipfile.ZipFile(made, "w", packing) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(dice.choice([name.decode("latin-1"), "QQQQ.smo", "../up.smo", "deep/" * 50 + "x.smo"]), data)
        archive.writestr(dice.choice(["z.smo", "nested.zip", "noise.txt"]), dice.choice([data, made.getvalue()]))
    spoilt = bytearray(made.getvalue())
    match dice.randrange(5):
        case 0:
            spoilt = bytearray(bytes(spoilt).replace(b"QQQQ.smo", b"\xff\xfeQQ.smo"))
            for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
                spoilt[spoilt.find(sign) + offset + 1] |= 8  # "these names are UTF-8"
        case 1:  # a name of no length
            at = spoilt.find(b"PK\x01\x02")
            spoilt[at + 28 : at + 30] = b"\0\0"
        case 2:
            for _ in range(dice.randint(1, 4)):
                spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        case 3:
            del spoilt[dice.randrange(len(spoilt)) :]
    return bytes(spoilt)


def test_two_whole_submissions_get_their_marks_whatever_the_third_is(class_, monkeypatch):
    key, files, earned = class_
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # no power is cut here
    met = set()
    for seed in range(FIRST, FIRST + CLASSES):
        with TemporaryDirectory(dir=MEMORY) as place:
            one_class(key, files, earned, Path(place), seed, met)
    enough = {"graded", "edited", "truncated", "unreadable", "refused", "other assignment", "foreign sheet", "no time"}
    assert met >= enough or CLASSES < 300, met  # else this would try little


def one_class(key, files, earned, tmp_path, seed, met) -> None:
    dice = random.Random(seed)
    box, folder = tmp_path / "box", tmp_path / "grades"
    box.mkdir()
    for name in ("anna", "bob"):
        (box / f"{name}.smo").write_bytes(files[name])
    name, data = dice.choice(NAMES), odd(files["zoe"], dice)
    if dice.random() < 0.3:
        name, data = dice.choice([b"zoe.zip", b"caf\xe9.zip"]), packed(name, data, dice)
    path = os.path.join(os.fsencode(box), name)
    with open(path, "wb") as file:
        file.write(data)
    paths = [box]
    if dice.random() < 0.3:  # the class as a platform's archive
        paths = [tmp_path / "class.zip"]
        with zipfile.ZipFile(paths[0], "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"Zoe Z_3_assignsubmission_file_/{name.decode('latin-1')}", data)
            for each in ("anna", "bob"):
                archive.writestr(f"{each.title()} X_{len(each)}_assignsubmission_file_/{each}.smo", files[each])
    graded(key, paths, folder, earned, seed, met)


def graded(key, paths, folder, earned, seed, met) -> None:
    """Grades a class, and holds that the two have what is theirs and everything else its row with a reason."""
    try:
        settled = grade(key, paths, folder)
    except Exception as error:
        raise AssertionError(f"class {seed} was not graded") from error
    results = {normal(each.learner): each for each in read_results(Grades(folder).results)}
    for name in ("anna", "bob"):
        ours = (results[name].status, results[name].total, results[name].items)
        # whoever bears one of their names is contested by a platform's word alone, and newer work replaces older
        assert ours == ("graded", earned[name].total, earned[name].items) or normal_clash(settled, name), seed
    with (folder / "submissions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 3, seed
    for row in rows:
        met.add(row["status"])
        assert row["status"] != "failed", (seed, row)  # a failure is told, and costs nobody else; but there should be none
        assert row["reason"] or row["status"] in ("graded", "late"), (seed, row)
        assert not {"\x1b", "\n", "\r"} & set(row["learner"] + row["name"]), (seed, row)
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {"anna", "bob"} <= {normal(row["learner"]) for row in csv.DictReader(file)}, seed
    assert len(list((folder / "feedback").glob("*.html"))) == len(results), seed
    assert not [each for each in folder.rglob(".*") if each.name != LOCK], seed  # nothing half written is left


def normal_clash(settled, name: str) -> bool:
    """Whether the odd learner called themselves as one of the two."""
    return sum(seen.status == "marked" and normal(seen.learner) == name for seen, *_ in settled.files()) > 1


def test_the_odd_answers_are_odd(class_):
    """Every answer that is tried reaches the marker of every kind: else the seal kept it out."""
    key, files, _ = class_
    from smo_course.assignment.submission import decode
    from smo_course.trainer.grading.marker import Marker

    content, marker, reached = json.loads(files["zoe"]), Marker(key), 0
    for raw in ODD:
        for item in key.sheet.items:
            mark, _ = marker.mark(msgspec.structs.replace(decode(files["zoe"]), answers={item.id: Given(msgspec.Raw(raw), "en")}))
            assert [each.status for each in mark if each] in (["invalid"], ["pending"], ["wrong"]), (raw[:20], item.id)
            reached += 1
        sealed(content, item.id, raw)
    assert reached == len(ODD) * len(KINDS)
