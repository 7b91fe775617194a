"""Figures drawn from the datasets. Each comes with a text, written from the same data, that says what it shows."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable
from html import escape
from io import BytesIO

from ..data.facts import facts
from ..data.platforms import platforms
from ..text import day
from ..words import Words

say = Words(__file__)

BLUE, GREY, INK = "#0072b2", "#8a8a85", "#1a1a1a"  # told apart by lightness too, and every bar carries its number


class Chart:
    """A picture and what it says: the text is the picture's alternative, and what tests compare."""

    def __init__(self, figure, text: str):
        self.text = text
        picture = BytesIO()
        # No date and no version of the library in the file: the same data give the same bytes.
        figure.savefig(picture, format="png", dpi=144, bbox_inches="tight", facecolor="white", metadata={"Software": None})
        self._png = base64.b64encode(picture.getvalue()).decode()

    def _repr_mimebundle_(self, **options):
        html = (
            f'<img alt="{escape(self.text)}" src="data:image/png;base64,{self._png}" style="max-width:100%;width:44rem;border-radius:6px">'
        )
        return {"text/html": html, "text/plain": self.text}


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
    colours = [BLUE if status == "active" else GREY for _, _, status in bars]
    return Chart(_bars([bar[0] for bar in bars], [bar[1] for bar in bars], [str(bar[1]) for bar in bars], colours, title), text)


def france_2026(lang: str) -> Chart:
    """The share of users asked in France who say that they used three networks in the past month."""
    found = sorted(facts("fr-2026-instagram", "fr-2026-tiktok", "fr-2026-snapchat"), key=lambda fact: fact.value or 0)
    names = [_NETWORKS[fact.id] for fact in found]
    labels = [say("charts.percent", lang, n=fact.value) for fact in found]
    title = say("charts.france", lang, when=day(found[0].as_of, lang))
    said = ", ".join(f"{name} {label}" for name, label in reversed(list(zip(names, labels, strict=True))))
    return Chart(_bars(names, [fact.value or 0 for fact in found], labels, [BLUE] * 3, title), f"{title}. {said}.")


CHARTS: dict[str, Callable[[str], Chart]] = {"fates": fates, "france-2026": france_2026}


def _bars(names: list[str], values: list[float], labels: list[str], colours: list[str], title: str):
    """Horizontal bars, each with its number at its end: no axis to read, no legend to look up."""
    from matplotlib.figure import Figure  # without pyplot, which would keep every figure alive

    figure = Figure(figsize=(7, 0.55 * len(values) + 0.7))
    axes = figure.subplots()
    axes.barh(names, values, color=colours, height=0.66)
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        axes.text(value + max(values) * 0.012, place, label, va="center", fontsize=11, color=INK)
    axes.set_title(title, loc="left", fontsize=12.5, color=INK, pad=12, x=0)
    axes.spines[:].set_visible(False)
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0, labelsize=11, labelcolor=INK)
    return figure


_NETWORKS = {"fr-2026-instagram": "Instagram", "fr-2026-tiktok": "TikTok", "fr-2026-snapchat": "Snapchat"}
