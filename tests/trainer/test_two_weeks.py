"""The story of a new trainer in two weeks, in French, by the commands of the README alone: own exercises, Excel's roster, Moodle's archive."""

import csv
import io
import zipfile

import msgspec
import openpyxl
import pytest

from smo_course.assignment.work import find_work
from smo_course.cli import main
from smo_course.journal import Journal
from smo_course.trainer.essays.desk import open_marking
from smo_course.trainer.grading.grade import Grades
from smo_course.trainer.grading.results import read_results
from smo_course.trainer.key import read_key
from trainer.classroom import id_in_sheet

pytestmark = pytest.mark.slow

ROSTER = (
    "Prénom;Nom de famille;Adresse de courriel\nZoé;Le Goff;zoe@lycee.example\nAda;Lee;ada@lycee.example\nBob;Durand;bob@lycee.example\n"
)
ON_TIME, LATE = "2026-11-24T10:00:00+00:00", "2026-12-05T10:00:00+00:00"


class Trainer:
    """What a trainer types and reads, in one folder."""

    def __init__(self, folder, capsys, monkeypatch):
        self.folder, self._capsys = folder, capsys
        monkeypatch.chdir(folder)
        monkeypatch.setenv("SMO_LANG", "fr")

    def smo(self, line, code=0):
        given = main(line.split())
        out = self._capsys.readouterr()
        told = out.out + out.err
        assert given == code, f"smo {line} → {given}\n{told}"
        assert not [word for word in ("learner", "hand-in", "is not", "Traceback") if word in told], told
        return told

    def edit(self, name, *changes):
        text = (self.folder / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        (self.folder / name).write_text(text, encoding="utf-8")

    def marks(self, week="semaine-1"):
        found = read_results(Grades(self.folder / f"{week}-grades").results)
        return {each.learner.partition("@")[0]: each.status if each.total is None else each.total for each in found}

    def table(self, name):
        text = (self.folder / "semaine-1-grades" / name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def hands_in(trainer, name, colours, text, at=ON_TIME, week="semaine-1"):
    """What a learner hands in who ticks these figures, and writes this text."""
    home = trainer.folder / "eleves" / f"{week}-{name}"
    trainer.smo(f"open {week}.zip --folder {home}")
    (home / ".smo").mkdir()
    sheet = next((home / "assignments").glob("*"))
    work, key = find_work(week, sheet, Journal(home), "fr"), read_key(trainer.folder / f"{week}.yaml")
    work.identify(name, name)
    for exercise in key.exercises:
        answered = work.exercise(id_in_sheet(key, exercise.id))
        if exercise.by_hand:
            if text:
                answered.draft(text)
        else:
            parts = {each.text.fr: each.id for each in exercise.options}
            answered.draft([parts[each] for each in colours])
    return msgspec.structs.replace(work.hand_in()[1], at=at, code="").sealed().encoded()


def test_two_weeks(tmp_path, capsys, monkeypatch):
    trainer = Trainer(tmp_path, capsys, monkeypatch)
    # Week 1: own exercises, and the class as Excel saves it
    for command in ("new choice mes-exercices/chiffres", "new choice mes-exercices/nombres", "new essay mes-exercices/reponse"):
        assert "est écrit" in trainer.smo(command)
    trainer.edit("mes-exercices/nombres.yaml", ("title: Ce que les gens ont fait", "title: Deux nombres"))
    trainer.edit("mes-exercices/reponse.yaml", ("least: 3", "least: trois"))
    assert "doit être un nombre entier" in trainer.smo("check mes-exercices", code=1)
    trainer.edit("mes-exercices/reponse.yaml", ("least: trois", "least: 3"))
    assert "3 exercices, tous en ordre." in trainer.smo("check mes-exercices")
    (tmp_path / "classe.csv").write_bytes(ROSTER.encode("cp1252"))
    trainer.smo("new assignment semaine-1")
    given = (tmp_path / "semaine-1.yaml").read_text(encoding="utf-8")
    due = next(line for line in given.splitlines() if line.startswith("due: "))
    late = next(line for line in given.splitlines() if line.startswith("# late: "))
    trainer.edit("semaine-1.yaml", (due, "due: 2026-12-01 18:00 Europe/Paris"), ("# bank:", "bank:"), ("# roster: classe.xlsx", "roster: classe.csv"),
                 (late, "late: {until: 2026-12-03 18:00 Europe/Paris, penalty: 10}"),
                 ("  - smo-basics/delete-or-not\n", "  - chiffres\n  - nombres\n"), ("  - {exercise: smo-basics/snowball-doubling, points: 4}", "  - reponse"))  # fmt: skip
    told = trainer.smo("check semaine-1.yaml")
    assert "3 exercices, tous en ordre" in told and "3 personnes sur la liste" in told
    assert "Les codes personnels de 3 apprenants" in trainer.smo("assign semaine-1.yaml --past")
    codes = (tmp_path / "classe-codes.csv").read_text(encoding="utf-8-sig").splitlines()
    assert codes[0] == "apprenant;nom;code" and codes[1].startswith("zoe@lycee.example;Zoé Le Goff;") and len(codes) == 4
    # Three learners, and Moodle's archive
    with zipfile.ZipFile(tmp_path / "devoirs.zip", "w") as archive:
        archive.writestr(
            "Zoé Le Goff_11_assignsubmission_file_/semaine-1-zoe.smo",
            hands_in(trainer, "zoe@lycee.example", ("Clics", "Partages"), "Nous cherchons une solution."),
        )
        archive.writestr(
            "Ada Lee_12_assignsubmission_file_/semaine-1-ada.smo", hands_in(trainer, "ada@lycee.example", ("Abonnés", "Impressions"), "")
        )
        archive.writestr("Bob Durand_13_assignsubmission_file_/devoir.smo", hands_in(trainer, "Bob", ("Clics",), "Trois petits mots"))
    told = trainer.smo("grade semaine-1.yaml devoirs.zip", code=1)
    assert "1 personne de la liste a envoyé quelque chose qui ne peut compter tel quel" in told and "2 remises corrigées" in told
    assert trainer.marks() == {"ada": 0, "bob": "unclear", "zoe": 4}
    rows = trainer.table("submissions.csv")
    (bob,) = (row for row in rows if row["semble_de"])
    assert (bob["semble_de"], bob["état"]) == ("bob@lycee.example", "apprenant inconnu")
    bob["est_de"] = "bob@lycee.example"
    told = io.StringIO(newline="")
    writer = csv.DictWriter(told, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "semaine-1-grades" / "submissions.csv").write_bytes(told.getvalue().encode("cp1252", "replace"))
    trainer.smo("grade semaine-1.yaml")
    assert trainer.marks() == {"ada": 0, "bob": 2, "zoe": 4}
    # Texts marked, the workbook, the marks given back
    desk = open_marking(str(tmp_path / "semaine-1-grades" / "marked-by.smo-key"), "fr", str(tmp_path / "semaine-1-grades"))
    for text in desk.content["texts"]:
        for n, criterion in enumerate(desk.content["exercises"][text["exercise"]]["rubric"]):
            desk.handle({"do": "points", "text": text["id"], "criterion": criterion["id"], "points": 1, "n": n})
    assert "“" not in trainer.smo("grade semaine-1.yaml") and trainer.marks() == {"ada": 0, "bob": 4, "zoe": 6}
    assert [row["pourquoi"] for row in trainer.table("changes.csv")] == ["«\u00a0Une réponse\u00a0» évalué par une personne\u00a0: 2"] * 2
    book = openpyxl.load_workbook(tmp_path / "semaine-1-grades" / "grades.xlsx")
    assert book.sheetnames[0] == "Classe" and [row[3] for row in book["Classe"].iter_rows(min_row=2, values_only=True)] == [0, 4, 6]
    assert "Pour 3 apprenants" in trainer.smo("release semaine-1.yaml --early")
    # Week 2: a wrong key, other points, a question left out, somebody late who has more time, and one who was forgotten on the roster
    trainer.edit(
        "mes-exercices/chiffres.yaml", ("answer: [clicks, shares]", "answer: [clicks]"), ("text: Partages}", "text: Partages, feedback: Non.}")
    )
    told = trainer.smo("grade semaine-1.yaml")
    assert "Bob Durand\u00a0: 4 → 5" in told and "«\u00a0Ce que les gens ont fait\u00a0» recorrigé\u00a0: 1 → 2" in told, told
    before = trainer.marks()
    trainer.smo("undo semaine-1.yaml")
    assert trainer.marks() == {"ada": 0, "bob": 4, "zoe": 6}
    trainer.smo("grade semaine-1.yaml")
    assert trainer.marks() == before
    (tmp_path / "classe.csv").write_bytes((ROSTER + "Éva;Roy;eva@lycee.example\n").encode("cp1252"))
    assert "1 personne de la liste n’a pas encore de code personnel" in trainer.smo("grade semaine-1.yaml")
    trainer.smo("assign semaine-1.yaml --past")
    assert (tmp_path / "classe-codes.csv").read_text(encoding="utf-8-sig").splitlines()[:4] == codes
    (tmp_path / "eva.smo").write_bytes(hands_in(trainer, "eva@lycee.example", ("Clics",), "", at=LATE))
    trainer.smo("grade semaine-1.yaml eva.smo", code=1)
    assert trainer.marks() == before | {"eva": "too late"}
    trainer.edit(
        "semaine-1.yaml",
        ("  - villes\n", ""),
        ("roster: classe.csv", "roster: classe.csv\nextensions: {eva@lycee.example: 2026-12-06 18:00 Europe/Paris}"),
    )
    told = trainer.smo("grade semaine-1.yaml")
    assert trainer.marks()["eva"] == 2 and trainer.marks()["bob"] == 4 and "«\u00a0Deux villes\u00a0» ne compte plus" in told
    # The second class: another roster, the same exercises
    (tmp_path / "autre.csv").write_bytes("Nom;Courriel\nMax Petit;max@lycee.example\n".encode("cp1252"))
    (tmp_path / "semaine-1-b.yaml").write_text((tmp_path / "semaine-1.yaml").read_text(encoding="utf-8").replace("classe.csv", "autre.csv")
                                               .replace("extensions: {eva", "# {eva"), encoding="utf-8")  # fmt: skip
    trainer.smo("assign semaine-1-b.yaml --past")
    (tmp_path / "max.smo").write_bytes(hands_in(trainer, "max@lycee.example", ("Clics",), "Rien que trois", week="semaine-1-b"))
    trainer.smo("grade semaine-1-b.yaml max.smo")
    assert trainer.marks("semaine-1-b") == {"max": 2} and len(trainer.marks()) == 4
