"""The related lists of a whole archive at once, on whatever workers there are.

Forked workers inherit the index of words; nothing of it is copied. They are sent the articles whose lists they find.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from builder.build.indexing import begin_index
from builder.build.pool import Pool, processes
from builder.catalogue import wordings
from builder.catalogue.open import Catalogue
from builder.catalogue.postings import Entries, Index
from builder.catalogue.wordings import Worded
from builder.pages.kinship import kin_of
from builder.pages.related import packed

if TYPE_CHECKING:
    from concurrent.futures import Executor

SHARD: Final = 128
"""Articles of a shard."""

FEW: Final = 200
"""The lists of so few articles are found in this process: starting workers would take longer."""

_ENCODE: Final = msgspec.msgpack.Encoder().encode
_ARTICLES: Final = msgspec.msgpack.Decoder(tuple[Worded, ...])
_LISTS: Final = msgspec.msgpack.Decoder(tuple[tuple[int, bytes], ...])
_NOTHING: Final = Entries("q")


class _Shelf:
    """What every worker has at hand: the index, and the id of each visible article."""

    index: Index = {}  # noqa: RUF012 - replaced as a whole, in each process
    ids: dict[int, str] = {}  # noqa: RUF012 - likewise


def relate_all(catalogue: Catalogue, workers: int) -> None:
    """Make the index anew, and find and store the list of every visible article."""
    index = begin_index(catalogue)
    ids = wordings.ids_shown(catalogue)
    make = partial(_workers, index, ids)
    _stock(index, ids)
    try:
        with Pool(_find, workers if len(ids) > FEW else 1, make) as pool:
            for shard, found in pool.run(_shards(wordings.all_worded(catalogue))):
                wordings.store_kin(catalogue, _LISTS.decode(_find(shard) if found is None else found))
    finally:
        _stock({}, {})


def _workers(index: Index, ids: dict[int, str], workers: int) -> "Executor":
    return processes(workers, partial(_stock, index, ids))


def _stock(index: Index, ids: dict[int, str]) -> None:
    _Shelf.index, _Shelf.ids = index, ids


def _shards(articles: Iterable[Worded]) -> Iterator[bytes]:
    left = iter(articles)
    while shard := tuple(islice(left, SHARD)):
        yield _ENCODE(shard)


def _find(shard: bytes) -> bytes:
    """Return the numbers and lists of some articles."""
    identify = _Shelf.ids.__getitem__
    return _ENCODE([(one.number, packed(kin_of(_lookup, identify, one))) for one in _ARTICLES.decode(shard)])


def _lookup(lang: str, terms: list[str]) -> list[Entries]:
    find = _Shelf.index.get(lang, {}).get
    return [find(term, _NOTHING) for term in terms]
