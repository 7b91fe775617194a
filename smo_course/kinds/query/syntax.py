"""The language of queries, as listening tools have it: words, "phrases", AND (or a space), OR, NOT or -, parentheses, from:, lang:.

NOT binds most, then AND, then OR. Words in small letters are words: `or` is looked for, OR is an operator. A query becomes
steps to be taken one after the other, each on what the ones before it have left, so that however deep parentheses go, nothing
goes deep here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ...text import Text, fold
from ...words import Words

if TYPE_CHECKING:
    from lark import Lark, UnexpectedInput

say = Words(__file__)

LONGEST = 1000  # characters


class Step(NamedTuple):
    """Find what has these words in a row (the last one may be cut short, `prefix`), what is from an author or in a language;
    or join what was found last with what was found before; or leave what was found last and take all the rest."""

    do: Literal["words", "from", "lang", "and", "or", "not"]
    value: tuple[str, ...] = ()
    prefix: bool = False


class Faulty(NamedTuple):
    """Why a text is no query, and where: the place of the character at fault, which may be just behind the last."""

    reason: Text
    at: int


_GRAMMAR = r"""
    ?start: any
    ?any: all (_OR all)*
    ?all: one (_AND? one)*
    ?one: _NOT one -> without
        | "(" any ")"
        | PHRASE | WORD
    _OR.2: /OR(?=[\s()"]|$)/
    _AND.2: /AND(?=[\s()"]|$)/
    _NOT.2: /NOT(?=[\s()"]|$)/ | /-(?=[^\s-])/
    PHRASE: /"[^"]*"/
    WORD: /[^\s()"-][^\s()"]*/
    %ignore /\s+/
"""
_FIELD = re.compile(r"(?!https?:)([A-Za-z_]{2,}):(.*)", re.DOTALL)
_FIELDS = {"from": "from:alix_k88", "lang": "lang:fr"}  # each with an example
_QUOTES = str.maketrans("“”„«»", '"' * 5)


def tokens(text: str) -> list[str]:
    """The words of a text, folded; names and tags keep their sign: @name, #tag."""
    return re.findall(r"[@#]?\w+", fold(text))


def steps_of(text: str) -> list[Step] | Faulty:
    """What a query asks for, or what is wrong with it. Takes a time that grows with its length, whatever it says."""
    from lark import Token, UnexpectedInput  # comes with JupyterLab, and is nothing for a lesson without queries to load

    if len(text) > LONGEST:
        return Faulty(say.text("fault.long", most=LONGEST), LONGEST)
    plain = text.translate(_QUOTES)
    try:
        tree = _parser().parse(plain)
    except UnexpectedInput as error:
        return _told(error, plain)
    steps: list[Step] = []
    waiting: list[tuple[Any, bool]] = [(tree, False)]  # parts of the tree, and whether what they are made of was seen to
    while waiting:
        part, done = waiting.pop()
        if isinstance(part, Token):
            step = _leaf(str(part), part.start_pos or 0)
            if isinstance(step, Faulty):
                return step
            steps.append(step)
        elif not done:
            waiting += [(part, True), *((each, False) for each in reversed(part.children))]
        elif part.data == "without":
            steps.append(Step("not"))
        else:
            steps += [Step("or" if part.data == "any" else "and")] * (len(part.children) - 1)
    return steps


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=False)


def _leaf(text: str, at: int) -> Step | Faulty:
    """The step that a word, a phrase or a field stands for."""
    if not text.startswith('"') and (field := _FIELD.fullmatch(text)):
        name, value = field[1].lower(), fold(field[2]).removeprefix("@")
        if name not in _FIELDS:
            return Faulty(say.text("fault.field", what=f"{field[1]}:", known=", ".join(f"{each}:" for each in _FIELDS)), at)
        if not re.fullmatch(r"\w+" if name == "from" else "[a-z]{2}", value):
            return Faulty(say.text(f"fault.{name}", what=f"{name}:", example=_FIELDS[name]), at + len(field[1]) + 1)
        return Step("from" if name == "from" else "lang", (value,))
    words = tokens(text)
    if not words:
        return Faulty(say.text("fault.nothing"), at)
    return Step("words", tuple(words), text.rstrip('"').endswith("*"))


def _told(error: UnexpectedInput, text: str) -> Faulty:
    """What is wrong where the parser stopped. It tells what it expected; a learner is told what is missing."""
    from lark import UnexpectedToken

    if text.count('"') % 2:
        return Faulty(say.text("fault.quote"), text.rindex('"'))
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"  # which says where the last token begins
    at = len(text.rstrip()) if ended else error.pos_in_stream or 0
    before, rest = text[:at].rstrip(), text[at:].lstrip()
    opened = _opened(before)
    operator = re.search(r"(?:^|[\s()\"])(AND|OR|NOT)$", before)
    if not rest and opened and not operator and before[-1] != "(":
        return Faulty(say.text("fault.unclosed"), opened[-1])
    if rest.startswith(")") and not opened:
        return Faulty(say.text("fault.unopened"), at)
    if operator or before.endswith("("):
        return Faulty(say.text("fault.after", what=operator[1] if operator else "("), at)
    if rest.startswith("-"):
        return Faulty(say.text("fault.minus"), at)
    return Faulty(say.text("fault.before", what="AND" if rest.startswith("AND") else "OR"), at)


def _opened(text: str) -> list[int]:
    """The places of the parentheses that are opened in a text and not closed."""
    found: list[int] = []
    for each in re.finditer(r'"[^"]*"?|[()]', text):
        if each[0] == "(":
            found.append(each.start())
        elif each[0] == ")" and found:
            found.pop()
    return found
