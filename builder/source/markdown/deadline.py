"""Conversion within a limit of processor time, so that no article can hold up a build.

It owns the profiling timer of the process while conversions run in the main thread, and gives it back as it was.
In another thread, or where something outside Python owns that signal, it converts without a limit.
"""

import gc
import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from builder.source.markdown.convert import convert
from builder.source.markdown.converted import Converted, MarkdownDeadline
from builder.source.markdown.culprit import culprit

SECONDS: Final = 2.0

# The alarm repeats: an exception raised where nobody can catch it, in a destructor say, is lost.
_AGAIN: Final = 0.02
_SOON: Final = 1e-6


class _Expired(BaseException):
    """The time is up; not an `Exception`, so that no handler on the way takes it for the library's."""


class _Watch:
    """The timer's ringing, and the processor time at which the conversion under way must have ended."""

    __slots__ = ("until",)

    def __init__(self) -> None:
        self.until = math.inf

    def ring(self, _number: int, frame: FrameType | None) -> None:
        if time.process_time() >= self.until and not _collects_garbage(frame):
            raise _Expired


_watches: Final[list[_Watch]] = []
"""The watch that is kept in this process, if one is."""


@contextmanager
def watched() -> Iterator[None]:
    """Keep one timer for all conversions of the `with`: setting it anew for each costs as much as a short one."""
    if (
        _watches
        or threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGPROF) is None
    ):
        yield
        return
    watch = _Watch()
    began = time.process_time()
    handler = signal.signal(signal.SIGPROF, watch.ring)
    delay, interval = signal.setitimer(signal.ITIMER_PROF, _AGAIN, _AGAIN)
    _watches.append(watch)
    try:
        yield
    finally:
        _watches.clear()
        left = max(delay - (time.process_time() - began), _SOON) if delay else 0.0
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, handler)
        signal.setitimer(signal.ITIMER_PROF, left, interval)


def convert_within(text: str, lang: str, seconds: float = SECONDS) -> Converted:
    """Convert like `convert`, using at most `seconds` of this process's processor time.

    Raises MarkdownDeadline beyond that, MarkdownFailure as `convert` does, and ValueError if `seconds` is not positive.
    """
    if seconds <= 0:
        message = f"the time for a conversion must be positive, not {seconds}"
        raise ValueError(message)
    if _watches:
        return _limited(text, lang, seconds)
    with watched():
        return _limited(text, lang, seconds)


def _limited(text: str, lang: str, seconds: float) -> Converted:
    if not _watches or threading.current_thread() is not threading.main_thread():
        return convert(text, lang)
    watch = _watches[0]
    try:
        try:
            watch.until = time.process_time() + seconds
            return convert(text, lang)
        finally:
            watch.until = math.inf
    except _Expired:
        watch.until = math.inf  # it may have rung while the line above was still to be run
        raise MarkdownDeadline(culprit(text)) from None


def _collects_garbage(frame: FrameType | None) -> bool:
    """Return whether a callback of the garbage collector runs: what it raises is printed, and lost."""
    callbacks = {getattr(callback, "__code__", None) for callback in gc.callbacks}
    while frame is not None:
        if frame.f_code in callbacks:
            return True
        frame = frame.f_back
    return False
