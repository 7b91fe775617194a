"""A chart says in words what it shows, and the words are true of the data."""

import csv
import re
from collections import Counter

import pytest

from smo_course.course import content_root
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
    assert shown["text/html"].startswith("<img alt=") and "data:image/png;base64,iVBOR" in shown["text/html"]
    assert len(shown["text/plain"]) > 40


def test_the_same_data_give_the_same_picture():
    assert CHARTS["fates"]("fr")._repr_mimebundle_() == CHARTS["fates"]("fr")._repr_mimebundle_()
