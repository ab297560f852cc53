"""Jobs to pages: the renderer's only entrance, a pure function that any worker anywhere may run.

Reads its argument and nothing else: no file, clock, environment, locale, chance or network. What a process keeps
between shards follows from the kit, so order and company of jobs never change a byte.
"""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from builder.model.digest import digest
from builder.model.page import Job, Kit, Rendered, RenderedShard, RenderShard
from builder.model.site import Site
from builder.model.steps import Steps, together
from builder.model.views import VIEWS, ManifestView
from builder.render.context import language_of, variables_of
from builder.render.failures import diagnose
from builder.render.feeds import rss
from builder.render.press import Press, print_template, set_up, voice
from builder.render.sitemaps import sitemap, sitemap_index

_KIT: Final = msgspec.msgpack.Decoder(Kit)
_VIEWS: Final = {name: msgspec.msgpack.Decoder(view) for name, view in VIEWS.items()}

_KEPT: Final = 2
_presses: dict[bytes, Press] = {}
"""Kits made ready in this process, by their digest."""


def render_shard(shard: RenderShard) -> RenderedShard:
    """Make every page of a shard, in order; a page that cannot be made has no data and says why."""
    press = hold(shard.kit, shard.kit_digest)
    return RenderedShard(tuple(together(_rendered(press, job) for job in shard.jobs)))


def hold(kit: bytes, kit_digest: bytes) -> Press:
    """Return a kit made ready, which stays so in this process until others are; `kit` is b'' when it is known to be.

    Raises KeyError for a kit that was neither given nor is held.
    """
    found = _presses.get(kit_digest)
    if found is None:
        if not kit:
            raise KeyError(kit_digest.hex())
        if len(_presses) >= _KEPT:
            _presses.clear()
        found = _presses[kit_digest] = set_up(_KIT.decode(kit))
    return found


def _rendered(press: Press, job: Job) -> Steps[Rendered]:
    try:
        data = (yield from _html(press, job)) if job.format == "html" else _MAKERS[job.format](press, job)
    except Exception as error:
        found = diagnose(press, job, error)
        if found is None:
            raise
        return Rendered(job.key, job.path, None, b"", (found,))
    yield
    return Rendered(job.key, job.path, data, digest(data), ())


def _html(press: Press, job: Job) -> Steps[bytes]:
    view = _view(job)
    yield
    speaker = voice(press, language_of(view))
    variables = variables_of(press, speaker, view)
    yield
    html = print_template(speaker, job.template, variables)
    yield
    return html.encode(errors="replace")


def _view(job: Job) -> msgspec.Struct:
    return _VIEWS[job.view].decode(job.data)


def _xml(write: Callable[[Site, Any], str]) -> Callable[[Press, Job], bytes]:
    return lambda press, job: write(press.site, _view(job)).encode()


def _manifest(_press: Press, job: Job) -> bytes:
    from builder.render.icons import web_manifest  # noqa: PLC0415 - brings Pillow in, which most shards do not need

    view = msgspec.msgpack.decode(job.data, type=ManifestView)
    return web_manifest(view.name, view.lang, view.direction, "#ffffff", view.icons)


def _text(_press: Press, job: Job) -> bytes:
    return job.data


_MAKERS: Final[dict[str, Callable[[Press, Job], bytes]]] = {
    "rss": _xml(rss),
    "sitemap": _xml(sitemap),
    "sitemap-index": _xml(sitemap_index),
    "text": _text,
    "manifest": _manifest,
}
