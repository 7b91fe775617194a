"""The whole round, in both languages: assigned by command, answered and handed in in JupyterLab, graded, given back, seen there."""

import re
import subprocess
import sys

import msgspec
import pytest

from lab import STARTED, open_notebook, smo_lab, wait_for_lesson
from smo_course.trainer.essays.judgements import Judgement, Judgements, answer_of
from smo_course.trainer.grading.grade import Grades
from smo_course.trainer.grading.results import read_results
from smo_course.trainer.key import read_key
from trainer.classroom import id_in_sheet

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
SAID = {
    "en": {
        "me": "That is me",
        "who": "The name or number|Your e-mail address",
        "hand in": "Hand in",
        "handed": "Handed in on",
        "marks": "9 of 10 points",
    },
    "fr": {
        "me": "C’est moi",
        "who": "Le nom ou le numéro|Votre adresse e-mail",
        "hand in": "Remettre",
        "handed": "Remis le",
        "marks": "9 points sur 10",
    },
}


def smo(*command, expect=0) -> str:
    done = subprocess.run([sys.executable, "-m", "smo_course", *map(str, command)], capture_output=True, text=True)
    assert done.returncode == expect, done.stderr + done.stdout
    return done.stdout


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


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_whole_round(page, trainer, tmp_path, lang):
    from axe_playwright_python.sync_playwright import Axe

    said, course, notebook = SAID[lang], tmp_path / "course", f"assignments/week-1/week-1-{lang}.ipynb"
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
        number.get_by_text(re.compile("First say who you are|Dites d’abord qui vous êtes")).wait_for()
        form = panel.locator(".smo-assignment").first
        form.get_by_label(re.compile(said["who"])).fill("mallory")
        form.get_by_role("button", name=said["me"]).click()
        form.get_by_text("mallory").wait_for()  # not on the list, and told so
        form.get_by_label(re.compile(said["who"])).fill(" ZOE@example.org ")
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
        end.get_by_text(re.compile("3 (of|répondus sur) 3")).wait_for()
        assert panel.get_by_role("button", name=re.compile("Check|Vérifier")).count() == 0  # nothing here is marked at once
        end.get_by_role("button", name=said["hand in"], exact=True).click()
        end.get_by_text(said["handed"]).wait_for()
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
        panel.get_by_text(said["marks"]).wait_for(timeout=STARTED)
        shown(panel, key, "own/reply").get_by_text("Say who mends it.").wait_for()
        assert shown(panel, key, "smo-basics/delete-or-not").locator("input:checked").is_checked()
        shoot(page, panel, tmp_path / f"returned-{lang}.png")


def shown(panel, key, id):
    """An exercise on the page, which knows it by the id that learners are given."""
    return panel.locator(f'[data-exercise="{id_in_sheet(key, id)}"]')
