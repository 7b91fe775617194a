"""The report's figures, in the house style of the course's charts: numbers at the bars, and a text that says the same."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO

from ...screen.charts import BLUE, GREY, INK, Chart
from ...text import listed
from ...words import Words
from .analysis import Step, histogram
from .overview import Overview
from .writing import amount, correlation, per_cent, shortened

say = Words(__file__)

MOST_BARS = 20  # exercises in one figure


def points(overview: Overview) -> Chart:
    """How many learners earned how many points. There must be one at least."""
    from matplotlib.figure import Figure  # without pyplot, which would keep every figure alive

    lang, most, totals = overview.lang, overview.most, overview.totals
    steps = histogram(overview.earned, most)
    names, counts = [step_name(step, most, lang) for step in steps], [step.learners for step in steps]
    figure = Figure(figsize=(7.4, 3))
    axes = figure.subplots()
    axes.bar(range(len(steps)), counts, color=BLUE, width=0.86)
    for place, n in enumerate(counts):
        if n:
            axes.text(place, n + max(counts) * 0.02, amount(n, lang), ha="center", fontsize=11, color=INK)
    by_point = most <= 10
    half = most / 2 if by_point else len(steps) / 2 - 0.5
    axes.axvline(half, color=GREY, linestyle=(0, (4, 3)), linewidth=1.2, zorder=0)
    axes.text(half, max(counts) * 1.2, say("points.half", lang), ha="center", va="bottom", fontsize=10, color="#5a5a55")
    axes.set_ylim(0, max(counts) * 1.2)
    if by_point:
        axes.set_xticks(range(len(steps)), names)
    else:  # the lines between the steps are what can be named
        edges = [place - 0.5 for place in range(len(steps) + 1)]
        axes.set_xticks(edges[::2], [per_cent(place / len(steps), lang) for place in range(0, len(steps) + 1, 2)])
    axes.set_xlabel(say("points.axis" if by_point else "points.axis_share", lang, most=most), fontsize=10.5, color=INK)
    _plain(axes)
    axes.yaxis.set_visible(False)
    title = say("points.chart", lang)
    axes.set_title(title, loc="left", fontsize=12, color=INK, pad=22)
    text = say(
        "points.alt",
        lang,
        title=title,
        unit=say("points.unit" if by_point else "points.unit_share", lang),
        steps=listed([say("pair", lang, name=name, value=n) for name, n in zip(names, counts, strict=True) if n], lang),
        mean=amount(totals.mean, lang),
        median=amount(totals.median, lang),
        most=most,
    )
    return _chart(figure, text)


def step_name(step: Step, most: int, lang: str) -> str:
    """A step of the histogram in words: whole points where there are few, tenths where there are many."""
    if most <= 10:
        return amount(step.low, lang)
    return say("points.step_share", lang, low=round(100 * step.low / most), high=round(100 * step.high / most))


def exercises(overview: Overview) -> Chart:
    """Difficulty and discrimination side by side, the hardest on top. Something must be marked."""
    from matplotlib.figure import Figure

    lang, shown = overview.lang, overview.hardest[:MOST_BARS]
    rows = range(len(shown))[::-1]
    figure = Figure(figsize=(6.8, 0.44 * len(shown) + 1.1))
    left, right = figure.subplots(1, 2, sharey=True, gridspec_kw={"width_ratios": [3, 2], "wspace": 0.12})
    left.barh(rows, [each.share or 0 for each in shown], color=BLUE, height=0.62)
    left.barh(rows, [1] * len(shown), color="#eceae4", height=0.62, zorder=0)
    for row, each in zip(rows, shown, strict=True):
        share = each.share or 0  # something is marked, or it would not be shown
        inside = share > 0.8
        left.text(share + (-0.02 if inside else 0.02), row, per_cent(share, lang), va="center", fontsize=10,
                  ha="right" if inside else "left", color="white" if inside else INK)  # fmt: skip
        value = each.discrimination.value
        if value is None:
            right.text(0.03, row, say("undefined", lang), va="center", fontsize=9, color="#5a5a55", style="italic")
        else:
            right.plot([0, value], [row, row], color=GREY, linewidth=2)
            right.plot([value], [row], marker="o", color=BLUE if value >= 0 else INK, markersize=7)
            right.text(value + (0.09 if value >= 0 else -0.09), row, correlation(value, lang), va="center",
                       ha="left" if value >= 0 else "right", fontsize=10, color=INK)  # fmt: skip
    left.set_yticks(rows, [_label(each.numbered) for each in shown])
    left.set_xlim(0, 1)
    right.set_xlim(-0.75, 1.3)
    right.axvline(0, color=INK, linewidth=0.8)
    for axes, name in ((left, "earned"), (right, "discrimination")):
        _plain(axes)
        axes.xaxis.set_visible(False)
        axes.tick_params(axis="y", length=0, labelsize=10, labelcolor=INK)
        axes.set_title(say(f"column.{name}", lang), loc="left", fontsize=11, color=INK, pad=8)
    right.tick_params(axis="y", labelleft=False)
    cut = len(shown) < len(overview.hardest)
    title = say("exercises.chart_cut", lang, n=len(shown)) if cut else say("exercises.chart", lang)
    said = [
        say("exercises.alt_one", lang, title=each.numbered, share=per_cent(each.share, lang),
            value=say("undefined", lang) if each.discrimination.value is None else correlation(each.discrimination.value, lang))
        for each in shown
    ]  # fmt: skip
    return _chart(figure, say("exercises.alt", lang, title=title, exercises=listed(said, lang)))


def _chart(figure, text: str) -> Chart:
    picture = BytesIO()
    # No date and no version of the library in the file: the same data give the same bytes.
    figure.savefig(picture, format="png", dpi=144, bbox_inches="tight", facecolor="white", metadata={"Software": None})
    address = f"data:image/png;base64,{b64encode(picture.getvalue()).decode()}"
    return Chart(f'<img alt="{escape(text)}" src="{address}" style="max-width:100%;width:44rem;border-radius:6px">', text)


def _plain(axes) -> None:
    axes.spines[:].set_visible(False)
    axes.tick_params(axis="x", length=0, labelsize=10, labelcolor=INK)


def _label(text: str) -> str:
    """A name at an axis: short, and without what the library would take for a formula."""
    return shortened(text, 38).replace("$", r"\$")
