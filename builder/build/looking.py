"""What originals are, found out on the pool; only what neither the catalogue nor the media cache knows is decoded."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from builder.build.media_cache import MediaCache
from builder.build.pool import Pool
from builder.build.work import ENCODE, FACTS, facts_packed
from builder.catalogue import media
from builder.catalogue.media import Original
from builder.catalogue.open import Catalogue
from builder.model.digest import digest
from builder.model.picture import Facts
from builder.model.source import Source, suffix_of

FEW: Final = 2
"""So few originals are looked at in this process: starting workers would take longer."""

_DIED: Final = "looking at it killed the process that did it, twice"


def look(
    catalogue: Catalogue, cache: MediaCache, files: Iterable[tuple[str, bytes]], workers: int
) -> Iterator[Original]:
    """Say what each picture is, given as path and bytes, in any order."""
    known: list[Original] = []
    digests: dict[str, bytes] = {}

    def unknown() -> Iterator[bytes]:
        for path, data in files:
            name = digest(data)
            facts = _remembered(catalogue, path, name) or cache.facts(name, suffix_of(path))
            if facts:
                known.append(Original(path, name, facts))
            else:
                digests[path] = name
                yield ENCODE(Source(path, "media", data))

    with Pool(facts_packed, workers) as pool:
        for shard, result in pool.run(unknown()):
            if result is None:
                path = msgspec.msgpack.decode(shard, type=Source).path
                yield Original(path, digests[path], Facts(0, 0, _DIED))
                continue
            path, facts = FACTS.decode(result)
            cache.decoded += 1
            cache.keep_facts(digests[path], suffix_of(path), facts)
            yield Original(path, digests[path], facts)
    yield from known


def _remembered(catalogue: Catalogue, path: str, name: bytes) -> Facts | None:
    before = media.at(catalogue, path)
    return before.facts if before and before.digest == name and not before.facts.problem else None
