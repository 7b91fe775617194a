"""A chart says in words what it shows, and the words are true of the data."""

import csv
import re
from base64 import b64decode
from collections import Counter
from xml.etree import ElementTree

import pytest

from smo_course.course import content_root
from smo_course.screen.charts import CHARTS
from smo_course.text import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"


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
    assert shown["text/html"].startswith("<img alt=") and len(shown["text/plain"]) > 40
    picture = drawn(shown["text/html"])
    texts = [each.text for each in picture.iter(f"{SVG}text")]
    assert all(each in shown["text/plain"] for each in texts)  # the picture says nothing that its words do not
    bars = [each for each in picture.iter(f"{SVG}rect") if each.get("x")]
    lengths = [float(each.get("width")) for each in bars]
    values = [float(re.sub(r"[^\d.]", "", each.replace(",", "."))) for each in texts[2::2]]
    assert lengths == sorted(lengths, reverse=True) and len(bars) == len(values) > 2
    assert {round(length / value / (lengths[0] / values[0]), 2) for length, value in zip(lengths, values, strict=True)} == {1}


def drawn(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(b64decode(re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)[1]))


def test_the_same_data_give_the_same_picture():
    assert CHARTS["fates"]("fr")._repr_mimebundle_() == CHARTS["fates"]("fr")._repr_mimebundle_()
