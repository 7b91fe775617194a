"""The inbox: what lies in folders and archives is found as platforms nest it, and nothing dangerous is opened."""

import io
import os
import stat
import struct
import warnings
import zipfile
import zlib

import pytest

from smo_course.assignment.submission import LARGEST
from smo_course.trainer.grading import inbox
from smo_course.trainer.grading.inbox import Refused, find, owner


def archive(*members, path=None):
    """A zip of (name or ZipInfo, data) pairs, as bytes or in a file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are what some of this is about
        for name, data in members:
            made.writestr(name, data)
    if path is None:
        return packed.getvalue()
    path.write_bytes(packed.getvalue())
    return path


def outcome(*paths):
    """{what is found: its bytes, or the reason for which it is not opened}"""
    seen = {}
    for each in find(list(paths)):
        name = each.where.replace(str(paths[0]), "").lstrip("/!\\")
        while name in seen:
            name += "'"
        try:
            seen[name] = each.read()
        except Refused as reason:
            seen[name] = str(reason)
    return seen


def test_platforms_nest_and_name_in_their_own_ways(tmp_path):
    path = archive(
        ("Anna Smith_12345_assignsubmission_file_/week-1-anna.smo", b"1"),
        ("Bob_B_77_assignsubmission_file_week-1-bob.smo", b"2"),
        ("ferrandzoe_LATE_4711_99821_week-1-zoe.smo", b"3"),
        ("Week 1_dan_attempt_2026-11-24-10-00-00_week-1-dan.smo", b"4"),
        ("12345-678 - Eve Adams - Nov 24, 2026 1005 AM/week-1-eve.smo", b"5"),
        ("plain/week-1-fay.smo", b"6"),
        ("__MACOSX/._week-1-fay.smo", b"noise"),
        (".DS_Store", b"noise"),
        ("Gil G_9_assignsubmission_file_/answers.zip", archive(("deep/week-1-gil.smo.txt", b"7"))),
        (r"class\Hal H_3_assignsubmission_file_\week-1-hal.smo", b"8"),
        (r"class\__MACOSX\._week-1-hal.smo", b"noise"),
        path=tmp_path / "all.zip",
    )
    found = {each.read(): each.owner for each in find([path])}
    assert {data: (each.id, each.name) if each else None for data, each in found.items()} == {
        b"1": ("12345", "Anna Smith"),
        b"2": ("77", "Bob_B"),
        b"3": ("4711", "ferrandzoe"),
        b"4": ("dan", ""),
        b"5": ("12345-678", "Eve Adams"),
        b"6": None,
        b"7": ("9", "Gil G"),
        b"8": ("3", "Hal H"),
    }


def test_folders_are_searched_and_links_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "private.smo").write_bytes(b"private")
    box = tmp_path / "box"
    (box / "a" / "b").mkdir(parents=True)
    (box / "a" / "b" / "one.smo").write_bytes(b"one")
    (box / "link.smo").symlink_to(secret / "private.smo")
    (box / "folder").symlink_to(secret)
    (box / "round").symlink_to(box)
    os.mkfifo(box / "pipe.smo")
    assert outcome(box) == {
        "a/b/one.smo": b"one",
        "link.smo": "is a link: not followed",
        "folder": "is a link: not followed",
        "round": "is a link: not followed",
        "pipe.smo": "is no ordinary file",
    }


def test_a_folder_that_may_not_be_looked_into_is_named(tmp_path, monkeypatch):
    shut, real = tmp_path / "box" / "shut", os.scandir
    shut.mkdir(parents=True)
    (shut / "one.smo").write_bytes(b"one")
    (tmp_path / "box" / "two.smo").write_bytes(b"two")

    def scandir(path):
        if str(path) == str(shut):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert outcome(tmp_path / "box") == {"two.smo": b"two", "shut": "cannot be read: Permission denied"}


@pytest.mark.parametrize("name", ["../../up.smo", "/etc/up.smo", "C:\\up.smo", "a\\..\\..\\up.smo", "a/../../up.smo", "\\\\host\\up.smo"])
def test_names_that_lead_out_are_refused_and_nothing_is_written(tmp_path, name):
    before = sorted(tmp_path.rglob("*"))
    path = archive((name, b"x"), ("fine.smo", b"fine"), path=tmp_path / "slip.zip")
    assert sorted(outcome(path).values(), key=str) == [b"fine", "has a name that leads out of its archive: not opened"]
    assert sorted(tmp_path.rglob("*")) == sorted([*before, path])


def test_links_in_an_archive_are_refused(tmp_path):
    link = zipfile.ZipInfo("link.smo")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    path = archive((link, b"/etc/passwd"), path=tmp_path / "link.zip")
    assert outcome(path) == {"link.smo": "is a link or no ordinary file: not followed"}


def test_a_bomb_is_told_by_what_it_claims_and_by_what_it_holds(tmp_path):
    path = archive(("bomb.smo", b"\0" * 50_000_000), ("fine.smo", b"fine"), path=tmp_path / "bomb.zip")
    assert path.stat().st_size < 100_000
    assert outcome(path) == {
        "bomb.smo": f"says that it holds 50,000,000 bytes; a submission has {LARGEST:,} at most",
        "fine.smo": b"fine",
    }
    # The same, with a header that lies: it claims ten bytes.
    data = path.read_bytes().replace(struct.pack("<I", 50_000_000), struct.pack("<I", 10))
    (tmp_path / "liar.zip").write_bytes(data)
    lied = outcome(tmp_path / "liar.zip")["bomb.smo"]
    assert isinstance(lied, str) and "is damaged in its archive" in lied
    # And one that claims ten gigabytes (in the extra field that large archives have).
    big = zipfile.ZipInfo("big.smo")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(big, b"x")
        made.infolist()[0].file_size = 10 * 1024**3
    (tmp_path / "big.zip").write_bytes(packed.getvalue())
    assert "says that it holds 10,737,418,240 bytes" in outcome(tmp_path / "big.zip")["big.smo"]


def test_an_archive_is_not_read_beyond_its_allowance(tmp_path, monkeypatch):
    monkeypatch.setattr(inbox, "MOST_IN_ARCHIVE", 2_500)
    path = archive(*((f"{place}.smo", os.urandom(1000)) for place in range(5)), path=tmp_path / "many.zip")
    read = [isinstance(each, bytes) for each in outcome(path).values()]
    assert read == [True, True, False, False, False]


def test_archives_within_archives_within_archives(tmp_path):
    inner = archive(("deep.smo", b"deep"))
    for _ in range(5):
        inner = archive(("next.zip", inner))
    (tmp_path / "onion.zip").write_bytes(inner)
    (said,) = outcome(tmp_path / "onion.zip").values()
    assert said == "is an archive too deep within archives, or too large: not opened"


def test_duplicate_names_and_names_that_differ_in_case_or_accents_are_all_read(tmp_path):
    composed, decomposed = "zo\u00e9.smo", "zoe\u0301.smo"
    path = archive(("A.smo", b"1"), ("a.smo", b"2"), ("a.smo", b"3"), (composed, b"4"), (decomposed, b"5"), path=tmp_path / "x.zip")
    found = {each.identity: each.read() for each in find([path])}
    assert sorted(found.values()) == [b"1", b"2", b"3", b"4", b"5"]


def test_encrypted_truncated_and_strange_archives(tmp_path):
    whole = archive(("one.smo", b"one" * 500), ("two.smo", os.urandom(500)))
    locked = bytearray(whole)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(sign)
        locked[at + offset] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    assert outcome(tmp_path / "locked.zip")["one.smo"] == "is encrypted: it cannot be read"
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    assert "is no archive that can be read" in outcome(tmp_path / "cut.zip")[""]
    (tmp_path / "text.zip").write_text("not a zip")
    assert "is no archive that can be read" in outcome(tmp_path / "text.zip")[""]
    spoilt = whole.replace(struct.pack("<I", zlib.crc32(b"one" * 500)), b"\1\2\3\4")
    (tmp_path / "crc.zip").write_bytes(spoilt)
    assert "is damaged in its archive" in outcome(tmp_path / "crc.zip")["one.smo"]


@pytest.mark.parametrize("name", ["x.pkl", "x.ipynb", "x.py", "x.so", "x", "x.smo-sheet", "x.smo.exe", "x.html"])
def test_what_is_no_submission_is_named_and_never_opened(tmp_path, name, monkeypatch):
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / name).write_bytes(b"import os; os.abort()")
    archive((name, b"import os; os.abort()"), path=tmp_path / "box.zip")
    opened = []
    monkeypatch.setattr(inbox, "_bytes_of", lambda path, size: opened.append(path) or b"")
    monkeypatch.setattr(inbox, "_read", lambda *all: opened.append(all) or b"")
    for place in ("box", "box.zip"):
        (said,) = outcome(tmp_path / place).values()
        assert "is no submission" in said
    assert not opened


def test_a_path_that_is_not_there(tmp_path):
    assert list(outcome(tmp_path / "no").values()) == ["is not there"]


def test_the_owner_is_only_what_a_platform_wrote():
    for name in ("week-1-anna.smo", "a/b/c.smo", "week_1_anna.smo", "batch_1/week-1.smo", "anna_smith/week-1.smo"):
        assert owner(name) is None, name
