"""Figures drawn from the datasets. Each comes with a text, written from the same data, that says what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from ..data.facts import facts
from ..data.platforms import platforms
from ..elements import Element, element, source
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


CHARTS: dict[str, Callable[[str], Chart]] = {"fates": fates, "france-2026": france_2026}


def drawn(bars: list[Bar], title: str, text: str) -> Chart:
    """Bars, drawn in the page itself and not as a file: so they follow the page's theme."""
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
    start = max(len(bar.name) for bar in bars) * _LETTER + 2 * _GAP
    room = _WIDTH - start - max(len(bar.label) for bar in bars) * _LETTER - 2 * _GAP
    scale = room / max(bar.value for bar in bars)
    height = _ROW * (len(bars) + 1)
    parts = [_text(title, _GAP, _ROW / 2, "start")]
    for place, bar in enumerate(bars, start=1):
        middle, length = _ROW * (place + 0.5), bar.value * scale
        where = {"x": start, "y": middle - _ROW / 3, "width": length, "height": _ROW * 2 / 3}
        parts += [
            element("rect", fill=bar.colour, **{name: f"{number:.1f}" for name, number in where.items()}),
            _text(bar.name, start - _GAP, middle, "end"),
            _text(bar.label, start + length + _GAP, middle, "start"),
        ]
    style = f"display: block; width: 100%; max-width: {_WIDTH}px; height: auto; font: {_SIZE}px system-ui, sans-serif"
    return element("svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_WIDTH} {height}", style=style)


def _text(text: str, x: float, middle: float, anchor: str) -> Element:
    where = {"x": f"{x:.1f}", "y": f"{middle + _SIZE / 3:.1f}", "text-anchor": anchor}
    return element("text", text, fill="currentColor", **where)


_WIDTH, _ROW, _SIZE, _GAP = 704, 40, 16, 8  # px, at the picture's own size
_LETTER = 10  # px: in no name are letters wider than this, on the whole
_NETWORKS = {"fr-2026-instagram": "Instagram", "fr-2026-tiktok": "TikTok", "fr-2026-snapchat": "Snapchat"}
