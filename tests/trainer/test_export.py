"""`smo export`: what is asked, written, told and refused; and texts that do their worst."""

import zipfile
from io import BytesIO
from itertools import cycle

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assignment.conftest import ASSIGNMENT
from conftest import KINDS
from smo_course import bank, cli, markup
from smo_course.elements import source
from smo_course.text import LANGUAGES, Text, listed
from smo_course.trainer.export import moodle, qti
from smo_course.trainer.export.exact import exact
from smo_course.trainer.export.variants import seeds
from trainer.reading import NOT_SAID, bare, html_text, moodle_questions, qti_items, qti_text

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pyslet")
FORMS = {"moodle": moodle, "qti": qti}


@pytest.fixture(params=FORMS)
def form(request):
    return request.param


@pytest.mark.slow
def test_the_whole_bank_is_written_and_every_loss_told(tmp_path, capsys, form):
    file = tmp_path / "out"
    assert cli.main(["export", f"--{form}", str(file), "--lang", "fr"]) == 0
    made = FORMS[form].export([bank.load(each) for each in bank.ids()], "fr", 5)
    assert file.read_bytes() == made.data
    said = capsys.readouterr().out
    every = len(bank.ids())
    assert f"{every - len(made.entirely)} exercices sur {every}, soit {made.questions} questions (français)" in said
    assert f"Entièrement laissés de côté, {len(made.entirely)} sur {every}\u00a0:" in said
    assert f"Laissés de côté en partie, {len(made.partly)} sur {every}\u00a0:" in said
    for id, reason in made.entirely.items():
        assert f"  {id}\u00a0: {reason}\n" in said
    for id, lost in made.partly.items():
        assert f"  {id}\u00a0: {listed(lost, 'fr')}\n" in said
    assert all(each in said for each in made.always)
    kept = {"moodle": moodle_questions, "qti": qti_items}[form](made.data)
    assert len(kept) == made.questions


def test_scenarios_and_hints_are_among_the_losses():
    everything = [bank.load(each) for each in bank.ids()]
    for form in FORMS.values():
        assert {each.id for each in everything if each.kind == "scenario"} <= set(form.export(everything, "en", 1).entirely)
    made = qti.export(everything, "en", 1)
    assert all("hints" in made.partly[each.id] for each in everything if each.id not in made.entirely)


def test_an_assignment_with_its_points_and_own_exercises(tmp_path, form, example_text, capsys):
    own = tmp_path / "mine" / "own"
    own.mkdir(parents=True)
    (own / "reply.yaml").write_text(example_text("essay").replace("[c]", "[be-responsive]"), encoding="utf-8")
    (tmp_path / "week-1.yaml").write_text(ASSIGNMENT, encoding="utf-8")
    out = tmp_path / "out"
    assert cli.main(["export", str(tmp_path / "week-1.yaml"), f"--{form}", str(out), "--variants", "2"]) == 0
    assert "3 of 4 exercises as 4 questions" in capsys.readouterr().out
    if form == "moodle":
        questions = moodle_questions(out.read_bytes())
        assert {id: each.findtext("defaultgrade") for id, each in questions.items()} == {
            "smo-basics/delete-or-not": str(bank.load("smo-basics/delete-or-not").points), "own/reply": "5",
            "smo-basics/snowball-doubling/1": "4", "smo-basics/snowball-doubling/2": "4"}  # fmt: skip
    else:
        items = qti_items(out.read_bytes())
        assert len(items) == 4
        (most,) = [
            each for each in items["items/smo.smo-basics.snowball-doubling-1.xml"].OutcomeDeclaration if each.identifier == "MAXSCORE"
        ]
        assert most.get_default_value().value == 4


def test_ids_are_exported_once_and_the_same_bytes_twice(tmp_path, form):
    ids = ["start/try-sort", "smo-basics/cost-per-order", "start/try-sort"]
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        assert cli.main(["export", *ids, f"--{form}", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len({"moodle": moodle_questions, "qti": qti_items}[form](files[0].read_bytes())) == 6


def test_a_file_is_not_overwritten_without_being_told_to(tmp_path, form, capsys):
    file = tmp_path / "out"
    file.write_text("mine")
    assert cli.main(["export", "start/try-sort", f"--{form}", str(file)]) == 2
    assert "--force" in capsys.readouterr().err and file.read_text() == "mine"
    assert cli.main(["export", "start/try-sort", f"--{form}", str(file), "--force"]) == 0
    assert file.read_bytes() != b"mine"


@pytest.mark.parametrize("what, said, code", [
    (["smo-basics/weekend-crisis"], "none of 1 exercises", 1),
    (["smo-basics/weekend-cris"], "did you mean smo-basics/weekend-crisis", 2),
    (["week.yaml", "start/try-sort"], "give it alone", 2),
    (["missing.yaml"], "missing.yaml", 2),
    (["start/try-sort", "--variants", "0"], "must be 1 or more", 2),
])  # fmt: skip
def test_nothing_is_written_where_nothing_can_be(tmp_path, form, capsys, what, said, code):
    assert cli.main(["export", *what, f"--{form}", str(tmp_path / "out")]) == code
    told = capsys.readouterr()
    assert said in told.out + told.err and not list(tmp_path.iterdir())


@pytest.mark.parametrize("forms", [[], ["--moodle", "a", "--qti", "b"]])
def test_one_format_must_be_named(forms):
    with pytest.raises(SystemExit) as exit:
        cli.main(["export", *forms])
    assert exit.value.code == 2


def test_a_folder_that_cannot_be_written_to(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert cli.main(["export", "start/try-sort", "--qti", str(tmp_path / "file" / "out.zip")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'file'}: Not a directory. ")


def test_variants_differ_and_end_where_there_are_no_more(example):
    number = example("number")
    found = seeds(number, 8)
    assert len({tuple(number.values(each).values()) for each in found}) == len(found) == 8
    few = bank.load("start/try-number")
    assert len(seeds(few, 100)) == 7 * 4  # 3 to 9 lessons, of four lengths
    assert seeds(example("choice"), 8) == ["export/0"]


@pytest.mark.parametrize("text, html", [
    ("a *b* **c** d", "<p>a <em>b</em> <strong>c</strong> d</p>"),
    ("a\nb\n\nc", "<p>a b</p><p>c</p>"),
    ("a:\n- b **c**\n- d\n\ne", "<p>a:</p><ul><li>b <strong>c</strong></li><li>d</li></ul><p>e</p>"),
    ("3 * 4 * 5 <b>&amp;", "<p>3 * 4 * 5 &lt;b&gt;&amp;amp;</p>"),
    ("a ]]> b \x00", "<p>a ]]&gt; b �</p>"),
    ("", ""),
])  # fmt: skip
def test_markup_becomes_html_and_nothing_else_does(text, html):
    assert source(*markup.blocks(text)) == html


@pytest.mark.parametrize(
    "value, text", [(1 / 3, "0.333333333"), (400.0, "400"), (1e-7, "0.0000001"), (1e16, "10000000000000000"), (-0.5, "-0.5")]
)
def test_numbers_are_written_without_exponent(value, text):
    assert exact(value) == text


HOSTILE = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["<script>alert(1)</script>", "]]>", "<![CDATA[", "&amp;&lt;", "\x00\x01\x0b", "\ud800", "\uffff", "a\r\nb", '"\'>', "{nobody}", "$$x$$", "@@PLUGINFILE@@", "<!--", "-->"]
)  # fmt: skip
WORDS = st.lists(HOSTILE, min_size=1, max_size=4).map(lambda parts: f"x {' '.join(parts)} x")


def rewritten(value, words):
    """An exercise, every text in it replaced by the next of these words."""
    if isinstance(value, Text):
        return Text(en=next(words), fr=next(words))
    if isinstance(value, list):
        return [rewritten(each, words) for each in value]
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **{name: rewritten(getattr(value, name), words) for name in value.__struct_fields__})
    return value


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "scenario"])
@settings(
    max_examples=settings.default.max_examples * 2 // 5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(texts=st.lists(WORDS, min_size=7, max_size=7), lang=st.sampled_from(list(LANGUAGES)))
def test_hostile_texts_stay_texts(example, kind, texts, lang):
    exercise = rewritten(example(kind), cycle(texts))  # an odd number: each of them comes to either language
    if kind == "sort":
        exercise.budgets, exercise.goals = [], []
    prompt = bare(exercise.content("export/0", lang)["prompt"])
    moodles, items = moodle.export([exercise], lang, 1), qti.export([exercise], lang, 1)
    for question in moodle_questions(moodles.data).values():
        assert html_text(question.findtext("questiontext/text")).startswith(prompt)
        assert html_text(question.findtext("generalfeedback/text")) == bare(exercise.explained("export/0").get(lang))
        for each in question.iter():
            if each.get("format") == "html":
                html_text(each.findtext("text") or "")  # fails where more than markup is in it
        if kind == "choice":
            options = [html_text(each.findtext("text")) for each in question.findall("answer")]
            assert options == [bare(each.text.get(lang)) for each in exercise.options]
    # the examples of these have what Moodle cannot say
    assert bool(moodles.questions) == (kind not in ("match", "order", "sort", *NOT_SAID))
    if kind in NOT_SAID:
        assert not items.questions and items.entirely
        return
    (item,) = qti_items(items.data).values()
    assert qti_text(item.ItemBody).startswith(prompt)
    if kind == "choice":
        shown = qti_text(item.ItemBody).removeprefix(prompt)
        assert sorted(shown) == sorted("".join(bare(each.text.get(lang)) for each in exercise.options))


@settings(max_examples=60)
@given(name=st.text(min_size=1, max_size=20), other=st.text(min_size=1, max_size=20))
def test_identifiers_are_names_and_never_shared(name, other):
    choice = bank.load("start/try-choice")
    ids = {f"own/{name}", f"own/{other}"}
    data = qti.export([msgspec.structs.replace(choice, id=each) for each in sorted(ids)], "en", 1).data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist()) == len(ids) + 2
    assert len(qti_items(data)) == len(ids)
