"""An article's page.

It sees the article, its authors, its storyline's name, its related list, its two neighbours in its section's feed,
what it follows up and what follows it up, its translations, and what its links lead to.
"""

from collections.abc import Iterable, Iterator

from builder.catalogue import articles, references
from builder.catalogue.articles import Row
from builder.model.article import Article, Reference
from builder.model.diagnostics import Diagnostic
from builder.model.page import Job
from builder.model.urls import day_url, month_url, output_path
from builder.model.views import ArticleView, Fill, StoryLink, Translation
from builder.pages.archive import (
    CARD,
    ENCODE,
    Archive,
    Planned,
    crops_of,
    listing_of,
    picture_of,
    position_of,
    storyline_of,
)
from builder.pages.fragment import story_url
from builder.pages.kind import Kind
from builder.pages.naming import keys_naming
from builder.pages.pictured import LEAD, check_picture
from builder.pages.related import hand_picked, reach, related
from builder.pages.social import shared_picture
from builder.pages.targets import Source, check_bylines, check_storyline, fill_all, follow, signed


def key_of(path: str) -> str:
    """Return the key of an article's page, by the article's path."""
    return f"article:{path}"


def _keys(archive: Archive) -> Iterable[str]:
    return (key_of(path) for path in articles.all_paths(archive.catalogue))


def _touched(archive: Archive, row: Row, article: Article) -> Iterable[str]:
    yield key_of(row.path)
    numbers = {*_neighbours(archive, row, article), *reach(archive, row, article)}
    for other, translation in _translating(archive, row):
        numbers.update(reach(archive, other, translation))
    yield from map(key_of, articles.paths(archive.catalogue, numbers))
    for reference in (article.updates, article.translation_of):
        if reference:
            yield from _around(archive, reference)
    aliases = (alias.target for alias in article.aliases)
    yield from keys_naming(archive, (row.path, row.url, row.id, day_url(row.day), month_url(row.day[:7]), *aliases))


_Later = list[tuple[Row, Article]]


def _translating(archive: Archive, row: Row) -> Iterator[tuple[Row, Article]]:
    """Give the articles that translate one: a list that minds translations has one of them at most."""
    for path in references.referrers(archive.catalogue, map(references.after, (row.path, row.url, row.id))):
        found = articles.at(archive.catalogue, path)
        article = found.article() if found else None
        if found and article and article.translation_of:
            yield found, article


def _around(archive: Archive, reference: Reference) -> Iterable[str]:
    """Name the article that a reference means and, for translations, all that name it too."""
    row = articles.find(archive.catalogue, reference.target)
    if row:
        yield key_of(row.path)
        yield from keys_naming(archive, (row.path, row.url, row.id))


def _neighbours(archive: Archive, row: Row, article: Article) -> list[int]:
    """Return the next newer and the next older article of the section, as far as there are any."""
    newer, older = _beside(archive, row, article)
    return [number for number in (newer, older) if number is not None]


def _beside(archive: Archive, row: Row, article: Article) -> tuple[int | None, int | None]:
    listing = listing_of(archive, f"section:{article.section}")
    if listing is None:
        return None, None
    position, memory = position_of(row), archive.memory
    return memory.after(listing.number, position), memory.before(listing.number, position)


def _plan(archive: Archive, rest: str) -> Planned:
    row = archive.memory.article(rest)
    if row is None or row.state == "clash":
        return Planned(None)
    article = row.article()
    if not row.shown:
        return Planned(None, tuple(_check(archive, row, article)))
    view, findings = _view(archive, row, article)
    job = Job(
        key=key_of(row.path),
        path=output_path(row.url),
        format="html",
        template="article.html",
        view="ArticleView",
        data=ENCODE(view),
        source=row.path,
    )
    return Planned(job, tuple(findings))


def _check(archive: Archive, row: Row, article: Article) -> list[Diagnostic]:
    """Say what is wrong with an article that has no page now, so that it is mended before it has one."""
    source = Source(row.path, public=False)
    findings = [*hand_picked(archive, row, article)[1], *fill_all(archive, source, article.slots)[1]]
    for reference in (article.updates, article.translation_of):
        if reference:
            findings.extend(follow(archive, source, reference)[1])
    return findings + _check_names(archive, article)


def _check_names(archive: Archive, article: Article) -> list[Diagnostic]:
    return [
        *check_bylines(archive, article),
        *check_storyline(archive, article),
        *check_picture(archive, article.path, article.image, LEAD),
    ]


def _view(archive: Archive, row: Row, article: Article) -> tuple[ArticleView, list[Diagnostic]]:
    source = Source(row.path, public=True)
    findings = _check_names(archive, article)
    fills: tuple[Fill, ...] = ()
    if article.slots:
        fills, wrong = fill_all(archive, source, article.slots)
        findings.extend(wrong)
    chosen = related(archive, row, article)
    findings.extend(chosen.findings)
    follows, wrong_updates = _followed(archive, source, article.updates)
    findings.extend(wrong_updates)
    newer, older = _beside(archive, row, article)
    later = _after(archive, row)
    translations, wrong_translation = _translations(archive, source, row, article, later)
    findings.extend(wrong_translation)
    crops = crops_of(archive, article.image)
    view = ArticleView(
        url=row.url,
        article=article,
        body=archive.memory.body(row),
        fills=fills,
        card=row.card,
        image=picture_of(archive, article.image, "full"),
        authors=tuple(
            found for byline in article.bylines if (found := signed(archive, byline.author, byline.role)) is not None
        ),
        storyline=_story(archive, article),
        related=archive.memory.cards(chosen.numbers),
        newer=_card(archive, newer),
        older=_card(archive, older),
        follows=follows,
        followups=_followups(archive, row, later),
        translations=translations,
        crops=crops,
        shared=shared_picture(archive, article, crops),
        background=archive.memory.cards(chosen.background),
    )
    return view, findings


def _card(archive: Archive, number: int | None) -> bytes:
    return b"" if number is None else archive.memory.cards((number,))[0]


def _story(archive: Archive, article: Article) -> StoryLink | None:
    found = storyline_of(archive, article.storyline.target) if article.storyline else None
    return StoryLink(found[0].title, found[0].url, story_url(found[0].id)) if found else None


def _followed(archive: Archive, source: Source, reference: Reference | None) -> tuple[bytes, tuple[Diagnostic, ...]]:
    if reference is None:
        return b"", ()
    row, wrong = follow(archive, source, reference)
    return (row.card if row else b""), wrong


def _after(archive: Archive, row: Row) -> _Later:
    """Return the visible articles that may follow up or translate an article, oldest first."""
    paths = archive.memory.referrers(tuple(map(references.after, (row.path, row.url, row.id))))
    rows = (articles.at(archive.catalogue, path) for path in paths)
    later = [(found, found.article()) for found in rows if found and found.shown and found.number != row.number]
    return sorted(later, key=lambda pair: position_of(pair[0]))


def _means(archive: Archive, reference: Reference | None, row: Row) -> bool:
    if reference is None:
        return False
    found = articles.find(archive.catalogue, reference.target)
    return found is not None and found.number == row.number


def _followups(archive: Archive, row: Row, later: _Later) -> tuple[bytes, ...]:
    return tuple(other.card for other, article in later if _means(archive, article.updates, row))


def _translations(
    archive: Archive, source: Source, row: Row, article: Article, later: _Later
) -> tuple[tuple[Translation, ...], tuple[Diagnostic, ...]]:
    """Return an article's visible translations: its original, and all translations of the same original."""
    findings: tuple[Diagnostic, ...] = ()
    original: Row | None = row
    if article.translation_of:
        original, findings = follow(archive, source, article.translation_of)
    if original is None:
        return (), findings
    if original.number != row.number:
        later = _after(archive, original)
    family = [original, *(r for r, a in later if _means(archive, a.translation_of, original))]
    cards = (CARD.decode(member.card) for member in family if member.number != row.number)
    return tuple(Translation(card.lang, card.url, card.title) for card in cards), findings


ARTICLE = Kind("article", _keys, _touched, _plan)
