"""The kit that pages are made with: settings, templates and words, and the digests by which staleness is told."""

from typing import Final

import msgspec

from builder.catalogue import meta
from builder.catalogue.open import Catalogue
from builder.model.diagnostics import Diagnostic
from builder.model.digest import digest
from builder.model.page import Job, Kit
from builder.model.site import Site
from builder.pages.archive import Asset
from builder.source.locale import names_of
from builder.source.theme import Place, load_theme

_KIT: Final = msgspec.msgpack.Decoder(Kit)


class Tools(msgspec.Struct, frozen=True, array_like=True):
    """A kit as it travels to workers, the theme's assets, and what the theme's files say wrongly."""

    kit: bytes
    kit_digest: bytes
    globals: bytes
    """Digest of everything in the kit but its templates."""
    closures: dict[str, bytes]
    assets: tuple[Asset, ...]
    findings: tuple[Diagnostic, ...]

    def fingerprint(self, job: Job) -> bytes:
        """Return the digest of everything that a page is made from, and of whose it is: findings name its source.

        A rendition knows neither settings nor theme.
        """
        if job.format == "picture":
            return digest(msgspec.msgpack.encode((job.path, job.format, job.data)))
        closure = self.closures.get(job.template, b"")
        parts = (self.globals, closure, job.path, job.format, job.template, job.view, job.data, job.source)
        return digest(msgspec.msgpack.encode(parts))


def make_tools(site: Site, places: tuple[Place, ...], paths: tuple[str, ...], last: Tools | None) -> Tools:
    """Read the theme and put the kit together; `last` is the one before it."""
    from builder.render.closures import closures  # noqa: PLC0415 - templates come in only when pages are made
    from builder.render.leaves import read_all  # noqa: PLC0415 - as above
    from builder.render.mistakes import mistakes  # noqa: PLC0415 - as above
    from builder.render.press import sandbox_of  # noqa: PLC0415 - as above
    from builder.render.shelf import compile_all  # noqa: PLC0415 - as above

    theme = load_theme(places, paths)
    langs = sorted({site.lang, *(lang for lang, _ in theme.strings)})
    kit = Kit(site, theme.templates, theme.strings, tuple(names_of(lang) for lang in langs))
    before = _KIT.decode(last.kit) if last else None
    room = sandbox_of(kit)
    leaves = read_all(room, kit.templates)
    found, reached = mistakes(kit, room, leaves), closures(kit.templates, leaves)
    codes = compile_all(room, kit, before, leaves)  # last, because it changes the leaves' trees
    data = msgspec.msgpack.encode(msgspec.structs.replace(kit, compiled=codes))
    return Tools(
        kit=data,
        kit_digest=digest(data),
        globals=digest(msgspec.msgpack.encode(msgspec.structs.replace(kit, templates=()))),
        closures=reached,
        assets=tuple(Asset(name, data) for name, data in theme.assets),
        findings=(*theme.findings, *found),
    )


def keep_tools(catalogue: Catalogue, tools: Tools) -> None:
    """Store the kit, so that a build with the same theme and settings need not put it together again."""
    meta.store(catalogue, "tools", msgspec.msgpack.encode(tools))
    meta.store(catalogue, "tools-wait", b"")


def await_tools(catalogue: Catalogue) -> None:
    """Remember that the theme or the settings changed, until a kit is kept: a build may be stopped in between."""
    meta.store(catalogue, "tools-wait", b"yes")


def are_awaited(catalogue: Catalogue) -> bool:
    """Say whether the kit has to be put together, because the theme or the settings changed or were never read."""
    return bool(meta.read(catalogue, "tools-wait")) or not meta.read(catalogue, "tools")


def kept_tools(catalogue: Catalogue) -> Tools | None:
    """Return the kit of the last build, or None when there was none."""
    data = meta.read(catalogue, "tools")
    return msgspec.msgpack.decode(data, type=Tools) if data else None
