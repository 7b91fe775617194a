"""How long a text is on Twitter, as its twitter-text library weighs it: configuration version 3 (280, since November 2017) and
version 1 (140 until then). https://developer.x.com/en/docs/counting-characters

A text is weighed in its composed form (NFC). A link weighs 23, however long it is. Of the rest, now, letters of most alphabets
and usual punctuation weigh 1, an emoji 2 whatever it is put together from, and everything else 2, Chinese and Japanese among it;
then, each character weighed 1.

Where this is coarser than the library: a link needs http:// or https:// before it, or one of the usual endings of a site's
name (the library has a list of all there are), and what is an emoji is told by ranges, not by a list.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LINK = 23


class Rules(NamedTuple):
    """`ranges` of characters weigh one; the others, `other`."""

    most: int
    other: int
    ranges: tuple[tuple[int, int], ...] = ()
    emoji: bool = False


NOW = Rules(280, 2, ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247)), emoji=True)
THEN = Rules(140, 1)

_ENDINGS = "com|org|net|info|biz|eu|fr|be|ch|ca|lu|uk|ie|de|es|it|nl|pt|co|io|me|tv|ly|app|shop|blog|paris|alsace|bzh|example"
_HOST = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_PATH = r"(?:[/?#](?:[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?’')\]…])?)?"
_LINKS = re.compile(
    rf"(?<![\w@.$#/-])(?:https?://(?:{_HOST}\.){{1,8}}[^\W\d_]{{2,24}}|(?:{_HOST}\.){{1,8}}(?:{_ENDINGS}))(?::\d{{1,5}})?(?![\w@-]){_PATH}",
    re.IGNORECASE,
)
_PICTURE = r"[\u231a-\u23ff\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f004-\U0001faff]"
_SIGN = rf"(?:{_PICTURE}|[©®™‼⁉ℹ↔-↪](?=\ufe0f))[\ufe0f\U0001f3fb-\U0001f3ff]*(?:[\U000e0020-\U000e007e]+\U000e007f)?"
_EMOJI = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_SIGN}(?:\u200d{_SIGN})*")


def links(text: str) -> list[tuple[int, int]]:
    """Where the links of a text begin and end."""
    return [found.span() for found in _LINKS.finditer(text)]


def weighed(text: str, rules: Rules = NOW) -> int:
    """How long a text is."""
    text = unicodedata.normalize("NFC", text)
    rest, count = _LINKS.subn("", text)
    if rules.emoji:
        rest, signs = _EMOJI.subn("", rest)
        count_of_emoji = 2 * signs
    else:
        count_of_emoji = 0
    return LINK * count + count_of_emoji + sum(1 if _light(ord(each), rules) else rules.other for each in rest)


def _light(code: int, rules: Rules) -> bool:
    return any(first <= code <= last for first, last in rules.ranges)
