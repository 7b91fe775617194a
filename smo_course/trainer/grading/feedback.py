"""Feedback: what a learner is told of a result. From it come their page and the file that opens in their course."""

from __future__ import annotations

from ...assignment.returned import Returned, ReturnedItem
from ...kinds.base import Exercise, Remark
from ...kinds.essay.model import Essay
from ...text import Text, number
from .marker import Marker
from .results import Result, ResultItem


def feedback(result: Result, marker: Marker) -> Returned:
    """Marks, remarks and solutions of a result that counts."""
    sheet, items = marker.sheet, {}
    for item, exercise, earned in zip(sheet.items, marker.key.exercises, result.items, strict=True):
        variant = sheet.variant(item, result.learner) if len(item.variants) > 1 else 0
        items[item.id] = _item(exercise, earned, variant, result.lang, marker)
    return Returned(
        assignment=sheet.id,
        edition=sheet.edition,
        learner=result.learner,
        receipt=result.receipt,
        total=result.total or 0,
        max=marker.key.most,
        items=items,
        lost=result.lost,
    )


def _item(exercise: Exercise, earned: ResultItem, variant: int, lang: str, marker: Marker) -> ReturnedItem:
    item = ReturnedItem(earned.score, exercise.points, earned.status, variant=variant, comment=earned.comment)
    if earned.status != "unattempted":
        mark = marker.one(exercise, bytes(earned.raw), variant, lang)
        item.raw, item.remarks = earned.raw, mark.remarks
    if isinstance(exercise, Essay):
        item.remarks = [*item.remarks, *_rubric(exercise, earned.points)]
    if earned.status not in ("pending", "right"):
        item.solution = marker.solution(exercise, variant)
    return item


def _rubric(essay: Essay, points: dict[str, float]) -> list[Remark]:
    """What each criterion earned, once a person has marked it."""
    said = []
    for each in essay.rubric:
        if each.id in points:
            earned = {lang: (number(points[each.id], lang), number(each.points, lang)) for lang in ("en", "fr")}
            said.append(
                Remark(
                    Text(
                        en=f"{each.text.en}: {earned['en'][0]} of {earned['en'][1]}",
                        fr=f"{each.text.fr}\u00a0: {earned['fr'][0]} sur {earned['fr'][1]}",
                    ),
                    about=each.id,
                    right=points[each.id] >= each.points,
                )
            )
    return said
