"""What stands beside a lesson: the whole course, with what the journal says is done, and links from where the lesson lies."""

from smo_course.course import WORKBOOK, syllabus
from smo_course.journal import Journal
from smo_course.screen.outline import outline


def test_the_outline_says_what_is_done(tmp_path, monkeypatch):
    lessons = syllabus().lessons()
    here = tmp_path / lessons[1].notebook("fr").parent
    here.mkdir(parents=True)
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    monkeypatch.chdir(here)
    journal = Journal(tmp_path)
    for id in lessons[0].exercise_ids():
        journal.write("answer", exercise=id, status="wrong")
    journal.write("answer", exercise=lessons[1].exercise_ids()[0], status="right", score=1)

    told = outline("fr")._repr_mimebundle_()["application/json"]
    [workbook] = told["chapters"].pop(0)["entries"]
    assert workbook["title"] == "Mon carnet" and (here / workbook["link"]).resolve() == (tmp_path / "fr" / WORKBOOK).resolve()
    assert [each["title"] for each in told["chapters"]] == ["", *(each.title.fr for each in syllabus().chapters[1:])]
    entries = [entry for chapter in told["chapters"] for entry in chapter["entries"]]
    assert [each["title"] for each in entries] == [lesson.title.fr for lesson in lessons]
    assert [each["mark"] for each in entries[:3]] == ["✓", "◐", "○"]
    assert entries[1]["state"] == f"1 exercice fait sur {len(lessons[1].exercises)}"
    assert [(here / each["link"]).resolve() for each in entries] == [(tmp_path / lesson.notebook("fr")).resolve() for lesson in lessons]
    assert all(chapter["empty"] == "en préparation" for chapter in told["chapters"] if not chapter["entries"])
