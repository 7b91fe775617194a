"""YAML read strictly: a key said twice is an error, and every error says where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class Unreadable(ValueError):
    """A YAML text that cannot be read; the message says line and reason."""


class _Strict(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """The safe loader, refusing what YAML lets pass silently: the second of two equal keys would win."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise Unreadable(f"line {key.start_mark.line + 1}: {key.value!r} is said twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(source: Path | str) -> Any:
    """The plain data in a YAML file (a Path) or text (a str). Raises Unreadable."""
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    try:
        return yaml.load(text, Loader=_Strict)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        reason = getattr(error, "problem", None) or str(error)
        if "mapping values" in reason:
            reason += " (a text with a colon in it must stand between quotes)"
        raise Unreadable(where + reason) from error
