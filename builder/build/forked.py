"""Worker processes that are forked, and share trays with the process that they work for."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from typing import Any, Final

from builder.build.trays import Trays

_SHARED: Final[list[Trays]] = []
"""The trays of the pool that this worker belongs to."""


class Forked(ProcessPoolExecutor):
    """A pool of forked processes, each of which calls `begin` first. Bytes go to them and come back in trays."""

    def __init__(self, workers: int, trays: int, begin: Callable[[], object]) -> None:
        self._trays = Trays(trays)
        context = multiprocessing.get_context("fork")
        super().__init__(workers, mp_context=context, initializer=_begin, initargs=(self._trays, begin))

    def submit(self, work: Callable[..., Any], /, *given: object, **named: object) -> "Future[Any]":
        """Have some work done by any of the processes; see `Executor.submit`."""
        tray = self._trays.take() if len(given) == 1 and not named else None
        if tray is None:
            return super().submit(work, *given, **named)
        done: Future[Any] = Future()
        under_way = super().submit(_work_from_tray, work, tray, self._trays.lay(tray, given[0]))
        under_way.add_done_callback(partial(self._hand_over, done, tray))
        return done

    def _hand_over(self, done: "Future[Any]", tray: int, worked: "Future[Any]") -> None:
        if worked.cancelled():
            done.cancel()
            return
        try:
            result, problem = self._trays.pick(worked.result()), None
        except Exception as raised:  # noqa: BLE001 - whatever it was, want of memory too: who waits must be told
            result, problem = None, raised
        self._trays.give_back(tray)
        if problem:
            done.set_exception(problem)
        else:
            done.set_result(result)


def _begin(trays: Trays, begin: Callable[[], object]) -> None:
    _SHARED[:] = [trays]
    begin()


def _work_from_tray(work: Callable[[Any], object], tray: int, given: object) -> object:
    (trays,) = _SHARED
    return trays.lay(tray, work(trays.pick(given)))
