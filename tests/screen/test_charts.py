"""A chart says in words what it shows, and the words are true of the data."""

import csv
import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from smo_course.course import content_root
from smo_course.screen import sources
from smo_course.screen.charts import CHARTS
from smo_course.text import LANGUAGES


def rows(name):
    with (content_root() / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fates_counts_what_the_file_says(lang):
    counts = Counter(row["status_now"] for row in rows("platforms") if row["in_source"] == "yes")
    total, active = sum(counts.values()), counts["active"]
    numbers = [int(each) for each in re.findall(r"\d+", CHARTS["fates"](lang).text)]
    assert numbers[:4] == [total, 2015, active, round(100 * active / total)]
    assert sorted(numbers[4:]) == sorted(counts.values())


@pytest.mark.parametrize("lang, decimal", [("en", "."), ("fr", ",")])
def test_france_names_each_network_with_its_share(lang, decimal):
    text = CHARTS["france-2026"](lang).text
    for row in rows("facts"):
        if row["id"] in ("fr-2026-instagram", "fr-2026-tiktok", "fr-2026-snapchat"):
            name = {"instagram": "Instagram", "tiktok": "TikTok", "snapchat": "Snapchat"}[row["id"].rsplit("-", 1)[1]]
            assert f"{name} {row['value'].removesuffix('.0').replace('.', decimal)}" in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_picture_with_its_text(name, lang):
    shown = CHARTS[name](lang)._repr_mimebundle_()
    picture = ElementTree.fromstring(shown["text/html"])
    assert picture.get("role") == "img" and picture.get("aria-label") == shown["text/plain"] and len(shown["text/plain"]) > 40
    title, *rows = picture
    names, drawn = [each.text for each in rows[::2]], [list(each) for each in rows[1::2]]
    labels = [bar.tail for (bar,) in drawn]
    assert all(each in shown["text/plain"] for each in (title.text, *names, *labels))  # the picture says nothing that its words do not
    lengths = [float(re.search(r"\* ([\d.]+)\)", bar.get("style"))[1]) for (bar,) in drawn]
    values = [float(re.sub(r"[^\d.]", "", each.replace(",", "."))) for each in labels]
    assert lengths == sorted(lengths, reverse=True) and len(lengths) > 2
    assert [round(length / lengths[0], 2) for length in lengths] == [round(value / values[0], 2) for value in values]


def luminance(colour: str) -> float:
    """Relative luminance of a colour #rrggbb, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("paper", ["#ffffff", "#111111"])  # of JupyterLab's light and dark themes
def test_what_a_chart_draws_stands_out_on_a_light_and_on_a_dark_page(paper):
    picture = ElementTree.fromstring(CHARTS["fates"]("en")._repr_mimebundle_()["text/html"])
    styles = [each.get("style") or "" for each in picture.iter()]
    colours = [found[1] for each in styles if (found := re.search("background: (#[0-9a-f]{6})", each))]
    assert len(colours) > 2 and all(contrast(each, paper) >= 3 for each in colours)
    assert not [each for each in styles if "color:" in each]  # what is written has the colour of the text around it


@pytest.mark.parametrize("paper, theme", [("#ffffff", ".smo"), ("#111111", 'body[data-jp-theme-light="false"] .smo')])
def test_the_colours_of_lines_meters_and_controls_stand_out_in_both_themes(paper, theme):
    found = {}
    for path in ("screen/base.css", "screen/lib/chart.css"):
        for block in re.findall(rf"^{re.escape(theme)} {{([^}}]*)}}", sources.read(path), re.M):
            found |= dict(re.findall(r"--smo-([\w-]+): (#[0-9a-f]{3,6})\b", block))
    drawn = ["look-1", "look-2", "look-3", "look-4", "accent", "edge"]
    written = ["muted", "right", "wrong", "note", "accent"]
    full = {name: "#" + "".join(2 * each for each in colour[1:]) if len(colour) == 4 else colour for name, colour in found.items()}
    assert [(each, full[each]) for each in drawn if contrast(full[each], paper) < 3] == []
    assert [(each, full[each]) for each in written if contrast(full[each], paper) < 4.5] == []
    assert contrast(full["on-accent"], full["accent"]) >= 4.5


def test_the_same_data_give_the_same_picture():
    assert CHARTS["fates"]("fr")._repr_mimebundle_() == CHARTS["fates"]("fr")._repr_mimebundle_()
