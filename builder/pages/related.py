"""Which articles a reader may want next: hand-picked, then of the same storyline, then by shared tags.

Beyond the hand-picked, an article draws only on articles published before it, and only on the newest few of each
tag before it. So its list never changes when something is published, and the articles whose lists an edit can
change are the next few of each tag after it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from heapq import nlargest
from typing import Final, NamedTuple

from builder.catalogue import articles, listings
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.diagnostics import Diagnostic
from builder.pages.archive import Archive, listing_of, listings_of, position_of
from builder.pages.targets import Source, follow

SHOWN: Final = 4
"""Length of a related list."""

WINDOW: Final = 24
"""How far back an article looks in each of its tags and in its storyline."""


class Related(NamedTuple):
    """A related list, best first, and what is wrong with the hand-picked ones."""

    numbers: tuple[int, ...]
    findings: tuple[Diagnostic, ...]


def related(archive: Archive, row: Row, article: Article) -> Related:
    """Choose the related articles of an article."""
    picked, findings = hand_picked(archive, row, article)
    chosen = dict.fromkeys(picked)
    for candidate in _older(archive, row, article):
        if len(chosen) >= SHOWN:
            break
        chosen.setdefault(candidate)
    return Related(tuple(chosen)[: max(SHOWN, len(picked))], findings)


def hand_picked(archive: Archive, row: Row, article: Article) -> tuple[list[int], tuple[Diagnostic, ...]]:
    """Return the articles that the writer picked and readers may see, and what is wrong with the others."""
    source = Source(row.path, row.shown)
    numbers: list[int] = []
    findings: list[Diagnostic] = []
    for reference in article.related:
        found, wrong = follow(archive, source, reference)
        findings.extend(wrong)
        if found and found.number != row.number:
            numbers.append(found.number)
    return numbers, tuple(findings)


def reach(archive: Archive, row: Row, article: Article) -> Iterable[int]:
    """Return the articles whose lists look back as far as this one."""
    for key in _drawn_on(article):
        listing = listing_of(archive, key)
        if listing:
            for stand in listings.after(archive.catalogue, listing.number, position_of(row), WINDOW):
                yield stand.article


def _older(archive: Archive, row: Row, article: Article) -> Iterable[int]:
    story = listing_of(archive, f"storyline:{article.storyline.target}") if article.storyline else None
    if story:
        yield from (
            stand.article for stand in listings.before(archive.catalogue, story.number, position_of(row), SHOWN)
        )
    tags = (listing_of(archive, key) for key in _drawn_on(article) if key.startswith("tag:"))
    numbers = [listing.number for listing in tags if listing]
    translated = _other_languages(archive, article)
    best = _most_shared(archive, numbers, position_of(row))
    yield from (number for number in best if number not in translated)


def _most_shared(archive: Archive, among: list[int], position: tuple[int, str]) -> list[int]:
    """Return the articles in most of the listings, newest first among equals, as `listings.most_shared` does.

    When whole sites are planned, members in memory answer five times as fast as the catalogue.
    """
    shared: Counter[tuple[int, str, int]] = Counter()
    for listing in among:
        members = archive.memory.members(listing)
        if members is None:
            return listings.most_shared(archive.catalogue, among, position, WINDOW, 3 * SHOWN)
        end = bisect_left(members, position)
        shared.update(members[max(0, end - WINDOW) : end])
    best: list[tuple[int, str, int]] = []
    for often in sorted(set(shared.values()), reverse=True):
        if len(best) < 3 * SHOWN:
            best += nlargest(3 * SHOWN - len(best), [member for member, count in shared.items() if count == often])
    return [member[2] for member in best]


def _drawn_on(article: Article) -> list[str]:
    keys = [key for key in listings_of(article) if key.startswith("tag:")]
    return [f"storyline:{article.storyline.target}", *keys] if article.storyline else keys


def _other_languages(archive: Archive, article: Article) -> set[int]:
    """Return the original that an article translates: the same story is nothing to read next."""
    if article.translation_of is None:
        return set()
    original = articles.find(archive.catalogue, article.translation_of.target)
    return {original.number} if original else set()
