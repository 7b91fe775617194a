"""The sections of the report's page: what each cell of the notebook shows."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from ...assignment.sheet import moment
from ...text import day
from ..grading.grade import Grades
from ..grading.pages import html as marked_up
from ..key import read_key
from . import charts
from .html import Column, Raw, bar, html, listing, table, tag
from .overview import ExerciseOverview, Overview, read_overview, read_troubles
from .statistics import FEWEST, Discrimination, Taught, chance, histogram
from .words import amount, correlation, counted, per_cent, say, unmarked

MOST_PEOPLE = 40  # lines of a list of learners, answers or files; beyond, the page says where all are
MOST_MISTAKES = 6  # of an exercise, before one asks for the others
_MOST_OTHERS = 100
_SOURCES = {  # as they stood when they were read
    "source_moodle": (
        "moodle/moodle, question/classes/statistics/questions/calculator.php",
        "https://github.com/moodle/moodle/blob/04975560d10b517e76e53b7936ca13ed7f3218be/question/classes/statistics/questions/calculator.php",
    ),
    "source_reading": (
        "easystats.github.io/performance/reference/item_discrimination.html",
        "https://easystats.github.io/performance/reference/item_discrimination.html",
    ),
}


class Section:
    """A part of the page; a notebook shows it as HTML."""

    def __init__(self, content: Raw):
        self._html = content

    def _repr_mimebundle_(self, **options):
        return {"text/html": self._html}


class Report:
    """The report on a folder of grades, section by section. Raises what `read_key` and `read_overview` raise."""

    def __init__(self, key: str, grades: str, lang: str):
        self._folder, self.lang = Path(grades), lang
        self._overview = read_overview(read_key(Path(key)), self._folder, lang)

    def head(self) -> Section:
        """Title, dates, and the class in a few numbers."""
        view, lang, sheet = self._overview, self.lang, self._overview.key.sheet
        graded = datetime.fromtimestamp(Grades(self._folder).results.stat().st_mtime, UTC).astimezone()
        dates = [say("graded_on", lang, day=day(graded, lang))]
        if sheet.due:
            dates.insert(0, say("due", lang, day=day(moment(sheet.due), lang)))
        points = counted("points", view.key.most, lang)
        cards = [(amount(sum(view.statuses.values()), lang), say("learners", lang))]
        cards += [(amount(view.statuses[name], lang), say(word, lang)) for name, word in _CARDS]
        cards += [(amount(view.other, lang), say("other", lang))] * bool(view.other)
        for name, value in (("mean", view.totals.mean), ("median", view.totals.median)):
            cards.append((amount(value, lang), say("of_points", lang, what=say(name, lang), points=points)))
        return Section(
            Raw(
                tag("h1", say("title", lang, title=unmarked(sheet.title.get(lang))))
                + tag("p", " · ".join(dates), class_="dates")
                + tag("p", say("for_you", lang), class_="about")
                + tag("dl", *(tag("div", tag("dt", name), tag("dd", n)) for n, name in cards), class_="cards")
                + self._short()
            )
        )

    def _short(self) -> Raw:
        view, lang = self._overview, self.lang
        said = []
        if not view.count:
            said.append(html(say("nobody", lang)))
        if view.hardest and view.hardest[0].share < 1:
            said.append(html(say("short_hardest", lang, title=view.hardest[0].numbered, share=per_cent(view.hardest[0].share, lang))))
        if worst := view.worst_mistake:
            each, mistake = worst
            said.append(
                html(say("short_mistake", lang, what=mistake.what, title=each.numbered, n=counted("learners", mistake.count, lang)))
            )
        if view.teach_again:
            said.append(_linked("concepts", say("short_teach", lang, what=_names(view, view.teach_again[0], 2))))
        if view.calls:
            said.append(_linked("calls", say("short_call", lang, n=counted("people", len(view.calls), lang))))
        if view.pending:
            said.append(_linked("waiting", say("short_waiting", lang, n=counted("answers", view.pending, lang))))
        return Raw(tag("h2", say("short", lang)) + listing(said or [say("all_right", lang)]))

    def points(self) -> Section:
        """The distribution of the totals."""
        view, lang = self._overview, self.lang
        if not view.count:
            return self._section("points", tag("p", say("nobody", lang)))
        steps = [step for step in histogram(view.earned, view.key.most) if step.count]
        unit = say("points_step" if view.key.most <= 10 else "points_step_share", lang)
        rows = [
            [charts.step_name(step, view.key.most, lang), amount(step.count, lang), bar(step.count / view.count, lang)] for step in steps
        ]
        columns = [Column(unit), Column(say("learners", lang), True), Column(say("share", lang), True)]
        in_table = table(say("points_chart", lang), columns, rows)
        return self._section("points", _picture(charts.points(view)), tag("details", tag("summary", say("points_table", lang)), in_table))

    def concepts(self) -> Section:
        """What to teach again."""
        view, lang = self._overview, self.lang
        if not view.concepts:
            return self._section("concepts", tag("p", say("concepts_unknown", lang)))
        if not view.teach_again:
            return self._section("concepts", tag("p", say("concepts_none", lang)))
        rows = [
            [
                listing([view.concept(name) for name in each.concepts]),
                bar(each.share, lang),
                listing([view.exercises[place].numbered for place in each.exercises]),
            ]
            for each in view.teach_again
        ]
        columns = [Column(say("concept", lang)), Column(say("earned", lang), True), Column(say("practised", lang))]
        return self._section("concepts", tag("p", say("concepts_about", lang), class_="about"), table(say("concepts", lang), columns, rows))

    def calls(self) -> Section:
        """Who needs a call."""
        rows = [
            [Raw(html(each.name) + tag("small", each.learner)) if each.name else each.learner, each.why] for each in self._overview.calls
        ]
        return self._people("calls", rows, "learner", "why", "grades.csv")

    def waiting(self) -> Section:
        """What waits for a person."""
        view, lang = self._overview, self.lang
        rows = [[each.numbered, amount(each.pending, lang)] for each in view.exercises if each.pending]
        if not rows:
            return self._section("waiting", tag("p", say("waiting_none", lang)))
        about = tag("p", Raw(say("waiting_about", lang, command=tag("code", "smo mark"), file=tag("code", "to-mark.csv"))), class_="about")
        columns = [Column(say("exercise", lang)), Column(say("how_many", lang), True)]
        return self._section("waiting", about, table(say("waiting", lang), columns, rows))

    def exercises(self) -> Section:
        """Difficulty and discrimination of each exercise, and how they are worked out."""
        view, lang = self._overview, self.lang
        if not view.hardest:
            return self._section("exercises", tag("p", say("unmarked" if view.count else "nobody", lang)))
        rows = [
            [
                each.numbered,
                say("of", lang, n=each.answered, of=view.count),
                "–" if each.share is None else bar(each.share, lang),
                " ".join(discriminated(each.discrimination, view.count, lang)),
            ]
            for each in view.exercises
        ]
        columns = [Column(say("exercise", lang)), *(Column(say(name, lang), True) for name in ("answered", "difficulty", "discrimination"))]
        return self._section("exercises", _picture(charts.exercises(view)), table(say("exercises", lang), columns, rows), self._how())

    def _how(self) -> Raw:
        view, lang = self._overview, self.lang
        if view.count < FEWEST:
            by_chance = say("how_few", lang, n=FEWEST)
        else:
            by_chance = say("how_chance", lang, learners=counted("learners", view.count, lang), margin=round(chance(view.count), 2))
        told = [marked_up(say(name, lang)) for name in ("how_difficulty", "how_discrimination", "how_reading")]
        links = [Raw(html(f"{say(name, lang)} ") + tag("a", shown, href=address)) for name, (shown, address) in _SOURCES.items()]
        return Raw(
            tag("p", by_chance, class_="about")
            + tag("details", tag("summary", say("how", lang)), *map(Raw, told), tag("h3", say("how_sources", lang)), listing(links))
        )

    def mistakes(self) -> Section:
        """Which wrong answers were given how often."""
        about = tag("p", say("mistakes_about", self.lang), class_="about")
        return self._section("mistakes", about, *(self._mistakes(each) for each in self._overview.exercises))

    def _mistakes(self, each: ExerciseOverview) -> Raw:
        lang, found = self.lang, each.mistakes()
        head, marked = tag("h3", each.numbered), each.answered - each.pending
        if not found:
            return Raw(head + tag("p", say("unanswered" if not each.answered else "all_right" if marked else "unmarked", lang)))
        rows = [[mistake.what, amount(mistake.count, lang), bar(mistake.count / marked, lang)] for mistake in found]
        columns = [Column(say("wrong_answer", lang)), Column(say("how_many", lang), True), Column(say("share", lang), True)]
        shown, others = rows[:MOST_MISTAKES], rows[MOST_MISTAKES:]
        parts = [head, table(each.numbered, columns, shown)]
        if others:
            beyond = tag("p", say("and_more", lang, n=len(others) - _MOST_OTHERS), class_="more") if len(others) > _MOST_OTHERS else Raw()
            more = table(each.numbered, columns, others[:_MOST_OTHERS])
            parts.append(tag("details", tag("summary", say("and_more", lang, n=len(others))), more, beyond))
        return Raw("".join(parts) + self._tallies(each))

    def _tallies(self, each: ExerciseOverview) -> Raw:
        """What else the kind counts, such as how a story ended; of most exercises, nothing."""
        lang, parts = self.lang, []
        for tally, counted_ in zip(each.tallies, each.tallied, strict=True):
            whole: Counter = Counter()
            for key, n in counted_.items():
                whole[tally.groups[key]] += n
            rows = [
                [*cells, amount(counted_[key], lang), bar(counted_[key] / whole[tally.groups[key]], lang)]
                for key, cells in tally.rows.items()
                if counted_[key]
            ]
            if not rows:
                continue
            columns = [*map(Column, tally.heads), Column(say("how_many", lang), True), Column(say("share", lang), True)]
            shown = table(tally.title, columns, rows)
            parts.append(tag("details", tag("summary", tally.title), shown) if tally.folded else tag("h4", tally.title) + shown)
        return Raw("".join(parts))

    def files(self) -> Section:
        """The files that could not be graded; no section where there are none."""
        rows = [[each.file, each.filed_for, each.why] for each in read_troubles(self._folder, self.lang)]
        return self._people("files", rows, "file", "filed_for", "why", "submissions.csv") if rows else Section(Raw())

    def _people(self, name: str, rows: list[list[str]], *rest: str) -> Section:
        *heads, file = rest
        lang = self.lang
        if not rows:
            return self._section(name, tag("p", say(f"{name}_none", lang)))
        shown = table(say(name, lang), [Column(say(each, lang)) for each in heads], rows[:MOST_PEOPLE])
        more = tag("p", say("and_more_in", lang, n=len(rows) - MOST_PEOPLE, file=file), class_="more") if len(rows) > MOST_PEOPLE else Raw()
        about = tag("p", say("calls_about", lang), class_="about") if name == "calls" else Raw()
        return self._section(name, about, shown, more)

    def _section(self, name: str, *content: Raw) -> Section:
        return Section(tag("section", tag("h2", say(name, self.lang)), *content, id=name))


def discriminated(found: Discrimination, learners: int, lang: str) -> tuple[str, str]:
    """A discrimination in figures and how it is read (and of how many, if not of all the learners); or why there is none."""
    if found.value is None:
        return say("undefined", lang), say("brackets", lang, what=say(f"lacking_{found.lacking}", lang))
    # Only what chance does not explain is called negative.
    reading = next(
        (name for least, name in _READINGS if found.value >= least), "low" if found.value >= -chance(found.learners) else "negative"
    )
    read = say(f"reading_{reading}", lang)
    if found.learners < learners:
        read = say("reading_marked", lang, reading=read, n=found.learners)
    return correlation(found.value, lang), say("brackets", lang, what=read)


def _names(view: Overview, taught: Taught, most: int) -> str:
    """The first concepts of those that stand together."""
    names = " · ".join(view.concept(name) for name in taught.concepts[:most])
    return f"{names} (+{len(taught.concepts) - most})" if len(taught.concepts) > most else names


def _linked(section: str, text: str) -> Raw:
    return tag("a", text, href=f"#{section}")


def _picture(chart: charts.Chart) -> Raw:
    return tag("p", Raw(chart._repr_mimebundle_()["text/html"]))


_CARDS = (("graded", "in_time"), ("late", "late"), ("missing", "missing"))
_READINGS = ((0.4, "good"), (0.2, "fair"), (0, "low"))
