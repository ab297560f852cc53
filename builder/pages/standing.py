"""Standing pages: about, contact and the like, from content/pages/; and which of them the footer names."""

from collections.abc import Iterable
from typing import Final

import msgspec

from builder.catalogue import entities
from builder.catalogue.entities import Entity
from builder.model.author import StandingPage
from builder.model.diagnostics import Diagnostic, finding
from builder.model.page import Job
from builder.model.site import FooterLink
from builder.model.urls import output_path
from builder.model.views import StandingView
from builder.pages.archive import ENCODE, Archive, Planned, claimed_by, standing_page_at
from builder.pages.faults import is_faulty
from builder.pages.kind import Kind, never
from builder.pages.suggesting import open_hint
from builder.pages.targets import Source, fill_all

FOOTER_KEY: Final = "plain:404.html"
"""The page that says what is wrong with the footer: every site has it, and it shows the footer as all pages do."""

_SETTINGS: Final = "content/site.yaml"
_STANDING = msgspec.msgpack.Decoder(StandingPage)


def url_of(entity: Entity) -> str:
    """Return a standing page's address."""
    return _STANDING.decode(entity.record).url


def footer_of(archive: Archive) -> tuple[FooterLink, ...]:
    """Return the standing pages of the footer that there are, in the order of the settings."""
    found = (_page(archive, f"content/pages/{named.target}.md") for named in archive.site.standing)
    return tuple(FooterLink(page.title, page.url, page.lang) for page, _ in filter(None, found))


def check_footer(archive: Archive) -> tuple[Diagnostic, ...]:
    """Say which standing pages that the footer names there are not."""
    return tuple(
        finding(
            "page-unknown",
            _SETTINGS,
            line=named.line,
            column=named.column,
            message=f'"{named.target}" has no file in content/pages/',
            hint=open_hint(f"page:{named.target}", f"write content/pages/{named.target}.md, or correct the name"),
        )
        for named in archive.site.standing
        if not _is_there(archive, f"content/pages/{named.target}.md")
    )


def _is_there(archive: Archive, path: str) -> bool:
    """Say whether there is a standing page at a path, be it one with errors, which are told of there."""
    return standing_page_at(archive, path) is not None or is_faulty(archive, path)


def _page(archive: Archive, path: str) -> tuple[StandingPage, str] | None:
    """Return a standing page that has its address for itself, and its body."""
    found = standing_page_at(archive, path)
    claim = claimed_by(archive, found[0].url) if found else None
    return found if claim and claim.path == path else None


def _keys(archive: Archive) -> Iterable[str]:
    return (f"standing:{entity.path}" for entity in entities.all_of(archive.catalogue, "page"))


def _plan(archive: Archive, path: str) -> Planned:
    found = _page(archive, path)
    if found is None:
        return Planned(None)
    page, body = found
    fills, findings = fill_all(archive, Source(path, public=True), page.slots)
    view = StandingView(page.url, page.title, page.summary, page.lang, body, fills, page.slots)
    job = Job(f"standing:{path}", output_path(page.url), "html", "page.html", "StandingView", ENCODE(view), path)
    return Planned(job, tuple(findings))


STANDING = Kind("standing", _keys, never, _plan)
