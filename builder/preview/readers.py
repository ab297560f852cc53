"""The first build of the readers' edition, in a process of its own, so that a writer does not wait for it."""

import os
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from builder.build.pipeline import build, is_current
from builder.build.pool import follow_parent
from builder.build.request import Outcome, Request, quiet

SMALL: Final = 300
"""So few articles are built quickly enough where they are opened."""


class Preparation:
    """Makes sure that an edition has a catalogue before it is opened."""

    def __init__(self) -> None:
        self._under_way: tuple[ProcessPoolExecutor, Future[Outcome]] | None = None

    def is_done(self, request: Request, size: int) -> bool:
        """Say whether an edition of so many articles can be opened quickly; the first question begins what is needed.

        Raises what its build raised.
        """
        if self._under_way is None:
            if size <= SMALL or is_current(request):
                return True
            executor = ProcessPoolExecutor(1, get_context("spawn"), initializer=follow_parent, initargs=(os.getpid(),))
            self._under_way = executor, executor.submit(build, request._replace(progress=quiet))
        executor, outcome = self._under_way
        if not outcome.done():
            return False
        self._under_way = None
        executor.shutdown(wait=False)
        outcome.result()
        return True

    def stop(self) -> None:
        """Give up what is under way."""
        if self._under_way:
            executor, _ = self._under_way
            for process in executor._processes.values():  # noqa: SLF001 - there is no other way to end them at once
                process.terminate()
            executor.shutdown(wait=False, cancel_futures=True)
            self._under_way = None
