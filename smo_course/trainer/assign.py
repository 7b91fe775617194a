"""Assigning: a brief becomes a bundle for learners, which holds no key, and the trainer's key."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from .. import bank
from ..assignment import sheet as sheets
from ..assignment.sheet import Item, Late, Sheet
from ..files import write_whole
from ..kinds.base import Exercise, fingerprint
from ..text import LANGUAGES
from ..words import Words
from .brief import Brief, Unassignable, exercises, read_brief, read_moment, roster
from .key import SUFFIX as KEY
from .key import Key, read_key

say = Words(__file__)


def assign(path: Path, folder: Path, again: bool = False) -> tuple[Path, Path]:
    """Writes the bundle and the key of an assignment into a folder and returns their paths.

    An assignment that stands there already and says something else is a new edition: that needs `again`, and the former
    files are kept beside the new ones. Raises Unassignable and OSError.
    """
    brief = read_brief(path)
    bundle, key_path = folder / f"{path.stem}.zip", folder / f"{path.stem}{KEY}"
    former = read_key(key_path) if key_path.exists() else None
    key = make_key(brief, path, former)
    if former and key.sheet.digest() != former.sheet.digest():
        if not again:
            raise Unassignable([(f"{path}", say.text("assign.changed", key=key_path))])
        for each in (bundle, key_path):
            if each.exists():
                each.rename(each.with_name(f"{each.stem}-edition-{former.sheet.edition}{each.suffix}"))
    write_whole(key_path, msgspec.json.encode(key))
    write_whole(bundle, pack(key.sheet))
    return bundle, key_path


def make_key(brief: Brief, path: Path, former: Key | None = None) -> Key:
    """The key of an assignment, with the sheet that learners get. Raises Unassignable."""
    learners = roster(brief, path)
    picked = exercises(brief, path)
    _refuse_impossible(brief, path, picked)
    worth = {pick.exercise: pick.points for pick in brief.picks()}
    frozen = [msgspec.structs.replace(each, points=worth[each.id] or each.points) for each in picked]
    sources = {each.id: fingerprint(each) for each in picked}
    sheet = Sheet(
        id=path.stem,
        title=brief.title,
        items=[Item(each.sealed(path.stem), sources[each.id]) for each in frozen],
        per_learner=brief.variants == "per-learner",
        opens=_iso(brief.opens),
        due=_iso(brief.due),
        late=Late(_iso(brief.late.until), brief.late.penalty) if brief.late else None,
        attempts=brief.attempts,
        feedback=brief.feedback,
        roster=sorted(sheets.known(path.stem, each.learner) for each in learners) if learners else None,
    )
    # As it will be read: a whole number in a field of decimals is written otherwise once it has been read back.
    key = msgspec.json.decode(msgspec.json.encode(Key(sheet, frozen, anonymous=brief.anonymous, roster=learners)), type=Key)
    sheet = key.sheet
    if former is None:
        return key
    same = msgspec.structs.replace(sheet, edition=former.sheet.edition)
    if same.digest() == former.sheet.digest():
        return msgspec.structs.replace(key, sheet=same, earlier=former.earlier)
    new = msgspec.structs.replace(sheet, edition=former.sheet.edition + 1)
    return msgspec.structs.replace(key, sheet=new, earlier=[*former.earlier, former.sheet.digest()])


def _iso(moment: Any) -> str:
    return read_moment(moment).isoformat() if moment else ""


def _refuse_impossible(brief: Brief, path: Path, picked: list[Exercise]) -> None:
    """Feedback at once needs the key where the learner is: only exercises of the course have theirs there."""
    own = [each.id for each in picked if not bank.path_of(each.id).is_file()]
    if own and brief.feedback == "at-once":
        raise Unassignable([(bank.place(path, "feedback"), say.text("assign.at_once", exercises=", ".join(own)))])


def pack(sheet: Sheet) -> bytes:
    """The bundle: a folder with the sheet and a notebook in each language, zipped. The same sheet gives the same bytes."""
    files = {f"{sheet.id}{sheets.SUFFIX}": msgspec.json.encode(sheet)}
    for lang in LANGUAGES:
        files[f"{sheet.id}-{lang}.ipynb"] = as_file(notebook(sheet, lang))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{sheet.id}/{name}", date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def notebook(sheet: Sheet, lang: str) -> dict[str, Any]:
    """The notebook in which learners work on a sheet."""
    code = [
        ("parameters", f'lang = "{lang}"', ["parameters", "hide-input"]),
        ("open", f'from smo_course import open_assignment\n\nassignment = open_assignment("{sheet.id}", lang)\nassignment', ["hide-input"]),
        *((f"exercise-{place}", f'assignment.exercise("{each.id}")', ["hide-input"]) for place, each in enumerate(sheet.items, 1)),
        ("hand-in", "assignment.hand_in()", ["hide-input"]),
    ]
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {sheet.title.get(lang)}"}]
    for id, source, tags in code:
        metadata = {"jupyter": {"source_hidden": True}, "tags": tags}
        cells.append({"cell_type": "code", "id": id, "metadata": metadata, "execution_count": None, "outputs": [], "source": source})
    cells.insert(-1, {"cell_type": "markdown", "id": "to-hand-in", "metadata": {}, "source": say("assign.hand_in", lang)})
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "smo_course": {"assignment": sheet.id, "lang": lang}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def as_file(notebook: dict[str, Any]) -> bytes:
    """A notebook as it stands in its file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode() + b"\n"
