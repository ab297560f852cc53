"""The theme made ready beside the index: while that is made, a first build has a processor to spare.

What the kit is made of is asked again when it is wanted; one that was made of something else is dropped.
"""

from typing import TYPE_CHECKING, Self

from builder.build.kit import Tools, make_tools
from builder.build.pool import processes
from builder.build.theming import Ingredients

if TYPE_CHECKING:  # 25 ms that a build of a few pages, which needs no workers, does not pay
    from concurrent.futures import Future


class ThemeAhead:
    """A kit that a process of its own makes. Use as a context manager."""

    def __init__(self) -> None:
        self._begun: tuple[Ingredients, Future[Tools]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._begun:
            from concurrent.futures import wait  # noqa: PLC0415 - see above

            wait((self._begun[1],))

    def begin(self, made_of: Ingredients) -> None:
        """Begin to make a kit."""
        executor = processes(1)
        self._begun = made_of, executor.submit(make_tools, *made_of)
        executor.shutdown(wait=False)  # its process ends with its work: in a large archive it holds 200 MB

    def tools(self, made_of: Ingredients) -> Tools:
        """Return the kit that was begun if it is made of this, else make it here; also when its process was killed."""
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - see above

        if self._begun and self._begun[0] == made_of:
            try:
                return self._begun[1].result()
            except BrokenExecutor:
                return make_tools(*made_of)
        return make_tools(*made_of)
