"""A preview: an exercise, or an assignment, as learners see it, in the browser while it is being written. What one tries is marked.

A small server on this computer alone: it reads the file anew whenever that was saved, and the page asks whether it was.
"""

from __future__ import annotations

import json
import tempfile
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from .. import bank
from ..assignment.sheet import Sheet
from ..attempt import Attempt, practise
from ..errors import CourseError
from ..journal import Journal
from ..kinds import KINDS, kind_of
from ..kinds.base import Exercise
from ..reading import Unreadable, read_yaml
from ..screen import sources
from ..screen.assignment import facts
from ..screen.exercise import act, content, wired
from ..text import LANGUAGES
from ..words import Words
from .assign import moments
from .brief import exercises, read_brief
from .standalone import standalone

say = Words(__file__)

_MODULE = "trainer/preview.js"
_SEED = "preview"
_LARGEST = 1_000_000  # bytes of what a page sends


class Preview:
    """What the page of a file shows, and what is tried on it. Nothing of it is kept."""

    def __init__(self, path: Path, lang: str):
        self.path, self.lang = path, lang
        self._folder = tempfile.TemporaryDirectory(prefix="smo-preview-")
        self._attempts: dict[tuple[str, str], Attempt] = {}
        self._exercises: dict[str, Exercise] = {}
        self._own: list[Path] = []
        self._loaded = ""
        self._lock = Lock()

    def version(self) -> str:
        """Which changes whenever the file is saved, or one of the exercises in the folder that it names."""
        found = []
        for path in [self.path, *self._own]:
            try:
                state = path.stat()
                found.append(f"{state.st_mtime_ns}-{state.st_size}")
            except OSError:
                found.append("gone")
        return "|".join(found)

    def shown(self, lang: str) -> dict[str, Any]:
        """What the page shows now, in a language: the exercises, or what is wrong in the file."""
        with self._lock:
            version, problems, title = self.version(), [], self.path.name
            told: list[str] = []
            try:
                title, told = self._load(version, lang)
            except CourseError as error:
                self._exercises, self._attempts, self._loaded = {}, {}, ""
                problems = error.text.get(lang).split("\n")
            return {
                "version": self.version(),
                "title": title,
                "facts": told,
                "problems": problems,
                "exercises": [self._exercise(each, lang) for each in self._exercises.values()],
            }

    def _load(self, version: str, lang: str) -> tuple[str, list[str]]:
        """The title, and of an assignment what holds for it."""
        data = self._data()
        if isinstance(data, dict) and "exercises" in data:
            brief = read_brief(self.path)
            own = self.path.parent / brief.bank if brief.bank else None
            self._own = list(bank.files_in(own).values()) if own and own.is_dir() else []
            found, title = exercises(brief, self.path), brief.title.get(lang)
            sheet = Sheet(self.path.stem, brief.title, [], attempts=brief.attempts, feedback=brief.feedback, **moments(brief))
            told = facts(sheet, lang)
        else:
            self._own = []
            found = [bank.check(self.path, self.path.stem)]
            title, told = found[0].title.get(lang), []
        if version != self._loaded:
            self._attempts, self._loaded = {}, version
            self._exercises = {each.id: each for each in found}
        return title, told

    def _data(self) -> Any:
        try:
            return read_yaml(self.path)
        except Unreadable as error:
            raise bank.Malformed(self.path, [bank.Problem("file", error.reason)], error.line) from error

    def _attempt(self, id: str, lang: str) -> Attempt:
        if (id, lang) not in self._attempts:
            folder = Path(self._folder.name) / f"{len(self._attempts)}-{abs(hash(self._loaded))}"
            folder.mkdir()
            self._attempts[id, lang] = practise(self._exercises[id], Journal(folder), lang)
        return self._attempts[id, lang]

    def _exercise(self, exercise: Exercise, lang: str) -> dict[str, Any]:
        attempt = self._attempt(exercise.id, lang)
        shown = {"id": exercise.id, "kind": exercise.kind, "content": content(attempt), "state": wired(attempt) | {"n": 0}}
        return shown | {"key": kind_of(exercise).key(exercise, _SEED, lang)}

    def act(self, id: str, lang: str, message: dict[str, Any]) -> dict[str, Any]:
        """Does what was asked of an exercise and says how it stands. Raises KeyError for one that is not there any more."""
        with self._lock:
            attempt = self._attempt(id, lang)
            state = act(attempt, message) or wired(attempt)
            return {"content": content(attempt), "state": state | {"n": message.get("n")}}

    def page(self) -> str:
        """The page; what it shows it asks for."""
        data = {
            "lang": self.lang,
            "languages": LANGUAGES,
            "words": {
                each: {
                    "page": say.every(each, "preview")
                    | {name: say(f"bank_page.{name}", each) for name in ("key", "language", "right", "wrong")},
                    "frame": sources.messages("screen/exercise", each),
                    "kinds": {kind: sources.messages(f"kinds/{kind}/view", each) for kind in KINDS},
                }
                for each in LANGUAGES
            },
        }
        title, no_script = say("preview.title", self.lang), say("bank_page.no_script", self.lang)
        return "<!doctype html>\n" + standalone(title, self.lang, _MODULE, KINDS, data, no_script, talks=True)


def serve(preview: Preview, port: int = 0) -> ThreadingHTTPServer:
    """A server of the preview, on this computer alone, at a port that is free unless one is named. Raises OSError."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, preview))


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, preview: Preview, *args: Any):
        self.preview = preview
        super().__init__(*args)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the terminal is for what is wrong in the file."""

    def _is_ours(self) -> bool:
        """Whether a page of this server asks, and no page of another site that found its port."""
        host, port = self.headers.get("Host", ""), self.server.server_port  # type: ignore[attr-defined]
        origin = self.headers.get("Origin")
        return host in (f"127.0.0.1:{port}", f"localhost:{port}") and origin in (None, f"http://{host}")

    def do_GET(self) -> None:
        path, _, lang = self.path.partition("?lang=")
        lang = lang if lang in LANGUAGES else self.preview.lang
        if not self._is_ours():
            self.send_error(403)
        elif path == "/":
            self._send(self.preview.page(), "text/html")
        elif path == "/shown":
            self._send(json.dumps(self.preview.shown(lang)), "application/json")
        elif path == "/version":
            self._send(json.dumps(self.preview.version()), "application/json")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if not self._is_ours() or length > _LARGEST:
            self.send_error(403)
            return
        try:
            asked = json.loads(self.rfile.read(length))
            told = self.preview.act(asked["id"], asked["lang"], asked["message"])
        except (ValueError, KeyError, TypeError, AttributeError):  # of a page that shows what the file said before
            self.send_error(409)
            return
        self._send(json.dumps(told), "application/json")

    def _send(self, text: str, kind: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)
