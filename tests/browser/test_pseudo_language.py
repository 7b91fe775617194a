"""No word of the code's own stands on a screen: proved in Chromium with a language made by machine (see tests/pseudo.py).

In the copy of the course that is opened here, French is written in letters of no language: what it says and what its exercises,
facts and concepts are. What is neither, nor one of the names below, was not said by a message.
"""

from __future__ import annotations

import re
import shutil

import pytest
from babel import Locale
from babel.dates import get_day_names

from clicks import write_notebook
from lab import open_notebook, smo_lab
from new_kinds import environment
from pseudo import KEPT, PSEUDO, foreign, pseudo, pseudo_course, strays
from pseudo_round import BABEL, GIVEN, ROUND, python, smo, typed
from smo_course import bank, explorers
from smo_course.data.concepts import concepts
from smo_course.data.facts import every_fact
from smo_course.data.platforms import platforms
from smo_course.kinds import KINDS
from smo_course.screen.charts import CHARTS
from smo_course.screen.panel import say
from smo_course.simulators.twitter_users import KEYWORDS, SHARES
from smo_course.text import LANGUAGES, site
from watching import OURS, PAGE, press_everything, said, watch

# A lesson in which all that a lesson can show is. Two exercises of each kind follow, and its end.
CELLS = [
    "from smo_course import open_lesson\nlesson = open_lesson('smo-basics/reacting-in-time', 'fr')\nlesson",
    "from smo_course.data.facts import every_fact\nlesson.facts(*every_fact())",
    *(f"lesson.chart({name!r})" for name in CHARTS),
    *(f"lesson.explorer({name!r})" for name in explorers.names()),
    "lesson.piece('who-answers-saturday')",
    "lesson.piece('message-and-plan')",
    "lesson.own_file('posts')",
    "lesson.page_year()",
]
# Answers through the same door as the screen, when the button is pressed: the lesson is on the screen then.
ANSWERS = """import ipywidgets
def answer(_):
    for view in lesson.views.values():
        samples = view.attempt.exercise.samples(view.attempt.seed)
        for given in (samples.invalid, samples.partial, samples.wrong):
            view.handle({"do": "check", "answer": given, "n": 1})
        for what in ("nonsense", "hint", "hint", "hint", "solution"):
            view.handle({"do": what, "answer": None, "n": 1})
        view.handle({"do": "check", "answer": samples.right or "ɱōţ " * 5, "n": 1})
    button.description = "✓"
button = ipywidgets.Button(description="▶")
button.on_click(answer)
button"""
BRIEF = f"""title: {{en: Next, fr: {pseudo("Suite")}}}
bank: own
opens: 2026-01-01 18:00 Europe/Paris
due: 2099-12-01 18:00 Europe/Paris
attempts: 3
exercises: [{", ".join(KINDS)}]
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = pseudo_course(tmp_path_factory.mktemp("pseudo") / "course")
    chapter = course / "exercises" / "smo-basics"
    there = {path.read_text(encoding="utf-8").splitlines()[0] for path in chapter.glob("*.yaml")}
    for kind in KINDS:
        if f"kind: {kind}" not in there:
            text = (course / "smo_course" / "kinds" / kind / "example.yaml").read_text(encoding="utf-8")
            (chapter / f"a-{kind}.yaml").write_text(f"kind: {kind}\n{text}", encoding="utf-8")
    return course


def richest(folder):
    """The files of two exercises of each kind, those in which most is said."""
    files = sorted(folder.glob("*.yaml"), key=lambda each: each.stat().st_size, reverse=True)
    kinds = [each.read_text(encoding="utf-8").splitlines()[0] for each in files]
    return [each for place, each in enumerate(files) if kinds[:place].count(kinds[place]) < 2]


@pytest.fixture(scope="module")
def round_(course, tmp_path_factory):
    """A class's round; one of the class has her marks back, another assignment to do, and the lesson."""
    folder = tmp_path_factory.mktemp("round")
    python(course, folder, ROUND)
    (folder / "next.yaml").write_text(BRIEF, encoding="utf-8")
    (marks,) = (folder / "week-grades" / "release").glob("week-anna-*.smo-feedback")
    opened = [f"open {each} --folder anna --lang fr" for each in (marks.relative_to(folder), "next.zip")]
    assert [code for code, _ in smo(course, folder, "assign next.yaml --lang fr", *opened)] == [0, 0, 0]
    exercises = [f"lesson.exercise({each.stem!r})" for each in richest(course / "exercises" / "smo-basics")]
    write_notebook(folder / "anna" / "lesson.ipynb", [*CELLS, *exercises, "lesson.end()", ANSWERS], "fr")
    marking = f"open_marking({str(folder / 'week.smo-key')!r}, 'fr', {str(folder / 'week-grades')!r})"
    write_notebook(folder / "anna" / "mark.ipynb", [f"from smo_course import open_marking\n{marking}"], "fr")
    return folder


# What is no message's and no language's: platforms and their owners, sources, ids, what the round has named, days, months, languages
# and countries by Babel, what the sample of Twitter users writes and by which carrier, and a placeholder of ipywidgets' own until a widget has come. The way to the same lesson in the other language is told in it.
NAMES = [
    *(each for one in platforms() for each in (one.name.en, one.name_now, one.owner_2015, one.owner_now, site(one.source_url))),
    *(site(each) for fact in every_fact().values() for each in fact.sources),
    *(*bank.ids(), *KINDS, *concepts()),
    *(*GIVEN, "box/bob.smo", "box/essay.docx", *(f"next-\u0271\u014d\u0163{end}.smo" for end in ("", "-2", "-3"))),
    *(Locale(PSEUDO).languages.get(each) for each in SHARES["language"]),
    *(Locale(PSEUDO).territories.get(each.upper()) for each in SHARES["country"]),
    *(*KEYWORDS, *(name for each in SHARES["carrier"] for name in (each.capitalize(), each.upper()))),
    *(
        *BABEL,
        *(name for each in get_day_names(locale=PSEUDO).values() for name in (each, each.capitalize())),
        "UTC",
        *LANGUAGES.values(),
        "Loading widget...",
    ),
    *(say("panel.same", other) for other in LANGUAGES if other != PSEUDO),
]
SIGNS = {"½", "Ctrl", "Alt", "Z"}  # what the keys are called on either keyboard


def own_words(page, *content: str) -> list[str]:
    """The words that the page has shown or read out, and that no message and none of the content says."""
    texts = said(page)
    assert len(foreign("\n".join(texts))) > 50
    known = sorted({re.escape(each) for each in (*NAMES, *content) if each}, key=len, reverse=True)
    kept = re.compile(rf"(?<!\w)(?:{'|'.join(known)}|[0-9a-f]{{12}}|x{{81,}})(?!\w)")  # receipts, and samples of what is too long
    return strays("\n".join(kept.sub(" ", KEPT.sub(" ", each)) for each in texts), SIGNS)


@pytest.fixture
def listening(chromium):
    """Makes pages that are listened to."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)

    def page(ours):
        page = context.new_page()
        watch(page, ours)
        return page

    yield page
    context.close()


@pytest.fixture(scope="module")
def address(course, round_):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(course, {}).items():
            patch.setenv(name, value)
        with smo_lab(round_ / "anna", "--lang", "fr") as address:
            yield address


@pytest.fixture
def opened(listening, address):
    """Opens a notebook in JupyterLab; gives its panel."""
    return lambda path: open_notebook(listening(OURS), address, path, start="/" not in path)  # those that were written here


def test_the_start_page(opened):
    panel = opened("fr/0-start-here.ipynb")
    press_everything(panel.locator(".jp-Notebook"))
    panel.page.wait_for_timeout(1000)  # drafts are sent and told
    headings = panel.locator(".jp-RenderedMarkdown h2").all_text_contents()  # of the notebook: the panel beside it lists them
    assert own_words(panel.page, *(each.rstrip("¶") for each in headings)) == []


def test_a_lesson(opened):
    panel = opened("lesson.ipynb")
    panel.get_by_role("button", name="▶").click()
    panel.get_by_role("button", name="✓").wait_for()
    press_everything(panel.locator(".jp-Notebook"))
    panel.page.wait_for_timeout(1000)
    assert own_words(panel.page, "lesson.ipynb") == []  # a notebook without a heading is called as its file
    frame = {name: text for name, text in say.every(PSEUDO, "exercise").items() if isinstance(text, str) and "{" not in text}
    unsaid = {name for name, text in frame.items() if pseudo(text) not in said(panel.page)}
    assert unsaid == {"answered", "changed", "pending_person", "no_engine", "restart"}  # of an assignment, and of a kernel that is gone


def test_an_assignment(opened):
    panel = opened("assignments/next/next-fr.ipynb")
    panel.locator(".smo-assignment input").first.fill("anna")
    panel.page.keyboard.press("Enter")
    panel.locator(".smo-assignment .smo-told").wait_for()
    press_everything(panel.locator(".jp-Notebook"))  # the button that hands in, too
    panel.locator(".smo-assignment").get_by_text(pseudo("reçu")).first.wait_for()
    panel.get_by_role("button", name=pseudo(say("assignment.open", "fr"))).first.click()
    panel.locator(".smo-opened").wait_for()
    assert own_words(panel.page) == []


def test_marks_that_have_come_back(opened):
    panel = opened("assignments/week/week-fr.ipynb")
    panel.locator(".smo-returned").wait_for()
    assert own_words(panel.page) == []


def test_marking(opened):
    panel = opened("mark.ipynb")
    press_everything(panel.locator(".jp-Notebook"))
    assert own_words(panel.page, "mark.ipynb") == []


def test_the_report(listening, round_):
    page = listening(PAGE)
    page.goto((round_ / "report.html").as_uri())
    assert own_words(page, *page.locator("a[href^=https]").all_text_contents()) == []


def test_the_bank(listening, round_):
    page = listening(PAGE)
    page.goto((round_ / "bank.html").as_uri())
    page.locator("article").first.wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # then all is drawn
    press_everything(page.locator(".smo-side"))
    press_everything(page.locator(".smo-chapter").last)  # an exercise of each kind
    exercises = [*map(bank.load, bank.ids()), *(bank.parse(kind.example, kind.name) for kind in KINDS.values())]
    assert own_words(page, *(word for each in exercises for word in typed(each))) == []


def test_a_word_of_the_codes_own_is_found(listening, course, tmp_path):
    planted = shutil.copytree(course, tmp_path / "course")
    frame, heading = planted / "smo_course" / "screen" / "exercise.js", 'h("h3", { id }, content.title),'
    code = frame.read_text(encoding="utf-8")
    assert heading in code
    passing = '(setTimeout(() => { live.textContent = "Passing"; live.textContent = ""; }), ""),'
    frame.write_text(code.replace(heading, f'h("h3", {{ id, title: "Beside" }}, content.title, " Inside"), {passing}'), encoding="utf-8")
    assert smo(planted, tmp_path, "bank --lang fr --no-browser --output bank.html")[0][0] == 0
    page = listening(PAGE)
    page.goto((tmp_path / "bank.html").as_uri())
    page.locator("article").first.wait_for()
    page.wait_for_function("window.said.has('Passing')")
    assert {"Beside", "Inside", "Passing"} <= set(own_words(page))
