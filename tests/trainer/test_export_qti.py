"""A QTI package, as pyslet reads and marks it: it objects to nothing, and gives the course's own points and feedback."""

import io
import zipfile

import pytest
from pyslet.html401 import XHTMLValidityError
from pyslet.qtiv2.core import QTIError

from smo_course import bank
from smo_course.text import LANGUAGES
from smo_course.trainer.export import qti
from smo_course.trainer.export.qti_items import say
from smo_course.trainer.export.variants import seeds
from trainer.conftest import answers
from trainer.reading import CHAPTERS, NOT_SAID, Manifest, QtiFile, attribute, bare, qti_items, qti_marks, qti_text

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pyslet")  # it calls its own functions by their former names


def children(element):
    """All elements below one."""
    for child in element.get_children():
        if not isinstance(child, str):
            yield child
            yield from children(child)


def below(element, name):
    return [each for each in children(element) if type(each).__name__ == name]


def identifiers(interaction, lang_texts):
    """The identifier of each id, found by the text shown: {id: text} gives {id: identifier}."""
    shown = {
        qti_text(each): each.identifier for each in [*below(interaction, "SimpleChoice"), *below(interaction, "SimpleAssociableChoice")]
    }
    return {id: shown[bare(text)] for id, text in lang_texts.items()}


def response(exercise, item, raw, lang):
    """The course's answer, said in the identifiers of an item as pyslet read it."""
    match exercise.kind:
        case "choice" | "order":
            (interaction,) = below(item, {"choice": "ChoiceInteraction", "order": "OrderInteraction"}[exercise.kind])
            parts = exercise.options if exercise.kind == "choice" else exercise.items
            names = identifiers(interaction, {each.id: each.text.get(lang) for each in parts})
            given = [names[each] for each in raw]
            return {"RESPONSE": given if exercise.kind == "order" or exercise.several else given[0]}
        case "match" | "sort":
            found = {}
            rows = exercise.rows if exercise.kind == "match" else exercise.items
            columns = [(each.id, each.options) for each in exercise.columns] if exercise.kind == "match" else [("", exercise.bins)]
            for interaction, (column, options) in zip(below(item, "MatchInteraction"), columns, strict=True):
                names = identifiers(interaction, {("row", each.id): each.text.get(lang) for each in rows})
                names |= identifiers(interaction, {("option", each.id): each.text.get(lang) for each in options})
                chosen = {row: (cells[column] if column else cells) for row, cells in raw.items()}
                found[interaction.responseIdentifier] = [f"{names['row', row]} {names['option', option]}" for row, option in chosen.items()]
            return found
        case "number":
            return {"RESPONSE": float(raw)}
    return {"RESPONSE": raw}


def item_of(items, exercise, place):
    return items[f"items/smo.{exercise.id.replace('/', '.')}{f'-{place}' if exercise.varies else ''}.xml"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_pyslet_gives_the_courses_points_and_feedback(everything, lang):
    made = qti.export(everything, lang, 2)
    items, marked = qti_items(made.data), {}
    for exercise in everything:
        if exercise.id in made.entirely or exercise.by_hand:
            continue
        for place, seed in enumerate(seeds(exercise, 2), 1):
            item = item_of(items, exercise, place)
            for raw in answers(exercise, seed):
                mark = exercise.mark(raw, seed, lang)
                score, said = qti_marks(item, response(exercise, item, raw, lang))
                if exercise.kind == "order" and mark.status == "partial":
                    assert score == 0 and say("loss.partly", lang) in made.partly[exercise.id]
                    continue
                assert score == pytest.approx(mark.score, abs=0.0051), (exercise.id, raw)
                if exercise.kind == "order" and mark.status == "wrong":
                    assert not said and say("loss.step", lang) in made.partly[exercise.id]
                    continue
                # one text for each remark; those of a match say which column is off, where a package says which row,
                # and where an exercise first gives pointers, a package gives the reason
                reasons = {each.id: each.feedback for each in exercise.parts()} if getattr(exercise, "points_first", False) else {}
                assert bool(reasons) == (say("loss.pointers", lang) in made.partly.get(exercise.id, []))
                told = [reasons.get(each.about, each.text).get(lang) for each in mark.remarks]
                own = [bare(each.rpartition("**\u00a0: " if lang == "fr" else "**: ")[2]) for each in told]
                assert len(said) == len(own), (exercise.id, raw, said, own)
                assert all(any(text.endswith(each) for text in said) for each in own), (exercise.id, raw, said, own)
                marked.setdefault(exercise.kind, set()).add(mark.status)
    assert marked == {
        "choice": {"right", "partial", "wrong"}, "match": {"right", "partial", "wrong"}, "sort": {"right", "partial", "wrong"},
        "order": {"right"}, "number": {"right", "partial", "wrong"}, "term": {"right", "wrong"},
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_items_say_what_exercises_say(everything, lang):
    made = qti.export(everything, lang, 1)
    items = qti_items(made.data)
    for exercise in everything:
        if exercise.id in made.entirely:
            assert exercise.kind in NOT_SAID or exercise.rules()
            continue
        item, seed = item_of(items, exercise, 1), "export/0"
        assert item.title == exercise.title.get(lang) + (" (1/1)" if exercise.varies else "")
        assert item.get_lang() == lang
        assert qti_text(item.ItemBody).startswith(bare(exercise.content(seed, lang)["prompt"]))
        (most,) = [each for each in item.OutcomeDeclaration if each.identifier == "MAXSCORE"]
        assert most.get_default_value().value == exercise.points
        if exercise.kind == "number":
            assert bare(f"{exercise.unit.get(lang)}. {exercise.decimals_asked().get(lang)}.") in qti_text(item.ItemBody)
        if exercise.by_hand:
            for each in exercise.rubric:
                assert bare(f"{each.text.get(lang)} (points{':' if lang == 'en' else ' :'} {each.points})") in qti_text(item.ItemBody)
            assert bare(exercise.explain.get(lang)) in qti_text(item.ItemBody)
            assert bare({"en": "From 3 to 8 words.", "fr": "De 3 à 8 mots."}[lang]) in qti_text(item.ItemBody)
        else:
            (explain,) = [each for each in item.QTIModalFeedback if attribute(each, "identifier") == "explain"]
            assert qti_text(explain) == bare(exercise.explained(seed).get(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_manifest_and_test_hold_every_item(everything, lang):
    data = qti.export(everything, lang, 3).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "imsmanifest.xml"
        manifest, test = Manifest(archive.read("imsmanifest.xml")), QtiFile(archive.read("test.xml"))
        files = {each for each in archive.namelist() if each.startswith("items/")}
    assert manifest.objections == test.objections == []
    resources = {attribute(each, "identifier"): each for each in manifest.root.Resources.Resource}
    assert {attribute(each, "href") for each in resources.values() if attribute(each, "type") == "imsqti_item_xmlv2p1"} == files
    assert {attribute(each, "identifierref") for each in resources["smo.test"].Dependency} == set(resources) - {"smo.test"}
    refs = below(test.root, "AssessmentItemRef")
    assert {str(each.href) for each in refs} == files and len(refs) == len(files)
    titles = [each.title for each in below(test.root, "AssessmentSection")]
    assert titles == CHAPTERS[lang]
    (metadata,) = [each for each in resources["smo.smo-basics.delete-or-not"].get_children() if type(each).__name__ == "Metadata"]
    assert qti_text(metadata) == bare("".join(bank.load("smo-basics/delete-or-not").concepts))


@pytest.mark.parametrize("body", [
    "<p>a</p><bogus/>",
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="perhaps" maxChoices="1"/>',
    '<p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"/></p>',
])  # fmt: skip
def test_pyslet_would_object(body):
    head = (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a" title="a" adaptive="false" timeDependent="false">'
    )
    with pytest.raises((QTIError, XHTMLValidityError, AssertionError)):
        assert QtiFile(f"{head}<itemBody>{body}</itemBody></assessmentItem>".encode()).objections == []
