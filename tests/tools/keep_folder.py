"""Makes a learner's folder as this version of the course leaves it, with what it shows of it, for tests of later versions.

`python tests/tools/keep_folder.py tests/kept/VERSION`, with the version whose folder it is to be first on PYTHONPATH. The folder
holds the journal of somebody who answered everything, well and badly, in both languages, and two assignments; shown.json
says, beside the points, how each exercise stood.
"""

import json
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import msgspec

from smo_course import bank
from smo_course.assignment.work import find_work
from smo_course.attempt import practise
from smo_course.course import syllabus
from smo_course.journal import Journal
from smo_course.progress import best_scores, of_lesson
from smo_course.trainer.assign import assign

ASSIGNMENTS = {
    "checked": "feedback: at-once\nattempts: 2\n",
    "sealed": "",
}
ITEMS = ("how-frank", "snowball-doubling", "delete-or-not", "weekend-crisis", "listening-order", "name-of-crowd", "types-of-media")
SHOWN = ("answer", "status", "score", "best", "marked", "hints_left", "checks_left", "can_solve")


def work_through(attempt, place: int) -> None:
    """One exercise, in one of five ways: right, wrong, half right, wrong and then right, or only begun."""
    samples = attempt.exercise.samples(attempt.seed)
    match place % 5:
        case 0:
            attempt.check(samples.right)
        case 1:
            attempt.check(samples.wrong)
            attempt.hint()
        case 2:
            attempt.check(samples.partial or samples.wrong)
            attempt.draft(samples.right)
        case 3:
            attempt.check(samples.wrong)
            attempt.check(samples.right)
            attempt.again()
            attempt.draft(attempt.exercise.samples(attempt.seed).partial)
        case 4:
            attempt.draft(samples.partial or samples.right)
            for _ in attempt.exercise.hints:
                attempt.hint()


def shown(attempt) -> dict:
    state = msgspec.to_builtins(attempt.state())
    return {name: state[name] for name in SHOWN} | {"seed": attempt.seed}


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    journal = Journal(folder)
    journal.write("profile", data={"name": "Zoé", "lang": "fr", "company": "Librairie du Port"})
    told: dict = {"practice": {}, "assignments": {}, "points": {}}
    ids = [id for lesson in syllabus().lessons() for id in lesson.exercise_ids()]
    for place, id in enumerate(ids):
        work_through(practise(bank.load(id), journal, ("en", "fr")[place % 2]), place)
    for name, more in ASSIGNMENTS.items():
        with tempfile.TemporaryDirectory() as made:
            brief = Path(made) / f"{name}.yaml"
            picked = ", ".join(f"smo-basics/{each}" for each in ITEMS)
            brief.write_text(f"title: {{en: A week, fr: Une semaine}}\nexercises: [{picked}]\n{more}", encoding="utf-8")
            bundle, _ = assign(brief, Path(made))
            zipfile.ZipFile(bundle).extractall(folder / "assignments")
        work = find_work(name, folder / "assignments" / name, journal, "fr")
        work.identify("zoe@example.org", "Zoé")
        for place, id in enumerate(ITEMS):
            attempt, whole = work.exercise(f"smo-basics/{id}"), bank.load(f"smo-basics/{id}")
            samples = whole.samples(attempt.seed)
            answer = (samples.right, samples.wrong, samples.partial or samples.wrong)[place % 3]
            (attempt.draft if place == 3 else attempt.check)(answer)
        work.hand_in()
    reread = Journal(folder)
    for id in ids:
        told["practice"][id] = shown(practise(bank.load(id), reread, "en"))
    for name in ASSIGNMENTS:
        work = find_work(name, folder / "assignments" / name, reread, "en")
        told["assignments"][name] = {each.exercise.id: shown(each) for each in work.answers()}
    best = best_scores(reread)
    for chapter in syllabus().chapters:
        told["points"][chapter.id] = round(sum(of_lesson(lesson, best).points for lesson in chapter.lessons), 2)
    (folder / "shown.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
