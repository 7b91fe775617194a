"""An assignment: what learners get holds no key, what the trainer keeps holds all of it, and a bad file says what is bad."""

import json
import zipfile

import openpyxl
import pytest

from assignment.conftest import ASSIGNMENT
from smo_course import bank
from smo_course.assignment.sheet import VARIANTS, read_sheet
from smo_course.trainer.brief import Learner, Unassignable, read_moment, read_roster
from smo_course.trainer.key import read_key


def texts_of(value):
    """Every text in a structure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def secrets(exercise: dict):
    """What must not reach a learner: feedback, mistakes, explanation, formulas, outcomes, accepted words."""
    for name in ("explain", "otherwise", "missed", "mistakes", "outcomes", "accept"):
        yield from texts_of(exercise.get(name, {}))
    if exercise["kind"] == "number":
        yield exercise["answer"]
    parts = [*exercise.get("options", []), *exercise.get("items", []), *exercise.get("rows", [])]
    parts += [choice for node in exercise.get("nodes", []) for choice in node["choices"]]
    for part in parts:
        yield from texts_of(part.get("feedback") or {})


def everything():
    """An assignment of the whole bank."""
    lines = "\n".join(f"  - {each}" for each in bank.ids())
    return f"title: {{en: All, fr: Tout}}\nexercises:\n{lines}\n  - own/reply\nbank: mine\n"


def test_the_bundle_of_the_whole_bank_holds_no_key(assigned):
    bundle, key = assigned(everything(), "all")
    with zipfile.ZipFile(bundle) as archive:
        given = json.loads(archive.read("all/all.smo-sheet"))
        held = "\n".join([*texts_of(given), *(archive.read(each).decode() for each in archive.namelist() if each.endswith("ipynb"))])
    looked_for = 0
    for exercise in json.loads(key.read_bytes())["exercises"]:
        shown = set(texts_of({name: exercise.get(name) for name in ("prompt", "hints", "title")}))
        shown |= {text for part in exercise.get("options", []) + exercise.get("items", []) for text in texts_of(part["text"])}
        for secret in secrets(exercise):
            if len(secret) > 12 and secret not in shown:
                looked_for += 1
                assert secret not in held, (exercise["id"], secret)
    assert looked_for > 500  # the bank has more than that
    # and nothing that marks by structure: right answers, bins, credits, conditions
    fields = set()

    def filled(value):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
        return bool(value) if inner is None else any(map(filled, inner))

    def gather(value):
        if isinstance(value, dict):
            fields.update(name for name, each in value.items() if filled(each))
            for each in value.values():
                gather(each)
        elif isinstance(value, list):
            for each in value:
                gather(each)

    gather(given)
    # (what an action covers is no secret: the screen shows it while one chooses)
    assert not fields & {"answer", "bin", "mistakes", "otherwise", "accept", "tolerance", "ties", "if", "missed"}
    assert all(outcome["credit"] == 0 for item in given["items"] for outcome in item["exercise"].get("outcomes", []))


def test_an_order_is_never_given_in_its_right_order(assigned):
    bundle, key = assigned(everything(), "all")
    with zipfile.ZipFile(bundle) as archive:
        items = {each["exercise"]["id"]: each["exercise"] for each in json.loads(archive.read("all/all.smo-sheet"))["items"]}
    orders = [each for each in json.loads(key.read_bytes())["exercises"] if each["kind"] == "order"]
    assert orders
    for each in orders:
        right = [item["id"] for item in each["items"]]
        assert [item["id"] for item in items[each["id"]]["items"]] != right


def test_numbers_are_drawn_per_learner_and_the_key_agrees(assigned, tmp_path):
    bundle, key_path = assigned()
    zipfile.ZipFile(bundle).extractall(tmp_path)
    sheet, key = read_sheet(tmp_path / "week-1" / "week-1.smo-sheet"), read_key(key_path)
    assert sheet == key.sheet and sheet.digest() == key.sheet.digest()
    item = next(each for each in sheet.items if each.id == "smo-basics/snowball-doubling")
    exercise = next(each for each in key.exercises if each.id == item.id)
    drawn = {sheet.variant(item, f"learner {number}") for number in range(200)}
    assert len(drawn) == VARIANTS
    for variant in range(VARIANTS):
        values, shown = exercise.values(f"week-1/{variant}"), item.exercise.content(sheet.seed(variant), "en")["prompt"]
        assert f"{values['start']:g} messages" in shown and f"every {values['every']:g} hours" in shown
    assert sheet.variant(item, " Zoé ") == sheet.variant(item, "ZOE\u0301")  # case, spaces, accents however encoded


def test_the_same_file_gives_the_same_bundle_and_points_can_be_set(assigned):
    bundle, key = assigned()
    before = bundle.read_bytes()
    assert assigned() == (bundle, key) and bundle.read_bytes() == before
    points = {each.id: each.points for each in read_key(key).exercises}
    assert points["smo-basics/snowball-doubling"] == 4 and points["own/reply"] == 5


def test_a_changed_assignment_is_a_new_edition_and_the_former_is_kept(assigned):
    bundle, key = assigned()
    first = read_key(key).sheet.digest()
    with pytest.raises(Unassignable, match="--again"):
        assigned(ASSIGNMENT.replace("penalty: 10", "penalty: 20"))
    assert read_key(key).sheet.digest() == first
    assigned(ASSIGNMENT.replace("penalty: 10", "penalty: 20"), again=True)
    now = read_key(key)
    assert (now.sheet.edition, now.earlier) == (2, [first])
    assert read_key(key.with_name("week-1-edition-1.smo-key")).sheet.digest() == first
    assert bundle.with_name("week-1-edition-1.zip").exists()


@pytest.mark.parametrize("old, new, field, reason", [
    ("penalty: 10", "penalti: 10", "late", "no field that is known"),
    ("fr: Semaine 1", "de: Woche 1", "title", "no field that is known"),
    ("smo-basics/delete-or-not", "smo-basics/delete-or-nott", "exercises[0]", "did you mean smo-basics/delete-or-not"),
    ("points: 4", "points: 0", "exercises[1].points", "must be from 1 to 100"),
    ("Europe/Paris\n", "Europe/Lutetia\n", "due", "no time zone known here"),
    ("2026-12-01 18:00 Europe/Paris", "2026-12-01 18:00", "due", "names no zone"),
    ("2026-12-01 18:00 Europe/Paris", "soon", "due", "write it like 2026-12-01 18:00"),
    ("2026-12-03", "2026-11-03", "late.until", "comes before `due`"),
    ("due: 2026-12-01 18:00 Europe/Paris\n", "", "late", "makes no sense without `due`"),
    ("bank: mine", "bank: mine\nattempts: 0", "attempts", "must be 1 or more"),
    ("bank: mine", "bank: mine\nfeedback: at-once", "feedback", "cannot be at-once for own/reply"),
    ("bank: mine", "bank: mine\nroster: class.csv", "roster", "cannot be read"),
    ("- smo-basics/weekend-crisis", "- smo-basics/delete-or-not", "exercises", "lists smo-basics/delete-or-not twice"),
    ("title:", "title: {en: A, fr: B}\ntitle:", "file", "said twice"),
])  # fmt: skip
def test_a_malformed_assignment_names_file_field_and_reason(assigned, tmp_path, old, new, field, reason):
    assert old in ASSIGNMENT
    with pytest.raises(Unassignable) as caught:
        assigned(ASSIGNMENT.replace(old, new, 1))
    said = str(caught.value)
    assert field in said and reason in said and str(tmp_path / "trainer") in said
    assert not (tmp_path / "out").exists()  # nothing half made


def test_a_roster_is_recognised_and_not_written_out(assigned, tmp_path):
    folder = tmp_path / "trainer"
    folder.mkdir()
    (folder / "class.csv").write_text("learner;name\nanna@example.org;Anna\nBjörk;Björk\n", encoding="utf-8")
    bundle, key = assigned(ASSIGNMENT + "roster: class.csv\n")
    sheet = read_key(key).sheet
    assert sheet.knows("ANNA@example.org ") and sheet.knows("Bjo\u0308rk") and not sheet.knows("anna@example.com")
    with zipfile.ZipFile(bundle) as archive:
        assert b"anna" not in archive.read("week-1/week-1.smo-sheet").lower()


def test_a_roster_comes_as_a_spreadsheet_saves_it(tmp_path):
    text = "Class of spring\nLearner;Name;Group\n4711;Anna Lee;A\n;;\nBjörk@example.org;Björk;B\n"
    expected = [Learner("4711", "Anna Lee"), Learner("Björk@example.org", "Björk")]
    for name, data in {
        "utf-8.csv": text.encode("utf-8-sig"),
        "windows.csv": text.encode("cp1252"),
        "unicode.txt": text.replace(";", "\t").encode("utf-16"),
        "said.csv": ("sep=,\n" + text.replace(";", ",")).encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
        assert read_roster(tmp_path / name) == expected, name
    book = openpyxl.Workbook()
    book.create_sheet("Class", 1)
    for row in (["Learner", "Name"], [4711, "Anna Lee"], [], ["Björk@example.org", "Björk"]):
        book["Class"].append(row)
    book.save(tmp_path / "class.xlsx")
    assert read_roster(tmp_path / "class.xlsx") == expected


@pytest.mark.parametrize("roster, reason", [
    ("name\nAnna\n", "lacks the column learner; found: name"),
    ("learner\n", "holds no learner"),
    ("learner\nanna\n\nANNA\n", "roster: .*class.csv:4: names ‘ANNA’, who is on line 2 already"),
    ("learner,name\nanna,Lee, Anna\n", "roster: .*class.csv:2: this row has 3 cells and the header 2"),
    ("learner,name\nanna,Anna\n,Bob\n", "roster: .*class.csv:3: names no learner"),
])  # fmt: skip
def test_a_bad_roster_says_which_line(assigned, tmp_path, roster, reason):
    folder = tmp_path / "trainer"
    folder.mkdir()
    (folder / "class.csv").write_text(roster, encoding="utf-8")
    with pytest.raises(Unassignable, match=reason):
        assigned(ASSIGNMENT + "roster: class.csv\n")


def test_moments_are_read_as_people_write_them():
    # 18:00 in Paris is 17:00 UTC in winter and 16:00 in summer
    assert read_moment("2026-12-01 18:00 Europe/Paris").utcoffset().total_seconds() == 3600
    assert read_moment("2026-07-01 18:00 Europe/Paris").utcoffset().total_seconds() == 7200
    assert read_moment("2026-12-01 9:05 +01:00") == read_moment("2026-12-01T08:05Z")
