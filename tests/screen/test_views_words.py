"""What the views say in JavaScript is there in words.yaml, and what is there is said."""

import re
from pathlib import Path

import pytest

import smo_course
from smo_course.kinds import NAMES
from smo_course.screen import sources

PACKAGE = Path(smo_course.__file__).parent
FRAME = "screen/exercise"
PANELS = ["screen/panel", "screen/learner", "screen/assignment", "screen/own_file"]
VIEWS = [*PANELS, FRAME, *(f"kinds/{name}/view" for name in NAMES), "trainer/essays/desk", "trainer/bank_page"]
STATUSES = {"right", "partial", "wrong", "invalid", "pending", "pending_person", "answered", "unattempted"}


def said(view: str) -> set[str]:
    """The names in a view's calls of say(), and of the helpers that pass a name on; "only." stands for a whole group."""
    script = sources.read(f"{view}.js")
    names = set(re.findall(r'\b(?:say|key|fold|choice)\(\s*"([a-z_.]+)"', script))
    names |= set(re.findall(r"\bsay\(`([a-z_]+\.)\$", script))
    for chosen in re.findall(r"\bsay\(([^()]*\?[^()]*)\)", script):
        names |= set(re.findall(r'[?:] "([a-z_]+)"', chosen))
    return names


def known(view: str) -> set[str]:
    names = set(sources.messages(view, "en"))
    return names | {f"{each.split('.')[0]}." for each in names if "." in each}


@pytest.mark.parametrize("view", VIEWS)
def test_every_message_that_a_view_says_is_there(view):
    there = known(view) | (known(FRAME) if view.startswith("kinds/") else set())
    assert said(view) <= there | STATUSES, said(view) - there


@pytest.mark.parametrize("view", [each for each in VIEWS if each.startswith("kinds/")])
def test_a_kind_has_its_own_words_only_for_verdicts_where_the_frame_has_some(view):
    assert known(view) & known(FRAME) <= STATUSES


def test_there_is_a_message_for_every_verdict():
    assert known(FRAME) >= STATUSES - {"unattempted"}


@pytest.mark.parametrize("view", VIEWS)
def test_every_message_of_a_view_is_said_by_somebody(view):
    users = [sources.read(f"{view}.js")]
    if view == FRAME:
        users += [sources.read(f"kinds/{name}/view.js") for name in NAMES]
    python = PACKAGE / f"{view}.py"
    users += [python.read_text(encoding="utf-8")] if python.exists() else []
    text = "\n".join(users)
    for name in sources.messages(view, "en"):
        group, _, last = name.rpartition(".")
        assert name in STATUSES or re.search(rf"[\"'.]{last}[\"']|\b{last}: \"", text) or (group and f"{group}." in text), name
