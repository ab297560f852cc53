"""The two pure pieces of work that workers do, from bytes to bytes, so that any executor can carry them."""

from typing import Final

import msgspec

from builder.model.page import RenderedShard, RenderShard
from builder.model.source import ParsedShard, ParseShard

_PARSE: Final = msgspec.msgpack.Decoder(ParseShard)
_RENDER: Final = msgspec.msgpack.Decoder(RenderShard)
PARSED: Final = msgspec.msgpack.Decoder(ParsedShard)
RENDERED: Final = msgspec.msgpack.Decoder(RenderedShard)
ENCODE: Final = msgspec.msgpack.Encoder().encode


def parse_packed(shard: bytes) -> bytes:
    """Parse a shard of sources: the msgpack of a ParseShard in, of a ParsedShard out."""
    from builder.source.parse import parse_shard  # noqa: PLC0415 - Markdown and YAML come in only when needed

    return ENCODE(parse_shard(_PARSE.decode(shard)))


def render_packed(shard: bytes) -> bytes:
    """Render a shard of jobs: the msgpack of a RenderShard in, of a RenderedShard out."""
    from builder.render.shard import render_shard  # noqa: PLC0415 - templates come in only when needed

    return ENCODE(render_shard(_RENDER.decode(shard)))
