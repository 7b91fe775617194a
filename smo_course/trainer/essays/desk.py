"""Marking texts on the screen: one at a time, with its rubric. It only carries messages: the work itself is `Marking`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import traitlets

from ...screen.assets import css, esm
from ...screen.base import CourseWidget
from ...text import Text, day, number
from ...words import language
from ..key import read_key
from .texts import LONGEST, Marking, Writing, nameless, writings


def open_marking(key: str, lang: str, grades: str = ".", anonymous: bool = False) -> MarkingView:
    """The texts of a grading, to be marked. Raises UnreadableKey, NoResults, OSError and UnknownLanguage."""
    held, folder, lang = read_key(Path(key)), Path(grades), language(lang)
    texts = writings(held, folder)
    if anonymous or held.anonymous:
        texts = nameless(texts, _NAMELESS, lang)
    return MarkingView(Marking(texts, folder), held.sheet.title.get(lang), lang)


class MarkingView(CourseWidget):
    """`content` is what stays: words, exercises, the list of texts; `state` is the text in front and how it all stands.

    The browser sends {do: go | unmarked | points | comment | undo | save | look, n, …}; each reply carries its `n`.
    """

    _esm = esm("dom", "desk")
    _css = css("panel", "desk")
    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, marking: Marking, title: str, lang: str):
        self.marking, self.lang = marking, lang
        self._order = list(marking.texts.values())
        first = self._order[0] if self._order else None
        self._at = (marking.unmarked_after(self._order[-1]) or first) if first else None
        super().__init__(content=self._content(title), state=self._state())
        self.text = f"<Marking: {title}>"
        self.on_msg(lambda _, message, __: self.handle(message))

    def handle(self, message: Any) -> None:
        """Does what the screen asks; what makes no sense changes nothing."""
        marking, texts, told = self.marking, self.marking.texts, ""
        match message:
            case {"do": "go", "to": str(id)} if id in texts:
                self._at = texts[id]
            case {"do": "unmarked"} if self._at:
                marking.look()
                following = marking.unmarked_after(self._at)
                self._at = following or self._at
                told = "" if following else _NO_OTHER.get(self.lang)
            case {"do": "points", "text": str(id), "criterion": str(criterion), "points": (None | int() | float()) as points} if (
                id in texts
            ):
                marking.give(texts[id], criterion, points)
            case {"do": "comment", "text": str(id), "comment": str(comment)} if id in texts:
                marking.comment(texts[id], comment)
            case {"do": "undo"} if undone := marking.undo():
                self._at, stands = undone
                told = (_UNDONE if stands else _CHANGED).get(self.lang)
            case {"do": "save"}:
                marking.save()
        marking.look()
        self.state = self._state() | {"n": message.get("n", 0) if isinstance(message, dict) else 0, "told": told}

    def _content(self, title: str) -> dict[str, Any]:
        lang = self.lang
        return {
            "lang": lang,
            "title": title,
            "longest": LONGEST,
            "words": {name: text.get(lang) for name, text in _WORDS.items()},
            "texts": [{"id": each.id, "who": each.who, "exercise": each.essay.id} for each in self._order],
            "exercises": {
                essay.id: essay.content("", lang) | {"explain": essay.explain.get(lang)}
                for essay in {each.essay.id: each.essay for each in self._order}.values()
            },
        }

    def _state(self) -> dict[str, Any]:
        marking, lang = self.marking, self.lang
        standing = [marking.standing(each) for each in self._order]
        return {
            "n": 0,
            "told": "",
            "at": self._at and self._shown(self._at),
            "standing": standing,
            "marked": standing.count("marked"),
            "can_undo": marking.can_undo,
            "failed": _failed(marking.failed, lang) if marking.failed else "",
            "warnings": [each.get(lang) for each in self._warnings()],
        }

    def _shown(self, writing: Writing) -> dict[str, Any]:
        given, earlier = self.marking.judgement(writing), self.marking.earlier(writing)
        return {
            "id": writing.id,
            "text": writing.text,
            "lang": writing.lang,
            "words": len(writing.text.split()),
            "points": given.points,
            "comment": given.comment,
            "score": given.score(writing.essay),
            "earlier": earlier and self._earlier(writing, earlier),
        }

    def _earlier(self, writing: Writing, earlier: Any) -> dict[str, Any]:
        given = [
            f"{each.text.get(self.lang)}{_COLON.get(self.lang)}{number(earlier.points[each.id], self.lang)}"
            for each in writing.essay.criteria()
            if each.id in earlier.points
        ]
        return {"when": day(earlier.at[:10], self.lang) if earlier.at else "", "given": given, "comment": earlier.comment}

    def _warnings(self) -> list[Text]:
        marking, warnings = self.marking, []
        name = marking.judgements.path.name
        if marking.judgements.unreadable:
            warnings.append(_filled(_UNREADABLE, n=marking.judgements.unreadable, name=name))
        if marking.blind:
            warnings.append(_filled(_BLIND, name=name, reason=marking.blind.strerror or marking.blind))
        if marking.outdated:
            warnings.append(_OUTDATED)
        return warnings


def _filled(text: Text, **values: Any) -> Text:
    return Text(en=text.en.format(**values), fr=text.fr.format(**values))


def _failed(error: OSError, lang: str) -> str:
    return _filled(_FAILED, reason=error.strerror or error).get(lang)


_COLON = Text(en=": ", fr="\u00a0: ")
_NAMELESS = Text(en="Text {n}", fr="Texte {n}")
_NO_OTHER = Text(en="No other text waits.", fr="Aucun autre texte n’attend.")
_UNDONE = Text(en="The last change is undone.", fr="La dernière modification est annulée.")
_CHANGED = Text(
    en="Not undone: this was changed in another window since.",
    fr="Pas annulé\u00a0: ceci a été modifié depuis dans une autre fenêtre.",
)
_FAILED = Text(
    en="Not saved: the folder of grades cannot be written to ({reason}). What you gave stays here. Make room or allow writing "
    "there, then save again.",
    fr="Pas enregistré\u00a0: impossible d’écrire dans le dossier des notes ({reason}). Ce que vous avez donné reste ici. Libérez "
    "de la place ou autorisez l’écriture, puis enregistrez de nouveau.",
)
_UNREADABLE = Text(
    en="Lines of {name} that cannot be read: {n}. They are left where they are; everything else is here.",
    fr="Lignes illisibles dans {name}\u00a0: {n}. Elles restent où elles sont\u00a0; tout le reste est là.",
)
_BLIND = Text(en="{name} cannot be read just now ({reason}).", fr="Impossible de lire {name} en ce moment ({reason}).")
_OUTDATED = Text(
    en="It was graded anew since you opened this page. Start it again to see the texts that count now; all your marks are kept.",
    fr="Une nouvelle notation a eu lieu depuis l’ouverture de cette page. Relancez-la pour voir les textes qui comptent "
    "maintenant\u00a0; toutes vos notes sont conservées.",
)
_WORDS = {
    "nothing": Text(en="There is no text to mark.", fr="Il n’y a aucun texte à évaluer."),
    "progress": Text(en="{n} of {of} marked", fr="Évalués\u00a0: {n} sur {of}"),
    "done": Text(
        en="All texts are marked. Grade again, and the marks count.",
        fr="Tous les textes sont évalués. Relancez la notation, et les points comptent.",
    ),
    "all": Text(en="All texts", fr="Tous les textes"),
    "place": Text(en="{n} of {of}", fr="{n} sur {of}"),
    "marked": Text(en="marked", fr="évalué"),
    "begun": Text(en="begun", fr="commencé"),
    "unmarked": Text(en="not marked", fr="pas évalué"),
    "exercise": Text(en="The exercise", fr="L’exercice"),
    "explain": Text(en="What to look for", fr="Ce qu’il faut chercher"),
    "text": Text(en="The learner’s text", fr="Le texte remis"),
    "words_one": Text(en="{n} word", fr="{n} mot"),
    "words_many": Text(en="{n} words", fr="{n} mots"),
    "asked": Text(en="{least} to {most} asked for", fr="{least} à {most} demandés"),
    "rubric": Text(en="Points", fr="Points"),
    "of": Text(en="of {n}", fr="sur {n}"),
    "half": Text(en="Half a point more", fr="Un demi-point de plus"),
    "comment": Text(en="Comment to the learner", fr="Commentaire, que la personne lira"),
    "total": Text(en="{score} of {n} points", fr="{score} points sur {n}"),
    "incomplete": Text(en="Counts once every criterion has its points", fr="Compte dès que chaque critère a ses points"),
    "earlier": Text(
        en="Marked before, for an earlier text; it does not count for this one",
        fr="Évalué auparavant, pour un texte précédent\u00a0; cela ne compte pas pour celui-ci",
    ),
    "previous": Text(en="Previous", fr="Précédent"),
    "next": Text(en="Next", fr="Suivant"),
    "next_unmarked": Text(en="Next unmarked", fr="Prochain à évaluer"),
    "undo": Text(en="Undo", fr="Annuler"),
    "saved": Text(en="Saved", fr="Enregistré"),
    "saving": Text(en="Saving…", fr="Enregistrement…"),
    "not_saved": Text(en="Not saved", fr="Pas enregistré"),
    "save": Text(en="Save again", fr="Enregistrer de nouveau"),
    "no_engine": Text(
        en="No answer: this change is not saved yet. It may only take a while. If nothing comes, start again; what you gave here stays.",
        fr="Pas de réponse\u00a0: cette modification n’est pas encore enregistrée. Il suffit peut-être d’attendre. Si rien ne vient, "
        "relancez\u00a0; ce que vous avez donné ici reste.",
    ),
    "restart": Text(en="Start again", fr="Relancer"),
    "keys": Text(en="Keys", fr="Clavier"),
    "key_points": Text(en="points for a criterion", fr="les points d’un critère"),
    "key_half": Text(en="half a point more, or less", fr="un demi-point de plus, ou de moins"),
    "key_clear": Text(en="take the points back", fr="retirer les points"),
    "key_criterion": Text(en="next criterion, then the comment", fr="critère suivant, puis le commentaire"),
    "key_move": Text(en="previous and next text", fr="texte précédent et suivant"),
    "key_unmarked": Text(en="next text to mark", fr="prochain texte à évaluer"),
    "key_undo": Text(en="undo (outside the comment)", fr="annuler (hors du commentaire)"),
    "enter": Text(en="Enter", fr="Entrée"),
    "delete": Text(en="Del", fr="Suppr"),
}
