"""Pictures that visible pages use, re-made without the metadata that cameras and editors leave in them.

One page is one rendition: a file that is made when, and only when, something that readers may see needs it. What may
have changed is named by original, as picture:<digest>; before pages are made, that becomes the keys of its renditions.
"""

from collections.abc import Iterable

from builder.catalogue import entities, media, pages, references
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.picture import address, developer, original_of
from builder.model.urls import output_path
from builder.pages.archive import ENCODE, Archive, Planned, name_of
from builder.pages.kind import Kind, never
from builder.pages.uses import renditions_of

NAMED = "picture"
"""Name of the kind that stands for all renditions of an original."""


def original_key(digest: bytes) -> str:
    """Return the key that names all renditions of an original."""
    return f"{NAMED}:{digest.hex()}"


def rendition_keys(archive: Archive, key: str) -> list[str]:
    """Return the keys of the renditions that an original has or needs, given the key that names it."""
    name = key.partition(":")[2]
    needed = renditions_of(archive, bytes.fromhex(name))
    return sorted({*needed, *pages.keys_of_kind(archive.catalogue, f"media:{name}")})


def pictures_in(article: Article) -> list[str]:
    """Return the paths of the pictures of content/ that an article uses or links to."""
    named = [article.image.src] if article.image else []
    named.extend(slot.picture.src if slot.picture else slot.target for slot in article.slots)
    return [path for path in named if path.startswith("content/") and not path.endswith(".md")]


def _keys(archive: Archive) -> Iterable[str]:
    return map(original_key, media.all_digests(archive.catalogue))


def _touched(archive: Archive, row: Row, article: Article) -> Iterable[str]:
    portraits = (f"author:{byline.author}" for byline in article.bylines)
    storyline = (f"storyline:{article.storyline.target}",) if article.storyline else ()
    named = (*_named_by(archive, (*portraits, *storyline)), *_stand_ins(archive, row))
    for path in (*pictures_in(article), *named):
        original = media.at(archive.catalogue, path)
        if original:
            yield original_key(original.digest)


def _named_by(archive: Archive, names: Iterable[str]) -> Iterable[str]:
    """Return what the files of authors and storylines name below content/."""
    for name in names:
        kind, _, ident = name.partition(":")
        entity = entities.find(archive.catalogue, kind, ident)
        if entity:
            yield from references.targets(archive.catalogue, entity.path, "content/")


def _stand_ins(archive: Archive, row: Row) -> Iterable[str]:
    """Return what running orders name that name an article, the pictures that stand in for its own among them."""
    for source in references.referrers(archive.catalogue, (row.path, row.url, row.id)):
        if source.startswith("content/fronts/"):
            yield from references.targets(archive.catalogue, source, "content/")


def _plan(archive: Archive, rest: str) -> Planned:
    key = f"media:{rest}"
    digest = original_of(key)
    found = renditions_of(archive, digest).get(key)
    if found is None:
        return Planned(None)
    recipe, original = found
    data = ENCODE((digest, recipe, developer()))
    path = output_path(address(name_of(archive.site, original), recipe))
    return Planned(Job(key, path, "picture", "", "", data, original.path))


def _none(_archive: Archive, _rest: str) -> Planned:
    return Planned(None)


def _no_keys(_archive: Archive) -> Iterable[str]:
    return ()


PICTURE = Kind(NAMED, _keys, _touched, _none)
RENDITION = Kind("media", _no_keys, never, _plan)
