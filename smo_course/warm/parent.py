"""The warm process: imports what lessons import, then is forked for each kernel. Run as a script, by the kernels' Python.

Before a fork there may be modules and what they have read, and nothing else: no thread, no open file, no socket of ZeroMQ, no
event loop. So what lessons import is imported, what every kernel would read of the course is read, and nothing runs.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.machinery import PathFinder
from importlib.util import find_spec

COURSE = "smo_course"
CONTENT = ("datasets", "exercises", "notebooks")  # beside the package in a checkout; in an installed one they lie within it
PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",  # with debugpy, which every kernel imports
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "babel.lists",
    "fsrs",
    "sqlite3",
    "tornado.platform.asyncio",
    "tqdm",
    f"{COURSE}.ahead",
)
# Not pyplot, which chooses a backend. pandas keeps the first kernel waiting for a fifth of a second, and spares each lesson with data that.
CALCULATING = ("matplotlib.figure", "matplotlib.backends.backend_agg", "PIL.PngImagePlugin", "numpy.random", "pandas")
KERNEL = "ipykernel_launcher"
CONTROL = "Control"  # what ipykernel calls the thread that is told to end the kernel
INLINE = "module://matplotlib_inline.backend_inline"
NUMBER = b"%16d"  # what the launcher is told: the pid, or 0 if it has to start an ordinary kernel; later the exit code


def preload() -> None:
    """Imports what lessons will. What cannot be imported is left to the kernel, which says so where a lesson asks for it.

    All of it, before the first fork: what a module does to Python as it is imported, every kernel then finds done.
    """
    load(*PRELOADED)
    if sys.platform == "linux":  # elsewhere, what numpy calculates with need not survive a fork
        # numpy would start threads. In a kernel, matplotlib finds the backend that ipykernel has set by then.
        with environment(OPENBLAS_NUM_THREADS="1", MPLBACKEND=os.environ.get("MPLBACKEND") or INLINE):
            load(*CALCULATING)
    with suppress(Exception):
        for wing in ("data", "explorers", "workbook"):
            package = importlib.import_module(f"{COURSE}.{wing}")
            load(*(part.name for part in pkgutil.walk_packages(package.__path__, f"{package.__name__}.", onerror=lambda name: None)))
    with suppress(Exception):
        importlib.import_module(f"{COURSE}.words").read_ahead()
    keep()


def read() -> Iterator[None]:
    """Reads the course's content, a file at a time: each lesson asks for some of it. What cannot be read is left to the lesson."""
    bank, facts, exhibits, shelf, course, minutes = map(
        importlib.import_module, (f"{COURSE}.{each}" for each in ("bank", "data.facts", "exhibits", "workbook.shelf", "course", "minutes"))
    )
    readers = [facts.every_fact, *(partial(wing.load, id) for wing in (bank, exhibits, shelf) for id in wing.ids())]
    readers += [partial(minutes.minutes, lesson) for lesson in course.syllabus().lessons()]
    for each in readers:
        yield
        with suppress(Exception):
            each()
    keep()


def keep() -> None:
    """What is there now is left alone: else the first collection in every kernel would touch, and so copy, all the memory it shares."""
    gc.collect()
    gc.freeze()


def load(*names: str) -> None:
    for name in names:
        with suppress(Exception):
            importlib.import_module(name)


@contextmanager
def environment(**variables: str):
    before = dict(os.environ)
    os.environ.update(variables)
    yield
    for name in variables:
        os.environ.pop(name)
        if name in before:
            os.environ[name] = before[name]


def on_disk() -> dict[str, tuple[int, int, int]]:
    """Every file of the course, with what changes when it is written: code, messages, styles, exercises. Not its notebooks, which
    `make notebooks` writes one after the other: what is kept of one is read again when it has changed.
    """
    spec = find_spec(COURSE)
    found = {}
    for package in (spec and spec.submodule_search_locations) or ():
        around = () if os.path.isdir(os.path.join(package, "_content")) else CONTENT
        for root in (package, *(os.path.join(os.path.dirname(package), each) for each in around)):
            for folder, folders, names in os.walk(root):
                folders[:] = [each for each in folders if each != "__pycache__"]
                for name in names:
                    if not name.endswith(".ipynb"):
                        with suppress(FileNotFoundError):
                            there = os.stat(os.path.join(folder, name))
                            found[os.path.join(folder, name)] = (there.st_mtime_ns, there.st_size, there.st_ino)
    return found


def serve(control: socket.socket) -> None:
    """Forks for each request, until the launcher is gone or what was read is no longer what is on disk.

    The first request does not wait for the course's content: that is read while nothing is asked.

    A request is four file descriptors: the line on which the launcher and the attendant talk, and the kernel's standard
    streams. Returns in kernels only.
    """
    there, before = on_disk(), dict(os.environ)  # before the import: what changes meanwhile is a change
    os.chdir("/")  # matplotlib takes settings from the folder it is imported in
    preload()
    added = {name: value for name, value in os.environ.items() if before.get(name) != value}
    left = read()
    while True:
        with suppress(Exception):  # StopIteration as well: then all of it is there
            while not select.select([control], [], [], 0)[0]:
                next(left)
        _, descriptors, _, _ = socket.recv_fds(control, 1, 4)
        if not descriptors or on_disk() != there:
            os._exit(0)
        if os.fork() == 0:
            control.close()
            return attend(added, *descriptors)
        for each in descriptors:
            os.close(each)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:  # attendants that have done their work
                pass


def attend(added: dict[str, str], line_fd: int, *streams: int) -> None:
    """Forks the kernel, tells the launcher its pid, and its exit code when it ends. Returns in the kernel only.

    `added` is what modules have set in the environment while they were imported, as they would have in the kernel.

    A kernel whose launcher has gone is killed, as an ordinary one ends itself when its parent has gone.
    """
    line = socket.socket(fileno=line_fd)
    with line.makefile(encoding="utf-8") as requests:
        request = json.loads(requests.readline())
    if shadowed(request["cwd"]):
        line.sendall(NUMBER % 0)
        os._exit(0)
    kernel = os.fork()
    if kernel == 0:
        line.close()
        return become(request["command"], request["cwd"], request["env"] | added, streams)
    for each in streams:
        os.close(each)
    line.sendall(NUMBER % kernel)

    def launcher_gone():
        line.recv(1)  # it never writes again: this ends when its end is closed
        os.kill(kernel, signal.SIGKILL)

    threading.Thread(target=launcher_gone, daemon=True).start()
    _, status = os.waitpid(kernel, 0)
    with suppress(OSError):
        line.sendall(NUMBER % os.waitstatus_to_exitcode(status))
    os._exit(0)


def shadowed(folder: str) -> bool:
    """Whether something in the kernel's folder comes before what was imported from elsewhere."""
    if os.path.exists(os.path.join(folder, "matplotlibrc")):
        return True
    for name in {each.partition(".")[0] for each in os.listdir(folder)} & sys.modules.keys():
        spec = PathFinder.find_spec(name, [folder])
        if spec and spec.origin and spec.origin != getattr(sys.modules[name], "__file__", None):
            return True
    return False


def become(command: list[str], cwd: str, env: dict[str, str], streams: tuple[int, ...]) -> None:
    """Makes this process what the command would have made: session, streams, folder, environment, arguments, path."""
    os.setsid()
    for target, each in enumerate(streams):
        os.dup2(each, target)
        os.close(each)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.orig_argv[:] = command
    sys.argv[:] = command[command.index(KERNEL) :]
    if not sys.flags.safe_path:
        sys.path.insert(0, os.getcwd())
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()  # Python's own generator does so by itself
    if "ipywidgets" in sys.modules:
        sys.modules["ipywidgets"].register_comm_target()  # as it does when it is imported in a kernel: a page asks there for widgets


def leave() -> None:
    """Ends the kernel as Python does, but for taking apart every module, which takes longer than all of the rest.

    Once in eight times, the thread that was told to end it still says so when ipykernel closes what it says that on: both then
    wait for each other, until Jupyter kills the kernel three seconds later. So that thread comes first.
    """
    for thread in threading.enumerate():
        if thread.name == CONTROL:
            thread.join(0.5)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(Exception):
            if stream:
                stream.flush()
    os._exit(0)


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder of this file, which no kernel has on its path
    serve(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module(KERNEL, run_name="__main__", alter_sys=True)
    leave()
