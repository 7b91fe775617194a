"""What a lesson sends to the browser, counted on its way out of the kernel: no browser is needed for it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import nbformat
from ipywidgets._version import __control_protocol_version__

TIMEOUT = 60


class Opening(Counter):
    """Bytes by what they are: "code" (modules, styles, words), "content" (the rest of the widgets), "outputs" (tables, charts)."""

    live = 0  # the widgets that the kernel has afterwards

    def count(self, message: dict) -> None:
        data, buffers = message["content"].get("data", {}), sum(len(each) for each in message["buffers"])
        size = len(json.dumps(message["content"], ensure_ascii=False).encode()) + buffers
        if message["msg_type"] in ("display_data", "execute_result"):
            self["outputs"] += size
        elif message["msg_type"] in ("comm_open", "comm_msg", "comm_close"):
            states = [each["state"] for each in data.get("states", {}).values()] or [data.get("state", {})]
            # Only the library has bytes beside its state: its pieces.
            code = buffers + sum(len(state.get(name) or "") for state in states for name in ("_esm", "_css", "loader"))
            self["code"] += code
            self["content"] += size - code


class Kernel:
    """A kernel on which a lesson is opened, again and again, as JupyterLab does it."""

    def __init__(self, client, notebook: Path):
        self._client = client
        self._sources = [cell.source for cell in nbformat.read(notebook, 4).cells if cell.cell_type == "code"]

    def open(self) -> Opening:
        """A page asks for the widgets that there are, then runs every cell."""
        sent = Opening()
        self._states(sent)
        for source in self._sources:
            reply = self._client.execute_interactive(source, timeout=TIMEOUT, output_hook=sent.count)
            assert reply["content"]["status"] == "ok", "\n".join(reply["content"]["traceback"])
        sent.live = self._states(Opening())
        return sent

    def _states(self, sent: Opening) -> int:
        """Asks for the states of all widgets, as the widget manager of a new page does; gives how many there are."""
        client, comm = self._client, uuid4().hex
        for kind, content in (
            ("comm_open", {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}),
            ("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}}),
        ):
            client.shell_channel.send(client.session.msg(kind, content, metadata={"version": __control_protocol_version__}))
        while True:
            message = client.get_iopub_msg(timeout=TIMEOUT)
            if message["content"].get("comm_id") != comm:
                continue
            if message["msg_type"] == "comm_close":
                return 0  # a kernel that knows no widgets yet
            sent.count(message)
            return len(message["content"]["data"]["states"])


@contextmanager
def kernel(notebook: Path, folder: Path) -> Iterator[Kernel]:
    """A kernel for a lesson of the learner whose folder it is."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(startup_timeout=TIMEOUT, env={**os.environ, "SMO_FOLDER": str(folder)}, cwd=str(notebook.parent))
    try:
        yield Kernel(client, notebook)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
