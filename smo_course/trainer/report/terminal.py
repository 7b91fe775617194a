"""The report in the terminal: plain, aligned, and no longer than one wants to read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Set

from ...markup import plain as unmarked
from ...text import moment_text, printable
from ...words import Words
from .analysis import SMALL
from .overview import ExerciseOverview, Overview, Trouble
from .sections import CARDS, STANDINGS, discriminated, left_out, stood, unsure_share
from .writing import amount, per_cent, shortened

say = Words(__file__)

_MOST = 15  # lines of a list
_TITLE, _MISTAKE = 40, 60  # characters


def told(overview: Overview, troubles: list[Trouble]) -> str:
    """The report in lines. No sign of a stranger's steers the terminal."""
    return "\n".join(printable(line).rstrip() for line in _lines(overview, troubles))


def _lines(view: Overview, troubles: list[Trouble]) -> Iterator[str]:
    lang = view.lang
    yield say("title", lang, title=unmarked(view.key.sheet.title.get(lang)))
    yield ""
    numbers = {"learners": sum(view.statuses.values()), **{name: view.statuses[name] for name in CARDS}, "other": view.other}
    yield _totals(numbers, lang)
    if not view.count:
        yield say("nobody", lang)
    else:
        means = _totals({"mean": view.totals.mean, "median": view.totals.median}, lang)
        yield say("of_points", lang, what=means, points=say("count.points", lang, n=view.most))
        if view.left_out:
            yield left_out(view)
        yield ""
        heads = [say(f"column.{each}", lang) for each in ("exercise", *STANDINGS, "earned", "discrimination", "worst")]
        yield from _table([heads, *(_exercise(each, view.count, lang) for each in view.exercises)], right={1, 2, 3, 4, 5})
    if view.teach_again:
        groups = [[per_cent(each.share, lang), name] for each in view.teach_again for name in view.named(each)]
        yield from _part("concepts", groups, lang, right={0})
    if view.count and view.count < SMALL:
        yield say("chance.small", lang, learners=say("count.learners", lang, n=SMALL))
    if view.before_due:
        yield ""
        yield say("calls.before", lang, due=moment_text(view.key.sheet.due, lang))
    if view.calls:
        people = [[each.name or each.learner, each.learner if each.name else "", each.why] for each in view.calls]
        yield from _part("calls", people, lang, file="grades.csv")
        if more := len(view.all_calls) - len(view.calls):
            yield f"  {say('calls.more', lang, n=more, file='grades.csv')}"
    if view.pending:
        yield from _part(
            "waiting",
            [[amount(each.pending, lang), each.numbered] for each in view.exercises if each.pending],
            lang,
            right={0},
            file="to-mark.csv",
        )
    if troubles:
        yield from _part("files", [list(each) for each in troubles], lang, file="submissions.csv")


def _totals(numbers: Mapping[str, float | None], lang: str) -> str:
    return " · ".join(say("pair", lang, name=say(f"total.{name}", lang), value=amount(n, lang)) for name, n in numbers.items())


def _exercise(each: ExerciseOverview, learners: int, lang: str) -> list[str]:
    mistakes = each.mistakes()
    worst = f"{_middle_out(mistakes[0].what)} ({amount(mistakes[0].learners, lang)})" if mistakes else ""
    title = shortened(each.numbered, _TITLE)
    earned = say("waits", lang, n=each.pending) if each.pending else per_cent(each.share, lang)
    if each.share is not None and (unsure := unsure_share(each.share, each.answered, lang)):
        earned = f"{earned} ({unsure})"
    return [title, *stood(each, lang), earned, " ".join(discriminated(each.discrimination, learners, lang)), worst]


def _middle_out(text: str) -> str:
    """A mistake in short: its beginning and its end, where often stands what was chosen."""
    if len(text) <= _MISTAKE:
        return text
    half = _MISTAKE // 2
    return f"{text[:half].rpartition(' ')[0] or text[:half]} … {text[-half:].partition(' ')[2] or text[-half:]}"


def _part(name: str, rows: list[list[str]], lang: str, right: Set[int] = frozenset(), file: str = "") -> Iterator[str]:
    yield ""
    yield say(f"section.{name}", lang)
    yield from (f"  {line}" for line in _table(rows[:_MOST], right))
    if len(rows) > _MOST:
        more = len(rows) - _MOST
        yield f"  {say('and_more_in', lang, n=more, file=file) if file else say('and_more', lang, n=more)}"


def _table(rows: list[list[str]], right: Set[int]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - _width(cell))
            cells.append(space + cell if place in right else cell + space)
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """The columns that a text takes: wide signs take two, accents of their own none."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
