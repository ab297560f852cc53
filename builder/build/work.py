"""The pure pieces of work that workers do, from bytes to bytes, so that any executor can carry them."""

from typing import Final

import msgspec

from builder.build.output import NewPages
from builder.build.pool import is_orphan
from builder.model.page import Rendered, RenderedShard, RenderShard
from builder.model.picture import CardShard, Develop, Developed, Facts
from builder.model.source import ParsedShard, ParseShard, Source
from builder.model.views import SocialView

_PARSE: Final = msgspec.msgpack.Decoder(ParseShard)
_RENDER: Final = msgspec.msgpack.Decoder(RenderShard)
_SOURCE: Final = msgspec.msgpack.Decoder(Source)
_CARDS: Final = msgspec.msgpack.Decoder(CardShard)
_VIEW: Final = msgspec.msgpack.Decoder(SocialView)
_DEVELOP: Final = msgspec.msgpack.Decoder(Develop)
DEVELOPED: Final = msgspec.msgpack.Decoder(Developed)
FACTS: Final = msgspec.msgpack.Decoder(tuple[str, Facts])
PARSED: Final = msgspec.msgpack.Decoder(ParsedShard)
RENDERED: Final = msgspec.msgpack.Decoder(RenderedShard)
ENCODE: Final = msgspec.msgpack.Encoder().encode

_NEW: Final[dict[str, NewPages]] = {}
"""The output folder that this worker puts pages into."""


def parse_packed(shard: bytes) -> bytes:
    """Parse a shard of sources: the msgpack of a ParseShard in, of a ParsedShard out."""
    from builder.source.parse import parse_shard  # noqa: PLC0415 - Markdown and YAML come in only when needed

    return ENCODE(parse_shard(_PARSE.decode(shard)))


def render_packed(shard: bytes) -> bytes:
    """Render a shard, and put its pages in place if asked: the msgpack of a RenderShard in, of a RenderedShard out."""
    from builder.render.shard import render_shard  # noqa: PLC0415 - templates come in only when needed

    wanted = _RENDER.decode(shard)
    made = render_shard(wanted)
    return ENCODE(_placed(made, wanted.folder) if wanted.folder else made)


def _placed(made: RenderedShard, folder: str) -> RenderedShard:
    """Put pages into an output folder that was empty; what cannot be put there travels on."""
    new = _NEW.get(folder) or _NEW.setdefault(folder, NewPages(folder))
    return RenderedShard(tuple(_put(page, new) for page in made.pages))


def _put(page: Rendered, new: NewPages) -> Rendered:
    if page.data is None or is_orphan():
        return page
    stamp = new.put(page.path, page.data)
    return msgspec.structs.replace(page, data=b"", placed=tuple(stamp)) if stamp else page


def hold_kit(kit: bytes, kit_digest: bytes) -> None:
    """Make a kit ready in this process, so that shards need not bring it."""
    from builder.render.shard import hold  # noqa: PLC0415 - as above

    hold(kit, kit_digest)


def facts_packed(source: bytes) -> bytes:
    """Find out what a picture is: the msgpack of a Source in, of its path and Facts out."""
    from builder.source.media import picture_facts  # noqa: PLC0415 - Pillow comes in only when needed

    picture = _SOURCE.decode(source)
    return ENCODE((picture.path, picture_facts(picture.path, picture.data)))


def develop_packed(task: bytes) -> bytes:
    """Make renditions of an original: the msgpack of a Develop in, of a Developed out."""
    from builder.render.develop import develop  # noqa: PLC0415 - as above

    return ENCODE(develop(_DEVELOP.decode(task)))


def cards_packed(shard: bytes) -> bytes:
    """Make cards for sharing: the msgpack of a CardShard in, of their files out."""
    from builder.render.social import social_card  # noqa: PLC0415 - as above

    cards = _CARDS.decode(shard)
    fonts = dict(cards.fonts)
    return ENCODE(tuple(social_card(_VIEW.decode(view), fonts) for view in cards.views))
