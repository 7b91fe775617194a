"""The whole round: assigned by command, answered and handed in in JupyterLab, graded, given back, seen there; in French, by buttons alone."""

import io
import re
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import msgspec
import openpyxl
import pytest

from lab import STARTED, open_notebook, served, smo_lab, wait_for_lesson
from smo_course.cli import main
from smo_course.trainer.grading.grade import Grades
from smo_course.trainer.grading.judgements import Judgement, Judgements, answer_of
from smo_course.trainer.grading.results import read_results
from smo_course.trainer.key import read_key
from trainer.classroom import answer, id_in_sheet, learner

ASSIGNMENT = """
title: {en: Week 1, fr: Semaine 1}
exercises:
  - smo-basics/delete-or-not
  - {exercise: smo-basics/snowball-doubling, points: 4}
  - own/reply
bank: mine
due: 2099-12-01 18:00 Europe/Paris
roster: class.csv
"""


def smo(*command, expect=0) -> str:
    """What a command says; here in this process, as a new one would take a second of each."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main([str(each) for each in command])
    assert code == expect, said.getvalue()
    return said.getvalue()


@pytest.fixture
def trainer(tmp_path, example_text):
    folder = tmp_path / "trainer"
    (folder / "mine" / "own").mkdir(parents=True)
    (folder / "mine" / "own" / "reply.yaml").write_text(example_text("essay").replace("[c]", "[be-responsive]"), encoding="utf-8")
    (folder / "week-1.yaml").write_text(ASSIGNMENT, encoding="utf-8")
    (folder / "class.csv").write_text("learner,name\nzoe@example.org,Zoé\nbob@example.org,Bob\n", encoding="utf-8")
    smo("assign", folder / "week-1.yaml")
    return folder


def shoot(page, panel, path):
    """The whole notebook in one picture, for whoever wants to look."""
    height = panel.locator(".jp-WindowedPanel-inner").evaluate("inner => inner.scrollHeight")
    page.set_viewport_size({"width": 1280, "height": min(int(height) + 200, 6000)})
    page.wait_for_timeout(600)
    page.screenshot(path=path)
    page.set_viewport_size({"width": 1280, "height": 800})


def test_the_whole_round(page, trainer, tmp_path, lang="en"):
    from axe_playwright_python.sync_playwright import Axe

    course, notebook = tmp_path / "course", f"assignments/week-1/week-1-{lang}.ipynb"
    key = read_key(trainer / "week-1.yaml")
    smo("open", trainer / "week-1.zip", "--folder", course, "--lang", lang)
    with smo_lab(course, "--lang", lang) as address:
        open_notebook(page, address, f"{lang}/0-start-here.ipynb").get_by_role("link", name=key.sheet.title.get(lang)).click()
        page.wait_for_function(  # the start page leads there
            "title => document.querySelector('.smo-lesson:not(.lm-mod-hidden) h1')?.textContent.startsWith(title)",
            arg=key.sheet.title.get(lang),
            timeout=STARTED,
        )
        panel = wait_for_lesson(page)
        number = shown(panel, key, "smo-basics/snowball-doubling")
        number.get_by_text("First say who you are").wait_for()
        form = panel.locator(".smo-assignment").first
        form.get_by_label(re.compile("The name or number|Your e-mail address")).fill("mallory")
        form.get_by_role("button", name="That is me").click()
        form.get_by_text("mallory").wait_for()  # not on the list, and told so
        form.get_by_label(re.compile("The name or number|Your e-mail address")).fill(" ZOE@example.org ")
        page.keyboard.press("Enter")

        choice = shown(panel, key, "smo-basics/delete-or-not")
        exercise = key.exercises[0]
        right = next(option.text.get(lang) for option in exercise.options if option.id == exercise.answer)
        choice.get_by_label(right).click()
        variant = key.sheet.variant(key.sheet.items[1], "zoe@example.org")
        item = key.sheet.items[1]
        prompt = item.exercise.content(key.sheet.seed(variant), lang)["prompt"].split("\n")[0].replace("**", "")
        number.get_by_text(prompt[:40]).wait_for()
        number.get_by_role("textbox").fill(key.exercises[1].samples(f"week-1/{variant}").right)
        shown(panel, key, "own/reply").get_by_role("textbox").fill("Sorry. <b>We</b> mend it tonight.")
        end = panel.locator(".smo-assignment").last
        end.get_by_text(re.compile("3 of 3")).wait_for()
        assert panel.get_by_role("button", name="Check").count() == 0  # nothing here is marked at once
        end.get_by_role("button", name="Hand in", exact=True).click()
        end.get_by_text("Handed in on").wait_for()
        serious = [
            each["id"]
            for each in Axe().run(page, ".smo-lesson:not(.lm-mod-hidden) .smo").response["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        assert not serious
        shoot(page, panel, tmp_path / f"handed-in-{lang}.png")
        page.close()

    handed = course / "assignments" / "week-1"
    smo("grade", trainer / "week-1.yaml", handed, expect=1)  # notebooks and the sheet lie there too: named, not opened
    grades = Grades(trainer / "week-1-grades")
    result = {each.learner: each for each in read_results(grades.results)}["zoe@example.org"]
    assert (result.total, result.pending) == (5, 1)
    essay = bytes(result.items[2].raw)
    assert msgspec.json.decode(essay) == "Sorry. <b>We</b> mend it tonight."
    Judgements(grades.judgements).add(
        Judgement("zoe@example.org", "own/reply", answer_of(essay), {"honest": 3, "next": 1}, "Say who mends it.")
    )
    assert "1 of the roster handed in nothing" in smo("grade", trainer / "week-1.yaml", handed, expect=1)
    smo("release", trainer / "week-1.yaml", "--early")
    (returned,) = (grades.folder / "release").glob("*.smo-feedback")
    smo("open", returned, "--folder", course)

    with smo_lab(course, "--lang", lang) as address:
        page = page.context.new_page()
        panel = open_notebook(page, address, notebook)
        panel.get_by_text("9 of 10 points").wait_for(timeout=STARTED)
        shown(panel, key, "own/reply").get_by_text("Say who mends it.").wait_for()
        assert shown(panel, key, "smo-basics/delete-or-not").locator("input:checked").is_checked()
        shoot(page, panel, tmp_path / f"returned-{lang}.png")


ROSTER = (("Prénom", "Nom de famille", "Adresse de courriel"), ("Zoé", "Le Goff", "zoe@lycee.example"), ("Ada", "Lee", "ada@lycee.example"),
          ("Bob", "Durand", "bob@lycee.example"))  # fmt: skip
SEMAINE = """
title: Semaine 1
exercises: [chiffres, reponse]
bank: mes-exercices
roster: classe.xlsx
due: 2099-12-01 18:00 Europe/Paris
"""


def command(*given, code=0):
    assert main([*map(str, given), "--lang", "fr"]) == code, given


def test_the_round_in_french_as_the_readme_tells_it(page, tmp_path, monkeypatch):
    """Own exercises, Excel's roster, three learners, Moodle's archive; learners open what they are sent by the button, and type no command."""
    trainer, course = tmp_path / "formateur", tmp_path / "cours"
    trainer.mkdir()
    monkeypatch.chdir(trainer)
    command("new", "choice", "mes-exercices/chiffres")
    command("new", "essay", "mes-exercices/reponse")
    book = openpyxl.Workbook()
    for row in ROSTER:
        book.active.append(row)
    book.save("classe.xlsx")
    Path("semaine-1.yaml").write_text(SEMAINE, encoding="utf-8")
    command("check", "semaine-1.yaml")
    command("assign", "semaine-1.yaml")
    key = read_key(trainer / "semaine-1.yaml")

    with smo_lab(course, "--lang", "fr") as address:
        open_notebook(page, address, "fr/0-start-here.ipynb")
        inbox = page.locator(".smo-course-inbox")
        dropped = page.evaluate_handle(
            "() => { const data = new DataTransfer(); data.items.add(new File(['?'], 'photos.zip')); return data; }"
        )
        page.locator("#smo-course").dispatch_event("drop", {"dataTransfer": dropped})
        inbox.get_by_text("photos.zip n’est pas une archive lisible").wait_for()
        with page.expect_file_chooser() as chooser:
            inbox.get_by_role("button", name="Ouvrir un devoir ou une correction…").focus()
            page.keyboard.press("Enter")
        chooser.value.set_files(trainer / "semaine-1.zip")
        inbox.get_by_text("« Semaine 1 » est arrivé.").wait_for()
        page.wait_for_function(
            "document.querySelector('.smo-lesson:not(.lm-mod-hidden) h1')?.textContent.startsWith('Semaine 1')", timeout=STARTED
        )
        panel = wait_for_lesson(page)
        form = panel.locator(".smo-assignment").first
        form.get_by_label("Votre adresse e-mail").fill("zoe@lycee.example")
        form.get_by_role("button", name="C’est moi").click()
        form.get_by_text("zoe@lycee.example").wait_for()
        for figure in ("Clics", "Partages"):
            shown(panel, key, "chiffres").get_by_label(figure).focus()
            page.keyboard.press("Space")
        shown(panel, key, "reponse").get_by_role("textbox").fill("Nous cherchons une solution.")
        end = panel.locator(".smo-assignment").last
        end.get_by_text("2 répondus sur 2").wait_for()
        end.get_by_role("button", name="Remettre", exact=True).click()
        end.get_by_text("Remis le").wait_for()
        assert page.locator("#smo-course").get_by_role("button", name="Semaine 1").count() == 1

        (handed,) = (course / "assignments" / "semaine-1").glob("*.smo")
        with zipfile.ZipFile("devoirs.zip", "w") as archive:
            archive.write(handed, "Zoé Le Goff_11_assignsubmission_file_/semaine-1-zoe.smo")
            for name, how, only, place in (
                ("ada@lycee.example", "wrong", None, "Ada Lee_12_assignsubmission_file_/semaine-1-ada.smo"),
                ("Bob", "partial", {"chiffres"}, "Bob Durand_13_assignsubmission_file_/devoir.smo"),
            ):
                work = learner(trainer / "semaine-1.zip", tmp_path / name, name, "fr", name)
                answer(work, key, how, only)
                archive.write(work.hand_in()[0], place)
        command("grade", "semaine-1.yaml", "devoirs.zip", code=1)
        with served("mark", "semaine-1.yaml", "--lang", "fr") as marking:
            desk = page.context.new_page()
            desk.goto(marking, wait_until="domcontentloaded")
            view = wait_for_lesson(desk).locator(".smo-marking")
            view.get_by_text("Tous les textes").click()
            view.get_by_role("button", name=re.compile("Zoé")).click()
            view.locator("h3", has_text="Zoé").focus()
            for pressed in ("3", "Enter", "1", "Enter"):
                desk.keyboard.press(pressed)
            desk.keyboard.type("Dites qui répare.")
            desk.keyboard.press("Control+Enter")
            desk.wait_for_function("() => document.querySelector('.smo-marking .smo-saved')?.textContent.includes('✓')")
            desk.close()
        command("grade", "semaine-1.yaml", code=1)
        command("release", "semaine-1.yaml", "--early", code=1)
        (marks,) = Path("semaine-1-grades", "release").glob("*zoe*.smo-feedback")
        page.get_by_label("Tout afficher (JupyterLab)").check()
        page.locator('.jp-SideBar [data-id="filebrowser"]').click()
        with page.expect_file_chooser() as chooser:
            page.locator('.jp-FileBrowser [data-jp-item-name="uploader"] [aria-label]').first.click()
        chooser.value.set_files(marks)
        panel.get_by_text("Vos notes sont arrivées\u00a0: 6 sur 7").wait_for(timeout=STARTED)
        shown(panel, key, "reponse").get_by_text("Dites qui répare.").wait_for()
        shoot(page, panel, tmp_path / "rendu.png")


def shown(panel, key, id):
    """An exercise on the page, which knows it by the id that learners are given."""
    return panel.locator(f'[data-exercise="{id_in_sheet(key, id)}"]')
