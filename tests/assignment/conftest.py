import pytest

from smo_course.trainer.assign import assign

ASSIGNMENT = """
title: {en: Week 1, fr: Semaine 1}
exercises:
  - smo-basics/delete-or-not
  - {exercise: smo-basics/snowball-doubling, points: 4}
  - smo-basics/weekend-crisis
  - own/reply
bank: mine
due: 2026-12-01 18:00 Europe/Paris
late: {until: "2026-12-03 18:00 Europe/Paris", penalty: 10}
"""


@pytest.fixture
def assigned(tmp_path, example_text):
    """assigned("title: …") makes an assignment, with a trainer's own essay, and returns the paths of its bundle and its key."""

    def make(yaml=ASSIGNMENT, name="week-1", **options):
        own = tmp_path / "trainer" / "mine" / "own"
        own.mkdir(parents=True, exist_ok=True)
        (own / "reply.yaml").write_text(example_text("essay").replace("[c]", "[be-responsive]"), encoding="utf-8")
        file = tmp_path / "trainer" / f"{name}.yaml"
        file.write_text(yaml, encoding="utf-8")
        return assign(file, tmp_path / "out", **options)

    return make
