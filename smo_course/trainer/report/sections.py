"""The sections of the report's page: what each cell of the notebook shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ...assignment.sheet import Sheet, moment
from ...markup import plain as unmarked
from ...text import listed, moment_text
from ...words import Words
from ..grading.grade import Grades
from ..grading.pages import html as marked_up
from ..key import read_key
from . import charts
from .analysis import FEWEST, SMALL, Discrimination, chance, correlation_range, histogram, share_range
from .overview import ExerciseOverview, Overview, read_overview, read_troubles
from .pieces import Column, Raw, bar, html, listing, table, tag
from .writing import amount, correlation, per_cent

say = Words(__file__)
CARDS = ("graded", "late", "missing")  # the verdicts on learners' work that are counted one by one
MOST_PEOPLE = 40  # lines of a list of learners, answers or files; beyond, the page says where all are
MOST_MISTAKES = 6  # of an exercise, before one asks for the others
_MOST_OTHERS = 100
_SOURCES = {  # as they stood when they were read
    "moodle": (
        "moodle/moodle, question/classes/statistics/questions/calculator.php",
        "https://github.com/moodle/moodle/blob/04975560d10b517e76e53b7936ca13ed7f3218be/question/classes/statistics/questions/calculator.php",
    ),
    "reading": (
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


class ReportPage:
    """The page on a folder of grades, section by section. Raises what `read_key` and `read_overview` raise."""

    def __init__(self, key: str, grades: str, lang: str):
        self._folder, self.lang = Path(grades), lang
        self._overview = read_overview(read_key(Path(key)), self._folder, lang)

    def head(self) -> Section:
        """Title, dates, and the class in a few numbers."""
        view, lang, sheet = self._overview, self.lang, self._overview.key.sheet
        graded = datetime.fromtimestamp(Grades(self._folder).results.stat().st_mtime, UTC).astimezone()
        dates = [say("graded_on", lang, day=graded)]
        if sheet.due:
            dates.insert(0, say("due", lang, day=moment(sheet.due)))
        points = say("count.points", lang, n=view.most)
        cards = [(amount(sum(view.statuses.values()), lang), say("total.learners", lang))]
        cards += [(amount(view.statuses[name], lang), say(f"total.{name}", lang)) for name in CARDS]
        cards += [(amount(view.other, lang), say("total.other", lang))] * bool(view.other)
        for name, value in (("mean", view.totals.mean), ("median", view.totals.median)):
            cards.append((amount(value, lang), say("of_points", lang, what=say(f"total.{name}", lang), points=points)))
        return Section(
            Raw(
                tag("h1", say("title", lang, title=unmarked(sheet.title.get(lang))))
                + tag("p", " · ".join(dates), class_="dates")
                + tag("p", say("for_you", lang), class_="about")
                + tag("dl", *(tag("div", tag("dt", name), tag("dd", n)) for n, name in cards), class_="cards")
                + (tag("p", left_out(view), class_="about") if view.left_out else Raw())
                + self._short()
            )
        )

    def _short(self) -> Raw:
        view, lang = self._overview, self.lang
        said = []
        if not view.count:
            said.append(html(say("nobody", lang)))
        if view.hardest and (view.hardest[0].share or 0) < 1:
            hardest = view.hardest_of_all
            share = per_cent(hardest[0].share, lang)
            told = say("short.hardest", lang, titles=_some([each.numbered for each in hardest], lang), share=share, n=len(hardest))
            unsure = unsure_share(hardest[0].share or 0, hardest[0].answered, lang)
            said.append(html(f"{told} {say('short.unsure', lang, range=unsure)}" if unsure else told))
        if worst := view.worst_mistakes:
            learners = say("count.learners", lang, n=worst[0][1].learners)
            whats = [say("short.mistake_in", lang, what=mistake.what, title=each.numbered) for each, mistake in worst]
            said.append(html(say("short.mistake", lang, learners=learners, what=_some(whats, lang), n=len(worst))))
        if view.teach_first:
            names = [name for each in view.teach_first for name in view.named(each)]
            said.append(_linked("concepts", say("short.teach", lang, what=_some(names, lang))))
        if view.calls:
            said.append(_linked("calls", say("short.call", lang, n=say("count.people", lang, n=len(view.calls)))))
        if view.pending:
            said.append(_linked("waiting", say("short.waiting", lang, n=say("count.answers", lang, n=view.pending))))
        return Raw(tag("h2", say("section.short", lang)) + listing(said or [say("mistakes.all_right", lang)]))

    def points(self) -> Section:
        """The distribution of the totals."""
        view, lang = self._overview, self.lang
        if not view.earned:
            return self._section("points", tag("p", say("mistakes.unmarked" if view.count else "nobody", lang)))
        steps = [step for step in histogram(view.earned, view.most) if step.learners]
        unit = say("points.unit" if view.most <= 10 else "points.unit_share", lang)
        rows = [
            [charts.step_name(step, view.most, lang), amount(step.learners, lang), bar(step.learners / view.count, lang)] for step in steps
        ]
        columns = [Column(unit), *self._columns(numbers=("learners", "share"))]
        in_table = table(say("points.chart", lang), columns, rows)
        return self._section("points", _picture(charts.points(view)), tag("details", tag("summary", say("points.table", lang)), in_table))

    def concepts(self) -> Section:
        """What to teach again."""
        view, lang = self._overview, self.lang
        if not view.concepts:
            return self._section("concepts", tag("p", say("concepts.unknown", lang)))
        if not view.teach_again:
            return self._section("concepts", tag("p", say("concepts.none", lang)))
        rows = [
            [
                listing(view.named(each)),
                bar(each.share, lang),
                listing(
                    [view.exercises[place].numbered for place in each.exercises] if each.concepts else [say("concepts.as_a_whole", lang)]
                ),
            ]
            for each in view.teach_again
        ]
        columns = [*self._columns("concept", numbers=("earned",)), *self._columns("practised")]
        about = tag("p", say("concepts.about", lang), class_="about")
        return self._section("concepts", about, table(say("section.concepts", lang), columns, rows))

    def calls(self) -> Section:
        """Who needs a call."""
        rows = [
            [Raw(html(each.name) + tag("small", each.learner)) if each.name else each.learner, each.why] for each in self._overview.calls
        ]
        if self._overview.before_due:
            return self._section("calls", tag("p", say("calls.before", self.lang, due=_due(self._overview.key.sheet, self.lang))))
        if not rows:
            return self._section("calls", tag("p", say("calls.none", self.lang)))
        about = tag("p", say("calls.about", self.lang), class_="about")
        more = len(self._overview.all_calls) - len(rows)
        rest = [tag("p", say("calls.more", self.lang, n=more, file="grades.csv"), class_="more")] if more else []
        return self._section("calls", about, *self._people("calls", rows, ("learner", "why"), "grades.csv"), *rest)

    def waiting(self) -> Section:
        """What waits for a person."""
        view, lang = self._overview, self.lang
        rows = [[each.numbered, amount(each.pending, lang)] for each in view.exercises if each.pending]
        if not rows:
            return self._section("waiting", tag("p", say("waiting.none", lang)))
        about = tag("p", Raw(say("waiting.about", lang, command=tag("code", "smo mark"), file=tag("code", "to-mark.csv"))), class_="about")
        in_table = table(say("section.waiting", lang), self._columns("exercise", numbers=("how_many",)), rows)
        return self._section("waiting", about, in_table)

    def exercises(self) -> Section:
        """Difficulty and discrimination of each exercise, and how they are worked out."""
        view, lang = self._overview, self.lang
        if not view.hardest:
            return self._section("exercises", tag("p", say("mistakes.unmarked" if view.count else "nobody", lang)))
        rows = [
            [
                each.numbered,
                *stood(each, lang),
                _share(each, lang),
                _discrimination(each, view.count, lang),
            ]
            for each in view.exercises
        ]
        columns = self._columns("exercise", numbers=(*STANDINGS, "earned", "discrimination"))
        in_table = table(say("section.exercises", lang), columns, rows)
        return self._section("exercises", _picture(charts.exercises(view)), in_table, self._how())

    def _how(self) -> Raw:
        view, lang = self._overview, self.lang
        if view.count < FEWEST:
            by_chance = say("chance.few", lang, learners=say("count.learners", lang, n=FEWEST))
        else:
            by_chance = say("chance.margin", lang, learners=say("count.learners", lang, n=view.count), margin=chance(view.count))
        if view.count < SMALL:
            by_chance = f"{say('chance.small', lang, learners=say('count.learners', lang, n=SMALL))} {by_chance}"
        told = [marked_up(say(f"told.{name}", lang)) for name in say.names("told")]
        links = [
            Raw(html(f"{say(f'source.{name}', lang)} ") + tag("a", shown, href=address)) for name, (shown, address) in _SOURCES.items()
        ]
        return Raw(
            tag("p", by_chance, class_="about")
            + tag("details", tag("summary", say("how", lang)), *map(Raw, told), tag("h3", say("sources", lang)), listing(links))
        )

    def mistakes(self) -> Section:
        """Which wrong answers were given how often."""
        about = tag("p", say("mistakes.about", self.lang), class_="about")
        return self._section("mistakes", about, *(self._mistakes(each) for each in self._overview.exercises))

    def _mistakes(self, each: ExerciseOverview) -> Raw:
        lang, found = self.lang, each.mistakes()
        head, marked = tag("h3", each.numbered), each.answered - each.pending
        if not found:
            why = "mistakes.unanswered" if not each.answered else "mistakes.all_right" if marked else "mistakes.unmarked"
            return Raw(head + tag("p", say(why, lang)))
        rows = [[mistake.what, amount(mistake.learners, lang), bar(mistake.learners / marked, lang)] for mistake in found]
        columns = self._columns("mistake", numbers=("how_many", "share"))
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
            columns = [*map(Column, tally.heads), *self._columns(numbers=("how_many", "share"))]
            shown = table(tally.title, columns, rows)
            parts.append(tag("details", tag("summary", tally.title), shown) if tally.folded else tag("h4", tally.title) + shown)
        return Raw("".join(parts))

    def files(self) -> Section:
        """The files that could not be graded; no section where there are none."""
        rows = [[each.file, each.filed_for, each.why] for each in read_troubles(self._folder, self.lang)]
        if not rows:
            return Section(Raw())
        return self._section("files", *self._people("files", rows, ("file", "filed_for", "why"), "submissions.csv"))

    def _people(self, name: str, rows: list[list[str]], heads: Sequence[str], file: str) -> Iterator[Raw]:
        """A list of learners or files, and where the rest of it stands."""
        yield table(say(f"section.{name}", self.lang), self._columns(*heads), rows[:MOST_PEOPLE])
        if len(rows) > MOST_PEOPLE:
            yield tag("p", say("and_more_in", self.lang, n=len(rows) - MOST_PEOPLE, file=file), class_="more")

    def _columns(self, *texts: str, numbers: Sequence[str] = ()) -> list[Column]:
        """The heads of a table: first the columns of texts, then those of numbers."""
        return [Column(say(f"column.{name}", self.lang), name in numbers) for name in (*texts, *numbers)]

    def _section(self, name: str, *content: Raw) -> Section:
        return Section(tag("section", tag("h2", say(f"section.{name}", self.lang)), *content, id=name))


def left_out(view: Overview) -> str:
    """Which exercises the figures of the class leave out, since they wait for a person."""
    return say("left_out", view.lang, n=len(view.left_out), exercises=listed((each.numbered for each in view.left_out), view.lang))


STANDINGS = ("right", "partial", "wrong", "blank")


def stood(each: ExerciseOverview, lang: str) -> list[str]:
    """How many answers were right, partly right, wrong (or in no form that can be marked), and how many learners gave none."""
    found = each.standings
    return [amount(n, lang) for n in (found["right"], found["partial"], found["wrong"] + found["invalid"], found["unattempted"])]


def _share(each: ExerciseOverview, lang: str) -> Raw:
    """The share of an exercise's points that was earned, and in a small class how unsure that is; or that it waits."""
    if each.share is None:
        return html(say("waits", lang, n=each.pending) if each.pending else "–")
    unsure = unsure_share(each.share, each.answered, lang)
    return Raw(bar(each.share, lang) + (tag("small", unsure) if unsure else ""))


def unsure_share(share: float, learners: int, lang: str) -> str:
    """How unsure a share is, in words; nothing where the class is not small."""
    if not 0 < learners < SMALL:
        return ""
    low, high = share_range(share, learners)
    return say("between", lang, low=per_cent(low, lang), high=per_cent(high, lang))


def _discrimination(each: ExerciseOverview, learners: int, lang: str) -> Raw:
    value, reading = discriminated(each.discrimination, learners, lang)
    return Raw(html(value) + tag("small", reading))


def discriminated(found: Discrimination, learners: int, lang: str) -> tuple[str, str]:
    """A discrimination in figures and how it is read (and of how many, if not of all the learners); or why there is none."""
    if found.value is None:
        return say("undefined", lang), f"({say(f'lacking.{found.lacking}', lang)})"
    # Only what chance does not explain is called negative.
    reading = next(
        (name for least, name in _READINGS if found.value >= least), "low" if found.value >= -chance(found.learners) else "negative"
    )
    read = say(f"reading.{reading}", lang)
    if found.learners < learners:
        read = say("reading_of", lang, reading=read, n=found.learners)
    if found.learners < SMALL:
        low, high = correlation_range(found.value, found.learners)
        read = say("reading_unsure", lang, reading=read, low=correlation(low, lang), high=correlation(high, lang))
    return correlation(found.value, lang), f"({read})"


_SOME = 3


def _some(names: Sequence[str], lang: str) -> str:
    """The first of several, and how many more there are."""
    more = len(names) - _SOME
    return " · ".join(names[:_SOME]) + (f" ({say('and_more', lang, n=more)})" if more > 0 else "")


def _due(sheet: Sheet, lang: str) -> str:
    return moment_text(sheet.due, lang)


def _linked(section: str, text: str) -> Raw:
    return tag("a", text, href=f"#{section}")


def _picture(chart: charts.Chart) -> Raw:
    return tag("p", Raw(chart._repr_mimebundle_()["text/html"]))


_READINGS = ((0.4, "good"), (0.2, "fair"), (0, "low"))
