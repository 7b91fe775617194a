"""The landscape map: families of social media and their platforms, in 2015 and today."""

from __future__ import annotations

from typing import Any

import traitlets

from ..data.platforms import Platform, platforms
from ..text import Text, day
from .assets import css, esm
from .base import CourseWidget
from .facts import site

THEN = 2015  # the year of the articles


class Landscape(CourseWidget):
    """`content` holds every platform in both years, so that the browser can show either without a kernel."""

    _esm = esm("dom", "landscape")
    _css = css("landscape")
    content = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: str):
        super().__init__(content=content(lang))
        self.text = _text(self.content)


def content(lang: str) -> dict[str, Any]:
    """The map's regions, its platforms and its words, in one language."""
    return {
        "lang": lang,
        "then": THEN,
        "families": [{"id": name, "text": text.get(lang)} for name, text in FAMILIES.items()],
        "around": [{"id": name, "text": text.get(lang)} for name, text in _AROUND.items()],
        "platforms": [_platform(each, lang) for each in platforms()],
        "words": {name: text.get(lang) for name, text in _WORDS.items()},
    }


def _platform(known: Platform, lang: str) -> dict[str, Any]:
    """What the map says of a platform; `then` is None for one that did not exist yet."""
    names = FAMILIES | _AROUND
    name = known.name.get(lang)
    name, closed = name[0].upper() + name[1:], known.status_now in ("closed", "merged")
    new_name = known.name_now if known.status_now == "renamed" else name
    filed = known.type_2015_source if known.type_2015_source not in ("", *known.types) else ""
    existed = known.launched <= THEN
    return {
        "id": known.id,
        # best known for one thing in 2015; today in every family where it counts
        "then": {"name": name, "families": known.types[:1], "owner": known.owner_2015} if existed else None,
        "now": {"name": new_name, "families": known.types, "owner": known.owner_now},
        "closed": known.change_date[:4] if closed else "",
        "changed": known.status_now in ("renamed", "sold"),
        "launched": str(known.launched),
        "named": known.in_source,
        "filed": names[filed].get(lang) if filed else "",
        "story": known.changed.get(lang),
        "since": day(known.change_date, lang) if known.change_date else "",
        "source": known.source_url,
        "site": site(known.source_url),
    }


def _text(shown: dict[str, Any]) -> str:
    """The map of today in words, for where it cannot be drawn."""
    words = shown["words"]
    lines = [words["title"]]
    for family in shown["families"]:
        there = [each for each in shown["platforms"] if family["id"] in each["now"]["families"]]
        said = [each["now"]["name"] + (f" ({words['closed'].format(year=each['closed'])})" if each["closed"] else "") for each in there]
        lines.append(f"- {family['text']}{words['colon']} {', '.join(said)}")
    return "\n".join(lines)


FAMILIES = {
    "photo": Text(en="Photos", fr="Photo"),
    "video": Text(en="Video", fr="Vidéo"),
    "music": Text(en="Music", fr="Musique"),
    "messaging": Text(en="Instant messaging", fr="Messagerie instantanée"),
    "general": Text(en="General networks", fr="Réseaux généralistes"),
    "professional": Text(en="Professional networks", fr="Réseaux professionnels"),
    "blog": Text(en="Blogs", fr="Blogs"),
    "information": Text(en="Information", fr="Information"),
    "game": Text(en="Online games", fr="Jeux en ligne"),
}
_AROUND = {
    "presentations": Text(en="Slides", fr="Présentations"),
    "questions": Text(en="Questions and answers", fr="Questions et réponses"),
    "search": Text(en="Search engines", fr="Moteurs de recherche"),
    "advertising": Text(en="Advertising", fr="Publicité"),
    "tool": Text(en="Tools", fr="Outils"),
}
_WORDS = {
    "title": Text(en="Map of social media", fr="Carte des médias sociaux"),
    "help": Text(
        en="Choose a platform to read what became of it. With the keyboard: Tab to the map, then the arrow keys.",
        fr="Choisissez une plateforme pour lire ce qu’elle est devenue. Au clavier\u00a0: Tab jusqu’à la carte, puis les flèches.",
    ),
    "year": Text(en="The map of", fr="La carte"),
    "then": Text(en="2015", fr="de 2015"),
    "now": Text(en="today", fr="d’aujourd’hui"),
    "show": Text(en="Show", fr="Montrer"),
    "all": Text(en="everything", fr="tout"),
    "only_unnamed": Text(en="not named in the articles", fr="ce que les articles ne nomment pas"),
    "only_closed": Text(en="closed since", fr="ce qui a fermé"),
    "only_changed": Text(en="new name or new owner", fr="ce qui a changé de nom ou de main"),
    "only_new": Text(en="opened since 2015", fr="ce qui a ouvert depuis 2015"),
    "only_several": Text(en="in several families", fr="ce qui est de plusieurs familles"),
    "around": Text(
        en="Around the map: not social networks, but a company meets them",
        fr="Autour de la carte\u00a0: pas des réseaux, mais on les croise",
    ),
    "nobody": Text(en="nobody left", fr="plus personne"),
    "closed": Text(en="closed {year}", fr="fermé en {year}"),
    "was": Text(en="was {name}", fr="ex-{name}"),
    "new": Text(en="since {year}", fr="depuis {year}"),
    "unnamed": Text(en="not in the articles", fr="absent des articles"),
    "families": Text(en="Family", fr="Famille"),
    "owner_then": Text(en="Owner in 2015", fr="Propriétaire en 2015"),
    "owner_now": Text(en="Owner today", fr="Propriétaire aujourd’hui"),
    "opened": Text(en="Opened", fr="Ouverture"),
    "filed": Text(
        en="The articles of 2015 filed it under “{family}”. Was that right, even then?",
        fr="Les articles de 2015 l’ont rangé sous «\u00a0{family}\u00a0». Était-ce juste, même alors\u00a0?",
    ),
    "source": Text(en="Source", fr="Source"),
    "last": Text(en="last change: {date}", fr="dernier changement\u00a0: {date}"),
    "detail": Text(en="What became of it", fr="Ce qu’elle est devenue"),
    "pick": Text(en="No platform chosen yet.", fr="Aucune plateforme choisie pour l’instant."),
    "shown": Text(en="{n} platforms on the map.", fr="{n} plateformes sur la carte."),
    "new_window": Text(en="opens in a new tab", fr="s’ouvre dans un nouvel onglet"),
    "colon": Text(en=":", fr="\u00a0:"),
}
