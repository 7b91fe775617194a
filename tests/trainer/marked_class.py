"""A class whose texts wait for a person, through the real pipeline: assigned, answered, handed in, graded."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from smo_course.assignment.submission import write
from smo_course.trainer.assign import assign
from smo_course.trainer.grading.grade import grade
from smo_course.trainer.grading.results import Result, read_results
from smo_course.trainer.key import read_key
from trainer import classroom

ESSAYS = {"reply": "Answer the customer.", "plan": "Say what you would post."}


class Class(NamedTuple):
    """Where the class's key, its hand-ins and its grades are."""

    bundle: Path
    key: Path
    inbox: Path
    grades: Path

    def hand_in(self, learner: str, texts: dict[str, str], lang: str = "en", called: str = "") -> None:
        """One learner answers and hands in; a second time too, from the same folder."""
        folder = self.inbox.parent / "learners" / learner
        work = classroom.learner(self.bundle, folder, learner, lang, called)
        for name, text in texts.items():
            work.exercise(classroom.id_in_sheet(read_key(self.key), f"own/{name}")).draft(text)
        _, handed = work.hand_in()
        write(handed, self.inbox)

    def grade(self) -> dict[str, Result]:
        grade(read_key(self.key), [self.inbox], self.grades)
        return {each.learner: each for each in read_results(self.grades / "results.jsonl")}


def make(folder: Path, essay: str, anonymous: bool = False) -> Class:
    """An assignment of two essays, with nobody's texts yet. `essay` is the example's YAML."""
    own = folder / "trainer" / "mine" / "own"
    own.mkdir(parents=True)
    for name, prompt in ESSAYS.items():
        yaml = essay.replace("[c]", "[be-responsive]").replace("Answer the customer.", prompt).replace("A reply", f"A {name}")
        (own / f"{name}.yaml").write_text(yaml.replace("most: 8", "most: 400"), encoding="utf-8")
    file = folder / "trainer" / "week-1.yaml"
    exercises = ", ".join(f"own/{name}" for name in ESSAYS)
    options = "anonymous: true\n" if anonymous else ""
    file.write_text(f"title: {{en: Week 1, fr: Semaine 1}}\nexercises: [{exercises}]\nbank: mine\n{options}", encoding="utf-8")
    bundle, key = assign(file, folder / "out")
    (folder / "inbox").mkdir()
    return Class(bundle, key, folder / "inbox", folder / "out" / "week-1-grades")
