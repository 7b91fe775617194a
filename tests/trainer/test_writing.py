"""Writing exercises: a skeleton of every kind, a preview that marks and follows, and all that is wrong said at once."""

import json
import threading
import urllib.error
import urllib.request

import pytest

from conftest import KINDS
from smo_course import bank
from smo_course.cli import main
from smo_course.kinds import KINDS as ALL
from smo_course.text import LANGUAGES
from smo_course.trainer.preview import Preview, serve
from smo_course.trainer.skeleton import about


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_skeleton_of_every_kind_is_in_order_and_says_what_its_fields_are_for(tmp_path, capsys, lang):
    for kind in KINDS:
        assert main(["new", kind, str(tmp_path / "mine" / kind), "--lang", lang]) == 0
        file = tmp_path / "mine" / f"{kind}.yaml"
        text = file.read_text(encoding="utf-8")
        exercise = bank.check(file, kind)
        example = bank.parse(ALL[kind].example, kind)
        assert exercise.title.en == exercise.title.fr == example.title.get(lang)
        assert exercise.samples("s") == bank.check(file, kind).samples("s") and about(ALL[kind], "prompt", lang) in " ".join(
            text.split("\n# ")
        )
        assert all(
            f"\n{field}:" in text or f"\n# {field}:" in text for field in ("title", "prompt", "points", "hints", "concepts", "minutes")
        )
    assert main(["check", str(tmp_path / "mine"), "--lang", lang]) == 0
    told = capsys.readouterr().out
    assert f"{len(KINDS)} " in told.splitlines()[-1] and "`concepts`" in told
    assert main(["new", "choice", str(tmp_path / "mine" / "choice")]) == 2 and "is there already" in capsys.readouterr().err
    assert main(["new", "choise", str(tmp_path / "x")]) == 2 and "Did you mean choice?" in capsys.readouterr().err
    assert main(["new", "assignment", str(tmp_path / "week-1"), "--lang", lang]) == 0
    file = tmp_path / "week-1.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()  # with all that is optional, but for what lies in other files
    file.write_text("\n".join(line[2:] if line[:2] == "# " and line[2:].split(":")[0] in ("late", "opens", "attempts", "variants") else line
                              for line in lines), encoding="utf-8")  # fmt: skip
    assert main(["check", str(file), "--lang", lang]) == 0


def test_all_that_is_wrong_is_said_at_once_with_line_and_what_is_allowed(tmp_path, capsys):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "number.yaml").write_text(
        'kind: number\ntitle: A\nprompt: B\nunit: €\nanswer: "3"\ntolerance: "0,5"\ndecimales: 1\npoints: deux\n', encoding="utf-8"
    )
    (mine / "tab.yaml").write_text("kind: choice\ntitle: A\noptions:\n\t- {id: a, text: A}\n", encoding="utf-8")
    (mine / "hidden.yaml.txt").write_text("kind: choice\n", encoding="utf-8")
    assert main(["check", str(mine), "--lang", "fr"]) == 1
    told = capsys.readouterr().out.splitlines()
    expected = [
        f"{mine / 'hidden.yaml.txt'}: file\u00a0: n’est pas lu\u00a0: Windows a caché la fin de son nom. Renommez-le en hidden.yaml",
        f"{mine / 'number.yaml'}:7: decimales\u00a0: n’est pas un champ connu ici\u00a0; vouliez-vous dire decimals\u00a0?",
        f"{mine / 'number.yaml'}:1: file\u00a0: il manque le champ `otherwise`",
        f"{mine / 'number.yaml'}:6: tolerance\u00a0: vaut «\u00a00,5\u00a0»\u00a0: écrivez ce nombre avec un point, 0.5",
        f"{mine / 'number.yaml'}:8: points\u00a0: doit être un nombre entier\u00a0; c’est un texte",
        f"{mine / 'tab.yaml'}:4: file\u00a0: contient une tabulation",
    ]
    assert [line for line in told if any(line.startswith(each) for each in expected)] and len(told) == len(expected) + 2
    for each in expected:
        assert any(line.startswith(each) or line.replace(":1: file", ": file").startswith(each) for line in told), (each, told)


@pytest.fixture
def previewed(tmp_path):
    """A preview of a file, and a way to ask its server."""
    assert main(["new", "choice", str(tmp_path / "figures")]) == 0
    file = tmp_path / "figures.yaml"
    server = serve(Preview(file, "en"))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask(path, data=None, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{server.server_port}{path}", data and json.dumps(data).encode(), headers)
        with urllib.request.urlopen(request) as answer:
            text = answer.read().decode()
        return json.loads(text) if answer.headers.get_content_type() == "application/json" else text

    yield file, ask
    server.shutdown()
    server.server_close()


def test_a_preview_marks_what_one_tries_and_follows_the_file(previewed):
    file, ask = previewed
    assert "kinds/choice/view.js" in ask("/")
    shown = ask("/shown?lang=fr")
    (exercise,) = shown["exercises"]
    assert exercise["content"]["title"] == "What people did" and exercise["state"]["status"] == "unattempted" and exercise["key"]
    told = ask("/act", {"id": "figures", "lang": "fr", "message": {"do": "check", "answer": ["clicks", "shares"], "n": 7}})
    assert (told["state"]["status"], told["state"]["n"], told["state"]["score"]) == ("right", 7, 2)
    file.write_text(file.read_text(encoding="utf-8").replace("points: 2", "points: 3"), encoding="utf-8")
    assert ask("/version") != shown["version"]
    assert ask("/shown")["exercises"][0]["state"]["status"] == "unattempted"  # another exercise
    told = ask("/act", {"id": "figures", "lang": "en", "message": {"do": "check", "answer": ["clicks", "shares"]}})
    assert told["state"]["score"] == 3
    file.write_text(file.read_text(encoding="utf-8").replace("points: 3", "points: three").replace("several:", "sevral:"), encoding="utf-8")
    shown = ask("/shown?lang=fr")
    assert shown["exercises"] == [] and len(shown["problems"]) == 2 and "doit être un nombre entier" in "".join(shown["problems"])
    with pytest.raises(urllib.error.HTTPError, match="409"):
        ask("/act", {"id": "figures", "lang": "en", "message": {"do": "check", "answer": []}})


def test_a_preview_of_an_assignment_shows_its_exercises_and_follows_them(previewed, tmp_path):
    file, ask = previewed
    (tmp_path / "mine").mkdir()
    own = file.rename(tmp_path / "mine" / "figures.yaml")
    file.write_text(
        "title: Week 1\ndue: 2099-12-01 18:00 Europe/Paris\nbank: mine\nexercises: [figures, smo-basics/delete-or-not]\n", encoding="utf-8"
    )
    shown = ask("/shown")
    assert shown["facts"] == ["Due 1 December 2099, 18:00 (UTC+0100)", "Not accepted late", "Marks and feedback come later"]
    assert shown["title"] == "Week 1" and [each["id"] for each in shown["exercises"]] == ["figures", "smo-basics/delete-or-not"]
    own.write_text(own.read_text(encoding="utf-8").replace("What people did", "What they did"), encoding="utf-8")
    assert ask("/version") != shown["version"] and ask("/shown")["exercises"][0]["content"]["title"] == "What they did"


def test_no_other_site_reaches_a_preview(previewed):
    _, ask = previewed
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            ask("/shown", **headers)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            ask("/act", {"id": "figures", "lang": "en", "message": {}}, **headers)


def test_a_number_or_a_day_is_a_text_where_one_is_wanted(tmp_path):
    file = tmp_path / "sum.yaml"
    file.write_text("kind: number\ntitle: 2026\nprompt: 2 + 2?\nunit: €\nanswer: 4\ntolerance: 0.5\notherwise: No.\n", encoding="utf-8")
    exercise = bank.check(file, "sum")
    assert (exercise.title.fr, exercise.answer, exercise.mark("4", "s", "fr").status) == ("2026", "4", "right")
    file.write_text("kind: choice\ntitle: A\nprompt: 2015-07-20\noptions:\n  - {id: 1, text: 12}\n  - {id: 2, text: 1.5, feedback: No.}\nanswer: 1\n"
                    "show:\n  - {look: sheet, title: T, columns: [A, B], rows: [[x, 3]]}\n", encoding="utf-8")  # fmt: skip
    exercise = bank.check(file, "sum")
    assert [each.text.en for each in exercise.options] == ["12", "1.5"] and exercise.answer == "1" and exercise.prompt.en == "2015-07-20"
    assert exercise.show[0].rows[0][1] == 3 and exercise.show[0].rows[0][0].en == "x"
    file.write_text(file.read_text(encoding="utf-8").replace("prompt: 2015-07-20", "prompt: yes"), encoding="utf-8")
    with pytest.raises(bank.Malformed, match="must be"):
        bank.check(file, "sum")
