"""An exercise as a learner works on it, in practice and in an assignment alike: written down first, then shown."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from . import looks
from .journal import PRACTICE, Entry, Event, Journal, Saved, Scope
from .kinds.base import Exercise, Invalid, Mark, Remark, Status
from .text import Text
from .words import Words

say = Words(__file__)


class ReturnedItem(msgspec.Struct, forbid_unknown_fields=True):
    """One exercise as it was marked. `score` counts in the assignment's points; `comment` is a person's."""

    score: float
    max: float
    status: Status
    raw: msgspec.Raw = msgspec.Raw(b"null")
    lang: str = "en"  # in which the answer was typed
    remarks: list[Remark] = []
    solution: Text | None = None
    comment: str = ""


class Terms(NamedTuple):
    """Under which an exercise is worked on. Practice is open; an assignment is sealed until its marks come back.

    `marker` is the exercise with its key, by which answers are marked at once, `checks` times at most; None where they are
    kept, and marked later by others. In `practice` the solution may be shown and other numbers drawn, and the best score
    counts, unless it is only a review: then nothing `counts`. `waits`: nothing can be shown before the learner has said who they
    are. `handed` is the print of the answer that was handed in last ("" for none); None where nothing was handed in.
    """

    scope: Scope
    seed: str
    marker: Exercise | None
    checks: int | None = None
    practice: bool = False
    counts: bool = True
    waits: bool = False
    returned: ReturnedItem | None = None
    handed: str | None = None


class Try(NamedTuple):
    """An answer that was marked at once, and the language in which it was typed."""

    answer: Any
    lang: str


class Told(msgspec.Struct):
    """A remark in one language."""

    about: str | None
    right: bool | None
    text: str


class Kept(msgspec.Struct):
    """What became of the last write, in one language."""

    ok: bool | None
    text: str


class State(msgspec.Struct):
    """How the work stands, in one language: what every screen of an exercise is told, whatever its terms.

    `status` is that of the last mark; "answered" or "unfinished" for an answer that is kept to be marked later. `marked` says
    whether the mark is that of the answer as it stands; `changed`, that it is not the one that was handed in. `best` and
    `checks_left` are None where nothing is counted. `seen` is what its kind shows of an answer while it is being given.
    """

    answer: Any = None
    status: Status = "unattempted"
    score: float = 0
    best: float | None = None
    max: float = 0
    marked: bool = False
    feedback: list[Told] = []
    hints: list[str] = []
    hints_left: int = 0
    checks_left: int | None = None
    solution: str | None = None
    can_solve: bool = False
    can_draw_again: bool = False
    changed: bool = False
    seen: Any = None
    saved: Kept | None = None


class Attempt:
    """One learner's work on one exercise, restored from the journal."""

    def __init__(self, exercise: Exercise, journal: Journal, lang: str, terms: Terms):
        self.exercise, self.journal, self.lang, self.terms = exercise, journal, lang, terms
        self.saved: Saved | None = None
        self._restore_all()

    def _restore_all(self) -> None:
        terms = self.terms
        self.seed = terms.seed
        self.hints = 0
        self.best = 0.0
        self.answer: Any = None
        self.last_mark: Mark | None = None
        self._begin()
        entries = self.journal.of(terms.scope, self.exercise.id)
        self._known = len(entries)
        for entry in entries:
            self._restore(entry)
        if self.tries and terms.marker:
            self.last_mark = terms.marker.mark(self.tries[-1].answer, self.seed, self.tries[-1].lang)
        if terms.returned and self.answer is None:
            with suppress(Invalid):
                self.answer, self.typed_in = self.exercise.received(terms.returned.raw), terms.returned.lang

    def follow(self) -> bool:
        """Goes on from what was done on it elsewhere, where the journal has read of any. Whether there was."""
        if len(self.journal.of(self.terms.scope, self.exercise.id)) == self._known:
            return False
        self._restore_all()
        return True

    def _begin(self) -> None:
        self.answer = None
        self.typed_in = self.lang  # the language in which the answer was given
        self.at = ""
        self.tries: list[Try] = []
        self.last_mark = None
        self._marked = False  # whether the last mark is that of the answer as it stands
        self._tried = self.solved = False  # whether a try failed, and whether the solution was shown, with these numbers

    def _restore(self, entry: Entry) -> None:
        if entry.event == "again":
            self._begin()
        elif entry.seed != self.terms.seed and not self.terms.practice:
            return  # answered under another name, with other numbers
        self.seed = entry.seed or self.seed
        if entry.event in ("draft", "answer") and not self._can_be(entry.answer):
            return  # a journal can be edited by hand
        if entry.event in ("draft", "answer"):
            self._answered(entry.answer, entry.lang or self.lang, entry.at)
        if entry.event == "answer":
            self._take(Try(entry.answer, entry.lang or self.lang), entry.status, entry.score)
        elif entry.event == "hint":
            self.hints = min(self.hints + 1, len(self.exercise.hints))
        elif entry.event == "solution":
            self.solved = True

    def _answered(self, answer: Any, lang: str, at: str) -> None:
        self.answer, self.typed_in, self.at, self._marked = answer, lang, at, False

    def _take(self, given: Try, status: str, score: float) -> None:
        self.tries.append(given)
        self._marked = True
        self._tried = self._tried or status in ("wrong", "partial")
        self.best = max(self.best, score)

    def _can_be(self, answer: Any) -> bool:
        """Whether it is of the shape that answers to this exercise have: what no screen gives changes nothing."""
        try:
            self.exercise.shaped(answer)
        except Invalid:
            return False
        return True

    # What a learner can do

    def draft(self, answer: Any) -> None:
        """Keeps an answer that is not checked. Where nothing was answered, nothing is no news."""
        if self._can_be(answer) and answer != self.answer and not (_is_nothing(answer) and _is_nothing(self.answer)):
            self._keep("draft", answer, self.lang)

    def check(self, answer: Any) -> None:
        """Marks an answer at once, where that is allowed and a check is left; else only keeps it.

        One that cannot be read is kept too: it costs nothing, and is told what to mend. So is what to do where nothing is
        answered: then there is nothing to keep, and nothing is said of keeping, unless an earlier answer was taken back. An answer
        that stood there already is meant as it was typed, in the other language perhaps.
        """
        marker = self.terms.marker
        if marker is None or not self.checks or self.checks_left == 0:
            self.draft(answer)
            return
        lang = self._language(answer)
        mark = marker.mark(answer, self.seed, lang)
        if _is_nothing(answer):
            self.draft(answer)
            self.saved = self.saved if self.saved and self.saved.ok is False else None
            self._marked = True
        elif mark.status == "invalid" and not self._can_be(answer):
            self._marked = True
        elif mark.status == "invalid":
            self._keep("draft", answer, lang)
            self._marked = True
        else:
            earned = 0 if self.solved else mark.score
            self._keep("answer", answer, lang, status=mark.status, score=earned)
            self._take(Try(answer, lang), mark.status, earned)
        self.last_mark = mark

    def hint(self) -> None:
        """Opens the next hint, if one is left."""
        if self.hints < len(self.exercise.hints):
            self._write("hint")
            self.hints += 1

    def again(self) -> None:
        """Other numbers, in practice, where the exercise draws them; the answer given stays in the journal."""
        if self.terms.practice and self.exercise.varies:
            rounds = sum(entry.event == "again" for entry in self.journal.of(self.terms.scope, self.exercise.id)) + 1
            self._begin()
            self.seed = f"{self.terms.seed}/{rounds}"
            self._write("again")

    def solution(self) -> None:
        """Shows the solution, in practice, once a try has failed and no hint is left; this variant earns no more points."""
        if self.can_solve:
            self._write("solution")
            self.solved = True

    def _language(self, answer: Any) -> str:
        """The language in which an answer was typed that the screen sends: an earlier one where it is that which stands there."""
        return self.typed_in if answer == self.answer else self.lang

    def _keep(self, event: Event, answer: Any, lang: str, **fields: Any) -> None:
        self._write(event, lang, answer=answer, **fields)
        self._answered(answer, lang, self.journal.entries[-1].at)

    def _write(self, event: Event, lang: str = "", **fields: Any) -> None:
        where = {"exercise": self.exercise.id, "lang": lang or self.lang, "seed": self.seed}
        self.saved = self.journal.write(event, self.terms.scope, **where, **fields)
        self._known += 1

    # How the work stands

    @property
    def checks(self) -> bool:
        """Whether answers are marked at once, or taken, where only a person can mark them."""
        marker = self.terms.marker
        return marker is not None and (self.terms.practice or not marker.by_hand) and self.terms.returned is None

    @property
    def checks_left(self) -> int | None:
        return None if self.terms.checks is None or not self.checks else max(0, self.terms.checks - len(self.tries))

    @property
    def can_solve(self) -> bool:
        return self.terms.practice and self._tried and self.hints == len(self.exercise.hints) and not self.solved

    @property
    def standing(self) -> Status:
        """What handing in would make of it: "unattempted", "answered", "unfinished", or "invalid" for what cannot be marked as it is."""
        if _is_nothing(self.answer):
            return "unattempted"
        return "invalid" if self.trouble() else "unfinished" if self.left() else "answered"

    def trouble(self) -> Text | None:
        """Why the answer cannot be marked as it is."""
        try:
            self.exercise.read(self.exercise.shaped(self.answer), self.typed_in)
        except Invalid as problem:
            return problem.text
        return None

    def left(self) -> Text | None:
        """What is left to do in an answer that can be marked."""
        try:
            return self.exercise.unfinished(self.exercise.read(self.exercise.shaped(self.answer), self.typed_in))
        except Invalid:
            return None

    def print(self) -> str:
        """By which the answer is recognised, and the language in which it was typed; "" where there is none."""
        if _is_nothing(self.answer):
            return ""
        return hashlib.sha256(msgspec.json.encode([self.answer, self.typed_in])).hexdigest()[:16]

    @property
    def changed(self) -> bool:
        """Whether something was handed in, and not the answer as it stands."""
        return self.terms.handed not in (None, self.print()) and self.terms.returned is None

    def content(self) -> dict[str, Any]:
        """The exercise in the learner's language, without key or feedback, and what can be done with it."""
        content = self.exercise.content(self.seed, self.lang)
        if self.terms.waits:
            content |= {"prompt": say("attempt.nobody", self.lang), "waits": True}
        return content | {"checks": self.checks, "practice": self.terms.practice, "counts": self.terms.counts}

    def text(self) -> str:
        """The exercise to read where no widget can be shown. The same for every learner and at every moment."""
        content = self.exercise.content("", self.lang)
        lines = [f"<{content['kind'].capitalize()} {content['id']}>", content["title"], "", content["prompt"]]
        if self.exercise.show:
            lines += ["", looks.text(self.exercise.show, self.lang)]
        for texts in self.exercise.read_out(self.lang):
            lines += ["", *(f"- {each}" for each in texts)]
        return "\n".join(lines)

    def seen(self, answer: Any) -> Any:
        """What the kind shows of an answer while it is being given."""
        try:
            return self.exercise.seen(self.exercise.shaped(answer), self._language(answer))
        except Invalid:
            return None

    def state(self) -> State:
        """The work so far: answer, mark and feedback, hints opened, whether it is saved."""
        lang, values, returned, mark = self.lang, self.exercise.values(self.seed), self.terms.returned, self.last_mark
        state = State(
            answer=self.answer,
            best=self.best if self.terms.practice else None,
            max=self.exercise.points,
            hints=[hint.fill(values).get(lang) for hint in self.exercise.hints[: self.hints]],
            hints_left=0 if returned else len(self.exercise.hints) - self.hints,
            checks_left=self.checks_left,
            can_solve=self.can_solve,
            can_draw_again=self.terms.practice and self.exercise.varies and (self.solved or mark is not None),
            changed=self.changed,
            seen=self.seen(self.answer),
            saved=Kept(self.saved.ok, self.saved.text.get(lang)) if self.saved else None,
        )
        remarks: list[Remark] = []
        if returned:
            state.status, state.score, state.marked = returned.status, returned.score, True
            remarks = [*returned.remarks, *([Remark(Text(en=returned.comment, fr=returned.comment))] if returned.comment else [])]
            state.solution = returned.solution.get(lang) if returned.solution else None
        elif mark:
            state.status, state.score, state.marked, remarks = mark.status, mark.score, self._marked, mark.remarks
            if self.terms.marker and not self.terms.practice:
                remarks = [*remarks, *self.terms.marker.told_late(self.tries[-1].answer if self.tries else None, self.seed)]
        elif not self.terms.practice:
            state.status = self.standing
            state.marked = state.status == "invalid"
            told = self.trouble() if state.marked else self.left()
            remarks = [Remark(told)] if told else []
        if self.solved and self.terms.marker:
            right, why = self.terms.marker.solution(self.seed), self.terms.marker.explained(self.seed)
            state.solution = f"{right.get(lang)}\n\n{why.get(lang)}"
        state.feedback = [Told(each.about, each.right, each.text.get(lang)) for each in remarks]
        return state


def _is_nothing(answer: Any) -> bool:
    """Whether an answer is none: nothing chosen, nothing placed, nothing typed but blanks."""
    return answer in (None, "", [], {}) or (isinstance(answer, str) and not answer.strip())


def practise(exercise: Exercise, journal: Journal, lang: str) -> Attempt:
    """The work on an exercise of a lesson: marked at once, as often as one likes."""
    return Attempt(exercise, journal, lang, Terms(PRACTICE, f"{journal.learner()}/{exercise.id}", exercise, practice=True))
