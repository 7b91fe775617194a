"""The contract of the columns: the course's tables keep to it, and a learner's file is held to it."""

import datetime
import json
import subprocess
import sys

import msgspec
import pytest

from smo_course import open_lesson
from smo_course.course import content_root
from smo_course.data import contract
from smo_course.data.contract import frame, read_columns, resource, resources, typed
from smo_course.data.platforms import platforms
from smo_course.data.tables import Row, Table
from smo_course.errors import CourseError

FOLDER = content_root() / "datasets"
DESCRIPTOR = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))


def test_the_description_names_every_file():
    paths = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.csv")}
    assert paths == {table.path for table in resources().values() if table.path}
    shared = {each["schema"] for each in DESCRIPTOR["resources"] if isinstance(each["schema"], str)}
    assert shared == {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("schemas/*.json")}
    assert DESCRIPTOR["licenses"][0]["name"] == "CC-BY-4.0"


@pytest.mark.parametrize("name", [name for name, table in resources().items() if table.path])
def test_a_file_keeps_to_its_description(name):
    assert [str(fault) for fault in contract.faults(name)] == []
    header = (FOLDER / resources()[name].path).read_text(encoding="utf-8").partition("\n")[0]
    assert header.split(",") == [field.name for field in resources()[name].schema.fields]


@pytest.mark.parametrize("resource", DESCRIPTOR["resources"], ids=lambda resource: resource["name"])
def test_nothing_in_the_description_is_passed_over(resource):
    """What the schema can say and the contract does not read would be a rule that nobody holds to."""
    schema = resource["schema"] if isinstance(resource["schema"], dict) else json.loads((FOLDER / resource["schema"]).read_text("utf-8"))
    for field in schema["fields"]:
        assert set(field) <= {"format", "unit", "description"} | set(contract.Field.__struct_encode_fields__)
        assert field["description"].endswith(".")
        assert field.get("format") == {"datetime": "any"}.get(field["type"]) or (field["name"], field["format"]) == ("permalink", "uri")
    assert schema["missingValues"] == [""]
    assert ("path" in resource) != ("data" in resource)


FIELDS = [
    {"name": "id", "type": "string", "constraints": {"required": True, "pattern": "[a-z]+"}},
    {"name": "kind", "type": "string", "constraints": {"enum": ["x", "y"]}},
    {"name": "year", "type": "integer", "constraints": {"minimum": 1980, "maximum": 2026}},
    {"name": "rate", "type": "number"},
    {"name": "paid", "type": "boolean"},
    {"name": "own", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    {"name": "day", "type": "date", "constraints": {"minimum": "2004-01-01"}},
    {"name": "at", "type": "datetime"},
]
SCHEMA = msgspec.convert({"fields": FIELDS, "primaryKey": ["id", "year"]}, contract.Schema)


def judged(*rows: dict[str, str]):
    header = [field["name"] for field in FIELDS]
    return typed(Table("t.csv", header, [Row(line, [row.get(name, "") for name in header]) for line, row in enumerate(rows, 2)]), SCHEMA)


def test_what_keeps_to_the_contract_gets_its_type():
    full = {"id": "a", "kind": "x", "year": "1980", "rate": "-1.5e3", "paid": "TRUE", "own": "yes"}
    columns, problems = judged(full | {"day": "2026-12-01", "at": "2026-12-01 18:30"}, {"id": "a", "own": "no", "at": "2026-12-01"})
    assert problems == []
    assert columns == {
        "id": ["a", "a"],
        "kind": ["x", None],
        "year": [1980, None],
        "rate": [-1500.0, None],
        "paid": [True, None],
        "own": [True, False],
        "day": [datetime.date(2026, 12, 1), None],
        "at": [datetime.datetime(2026, 12, 1, 18, 30), datetime.datetime(2026, 12, 1)],
    }


@pytest.mark.parametrize("column, cell, said", [
    ("id", " ", "id is empty"),
    ("id", "A", "‘A’ is not of the form [a-z]+"),
    ("kind", "z", "‘z’ is none of x, y"),
    ("year", "1979", "1979 is too small; the least is 1980"),
    ("year", "2027", "2027 is too large; the most is 2026"),
    ("year", "soon", "no whole number"),
    ("year", "1 980", "no whole number"),
    ("year", "1_980", "no whole number"),
    ("year", "١٩٨٠", "no whole number"),
    ("year", "1980.0", "no whole number"),
    ("year", "9" * 400, "no whole number"),
    ("rate", "1,5", "no number"),
    ("rate", "nan", "no number"),
    ("rate", "1e999", "no number"),
    ("rate", "9" * 400, "no number"),
    ("paid", "perhaps", "neither true nor false"),
    ("own", "true", "neither true nor false"),
    ("day", "01/12/2026", "no day"),
    ("day", "2026-02-30", "no day"),
    ("day", "2026-12-01 18:30", "no day"),
    ("day", "2003-12-31", "the least is 2004-01-01"),
    ("at", "2026-12-01T18:30Z", "no moment"),
    ("at", "2026-W01-1", "no moment"),
])  # fmt: skip
def test_what_breaks_the_contract_is_told_with_its_line(column, cell, said):
    _, problems = judged({"id": "a"}, {"id": "b", column: cell})
    [problem] = problems
    assert problem.line == 3 and said in problem.reason.en and column in problem.reason.fr


def test_two_rows_with_the_same_key_are_told_apart_or_refused():
    _, problems = judged({"id": "a", "year": "2000"}, {"id": "a", "year": "2001"}, {"id": "a", "year": "2000"})
    assert [(problem.line, problem.reason.en) for problem in problems] == [(4, "a 2000 is on line 2 already")]


def test_faults_come_from_the_top_down():
    _, problems = judged({"id": "a", "day": "x"}, {"kind": "z"}, {"id": "B"})
    assert [problem.line for problem in problems] == [2, 3, 3, 4]


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    return open_lesson("smo-basics/why-do-smo", "en")


def test_the_course_s_tables_for_pandas(lesson):
    table = lesson.data("platforms")
    assert list(table.columns) == [field.name for field in resources()["platforms"].schema.fields]
    assert list(table["id"]) == [each.id for each in platforms()]
    assert table["launched"].max() > 2015 and table["in_source"].sum() == 38
    facts = lesson.data("facts").set_index("id")
    assert facts.loc["fr-2026-instagram", "value"] == 55 and facts["value"].isna().any()


def test_a_table_that_there_is_not(lesson):
    with pytest.raises(CourseError, match=r"no table ‘post’\. There are: concepts, facts, platforms, posts, days, users, messages,"):
        lesson.data("post")
    with pytest.raises(CourseError, match="no rows of ‘posts’ of its own"):
        read_columns("posts")


def test_the_networks_of_posts_are_platforms():
    networks = next(field for field in resources()["posts"].schema.fields if field.name == "network").constraints.enum
    assert set(networks) <= {each.id for each in platforms()}


def test_pandas_comes_only_when_called():
    code = "import sys; from smo_course.data.contract import read_columns; read_columns('facts'); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_columns_are_those_of_the_contract_in_its_order():
    assert list(read_columns("platforms")) == [field.name for field in resources()["platforms"].schema.fields]
    concepts = read_columns("concepts")
    assert len(frame(concepts, resource("concepts").schema)) == len(concepts["id"]) > 200
