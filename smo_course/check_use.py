"""Messages and code: what code says and no words.yaml has, and messages that no code says.

Python says `say("name", …)`, where `say` is the Words of its module or imported from another. A script says `say("name", …)`,
or `words.name`, of the group that is called like it (screen/panel.js: `panel`) in the nearest words.yaml, or of the groups of
scripts that it is drawn with.

A message is used where code says it, and where its name stands in quotes in the code of its folder or below: names are handed
on to functions and stand in tables. An f-string or a template uses every message whose name begins as it does.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .bank import place
from .text import Text
from .words import FILE, Words

say = Words(__file__)

_SPEAKS = re.compile(r"say(\.\w+)?\(|Words\(")
_COMMENT = re.compile(r"^[ \t]*//.*$", flags=re.MULTILINE)
_SAYS = re.compile(r"(?<![\w.$])say\(((?:[^(),\"`]|\"[^\"]*\"|`[^`]*`|\([^()]*\))*)")  # with its first argument
_BRANCH = r"(?:^|[?:|])\s*"  # where a text is the whole argument, or one of those to choose from
_SAID, _BEGUN = re.compile(_BRANCH + r"\"([\w.-]+)\""), re.compile(_BRANCH + r"`([\w.-]+)\$\{")
_QUOTED = re.compile(r"([\"'`])([\w.-]+)\1")
_PROPERTY = re.compile(r"\bwords\.(\w+)")
_F_STRING, _TEMPLATE = re.compile(r"f[\"']([\w-]+\.[\w.-]*)\{"), re.compile(r"`([\w-]+[.-][\w.-]*)\$\{")


class Said(NamedTuple):
    """A message that code says: its name, or (`begun`) what its name begins with."""

    line: int
    name: str
    begun: bool = False
    folder: Path | None = None  # of its messages; None where only the running code knows


class Code(NamedTuple):
    """A file of code, and what it has to do with messages."""

    path: Path
    said: list[Said]
    strings: set[str]  # what stands in quotes there
    starts: set[str]  # how what goes on with a value begins
    guesses: bool = False  # whether it says names that it is given


def faults(package: Path, messages: Mapping[Path, list[str]]) -> Iterator[tuple[str, Text]]:
    """What is wrong between the code of a package and its messages, which are given by folder."""
    python, scripts = _python(package), [_script(path) for path in sorted(package.rglob("*.js"))]
    groups: dict[tuple[Path, str], Code] = {}  # the scripts, by the group that each says
    for code in scripts:
        if folder := next((each for each in code.path.parents if each in messages), None):
            groups[folder, code.path.stem] = code
    drawn = {(folder, name): code for folder, names in messages.items() for name in names if (code := groups.get((folder, _group(name))))}
    for code in python:
        yield from _missing(code, [each for each in code.said if each.folder], messages)
    for code in scripts:
        yield from _missing(code, code.said, {None: [_short(name) for _, name in drawn]})

    screen = _Used([], [each for code in scripts for each in code.said])
    strings = set().union(*(code.strings for code in (*python, *scripts)))
    guessed = strings & {_short(name) for (_, name), code in drawn.items() if code.guesses}
    for folder, names in messages.items():
        used = _Used(
            [code for code in python if code.path.is_relative_to(folder)],
            [each for code in python for each in code.said if each.folder in (folder, None)],
        )
        for name in names:
            script, short = drawn.get((folder, name)), _short(name)
            if name not in used and not (script and (short in guessed or short in screen or short in _Used([script], []))):
                yield place(folder / FILE, name), say.text("words.unused")


def _missing(code: Code, said: Iterable[Said], messages: Mapping[Path | None, list[str]]) -> Iterator[tuple[str, Text]]:
    for each in said:
        known = messages.get(each.folder, [])
        if each.name not in known and not (each.begun and any(name.startswith(each.name) for name in known)):
            yield f"{code.path}:{each.line}", say.text("words.missing", name=each.name)


def _group(name: str) -> str:
    return name.partition(".")[0]


def _short(name: str) -> str:
    """The name of a message within its group."""
    return name.partition(".")[2]


class _Used:
    """The names that some code has in quotes, or says."""

    def __init__(self, code: Iterable[Code], said: Iterable[Said]):
        self._names, self._starts = set[str](), set[str]()
        for each in code:
            self._names |= each.strings
            self._starts |= each.starts
        for each in said:
            (self._starts if each.begun else self._names).add(each.name)

    def __contains__(self, name: str) -> bool:
        return name in self._names or name.startswith(tuple(self._starts))


def _script(path: Path) -> Code:
    source = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    said, guesses = [], False
    for found in _SAYS.finditer(source):
        line, argument = source.count("\n", 0, found.start()) + 1, found[1].strip()
        told = [Said(line, name) for name in _SAID.findall(argument)] + [Said(line, name, True) for name in _BEGUN.findall(argument)]
        said += told
        guesses = guesses or not told or "|" in argument
    return Code(path, said, _strings(source) | set(_PROPERTY.findall(source)), set(_TEMPLATE.findall(source)), guesses)


def _python(package: Path) -> list[Code]:
    modules = {path: _Module(path, package) for path in sorted(package.rglob("*.py"))}
    return [Code(path, list(module.said(modules)), module.strings, module.starts) for path, module in modules.items()]


class _Module:
    """A Python file, and which of its names are Words."""

    def __init__(self, path: Path, package: Path):
        source = path.read_text(encoding="utf-8")
        self.strings, self.starts = _strings(source), set(_F_STRING.findall(source))
        self._path, self._package = path, package
        self._words: dict[str, Path] = {}  # names bound to Words, and the folder of their messages
        self._imported: dict[str, tuple[Path, str]] = {}  # name → the module that it comes from, and its name there
        self._calls: list[ast.Call] = []
        if _SPEAKS.search(source):  # reading all the others would take most of the time
            for node in ast.walk(ast.parse(source)):
                self._note(node)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Call):
            if node.args:
                self._calls.append(node)
        elif isinstance(node, ast.ImportFrom):
            source = self._source(node)
            self._imported |= {each.asname or each.name: (source, each.name) for each in node.names}
        elif isinstance(node, ast.Assign):
            match node:
                case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Words"), [ast.Name("__file__")])):
                    self._words[name] = self._path.parent
                case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Words"), [ast.Attribute(ast.Name(package), "__file__")])):
                    if package in self._imported:
                        self._words[name] = self._imported[package][0].parent / package

    def _source(self, node: ast.ImportFrom) -> Path:
        """The file of the module that something is imported from."""
        folder = self._path.parents[node.level - 1] if node.level else self._package.parent
        folder = folder.joinpath(*(node.module or "").split("."))
        return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")

    def _folder(self, name: str, modules: Mapping[Path, _Module]) -> Path | None:
        """The folder whose messages a name says; None for a name that says none."""
        if name in self._words:
            return self._words[name]
        source, there = self._imported.get(name, (self._path, ""))
        return modules[source]._folder(there, modules) if source in modules and source != self._path else None

    def said(self, modules: Mapping[Path, _Module]) -> Iterator[Said]:
        for call in self._calls:
            match call.func:
                case ast.Name(name) | ast.Attribute(ast.Name(name), "text"):
                    if folder := self._folder(name, modules):
                        yield from _named(call.args[0], folder)
                case ast.Attribute(ast.Name(name), "names" | "every" as method):
                    if folder := self._folder(name, modules):
                        group = next((f"{each.value}." for each in call.args[method == "every" :] if isinstance(each, ast.Constant)), "")
                        yield Said(call.lineno, group, True, folder)
                case ast.Attribute(_, "say") | ast.Attribute(ast.Attribute(_, "say"), "text"):  # of an object that has its Words
                    yield from _named(call.args[0], None)


def _named(argument: ast.expr, folder: Path | None) -> Iterator[Said]:
    """The messages that a first argument names."""
    match argument:
        case ast.Constant(str(name)):
            yield Said(argument.lineno, name, False, folder)
        case ast.IfExp(_, one, other):
            yield from _named(one, folder)
            yield from _named(other, folder)
        case ast.JoinedStr([ast.Constant(str(start)), *_]):
            yield Said(argument.lineno, start, True, folder)


def _strings(source: str) -> set[str]:
    return {found[2] for found in _QUOTED.finditer(source)}
