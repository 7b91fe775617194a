"""Messages and code: what code says and no words.yaml has, and messages that no code says.

Python says `say("name", …)`, where `say` is the Words of its module or imported from another. A script says `say("name", …)`
or `words.name`: of the group that is called like a script (screen/panel.js: `panel`), in the words.yaml nearest to it.

A message is used where code says it, and where its name stands in quotes in the code of its folder or below: names are handed
on to functions and stand in tables. An f-string or a template uses every message whose name begins as it does.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..bank import place
from ..words import FILE
from .finding import Finding, say

_STRING = re.compile(r"([\"'`])([\w.-]+)\1|\bwords\.(\w+)")
_BEGINNING = re.compile(r"(?:f[\"']|`)([\w-]+[.-][\w.-]*)\$?\{")  # of an f-string or a template
_SPEAKS = re.compile(r"say(\.\w+)?\(|Words\(")


class Said(NamedTuple):
    """A message that code says: its name, or (`begun`) what its name begins with."""

    line: int
    name: str
    begun: bool = False
    folders: frozenset[Path] = frozenset()  # of its messages: any of them; none where only the running code knows

    def among(self, names: set[str]) -> bool:
        return self.name in names or (self.begun and any(name.startswith(self.name) for name in names))


class Code(NamedTuple):
    """A file of code, and what it has to do with messages."""

    path: Path
    said: list[Said]
    strings: set[str]  # what stands in quotes there
    starts: set[str]  # how what goes on with a value begins


def findings(package: Path, messages: Mapping[Path, list[str]]) -> Iterator[Finding]:
    """What is wrong between the code of a package and its messages, which are given by folder."""
    python, scripts = _python(package), [_script(path) for path in sorted(package.rglob("*.js"))]
    drawn = _drawn(messages, scripts)  # the messages of scripts: by folder, each with its name within its group
    in_scripts = {short for names in drawn.values() for short in names.values()}
    for code in python:
        for each in code.said:
            if each.folders and not any(each.among(set(messages.get(folder, ()))) for folder in each.folders):
                yield _missing(code, each)
    for code in scripts:
        yield from (_missing(code, each) for each in code.said if not each.among(in_scripts))

    said = [each for code in python for each in code.said]
    by_scripts = _Used(python, [each for code in scripts for each in code.said])  # which get some names from Python, as data
    for folder, names in messages.items():
        near = _Used([code for code in (*python, *scripts) if code.path.is_relative_to(folder)])
        here = _Used([], [each for each in said if folder in each.folders or not each.folders])
        for name in names:
            short = drawn[folder].get(name)
            if name not in near and name not in here and not (short and (short in near or short in by_scripts)):
                yield Finding(place(folder / FILE, name), say.text("words.unused"))


class _Used:
    """The names that some code has in quotes, or says."""

    def __init__(self, code: list[Code], said: Iterable[Said] = ()):
        self._names = set[str]().union(*(each.strings for each in code), (each.name for each in said if not each.begun))
        self._starts = tuple(set[str]().union(*(each.starts for each in code), (each.name for each in said if each.begun)))

    def __contains__(self, name: str) -> bool:
        return name in self._names or name.startswith(self._starts)


def _missing(code: Code, each: Said) -> Finding:
    return Finding(f"{code.path}:{each.line}", say.text("words.missing", name=each.name))


def _drawn(messages: Mapping[Path, list[str]], scripts: list[Code]) -> dict[Path, dict[str, str]]:
    groups = {(next((each for each in code.path.parents if each in messages), None), code.path.stem) for code in scripts}
    return {
        folder: {name: name.partition(".")[2] for name in names if (folder, name.partition(".")[0]) in groups}
        for folder, names in messages.items()
    }


def _code(path: Path, source: str, said: list[Said]) -> Code:
    strings = {plain or words for _, plain, words in _STRING.findall(source)}
    return Code(path, said, strings, set(_BEGINNING.findall(source)))


# ---- Scripts

_COMMENT = re.compile(r"^[ \t]*//.*$", flags=re.MULTILINE)
_SAYS = re.compile(r"(?<![\w.$])say\(((?:[^(),\"`]|\"[^\"]*\"|`[^`]*`|\([^()]*\))*)")  # with its first argument
_BRANCH = r"(?:^|[?:|])\s*"  # where a text is the whole argument, or one of those to choose from
_SAID, _BEGUN = re.compile(_BRANCH + r"\"([\w.-]+)\""), re.compile(_BRANCH + r"`([\w.-]+)\$\{")


def _script(path: Path) -> Code:
    source, said = _COMMENT.sub("", path.read_text(encoding="utf-8")), []
    for found in _SAYS.finditer(source):
        line, argument = source.count("\n", 0, found.start()) + 1, found[1].strip()
        said += [Said(line, name) for name in _SAID.findall(argument)]
        said += [Said(line, name, True) for name in _BEGUN.findall(argument)]
    return _code(path, source, said)


# ---- Python


def _python(package: Path) -> list[Code]:
    modules = {path: _Module(path, package) for path in sorted(package.rglob("*.py"))}
    return [_code(path, module.source, list(module.said(modules))) for path, module in modules.items()]


class _Module:
    """A Python file, and which of its names are Words: a name may be imported from several places, each in its function."""

    def __init__(self, path: Path, package: Path):
        self.source = path.read_text(encoding="utf-8")
        self._path, self._package = path, package
        speaks = _SPEAKS.search(self.source)  # parsing all the others would take most of the time
        self._nodes = list(ast.walk(ast.parse(self.source))) if speaks else []
        self._imported = [
            (each.asname or each.name, self._file(node), each.name)
            for node in self._nodes
            if isinstance(node, ast.ImportFrom)
            for each in node.names
        ]

        self._own: dict[str, set[Path]] = {}  # the names that are made Words here
        for node in self._nodes:
            match node:
                case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Words"), [ast.Name("__file__")])):
                    self._own[name] = {path.parent}
                case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Words"), [ast.Attribute(ast.Name(other), "__file__")])):
                    self._own[name] = {file.parent / other for each, file, _ in self._imported if each == other}

    def _file(self, node: ast.ImportFrom) -> Path:
        """The file of the module that something is imported from."""
        folder = self._path.parents[node.level - 1] if node.level else self._package.parent
        folder = folder.joinpath(*(node.module or "").split("."))
        return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")

    def folders(self, wanted: str, modules: Mapping[Path, _Module]) -> frozenset[Path]:
        """The folders whose messages a name says; none for a name that says none."""
        found = self._own.get(wanted, set()).copy()
        for name, file, there in self._imported:
            if name == wanted and file in modules and file != self._path:
                found |= modules[file].folders(there, modules)
        return frozenset(found)

    def said(self, modules: Mapping[Path, _Module]) -> Iterator[Said]:
        for node in self._nodes:
            match node:
                case ast.Call(ast.Name(name) | ast.Attribute(ast.Name(name), "text"), [first, *_]):
                    if folders := self.folders(name, modules):
                        yield from _named(first, folders)
                case ast.Call(ast.Attribute(ast.Name(name), "names" | "every" as method), [*_] as given):
                    if folders := self.folders(name, modules):
                        group = next((f"{each.value!s}." for each in given[method == "every" :] if isinstance(each, ast.Constant)), "")
                        yield Said(node.lineno, group, True, folders)
            match node:  # of an object that has its Words
                case ast.Call(ast.Attribute(_, "say") | ast.Attribute(ast.Attribute(_, "say"), "text"), [first, *_]):
                    yield from _named(first, frozenset())


def _named(argument: ast.expr, folders: frozenset[Path]) -> Iterator[Said]:
    """The messages that a first argument names."""
    match argument:
        case ast.Constant(str(name)):
            yield Said(argument.lineno, name, False, folders)
        case ast.IfExp(_, one, other):
            yield from _named(one, folders)
            yield from _named(other, folders)
        case ast.JoinedStr([ast.Constant(str(start)), *_]):
            yield Said(argument.lineno, start, True, folders)
