"""Which pages a source's words stand on: from the path of whoever names something to the keys of pages."""

from collections.abc import Iterable
from typing import Final

from builder.catalogue import references
from builder.model.urls import file_slug
from builder.pages.archive import Archive, listing_of, seals
from builder.pages.breaking import KEYS
from builder.pages.breaking import PATH as BANNER
from builder.pages.feed import feed_key, has_feed
from builder.pages.fragment import story_key
from builder.pages.standing import FOOTER_KEY

_AUTHORS: Final = "content/authors/"


def keys_naming(archive: Archive, targets: Iterable[str]) -> Iterable[str]:
    """Return the keys of the pages of every source that names one of the targets, or what lies in one of them.

    A target that ends with a slash and is a path is a folder that cannot be looked into.
    """
    wanted = set(targets)
    folders = [name for name in wanted if name.startswith("content/") and name.endswith("/")]
    for path in references.referrers(archive.catalogue, wanted):
        yield from keys_of_source(archive, path)
    for prefix in (prefix for folder in folders for prefix in names_below(folder)):
        for path in references.referrers_below(archive.catalogue, prefix):
            yield from keys_of_source(archive, path)


def names_below(folder: str) -> tuple[str, ...]:
    """Return how the names of all begin that lies in a folder of content/, such as content/world/."""
    listed = {"content/authors/": ("author:",), "content/storylines/": ("storyline:",)}
    return (folder, *listed.get(folder, (folder.removeprefix("content/"),)))


def keys_of_source(archive: Archive, path: str) -> Iterable[str]:
    """Return the keys of the pages that show what the source at `path` itself says."""
    if path == BANNER:
        yield from KEYS
        return
    folder, _, name = path.removeprefix("content/").partition("/")
    ident = name.rpartition(".")[0]
    if folder == "fronts":
        yield "front:home" if ident == "home" else f"front:section:{ident}"
    elif folder == "pages":
        yield f"standing:{path}"
        yield FOOTER_KEY
    elif folder in {"authors", "storylines"}:
        key = f"{folder[:-1]}:{file_slug(ident)}"
        yield from keys_of_listing(archive, key)
        yield from (f"article:{referrer}" for referrer in references.referrers(archive.catalogue, (key,)))
    else:
        yield f"article:{path}"


def articles_signed(archive: Archive, path: str) -> list[str]:
    """Return the paths of the articles that an author signs, whose file is at `path`; none for other files."""
    if not path.startswith(_AUTHORS):
        return []
    return references.referrers(archive.catalogue, (f"author:{file_slug(path[len(_AUTHORS) :].rpartition('.')[0])}",))


def keys_of_listing(archive: Archive, key: str) -> Iterable[str]:
    """Return the keys of a listing's front, sealed pages and feed."""
    listing = listing_of(archive, key)
    sealed = seals(listing.slots, archive.site.page_size) if listing else 0
    yield f"front:{key}"
    yield from (f"sealed:{number}:{key}" for number in range(1, sealed + 1))
    if has_feed(key):
        yield feed_key(key)
    if key.startswith("storyline:"):
        yield story_key(key.removeprefix("storyline:"))
