"""Standing pages: about, contact and the like, from content/pages/."""

from collections.abc import Iterable

import msgspec

from builder.catalogue import entities
from builder.catalogue.entities import Entity
from builder.model.author import StandingPage
from builder.model.page import Job
from builder.model.urls import output_path
from builder.model.views import StandingView
from builder.pages.archive import ENCODE, Archive, Planned, claimed_by, standing_page_at
from builder.pages.kind import Kind, never
from builder.pages.targets import Source, fill_all

_STANDING = msgspec.msgpack.Decoder(StandingPage)


def url_of(entity: Entity) -> str:
    """Return a standing page's address."""
    return _STANDING.decode(entity.record).url


def _keys(archive: Archive) -> Iterable[str]:
    return (f"standing:{entity.path}" for entity in entities.all_of(archive.catalogue, "page"))


def _plan(archive: Archive, path: str) -> Planned:
    found = standing_page_at(archive, path)
    if found is None:
        return Planned(None)
    page, body = found
    claim = claimed_by(archive, page.url)
    if claim is None or claim.path != path:
        return Planned(None)
    fills, findings = fill_all(archive, Source(path, public=True), page.slots)
    view = StandingView(page.url, page.title, page.summary, page.lang, body, fills, page.slots)
    job = Job(f"standing:{path}", output_path(page.url), "html", "page.html", "StandingView", ENCODE(view), path)
    return Planned(job, tuple(findings))


STANDING = Kind("standing", _keys, never, _plan)
