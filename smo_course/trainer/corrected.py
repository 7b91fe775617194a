"""The key as the trainer's files say it now: what was given out, with everything put right since.

Keys, feedback, points, dates, the roster, more time for somebody, a question left out: all of that counts for what was handed in
already. What was asked stays as it was given out, until `smo assign` gives out another edition.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from .. import bank
from ..kinds.base import Exercise
from ..kinds.fingerprints import asked, parts_of
from ..kinds.opaque import opaque, with_opaque_ids
from ..text import Text
from ..words import Words
from . import codes
from .assign import extensions, item, moments
from .brief import Brief, Learner, Unassignable, found_exercises, read_brief, roster
from .key import Key, key_path, read_key

say = Words(__file__)


class Corrected(NamedTuple):
    """A key, and what of the files it does not follow, in words."""

    key: Key
    notes: list[Text]


def read_corrected(path: Path) -> Corrected:
    """The key by which to mark now: that of an assignment's YAML file, corrected by what the file says today; of a key alone,
    as it is. Raises UnreadableKey and Unassignable."""
    given = read_key(path)
    if key_path(path) == path:
        return Corrected(given, [])
    return corrected(given, read_brief(path), path)


def corrected(given: Key, brief: Brief, path: Path) -> Corrected:
    """A key that was given out, corrected by a brief. Raises Unassignable."""
    learners = roster(brief, path)
    picks = {pick.exercise: pick for pick in brief.picks()}
    known, gone = found_exercises(brief, path, kept={each.id for each in given.exercises})
    before = {each.id: each for each in given.exercises}
    frozen, notes, new, changed, same = [], [], [], [], dict(given.same)
    for id, pick in picks.items():
        exercise = known.get(id)
        if id not in before:
            new.append(id)
            continue
        held = _as_given(before[id], pick.points or (exercise.points if exercise else 0))
        if exercise:
            now = with_opaque_ids(msgspec.structs.replace(exercise, points=held.points), given.salt)
            asks, asked_before = (item(each, given.sheet.id, given.salt).exercise for each in (now, held))
            if asked(asks) == asked(asked_before):
                held = now
            elif pick.same_question and parts_of(asks) == parts_of(asked_before):
                held = now
                same[asks.id] = given.wordings(asks.id)
            else:
                changed.append(id)
        frozen.append(held)
    for name, ids in (("new", new), ("changed", changed), ("gone", gone)):
        if ids:
            notes.append(say.text(f"corrected.{name}", n=len(ids), exercises=", ".join(ids), file=path.name))
    if not frozen:
        raise Unassignable([(bank.place(path, "exercises"), say.text("corrected.nothing"))])
    learners = _with_codes(learners, brief, path, given)
    if learners and (without := sum(not each.code for each in learners)):
        notes.append(say.text("corrected.no_code", n=without, file=path.name))
    sources = {each.id: each.source for each in given.sheet.items}
    items = [item(each, given.sheet.id, given.salt, sources.get(opaque(given.salt, each.id), "")) for each in frozen]
    sheet = msgspec.structs.replace(given.sheet, title=brief.title, items=items, attempts=brief.attempts, **moments(brief))
    key = msgspec.structs.replace(
        given,
        sheet=sheet,
        exercises=frozen,
        anonymous=brief.anonymous,
        roster=learners,
        extensions=extensions(brief, path, learners),
        same=same,
        given={given.sheet.digest(): given.sheet.questions()} | given.given,
    )
    # As it will be read, so that its digest is the same: see make_key.
    return Corrected(msgspec.json.decode(msgspec.json.encode(key), type=Key), notes)


def _as_given(exercise: Exercise, points: int) -> Exercise:
    return msgspec.structs.replace(exercise, points=points or exercise.points)


def _with_codes(learners: list[Learner] | None, brief: Brief, path: Path, given: Key) -> list[Learner] | None:
    """The learners with the codes that they were sent: a code is made by `smo assign` alone, which writes it down."""
    if not learners:
        return learners
    held = codes.held(codes.codes_path(path.parent / brief.roster), given.roster or [])
    return [msgspec.structs.replace(each, code=codes.of(each, held)) for each in learners]
