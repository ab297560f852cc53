"""The first build of the readers' edition, in a process of its own, so that a writer does not wait for it."""

import os
import sys
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from typing import Final

from builder.build.pipeline import build, is_current
from builder.build.pool import follow_parent
from builder.build.request import Request, quiet

SMALL: Final = 300
"""So few articles are built quickly enough where they are opened."""


class Preparation:
    """Makes sure that an edition has a catalogue before it is opened."""

    def __init__(self) -> None:
        self._under_way: SpawnProcess | None = None

    def is_done(self, request: Request, size: int) -> bool:
        """Say whether an edition of so many articles can be opened quickly; the first question begins what is needed.

        Raises OSError when its build failed.
        """
        if self._under_way is None:
            if size <= SMALL or is_current(request):
                return True
            words = (request._replace(progress=quiet), os.getpid())
            self._under_way = get_context("spawn").Process(target=_prepare, args=words, daemon=False)
            self._under_way.start()
        if self._under_way.is_alive():
            return False
        failed = self._under_way.exitcode
        self._under_way = None
        if failed:
            raise OSError("the first build of the readers' edition failed")
        return True

    def stop(self) -> None:
        """Give up what is under way."""
        if self._under_way:
            self._under_way.terminate()
            self._under_way.join()
            self._under_way = None


def _prepare(request: Request, parent: int) -> None:
    """Build in a process of its own, which ends with the one that wants it."""
    follow_parent(parent)
    try:
        build(request)
    except OSError as problem:
        sys.exit(problem.strerror or str(problem))
