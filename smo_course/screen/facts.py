"""The facts on the screen: a table of what was said and when, what is known today, and the sources."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from ..data.facts import Fact, freshness
from ..text import day, site
from ..words import Words

say = Words(__file__)


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def facts_html(facts: list[Fact], lang: str) -> str:
    """The facts as an HTML table: what was said and when, what is known today, and the sources."""
    if any(_compared(fact) for fact in facts):
        columns = _head("said", lang) + _head("today", lang) + _head("sources", lang)
    else:
        columns = _head("today", lang, span=2) + _head("sources", lang)
    return (
        f'<style>{_style()}</style><div class="smo-facts-box"><table class="smo-facts" role="table" lang="{lang}">'
        f"<caption>{_said(_title(facts), lang)}</caption>"
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(_row(fact, lang) for fact in facts)}</tbody></table></div>'
    )


def facts_text(facts: list[Fact], lang: str) -> str:
    """The facts as plain text, for where no HTML is shown."""
    lines = [say(_title(facts), lang)]
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


def _title(facts: list[Fact]) -> str:
    return "facts.compared" if any(fact.origin == "2015" for fact in facts) else "facts.known"


def _head(name: str, lang: str, span: int = 1) -> str:
    return f'<th scope="col" role="columnheader"{_span(span)}>{_said(f"facts.{name}", lang)}</th>'


def _row(fact: Fact, lang: str) -> str:
    since = escape(fact.since.get(lang))
    statement = f"{escape(fact.statement.get(lang))}<small>{escape(_origin(fact, lang))}</small>"
    if not _compared(fact):
        more = f"<br>{since}" if since else ""
        return f'<tr role="row"><th scope="row" role="rowheader"{_span(2)}>{statement}{more}</th>{_sources(fact, lang)}</tr>'
    today = f"<strong>{_said(f'facts.status.{fact.status}', lang)}.</strong> {since}"
    if fact.since_as_of:
        newest = say("facts.newest", lang, date=day(fact.since_as_of, lang))
        today += f"<small>{escape(newest)}</small>"
    return (
        f'<tr role="row"><th scope="row" role="rowheader" data-label="{_said("facts.said", lang)}">{statement}</th>'
        f'<td role="cell" data-label="{_said("facts.today", lang)}">{today}</td>{_sources(fact, lang)}</tr>'
    )


def _sources(fact: Fact, lang: str) -> str:
    links = "".join(
        f'<li><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(site(url))}</a></li>' for url in fact.sources
    )
    shown = f"<ul>{links}</ul>" if links else f"<small>{_said('facts.no_source', lang)}</small>"
    return f'<td role="cell" data-label="{_said("facts.sources", lang)}">{shown}</td>'


def _span(columns: int) -> str:
    return f' colspan="{columns}"' if columns > 1 else ""


def _verdict(fact: Fact, lang: str) -> str:
    return f"{say(f'facts.status.{fact.status}', lang)}. {fact.since.get(lang)}".strip()


def _origin(fact: Fact, lang: str) -> str:
    return say("facts.in_articles" if fact.origin == "2015" else "facts.added", lang, date=day(fact.as_of, lang))


def _said(name: str, lang: str) -> str:
    return escape(say(name, lang))


def age(lang: str) -> str:
    """How old the course's figures are: the oldest and the newest."""
    oldest, newest = (day(each, lang) for each in freshness())
    return say("facts.age", lang, oldest=oldest, newest=newest)
