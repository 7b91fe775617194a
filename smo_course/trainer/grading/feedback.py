"""Feedback: what a learner is told of a result. From it come their page and the file that opens in their course."""

from __future__ import annotations

import msgspec

from ...assignment.returned import Returned
from ...attempt import ReturnedItem
from ...kinds.base import Exercise, Remark
from ...words import Words
from .marker import Marker
from .results import Result, ResultItem

say = Words(__file__)


def feedback(result: Result, marker: Marker) -> Returned:
    """Marks, remarks and solutions of a result that counts."""
    sheet, items = marker.sheet, {}
    for item, exercise, earned, variant in zip(
        sheet.items, marker.key.exercises, result.items, marker.variants(result.drawn_for), strict=True
    ):
        items[item.id] = feedback_on(exercise, earned, variant, marker)
    return Returned(
        assignment=sheet.id,
        edition=sheet.edition,
        learner=result.drawn_for,  # as they called themselves in their course
        receipt=result.receipt,
        total=result.total or 0,
        max=marker.key.most,
        items=items,
        lost=result.lost,
    )


def feedback_on(exercise: Exercise, earned: ResultItem, variant: int, marker: Marker) -> ReturnedItem:
    """The same of one exercise."""
    item = ReturnedItem(earned.score, exercise.points, earned.status, lang=earned.lang, comment=earned.comment)
    if earned.status != "unattempted":
        mark = marker.one(exercise, bytes(earned.raw), variant, earned.lang)
        late = exercise.told_late(msgspec.json.decode(earned.raw), marker.sheet.seed(variant)) if mark.status != "invalid" else []
        item.raw, item.remarks = earned.raw, [*mark.remarks, *late, *_criteria(exercise, earned.points)]
    if earned.status not in ("pending", "right"):
        item.solution = marker.solution(exercise, variant)
    return item


def _criteria(exercise: Exercise, points: dict[str, float]) -> list[Remark]:
    """What each criterion earned, once a person has marked it."""
    return [
        Remark(
            say.text("criterion", criterion=each.text, score=points[each.id], most=each.points),
            about=each.id,
            right=None if 0 < points[each.id] < each.points else points[each.id] > 0,
        )
        for each in exercise.criteria()
        if each.id in points
    ]
