"""“Write an exercise”: every field of every kind stands in it, and what it says of files is so."""

import msgspec
import pytest

from smo_course import bank
from smo_course.cli import main
from smo_course.errors import CourseError
from smo_course.kinds import KINDS
from smo_course.kinds.base import Exercise
from smo_course.reading import read_yaml
from smo_course.text import LANGUAGES
from smo_course.trainer.brief import Brief, read_brief
from smo_course.trainer.guide import page
from smo_course.trainer.guide.fields import Field

SHARED = {each.encode_name for each in msgspec.structs.fields(Exercise)}


def named(node, skip=()):
    """The names of all fields in what msgspec says of a type, however deep."""
    if isinstance(node, dict):
        yield from (name for name in node.get("properties", {}) if name not in skip)
        for key, each in node.items():
            yield from named(each if key != "properties" else [value for name, value in each.items() if name not in skip])
    elif isinstance(node, list):
        for each in node:
            yield from named(each)


def all_fields(schema, skip=()):
    """By the type's JSON schema, which msgspec writes by itself: what stands in it, and in all that it refers to but things to look at."""
    (root,), parts = msgspec.json.schema_components([schema])
    found, todo, seen = set(), [root], set()
    while todo:
        node = todo.pop()
        text = msgspec.json.encode(node).decode()
        found |= set(named(node, skip if not seen else ()))
        for name, part in parts.items():
            if f'"#/$defs/{name}"' in text and name not in seen and "look" not in part.get("properties", {}):
                seen.add(name)
                todo.append(part)
    return found - {"en", "fr", "kind", *skip}


def told(rows: list[Field]) -> set[str]:
    assert all(each.about and (each.holds or each.kind) for each in rows), [each.name for each in rows if not each.about]
    return {each.name for each in rows}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_of_every_kind_stands_in_the_guide_with_what_it_is_for(lang):
    for kind in KINDS.values():
        assert all_fields(kind.Exercise, tuple(SHARED)) <= told(page.of_kind(kind, lang)), kind.name
        assert kind.say("use", lang)
    assert told(page.common(lang)) == SHARED - {"id", "keyless"}
    assert all_fields(Brief) <= told(page.of_assignment(lang))
    for look in page.ALL_LOOKS:
        assert set(look.__struct_fields__) <= told(page.of_look(look, lang))


def test_what_can_be_shown_is_shown_once_each_and_in_order():
    shown = page.shown()
    assert {each.look for each in shown} == {each.__struct_config__.tag for each in page.ALL_LOOKS} and len(shown) == len(page.ALL_LOOKS)
    assert not [problem for each in shown for problem in each.problems()]


CHOICE = """kind: choice
title: Colours
prompt: Which is warm?
options:
  - {id: red, text: Red}
  - {id: blue, text: Blue, feedback: Blue is cold.}
answer: red
"""
FILES = {
    "tolerance": ('kind: number\ntitle: A\nprompt: B\nunit: €\nanswer: "3"\notherwise: No.\n', ""),
    "points": ("kind: essay\ntitle: A\nprompt: B\nleast: 1\nmost: 9\n", ""),
    "due": ("title: A\nexercises: [smo-basics/delete-or-not]\n", ""),
    "title": (CHOICE.replace("title: Colours\n", ""), ""),
    "options": (CHOICE.partition("options")[0], "  - {id: blue, text: Blue, feedback: Blue is cold.}\nanswer: red\n"),
    "answer": (CHOICE.partition("answer")[0], ""),
    "- {id: no": (CHOICE.partition("answer")[0] + "  ", "answer: red\n"),
    '- {id: "no"': (CHOICE.partition("answer")[0] + "  ", "answer: red\n"),
    "- {id: blue": (CHOICE.partition("  - {id: blue")[0] + "  ", "answer: red\n"),
}


def french(text: str) -> str:
    """The same file with ids in French."""
    return text.replace("red", "rouge").replace("blue", "bleu")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", read_yaml(page._HERE / "mistakes.yaml"))
def test_what_the_guide_calls_a_mistake_is_refused_and_what_it_calls_right_is_not(tmp_path, name, lang):
    own = french if lang == "fr" else str
    for way, each in read_yaml(page._HERE / "mistakes.yaml")[name].items():
        lines = each[lang].rstrip("\n") + "\n"
        before, after = next(map(own, parts) for start, parts in FILES.items() if lines.startswith(own(start)))
        if lines.startswith('- {id: "no"'):
            lines = lines.replace("}", ", feedback: No.}")
        file = tmp_path / f"{way}.yaml"
        file.write_text(before + lines + after, encoding="utf-8")
        read = read_brief if "exercises:" in before else lambda path: bank.check(path, path.stem)
        if way == "right":
            assert read(file)
        else:
            with pytest.raises(CourseError):
                read(file)


def test_the_page_is_written_and_overwrites_nothing_else(tmp_path, capsys):
    file = tmp_path / "smo-guide.html"
    for lang, title in (("fr", "Écrire un exercice"), ("en", "Write an exercise")):
        assert main(["guide", "--no-browser", "--output", str(file), "--lang", lang]) == 0
        assert f"<title>{title}</title>" in file.read_text(encoding="utf-8")
    assert f"“Write an exercise”: {file}" in capsys.readouterr().out
    file.write_text("mine", encoding="utf-8")
    assert main(["guide", "--no-browser", "--output", str(file), "--lang", "fr"]) == 2
    assert file.read_text(encoding="utf-8") == "mine" and "--output FICHIER.html" in capsys.readouterr().err
