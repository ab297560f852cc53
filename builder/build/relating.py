"""The related lists of a whole archive at once, on whatever workers there are.

Forked workers inherit the index of words; nothing of it is copied. They are sent the ranks of the articles whose lists
they find.
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Final

import msgspec

from builder.build.pool import Pool, processes
from builder.build.ranked_shelf import RankedShelf
from builder.catalogue import kin, postings, wordings
from builder.catalogue.kin import Found
from builder.catalogue.open import Catalogue
from builder.pages.kinship import search
from builder.pages.related import packed

SHARD: Final = 128
"""Articles of a shard."""

FEW: Final = 200
"""The lists of so few articles are found in this process: starting workers would take longer."""

_PIECES: Final = 256
"""Pieces of the index that are stored after each shard."""

_Shard = tuple[int, int]
"""The first rank of some articles, and the first after them."""

_ENCODE: Final = msgspec.msgpack.Encoder().encode
_LISTS: Final = msgspec.msgpack.Decoder(tuple[Found, ...])
_AT_HAND: Final[list[RankedShelf]] = []
"""The index that this process looks into; workers have it from the process that they were forked from."""


def relate_all(catalogue: Catalogue, workers: int) -> None:
    """Make the index anew, and find and store the list of every visible article.

    The index is stored piece by piece while the workers find lists in what they have inherited of it.
    """
    lists = kin.Filling(catalogue)
    postings.forget_all(catalogue)
    ranking = postings.ranked(wordings.all_shown(catalogue, postings.FAR))
    shelf, pieces = RankedShelf(ranking, wordings.ids_shown(catalogue)), postings.pieces_of(ranking)
    put = partial(_put, shelf)
    put()
    try:
        with Pool(_find, workers if len(shelf) > FEW else 1, partial(processes, prepare=put)) as pool:
            for shard, found in pool.run(_shards(len(shelf))):
                lists.store(_LISTS.decode(_find(shard) if found is None else found))
                postings.store(catalogue, islice(pieces, _PIECES))
            postings.store(catalogue, pieces)
        lists.finish()
    finally:
        _AT_HAND.clear()


def _put(shelf: RankedShelf) -> None:
    _AT_HAND[:] = [shelf]


def _shards(count: int) -> Iterator[_Shard]:
    return ((start, min(start + SHARD, count)) for start in range(0, count, SHARD))


def _find(shard: _Shard) -> bytes:
    """Return the lists of some articles."""
    (shelf,) = _AT_HAND
    return _ENCODE([_found(shelf, rank) for rank in range(*shard)])


def _found(shelf: RankedShelf, rank: int) -> Found:
    found = search(shelf, rank)
    return Found(shelf.number(rank), packed(found.kin), shelf.marks(rank, found.tried))
