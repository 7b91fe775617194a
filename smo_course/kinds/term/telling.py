"""A term in words."""

from __future__ import annotations

from collections.abc import Iterator

from ...text import LANGUAGES, Text, bare
from ..base import Mark
from ..question import Typed
from ..telling import Section, Teller
from .model import Term, Wordings

_LONGEST = 60  # characters of what a learner typed


def said(exercise: Term, raw: str, lang: str) -> str:
    return str(raw)


def key(exercise: Term, tell: Teller) -> Iterator[Section]:
    accepted = [tell.row(name, "right", notes=getattr(exercise.accept, lang)) for lang, name in LANGUAGES.items()]
    yield tell.section(tell.word("accepted"), rows=accepted)
    if exercise.mistakes:
        rows = [tell.row(" / ".join(dict.fromkeys(each.match.all())), "wrong", text=each.feedback) for each in exercise.mistakes]
        yield tell.section(tell.shared("key.mistakes"), rows=rows)
    yield tell.section(tell.shared("key.otherwise"), text=exercise.otherwise)


def slips(exercise: Term, tell: Teller, raw: str, mark: Mark, typed_in: str) -> Iterator[str]:
    given = bare(raw)
    known = next((each.match for each in exercise.mistakes if given in map(bare, each.match.all())), None)
    what = (getattr(known, tell.lang) or known.all())[0] if known else " ".join(raw.split())
    yield tell.shared("slip.typed", what=what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…")


def question(exercise: Term, seed: str) -> Typed:
    mistakes = [(_forms(each.match), each.feedback) for each in exercise.mistakes]
    example = Text(**{lang: getattr(exercise.accept, lang)[0] for lang in LANGUAGES})
    return Typed(_forms(exercise.accept), example, mistakes, exercise.otherwise)


def _forms(wordings: Wordings) -> list[str]:
    """The words, and without accents, hyphens and article, as the course forgives them; case aside, each once."""
    found: dict[str, str] = {}
    for word in wordings.all():
        for form in (word, bare(word)):
            found.setdefault(form.casefold(), form)
    return list(found.values())
