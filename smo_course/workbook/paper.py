"""The document as a Word file: a title page, headings, real tables, charts with their text alternatives, page numbers.

Made with python-docx, which every word processor's files have been tested against for years; it needs lxml, a wheel everywhere.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ..elements import clean
from ..pieces.blocks import Block, Chart, Grid, Heading, Paragraph, Ticks
from ..text import day
from ..words import Words
from .document import Document
from .pictures import png

say = Words(__file__)

_OWN = RGBColor(0x6B, 0x4A, 0x9E)
_GREY = RGBColor(0x59, 0x59, 0x59)
_LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
_WIDTH = Cm(16)


def docx_of(document: Document) -> bytes:
    """The bytes of the .docx file."""
    made = docx.Document()
    _set_up(made, document)
    _title_page(made, document)
    for section in document.sections:
        made.add_heading(clean(section.title), 1)
        for block in section.blocks:
            _write(made, block)
        if section.missing:
            made.add_heading(say("document.missing", document.lang), 2)
            for line in section.missing:
                made.add_paragraph(clean(line), style="List Bullet")
    if not document.sections:
        made.add_paragraph(say("document.empty", document.lang))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _set_up(made: Any, document: Document) -> None:
    """Paper, type and language; what the file says of itself; page numbers everywhere but on the title page."""
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.3)
    page.different_first_page_header_footer = True
    told = made.core_properties
    told.title, told.subject = clean(f"{document.title} – {document.company}"), clean(document.company)
    told.author, told.comments, told.language = clean(document.note), "", _LANGUAGES[document.lang]
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.1
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGES[document.lang])
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Title", 30), ("Heading 1", 18), ("Heading 2", 13)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _OWN
        fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    made.styles["Heading 1"].paragraph_format.space_before = Pt(24)
    made.styles["Heading 2"].paragraph_format.space_before = Pt(12)
    _quiet(made.styles["Table Grid"])
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(clean(f"{document.company} – {document.title} – ")).font.size = Pt(9)
    _field(foot, "PAGE")


def _quiet(style: Any) -> None:
    """Tables have thin grey lines between their rows and none between columns, and room above and below what stands there."""
    properties = style.element.find(qn("w:tblPr"))
    for line in properties.find(qn("w:tblBorders")):
        line.set(qn("w:color"), "BFBFBF")
        if line.tag in (qn("w:left"), qn("w:right"), qn("w:insideV")):
            line.set(qn("w:val"), "nil")
    room = properties.find(qn("w:tblCellMar"))
    for side in ("top", "bottom"):
        each = room.find(qn(f"w:{side}"))
        each.set(qn("w:w"), "50")  # twentieths of a point
        each.set(qn("w:type"), "dxa")


def _field(paragraph: Any, code: str) -> None:
    """A field that the word processor fills in, such as the number of the page."""
    run = paragraph.add_run()
    run.font.size = Pt(9)
    for tag, text in (("begin", None), (None, code), ("separate", None), ("text", "1"), ("end", None)):
        if text is None:
            each = OxmlElement("w:fldChar")
            each.set(qn("w:fldCharType"), str(tag))
        else:
            each = OxmlElement("w:t" if tag == "text" else "w:instrText")
            each.text = text
        run._r.append(each)


def _title_page(made: Any, document: Document) -> None:
    for _ in range(7):
        made.add_paragraph()
    made.add_paragraph(clean(document.title), style="Title")
    company = made.add_paragraph().add_run(clean(document.company))
    company.font.size, company.bold = Pt(18), True
    for line in (day(document.date, document.lang), document.note):
        made.add_paragraph().add_run(clean(line)).font.color.rgb = _GREY
    made.add_page_break()


def _write(made: Any, block: Block) -> None:
    if isinstance(block, Heading):
        made.add_heading(clean(block.text), 2)
    elif isinstance(block, Paragraph):
        paragraph = made.add_paragraph()
        for run in block.runs:
            written = paragraph.add_run(clean(run.text))
            written.bold, written.italic = run.own or None, run.gap or None
            if run.gap:
                written.font.color.rgb = _GREY
    elif isinstance(block, Ticks):
        for ticked, text in block.items:
            paragraph = made.add_paragraph()
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
            paragraph.add_run(clean(f"{'☑' if ticked else '☐'}\t{text} ({block.states[0 if ticked else 1]})"))
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    elif isinstance(block, Grid):
        _table(made, block)
    elif isinstance(block, Chart):
        picture = made.add_picture(BytesIO(png(block)), width=_WIDTH)
        properties = picture._inline.docPr
        properties.set("descr", clean(block.alt))
        properties.set("title", clean(block.title))


def _table(made: Any, block: Grid) -> None:
    if block.caption and not block.titled:
        caption = made.add_paragraph()
        caption.paragraph_format.keep_with_next = True
        caption.add_run(clean(block.caption)).bold = True
    lines = [block.head, *block.rows, *([block.total] if block.total else [])]
    table = made.add_table(len(lines), len(block.head), style="Table Grid")
    for row, cells in zip(table.rows, lines, strict=True):
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(clean(text))
            run.font.size = Pt(9.5)
            run.bold = True if cells is block.head or cells is block.total else None
            if place in block.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if cells is block.head:
                _shade(cell)
    _repeat(table.rows[0])
    for row in table.rows:
        _whole(row)
    table._tbl.tblPr.append(_named("w:tblDescription", block.caption))
    made.add_paragraph().paragraph_format.space_after = Pt(4)


def _named(tag: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), clean(value))
    return element


def _shade(cell: Any) -> None:
    shade = _named("w:shd", "clear")
    shade.set(qn("w:fill"), "EEE8F6")
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """The head of a table stands on every page that it reaches; for a screen reader it is the head."""
    row._tr.get_or_add_trPr().append(_named("w:tblHeader", "true"))


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_named("w:cantSplit", "true"))
