"""The related lists of a whole archive at once, on whatever workers there are.

Forked workers inherit the index of words; nothing of it is copied. They are sent the ranks of the articles whose lists
they find.
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from builder.build.pool import Pool, processes
from builder.catalogue import kin, postings, wordings
from builder.catalogue.kin import Found
from builder.catalogue.open import Catalogue

if TYPE_CHECKING:  # NumPy takes 60 ms, which only those pay who find the lists of a whole archive
    from builder.pages.columns import Columns

SHARD: Final = 128
"""Articles of a shard."""

FEW: Final = 1000
"""The lists of so few articles are found in this process: starting workers would take longer."""

_PIECES: Final = 256
"""Pieces of the index that are stored after each shard."""

_Shard = tuple[int, int]
"""The first rank of some articles, and the first after them."""

_ENCODE: Final = msgspec.msgpack.Encoder().encode
_LISTS: Final = msgspec.msgpack.Decoder(tuple[Found, ...])
_AT_HAND: "Final[list[Columns]]" = []
"""The index that this process looks into; workers have it from the process that they were forked from."""


def forget_relations(catalogue: Catalogue) -> None:
    """Forget the index and every list, where the desk alone chooses what is related."""
    postings.forget_all(catalogue)
    kin.Filling(catalogue).finish()


def relate_all(catalogue: Catalogue, workers: int) -> None:
    """Make the index anew, and find and store the list of every visible article.

    The index is stored piece by piece while the workers find lists in what they have inherited of it.
    """
    from builder.pages import kinship_at_once as _  # noqa: F401, PLC0415 - here once, instead of in each worker
    from builder.pages.columns import columns_of, pieces_of  # noqa: PLC0415 - see above

    lists = kin.Filling(catalogue)
    postings.forget_all(catalogue)
    columns = columns_of(wordings.all_shown(catalogue, postings.FAR))
    count, pieces, put = len(columns.numbers), pieces_of(columns), partial(_put, columns)
    put()
    try:
        with Pool(_find, workers if count > FEW else 1, partial(processes, prepare=put)) as pool:
            for shard, found in pool.run(_shards(count)):
                lists.store(_LISTS.decode(_find(shard) if found is None else found))
                postings.store(catalogue, islice(pieces, _PIECES))
            postings.store(catalogue, pieces)
        lists.finish()
    finally:
        _AT_HAND.clear()


def _put(columns: "Columns") -> None:
    _AT_HAND[:] = [columns]


def _shards(count: int) -> Iterator[_Shard]:
    return ((start, min(start + SHARD, count)) for start in range(0, count, SHARD))


def _find(shard: _Shard) -> bytes:
    """Return the lists of some articles."""
    from builder.pages.kinship_at_once import find  # noqa: PLC0415 - see above

    (columns,) = _AT_HAND
    return _ENCODE(find(columns, range(*shard)))
