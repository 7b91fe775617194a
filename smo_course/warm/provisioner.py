"""The launcher's side: what Jupyter asks in order to start, watch and stop kernels, answered with forks of a warm process."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import warnings
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import LocalProvisioner
from jupyter_core.paths import jupyter_runtime_dir

from .process import Forked, warm_process

KERNEL = "ipykernel_launcher"  # the module that IPython's kernel specification runs
CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
LONGEST = 104  # bytes of a socket's file name, with its end: macOS takes no longer ones, Linux four more
MOMENT = 0.1  # seconds, as long as Jupyter's own pause between two looks at a kernel that was told to end


class WarmProvisioner(LocalProvisioner):
    """Starts IPython's kernels by forking, and all others as its base class does.

    A forked kernel is handled as the base class handles a Popen. Only the waiting differs: the end of a kernel that was told
    to end is noticed when it comes, not at the next look.
    """

    _told_to_end = False

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        self._by_file()
        return await super().pre_launch(**kwargs)

    def _by_file(self) -> None:
        """Has the kernel talk by files of this user's: a port that was free a moment ago may be another kernel's by now, and
        whoever uses this computer could listen there, of which every kernel warns.
        """
        manager = self.parent
        if not CAN_FORK or not manager or manager.transport != "tcp" or any(manager.ports):
            return
        place = os.path.join(jupyter_runtime_dir(), f"kernel-{self.kernel_id[:8]}")
        if len(os.fsencode(f"{place}-0")) < LONGEST:
            manager.transport, manager.ip = "ipc", place

    async def launch_kernel(self, cmd: list[str], **kwargs: Any):
        self._told_to_end = False
        forked = await self._fork(cmd, **self._scrub_kwargs(kwargs))
        if not forked:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked  # type: ignore[assignment]  # it answers what a Popen is asked here
        self.pid = self.pgid = forked.pid  # it leads a session of its own
        self.cwd = kwargs.get("cwd") or Path.cwd()
        await self._listens(forked)
        return self.connection_info

    async def _listens(self, kernel: Forked) -> None:
        """Waits for a kernel to listen: a client that knocks before that waits for a tenth or two of a second to knock again."""
        if "curve_publickey" in self.connection_info:
            return  # then the kernel writes its connection file anew just when it listens, and Jupyter would read half of it
        ip, port = self.connection_info["ip"], self.connection_info["iopub_port"]  # the last that a kernel binds
        by_file = self.connection_info["transport"] == "ipc"
        for _ in range(400):
            with suppress(OSError):
                _, opened = await (asyncio.open_unix_connection(f"{ip}-{port}") if by_file else asyncio.open_connection(ip, port))
                opened.close()
                return
            if kernel.poll() is not None:
                return
            await asyncio.sleep(0.005)

    async def _fork(
        self, cmd: list[str], *, env: dict[str, str], cwd=None, stdin=None, stdout=None, stderr=None, **others
    ) -> Forked | None:
        """The kernel, or None where it has to be started in the ordinary way."""
        if not CAN_FORK:
            warnings.warn("Kernels can be forked on Linux and macOS only: each one starts anew here.", RuntimeWarning, stacklevel=2)
            return None
        place = cmd.index("-m") if "-m" in cmd else 0
        if cmd[place + 1 : place + 2] != [KERNEL] or any(others.values()):
            return None
        with ExitStack() as opened:
            nothing = opened.enter_context(open(os.devnull, "r+b"))
            given = (nothing if stdin is None else stdin, 1 if stdout is None else stdout, 2 if stderr is None else stderr)
            streams = [nothing if each == subprocess.DEVNULL else each for each in given]
            if any(each in (subprocess.PIPE, subprocess.STDOUT) for each in streams):
                return None
            where, env = os.fspath(cwd or Path.cwd()), {**env, "JPY_PARENT_PID": str(os.getpid())}
            request = {"command": cmd, "cwd": where, "env": env}
            failed: OSError | None = None
            for _ in range(2):  # the warm process leaves when the course has changed on disk; then a new one is asked
                try:
                    return await warm_process(cmd[:place], where, env).fork(request, streams)
                except OSError as error:
                    failed = error
        self.log.warning("This kernel could not be forked and starts anew: %s", failed)
        return None

    async def poll(self) -> int | None:
        if self._told_to_end and isinstance(self.process, Forked):
            await self.process.ended(within=MOMENT)
        return await super().poll()

    async def send_signal(self, signum: int) -> None:
        self._told_to_end |= signum in (signal.SIGTERM, signal.SIGKILL)
        await super().send_signal(signum)

    async def shutdown_requested(self, restart: bool = False) -> None:
        self._told_to_end = True
