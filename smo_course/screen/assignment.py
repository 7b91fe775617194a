"""The top and the end of an assignment: who works, what is answered, until when; handing in, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import traitlets

from ..assignment import submission
from ..assignment.sheet import moment
from ..assignment.telling import describe, handed_at, receipt
from ..assignment.work import Work
from ..attempt import Attempt
from ..text import Text, moment_text, number
from .assets import css, esm
from .base import CourseWidget

_LONGEST = 200


class AssignmentPanel(CourseWidget):
    """`content` holds the words, `state` how the work stands. The browser sends {do: identify | hand-in | open, …}."""

    _esm = esm("dom", "assignment")
    _css = css("panel")
    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, assignment, part: str):
        self.assignment, self.part, lang = assignment, part, assignment.lang
        words = {name: text.get(lang) for name, text in _WORDS.items()}
        super().__init__(content={"part": part, "lang": lang, "words": words, "facts": _facts(assignment.work.sheet, lang)})
        self.state = _state(assignment.work)
        self.text = f"<Assignment {assignment.work.sheet.id}: {part}>"
        self.on_msg(lambda _, message, __: self.handle(message))

    def refresh(self, **more: Any) -> None:
        """Shows how the work stands now; `more` is the outcome of what was just done."""
        self.state = _state(self.assignment.work) | more

    def handle(self, message: Any) -> None:
        """Does what the screen asks; what makes no sense changes nothing."""
        lang = self.assignment.lang
        match message:
            case {"do": "identify", "learner": str(learner), "name": str(name)}:
                saved = self.assignment.identify(learner[:_LONGEST], name[:_LONGEST])
                self.refresh(said={"ok": saved.ok, "text": saved.text.get(lang)})
            case {"do": "hand-in"}:
                self._hand_in()
            case {"do": "open", "file": str(file)}:
                self._open(file)

    def _hand_in(self) -> None:
        work, lang = self.assignment.work, self.assignment.lang
        if not work.learner:
            self.refresh(said={"ok": False, "text": _WHO.get(lang)})
            return
        try:
            path, _ = work.hand_in()
        except OSError as error:
            self.refresh(said={"ok": False, "text": _FAILED.get(lang).format(folder=work.folder, reason=error.strerror or error)})
            return
        self.refresh(
            said={"ok": True, "text": receipt(work.handed_in()[-1], work.sheet, lang)},
            file={"name": path.name, "text": path.read_text(encoding="utf-8")},
        )
        self.assignment.refresh(but=self)

    def _open(self, file: str) -> None:
        work, lang = self.assignment.work, self.assignment.lang
        if file not in {each["file"] for each in work.handed_in()}:  # a name from the screen opens no other file
            return
        try:
            found = submission.read(work.folder / file)
        except submission.Damaged as error:
            self.refresh(said={"ok": False, "text": error.text.get(lang)})
        except OSError as error:
            self.refresh(said={"ok": False, "text": f"{file}: {error.strerror or error}"})
        else:
            lines = [each._asdict() for each in describe(found, work.sheet, lang)]
            self.refresh(opened={"file": file, "lines": lines}, file={"name": file, "text": found.encoded().decode()})


def _facts(sheet, lang: str) -> list[str]:
    """What holds for the assignment: times, lateness, attempts, feedback."""
    facts = []
    for text, when in ((_OPENS, sheet.opens), (_DUE, sheet.due)):
        if when:
            facts.append(text.get(lang).format(when=moment_text(when, lang)))
    if sheet.late:
        text = _LATE if sheet.late.penalty else _LATE_FREE
        facts.append(text.get(lang).format(when=moment_text(sheet.late.until, lang), penalty=number(sheet.late.penalty, lang)))
    elif sheet.due:
        facts.append(_NOT_LATE.get(lang))
    facts.append((_AT_ONCE if sheet.feedback == "at-once" else _AFTER).get(lang))
    if sheet.attempts is not None:
        text = _CHECKS if sheet.feedback == "at-once" else _HAND_INS
        facts.append(text.get(lang).format(n=number(sheet.attempts, lang)))
    return facts


def _state(work: Work) -> dict[str, Any]:
    items = list(work.answers())
    now, sheet, lang = datetime.now(UTC), work.sheet, work.lang
    warnings = [each.get(lang) for each in work.journal.warnings()]
    warnings += [_DAMAGED.get(lang).format(file=each) for each in work.damaged]
    if work.learner and not sheet.knows(work.learner):
        warnings.append(_UNKNOWN.get(lang).format(learner=work.learner))
    if sheet.opens and now < moment(sheet.opens):
        warnings.append(_TOO_SOON.get(lang))
    elif sheet.due and now > moment(sheet.due) and not work.returned:
        warnings.append((_OVERDUE if sheet.late and now <= moment(sheet.late.until) else _CLOSED).get(lang))
    return {
        "learner": work.learner,
        "name": work.journal.profile().get("name", ""),
        "items": [_line(each) for each in items],
        "answered": sum(each.standing == "answered" for each in items),
        "handed": [
            {
                "file": each["file"],
                "text": _HANDED.get(lang).format(when=handed_at(each, lang), n=each["answered"], of=each["of"], receipt=each["receipt"]),
            }
            for each in work.handed_in()
        ],
        "returned": _returned(work),
        "warnings": warnings,
        "said": None,
        "opened": None,
        "file": None,
    }


def _line(work: Attempt) -> dict[str, Any]:
    standing = work.standing
    return {
        "id": work.exercise.id,
        "title": work.exercise.title.get(work.lang),
        "status": standing,
        "trouble": work.trouble().get(work.lang) if standing == "invalid" else "",
    }


def _returned(work: Work) -> str:
    if not work.returned:
        return ""
    back, lang = work.returned, work.lang
    lost = _LOST.get(lang).format(lost=number(back.lost, lang)) if back.lost else ""
    return _MARKS.get(lang).format(total=number(back.total, lang), max=number(back.max, lang)) + lost


_HANDED = Text(en="{when}: {n} of {of} answered, receipt {receipt}", fr="{when}\u00a0: {n} répondus sur {of}, reçu {receipt}")
_FAILED = Text(
    en="Not handed in: {folder} cannot be written to ({reason}). Your answers are kept; make room or allow writing there, then try again.",
    fr="Pas remis\u00a0: impossible d’écrire dans {folder} ({reason}). Vos réponses sont conservées\u00a0; libérez de la place ou autorisez "
    "l’écriture, puis réessayez.",
)
_WHO = Text(
    en="Not handed in: first say who you are, at the top of this page.",
    fr="Pas remis\u00a0: dites d’abord qui vous êtes, en haut de la page.",
)
_UNKNOWN = Text(
    en="“{learner}” is not on your trainer’s list. Check it letter by letter: it may be an e-mail address or a number.",
    fr="«\u00a0{learner}\u00a0» n’est pas sur la liste de votre formateur ou formatrice. Vérifiez lettre à lettre\u00a0: il s’agit peut-être d’une adresse "
    "électronique ou d’un numéro.",
)
_DAMAGED = Text(en="{file} cannot be read: ask for it again.", fr="{file} est illisible\u00a0: redemandez-le.")
_TOO_SOON = Text(
    en="This assignment is not open yet: what you answer is kept.",
    fr="Ce devoir n’est pas encore ouvert\u00a0: vos réponses sont conservées.",
)
_OVERDUE = Text(en="The time is up; late work is still accepted.", fr="Le délai est passé\u00a0; les retards sont encore acceptés.")
_CLOSED = Text(
    en="The time is up. You may still hand in; your trainer decides.",
    fr="Le délai est passé. Vous pouvez encore remettre\u00a0; la décision revient à votre formateur ou formatrice.",
)
_OPENS = Text(en="Opens {when}", fr="Ouvert le {when}")
_DUE = Text(en="Due {when}", fr="À remettre avant le {when}")
_LATE = Text(en="Late until {when}, less {penalty}% a day", fr="En retard jusqu’au {when}, moins {penalty}\u00a0% par jour")
_LATE_FREE = Text(en="Accepted late until {when}", fr="Accepté en retard jusqu’au {when}")
_NOT_LATE = Text(en="Not accepted late", fr="Aucun retard accepté")
_AT_ONCE = Text(en="Answers can be checked at once", fr="Les réponses se vérifient aussitôt")
_AFTER = Text(en="Marks and feedback come later", fr="Notes et commentaires viennent plus tard")
_CHECKS = Text(en="Checks for each exercise: {n}; the best counts", fr="Vérifications par exercice\u00a0: {n}\u00a0; la meilleure compte")
_HAND_INS = Text(en="Hand-ins: {n} at most; the newest counts", fr="Remises\u00a0: {n} au plus\u00a0; la dernière compte")
_MARKS = Text(en="Your marks have come back: {total} of {max} points", fr="Vos notes sont arrivées\u00a0: {total} points sur {max}")
_LOST = Text(en=" ({lost} lost by lateness)", fr=" ({lost} perdus par le retard)")
_WORDS = {
    "who": Text(en="Who are you?", fr="Qui êtes-vous\u00a0?"),
    "learner": Text(en="The name or number by which your trainer knows you", fr="Le nom ou le numéro sous lequel on vous connaît"),
    "name": Text(en="How you are called", fr="Comment on vous appelle"),
    "keep": Text(en="That is me", fr="C’est moi"),
    "answered": Text(en="answered", fr="répondu"),
    "unattempted": Text(en="not answered", fr="sans réponse"),
    "invalid": Text(en="cannot be marked like this", fr="ne peut être évalué ainsi"),
    "count": Text(en="{n} of {of} answered", fr="{n} répondus sur {of}"),
    "hand_in": Text(en="Hand in", fr="Remettre"),
    "hand_in_again": Text(en="Hand in again", fr="Remettre de nouveau"),
    "missing": Text(
        en="{n} not answered. You may hand in all the same, and again later.",
        fr="{n} sans réponse. Vous pouvez remettre tout de même, et de nouveau plus tard.",
    ),
    "handed": Text(en="Handed in", fr="Déjà remis"),
    "open": Text(en="See what was handed in", fr="Voir ce qui a été remis"),
    "download": Text(en="Download {file}", fr="Télécharger {file}"),
    "inside": Text(en="What {file} contains", fr="Ce que contient {file}"),
}
