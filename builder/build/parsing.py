"""Sources to records, shard by shard, on whatever workers there are."""

from collections.abc import Iterable, Iterator

import msgspec

from builder.build.pool import Pool
from builder.build.work import ENCODE, PARSED, parse_packed
from builder.model.diagnostics import finding
from builder.model.site import Site
from builder.model.source import Parsed, ParseShard, Source, names_by_path

SHARD_FILES = 32
SHARD_BYTES = 256 * 1024
FEW = 24
"""So few sources are parsed in this process: starting workers would take longer."""


def parse_all(sources: Iterable[Source], site: Site, workers: int) -> Iterator[Parsed]:
    """Parse sources, in the order in which they are done."""
    lost: list[bytes] = []
    with Pool(parse_packed, workers) as pool:
        for shard, result in pool.run(_shards(sources, site)):
            if result is None:
                lost.append(shard)
            else:
                yield from PARSED.decode(result).parsed
    if lost:
        yield from _parse_one_by_one(lost, workers)


def _shards(sources: Iterable[Source], site: Site) -> Iterator[bytes]:
    batch: list[Source] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += len(source.data)
        if len(batch) >= SHARD_FILES or size >= SHARD_BYTES:
            yield ENCODE(ParseShard(site, tuple(batch)))
            batch, size = [], 0
    if batch:
        yield ENCODE(ParseShard(site, tuple(batch)))


def _parse_one_by_one(lost: list[bytes], workers: int) -> Iterator[Parsed]:
    """Parse the sources of shards that killed their workers each alone, and name the guilty."""
    shards = [msgspec.msgpack.decode(shard, type=ParseShard) for shard in lost]
    alone = (ENCODE(ParseShard(shard.site, (source,))) for shard in shards for source in shard.sources)
    with Pool(parse_packed, workers) as pool:
        for shard, result in pool.run(alone):
            if result is not None:
                yield from PARSED.decode(result).parsed
                continue
            guilty = msgspec.msgpack.decode(shard, type=ParseShard).sources[0]
            wrong = finding(
                "worker-died",
                guilty.path,
                message="reading this file killed the process that read it, twice",
                hint="cut the file into halves to find the passage; the rest of the site was built",
            )
            yield Parsed(guilty.path, guilty.kind, b"", "", (wrong,), names=names_by_path(guilty.path, guilty.kind))
