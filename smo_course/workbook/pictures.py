"""Charts as pictures, for documents. What they say stands beside them in words."""

from __future__ import annotations

from io import BytesIO
from textwrap import fill

from ..pieces.blocks import Chart

COLOUR, INK = "#6b4a9e", "#1a1a1a"


def png(chart: Chart) -> bytes:
    """A chart as a PNG: horizontal bars, each with its number at its end, in the order of the table."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # a second to import: only who exports waits for it
    from matplotlib.figure import Figure

    names = [fill(_plain(name), 32, max_lines=3, placeholder="…") for name, _, _ in chart.bars]
    figure = Figure(figsize=(6.3, 0.7 + 0.5 * len(names)), layout="constrained")
    axes = figure.subplots()
    places = range(len(names))
    bars = axes.barh(places, [length for _, length, _ in chart.bars], height=0.6, color=COLOUR)
    axes.set_yticks(places, names, fontsize=9, color=INK, parse_math=False)
    axes.bar_label(bars, [_plain(label) for _, _, label in chart.bars], padding=4, fontsize=9, color=INK, parse_math=False)
    axes.set_title(_plain(chart.title), fontsize=10, loc="left", color=INK, parse_math=False)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.xaxis.set_visible(False)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    made = BytesIO()
    FigureCanvasAgg(figure).print_png(made)
    return made.getvalue()


def _plain(text: str) -> str:
    """A text on one line, without signs that no font can show."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
