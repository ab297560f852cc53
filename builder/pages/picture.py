"""Pictures that visible pages use, re-made without the metadata that cameras and editors leave in them.

A picture is published when, and only when, something that readers may see uses it. Its address names its bytes.
"""

from collections.abc import Iterable

from builder.catalogue import articles, entities, media, references
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.diagnostics import Diagnostic, finding
from builder.model.digest import digest
from builder.model.page import Job
from builder.model.urls import file_slug, output_path
from builder.pages.archive import Archive, Planned, listing_of, media_suffix, media_url
from builder.pages.kind import Kind
from builder.source.read import read_file


def picture_key(facts: media.Facts) -> str:
    """Return the page key of a picture."""
    return f"media:{facts.digest.hex()}{media_suffix(facts.path)}"


def pictures_in(article: Article) -> list[str]:
    """Return the paths of the pictures of content/ that an article uses or links to."""
    named = [article.image.src] if article.image else []
    named.extend(slot.picture.src if slot.picture else slot.target for slot in article.slots)
    return [path for path in named if path.startswith("content/") and not path.endswith(".md")]


def _keys(archive: Archive) -> Iterable[str]:
    return dict.fromkeys(picture_key(facts) for facts in media.all_pictures(archive.catalogue))


def _touched(archive: Archive, _row: Row, article: Article) -> Iterable[str]:
    portraits = (f"author:{byline.author}" for byline in article.bylines)
    for path in (*pictures_in(article), *_portraits(archive, portraits)):
        facts = media.at(archive.catalogue, path)
        if facts:
            yield picture_key(facts)


def _portraits(archive: Archive, names: Iterable[str]) -> Iterable[str]:
    """Return the pictures that belong to the files of authors, given as author:<id>."""
    for name in names:
        entity = entities.find(archive.catalogue, "author", name.partition(":")[2])
        if entity:
            yield from references.targets(archive.catalogue, entity.path, "content/")


def _plan(archive: Archive, rest: str) -> Planned:
    name, _, suffix = rest.partition(".")
    same = [facts for facts in media.with_digest(archive.catalogue, bytes.fromhex(name)) if not facts.problem]
    same = [facts for facts in same if media_suffix(facts.path) == "." + suffix]
    if not any(_is_used(archive, facts.path) for facts in same):
        return Planned(None)
    try:
        data = read_file(archive.root, same[0].path)
    except OSError:
        return Planned(None, (_gone(same[0].path),))
    if digest(data) != same[0].digest:
        return Planned(None, (_gone(same[0].path),))
    path = output_path(media_url(same[0]))
    return Planned(Job(f"media:{rest}", path, "picture", "", "", data, same[0].path))


def _gone(path: str) -> Diagnostic:
    message, hint = "the picture changed or went while the site was being built", "build again"
    return finding("file-unreadable", path, message=message, hint=hint)


def _is_used(archive: Archive, path: str) -> bool:
    return any(_is_public(archive, source) for source in references.referrers(archive.catalogue, (path,)))


def _is_public(archive: Archive, source: str) -> bool:
    folder, _, name = source.removeprefix("content/").partition("/")
    if folder in {"authors", "storylines"}:
        listing = listing_of(archive, f"{folder[:-1]}:{file_slug(name.removesuffix('.md'))}")
        return listing is not None and listing.shown > 0
    row = articles.at(archive.catalogue, source)
    return folder == "pages" if row is None else row.shown


PICTURE = Kind("media", _keys, _touched, _plan)
