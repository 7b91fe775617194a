import random

import pytest

from conftest import KINDS
from smo_course import bank


@pytest.fixture
def everything(example):
    """Every exercise of the bank and the example of every kind."""
    return [bank.load(each) for each in bank.ids()] + [example(kind) for kind in KINDS]


def answers(exercise, seed, count=25):
    """Answers to an exercise as the screen gives them: its own samples, and some at random (the same every time)."""
    samples = exercise.samples(seed)
    yield from filter(None, (samples.right, samples.wrong, samples.partial))
    draw = random.Random(exercise.id)
    for _ in range(count):
        match exercise.kind:
            case "choice":
                ids = [option.id for option in exercise.options]
                yield draw.sample(ids, draw.randint(1, len(ids)) if exercise.several else 1)
            case "match":
                yield {row.id: {column.id: draw.choice(column.options).id for column in exercise.columns} for row in exercise.rows}
            case "sort":
                yield {item.id: draw.choice(exercise.bins).id for item in exercise.items}
            case "order":
                ids = [item.id for item in exercise.items]
                yield draw.sample(ids, len(ids))
            case "number":
                right = exercise.values(seed)["answer"]
                beside = draw.random() * exercise.tolerance if exercise.tolerance else 1  # what is asked for whole is answered whole
                yield f"{right + draw.choice([0, 1, -1, 3]) * beside:.6f}"
            case "term":
                words = [*exercise.accept.all(), *(word for each in exercise.mistakes for word in each.match.all()), "xyzzy"]
                yield draw.choice([str, str.upper, str.title])(draw.choice(words))
