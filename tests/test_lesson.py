"""What a notebook asks for and there is not is said in both languages, with what there is, and without a traceback of our code."""

import pytest

from smo_course import open_lesson
from smo_course.errors import CourseError

ASKED = {
    "lesson": ("no lesson ‘smo-basics/why-do’", "smo-basics/why-do-smo", lambda: open_lesson("smo-basics/why-do", "en")),
    "chart": ("no chart ‘fate’", "fates", lambda: lesson().chart("fate")),
    "exercise": ("no exercise ‘smo-basics/which-wort’", "smo-basics/which-word", lambda: lesson().exercise("which-wort")),
    "piece": ("no piece ‘smo-basics/goal’", "smo-basics/goal-action-kpi", lambda: lesson().piece("goal")),
    "explorer": ("no explorer ‘snow’", "snowball", lambda: lesson().explorer("snow")),
    "facts": ("no fact ‘facebook’", "facebook-", lambda: lesson().facts("facebook")),
    "data": ("no table ‘likes’", "posts", lambda: lesson().data("likes")),
    "exhibit": ("nothing to show called", "smo-basics/", lambda: lesson().show("nothing")),
}


def lesson():
    return open_lesson("smo-basics/why-do-smo", "en")


@pytest.mark.parametrize("what", ASKED)
def test_what_there_is_not_is_told_with_what_there_is(what):
    said, there, ask = ASKED[what]
    with pytest.raises(CourseError) as caught:
        ask()
    english, french = caught.value.text.en, caught.value.text.fr
    assert said in english and there in english and there in french and english != french
    assert caught.value._render_traceback_() in ([english], [english, french])
