"""The document: what was filled in stands in both files, escaped; tables are tables, charts have words, and no file is written over."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from sheets import fill, piece
from smo_course.cli import main
from smo_course.journal import Journal
from smo_course.text import LANGUAGES
from smo_course.workbook import shelf
from smo_course.workbook.document import Document, Section, document
from smo_course.workbook.export import export
from smo_course.workbook.page import html_of
from smo_course.workbook.paper import docx_of
from smo_course.workbook.worksheet import Worksheet, example

TODAY = date(2026, 3, 1)
NASTY = "</p><script>alert(1)</script> & “ünder” \x00\x0b {goal} =1+1 $x_1$ \u202e"


@pytest.fixture
def journal(tmp_path):
    """A learner's folder in which all pieces of the course are made, for a company with a name that is no HTML."""
    found = Journal(tmp_path)
    found.write("profile", data={"name": "Zoé <b>", "company": "own", "own": "Bakery <Martin> & Sons"})
    for id in shelf.in_order():
        fill(Worksheet(shelf.load(id), found, "en"))
    return found


class Read(HTMLParser):
    """What an HTML file holds: tags with their attributes, and the text of each table's cells."""

    def __init__(self, page: bytes):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.cells.append("")
            self._in_cell = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data):
        self.text += data
        if self._in_cell:
            self.cells[-1] += data


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_files_hold_the_same_and_all_of_it(journal, lang):
    made = document(journal, lang, TODAY)
    assert [each.title for each in made.sections] == [shelf.load(id).title.get(lang) for id in shelf.in_order()]
    word, page = docx.Document(BytesIO(docx_of(made))), Read(html_of(made))
    titles = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert titles == [each.title for each in made.sections]
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert cells == page.cells and len(cells) > 60
    for told in ("Bakery <Martin> & Sons", "Zoé <b>"):
        assert any(told in each.text for each in word.paragraphs) and told in page.text
    goal = next(part for part in shelf.load("smo-basics/goal-action-kpi").parts if part.id == "line")
    sentence = "".join(
        run.text
        for block in goal.blocks(Worksheet(piece("goal-action-kpi"), journal, lang).filled(), lang)
        for run in getattr(block, "runs", [])
    )
    assert any(each.text == sentence for each in word.paragraphs) and sentence in page.text


def test_a_word_file_is_a_consultants_work(journal):
    made = document(journal, "fr", TODAY)
    data = docx_of(made)
    word = docx.Document(BytesIO(data))
    assert any(each.text == "Carnet de bord des médias sociaux" and each.style.name == "Title" for each in word.paragraphs)
    assert any(each.text == "1er mars 2026" for each in word.paragraphs)
    for table in word.tables:
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")  # the head of a table, on every page that it reaches
    with ZipFile(BytesIO(data)) as inside:
        body, foot = (
            inside.read("word/document.xml").decode(),
            [inside.read(each).decode() for each in inside.namelist() if "footer" in each],
        )
        assert any("PAGE" in each for each in foot) and "w:titlePg" in body  # numbers on every page but the first
        alts = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', body)
        assert len(alts) == 2 and all(re.search(r"\d", each) and len(each) > 40 for each in alts)
        assert 'w:val="fr-FR"' in inside.read("word/styles.xml").decode()
    assert word.core_properties.language == "fr-FR" and "Bakery <Martin>" in word.core_properties.title


def test_a_page_needs_nothing_from_outside_and_runs_nothing(journal):
    page = html_of(document(journal, "en", TODAY)).decode()
    read = Read(page.encode())
    assert not {"script", "link", "iframe", "object", "base", "form"} & {tag for tag, _ in read.tags}
    assert not any(name.startswith("on") for _, attrs in read.tags for name in attrs)
    assert not re.search(r"https?:|url\(|@import|javascript:", page)
    pictures = [attrs for tag, attrs in read.tags if tag == "img"]
    assert len(pictures) == 2 and all(len(each["alt"]) > 40 and each["src"].startswith("data:image/png;base64,") for each in pictures)
    assert "@media print" in page and '<html lang="en">' in page and sum(tag == "h1" for tag, _ in read.tags) == 1


def test_whatever_a_learner_types_is_text_in_both(tmp_path):
    journal = Journal(tmp_path)
    journal.write("profile", data={"company": "own", "own": NASTY, "name": NASTY})
    work = Worksheet(piece("message-and-plan"), journal, "en")
    rows = {f"r{n}": {"action": NASTY, "goal": "2", "hours": str(n)} for n in (1, 2)}
    work.edit({"message": NASTY, "plan": rows})
    made = document(journal, "en", TODAY)
    page = Read(html_of(made))
    assert "script" not in {tag for tag, _ in page.tags} and "<script>alert(1)</script> & “ünder”" in page.text
    word = docx.Document(BytesIO(docx_of(made)))
    assert any("<script>alert(1)</script> & “ünder”" in cell.text for row in word.tables[0].rows for cell in row.cells)


@pytest.mark.parametrize("format", ["docx", "html"])
def test_exporting_again_never_touches_a_file_that_is_there(journal, tmp_path, format):
    first = export(journal, "en", format, TODAY)
    assert first.path.parent == tmp_path / "workbook" and first.path.read_bytes() == first.data
    first.path.write_bytes(b"edited since")
    second, third = export(journal, "en", format, TODAY), export(journal, "en", format, TODAY)
    assert first.path.read_bytes() == b"edited since"
    assert [each.name for each in (second.path, third.path)] == [f"{first.path.stem}-2.{format}", f"{first.path.stem}-3.{format}"]


def test_what_is_still_missing_is_said_and_an_empty_workbook_is_one(tmp_path):
    journal = Journal(tmp_path)
    assert b"Nothing has been filled in yet" in html_of(document(journal, "en", TODAY))
    Worksheet(piece("goal-action-kpi"), journal, "en").edit({"line": {"goal": "sell tea"}})
    page = Read(html_of(document(journal, "en", TODAY)))
    assert "Still missing" in page.text and "Goal and KPI agree" in page.text and "[Action]" in page.text


def test_without_a_folder_the_document_comes_all_the_same():
    made = export(Journal(None), "fr", "docx", TODAY)
    assert made.path is None and made.name == "maison-tilleul-carnet.docx" and docx.Document(BytesIO(made.data))


def test_a_long_company_ends_with_a_whole_word_in_the_files_name():
    journal = Journal(None)
    journal.write("profile", data={"company": "own", "own": "Boulangerie Martin, deux boutiques à Nantes"})
    assert export(journal, "en", "html", TODAY).name == "boulangerie-martin-deux-boutiques-a-workbook.html"


def test_the_command_writes_both_and_says_where(journal, tmp_path, capsys):
    assert main(["workbook", str(tmp_path), "--lang", "fr"]) == 0
    said = capsys.readouterr().out
    assert "bakery-martin-sons-carnet.docx" in said and "bakery-martin-sons-carnet.html" in said
    assert main(["workbook", str(tmp_path), "--format", "html", "--lang", "fr"]) == 0
    assert sorted(each.name for each in (tmp_path / "workbook").iterdir()) == [
        "bakery-martin-sons-carnet-2.html",
        "bakery-martin-sons-carnet.docx",
        "bakery-martin-sons-carnet.html",
    ]


def test_the_command_says_where_there_is_no_course(tmp_path, capsys):
    assert main(["workbook", str(tmp_path / "nowhere")]) == 2
    assert "holds no course" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["audit", "calendar", "swot", "campaign"])
def test_what_later_chapters_need_makes_a_document_too(name):
    each = piece(name)
    made = Document("Title", "A bakery", "Note", TODAY, "fr", [Section(each.title.fr, each.blocks(example(each, "fr"), "fr"), [])])
    word, page = docx.Document(BytesIO(docx_of(made))), Read(html_of(made))
    assert [cell.text for table in word.tables for row in table.rows for cell in row.cells] == page.cells
    if name == "calendar":  # thirty posts from 25 November on, one every two days: three months
        assert page.text.count("Novembre 2026") and page.text.count("Décembre 2026") and page.text.count("Janvier 2027")
        assert "22,25\u00a0h" in page.text  # 30 to 59 minutes: 1335 in all
