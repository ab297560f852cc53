"""Cards for sharing, made on the pool and kept in the media cache."""

from collections.abc import Iterator
from typing import Final

import msgspec

from builder.build.media_cache import MediaCache, card_name
from builder.build.pool import Pool
from builder.build.work import ENCODE, cards_packed
from builder.model.picture import CardShard
from builder.source.card_fonts import card_fonts

FEW: Final = 3
"""So few cards are made in this process: starting workers would take longer."""

_SHARD: Final = 16


def make_cards(cache: MediaCache, wanted: dict[bytes, str], workers: int) -> Iterator[int]:
    """Make cards, given what each says (the msgpack of a SocialView) and its path; give each one's size in bytes."""
    if not wanted:
        return
    views = tuple(wanted)
    fonts = tuple(card_fonts().items())
    shards = (ENCODE(CardShard(fonts, views[start : start + _SHARD])) for start in range(0, len(views), _SHARD))
    with Pool(cards_packed, workers if len(views) > FEW else 1) as pool:
        for shard, result in pool.run(shards):
            if result is None:
                raise OSError("making a card for sharing killed the process that made it, twice")
            made = msgspec.msgpack.decode(shard, type=CardShard).views
            for view, data in zip(made, msgspec.msgpack.decode(result, type=tuple[bytes, ...]), strict=True):
                cache.write(card_name(wanted[view]), data)
                yield len(data)
