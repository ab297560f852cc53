"""Where shards are worked on: in this process, or on any `concurrent.futures.Executor`.

A worker that dies takes down only its own shard: the pool is made anew, the shards that were under way are tried
again one by one, and the one that kills its worker twice is handed back as lost, for the caller to split.
"""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:  # 25 ms that a build of a few pages, which needs no workers, does not pay
    from concurrent.futures import Executor, Future

Shard = TypeVar("Shard")
Result = TypeVar("Result")

_WATCH_SECONDS: Final = 0.5
_PARENT: Final[list[int]] = []
"""The process that this worker works for."""

AHEAD: Final = 3
"""Shards in flight for each worker: enough to keep it busy, few enough to bound memory."""


class Pool(Generic[Shard, Result]):
    """Runs one pure function over shards. Use as a context manager."""

    def __init__(
        self, work: Callable[[Shard], Result], workers: int, make: "Callable[[int], Executor] | None" = None
    ) -> None:
        self._work = work
        self._workers = workers
        self._make = make or processes
        self._executor: Executor | None = None

    def __enter__(self) -> "Pool[Shard, Result]":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def run(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, Result | None]]:
        """Give (shard, result) pairs in the order of finishing; None as result when a shard kills its worker."""
        if self._workers <= 1:
            for shard in shards:
                yield shard, self._work(shard)
        else:
            yield from self._run_pooled(iter(shards))

    def _run_pooled(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Result | None]]:
        from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - see above
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        under_way: dict[Future[Result], Shard] = {}
        suspects: deque[Shard] = deque()
        while True:
            self._submit(shards, under_way)
            if not under_way:
                break
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                shard = under_way.pop(future)
                try:
                    result = future.result()
                except BrokenProcessPool:
                    suspects.append(shard)
                else:
                    yield shard, result
            if suspects:
                suspects.extend(under_way.values())
                under_way.clear()
                self._stop()
                yield from self._alone(suspects)
                suspects.clear()

    def _submit(self, shards: Iterator[Shard], under_way: "dict[Future[Result], Shard]") -> None:
        from concurrent.futures import Future  # noqa: PLC0415 - see above
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        while len(under_way) < self._workers * AHEAD:
            shard = next(shards, None)
            if shard is None:
                return
            try:
                under_way[self._running().submit(self._work, shard)] = shard
            except BrokenProcessPool:
                broken: Future[Result] = Future()
                broken.set_exception(BrokenProcessPool())
                under_way[broken] = shard
                return

    def _alone(self, suspects: Iterable[Shard]) -> Iterator[tuple[Shard, Result | None]]:
        """Try each shard in a worker of its own, so that the guilty one is known."""
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - see above

        for shard in suspects:
            with self._make(1) as executor:
                try:
                    yield shard, executor.submit(self._work, shard).result()
                except BrokenProcessPool:
                    yield shard, None

    def _running(self) -> "Executor":
        if self._executor is None:
            self._executor = self._make(self._workers)
        return self._executor

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def processes(workers: int, prepare: Callable[[], object] = bool) -> "Executor":
    """Return a pool of processes, each of which calls `prepare` first.

    They are forked where that is safe, because a fork has everything imported already and shares memory.
    """
    import multiprocessing  # noqa: PLC0415 - see above

    begin = partial(_begin, os.getpid(), prepare)
    if "fork" in multiprocessing.get_all_start_methods():
        from builder.build.forked import Forked  # noqa: PLC0415 - see above

        return Forked(workers, workers * AHEAD, begin)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - see above

    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=begin)


def _begin(parent: int, prepare: Callable[[], object]) -> None:
    follow_parent(parent)
    prepare()


def follow_parent(parent: int) -> None:
    """End this worker when the build that it works for is killed; nothing else would tell it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _PARENT[:] = [parent]

    def watch() -> None:
        while not is_orphan():
            time.sleep(_WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def is_orphan() -> bool:
    """Say whether this is a worker whose build was killed: it lives for a moment yet, and must touch nothing."""
    return bool(_PARENT) and os.getppid() != _PARENT[0]
