"""YAML read strictly: a key said twice is an error, and every error says where it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from .errors import CourseError
from .words import Words

say = Words(__file__)

MOST_BYTES = 1_000_000  # twenty times the longest exercise of the course


class Unreadable(CourseError):
    """A text that cannot be read: the `reason` and, where it has one place, the `line`. The text says both."""

    def __init__(self, name: str, /, line: int | None = None, **values: Any):
        self.reason, self.line = say.text(f"reading.{name}", **values), line
        super().__init__(say.text("reading.at_line", line=str(line), reason=self.reason) if line else self.reason)


_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # many times as fast, where it was built


class _Strict(_SafeLoader):
    """The safe loader, refusing what YAML lets pass silently: the second of two equal keys would win, `no:` is not called no."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Unreadable("no_name", _line(key))
            if key.tag == "tag:yaml.org,2002:bool":
                raise Unreadable("bool_name", _line(key), name=key.value)
            if key.value in seen:
                raise Unreadable("twice", _line(key), name=key.value)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _line(node: yaml.Node | yaml.Event) -> int:
    return node.start_mark.line + 1 if node.start_mark else 1


def read_yaml(source: Path | str) -> Any:
    """The plain data in a YAML file (a Path) or text (a str). Raises Unreadable."""
    text = read_text(source)
    try:
        _refuse_aliases(text)
        return yaml.load(text, Loader=_Strict)
    except Unreadable:
        raise
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        begun = getattr(error, "context_mark", None)
        if tab := _tab(text, line or 0):
            raise Unreadable("tab", tab) from error
        if "unexpected end of stream" in reason or "document separator" in reason or "did not find expected ','" in reason:
            raise Unreadable("unclosed", begun.line + 1 if begun else line) from error
        if "block end" in reason or "block mapping" in reason or "could not find expected ':'" in reason:
            raise Unreadable("indent", line) from error
        colon = "mapping values" in reason  # a text with a colon in it, without quotes
        raise Unreadable("colon" if colon else "yaml", line, reason=reason) from error
    except RecursionError as error:
        raise Unreadable("deep") from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # by YAML's own types: a 31st of February
        raise Unreadable("value", reason=error) from error


def _tab(text: str, near: int) -> int | None:
    """The line of a tab that stands where YAML wants spaces, at the line of an error or above it."""
    lines = enumerate(text.split("\n")[:near], 1)
    return next(
        (number for number, line in lines if "\t" in line[: len(line) - len(line.lstrip())] or line.lstrip().startswith("-\t")), None
    )


def read_text(source: Path | str) -> str:
    """The text of a small file (a Path), or the text itself (a str). Raises Unreadable."""
    if isinstance(source, str):
        return source
    try:
        if source.exists() and not source.is_file():  # opening a pipe would wait for ever
            raise Unreadable("no_file")
        other = source.with_name(f"{source.name}.txt")
        if not source.exists() and other.exists():
            raise Unreadable("txt", other=other.name, file=source.name)
        size = source.stat().st_size
        if size > MOST_BYTES:
            raise Unreadable("large", size=size, most=MOST_BYTES)
        data = source.read_bytes()
    except OSError as error:
        raise Unreadable("system", reason=error) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("encoding", line) from error


def _refuse_aliases(text: str) -> None:
    """A few lines of aliases to aliases can stand for more data than fits into any machine."""
    if "&" not in text:  # no anchor, no alias: the second reading is spared
        return
    for event in yaml.parse(text, Loader=_Strict):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable("alias", _line(event), name=event.anchor)


def line_of(source: Path | str, field: str) -> int | None:
    """The line on which a field such as `options[2].feedback` stands: its own, else that of the nearest part around it.

    None where the text cannot be read.
    """
    try:
        node = yaml.compose(read_text(source), Loader=_Strict)
    except (Unreadable, yaml.YAMLError, RecursionError):
        return None
    line = _line(node) if node else 1
    for step in re.findall(r"[^.\[\]]+", field):
        if isinstance(node, yaml.SequenceNode) and step.isdecimal() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = _line(node)
        elif isinstance(node, yaml.MappingNode) and (found := [pair for pair in node.value if pair[0].value == step]):
            line, node = _line(found[0][0]), found[0][1]
        else:
            break
    return line
