"""In a course whose kinds of exercise all have other names, lessons are as live as ever."""

import pytest

from lab import open_notebook, right_option, smo_lab
from new_kinds import copied_course, environment
from smo_course import bank
from smo_course.course import Lesson, syllabus


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    course = copied_course(folder / "course")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(course, {}).items():
            patch.setenv(name, value)
        with smo_lab(folder / "learner", "--lang", "en", warm=True) as address:
            yield address


def with_every_kind() -> list[Lesson]:
    """The start page, and as few lessons as have an exercise of every kind that any lesson has."""
    kinds = {lesson.key: {bank.load(each).kind for each in lesson.exercise_ids()} for lesson in syllabus().lessons()}
    chosen, left = ["start"], set().union(*kinds.values()) - kinds["start"]
    while left:
        chosen.append(max(kinds, key=lambda each: len(kinds[each] & left)))
        left -= kinds[chosen[-1]]
    return [syllabus().lesson(each) for each in chosen]


@pytest.mark.parametrize("lesson", with_every_kind(), ids=lambda each: each.id)
def test_every_exercise_of_a_copied_kind_is_shown(page, address, lesson):
    panel = open_notebook(page, address, lesson.notebook("en").as_posix())
    shown = panel.locator("[data-exercise]")
    names = [each.get_attribute("data-exercise") for each in shown.all()]  # with those on earlier lessons, at its opening
    assert [each for each in names if each in lesson.exercise_ids()] == lesson.exercise_ids()
    assert shown.locator("h3").count() == len(names)
    assert shown.get_by_role("alert").filter(has_text="not").count() == 0
    if lesson.id == "start":
        exercise = panel.locator('[data-exercise="start/try-choice"]')
        exercise.get_by_label(right_option("start/try-choice", "en")).check()
        exercise.get_by_role("button", name="Check").click()
        exercise.get_by_text("Your best answer counts.").wait_for()
