"""The dated statements and the platforms that lessons show, each with its source: datasets/*.csv."""

from __future__ import annotations

import csv
from difflib import get_close_matches
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import msgspec

from .course import content_root
from .text import Text, day

if TYPE_CHECKING:
    import pandas

Status = Literal["holds", "dated", "wrong", "opinion", "unverified"]


class Fact(msgspec.Struct, frozen=True):
    """A statement, the date at which it was made, and what is known since.

    `origin` is "2015" for what the articles say and "added" for what the course says itself, where `since` may be empty.
    Dates are ISO texts as precise as they are known: "2015", "2015-07" or "2015-07-20".
    """

    id: str
    origin: Literal["2015", "added"]
    lesson: str
    topic: str
    statement: Text
    value: float | None
    unit: Text
    as_of: str
    status: Status
    since: Text
    since_as_of: str
    source_statement: str
    sources: tuple[str, ...]
    confidence: Literal["high", "medium", "low"]


class Platform(msgspec.Struct, frozen=True):
    """A platform, tool or product, and what became of it. The first of `types` is the one that it is best known for."""

    id: str
    name: Text
    types: tuple[str, ...]
    type_2015_source: str
    owner_2015: str
    launched: str
    status_now: Literal["active", "renamed", "sold", "closed", "merged"]
    name_now: str
    owner_now: str
    change_date: str
    changed: Text
    in_source: bool
    source_url: str
    confidence: Literal["high", "medium", "low"]


def load(name: str) -> pandas.DataFrame:
    """A dataset as a table for pandas: load("facts"). Raises KeyError, naming the datasets there are."""
    import pandas

    path = content_root() / "datasets" / f"{name}.csv"
    names = sorted(each.stem for each in path.parent.glob("*.csv"))
    if name not in names:
        raise KeyError(f"no dataset {name!r}; there are: {', '.join(names)}")
    return pandas.read_csv(path)


def facts(*ids: str) -> list[Fact]:
    """The facts with these ids, in this order. Raises KeyError, naming the closest ids."""
    return [_fact(each) for each in ids]


def platforms() -> list[Platform]:
    """Every platform of the course: those of the articles first."""
    return list(_platforms())


def freshness() -> tuple[str, str]:
    """The dates of the oldest and of the newest information among the facts, as ISO texts."""
    dates = [date for fact in _facts().values() for date in (fact.as_of, fact.since_as_of) if date]
    return min(dates), max(dates)


def _fact(wanted: str) -> Fact:
    known = _facts()
    if wanted not in known:
        close = get_close_matches(wanted, known, cutoff=0.4) or sorted(known)[:3]
        raise KeyError(f"no fact {wanted!r}; the closest are: {', '.join(close)}")
    return known[wanted]


@cache
def _facts() -> dict[str, Fact]:
    found = {}
    for row in _rows("facts"):
        texts = {name: _text(row, name) for name in ("statement", "unit", "since")}
        value = float(row.pop("value") or "nan")
        sources = tuple(row.pop("source_since").split())
        found[row["id"]] = msgspec.convert(row | texts | {"value": None if value != value else value, "sources": sources}, Fact)
    return found


@cache
def _platforms() -> tuple[Platform, ...]:
    found = []
    for row in _rows("platforms"):
        name = Text(en=row.pop("name"), fr=row.pop("name_fr"))
        types = tuple(row.pop("type").split(";"))
        known = {"name": name, "types": types, "changed": _text(row, "changed"), "in_source": row.pop("in_source") == "yes"}
        found.append(msgspec.convert(row | known, Platform))
    return tuple(found)


def _rows(name: str) -> list[dict]:
    with (content_root() / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _text(row: dict, name: str) -> Text:
    """The text kept in two columns, name_en and name_fr."""
    return Text(en=row.pop(f"{name}_en"), fr=row.pop(f"{name}_fr"))


# ---------------------------------------------------------------------------------------------------- shown to the learner

STATUS: dict[str, Text] = {
    "holds": Text(en="Still holds", fr="Tient toujours"),
    "dated": Text(en="Out of date", fr="Dépassé"),
    "wrong": Text(en="Wrong already in 2015", fr="Déjà faux en 2015"),
    "opinion": Text(en="A judgement", fr="Un jugement"),
    "unverified": Text(en="Could not be verified", fr="N’a pas pu être vérifié"),
}
_COMPARED = Text(
    en="What the articles of 2015 said, and what is known today",
    fr="Ce que disaient les articles de 2015, et ce que l’on sait aujourd’hui",
)
_KNOWN = Text(en="What is known today", fr="Ce que l’on sait aujourd’hui")
_SAID = Text(en="What was said", fr="Ce qui était dit")
_TODAY = Text(en="Today", fr="Aujourd’hui")
_SOURCES = Text(en="Sources", fr="Sources")
_NO_SOURCE = Text(en="None: this course’s own reading", fr="Aucune\u00a0: lecture propre au cours")
_IN_ARTICLES = Text(en="The articles, {date}", fr="Les articles, {date}")
_ADDED = Text(en="Added by this course. Date: {date}", fr="Ajouté par ce cours. Date\u00a0: {date}")
_NEWEST = Text(en="Newest information: {date}", fr="Information la plus récente\u00a0: {date}")

# Twice the class, so that it weighs more than JupyterLab's own rules for tables. Roles are said again in the markup,
# because a table shown as blocks, when the lesson is narrow, is no longer a table for every screen reader.
_STYLE = """<style>
.smo-facts-box { container-type: inline-size; max-width: 62em; }
.smo-facts.smo-facts { border-collapse: collapse; table-layout: fixed; width: 100%; margin: .5em 0 1em; font-size: 1em;
  color: var(--jp-content-font-color0, inherit); }
.smo-facts.smo-facts caption { caption-side: top; text-align: left; font-weight: 650; padding: 0 0 .5em; color: inherit; }
.smo-facts.smo-facts :is(th, td) { text-align: left; vertical-align: top; padding: .6em .9em .6em 0; line-height: 1.5; white-space: normal;
  font-weight: 400; overflow-wrap: anywhere; border: 0; background: none; }
.smo-facts.smo-facts thead th { font-weight: 650; font-size: .875em; border-bottom: 1px solid var(--jp-border-color1, #85857f); }
.smo-facts.smo-facts thead th:first-child:not([colspan]) { width: 32%; }
.smo-facts.smo-facts thead th:last-child { width: 22%; }
.smo-facts.smo-facts tbody tr:nth-child(n) { padding: 0; background: none; border-bottom: 1px solid var(--jp-border-color2, #c4c4c0); }
.smo-facts.smo-facts small { display: block; margin-top: .3em; font-size: .8125em; }
.smo-facts.smo-facts td > small:only-child { margin: 0; }
.smo-facts.smo-facts ul { list-style: none; margin: 0; padding: 0; font-size: .875em; }
.smo-facts.smo-facts a { text-decoration: underline; }
@container (max-width: 36em) {
  .smo-facts.smo-facts, .smo-facts.smo-facts :is(caption, tbody, tr, td, tbody th) { display: block; width: auto; }
  .smo-facts.smo-facts thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .smo-facts.smo-facts tbody tr:nth-child(n) { padding: .6em 0; }
  .smo-facts.smo-facts tbody :is(th, td) { padding: .3em 0; }
  .smo-facts.smo-facts tbody [data-label]::before { content: attr(data-label); display: block; font-size: .8125em; font-weight: 650; }
}
</style>"""


def facts_html(facts: list[Fact], lang: str) -> str:
    """The facts as an HTML table: what was said and when, what is known today, and the sources."""
    if any(_compared(fact) for fact in facts):
        columns = _head(_SAID, lang) + _head(_TODAY, lang) + _head(_SOURCES, lang)
    else:
        columns = _head(_TODAY, lang, span=2) + _head(_SOURCES, lang)
    return (
        f'{_STYLE}<div class="smo-facts-box"><table class="smo-facts" role="table" lang="{lang}">'
        f"<caption>{_say(_title(facts), lang)}</caption>"
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(_row(fact, lang) for fact in facts)}</tbody></table></div>'
    )


def facts_text(facts: list[Fact], lang: str) -> str:
    """The facts as plain text, for where no HTML is shown."""
    lines = [_title(facts).get(lang)]
    for fact in facts:
        lines += ["", f"{fact.statement.get(lang)} ({_origin(fact, lang)})"]
        if _compared(fact):
            lines.append("  " + _verdict(fact, lang))
        elif fact.since.get(lang):
            lines.append("  " + fact.since.get(lang))
        lines += [f"  {source}" for source in fact.sources]
    return "\n".join(lines)


def _compared(fact: Fact) -> bool:
    """Whether a verdict stands beside the statement. What the course says itself needs none, unless it could not be verified."""
    return fact.origin == "2015" or fact.status == "unverified"


def _title(facts: list[Fact]) -> Text:
    return _COMPARED if any(fact.origin == "2015" for fact in facts) else _KNOWN


def _head(title: Text, lang: str, span: int = 1) -> str:
    return f'<th scope="col" role="columnheader"{_span(span)}>{_say(title, lang)}</th>'


def _row(fact: Fact, lang: str) -> str:
    since = _say(fact.since, lang)
    statement = f"{_say(fact.statement, lang)}<small>{escape(_origin(fact, lang))}</small>"
    if not _compared(fact):
        more = f"<br>{since}" if since else ""
        return f'<tr role="row"><th scope="row" role="rowheader"{_span(2)}>{statement}{more}</th>{_sources(fact, lang)}</tr>'
    today = f"<strong>{_say(STATUS[fact.status], lang)}.</strong> {since}"
    if fact.since_as_of:
        today += f"<small>{escape(_NEWEST.get(lang).format(date=day(fact.since_as_of, lang)))}</small>"
    return (
        f'<tr role="row"><th scope="row" role="rowheader" data-label="{_say(_SAID, lang)}">{statement}</th>'
        f'<td role="cell" data-label="{_say(_TODAY, lang)}">{today}</td>{_sources(fact, lang)}</tr>'
    )


def _sources(fact: Fact, lang: str) -> str:
    links = "".join(
        f'<li><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(site(url))}</a></li>' for url in fact.sources
    )
    shown = f"<ul>{links}</ul>" if links else f"<small>{_say(_NO_SOURCE, lang)}</small>"
    return f'<td role="cell" data-label="{_say(_SOURCES, lang)}">{shown}</td>'


def _span(columns: int) -> str:
    return f' colspan="{columns}"' if columns > 1 else ""


def _verdict(fact: Fact, lang: str) -> str:
    return f"{STATUS[fact.status].get(lang)}. {fact.since.get(lang)}".strip()


def _origin(fact: Fact, lang: str) -> str:
    words = _IN_ARTICLES if fact.origin == "2015" else _ADDED
    return words.get(lang).format(date=day(fact.as_of, lang))


def site(url: str) -> str:
    """A name for the site of `url` that a reader recognises: its host, without www."""
    return urlsplit(url).netloc.removeprefix("www.")


def _say(text: Text, lang: str) -> str:
    return escape(text.get(lang))
