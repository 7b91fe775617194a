"""The chapters that an export is divided into."""

from __future__ import annotations

from ...course import syllabus


def title(chapter: str, lang: str) -> str:
    """A chapter's title; the folder's name where a trainer's own exercises lie in one."""
    return next((each.title.get(lang) for each in syllabus().chapters if each.id == chapter), chapter or "SMO")
