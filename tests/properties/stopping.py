"""Builds that are stopped in the middle: killed as by kill -9 in a process of their own, or interrupted as by Ctrl-C.

Where they stop is a function of the pipeline and the number of its call; nothing here says what must come out.
"""

import importlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from builder.build.pipeline import build
from builder.build.request import Request
from tests.desk import PROJECT, Desk

PLACES: Final = (
    "builder.build.pipeline:open_catalogue",
    "builder.build.workshop:Workshop.take_in",
    "builder.build.workshop:name_by_theme",
    "builder.build.workshop:Workshop.inspect",
    "builder.build.workshop:Workshop.sweep",
    "builder.build.pipeline:_outcome",
    "builder.build.applying:_take_in",
    "builder.build.apply:Applying.article",
    "builder.build.apply:Applying.entity",
    "builder.build.apply:Applying.finish",
    "builder.build.making:Making._plan",
    "builder.build.making:Making._keep",
    "builder.build.making:Making._keep_one",
    "builder.build.making:Making._remove_file",
    "builder.build.output:Folder.write",
    "builder.build.output:Folder.remove",
    "builder.build.output:Folder.stamp",
    "builder.build.output:Folder.finish",
    "builder.catalogue.open:Catalogue.close",
    "builder.catalogue.open:write_seal",
)
"""Functions of the pipeline, from its beginning to its end, each as module:name."""


@contextmanager
def _ending(place: str, count: int, end: Any) -> Iterator[None]:
    """Call `end` at the `count`-th call of a function while the block runs."""
    module, _, name = place.partition(":")
    owner: Any = importlib.import_module(module)
    *outer, last = name.split(".")
    for part in outer:
        owner = getattr(owner, part)
    inner, left = getattr(owner, last), [count]

    def counted(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            end()
        return inner(*args, **kwargs)

    setattr(owner, last, counted)
    try:
        yield
    finally:
        setattr(owner, last, inner)


def _interrupt() -> None:
    raise KeyboardInterrupt


def _kill() -> None:
    signal.raise_signal(signal.SIGKILL)


def interrupted(desk: Desk, place: str, count: int) -> bool:
    """Build, and interrupt that at the `count`-th call of a function; say whether it came so far."""
    with _ending(place, count, _interrupt):
        try:
            desk.build()
        except KeyboardInterrupt:
            return True
    return False


def killed(desk: Desk, place: str, count: int) -> bool:
    """Build in a process that is killed at the `count`-th call of a function; say whether it came so far."""
    words = ["-m", __name__, str(desk.root), str(desk.now), place, str(count)]
    ended = subprocess.run([sys.executable, *words], cwd=PROJECT, check=False, capture_output=True)
    if ended.returncode not in {0, -signal.SIGKILL}:
        raise AssertionError(ended.stderr.decode())
    return ended.returncode == -signal.SIGKILL


def main(words: list[str]) -> None:
    """Build a site, and die on the way: ROOT NOW PLACE COUNT."""
    root, now, place, count = Path(words[0]), int(words[1]), words[2], int(words[3])
    with _ending(place, count, _kill):
        build(Request(root=root, now=now, started=1, output=root / "output"))


if __name__ == "__main__":
    main(sys.argv[1:])
