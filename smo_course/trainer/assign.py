"""Assigning: a brief becomes a bundle for learners, which holds no key, and the trainer's key."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from .. import bank
from ..assignment import sheet as sheets
from ..assignment.sheet import Item, Late, Sheet, normal
from ..files import write_whole
from ..kinds.base import Exercise
from ..kinds.fingerprints import fingerprint, parts_of
from ..kinds.opaque import as_given, with_opaque_ids
from ..words import Words
from . import codes
from .brief import Brief, Learner, Unassignable, exercises, read_brief, read_moment, roster
from .key import SUFFIX as KEY
from .key import Key, read_key
from .roster import asked

say = Words(__file__)


Tick = Callable[[int], object]  # is called for each learner whose code is worked in, with how many there are


def assign(
    path: Path, folder: Path, again: bool = False, only_own: bool = False, tick: Tick = lambda of: None, lang: str = "en"
) -> tuple[Path, Path]:
    """Writes the bundle and the key of an assignment into a folder and returns their paths.

    An assignment that stands there already and asks something else is a new edition: that needs `again`, and the former
    files are kept beside the new ones. Other dates, points or learners change the files that there are. With a roster, each learner has a code, which is written down beside the roster.
    `only_own` refuses exercises of the course. Raises Unassignable and OSError.
    """
    brief = read_brief(path)
    bundle, key_path = folder / f"{path.stem}.zip", folder / f"{path.stem}{KEY}"
    former = read_key(key_path) if key_path.exists() else None
    key = make_key(brief, path, former, only_own, tick)
    if former and key.sheet.edition != former.sheet.edition:
        if not again:
            raise Unassignable([(f"{path}", say.text("assign.changed", key=key_path))])
        for each in (bundle, key_path):
            if each.exists():
                each.rename(each.with_name(f"{each.stem}-edition-{former.sheet.edition}{each.suffix}"))
    write_key(key, key_path, brief, path, lang)
    write_whole(bundle, pack(key.sheet))
    return bundle, key_path


def write_key(key: Key, key_path: Path, brief: Brief, path: Path, lang: str) -> None:
    """Writes the key, and before it the codes of its roster, in a table for people who speak `lang`: none is in use that stands nowhere. Raises Unassignable and OSError."""
    if key.roster:
        codes.write_codes(codes.codes_path(path.parent / brief.roster), key.roster, lang)
    write_whole(key_path, msgspec.json.encode(key))


def make_key(brief: Brief, path: Path, former: Key | None = None, only_own: bool = False, tick: Tick = lambda of: None) -> Key:
    """The key of an assignment, with the sheet that learners get. Raises Unassignable."""
    learners = roster(brief, path)
    picked = exercises(brief, path)
    _refuse_impossible(brief, path, picked)
    if only_own:
        _refuse_practice(path, picked)
    if learners:
        known = (former and former.roster) or []
        learners = codes.with_codes(learners, codes.codes_path(path.parent / brief.roster), known)
        learners = codes.with_proofs(learners, path.stem, known, partial(tick, len(learners)))
    at_once = brief.feedback == "at-once"
    salt = _salt(path.stem, at_once, picked, former)
    frozen = as_worth(picked, brief, salt)
    sources = [fingerprint(each) if at_once else "" for each in picked]
    sheet = Sheet(
        id=path.stem,
        title=brief.title,
        items=[item(each, path.stem, salt, source) for each, source in zip(frozen, sources, strict=True)],
        per_learner=brief.variants == "per-learner",
        attempts=brief.attempts,
        feedback=brief.feedback,
        roster=sorted(each.proof for each in learners) if learners else None,
        asks=asked(learners) if learners else "",
        **moments(brief),
    )
    # As it will be read: a whole number in a field of decimals is written otherwise once it has been read back.
    key = Key(sheet, frozen, anonymous=brief.anonymous, roster=learners, salt=salt, extensions=extensions(brief, path, learners))
    key = msgspec.json.decode(msgspec.json.encode(key), type=Key)
    return _edition(key, former, _reworded(brief, path, key, former)) if former else key


def _edition(key: Key, former: Key, same: dict[str, list[str]]) -> Key:
    """The key with the number of its edition: only other questions, or other words of the `same`, make a new one."""
    now, before = key.sheet.questions(), former.sheet.questions()
    sheet = msgspec.structs.replace(key.sheet, edition=former.sheet.edition + (now != before))
    given = {former.sheet.digest(): before} | former.given
    given.pop(sheet.digest(), None)
    return msgspec.structs.replace(key, sheet=sheet, given=given, earlier=former.earlier, same=same)


def _reworded(brief: Brief, path: Path, key: Key, former: Key) -> dict[str, list[str]]:
    """The former wordings of questions that stayed the same, by the item's id. Raises Unassignable where one has other parts."""
    before, now = {each.id: each.exercise for each in former.sheet.items}, key.sheet.questions()
    found, findings = {id: each for id, each in former.same.items() if id in now and former.sheet.questions().get(id) == now[id]}, []
    for number, (pick, each) in enumerate(zip(brief.picks(), key.sheet.items, strict=True)):
        if pick.same_question and each.id in before:
            if parts_of(before[each.id]) != parts_of(each.exercise):
                findings.append((bank.place(path, f"exercises[{number}].same_question"), say.text("assign.other_parts")))
            found[each.id] = former.wordings(each.id)
    if findings:
        raise Unassignable(findings)
    return found


def as_worth(picked: list[Exercise], brief: Brief, salt: str) -> list[Exercise]:
    """The exercises as they are kept for marking: with the points that they earn here, and ids of parts that tell nothing."""
    worth = {pick.exercise: pick.points for pick in brief.picks()}
    return [with_opaque_ids(msgspec.structs.replace(each, points=worth[each.id] or each.points), salt) for each in picked]


def item(frozen: Exercise, sheet: str, salt: str, source: str = "") -> Item:
    """What learners are given of such an exercise."""
    return Item(as_given(frozen.sealed(sheet).held_back(), salt), source)


def moments(brief: Brief) -> dict[str, Any]:
    """The moments of a sheet."""
    late = Late(_iso(brief.late.until), brief.late.penalty) if brief.late else None
    return {"opens": _iso(brief.opens), "due": _iso(brief.due), "late": late}


def extensions(brief: Brief, path: Path, learners: list[Learner] | None) -> dict[str, str]:
    """Until when a learner has more time, by their name on the roster. Raises Unassignable for somebody who is not on it."""
    known = {normal(each.learner): each.learner for each in learners or []}
    found, findings = {}, []
    for name, until in brief.extensions.items():
        if learners is not None and normal(name) not in known:
            near = get_close_matches(normal(name), known, n=1)
            meant = say.text("assign.meant", near=known[near[0]]) if near else say.text("assign.nobody_near")
            findings.append((bank.place(path, "extensions"), say.text("assign.nobody", learner=name, meant=meant)))
        found[normal(name)] = _iso(until)
    if findings:
        raise Unassignable(findings)
    return found


def _salt(id: str, at_once: bool, picked: list[Exercise], former: Key | None) -> str:
    """From which the ids of a sheet follow: something that only who has the exercises whole can work out.

    It stays over editions, so that answers do. Where answers are checked at once, learners have them whole, and their course
    must find them by it.
    """
    if at_once:
        return id
    if former and former.salt not in ("", id):
        return former.salt
    return hashlib.sha256("|".join([id, *map(fingerprint, picked)]).encode()).hexdigest()


def _iso(moment: Any) -> str:
    return read_moment(moment).isoformat() if moment else ""


def _refuse_impossible(brief: Brief, path: Path, picked: list[Exercise]) -> None:
    """Feedback at once needs the key where the learner is: only exercises of the course have theirs there."""
    own = [each.id for each in picked if not bank.in_course(each.id)]
    if own and brief.feedback == "at-once":
        raise Unassignable([(bank.place(path, "feedback"), say.text("assign.at_once", exercises=", ".join(own)))])


def _refuse_practice(path: Path, picked: list[Exercise]) -> None:
    """Exercises of the course are practice: whoever looks for their key finds it on their own computer."""
    places = [(bank.place(path, f"exercises[{number}]"), each.id) for number, each in enumerate(picked) if bank.in_course(each.id)]
    if places:
        raise Unassignable([(place, say.text("assign.practice", exercise=id)) for place, id in places])


def pack(sheet: Sheet) -> bytes:
    """The bundle: the sheet, zipped. Data only: notebooks are made of it where they are opened. The same sheet gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(f"{sheet.id}/{sheet.id}{sheets.SUFFIX}", date_time=(2026, 1, 1, 0, 0, 0))
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        archive.writestr(entry, msgspec.json.encode(sheet))
    return packed.getvalue()
