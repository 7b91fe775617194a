"""An assignment: what learners get holds no key, what the trainer keeps holds all of it, and a bad file says what is bad."""

import csv
import hashlib
import json
import time
import zipfile
from collections import Counter

import msgspec
import openpyxl
import pytest

from assignment.conftest import ASSIGNMENT
from smo_course import bank
from smo_course.assignment.sheet import VARIANTS, Sheet, proof, read_sheet
from smo_course.cli import main
from smo_course.kinds import KINDS
from smo_course.kinds.opaque import opaque
from smo_course.text import Text
from smo_course.trainer.assign import assign
from smo_course.trainer.brief import Learner, Unassignable, read_moment, read_roster
from smo_course.trainer.key import read_key
from smo_course.trainer.roster import asked
from trainer.classroom import id_in_sheet


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


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """An assignment of the whole bank and an essay of the trainer's own: its bundle and its key."""
    folder = tmp_path_factory.mktemp("everything")
    (folder / "mine" / "own").mkdir(parents=True)
    (folder / "mine" / "own" / "reply.yaml").write_text(KINDS["essay"].example.replace("[c]", "[be-responsive]"), encoding="utf-8")
    lines = "\n".join(f"  - {each}" for each in bank.ids())
    brief = f"title: {{en: All, fr: Tout}}\nexercises:\n{lines}\n  - own/reply\nbank: mine\n"
    (folder / "all.yaml").write_text(brief, encoding="utf-8")
    return assign(folder / "all.yaml", folder)


@pytest.mark.slow
def test_the_bundle_of_the_whole_bank_holds_no_key(everything):
    bundle, key = everything
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


def names_in(exercise) -> set[str]:
    """The ids of a file: of the exercise and of every part that has one. Meters have theirs, which stay with the key."""
    if isinstance(exercise, dict):
        own = {exercise["id"]} if "id" in exercise else set()
        return own.union(*(names_in(each) for name, each in exercise.items() if name != "meters"))
    return set().union(*(names_in(each) for each in exercise)) if isinstance(exercise, list) else set()


def test_no_id_of_a_bundle_is_one_that_somebody_gave(everything):
    """`name-the-advocate` asks for the word that is in its name, and an option called `right` needs no reading."""
    bundle, key = everything
    ids = [*bank.ids(), "own/reply"]
    files = [bank.path_of(each) for each in bank.ids()] + [bundle.parent / "mine" / "own" / "reply.yaml"]
    given = set(ids).union(*(names_in(msgspec.to_builtins(bank.parse(path, id))) for path, id in zip(files, ids, strict=True)))
    assert len(given) > 300 and "smo-basics/name-the-advocate" in given and "honest" in given  # a criterion
    with zipfile.ZipFile(bundle) as archive:
        sheet = json.loads(archive.read("all/all.smo-sheet"))
        told = "\n".join(archive.read(each).decode() for each in archive.namelist())
    held = {each for item in sheet["items"] for each in names_in(item["exercise"])}
    assert len(held) > 300 and not held & given
    assert not [each for each in given if "-" in each and f'"{each}"' in told]
    # … nor do they follow from what one could guess
    assert all(
        item.id != opaque("all", exercise.id) for item, exercise in zip(read_key(key).sheet.items, read_key(key).exercises, strict=True)
    )


def test_what_a_sheet_lists_stands_in_no_order_of_the_files(everything):
    """Parts that a screen mixes are mixed in the sheet already: authors write the right option first."""
    _, path = everything
    key, same = read_key(path), []
    for item, whole in zip(key.sheet.items, key.exercises, strict=True):
        for name in ("options", "rows", "items", "nodes"):
            given, written = ([each.id for each in getattr(exercise, name, [])] for exercise in (item.exercise, whole))
            assert sorted(given) == sorted(written)
            if (name == "items" and whole.kind == "order") or len(given) < 4:
                continue
            assert given == sorted(given)
            same.append(given == written)
    assert len(same) > 20 and sum(same) <= len(same) / 6  # of 4! orders, one is the file's by chance


def test_a_story_of_a_bundle_does_not_say_what_a_choice_does(assigned):
    bundle, key = assigned("title: {en: A, fr: B}\nexercises: [smo-basics/weekend-crisis, smo-basics/the-ambassador]\n", "stories")
    with zipfile.ZipFile(bundle) as archive:
        for item in json.loads(archive.read("stories/stories.smo-sheet"))["items"]:
            choices = [choice for node in item["exercise"]["nodes"] for choice in node["choices"]]
            assert len(choices) > 5 and not any(each["effect"] for each in choices) and not item["exercise"]["meters"]
    # the story can still be played, by every choice to an end, and is told whole with the marks
    for item, whole in zip(read_key(key).sheet.items, read_key(key).exercises, strict=True):
        made = set()
        for path in ways(whole, 60):
            assert item.exercise.read(path, "en") == path
            told = whole.told_late(path, "")
            assert len(told) == len(path) and whole.meters[0].text.fr in told[0].text.fr
            made |= {(step.node.id, step.choice.id) for step in whole.walk(path)[0]}
        assert made == {(node.id, choice.id) for node in whole.nodes for choice in node.choices}


def ways(story, count: int) -> list[list[str]]:
    """Ways through a story, at each moment by the choice that was made least: of all there are, a long one has a hundred thousand."""
    taken, found = Counter(), []
    for _ in range(count):
        path = []
        while choices := story.walk(path)[1].choices:
            path.append(min(choices, key=lambda each: taken[each.id]).id)
            taken[path[-1]] += 1
        found.append(path)
    return found


def test_editions_keep_the_ids_by_which_answers_are_found(assigned):
    first = read_key(assigned()[1])
    more = ASSIGNMENT.replace("  - own/reply", "  - smo-basics/likes-and-ranking\n  - own/reply").replace("points: 4", "points: 3")
    second = read_key(assigned(more, again=True)[1])
    ids = [each.id for each in second.sheet.items]
    assert [each.id for each in first.sheet.items] == [*ids[:3], ids[4]]
    assert first.sheet.items[0].exercise == second.sheet.items[0].exercise


def test_how_many_keys_learners_have_is_said_and_can_be_refused(assigned, tmp_path, capsys):
    assigned()
    file = tmp_path / "trainer" / "week-1.yaml"
    assert main(["assign", str(file), "--past"]) == 0
    assert "Of 4, 3 have their key in every learner’s course" in capsys.readouterr().out
    assert main(["assign", str(file), "--only-own", "--past", "--lang", "fr"]) == 2
    said = capsys.readouterr().err
    assert said.count("un exercice du cours") == 3 and "week-1.yaml:4: exercises[0]" in said and "own/reply" not in said
    assert main(["exercises", "--bank", str(tmp_path / "trainer" / "mine")]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if "/" in line.partition(" ")[0]}
    assert "with you" in lines.pop("own/reply") and len(lines) == len(bank.ids())
    assert all("with learners" in each for each in lines.values())


def test_an_order_is_never_given_in_its_right_order(everything):
    bundle, key = everything
    with zipfile.ZipFile(bundle) as archive:
        items = [each["exercise"] for each in json.loads(archive.read("all/all.smo-sheet"))["items"]]
    wholes = json.loads(key.read_bytes())["exercises"]
    orders = [pair for pair in zip(items, wholes, strict=True) if pair[1]["kind"] == "order"]
    assert orders
    for sealed, whole in orders:
        assert [item["id"] for item in sealed["items"]] != [item["id"] for item in whole["items"]]


def test_numbers_are_drawn_per_learner_and_the_key_agrees(assigned, tmp_path):
    bundle, key_path = assigned()
    zipfile.ZipFile(bundle).extractall(tmp_path)
    sheet, key = read_sheet(tmp_path / "week-1" / "week-1.smo-sheet"), read_key(key_path)
    assert sheet == key.sheet and sheet.digest() == key.sheet.digest()
    # A later version of the course has fields more, of which this sheet says nothing: it stays the same sheet.
    more = msgspec.defstruct("More", [("later", list, [])], bases=(Sheet,), frozen=True)
    assert more(**msgspec.structs.asdict(sheet)).digest() == sheet.digest()
    assert more(**msgspec.structs.asdict(sheet), later=[1]).digest() != sheet.digest()
    fields = [(each.name, each.type, msgspec.field(default=each.default)) for each in msgspec.structs.fields(Sheet)]
    turned = msgspec.defstruct("Turned", fields[::-1], kw_only=True, namespace={"digest": Sheet.digest})
    assert list(turned.__struct_fields__) != list(Sheet.__struct_fields__)  # … and in another order
    assert turned(**msgspec.structs.asdict(sheet)).digest() == sheet.digest()
    exercise = next(each for each in key.exercises if each.id == "smo-basics/snowball-doubling")
    item = next(each for each in sheet.items if each.id == id_in_sheet(key, exercise.id))
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


def test_only_another_question_is_a_new_edition_and_the_former_is_kept(assigned):
    bundle, key = assigned()
    first = read_key(key).sheet
    assigned(ASSIGNMENT.replace("penalty: 10", "penalty: 20").replace("points: 4", "points: 3"))
    second = read_key(key)
    assert (second.sheet.edition, second.given) == (1, {first.digest(): first.questions()})
    assert second.sheet.digest() != first.digest() and second.sheet.questions() == first.questions()
    other = ASSIGNMENT.replace("  - smo-basics/delete-or-not", "  - smo-basics/name-the-advocate")
    with pytest.raises(Unassignable, match="--again"):
        assigned(other)
    assert read_key(key).sheet == second.sheet
    assigned(other, again=True)
    now = read_key(key)
    assert (now.sheet.edition, set(now.given)) == (2, {first.digest(), second.sheet.digest()})
    assert sorted(map(len, now.stands().values())) == [3, 3, 4]  # of both former sheets, three questions stayed
    assert read_key(key.with_name("week-1-edition-1.smo-key")).sheet == second.sheet
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
    codes = codes_in(folder / "class-codes.csv")
    assert set(codes) == {"anna@example.org", "Björk"} and len(set(codes.values())) == 2
    anna, bjork = codes["anna@example.org"], codes["Björk"]
    assert sheet.knows("ANNA@example.org ", anna) and sheet.knows("Bjo\u0308rk", bjork.upper().replace("-", " "))
    assert not sheet.knows("anna@example.org", bjork) and not sheet.knows("anna@example.org", "")
    with zipfile.ZipFile(bundle) as archive:
        given = archive.read("week-1/week-1.smo-sheet").lower()
    assert b"anna" not in given and anna.replace("-", "").encode() not in given.replace(b"-", b"")


def codes_in(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["learner"]: row["code"] for row in csv.DictReader(file)}


@pytest.mark.slow
def test_names_of_a_roster_cannot_be_tried_out_on_a_bundle(assigned, tmp_path):
    """Student numbers are few: all of a class were read out of its bundle in under a second."""
    (tmp_path / "trainer").mkdir()
    numbers = [f"{4711 + n}" for n in range(30)]
    (tmp_path / "trainer" / "class.csv").write_text("\n".join(["learner", *numbers]), encoding="utf-8")
    sheet = read_key(assigned(ASSIGNMENT + "roster: class.csv\n")[1]).sheet
    tries = {hashlib.sha256(f"{sheet.id}|{number}".encode()).hexdigest()[:16] for number in range(4000, 6000)}
    assert not tries & set(sheet.roster) and not any(sheet.knows(number, "") for number in numbers)
    one = time.process_time()
    proof("week-1", "4711", "not-cached")
    assert time.process_time() - one > 0.004  # what is right costs so much for each code that is tried, of 31 ** 10


@pytest.mark.slow  # codes are dear to try, and so to make
def test_codes_stay_for_the_next_assignment_and_the_next_edition(assigned, tmp_path):
    (tmp_path / "trainer").mkdir()
    roster, table = tmp_path / "trainer" / "class.csv", tmp_path / "trainer" / "class-codes.csv"
    roster.write_text("learner,name\nanna,Anna\n=1+1,=Evil\n", encoding="utf-8")
    first = read_key(assigned(ASSIGNMENT + "roster: class.csv\n")[1]).roster
    assert codes_in(table) == {"anna": first[0].code, "'=1+1": first[1].code}  # no spreadsheet works it out
    second = read_key(assigned(ASSIGNMENT + "roster: class.csv\n", name="week-2")[1]).roster
    assert [each.code for each in second] == [each.code for each in first]
    assert {each.proof for each in second}.isdisjoint(each.proof for each in first)
    roster.write_text("learner,name\nanna,Anna\nbob,Bob\n", encoding="utf-8")
    table.unlink()  # lost: what the key holds stays
    third = read_key(assigned(ASSIGNMENT + "roster: class.csv\n", again=True)[1]).roster
    assert (third[0].code, third[0].proof) == (first[0].code, first[0].proof) and third[1].learner == "bob" and third[1].code
    table.write_text("learner,name\nanna,Anna\n", encoding="utf-8")
    with pytest.raises(Unassignable, match=r"class-codes\.csv.*code"):
        assigned(ASSIGNMENT + "roster: class.csv\n", again=True)


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


ZOE, ADA = Learner("zoe@example.org", "Zoé Le Goff"), Learner("ada@example.org", "Ada Lee")


@pytest.mark.parametrize("encoding, text", [
    ("utf-8-sig", "Prénom,Nom de famille,Adresse de courriel,Groupes\nZoé,Le Goff,zoe@example.org,A\nAda,Lee,ada@example.org,\n"),
    ("utf-8", "First name,Surname,ID number,Email address\nZoé,Le Goff,12,zoe@example.org\nAda,Lee,13,ada@example.org\n"),
    ("cp1252", "Nom;Prénom;Courriel\nLe Goff;Zoé;zoe@example.org\nLee;Ada;ada@example.org\n"),
    ("utf-16", "Nom\tAdresse e-mail\nZoé Le Goff\tzoe@example.org\nAda Lee\tada@example.org\n"),
    ("utf-8-sig", 'Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (12)\n    Points Possible,,,,,18\n"Le Goff, Zoé",1,7,zoe@example.org,S,\n'
                  '"Lee, Ada",2,8,ada@example.org,S,\n"Student, Test",9,,x,S,\n'),
    ("utf-8-sig", "OrgDefinedId,Username,Last Name,First Name,Email\n#1,zg,Le Goff,Zoé,zoe@example.org\n#2,al,Lee,Ada,ada@example.org\n"),
])  # fmt: skip
def test_a_roster_is_what_a_platform_or_excel_gives(tmp_path, encoding, text):
    (tmp_path / "class.csv").write_bytes(text.encode(encoding))
    found = read_roster(tmp_path / "class.csv")
    assert found == [ZOE, ADA] and asked(found) == "email"


@pytest.mark.parametrize("roster, reason", [
    ("name\nAnna\n", "no column that tells learners apart.*Found: name"),
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_roster_is_read_as_any_spreadsheet_saves_it(tmp_path, encoding, separator):
    text = "Learner;Name\nzoé@example.org;Zoé Ferrand\nbjørn@example.org;Bjørn\n".replace(";", separator)
    (tmp_path / "class.csv").write_bytes(text.encode(encoding))
    assert [(each.learner, each.name) for each in read_roster(tmp_path / "class.csv")] == [
        ("zoé@example.org", "Zoé Ferrand"), ("bjørn@example.org", "Bjørn"),
    ]  # fmt: skip


def test_one_language_is_enough_for_an_assignment_and_ones_own_exercises(assigned, tmp_path):
    own = tmp_path / "trainer" / "mine" / "own"
    own.mkdir(parents=True)
    (own / "emblem.yaml").write_text(
        "kind: choice\ntitle: L’emblème\nprompt: {fr: Quelle couleur ?}\nanswer: blue\noptions:\n"
        "  - {id: blue, text: Bleu}\n  - {id: red, text: {fr: Rouge}, feedback: Regardez.}\n",
        encoding="utf-8",
    )
    (own / "word.yaml").write_text(
        "kind: term\ntitle: Le mot\nprompt: Quel mot ?\naccept: [mot, terme]\notherwise: Non.\n", encoding="utf-8"
    )
    yaml = ASSIGNMENT.replace("{en: Week 1, fr: Semaine 1}", "Semaine 1").replace("own/reply", "own/emblem\n  - own/word")
    key = read_key(assigned(yaml)[1])
    assert key.sheet.title == Text(en="Semaine 1", fr="Semaine 1")
    emblem, word = key.exercises[-2:]
    assert emblem.options[1].text.en == "Rouge" and word.accept.en == ["mot", "terme"] and emblem.hints == [] == emblem.concepts
    assert emblem.mark(emblem.samples("s").right, "s", "fr").remarks[-1].text.fr == "C’est juste."
    with pytest.raises(Unassignable, match=r"title: must be a group .* `\{en: …, fr: …\}`"):
        assigned(ASSIGNMENT.replace("{en: Week 1, fr: Semaine 1}", "yes"))


def test_all_that_is_wrong_in_an_assignment_is_said_at_once(assigned):
    with pytest.raises(Unassignable) as caught:
        assigned(
            ASSIGNMENT.replace("points: 4", "points: vier").replace("penalty: 10", 'penalty: "0,5"') + "feedback: later\nrostre: x.csv\n"
        )
    said = str(caught.value)
    assert len(said.splitlines()) == 4
    assert "must be a whole number or nothing" in said or "must be a whole number" in said
    assert (
        "write the number with a point, 0.5" in said
        and "is ‘later’; allowed are: at-once, after-release" in said
        and "did you mean roster?" in said
    )


def test_a_due_in_the_past_is_asked_about(assigned, tmp_path, capsys):
    bundle, _ = assigned(ASSIGNMENT.replace("2026-12-0", "2020-12-0"))
    before, command = bundle.read_bytes(), ["assign", str(tmp_path / "trainer" / "week-1.yaml"), "--output", str(bundle.parent)]
    for lang, said in (
        ("en", "`due` has passed already (1 December 2020, 18:00"),
        ("fr", "`due` est déjà passé (1er décembre 2020, 18:00"),
    ):
        assert main([*command, "--lang", lang]) == 2
        assert said in capsys.readouterr().err
    assert main([*command, "--past"]) == 0 and bundle.read_bytes() == before


@pytest.mark.parametrize("command", ["grade week-1.yaml box", "release week-1.yaml", "report week-1.yaml", "mark week-1.yaml"])
def test_a_file_is_no_folder_of_grades(assigned, tmp_path, capsys, command):
    (tmp_path / "marks.csv").write_text("mine")
    with pytest.raises(SystemExit) as caught:
        main([*command.split(), "--grades", str(tmp_path / "marks.csv"), "--lang", "fr"])
    assert caught.value.code == 2 and "est un fichier, et il faut un dossier" in capsys.readouterr().err
    assert (tmp_path / "marks.csv").read_text() == "mine"
