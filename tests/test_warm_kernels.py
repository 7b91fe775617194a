"""Kernels forked from the warm process: the same as ordinary ones, with nothing of one in the next, and gone as they should be."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

import smo_course
from smo_course import bank
from smo_course.warm import process, provisioner

pytestmark = [pytest.mark.notebooks, pytest.mark.skipif(not provisioner.CAN_FORK, reason="kernels are forked on Linux and macOS only")]

ORDINARY, WARM = "local-provisioner", "warm"

# What a process is made of, as far as Python sees it: printed by a kernel, before anything else runs in it.
STATE = r"""
def state():
    import atexit, gc, json, locale, logging, os, signal, sys, threading

    tasks = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 0
    umask = os.umask(0)
    os.umask(umask)
    return {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "arguments": [each for each in sys.argv[1:] if not each.endswith(".json")],
        "program": [sys.argv[0], sys.orig_argv[0], *sys.orig_argv[1:-1]],
        "path": sys.path,
        "flags": [str(sys.flags), str(sys.warnoptions), str(sys._xoptions)],
        "threads": sorted(each.name.partition("-")[0] for each in threading.enumerate()),  # without their numbers
        "tasks": tasks,  # native threads, those of ZeroMQ's contexts too
        "signals": {str(each): str(signal.getsignal(each)).partition(" at ")[0] for each in signal.valid_signals()},
        "leads its session": (os.getpid() == os.getsid(0), os.getpid() == os.getpgid(0)),
        "umask": umask,
        "input": sys.__stdin__.read(),
        "locale": [str(locale.setlocale(locale.LC_ALL)), str(locale.getpreferredencoding())],
        "limits": [sys.getrecursionlimit(), sys.getswitchinterval(), gc.get_threshold(), gc.isenabled()],
        "tracing": [str(sys.gettrace()), str(sys.getprofile())],
        "logging": [logging.root.level, len(logging.root.handlers)],
        "names": sorted(name for name in get_ipython().user_ns if not name.startswith("_")),
        "main": str(sys.modules["__main__"]),
        "meta path": [str(each).partition(" at ")[0] for each in sys.meta_path],
    }
"""

# numpy adds to them when it is imported, which in a forked kernel has been done.
FILTERS = "import json, matplotlib.figure, warnings; print(json.dumps(sorted({str(each) for each in warnings.filters})))"


@contextmanager
def kernel(name: str = WARM, cwd: Path | None = None, **more):
    """A kernel and a function that runs code in it and gives what the code printed, read as JSON where it can be."""
    factory = KernelProvisionerFactory.instance()
    before, factory.default_provisioner_name = factory.default_provisioner_name, name
    manager = KernelManager(kernel_name="python3")
    try:
        manager.start_kernel(cwd=str(cwd or Path.cwd()), **more)
    finally:
        factory.default_provisioner_name = before
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    try:
        yield manager, partial(said, client)
    finally:
        client.stop_channels()
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)


def said(client, code: str):
    printed, failed = [], []

    def hook(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            printed.append(content["text"])
        elif message["msg_type"] == "error":
            failed.append(content["ename"])

    client.execute_interactive(code, timeout=60, output_hook=hook)
    if failed:
        return failed[0]
    text = "".join(printed)
    return json.loads(text) if text else None


def forked(manager) -> bool:
    return isinstance(manager.provisioner.process, process.Forked)


def there(pid: int) -> bool:
    """Whether a process runs: a zombie does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(found) and not found.startswith("Z")


def until(condition, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_a_forked_kernel_is_what_an_ordinary_one_is(tmp_path, monkeypatch):
    monkeypatch.setenv("SMO_FOLDER", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/Paris")
    states = []
    for name in (ORDINARY, WARM):
        with kernel(name, cwd=tmp_path, stderr=subprocess.DEVNULL) as (manager, run):
            assert forked(manager) == (name == WARM)
            states.append(run(STATE + "import json; print(json.dumps(state()))"))
            states[-1]["warnings"] = run(FILTERS)
    ordinary, warm = states
    for what, expected in ordinary.items():
        assert warm[what] == expected, what


VANDALISM = """
import babel.localedata, builtins, decimal, gc, json, locale, logging, os, random, resource, signal, sys, threading, warnings
import ipywidgets, matplotlib, smo_course.lesson, smo_course.text
os.environ["LEAKED"] = "yes"
os.environ.pop("HOME", None)
os.chdir("/")
os.umask(0o777)
sys.path.insert(0, "/leaked")
sys.modules.pop("babel")
sys.setrecursionlimit(5000)
builtins.leaked = True
smo_course.text.LANGUAGES = ("xx",)
smo_course.lesson.leaked = True
babel.localedata._cache.clear()
ipywidgets.Widget._leaked = True
random.seed(1)
matplotlib.rcParams["font.size"] = 40
warnings.simplefilter("error")
logging.root.setLevel(1)
locale.setlocale(locale.LC_ALL, "C")
decimal.getcontext().prec = 3
gc.disable()
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
leaked = [open(os.devnull) for _ in range(20)]
threading.Thread(target=threading.Event().wait, name="leaked", daemon=True).start()
"""

TRACES = """
import json
print(json.dumps([state(), __import__("decimal").getcontext().prec, hasattr(__import__("builtins"), "leaked"),
    __import__("smo_course.text").text.LANGUAGES, hasattr(__import__("smo_course.lesson").lesson, "leaked"),
    bool(__import__("babel.localedata").localedata._cache), hasattr(__import__("ipywidgets").Widget, "_leaked"),
    [str(each) for each in __import__("warnings").filters], __import__("matplotlib").rcParams["font.size"]]))
"""


def test_nothing_of_one_kernel_is_in_the_next(tmp_path):
    with kernel(cwd=tmp_path) as (_, run):
        before = run(STATE + TRACES)
        assert run(VANDALISM) is None
        assert run(STATE + TRACES) != before
        with kernel(cwd=tmp_path) as (_, beside):
            assert beside(STATE + TRACES) == before
    with kernel(cwd=tmp_path) as (_, after):
        assert after(STATE + TRACES) == before


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what another process has open can be seen on Linux only")
def test_kernels_share_no_open_file_with_the_warm_process_or_each_other():
    def opened(pid: int) -> set[str]:
        links = Path(f"/proc/{pid}/fd").iterdir()
        return {os.readlink(each) for each in links if each.name not in "012"} - {"anon_inode:[eventfd]", "anon_inode:[eventpoll]"}

    with kernel() as (one, _), kernel() as (two, _):
        parent, *kernels = (opened(each) for each in (process._now._process.pid, one.provisioner.pid, two.provisioner.pid))
    assert parent and all(kernels)
    assert not [each & parent for each in kernels if each & parent]
    assert all(Path(each).is_file() for each in kernels[0] & kernels[1])  # the history of IPython, opened by each


DRAWN = """
import json, matplotlib, numpy
loaded = "matplotlib.pyplot" in __import__("sys").modules
import matplotlib.pyplot as plt
from io import BytesIO
plt.rcParams["font.size"] = 30
drawn = plt.figure(), plt.plot([1, 3, 2])
picture = BytesIO()
plt.savefig(picture, format="raw")
shown = get_ipython().events.callbacks["post_execute"]
print(json.dumps([loaded, matplotlib.get_backend(), plt.get_fignums(), __import__("hashlib").sha256(picture.getvalue()).hexdigest(),
    sorted(each.__name__ for each in shown), numpy.geterr()]))
"""


def test_pictures_are_those_of_an_ordinary_kernel_and_settings_stay_in_theirs(tmp_path):
    drawn = []
    for name in (ORDINARY, WARM, WARM):
        with kernel(name, cwd=tmp_path) as (_, run):
            before = run("import json, matplotlib; print(json.dumps({each: str(value) for each, value in matplotlib.rcParams.items()}))")
            drawn.append((before, run(DRAWN)))
    assert drawn[0][1][:3] == [False, "module://matplotlib_inline.backend_inline", [1]]
    assert drawn[1] == drawn[0] and drawn[2] == drawn[0]


def test_settings_of_matplotlib_in_the_kernels_folder_hold_there_and_nowhere_else(tmp_path):
    code = "import json, matplotlib; print(json.dumps(matplotlib.rcParams['font.size']))"
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    here.mkdir()
    elsewhere.mkdir()
    (here / "matplotlibrc").write_text("font.size: 31\n", encoding="utf-8")
    said = []
    for folder in (here, elsewhere, here):
        with kernel(cwd=folder) as (_, run):
            said.append(run(code))
    assert said == [31.0, 10.0, 31.0]


def test_every_kernel_has_chance_of_its_own():
    code = "import json, random, uuid, numpy; print(json.dumps([random.random(), uuid.uuid4().hex, numpy.random.rand(), numpy.random.default_rng().random()]))"
    drawn = []
    for _ in range(2):
        with kernel() as (_, run):
            drawn.append(run(code))
    assert all(one != other for one, other in zip(*drawn, strict=True))


def test_before_the_fork_there_are_modules_and_what_they_have_read_and_nothing_else(tmp_path):
    code = f"""
import sys
opened = []
sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)
sys.path.insert(0, {str(provisioner.__file__.rpartition("/")[0])!r})
import asyncio, parent
del sys.path[0]
parent.preload()
exercises = len(opened)
for _ in parent.read():
    pass
import json, os, gc, threading
from zmq import Context
gc.unfreeze()
folder = "/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd"
def is_open(fd):
    try:
        return bool(os.fstat(fd))
    except OSError:
        return False
print(json.dumps([
    threading.active_count(),
    len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1,
    [fd for fd in map(int, os.listdir(folder)) if fd > 2 and is_open(fd)],
    [str(each) for each in gc.get_objects() if isinstance(each, (Context, asyncio.AbstractEventLoop))],
    [name for name in (*parent.PRELOADED, *(parent.CALCULATING if sys.platform == 'linux' else ())) if name not in sys.modules],
    opened,
    sum(each.endswith(".yaml") for each in opened[exercises:]),
    list(parent.on_disk()),
]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    threads, tasks, fds, objects, missing, opened, exercises, watched = json.loads(done.stdout)
    assert (threads, tasks, fds, objects, missing) == (1, 1, [], [], [])
    assert exercises > len(bank.ids())

    # What is looked at again before each fork is all that may have been read, but for notebooks: who asks for one looks again.
    package = Path(smo_course.__file__).parent
    project = package.parent if (package.parent / "pyproject.toml").is_file() else package
    read = {Path(each) for each in opened if Path(each).is_relative_to(project) and not Path(each).is_relative_to(sys.prefix)}
    assert read and not [each for each in read - set(map(Path, watched)) if each.parent.name != "__pycache__" and each.suffix != ".ipynb"]


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The package, copied to where a test can change it, and kernels that import this one."""
    shutil.copytree(Path(smo_course.__file__).parent, tmp_path / "smo_course", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path / "smo_course"


LANGUAGES = "import json, smo_course.text; print(json.dumps([smo_course.text.__file__, getattr(smo_course.text, 'EXTRA', None)]))"


def test_what_a_kernel_imports_is_what_is_on_disk_now(copied):
    def imported():
        with kernel(cwd=copied.parent) as (manager, run):
            assert forked(manager)
            return run(LANGUAGES)

    module = copied / "text.py"
    source = module.read_text(encoding="utf-8")
    assert imported() == [str(module), None]
    for value in (1, 2):  # of the same length, within the same second
        module.write_text(f"{source}\nEXTRA = {value}\n", encoding="utf-8")
        assert imported() == [str(module), value]
    warm = process._now
    (copied / "screen" / "new.css").write_text("", encoding="utf-8")
    assert imported() == [str(module), 2] and process._now is not warm
    warm = process._now
    assert imported() == [str(module), 2] and process._now is warm


def test_a_module_that_is_broken_fails_where_it_is_imported_and_is_read_again_when_mended(copied):
    lesson = copied / "lesson.py"
    source = lesson.read_text(encoding="utf-8")
    lesson.write_text("1 +\n", encoding="utf-8")
    with kernel(cwd=copied.parent) as (manager, run):
        assert forked(manager) and run("import smo_course.lesson") == "SyntaxError"
    lesson.write_text(source, encoding="utf-8")
    with kernel(cwd=copied.parent) as (_, run):
        assert run("import smo_course.lesson") is None


def test_another_environment_is_another_warm_process(tmp_path, monkeypatch):
    (tmp_path / "only_here.py").write_text("", encoding="utf-8")
    with kernel() as (_, run):
        assert run("import only_here") == "ModuleNotFoundError"
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with kernel() as (manager, run):
        assert forked(manager) and run("import only_here") is None


def test_a_module_in_the_kernels_folder_comes_first(tmp_path):
    (tmp_path / "babel.py").write_text("here = True", encoding="utf-8")
    with kernel(cwd=tmp_path) as (_, run):
        assert run("import babel, json; print(json.dumps(babel.here))") is True


@pytest.mark.parametrize("name", [ORDINARY, WARM])
class TestAsJupyterKnowsIt:
    """What a forked kernel does when it is told something, beside what an ordinary one does."""

    def test_interrupted_it_goes_on(self, name):
        with kernel(name) as (manager, run):
            threading.Timer(0.5, manager.interrupt_kernel).start()
            assert run("import time; time.sleep(60)") == "KeyboardInterrupt"
            assert manager.is_alive() and run("print(1)") == 1

    def test_shut_down_it_ends_in_order(self, name, tmp_path):
        with kernel(name, cwd=tmp_path) as (manager, run):
            run("import atexit, pathlib; atexit.register(pathlib.Path('ended').touch)")
            one = manager.provisioner.process
            manager.shutdown_kernel()
            assert one.returncode == 0 and (tmp_path / "ended").exists()
            assert not manager.is_alive() and not manager.has_kernel and not there(one.pid)

    def test_killed_it_is_gone(self, name):
        with kernel(name) as (manager, _):
            one = manager.provisioner.process
            manager.shutdown_kernel(now=True)
            assert one.returncode == -signal.SIGKILL and not there(one.pid)

    def test_with_what_it_started_itself(self, name):
        with kernel(name) as (manager, run):
            child = run("import subprocess; child = subprocess.Popen(['sleep', '60']); print(child.pid)")
            manager.shutdown_kernel(now=True)
            assert until(lambda: not there(child))

    def test_when_it_dies_its_exit_code_is_known(self, name):
        with kernel(name) as (manager, _):
            one = manager.provisioner.process
            client = manager.client()
            client.start_channels()
            client.execute("import os; os._exit(3)")
            assert until(lambda: not manager.is_alive())
            client.stop_channels()
            assert one.returncode == 3

    def test_restarted_it_knows_nothing_and_keeps_its_ports(self, name):
        with kernel(name) as (manager, run):
            run("known = 1")
            one, ports = manager.provisioner.process, manager.ports
            manager.restart_kernel()
            (client,) = run.args  # the same one: a kernel answers only one client of a name
            client.wait_for_ready(timeout=60)
            assert manager.provisioner.process.pid != one.pid and manager.ports == ports
            assert run("known") == "NameError"

    def test_its_streams_are_those_it_was_given(self, name, tmp_path):
        with (tmp_path / "err").open("w") as errors, kernel(name, stdout=subprocess.DEVNULL, stderr=errors) as (manager, run):
            run("import sys; print('to the file', file=sys.__stderr__, flush=True)")
            assert forked(manager) == (name == WARM)
        assert "to the file" in (tmp_path / "err").read_text()

    def test_a_folder_that_is_not_there_is_an_error(self, name, tmp_path):
        with pytest.raises(FileNotFoundError), kernel(name, cwd=tmp_path / "nowhere"):
            pass

    def test_it_does_not_outlive_its_launcher(self, name, tmp_path):
        code = (
            "import time\nfrom jupyter_client.manager import KernelManager\n"
            "manager = KernelManager(kernel_name='python3')\nmanager.start_kernel()\n"
            "client = manager.client(); client.start_channels(); client.wait_for_ready(timeout=60)\n"
            "from smo_course.warm import process\n"
            "print(manager.provisioner.pid, *([process._now._process.pid] if process._now else []), flush=True)\ntime.sleep(60)"
        )
        environment = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": name}
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as launcher:
            pids = [int(each) for each in launcher.stdout.readline().split()]
            assert len(pids) == (2 if name == WARM else 1) and all(there(each) for each in pids)
            launcher.kill()
        assert until(lambda: not any(there(each) for each in pids))


# Writes down, before ipykernel closes its channels, which threads there still are. The one that was told to end the kernel is slow.
SLOW_TO_ANSWER = """
import atexit, pathlib, threading, time
kernel = get_ipython().kernel
publish = kernel._publish_status_and_flush
def slowly(status, channel, *rest):
    time.sleep(0.2 if (status, channel) == ("idle", "control") else 0)
    publish(status, channel, *rest)
kernel._publish_status_and_flush = slowly
there = pathlib.Path("threads")
atexit.register(lambda: there.write_text(" ".join(each.name for each in threading.enumerate())))
"""


def test_what_ends_a_kernel_has_said_so_before_nobody_can_be_told(tmp_path):
    with kernel(cwd=tmp_path) as (manager, run):
        run(SLOW_TO_ANSWER)
        manager.shutdown_kernel()
    there = (tmp_path / "threads").read_text()
    assert "IOPub" in there and "Control" not in there


def test_kernels_survive_the_warm_process_and_the_next_gets_another():
    with kernel() as (manager, run):
        warm = process._now._process
        warm.kill()
        warm.wait()
        assert manager.is_alive() and run("print(1)") == 1
        with kernel() as (other, also):
            assert forked(other) and also("print(2)") == 2
        manager.shutdown_kernel()
        assert not manager.is_alive()


def test_a_warm_process_that_dies_unnoticed_is_replaced():
    with kernel():
        pass
    os.kill(process._now._process.pid, signal.SIGSTOP)  # it can neither fork nor tell that it is about to die
    os.kill(process._now._process.pid, signal.SIGKILL)
    with kernel() as (manager, run):
        assert forked(manager) and run("print(1)") == 1


def test_a_kernel_that_nobody_watches_is_ended():
    with kernel() as (manager, _):
        attendant = subprocess.run(["ps", "-o", "ppid=", "-p", str(manager.provisioner.pid)], capture_output=True, text=True).stdout
        os.kill(int(attendant), signal.SIGKILL)
        assert until(lambda: not manager.is_alive())
        assert until(lambda: not there(manager.provisioner.pid))


def test_several_at_once():
    with kernel() as (_, one), kernel() as (_, two), kernel() as (_, three):
        assert [run(f"x = {n}; print(x)") for n, run in enumerate((one, two, three))] == [0, 1, 2]


def test_where_forking_is_not_to_be_had_a_kernel_starts_in_the_ordinary_way_and_says_so(monkeypatch):
    monkeypatch.setattr(provisioner, "CAN_FORK", False)
    with pytest.warns(RuntimeWarning, match="Linux and macOS"), kernel() as (manager, run):
        assert not forked(manager) and run("print(1)") == 1


def test_a_kernel_that_must_outlive_its_launcher_is_an_ordinary_one():
    with kernel(independent=True) as (manager, run):
        assert not forked(manager) and run("print(1)") == 1
