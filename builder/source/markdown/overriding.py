"""`override`, which Python 3.11's `typing` does not have yet.

Type checkers read the real one; when the program runs, ours only hands the method back.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):  # noqa: ANN001, ANN201  (type checkers never see it)
        """Return the method."""
        return method


__all__ = ["override"]
