"""Progress is what the journal says, no more."""

from smo_course import bank
from smo_course.course import syllabus
from smo_course.journal import Journal
from smo_course.progress import best_scores, next_lesson, of_lesson


def test_nothing_done_begins_at_the_start():
    assert next_lesson(syllabus(), {}, syllabus().lessons()[2]) is syllabus().lessons()[0]


def test_next_is_never_the_page_that_one_is_on():
    start, first, *_ = syllabus().lessons()
    assert next_lesson(syllabus(), {}, start) is first


def test_the_best_answer_counts_and_drafts_do_not(tmp_path):
    journal = Journal(tmp_path)
    journal.write("answer", exercise="a", score=1)
    journal.write("answer", exercise="a", score=3)
    journal.write("answer", exercise="a", score=2)
    journal.write("draft", exercise="b", answer=1)
    assert best_scores(Journal(tmp_path)) == {"a": 3}


def test_a_lesson_is_finished_when_each_exercise_was_answered_once():
    lesson = syllabus().lessons()[1]
    ids = lesson.exercise_ids()
    most = sum(bank.load(each).points for each in ids)
    half = of_lesson(lesson, {ids[0]: 1})
    assert (half.done, half.points, half.most, half.begun, half.finished) == (1, 1, most, True, False)
    zero = of_lesson(lesson, dict.fromkeys(ids, 0))
    assert zero.finished and zero.points == 0


def test_next_is_the_first_unfinished_lesson():
    lessons = syllabus().lessons()
    best = dict.fromkeys(lessons[0].exercise_ids(), 1) | dict.fromkeys(lessons[1].exercise_ids(), 0)
    assert next_lesson(syllabus(), best, lessons[0]) is lessons[2]
    everything = {each: 1 for lesson in lessons for each in lesson.exercise_ids()}
    assert next_lesson(syllabus(), everything, lessons[0]) is None
