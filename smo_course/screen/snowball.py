"""The snowball explorer: the hour and the tone of the first answer, and how many mentions follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import traitlets

from ..simulators import snowball
from ..text import Text, number
from .assets import css, esm
from .base import CourseWidget

STEP = 3  # hours between two points of a curve, and between two places of the slider
COMMUNITIES = (500, 3_000, 10_000)  # followers to choose among
_MONDAY = 63  # hours after the complaint: Monday, 9 a.m.
_FIRST = {"hour": _MONDAY, "tone": "sincere", "community": 3_000}  # what is shown when it opens
_FRIDAY = date(2025, 1, 3)  # any Friday: only the name of the day is shown


class Snowball(CourseWidget):
    """`content` holds every curve, so that the browser needs no kernel to show any of them."""

    _esm = esm("dom", "snowball")
    _css = css("snowball")
    content = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: str):
        super().__init__(content=content(lang))
        self.text = _text(lang)


def content(lang: str) -> dict[str, Any]:
    """The curves and the words, in one language."""
    return {
        "lang": lang,
        "step": STEP,
        "latest": snowball.LATEST,
        "horizon": snowball.HORIZON,
        "monday": _MONDAY,
        "first": _FIRST,
        "communities": [{"id": size, "text": _FOLLOWERS.get(lang).format(n=number(size, lang))} for size in COMMUNITIES],
        "tones": [{"id": tone, "text": _TONES[tone].get(lang), "said": _SAID[tone].get(lang)} for tone in snowball.TONES],
        "moments": [moment(hour, lang) for hour in range(0, snowball.HORIZON + 1, STEP)],
        "days": _days(lang),
        "nights": _nights(),
        "curves": {str(size): {tone: _curves(tone, size) for tone in snowball.TONES} for size in COMMUNITIES},
        "words": {name: text.get(lang) for name, text in _WORDS.items()},
    }


def _curves(tone: snowball.Tone, community: int) -> list[list[int]]:
    """For each place of the slider, the mentions every STEP hours. Without an answer there is only one curve."""
    hours = range(0, 1 if tone == "none" else snowball.LATEST + 1, STEP)
    return [[round(each) for each in snowball.curve(hour, tone, community)[::STEP]] for hour in hours]


def moment(hour: int, lang: str) -> str:
    """When that is: “Saturday, 9 a.m.”, « samedi, 9 h ». Midnight ends a day, as people speak: “Friday, midnight”."""
    days, clock = divmod(snowball.STARTS + hour, 24)
    return f"{_day(days - (clock == 0), lang)}, {_clock(clock, lang)}"


def _day(days: int, lang: str) -> str:
    from babel.dates import format_date

    return format_date(_FRIDAY + timedelta(days=days), "EEEE", locale=lang)


def _clock(hour: int, lang: str) -> str:
    if hour in _NAMED:
        return _NAMED[hour].get(lang)
    return f"{hour}\u00a0h" if lang == "fr" else f"{(hour - 1) % 12 + 1}\u00a0{'a' if hour < 12 else 'p'}.m."


def _days(lang: str) -> list[dict[str, Any]]:
    """The days on the chart, each with the hours between which it lies."""
    edges = [0, *range(24 - snowball.STARTS, snowball.HORIZON, 24), snowball.HORIZON]
    return [{"text": _day(place, lang), "from": edges[place], "to": edges[place + 1]} for place in range(len(edges) - 1)]


def _nights() -> list[list[int]]:
    """The nights, each as the hours between which it lies: midnight to 6 a.m., when the model has people asleep."""
    asleep = [snowball.awake(hour) < 0.5 for hour in range(snowball.HORIZON)]
    edges = [hour for hour in range(1, snowball.HORIZON) if asleep[hour] != asleep[hour - 1]]
    return [edges[place : place + 2] for place in range(0, len(edges), 2)]


def _text(lang: str) -> str:
    size = _FIRST["community"]
    ends = {name: snowball.curve(hour, tone, size)[-1] for name, hour, tone in _SUMMED}
    return _SUMMARY.get(lang).format(size=number(size, lang), **{name: number(round(end), lang) for name, end in ends.items()})


_NAMED = {0: Text(en="midnight", fr="minuit"), 12: Text(en="noon", fr="midi")}
_FOLLOWERS = Text(en="{n} followers", fr="{n} abonnés")
_TONES = {
    "sincere": Text(en="Sincere: it answers the complaint itself", fr="Sincère\u00a0: elle répond au reproche lui-même"),
    "canned": Text(en="Canned: a ready-made sentence", fr="Toute faite\u00a0: une formule passe-partout"),
    "deletion": Text(en="The complaint is deleted", fr="Le reproche est supprimé"),
    "none": Text(en="Nobody answers", fr="Personne ne répond"),
}
_SAID = {
    "sincere": Text(en="Sincere answer on {moment}", fr="Réponse sincère {moment}"),
    "canned": Text(en="Canned answer on {moment}", fr="Réponse toute faite {moment}"),
    "deletion": Text(en="Complaint deleted on {moment}", fr="Reproche supprimé {moment}"),
    "none": Text(en="No answer", fr="Aucune réponse"),
}
_SUMMED = (("soon", 0, "sincere"), ("late", _MONDAY, "sincere"), ("silence", 0, "none"))
_SUMMARY = Text(
    en="The snowball (simulated, {size} followers): mentions by Tuesday evening of a complaint posted on Friday at 6\u00a0p.m.\n"
    "- sincere answer at once: {soon}\n- sincere answer on Monday at 9\u00a0a.m.: {late}\n- no answer: {silence}",
    fr="La boule de neige (simulation, {size} abonnés)\u00a0: mentions, mardi soir, d’un reproche publié vendredi à 18\u00a0h\n"
    "- réponse sincère aussitôt\u00a0: {soon}\n- réponse sincère lundi à 9\u00a0h\u00a0: {late}\n- aucune réponse\u00a0: {silence}",
)
_WORDS = {
    "title": Text(en="The snowball", fr="La boule de neige"),
    "intro": Text(
        en="Friday, 6\u00a0p.m.: a complaint is posted on the shop’s page. When does the shop answer first, and how?",
        fr="Vendredi, 18\u00a0h\u00a0: un reproche est publié sur la page de la boutique. Quand répond-elle d’abord, et sur quel ton\u00a0?",
    ),
    "hour": Text(en="Hour of the first answer", fr="Heure de la première réponse"),
    "tone": Text(en="First answer", fr="Première réponse"),
    "community": Text(en="Size of the community", fr="Taille de la communauté"),
    "no_hour": Text(en="no answer, so no hour", fr="pas de réponse, donc pas d’heure"),
    "result": Text(en="{what}: **{n} mentions** by Tuesday evening", fr="{what}\u00a0: **{n} mentions** mardi soir"),
    "times": Text(
        en=", {ratio} times as many as with a sincere answer at once",
        fr=", soit {ratio} fois plus qu’avec une réponse sincère donnée aussitôt",
    ),
    "worse": Text(en=", and more than if nobody had answered ({n})", fr=", et plus que si personne n’avait répondu ({n})"),
    "simulated": Text(en=" (simulated).", fr=" (simulation)."),
    "mentions": Text(en="mentions so far", fr="mentions cumulées"),
    "night": Text(en="night", fr="nuit"),
    "monday": Text(en="Monday, 9\u00a0a.m.", fr="lundi, 9\u00a0h"),
    "yours": Text(en="your choice", fr="votre choix"),
    "soon": Text(en="sincere, at once", fr="sincère, aussitôt"),
    "none": Text(en="no answer", fr="aucune réponse"),
    "how": Text(en="How this is simulated", fr="Comment c’est simulé"),
    "assumptions": Text(
        en="This is a model, not a measurement: its figures were chosen so that the shape can be seen. Trust the shape only.\n\n"
        "- Three messages at first. Each hour by day, ten that stand bring about one more; at night, when people sleep, far fewer.\n"
        "- One follower in ten would ever speak of it: the growth slows as fewer are left who have not.\n"
        "- From its hour on, a sincere answer cuts the growth to a fifth, a canned one to four fifths; deleting the complaint "
        "makes it grow by two fifths more.",
        fr="C’est un modèle, non une mesure\u00a0: ses chiffres ont été choisis pour que la forme se voie. Ne vous fiez qu’à la forme.\n\n"
        "- Trois messages au départ. Chaque heure du jour, dix messages en attirent à peu près un de plus\u00a0; la nuit, quand on dort, bien moins.\n"
        "- Un abonné sur dix, pas davantage, finirait par en parler\u00a0: la croissance ralentit à mesure qu’il en reste moins à gagner.\n"
        "- À partir de son heure, une réponse sincère ramène la croissance à un cinquième, une formule toute faite à quatre cinquièmes\u00a0; "
        "supprimer le reproche l’augmente de deux cinquièmes.",
    ),
}
