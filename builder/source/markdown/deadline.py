"""Conversion within a limit of processor time, so that no article can hold up a build.

It owns the profiling timer of the process while a conversion runs in the main thread, and gives it back as it was.
In another thread, or where something outside Python owns that signal, it converts without a limit.
"""

import gc
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


def convert_within(text: str, lang: str, seconds: float = SECONDS) -> Converted:
    """Convert like `convert`, using at most `seconds` of this process's processor time.

    Raises MarkdownDeadline beyond that, MarkdownFailure as `convert` does, and ValueError if `seconds` is not positive.
    """
    if seconds <= 0:
        message = f"the time for a conversion must be positive, not {seconds}"
        raise ValueError(message)
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGPROF) is None:
        return convert(text, lang)
    try:
        with _alarm(seconds):
            return convert(text, lang)
    except _Expired:
        raise MarkdownDeadline(culprit(text)) from None


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _Expired in the body of the `with` once it has used `seconds` of processor time."""
    armed = True

    def ring(_number: int, frame: FrameType | None) -> None:
        if armed and not _collects_garbage(frame):
            raise _Expired

    began = time.process_time()
    handler = signal.signal(signal.SIGPROF, ring)
    delay, interval = signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        armed = False
        left = max(delay - (time.process_time() - began), _SOON) if delay else 0.0
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, handler)
        signal.setitimer(signal.ITIMER_PROF, left, interval)


def _collects_garbage(frame: FrameType | None) -> bool:
    """Return whether a callback of the garbage collector runs: what it raises is printed, and lost."""
    callbacks = {getattr(callback, "__code__", None) for callback in gc.callbacks}
    while frame is not None:
        if frame.f_code in callbacks:
            return True
        frame = frame.f_back
    return False
