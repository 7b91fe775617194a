"""What was handed in, in words: the receipt, and each answer as its learner would read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from ..kinds.scenario.model import Scenario
from ..text import Text, moment_text
from .sheet import Item, Sheet
from .submission import Submission


def receipt(facts: dict[str, Any], lang: str) -> str:
    """What was handed in, when and as what, in words; from what `Work.handed_in` notes of it."""
    return _RECEIPT.get(lang).format(
        file=facts["file"],
        when=handed_at(facts, lang),
        n=facts["answered"],
        of=facts["of"],
        receipt=facts["receipt"],
    )


def handed_at(facts: dict[str, Any], lang: str) -> str:
    """The moment of a hand-in, by the clock of this computer."""
    return moment_text(datetime.fromisoformat(facts["at"]).astimezone().isoformat(), lang)


def describe(handed: Submission, sheet: Sheet, lang: str) -> list[dict[str, str]]:
    """Each exercise and the answer that was handed in, in words."""
    lines = []
    for item in sheet.items:
        given = handed.answers.get(item.id)
        content = item.variants[given.variant if given and 0 <= given.variant < len(item.variants) else 0][lang]
        answer = in_words(content, given.answer, choices(item, lang)) if given else _NOT_ANSWERED.get(lang)
        lines.append({"title": content["title"], "answer": answer})
    return lines


def choices(item: Item, lang: str) -> dict[str, str]:
    """The texts of a story's choices, by id; of no other kind."""
    if not item.story:
        return {}
    story = msgspec.convert(item.story, Scenario)
    return {choice.id: choice.text.get(lang) for node in story.nodes for choice in node.choices}


def in_words(content: dict[str, Any], raw: Any, more: dict[str, str]) -> str:
    """An answer as its learner would read it: the texts of what was chosen, not their ids. `more` adds texts."""
    texts = more | {each["id"]: each["text"] for part in ("options", "items", "bins", "rows") for each in content.get(part, [])}
    for column in content.get("columns", []):
        texts |= {each["id"]: each["text"] for each in column["options"]}
    said = lambda value: texts.get(value, str(value))  # noqa: E731
    if isinstance(raw, list):
        return " → ".join(map(said, raw)) if content["kind"] in ("order", "scenario") else " · ".join(map(said, raw))
    if isinstance(raw, dict):
        return " · ".join(
            f"{said(name)}: {', '.join(map(said, value.values())) if isinstance(value, dict) else said(value)}"
            for name, value in raw.items()
        )
    return str(raw)


_RECEIPT = Text(
    en="Handed in on {when}: {n} of {of} exercises answered. File: {file}. Receipt: {receipt}. Send this file to your trainer, "
    "in the way they told you.",
    fr="Remis le {when}\u00a0: {n} exercices répondus sur {of}. Fichier\u00a0: {file}. Reçu\u00a0: {receipt}. Envoyez ce fichier à "
    "votre formateur ou formatrice, par la voie indiquée.",
)
_NOT_ANSWERED = Text(en="not answered", fr="sans réponse")
