"""An exercise as a learner works on it: drafts, checks, hints, other numbers; written down first, then shown."""

from __future__ import annotations

from typing import Any

from .journal import Journal, Saved
from .kinds.base import Exercise, Mark
from .kinds.scenario.model import Scenario


class Practice:
    """One learner's work on one exercise, restored from the journal.

    Practice is open: an answer is marked at once. The solution may be shown after a try and all hints, and from then
    on this variant earns no more points. The best score counts.
    """

    def __init__(self, exercise: Exercise, journal: Journal, lang: str):
        self.exercise, self.journal, self.lang = exercise, journal, lang
        self.answer: Any = None
        self.mark: Mark | None = None  # of `answer` as it stands, None once the answer has changed
        self.last_mark: Mark | None = None
        self.hints = 0
        self.solved = False  # whether the solution of this variant was shown
        self.tried = False
        self.best = 0.0
        self.saved: Saved | None = None
        self.seed = f"{journal.learner()}/{exercise.id}"
        for entry in journal.of(exercise.id):
            self._restore(entry)

    def _restore(self, entry) -> None:
        if entry.event == "again":
            self._start_over(entry.seed)
            return
        self.seed = entry.seed or self.seed
        if entry.event in ("draft", "answer"):
            self.answer, self.mark = entry.answer, None
        if entry.event == "answer":
            self._take(self.exercise.mark(entry.answer, self.seed, entry.lang or self.lang))
            self.best = max(self.best, entry.score)
        elif entry.event == "hint":
            self.hints = min(self.hints + 1, len(self.exercise.hints))
        elif entry.event == "solution":
            self.solved = True

    def _take(self, mark: Mark) -> None:
        self.mark = self.last_mark = mark
        self.tried = self.tried or mark.status in ("wrong", "partial")

    def _start_over(self, seed: str) -> None:
        self.seed, self.answer, self.mark, self.last_mark = seed, None, None, None
        self.solved = self.tried = False

    def _write(self, event: str, **fields: Any) -> None:
        self.saved = self.journal.write(event, exercise=self.exercise.id, lang=self.lang, seed=self.seed, **fields)

    # What a learner can do

    def draft(self, answer: Any) -> None:
        """Keeps an answer that is not checked yet. A story that has come to its end is checked by that."""
        if answer == self.answer:
            return
        if isinstance(self.exercise, Scenario) and self.exercise.play(answer, self.lang)["ended"]:
            self.check(answer)
            return
        self._write("draft", answer=answer)
        self.answer, self.mark = answer, None

    def check(self, answer: Any) -> Mark:
        """Marks an answer. An invalid one is kept as a draft: it costs nothing."""
        mark = self.exercise.mark(answer, self.seed, self.lang)
        if mark.status == "invalid":
            self._write("draft", answer=answer)
        else:
            earned = 0 if self.solved else mark.score
            self._write("answer", answer=answer, status=mark.status, score=earned)
            self.best = max(self.best, earned)
        self.answer = answer
        self._take(mark)
        return mark

    def hint(self) -> None:
        """Opens the next hint, if one is left."""
        if self.hints < len(self.exercise.hints):
            self._write("hint")
            self.hints += 1

    def again(self) -> None:
        """Other numbers: a new variant, where the exercise has variants; the answer given stays in the journal."""
        if self.exercise.varies:
            rounds = sum(entry.event == "again" for entry in self.journal.of(self.exercise.id)) + 1
            seed = f"{self.journal.learner()}/{self.exercise.id}/{rounds}"
            self._start_over(seed)
            self._write("again")

    def solution(self) -> None:
        """Shows the solution, once there was a try and no hint is left."""
        if self.can_solve:
            self._write("solution")
            self.solved = True

    @property
    def can_solve(self) -> bool:
        return self.tried and self.hints == len(self.exercise.hints) and not self.solved

    # What a screen shows

    def content(self) -> dict[str, Any]:
        """The exercise in the learner's language, without key or feedback."""
        return self.exercise.content(self.seed, self.lang)

    def text(self) -> str:
        """The exercise to read where no widget can be shown. The same for every learner and at every moment."""
        return in_words(self.exercise.content("", self.lang))

    def state(self) -> dict[str, Any]:
        """The work so far: answer, mark and feedback, hints opened, whether it is saved."""
        exercise, mark, values = self.exercise, self.last_mark, self.exercise.values(self.seed)
        solution = (
            exercise.solution(self.seed).get(self.lang) + "\n\n" + exercise.explained(self.seed).get(self.lang) if self.solved else None
        )
        return {
            "answer": self.answer,
            "status": mark.status if mark else "unattempted",
            "score": mark.score if mark else 0,
            "best": self.best,
            "max": exercise.points,
            "marked": self.mark is not None,
            "feedback": [
                {"about": each.about, "right": each.right, "text": each.text.get(self.lang)} for each in (mark.remarks if mark else [])
            ],
            "hints": [hint.fill(values).get(self.lang) for hint in exercise.hints[: self.hints]],
            "hints_left": len(exercise.hints) - self.hints,
            "solution": solution,
            "can_solve": self.can_solve,
            "can_draw_again": exercise.varies and (self.solved or mark is not None),
            "saved": {"ok": self.saved.ok, "text": self.saved.text.get(self.lang)} if self.saved else None,
            **({"play": exercise.play(self.answer, self.lang)} if isinstance(exercise, Scenario) else {}),
        }


def in_words(content: dict[str, Any]) -> str:
    """What a screen would show of an exercise, as plain text."""
    lines = [f"<{content['kind'].capitalize()} {content['id']}>", content["title"], "", content["prompt"]]
    for part in ("options", "bins", "items", "columns", "rows"):
        if part in content:
            lines += ["", *(f"- {each['text']}" for each in content[part])]
    return "\n".join(lines)
