"""What a command says in the terminal."""

from __future__ import annotations

import sys

from ..text import printable


def tell(*lines: str, wrong: bool = False) -> None:
    """Says these lines, what is `wrong` where errors go. Each stays one line, and nothing in it steers the terminal: names, answers
    and reasons may be a stranger's."""
    for line in lines:
        print(printable(line).rstrip(), file=sys.stderr if wrong else sys.stdout)
