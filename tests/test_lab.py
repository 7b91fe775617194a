"""What the course adds to JupyterLab is whole: the extension's files, its words, and `smo lab`'s port."""

import json
import re
import socket
import subprocess
import sys

import pytest

from smo_course import __version__
from smo_course.course import content_root
from smo_course.errors import CourseError
from smo_course.lab import launch as launching
from smo_course.lab.launch import EXTENSION
from tools.extension_code import CODE, code
from tools.extension_words import WORDS, words

FOLDER = EXTENSION / "smo-course"
MODULES = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}


def test_the_extension_says_what_words_yaml_says():
    assert WORDS.read_text(encoding="utf-8") == words(), "run `make words`"


def test_the_code_that_runs_by_itself_is_that_of_the_course():
    assert CODE.read_text(encoding="utf-8") == code(content_root()), "run `make words`"
    held = json.loads(code(content_root()))
    assert "assignment.hand_in()" in held["laid"] and len(held["laid"]) > 50
    assert {what for _, what, _ in held["made"]} == {"name", "path"} and all(before.endswith('("') for before, _, _ in held["made"])


def test_every_word_of_the_extension_is_used_and_there():
    """A module says the words of the group that is called like it."""
    for group, there in json.loads(words())["en"].items():
        named = re.findall(r"(?<!/)\bwords(?:\.(\w+)|\[\"([\w-]+)\"\])", MODULES[f"{group}.js"])
        assert {one or other for one, other in named} == set(there)


def test_the_extension_names_files_that_are_there():
    told = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    assert told["version"] == __version__
    files = {path.name for path in FOLDER.iterdir()}
    named = set(re.findall(r"[(\"]\./([\w.]+)\"", "".join(MODULES.values()))) | {told["jupyterlab"]["_build"]["load"]}
    assert named - {"extension"} <= files
    assert files - named == {"package.json", "install.json"}


def test_a_port_is_ours_from_the_moment_it_is_found(tmp_path):
    """Between finding a port and serving it, nobody else can take it: the next to look finds the next one."""
    found = [launching._listening(None, tmp_path / str(n)) for n in range(3)]
    try:
        ports = [sockets[0].getsockname()[1] for sockets in found]
        assert len(set(ports)) == 3
        for port in ports:
            with socket.create_connection(("localhost", port), timeout=5):
                pass  # taken up as soon as the server runs
            with pytest.raises(CourseError):
                launching._listening(port, tmp_path / "0")
    finally:
        for each in [each for sockets in found for each in sockets]:
            each.close()


def test_a_folder_is_served_again_at_the_port_that_its_browser_knows(tmp_path):
    def port(sockets) -> int:
        return sockets[0].getsockname()[1]

    def close(sockets) -> None:
        for each in sockets:
            each.close()

    mine, others = (tmp_path / name / ".smo" / "lab" / "port" for name in ("mine", "others"))
    other = launching._listening(None, others)
    first = launching._listening(None, mine)
    known, taken = port(first), port(other)
    close(first)
    close(other)
    again = launching._listening(None, mine)  # though an earlier one is free now
    assert port(again) == known != taken
    meanwhile = launching._listening(None, mine)  # a second lab on the same folder gets another,
    assert port(meanwhile) != known and int(mine.read_text()) == known  # and the first stays known
    close(meanwhile)
    close(again)
    for nonsense in ("", "x", "-1", "99999999999999999999"):
        mine.write_text(nonsense)
        close(launching._listening(None, mine))


def test_where_all_usual_ports_are_taken_the_system_gives_one(monkeypatch, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(launching, "_PORTS", [port])
        sockets = launching._listening(None, tmp_path / "port")
    assert sockets[0].getsockname()[1] != port
    for each in sockets:
        each.close()


def test_a_port_in_use_is_told(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CourseError) as error:
            launching.launch(tmp_path, "en", browser=False, port=port)
    assert f"Port {port} cannot be used" in error.value.text.en and "--port" in error.value.text.fr


@pytest.mark.parametrize("port", [-1, 0, 65536, 99999])
def test_a_port_that_is_none(tmp_path, port):
    with pytest.raises(CourseError):
        launching.launch(tmp_path, "en", browser=False, port=port)


def test_a_kernel_imports_ahead_and_nothing_of_its_notebooks_folder(tmp_path):
    (tmp_path / "smo_course").mkdir()
    (tmp_path / "smo_course" / "__init__.py").write_text("open('harm', 'w')", encoding="utf-8")
    code = f"""import runpy, sys
names = runpy.run_path({str(launching._AHEAD)!r})
print(sys.path[0] == "", sorted(name for name in names if not name.startswith("__")))
print("smo_course.screen.exercise" in sys.modules, {{"pandas", "matplotlib"}} & set(sys.modules))"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["True []", "True set()"], done.stderr
    assert not (tmp_path / "harm").exists()


def test_a_lesson_has_python_look_beside_its_notebook_last(tmp_path):
    expression = re.search("BESIDE_LAST = `([^`]+)`", (launching.EXTENSION / "smo-course" / "lesson.js").read_text(encoding="utf-8"))[1]
    code = f"""import os, sys
before = sys.path[:]
sys.path[:0] = ["", os.getcwd()]
eval({expression!r})
print(sys.path == [each for each in before if each not in ("", os.getcwd())] + sys.path[-2:], sys.path[-2:] == ["", os.getcwd()])"""
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "True True\n", done.stderr
