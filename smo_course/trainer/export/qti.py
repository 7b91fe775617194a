"""QTI 2.1, as a content package: an item for each exercise, and a test that holds them all.

2.1 and not 3.0: it is the format in which OpenOlat keeps its own tests, Canvas has a reader for it (the Ruby gem `qti`, for 1.2
and 2.1), OPAL and Janison import it, and pyslet, in Python, can check and mark what is written here.
The one Python library found that writes 2.1, qti_package_maker, writes no feedback.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable

from ... import markup
from ...bank import chapter_of
from ...elements import Element, document, element
from ...kinds import kind_of
from ...kinds.base import Exercise
from ...words import Words
from . import chapters, qti_rules
from .losses import CannotSay, Exported
from .qti_items import Item, item
from .variants import drawn, seeds

say = Words(__file__)
_ITEM = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def export(exercises: Iterable[Exercise], lang: str, variants: int) -> Exported:
    """The exercises as one package, a section of its test for each chapter."""
    files, partly, entirely = {}, {}, {}
    sections: dict[str, dict[str, Exercise]] = {}
    for exercise in exercises:
        drawings = seeds(exercise, variants)
        try:
            made = [item(kind_of(exercise).question(exercise, seed), exercise.points, lang) for seed in drawings]
        except CannotSay as reason:
            entirely[exercise.id] = reason.text.get(lang)
            continue
        for place, (seed, parts) in enumerate(zip(drawings, made, strict=True), 1):
            name = _identifier(exercise.id) + (f"-{place}" if exercise.varies else "")
            suffix = f" ({place}/{len(drawings)})" if exercise.varies else ""
            files[f"items/{name}.xml"] = document(_item(exercise, parts, name, suffix, lang, seed))
            sections.setdefault(chapter_of(exercise.id), {})[name] = exercise
        hints = [say("loss.hints", lang)] if exercise.hints else []
        partly[exercise.id] = hints + ([drawn(len(drawings), lang)] if exercise.varies else []) + made[0].losses
    files["test.xml"] = document(_test(sections, lang))
    files["imsmanifest.xml"] = document(_manifest(sections, lang))
    return Exported(
        _packed(files), len(files) - 2, {id: lost for id, lost in partly.items() if lost}, entirely, [say("always.minutes", lang)]
    )


def _identifier(id: str) -> str:
    """An identifier as QTI allows it: always the same for an exercise, and another for each."""
    name = "smo." + re.sub(r"[^A-Za-z0-9_-]", ".", id)
    return name if re.fullmatch(r"[\w/-]+", id, flags=re.ASCII) else f"{name}.{hashlib.sha256(id.encode()).hexdigest()[:8]}"


def _item(exercise: Exercise, parts: Item, name: str, suffix: str, lang: str, seed: str) -> Element:
    values = {key: value for key, value in exercise.values(seed).items() if key != "answer"}
    feedback = {key: text.get(lang) for key, text in parts.feedback.items()}
    rules = parts.rules
    if rules:
        feedback["explain"] = exercise.explained(seed).get(lang)
        rules = [*rules, _explain()]
    root = element(
        "assessmentItem",
        *parts.declarations,
        _outcome("SCORE", "0", normalMaximum=str(exercise.points)),
        _outcome("MAXSCORE", str(exercise.points)),
        element("outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier"),
        element("itemBody", *markup.blocks(exercise.prompt.fill(values).get(lang)), *parts.body),
        *([element("responseProcessing", *rules)] if rules else []),
        *(
            element("modalFeedback", *markup.blocks(text), outcomeIdentifier="FEEDBACK", identifier=key, showHide="show")
            for key, text in feedback.items()
        ),
        xmlns=_ITEM,
        identifier=name,
        title=exercise.title.get(lang) + suffix,
        adaptive="false",
        timeDependent="false",
        toolName="smo-course",
    )
    root.set(_XML_LANG, lang)
    return root


def _outcome(name: str, start: str, **attributes: str) -> Element:
    default = element("defaultValue", element("value", start))
    return element("outcomeDeclaration", default, identifier=name, cardinality="single", baseType="float", **attributes)


def _explain() -> Element:
    """The explanation is said once every point is earned; parts of a point that do not add up quite are forgiven."""
    nearly = element("subtract", qti_rules.variable("MAXSCORE"), qti_rules.value("float", "0.000001"))
    return qti_rules.cases((element("gte", qti_rules.variable("SCORE"), nearly), [qti_rules.say("explain")]))


def _test(sections: dict[str, dict[str, Exercise]], lang: str) -> Element:
    """A test in which one goes freely from item to item, tries as often as one likes and sees the feedback at once."""
    parts = []
    for place, (chapter, items) in enumerate(sections.items(), 1):
        refs = [element("assessmentItemRef", identifier=name, href=f"items/{name}.xml") for name in items]
        title = chapters.title(chapter, lang)
        parts.append(element("assessmentSection", *refs, identifier=f"section{place}", title=title, visible="true"))
    control = element("itemSessionControl", maxAttempts="0", showFeedback="true")
    part = element("testPart", control, *parts, identifier="part1", navigationMode="nonlinear", submissionMode="individual")
    return element("assessmentTest", part, xmlns=_ITEM, identifier="smo.test", title="SMO", toolName="smo-course")


def _manifest(sections: dict[str, dict[str, Exercise]], lang: str) -> Element:
    items = {name: exercise for names in sections.values() for name, exercise in names.items()}
    test = element(
        "resource",
        element("file", href="test.xml"),
        *(element("dependency", identifierref=name) for name in items),
        identifier="smo.test",
        type="imsqti_test_xmlv2p1",
        href="test.xml",
    )
    resources = [
        element(
            "resource",
            *([_keywords(exercise)] if exercise.concepts else []),
            element("file", href=f"items/{name}.xml"),
            identifier=name,
            type="imsqti_item_xmlv2p1",
            href=f"items/{name}.xml",
        )
        for name, exercise in items.items()
    ]
    return element(
        "manifest",
        element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0")),
        element("organizations"),
        element("resources", test, *resources),
        xmlns=_PACKAGE,
        identifier=f"smo.package.{lang}",
    )


def _keywords(exercise: Exercise) -> Element:
    """The concepts that an exercise practises, as metadata of its item."""
    keywords = [element("keyword", element("langstring", each)) for each in exercise.concepts]
    return element("metadata", element("lom", element("general", *keywords), xmlns=_LOM))


def _packed(files: dict[str, bytes]) -> bytes:
    """The files as a zip, the manifest first. The same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files, key=lambda name: (name != "imsmanifest.xml", name)):
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return packed.getvalue()
