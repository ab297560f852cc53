"""Cuts a failing chain of edits down to the few that matter.

python -m tests.properties.shrinking SEED STEPS
"""

import itertools
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from tests.properties.chains import Broken, Chain, chain_of, run

Saying = Callable[[Chain], str]
"""Says how the last build of a chain is wrong, or ''."""


def shrink(chain: Chain, wrong: Saying) -> tuple[Chain, str]:
    """Return the shortest chain found whose last build is still wrong, and how. Raises ValueError when none is."""
    said = wrong(chain)
    if not said:
        raise ValueError("the last build of this chain is as it should be")
    size = max(len(chain), *(len(edits) for edits in chain))
    while size:
        for shorter in _without(chain, size):
            found = wrong(shorter)
            if found:
                chain, said = shorter, found
                break
        else:
            size //= 2
    return chain, said


def _without(chain: Chain, size: int) -> Iterator[Chain]:
    """Return the chains without `size` steps (never the last), then those without `size` edits of one step."""
    for step in range(0, len(chain) - 1, size):
        yield chain[:step] + chain[min(step + size, len(chain) - 1) :]
    for step, edits in enumerate(chain):
        for first in range(0, len(edits), size):
            fewer = edits[:first] + edits[first + size :]
            if len(edits) >= size and (fewer or step < len(chain) - 1):
                yield (*chain[:step], fewer, *chain[step + 1 :])


def last_build_in(folder: Path) -> Saying:
    """Return what judges the last build of a chain in a fresh folder below `folder`."""
    numbers = itertools.count()

    def wrong(chain: Chain) -> str:
        root = folder / f"try-{next(numbers)}"
        try:
            run(root, chain, judged=range(len(chain) - 1, len(chain)))
        except Broken as broken:
            return str(broken)
        finally:
            shutil.rmtree(root)
        return ""

    return wrong


def main(words: list[str], out: TextIO) -> int:
    """Run the chain of a seed; when it breaks, print the shortest chain that breaks too."""
    seed, steps = int(words[0]), int(words[1])
    with tempfile.TemporaryDirectory(prefix="newsdesk-chain-") as folder:
        try:
            run(Path(folder, "whole"), chain_of(seed, steps))
        except Broken as broken:
            chain, said = shrink(chain_of(seed, steps)[: broken.step + 1], last_build_in(Path(folder)))
            out.write("".join(f"{edits}\n" for edits in chain) + said + "\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
