"""One article, whatever holds it back, as an editor may read it: its page and what that page shows, and nothing else.

The catalogue of the check is brought up to date; then, in a transaction that is undone in the end, the article is shown
to the public. So everything else on its page is what the public sees: links to other withheld articles are words only.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from builder.build.applying import restate
from builder.build.darkroom import Darkroom
from builder.build.kit import Tools
from builder.build.output import NoOutput
from builder.build.pipeline import media_cache, opened
from builder.build.request import Request
from builder.build.work import ENCODE, RENDERED, render_packed
from builder.build.workshop import Workshop
from builder.catalogue import articles, media, pages, references
from builder.catalogue.open import Catalogue
from builder.model.diagnostics import Diagnostic
from builder.model.page import Job, RenderShard
from builder.pages import colours
from builder.pages.archive import Archive
from builder.pages.kinds import plan
from builder.pages.picture import original_key, rendition_keys
from builder.render.portable import addresses_in, portable_page, portable_style, styles_in


class Bundle(NamedTuple):
    """The files of a bundle by path, index.html among them; none when the article cannot be read. And what is wrong."""

    files: dict[str, bytes]
    findings: tuple[Diagnostic, ...]


class _Undone(Exception):  # noqa: N818 - a signal inside this module
    """Everything that was done in the transaction is to be undone."""


def bundle(request: Request, path: str) -> Bundle:
    """Return the bundle of the article at a path, such as content/world/summit.md.

    Raises LockedError when a build of the request's edition is running.
    """
    with opened(request) as (catalogue, content):
        shop = Workshop(catalogue, NoOutput(), media_cache(request))
        ready = shop.take_in(request, content)
        findings = tuple(finding for finding in shop.findings() if finding.path == path)
        if not ready or articles.at(catalogue, path) is None:
            return Bundle({}, findings or shop.findings())
        files: dict[str, bytes] = {}
        more: tuple[Diagnostic, ...] = ()
        try:
            with catalogue.changing():
                files, more = _shown(request, shop, path)
                raise _Undone  # noqa: TRY301 - it undoes the transaction that it is raised in
        except _Undone:
            return Bundle(files, (*findings, *more))


def _shown(request: Request, shop: Workshop, path: str) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    site = shop.site
    if site is None:
        raise ValueError("without settings there is no page")
    restate(request._replace(also=path), shop.catalogue, site, path)
    archive, tools = shop.prepared()
    planned = plan(archive, f"article:{path}")
    if planned.job is None:
        return {}, planned.findings
    (page,) = RENDERED.decode(_rendered(tools, planned.job)).pages
    if page.data is None:
        return {}, (*planned.findings, *page.diagnostics)
    text = page.data.decode()
    files = dict(_styles(archive, addresses_in(text, site.base), site.base))
    named = {unquote(address) for address in addresses_in(text, site.base)} - files.keys()
    files.update(_pictures(request, shop, archive, path, named))
    origin = site.url.removesuffix(site.base) if site.base else site.url
    known = {*files, *(quote(name) for name in files)}
    files["index.html"] = portable_page(text, site.base, known, origin).encode()
    return files, planned.findings


def _rendered(tools: Tools, job: Job) -> bytes:
    return render_packed(ENCODE(RenderShard(tools.kit, tools.kit_digest, (job,))))


def _styles(archive: Archive, named: set[str], base: str) -> Iterator[tuple[str, bytes]]:
    """Give the theme's files and the sections' colours that a page or its styles name, but for scripts."""
    assets = {f"assets/{asset.name}": asset.data for asset in archive.assets}
    if job := plan(archive, colours.KEY).job:
        assets[job.path] = job.data
    wanted = {path for path in named if path in assets and not path.endswith((".js", ".mjs"))}
    for path in sorted(path for path in wanted if path.endswith(".css")):
        style = assets[path].decode("utf-8", "replace")
        yield path, portable_style(style, path, base).encode()
        wanted |= {other for other in assets if other.rpartition("/")[2] in style or other in styles_in(style)}
    yield from ((path, assets[path]) for path in sorted(wanted) if not path.endswith((".css", ".js", ".mjs")))


def _pictures(
    request: Request, shop: Workshop, archive: Archive, path: str, named: set[str]
) -> Iterator[tuple[str, bytes]]:
    """Give the renditions and icons that a page names."""
    catalogue = shop.catalogue
    jobs = list(_jobs(archive, path, named))
    pages.settle(catalogue, [key for key, _ in pages.pending_of_kind(catalogue, "media")])
    for job in jobs:
        pages.forget(catalogue, job.key)
    pages.await_pages(catalogue, ((job.key, "an editor reads it") for job in jobs))
    darkroom = Darkroom(request.root, media_cache(request), request.progress)
    failed = {failure.original.path for failure in darkroom.develop(archive, shop.prepared()[1], NoOutput(), 1)}
    yield from ((job.path, darkroom.bytes_of(job)) for job in jobs if job.source not in failed)


def _jobs(archive: Archive, path: str, named: set[str]) -> Iterator[Job]:
    """Give the job of each rendition that a page names; the article's own pictures are looked through first."""
    missing = set(named)
    for digest in dict.fromkeys((*_own(archive.catalogue, path), *media.all_digests(archive.catalogue))):
        if not any("/" in name and "." in name for name in missing):
            return
        for key in rendition_keys(archive, original_key(digest)):
            job = plan(archive, key).job
            if job and job.path in missing:
                missing.discard(job.path)
                yield job


def _own(catalogue: Catalogue, path: str) -> Iterable[bytes]:
    targets = references.targets(catalogue, path, "content/")
    return [original.digest for target in targets if (original := media.at(catalogue, target))]
