"""What the course exports, as parsers that are not the course's read it."""

import io
import logging
import unicodedata
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from pyslet.imscpv1p2 import ManifestDocument
from pyslet.qtiv2.variables import ItemSessionState
from pyslet.qtiv2.xml import QTIDocument
from pyslet.xml.structures import Element

from smo_course.course import syllabus
from smo_course.text import LANGUAGES

# The kinds of which no program of another house has a like.
NOT_SAID = ("scenario", "piece", "schedule", "query", "draft", "campaign")
# The chapters of the bank in the order of its files, and that of a trainer's own.
_WITH_LESSONS = sorted((each for each in syllabus().chapters if each.lessons), key=lambda each: each.id)
CHAPTERS = {lang: [*(each.title.get(lang) for each in _WITH_LESSONS), "test"] for lang in LANGUAGES}


def bare(text):
    """A text without the course's markup, spaces, and whatever else does not tell one text from another.

    What XML forbids is expected as `�`: control characters (tab and line ends apart), half characters and non-characters.
    """
    seen = "".join("\ufffd" if _forbidden(each) else each for each in text)
    return "".join(each for each in seen if not each.isspace() and each not in "*-")


def _forbidden(character):
    control = unicodedata.category(character) == "Cc" and ord(character) < 32 and character not in "\t\n\r"
    return control or unicodedata.category(character) == "Cs" or character in "\ufffe\uffff"


class _Html(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.texts = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add((tag, *attrs))

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        self.tags.add("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def html_text(source):
    """The bare text of HTML that has no more in it than the course's markup may give."""
    parser = _Html()
    parser.feed(source)
    parser.close()
    assert parser.tags <= {("p",), ("ul",), ("li",), ("strong",), ("em",)}, parser.tags
    return bare("".join(parser.texts))


def moodle_questions(data):
    """The questions of a Moodle file by idnumber, categories left out."""
    found = [each for each in ElementTree.fromstring(data) if each.get("type") != "category"]
    questions = {each.findtext("idnumber"): each for each in found}
    assert len(questions) == len(found)
    return questions


class _Strict:
    """A document that keeps every objection of pyslet's validation, and every one that it only logs."""

    def __init__(self, data):
        super().__init__()
        self.objections = []
        log = logging.Handler()
        log.emit = lambda record: self.objections.append(record.getMessage())
        logging.getLogger().addHandler(log)
        try:
            self.read(src=io.BytesIO(data))
        finally:
            logging.getLogger().removeHandler(log)

    def validation_error(self, msg, element, data=None, aname=None):
        self.objections.append((msg, type(element).__name__, data, aname))


class QtiFile(_Strict, QTIDocument):
    pass


class Manifest(_Strict, ManifestDocument):
    pass


def qti_items(data):
    """The items of a package by file name, each without an objection."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("items/"):
                document = QtiFile(archive.read(name))
                assert document.objections == [], name
                found[name] = document.root
    return found


def qti_text(element):
    """The bare text in an element of pyslet's."""
    if not isinstance(element, Element):
        return bare(str(element))
    return "".join(qti_text(child) for child in element.get_children())


def attribute(element, name):
    return element.get_attributes()["~", name]


def qti_marks(item, answers):
    """The score and the texts said to answers, {response identifier: value}, by pyslet's response processing."""
    session = ItemSessionState(item)
    session.begin_session()
    for name, value in answers.items():
        session[name].set_value(value)
    session.end_attempt()
    said = session["FEEDBACK"].value or {}
    return session["SCORE"].value, [qti_text(each) for each in item.QTIModalFeedback if attribute(each, "identifier") in said]
