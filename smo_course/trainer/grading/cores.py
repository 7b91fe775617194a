"""Work on all cores of the computer, where there is enough of it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")

ALONE = 1_000  # things: so few are done before other processes would have begun
_BATCH, _HEAVY = 100, 2_000_000  # things, and bytes, of a batch: a class of long texts is held in memory no more than one of short answers
_AHEAD = 4  # batches for each process, so that none waits and memory holds few


def spread(
    do: Callable[[list[Thing]], Outcome], things: Iterable[Thing], weigh: Callable[[Thing], int] = lambda thing: 0
) -> Iterator[Outcome]:
    """What `do` makes of things, in their order: one by one and, of many, some at a time in several processes. `weigh` is how many
    bytes a thing takes.

    Each process has its own copy of what `do` is a method of, as it is once the first thousand are done. What `do` raises is
    raised here. Where a process is killed, the rest is done in this one.
    """
    each = iter(things)
    for thing in islice(each, ALONE):
        yield do([thing])
    batches = _batches(each, weigh)
    first, cores = next(batches, None), _cores()
    if first and cores > 1:
        yield from _in_processes(do, chain([first], batches), cores)
    elif first:
        yield from map(do, chain([first], batches))


def _batches(things: Iterator[Thing], weigh: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    batch, weight = [], 0
    for each in things:
        batch.append(each)
        weight += weigh(each)
        if len(batch) >= _BATCH or weight >= _HEAVY:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _in_processes(do: Callable[[list[Thing]], Outcome], batches: Iterable[list[Thing]], cores: int) -> Iterator[Outcome]:
    # A fork has at once all that was imported and worked out here; elsewhere than on Linux, libraries of the system forbid it.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(cores, context, _begin, (do,))
    jobs: deque[tuple[list[Thing], Future[Outcome] | None]] = deque()

    def outcome() -> Outcome:
        batch, job = jobs.popleft()
        try:
            return job.result() if job else do(batch)
        except BrokenProcessPool:
            return do(batch)

    def begun(batch: list[Thing]) -> Future[Outcome] | None:
        try:
            return pool.submit(_work, batch)
        except BrokenProcessPool:
            return None

    try:
        for batch in batches:
            jobs.append((batch, begun(batch)))
            if len(jobs) > _AHEAD * cores:
                yield outcome()
        while jobs:
            yield outcome()
    finally:
        pool.shutdown(cancel_futures=True)


_do: Callable[[Any], Any]


def _begin(do: Callable[[Any], Any]) -> None:
    """A process begins, and ends with the one that began it, however that ends."""
    global _do
    _do = do
    gc.freeze()  # what the first process made stays: to look through it for rubbish would copy it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that began it
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(batch: Any) -> Any:
    return _do(batch)
