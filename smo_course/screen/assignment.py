"""The top and the end of an assignment: who works, what is answered, until when; handing in, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import traitlets

from ..assignment import submission
from ..assignment.sheet import Sheet, moment
from ..assignment.telling import describe, handed_at, receipt
from ..assignment.work import CannotHandIn, Work
from ..attempt import Attempt
from ..text import moment_text
from ..words import Words
from .base import CourseWidget

say = Words(__file__)

_LONGEST = 200


class AssignmentPanel(CourseWidget):
    """`content` holds what stays, `state` how the work stands. The browser sends {do: look | identify | hand-in | open, …}."""

    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, assignment, part: str):
        self.assignment, self.part, work = assignment, part, assignment.work
        name = f"assignment.learner.{work.sheet.asks or 'any'}"
        content = {"part": part, "asks_code": work.sheet.asks_code, "asks_for": say(name, work.lang)}
        super().__init__("screen/assignment", work.lang, content=content, state=_state(work))
        self.text = f"<Assignment {assignment.work.sheet.id}: {part}>"
        self.on_msg(lambda _, message, __: self.handle(message))

    def refresh(self, **more: Any) -> None:
        """Shows how the work stands now; `more` is the outcome of what was just done."""
        self.state = _state(self.assignment.work) | more

    def follow(self) -> None:
        """Shows how the work stands now, and goes on showing what came of what was done here."""
        self.refresh(**{name: self.state[name] for name in ("said", "opened", "file")})

    def handle(self, message: Any) -> None:
        """Does what the screen asks; what makes no sense changes nothing."""
        lang = self.assignment.lang
        match message:
            case {"do": "look"}:
                self.assignment.look()
            case {"do": "identify", "learner": str(learner), "name": str(name)}:
                code, learner = message.get("code"), learner.strip()
                if (lost := self.assignment.work.redrawn(learner)) and message.get("sure") is not True:
                    told = say("assignment.redraws", lang, n=lost, learner=learner, former=self.assignment.work.learner)
                    self.refresh(said={"ok": False, "text": told}, asks_sure=learner)
                    return
                saved = self.assignment.identify(learner[:_LONGEST], name[:_LONGEST], code[:_LONGEST] if isinstance(code, str) else "")
                fits = self.assignment.work.sheet.asks_code and self.assignment.work.known
                told = f"{saved.text.get(lang)} {say('assignment.fits', lang)}" if fits else saved.text.get(lang)
                self.refresh(said={"ok": saved.ok, "text": told})
            case {"do": "hand-in"}:
                self._hand_in(late=message.get("late") is True)
            case {"do": "open", "file": str(file)}:
                self._open(file)

    def _hand_in(self, late: bool) -> None:
        work, lang = self.assignment.work, self.assignment.lang
        if not work.learner:
            self.refresh(said={"ok": False, "text": say("assignment.nobody", lang)})
            return
        if (earlier := work.replaces) and not late:
            told = say("assignment.replaces", lang, when=handed_at(earlier, lang), penalty=work.sheet.late.penalty)
            self.refresh(said={"ok": False, "text": told}, asks_late=True)
            return
        try:
            path, _ = work.hand_in()
        except CannotHandIn as error:
            self.refresh(said={"ok": False, "text": error.text.get(lang)})
            return
        self.refresh(
            said={"ok": True, "text": receipt(work.handed_in()[-1], work.sheet, lang)},
            file={"name": path.name, "text": path.read_text(encoding="utf-8")},
        )
        self.assignment.handed_in(but=self)

    def _open(self, file: str) -> None:
        work, lang = self.assignment.work, self.assignment.lang
        if file not in {each["file"] for each in work.handed_in()}:  # a name from the screen opens no other file
            return
        try:
            found = submission.read(work.folder / file)
        except submission.Damaged as error:
            self.refresh(said={"ok": False, "text": error.text.get(lang)})
        except OSError as error:
            self.refresh(said={"ok": False, "text": say("assignment.refused", lang, file=file, reason=error)})
        else:
            lines = [each._asdict() for each in describe(found, work.sheet, lang)]
            self.refresh(opened={"file": file, "lines": lines}, file={"name": file, "text": found.encoded().decode()})


def facts(sheet: Sheet, lang: str, marked: bool = False) -> list[str]:
    """What holds for an assignment: times, lateness, attempts, feedback; once marks are back, only when it was due."""
    facts = []
    for name, when in (("opens", sheet.opens), ("due", sheet.due)):
        if when:
            facts.append(say(f"assignment.{name}", lang, when=moment_text(when, lang)))
    if marked:
        return facts
    if sheet.late:
        name = "late" if sheet.late.penalty else "late_free"
        facts.append(say(f"assignment.{name}", lang, when=moment_text(sheet.late.until, lang), penalty=sheet.late.penalty))
        facts.append(say("assignment.newest", lang))
    elif sheet.due:
        facts.append(say("assignment.not_late", lang))
    at_once = sheet.feedback == "at-once"
    facts.append(say("assignment.at_once" if at_once else "assignment.after", lang))
    if sheet.attempts is not None:
        facts.append(say("assignment.checks" if at_once else "assignment.hand_ins", lang, n=sheet.attempts))
    return facts


def _state(work: Work) -> dict[str, Any]:
    items = list(work.answers())
    now, sheet, lang = datetime.now(UTC), work.sheet, work.lang
    warnings = [each.get(lang) for each in work.journal.warnings()]
    warnings += [say("assignment.damaged", lang, file=each) for each in work.damaged]
    if work.learner and not work.known:
        warnings.append(say("assignment.unfit" if sheet.asks_code else "assignment.unknown", lang, learner=work.learner))
    if sheet.opens and now < moment(sheet.opens):
        warnings.append(say("assignment.too_soon", lang))
    elif sheet.due and now > moment(sheet.due) and not work.returned:
        in_time = sheet.late and now <= moment(sheet.late.until)
        warnings.append(say("assignment.overdue" if in_time else "assignment.closed", lang))
    return {
        "facts": facts(sheet, lang, marked=work.returned is not None),
        "learner": work.learner,
        "name": work.journal.profile().get("name", ""),
        "code": work.code,
        "asks_late": False,
        "asks_sure": None,
        "items": [_line(each) for each in items],
        "answered": sum(each.standing == "answered" for each in items),
        "left": ""
        if work.left is None or work.returned
        else say("assignment.left" if work.left else "assignment.none_left", lang, n=work.left),
        "handed": [{"file": each["file"], "text": _handed(each, lang)} for each in work.handed_in()],
        "returned": _returned(work),
        "warnings": warnings,
        "said": None,
        "opened": None,
        "file": None,
    }


def _handed(entry: dict[str, Any], lang: str) -> str:
    when, receipt = handed_at(entry, lang), entry["receipt"]
    return say("assignment.hand_in_of", lang, when=when, n=entry["answered"], of=entry["of"], receipt=receipt)


def _line(work: Attempt) -> dict[str, Any]:
    standing, lang = work.standing, work.lang
    why = work.trouble() if standing == "invalid" else work.left()
    more = [why.get(lang).rstrip(".")] if why else []
    if work.checks_left is not None:
        more.append(say("assignment.checks_left", lang, n=work.checks_left))
    if work.changed:
        more.append(say("assignment.changed", lang))
    return {"id": work.exercise.id, "title": work.exercise.title.get(lang), "status": standing, "more": more}


def _returned(work: Work) -> str:
    if not work.returned:
        return ""
    back, lang = work.returned, work.lang
    name = "marks_late" if back.lost else "marks"
    return say(f"assignment.{name}", lang, n=back.max, total=back.total, lost=back.lost)
