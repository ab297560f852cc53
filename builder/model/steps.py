"""Work in steps, done for many things together: each step for all of them, before any takes the next.

What a step needs of code and tables then stays near the processor, instead of making room for that of all other steps
with each thing.
"""

from collections.abc import Generator, Iterable
from typing import TypeVar

Result = TypeVar("Result")

Steps = Generator[None, None, Result]
"""Work that pauses between its steps, and returns what it made."""


def together(works: Iterable[Steps[Result]]) -> list[Result]:
    """Do some works in step; return what each of them made, in their order. What one raises ends them all."""
    under_way = dict(enumerate(works))
    made: dict[int, Result] = {}
    while under_way:
        for number, work in list(under_way.items()):
            try:
                next(work)
            except StopIteration as end:
                made[number] = end.value
                del under_way[number]
    return [made[number] for number in sorted(made)]


def alone(work: Steps[Result]) -> Result:
    """Do one work, and return what it made."""
    (made,) = together([work])
    return made
