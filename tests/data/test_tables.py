"""Any real table is read, to the last cell; and what cannot be read says why, where, and what to do."""

import csv
import datetime
import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smo_course.data import tables, workbook
from smo_course.data.tables import Row, read_grids, read_table
from smo_course.data.trouble import TableError
from smo_course.text import LANGUAGES

REAL = Path(__file__).parents[3] / "shared" / "real"  # beside the checkout
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.fixture
def file(tmp_path):
    """file(content) is the path of a file that holds these bytes, or this text in UTF-8."""

    def make(content: bytes | str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.fixture
def book(tmp_path):
    """book(first=[row, …], …) is the path of a workbook with these sheets."""

    def make(**sheets) -> Path:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for name, rows in sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(row)
        made.save(tmp_path / "table.xlsx")
        return tmp_path / "table.xlsx"

    return make


def cells(path) -> list[list[str]]:
    [sheet] = read_grids(path)
    return [row.cells for row in sheet.rows]


def written(rows, delimiter=",", encoding="utf-8", end="\r\n") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


LETTERS = st.sampled_from("aZ09 éÉçœŒ€’«»–…\u00a0-+=@'\"\n\t,;|.:%#ÿ")
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.tuples(
        st.lists(st.text("abcXYZ_ é", min_size=1, max_size=8).map(lambda name: f"c{name}"), min_size=width, max_size=width),
        st.lists(st.lists(st.text(LETTERS, max_size=12), min_size=width, max_size=width), max_size=6),
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.sampled_from(ENCODINGS), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read(tmp_path, table, encoding, delimiter, end):
    header, rows = table
    data = written([header, *rows], delimiter, encoding, end)
    if encoding == "cp1252":
        try:
            data.decode()
        except UnicodeDecodeError:
            pass
        else:
            if any(byte > 127 for byte in data):
                return  # these very bytes are UTF-8 too, and nobody can tell
    (tmp_path / "table").write_bytes(data)
    assert cells(tmp_path / "table") == [header, *(row for row in rows if any(map(str.strip, row)))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_an_error_with_words(tmp_path, data):
    path = tmp_path / "table"
    for content in (data, b"PK\x03\x04" + data, b"learner\n" + data):
        path.write_bytes(content)
        try:
            read_table(path, ["learner"])
        except TableError as error:
            assert all(str(path) in error.text.get(lang) for lang in LANGUAGES)


@pytest.mark.parametrize("content, expected", [
    ('sep=;\r\n"a;b";c\r\n1;2\r\n', [["a;b", "c"], ["1", "2"]]),
    ('"sep=,"\na,b\n1,2', [["a", "b"], ["1", "2"]]),
    ("sep=\t\na\tb;c;d;e", [["a", "b;c;d;e"]]),
    ("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),  # decimal commas
    ('n;text\n1;"one, two\nthree, four\nfive, six"\n2;"seven, eight\nnine, ten"\n', [["n", "text"], ["1", "one, two\nthree, four\nfive, six"], ["2", "seven, eight\nnine, ten"]]),
    ("a\tb\n1, 2\t3, 4\n", [["a", "b"], ["1, 2", "3, 4"]]),
    ("a|b\r1|2\r", [["a", "b"], ["1", "2"]]),  # line ends of an old Mac
    ("\n\na,b\n\n1,2\n,\n  ,\n\n", [["a", "b"], ["1", "2"]]),
    ("learner\nann\n", [["learner"], ["ann"]]),
    ('"Lifetime Reactions, Comments",b\n', [["Lifetime Reactions, Comments", "b"]]),
    ("=1+1,@SUM(A1)\n", [["=1+1", "@SUM(A1)"]]),
])  # fmt: skip
def test_what_spreadsheets_write(file, content, expected):
    path = file(content)
    assert [row.cells for sheet in read_grids(path) for row in sheet.rows] == expected


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["id,nom\n1,été\n", "名前,学習者\n山田,太郎\n"])
def test_utf_16_is_told_without_its_mark(file, encoding, text):
    assert cells(file(text.encode(encoding)))[1] == text.splitlines()[1].split(",")


def test_windows_letters_where_nothing_else_fits(file):
    assert cells(file("prénom;cœur\nZoé;5 €\n".encode("cp1252"))) == [["prénom", "cœur"], ["Zoé", "5 €"]]


def test_the_header_is_found_below_titles_and_by_any_capitals(file):
    path = file('Class of spring\n"Exported, 3 May"\n\n LEARNER ;Full\u00a0 name;Group\nann;Ann Lee;\nbob\n')
    table = read_table(path, ["learner"], also=["full name", "e-mail"])
    assert table.header == ["learner", "full name", "Group"]
    assert table.rows == [Row(5, ["ann", "Ann Lee", ""]), Row(6, ["bob", "", ""])]
    assert list(table.records())[1] == (6, {"learner": "bob", "full name": "", "Group": ""})


def test_without_names_the_first_row_is_the_header(file):
    assert read_table(file("a,b\n1,2\n")) == (str(file("a,b\n1,2\n")), ["a", "b"], [Row(2, ["1", "2"])])


def test_a_description_under_the_header_is_a_row_to_leave_out(file):
    table = read_table(file("Post ID,Reach\nThe id of the post,People who saw it\n1_2,300\n"), ["reach"])
    assert table._replace(rows=table.rows[1:]).rows == [Row(3, ["1_2", "300"])]


def test_of_two_columns_with_one_name_the_first_counts(file):
    table = read_table(file("a,a,b,\n1,2,3,4\n"), ["b"])
    assert list(table.records()) == [(2, {"a": "1", "b": "3"})]


def test_lines_are_those_of_the_file(file):
    table = read_table(file('sep=,\nid,text\n\n1,"two\nlines"\r\n2,one\n'), ["id"])
    assert [row.line for row in table.rows] == [4, 6]


@pytest.mark.parametrize("content, line, said", [
    ("id,name\na,Ann\n", None, "lacks the column learner; found: id, name"),
    ("id;name\n", None, "lacks the column learner; found: id, name"),
    ("learner,Learner\na,b\n", 1, "has the column ‘learner’ twice"),
    ("learner,name\na,Ann\nb,Lee, Bob\n", 3, "3 cells and the header 2"),
    ('learner,name\na,Ann\nb,"Bob\nc,Cy\n', 3, "too many or too few"),
    ('learner,name\na,"Ann" Lee\n', 2, "too many or too few"),
    ("", None, "it is empty"),
    (" \n;;\n", None, "it is empty"),
    (b"learner\n\x81\n", None, "save it as"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0", None, "save it as"),
    (b"\xef\xbb\xbflearner\n\xff", None, "save it as"),  # says that it is UTF-8, and is not
    (b"\xff\xfel\0e\0a", None, "save it as"),  # cut off within a letter
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None, "is no workbook"),
    (b"PK\x05\x06" + bytes(18), None, "unpack a ZIP archive"),
])  # fmt: skip
def test_what_is_wrong_is_said(file, content, line, said):
    path = file(content)
    with pytest.raises(TableError) as caught:
        read_table(path, ["learner"])
    assert said in caught.value.reason.en and caught.value.line == line
    where = (f"{path}, line {line}: ", f"{path}, ligne {line}\u00a0: ") if line else (f"{path}: ", f"{path}\u00a0: ")
    assert (caught.value.text.en, caught.value.text.fr) == (where[0] + caught.value.reason.en, where[1] + caught.value.reason.fr)


def test_every_column_that_is_missing_is_named_and_a_long_header_is_cut(file):
    path = file(",".join(f"column {number} {'x' * 100}" for number in range(60)) + "\n")
    with pytest.raises(TableError) as caught:
        read_table(path, ["reach", "column 1", "likes"])
    assert "the columns reach, column 1, likes; found: column 0 xxx" in caught.value.reason.en
    assert len(caught.value.reason.fr) < 2000


def test_what_is_no_file(tmp_path, file, monkeypatch):
    for path, said in ((tmp_path, "is a folder"), (tmp_path / "gone.csv", "cannot be read")):
        with pytest.raises(TableError, match=said):
            read_table(path)
    monkeypatch.setattr(tables, "MOST_BYTES", 3)
    with pytest.raises(TableError, match="larger than"):
        read_table(file("a,b\n"))


def test_a_workbook(book):
    when = datetime.datetime(2026, 12, 1, 18, 0, 5)
    path = book(
        Cover=[["Report of our page"]],
        Posts=[
            ["Two cells say what this is"],
            [],
            ["Post ID", "When", "Reach", "Rate", "Paid", "Day", "At", "Lasts", "Text", "Odd"],
            ["007", when, 1234, 0.25, True, when.date(), when.time(), datetime.timedelta(hours=30), "two\nlines", "#N/A"],
            [123456789012345, None, -3, 2.0, False],
        ],
        Empty=[],
    )
    table = read_table(path, ["post id", "reach"])
    assert table.file == f"{path} (Posts)"
    assert table.header == ["post id", "When", "reach", "Rate", "Paid", "Day", "At", "Lasts", "Text", "Odd"]
    assert table.rows == [
        Row(4, ["007", "2026-12-01T18:00:05", "1234", "0.25", "true", "2026-12-01", "18:00:05", "30:00:00", "two\nlines", ""]),
        Row(5, ["123456789012345", "", "-3", "2", "false", "", "", "", "", ""]),
    ]


def test_a_workbook_of_before_2007(tmp_path):
    """As LinkedIn writes the posts of a page."""
    made = xlwt.Workbook()
    made.add_sheet("Metrics").write(0, 0, "Date")
    sheet = made.add_sheet("All posts")
    sheet.write(0, 0, "Posts of the last year")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for column, (name, value) in enumerate(
        {"Post title": "Été\n€", "Created date": datetime.datetime(2026, 3, 2), "Impressions": 1234}.items()
    ):
        sheet.write(1, column, name)
        sheet.write(2, column, value, day if name == "Created date" else xlwt.easyxf())
    made.save(str(tmp_path / "page.xls"))
    table = read_table(tmp_path / "page.xls", ["post title"])
    assert table.file.endswith("page.xls (All posts)") and table.rows == [Row(3, ["Été\n€", "2026-03-02", "1234"])]


def test_of_merged_cells_the_first_has_the_text_and_an_error_is_no_value(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (["Our page", None, None], ["a", "b", "c"], [1, "#DIV/0!", "x"]):
        sheet.append(row)
    sheet["B3"].data_type = "e"
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")
    made.save(tmp_path / "table.xlsx")
    assert cells(tmp_path / "table.xlsx") == [["Our page", "", ""], ["a", "b", "c"], ["1", "", "x"]]


def test_a_workbook_with_a_password(file, monkeypatch):
    def refuse(source):
        raise python_calamine.PasswordError("Workbook is password protected")

    monkeypatch.setattr(python_calamine, "load_workbook", refuse)
    with pytest.raises(TableError, match="without one"):
        read_table(file(b"\xd0\xcf\x11\xe0"))


def test_a_formula_is_never_worked_out(book):
    assert cells(book(Sheet=[["a"], ['=HYPERLINK("http://example.org","x")'], ["=1+1"], ["b"]])) == [["a"], ["b"]]


def test_a_workbook_with_a_chart_of_its_own_and_wrong_dimensions(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["learner", "points"])
    made.active.append(["ann", 3])
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(made.active, min_col=2, min_row=1, max_row=2))
    made.create_chartsheet("Chart").add_chart(chart)
    made.save(tmp_path / "chart.xlsx")
    source = zipfile.ZipFile(tmp_path / "chart.xlsx")
    with zipfile.ZipFile(tmp_path / "table.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1"'))
    assert read_table(tmp_path / "table.xlsx", ["learner"]).rows == [Row(2, ["ann", "3"])]


def with_sheet(path: Path, change) -> Path:
    """The workbook with its first sheet's XML changed."""
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
    return path


@pytest.mark.parametrize("change, said", [
    (lambda sheet: sheet.replace(b"</sheetData>", b"<!--" + b" " * (workbook.MOST_UNPACKED + 1) + b"--></sheetData>"), "unpacks to more"),
    (lambda sheet: sheet.replace(b'"A2"', b'"XFD1048576"'), "unpacks to more"),  # would end the process
    (lambda sheet: sheet.replace(b'r="A2"', b"r = 'ZZZZZZZ2'"), "unpacks to more"),
    (lambda sheet: sheet[:-40], "is no workbook"),
])  # fmt: skip
def test_a_workbook_that_swells_or_is_broken(book, change, said):
    path = with_sheet(book(Sheet=[["learner", "points"], ["ann", 3]]), change)
    with pytest.raises(TableError, match=said):
        read_table(path, ["learner"])


def test_entities_that_swell_stay_nothing(book):
    entities = b'<!ENTITY a "aaaaaaaaaa">'
    entities += b"".join(f'<!ENTITY {new} "{f"&{old};" * 20}">'.encode() for old, new in zip("abcdefg", "bcdefgh", strict=True))
    path = with_sheet(
        book(Sheet=[["learner", "points"], ["ann", 3]]),
        lambda sheet: b"<!DOCTYPE x [" + entities + b"]>" + sheet.replace(b"<v>3</v>", b"<v>&h;</v>"),
    )
    assert read_table(path, ["learner"]).rows == [Row(2, ["ann", ""])]


def test_an_archive_that_understates_its_sizes_is_held_to_them(book, tmp_path):
    path = with_sheet(book(Sheet=[["learner"], ["ann"]]), lambda sheet: sheet + b" " * 5_000_000)
    data = bytearray(path.read_bytes())
    size = (5_000_000 + len(zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").rstrip())).to_bytes(4, "little")
    assert data.count(size) == 2  # in front of the part, and in the list of the parts
    path.write_bytes(data.replace(size, (100).to_bytes(4, "little")))
    with pytest.raises(TableError, match="is no workbook"):
        read_table(path, ["learner"])


def test_a_stray_cell_far_away_costs_no_more_than_itself(book):
    path = with_sheet(
        book(Sheet=[["learner"], ["ann"]]), lambda sheet: sheet.replace(b'r="2"', b'r="900000"').replace(b'"A2"', b'"A900000"')
    )
    start = time.process_time()
    assert read_table(path, ["learner"]).rows == [Row(900_000, ["ann"])]
    assert time.process_time() - start < 5


def test_ten_thousand_rows_in_no_time(file):
    rows = [[f"c{column}" for column in range(30)]]
    rows += [[f"Bonjour, « {row} »\nà tous", "2026-12-01", *map(str, range(row, row + 28))] for row in range(10_000)]
    path = file(written(rows))
    start = time.process_time()
    table = read_table(path, ["c0", "c29"])
    assert time.process_time() - start < 1  # seconds of work; well under 0.3 where nothing else runs
    assert len(table.rows) == 10_000 and table.rows[-1].cells == rows[-1]


needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"no real exports in {REAL}")
EXPORTS = {
    "facebook_insights_post_level_2015.csv": ("Post ID", "Lifetime Post Total Reach", "Lifetime Engaged Users"),
    "linkedin_page_all_posts_2024.csv": ("Post title", "Created date", "Engagement rate"),
    "linkedin_page_metrics_2022.csv": ("Date", "Impressions (organic)"),
    "meta_facebook_posts_2026.csv": ("Post ID", "Publish time", "Reactions, Comments and Shares"),
    "meta_instagram_posts_2026.csv": ("Post ID", "Saves"),
    "meta_page_daily_follows_utf16.csv": ("Date", "Primary"),
    "tiktok_overview_2026.csv": ("Date", "Video Views"),
    "twitter_activity_2018.csv": ("Tweet id", "promoted media engagements"),
    "x_content_2026.csv": ("Post id", "url clicks"),
    "FRENCH_ALIASES.csv": ("platform", "french"),
}


@needs_real
@pytest.mark.parametrize("name", EXPORTS)
def test_the_headers_of_real_exports(name):
    table = read_table(REAL / "headers" / name, EXPORTS[name])
    assert set(EXPORTS[name]) <= set(table.header) and len(table.header) >= 2 and all(table.header)


@needs_real
def test_every_header_that_is_there_is_tried():
    assert {path.name for path in (REAL / "headers").iterdir()} == set(EXPORTS)


@needs_real
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_french_headers_in_every_encoding(file, encoding, delimiter):
    french = read_table(REAL / "headers" / "FRENCH_ALIASES.csv")
    names = [row["french"] for _, row in french.records()]
    assert cells(file(written([names, names], delimiter, encoding))) == [names, names]


@needs_real
@pytest.mark.parametrize("name, count", [("facebook_metrics_uci.csv", 500), ("freeCodeCamp_facebook_page_activity.csv", 420)])
def test_real_tables_are_read_whole(name, count):
    assert len(read_table(REAL / name, ["type"]).rows) == count
