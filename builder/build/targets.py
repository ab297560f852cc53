"""What sources name, as the catalogue keeps it: the edges along which a change reaches the pages of others."""

from builder.model.article import Article, Slot
from builder.model.author import Author, StandingPage, Storyline
from builder.model.site import RunningOrder


def targets_of_article(article: Article) -> set[str]:
    """Return everything that an article names: other sources, authors, its storyline, pictures, addresses."""
    named = {reference.target for reference in article.related}
    named.update(ref.target for ref in (article.updates, article.translation_of) if ref)
    named.update(f"author:{byline.author}" for byline in article.bylines)
    if article.storyline:
        named.add(f"storyline:{article.storyline.target}")
    if article.image:
        named.add(article.image.src)
    return {_whole(target) for target in named} | _targets_of_slots(article.slots)


def targets_of_entity(record: Author | Storyline | StandingPage | RunningOrder) -> set[str]:
    """Return everything that an entity's file names."""
    if isinstance(record, RunningOrder):
        lead = (record.lead,) if record.lead else ()
        named = {_whole(reference.target) for reference in (*lead, *record.top, *record.opinion)}
        return named | ({record.image.src} if record.image else set())
    named = _targets_of_slots(record.slots)
    if isinstance(record, Author) and record.image:
        named.add(record.image.src)
    return named


def _targets_of_slots(slots: tuple[Slot, ...]) -> set[str]:
    return {_whole(slot.picture.src if slot.picture else slot.target) for slot in slots}


def _whole(target: str) -> str:
    """Return an address as pages have it: /world for /world/."""
    if not target.startswith("/"):
        return target
    address = target.partition("?")[0]
    return address if address.endswith("/") or "." in address.rpartition("/")[2] else address + "/"
