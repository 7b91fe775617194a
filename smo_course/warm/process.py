"""The warm process and the kernels forked from it, as the launcher holds them."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

PARENT = Path(__file__).with_name("parent.py")

# Nothing reads these while it is being imported, so kernels that differ in them can share what was imported.
FREE = {"SMO_FOLDER", "JPY_SESSION_NAME", "PYTEST_CURRENT_TEST", "PWD", "OLDPWD"}

_now: Warm | None = None
_running: set[Forked] = set()  # as subprocess keeps its children: a kernel lives as long as its launcher, not as its handle


def warm_process(python: list[str], cwd: str, env: dict[str, str]) -> Warm:
    """The warm process for kernels of this Python and environment: the one there is, or a new one in its place."""
    global _now
    key = (os.getpid(), python, {name: value for name, value in env.items() if name not in FREE}, _relative(env) and cwd)
    if not (_now and _now.key == key and _now.alive):
        if _now:
            _now.close()
        _now = Warm(key, python, cwd, env)
    return _now


def _relative(env: dict[str, str]) -> bool:
    """Whether the path of modules depends on the working folder."""
    return any(not os.path.isabs(each) for each in env["PYTHONPATH"].split(os.pathsep)) if env.get("PYTHONPATH") else False


class Warm:
    """A process that has imported what lessons import. `key` says for which kernels it does."""

    def __init__(self, key: Any, python: list[str], cwd: str, env: dict[str, str]):
        self.key = key
        self._control, theirs = socket.socketpair()
        with theirs:
            # In a session of its own, Ctrl-C in the launcher's terminal does not reach it, as it does not reach kernels.
            self._process = subprocess.Popen(
                [*python, PARENT, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        atexit.register(self.close)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """Ends it. Kernels already forked live on."""
        atexit.unregister(self.close)
        self._control.close()
        self._process.kill()
        self._process.wait()

    async def fork(self, request: dict[str, Any], streams: list[int | IO]) -> Forked | None:
        """A kernel, or None if an ordinary one has to be started. Raises OSError if the warm process has gone."""
        loop = asyncio.get_running_loop()
        line, theirs = socket.socketpair()
        line.setblocking(False)
        try:
            with theirs:
                fds = [each if isinstance(each, int) else each.fileno() for each in (theirs, *streams)]
                socket.send_fds(self._control, [b"."], fds)
            await loop.sock_sendall(line, json.dumps(request).encode() + b"\n")
            told = await loop.sock_recv(line, 16)
            if not told:
                raise ConnectionResetError("the warm process has ended")
        except BaseException:
            line.close()
            self.close()
            raise
        if int(told):
            return Forked(int(told), line)
        line.close()
        return None


class Forked:
    """A forked kernel, with what LocalProvisioner uses of a Popen. The attendant at the other end of the line tells its end."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, line: socket.socket):
        self.pid, self._line = pid, line
        self.returncode: int | None = None
        _running.add(self)

    def poll(self) -> int | None:
        """Its exit code as Popen gives it, or None while it runs."""
        if self.returncode is None:
            with suppress(BlockingIOError):
                told = self._line.recv(16)
                if not told:  # its attendant was killed, so nobody would know of its end or end it with its launcher
                    with suppress(ProcessLookupError):
                        os.kill(self.pid, signal.SIGKILL)
                self.returncode = int(told or -signal.SIGKILL)
                self._line.close()
                _running.discard(self)
        return self.returncode

    wait = poll  # only asked of a kernel that has ended

    async def ended(self, within: float) -> None:
        """Waits for its end, at most so many seconds."""
        if self.poll() is not None:
            return
        loop = asyncio.get_running_loop()
        told = asyncio.Event()
        loop.add_reader(self._line, told.set)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), within)
        finally:
            loop.remove_reader(self._line)

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)
