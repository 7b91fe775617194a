"""Figures drawn from the datasets. Each comes with a text, written from the same data, that says what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from ..data.facts import facts
from ..data.platforms import platforms
from ..elements import Element, element, source
from ..errors import CourseError
from ..text import day
from ..words import Words

say = Words(__file__)

# Bars are told apart by lightness too, and each carries its number. Both colours stand out from white and from the dark theme's
# black; what is written has the colour of the text around it.
BLUE, GREY, INK = "#0072b2", "#8a8a85", "#1a1a1a"  # ink is for pictures that bring their paper along


class Chart:
    """A picture and what it says: the text is the picture's alternative, and what tests compare."""

    def __init__(self, html: str, text: str):
        self.text, self._html = text, html

    def _repr_mimebundle_(self, **options):
        return {"text/html": self._html, "text/plain": self.text}


def fates(lang: str) -> Chart:
    """What has become of the platforms, tools and products that the articles of 2015 name."""
    counts = Counter(each.status_now for each in platforms() if each.in_source)
    total = sum(counts.values())
    bars = sorted(((say(f"charts.fate.{status}", lang), count, status) for status, count in counts.items()), key=lambda bar: bar[1])
    title = say("charts.fates", lang, total=total, active=counts["active"])
    share = say("charts.percent", lang, n=round(100 * counts["active"] / total))
    text = say(
        "charts.fates_said", lang, title=title, share=share, said=", ".join(f"{label} {count}" for label, count, _ in reversed(bars))
    )
    return drawn([Bar(label, count, str(count), BLUE if status == "active" else GREY) for label, count, status in bars[::-1]], title, text)


def france_2026(lang: str) -> Chart:
    """The share of users asked in France who say that they used three networks in the past month."""
    found = sorted(facts("fr-2026-instagram", "fr-2026-tiktok", "fr-2026-snapchat"), key=lambda fact: fact.value or 0)
    names = [_NETWORKS[fact.id] for fact in found]
    labels = [say("charts.percent", lang, n=fact.value) for fact in found]
    title = say("charts.france", lang, when=day(found[0].as_of, lang))
    said = ", ".join(f"{name} {label}" for name, label in reversed(list(zip(names, labels, strict=True))))
    bars = [Bar(name, fact.value or 0, label, BLUE) for name, fact, label in zip(names, found, labels, strict=True)]
    return drawn(bars[::-1], title, f"{title}. {said}.")


def facebook_2015(lang: str) -> Chart:
    """Facebook’s users in France, and those on mobile: as the articles of 2015 give them, and as Facebook counted them."""
    bars = []
    for who, articles in (("france", "facebook-28m-france"), ("mobile", "facebook-17m-mobile")):
        for fact in facts(f"facebook-{who}-2015", f"facebook-{who}-2014", articles):
            said, colour = ("articles", GREY) if fact.origin == "2015" else ("counted", BLUE)
            name = say(f"charts.facebook_{said}", lang, what=say(f"charts.facebook_{who}", lang), when=day(fact.as_of, lang))
            bars.append(Bar(name, fact.value or 0, say("charts.millions", lang, n=fact.value), colour))
    bars.sort(key=lambda bar: -bar.value)
    title = say("charts.facebook", lang)
    return drawn(bars, title, f"{title}. {', '.join(f'{bar.name} ({bar.label})' for bar in bars)}.")


CHARTS: dict[str, Callable[[str], Chart]] = {"fates": fates, "france-2026": france_2026, "facebook-2015": facebook_2015}


def find(name: str) -> Callable[[str], Chart]:
    """What draws the chart called `name`, in a language. Raises CourseError, naming those there are."""
    if name not in CHARTS:
        raise CourseError(say.text("charts.unknown", name=name, known=", ".join(CHARTS)))
    return CHARTS[name]


def drawn(bars: list[Bar], title: str, text: str) -> Chart:
    """Bars, drawn in the page itself and not as a file: so they follow its theme, and their words keep their size when it is narrow."""
    picture = _picture(bars, title)
    picture.attrib |= {"role": "img", "aria-label": text}
    return Chart(source(picture), text)


class Bar(NamedTuple):
    """One bar: what it is called, how long it is, what is written at its end."""

    name: str
    value: float
    label: str
    colour: str


def _picture(bars: list[Bar], title: str) -> Element:
    """Horizontal bars, each with its number at its end: no axis to read, no legend to look up.

    Drawn here: a library of charts takes a second to import, and a lesson would wait for it.
    """
    most = max(bar.value for bar in bars)
    room = max(len(bar.label) for bar in bars) * _SIGN + 0.5
    parts = [element("div", title, style="grid-column: 1 / -1; padding-bottom: .4em")]
    for bar in bars:
        length = f"flex: 0 0 calc((100% - {room:.1f}em) * {bar.value / most:.4f}); height: 1.6em; background: {bar.colour}"
        drawn = element("div", element("div", style=length), bar.label, style=_BAR)
        parts += [element("div", bar.name, style="text-align: right"), drawn]
    return element("div", *parts, style=_STYLE)


_SIGN = 0.62  # em for a sign of what is written at the end of a bar
_BAR = "display: flex; gap: .5em; align-items: center; min-width: 0; white-space: nowrap"
# Names take what they need, and wrap where that would leave no room for the bars.
_STYLE = "display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: .8em .5em; align-items: center; max-width: 44rem; margin: .5em 0"
_NETWORKS = {"fr-2026-instagram": "Instagram", "fr-2026-tiktok": "TikTok", "fr-2026-snapchat": "Snapchat"}
