"""What sources name, as the catalogue keeps it: the edges along which a change reaches the pages of others."""

from collections.abc import Iterable

from builder.catalogue import references
from builder.model.article import Article, Slot
from builder.model.author import Author, StandingPage, Storyline
from builder.model.site import Banner, RunningOrder


def targets_of_article(article: Article) -> set[str]:
    """Return everything that an article names: other sources, authors, its storyline, pictures, addresses."""
    named = {reference.target for reference in article.related}
    before = _whole(ref.target for ref in (article.updates, article.translation_of) if ref)
    named.update(f"author:{byline.author}" for byline in article.bylines)
    if article.storyline:
        named.add(f"storyline:{article.storyline.target}")
    if article.image:
        named.add(article.image.src)
    return _whole(named) | _targets_of_slots(article.slots) | before | set(map(references.after, before))


def targets_of_entity(record: Author | Storyline | StandingPage | RunningOrder | Banner) -> set[str]:
    """Return everything that an entity's file names."""
    if isinstance(record, RunningOrder):
        lead = (record.lead,) if record.lead else ()
        named = _whole(reference.target for reference in (*lead, *record.top, *record.opinion))
        return named | ({record.image.src} if record.image else set())
    if isinstance(record, Banner):
        named = {record.article.target} if record.article else set()
        return _whole(named) | _targets_of_slots((record.link,) if record.link else ())
    named = _targets_of_slots(record.slots)
    if isinstance(record, Author) and record.image:
        named.add(record.image.src)
    return named


def _targets_of_slots(slots: tuple[Slot, ...]) -> set[str]:
    return _whole(slot.picture.src if slot.picture else slot.target for slot in slots)


def _whole(targets: Iterable[str]) -> set[str]:
    """Return addresses as pages have them, /world/ for /world; what may be a file (/a.html) in both spellings."""
    return {spelled for target in targets for spelled in _spellings(target)}


def _spellings(target: str) -> tuple[str, ...]:
    if not target.startswith("/"):
        return (target,)
    address = target.partition("?")[0]
    if address.endswith("/"):
        return (address,)
    return (address, address + "/") if "." in address.rpartition("/")[2] else (address + "/",)
