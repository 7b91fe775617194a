"""`smo show` of whatever a file holds: it says what is there, on one line each, and never falls over."""

import json

import pytest

from smo_course.assignment.submission import decode
from smo_course.cli import main
from trainer.classroom import answer, learner
from trainer.test_grading_fuzzed import FIELDS, ODD, sealed
from trainer.test_reader_fuzzed import reseal


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A bundle's folder with a whole submission, as a learner has it."""
    from smo_course.kinds import KINDS
    from smo_course.trainer.assign import assign
    from smo_course.trainer.key import read_key

    folder = tmp_path_factory.mktemp("show")
    (folder / "own").mkdir()
    for kind in KINDS.values():
        (folder / "own" / f"{kind.name}.yaml").write_text(kind.example.replace("[c]", "[be-responsive]"), encoding="utf-8")
    exercises = "".join(f"  - {name}\n" for name in KINDS)
    (folder / "week.yaml").write_text(f"title: {{en: Week, fr: Semaine}}\nbank: own\nexercises:\n{exercises}", encoding="utf-8")
    bundle, key = assign(folder / "week.yaml", folder)
    work = learner(bundle, folder / "anna", "anna")
    answer(work, read_key(key), "right")
    return work.hand_in()[0]


@pytest.mark.parametrize("sheet", [True, False], ids=["beside its sheet", "away from it"])
@pytest.mark.slow
def test_whatever_a_file_holds_is_shown_or_refused(handed_in, tmp_path, capsys, sheet):
    content = json.loads(handed_in.read_bytes())
    spoilt = [sealed(content, place, raw) for place in content["answers"] for raw in ODD]
    spoilt += [reseal({**content, name: value}) for name, values in FIELDS.items() for value in values]
    if not sheet:
        spoilt = spoilt[::3]  # where less can be said
    file = (handed_in.parent if sheet else tmp_path) / "odd.smo"
    whole = 0
    for data in spoilt:
        file.write_bytes(data)
        code = main(["show", str(file)])
        out, err = capsys.readouterr()
        assert code == 0 if out else (code == 1 and err), data[:300]
        assert not {"\x1b", "\r", "\0", "\x07"} & set(out + err), data[:300]
        if out:
            whole += 1
            answers = decode(data).answers if not sheet else content["answers"]
            assert len(out.splitlines()) == 1 + len(answers) + ("lay the file beside its sheet" in out), data[:300]
    assert whole > len(spoilt) / 3  # else this would show nothing
