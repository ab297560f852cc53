"""What references and links lead to, and what is wrong when they lead nowhere.

A public source that names a withheld article is an error at its line, and nothing of the withheld article is
passed on: not its address, not its title.
"""

import difflib
import html
import re
from typing import Final, NamedTuple

from builder.catalogue import articles
from builder.catalogue.articles import Row
from builder.model.article import MARK_PATTERN, Article, Byline, Reference, Slot
from builder.model.diagnostics import Diagnostic, finding
from builder.model.urls import file_slug
from builder.model.views import Fill, Signed
from builder.pages.archive import (
    Archive,
    author_of,
    claimed_by,
    page_exists,
    picture_of,
    standing_page_at,
    storyline_of,
)
from builder.pages.faults import is_faulty
from builder.pages.pictured import FIGURE, INLINE, PORTRAIT, check_picture, file_url
from builder.pages.suggesting import open_hint

NOTHING = Fill("", b"", None)


class Source(NamedTuple):
    """Whose references are being followed: its path, and whether readers see it."""

    path: str
    public: bool


class Target(NamedTuple):
    """Where a link leads: the address, the article when it is one, and the ids that a fragment may name."""

    url: str
    row: Row | None
    anchors: tuple[str, ...] | None


def follow(archive: Archive, source: Source, reference: Reference) -> tuple[Row | None, tuple[Diagnostic, ...]]:
    """Return the other visible article that a reference names, or None and why.

    Errors of that article's own file say so themselves.
    """
    row = articles.find(archive.catalogue, reference.target)
    place = (source.path, reference.line, reference.column)
    if row is not None and row.path == source.path:
        return None, (_itself(place, reference.target),)
    if row is None or row.state == "clash":
        return None, () if is_faulty(archive, reference.target) else (_unknown_article(place, reference.target),)
    if row.shown:
        return row, ()
    return None, (_withheld(place, reference.target),) if source.public else ()


def fill(archive: Archive, source: Source, slot: Slot) -> tuple[Fill, tuple[Diagnostic, ...]]:
    """Return what a slot of a body becomes, and what is wrong with it."""
    if slot.picture is not None:
        return _fill_picture(archive, source, slot)
    place = (source.path, slot.line, slot.column)
    target = _target(archive, slot.target)
    if target is None:
        return NOTHING, () if is_faulty(archive, slot.target) else (_broken(place, slot.target),)
    if target.row is not None and not target.row.shown:
        return NOTHING, (_withheld(place, slot.target),) if source.public else ()
    findings = _check_anchor(place, slot, target)
    address = target.url + ("#" + slot.anchor if slot.anchor else "")
    card = target.row.card if target.row and slot.kind == "promo" else b""
    return Fill(address, card, None), findings


def fill_all(archive: Archive, source: Source, slots: tuple[Slot, ...]) -> tuple[tuple[Fill, ...], list[Diagnostic]]:
    """Fill every slot of a body, in order."""
    fills: list[Fill] = []
    findings: list[Diagnostic] = []
    for slot in slots:
        filled, found = fill(archive, source, slot)
        fills.append(filled)
        findings.extend(found)
    return tuple(fills), findings


def signed(archive: Archive, ident: str, role: str) -> Signed | None:
    """Return an author as the author box shows one, or None when there is no such author."""
    found = author_of(archive, ident)
    if found is None:
        return None
    author, body = found
    portrait = picture_of(archive, author.image, "avatar")
    return Signed(author, role, flat_body(archive, Source(author.path, public=True), body, author.slots), portrait)


def standfirst(archive: Archive, ident: str) -> str:
    """Return the HTML of a storyline's standfirst, '' when there is none."""
    found = storyline_of(archive, ident)
    return flat_body(archive, Source(found[0].path, public=True), found[1], found[0].slots) if found else ""


def check_about(archive: Archive, key: str) -> list[Diagnostic]:
    """Say what is wrong with the links and the portrait of an author's or storyline's own file."""
    kind, _, ident = key.partition(":")
    if kind == "author" and (author := author_of(archive, ident)):
        source, slots = Source(author[0].path, public=True), author[0].slots
        findings = _check_words(archive, source, slots, "a biography", _PORTRAIT_HINT)
        return findings + check_picture(archive, source.path, author[0].image, PORTRAIT)
    if kind == "storyline" and (story := storyline_of(archive, ident)):
        source = Source(story[0].path, public=True)
        return _check_words(archive, source, story[0].slots, "a storyline's standfirst", _STANDFIRST_HINT)
    return []


def _check_words(archive: Archive, source: Source, slots: tuple[Slot, ...], where: str, hint: str) -> list[Diagnostic]:
    """Say what is wrong with the links of a short body, and that its pictures are not shown."""
    links = tuple(slot for slot in slots if slot.picture is None)
    message = f"{where} shows no pictures: this one is left out"
    return fill_all(archive, source, links)[1] + [
        finding("picture-unshown", source.path, line=slot.line, column=slot.column, message=message, hint=hint)
        for slot in slots
        if slot.picture is not None
    ]


def flat_body(archive: Archive, source: Source, body: str, slots: tuple[Slot, ...]) -> str:
    """Return a short body (a biography, a standfirst) with its links led home and no cards or pictures.

    Of a picture amid words its text stays, as for readers who cannot see it; one by itself leaves nothing.
    """
    if not slots:
        return body
    fills = [NOTHING if slot.picture is not None else fill(archive, source, slot)[0] for slot in slots]

    def block(match: re.Match[str]) -> str:
        number = int(match[1])
        if slots[number].picture is not None:
            return ""
        text, address = slots[number].text, fills[number].address
        return f'<p><a href="{_href(archive, address)}">{text}</a></p>' if address and text else ""

    def link(match: re.Match[str]) -> str:
        address = fills[int(match[2])].address
        return f"{match[1]}{_href(archive, address)}{match[3]}{match[4]}</a>" if address else match[4]

    return _BLOCK.sub(block, _LINK.sub(link, _PICTURE.sub(_words_of, body)))


def _words_of(picture: re.Match[str]) -> str:
    alt = _ALT.search(picture[0])
    return alt[1] if alt else ""


_FILE_OF_PAGE: Final = "index.html"
_SETTINGS: Final = "content/site.yaml"
_LINK: Final = re.compile(r'(<a [^<>]*?href=")' + MARK_PATTERN + r'("[^<>]*>)(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(rf'<img\b(?:[^<>"]|"[^"]*")*\bsrc="{MARK_PATTERN}"(?:[^<>"]|"[^"]*")*>')
_ALT: Final = re.compile(r'\balt="([^"]*)"')
_BLOCK: Final = re.compile(MARK_PATTERN)
_PORTRAIT_HINT: Final = "take it out; the portrait is named under image: in the front matter"
_STANDFIRST_HINT: Final = "take it out; pictures belong into the articles"


def _href(archive: Archive, address: str) -> str:
    return html.escape(archive.site.base + address)


def check_bylines(archive: Archive, article: Article) -> list[Diagnostic]:
    """Say which authors of an article have no file; one that the settings name is told of at the settings."""
    return [
        _unknown_author(article.path, byline) if byline.is_written else _signing(archive, article, byline.author)
        for byline in article.bylines
        if author_of(archive, byline.author) is None and not is_faulty(archive, f"author:{byline.author}")
    ]


def _unknown_author(path: str, byline: Byline) -> Diagnostic:
    message = f'"{byline.author}" has no file in content/authors/'
    hint = open_hint(f"author:{byline.author}", f"write content/authors/{byline.author}.md, or correct the id")
    return finding("author-unknown", path, line=byline.line, column=byline.column, message=message, hint=hint)


def _signing(archive: Archive, article: Article, author: str) -> Diagnostic:
    """Return the finding on an author who signs because the settings say so: the same one for every article."""
    places = {place.target: place for place in archive.site.named}
    place = places.get(f"section:{article.section}") or places["default_author"]
    return _unknown_author(_SETTINGS, Byline(author, "", place.line, place.column))


def check_storyline(archive: Archive, article: Article) -> list[Diagnostic]:
    """Say whether an article's storyline has no file."""
    story = article.storyline
    if story is None or storyline_of(archive, story.target) or is_faulty(archive, f"storyline:{story.target}"):
        return []
    return [
        finding(
            "storyline-unknown",
            article.path,
            line=story.line,
            column=story.column,
            message=f'"{story.target}" has no file in content/storylines/',
            hint=open_hint(
                f"storyline:{story.target}", f"write content/storylines/{story.target}.md, or correct the id"
            ),
        )
    ]


def _fill_picture(archive: Archive, source: Source, slot: Slot) -> tuple[Fill, tuple[Diagnostic, ...]]:
    needs = FIGURE if slot.kind == "figure" else INLINE
    return Fill("", b"", picture_of(archive, slot.picture, "full")), tuple(
        check_picture(archive, source.path, slot.picture, needs)
    )


def _target(archive: Archive, target: str) -> Target | None:
    if not target.startswith("/"):
        return _file_target(archive, target)
    address, mark, query = target.partition("?")
    found = _address_target(archive, address)
    return found._replace(url=found.url + mark + query) if found else None


def linked_article(archive: Archive, target: str) -> Row | None:
    """Return the article that a link leads to, or None when it leads elsewhere or nowhere."""
    found = _target(archive, target)
    return found.row if found else None


def _address_target(archive: Archive, target: str) -> Target | None:
    for address in (target, target + "/") if not target.endswith("/") else (target,):
        claim = claimed_by(archive, address)
        found = _claimed_target(archive, address, claim.path) if claim else None
        if found:
            return found
        if page_exists(archive, address):
            return Target(address, None, None)
    return None


def _claimed_target(archive: Archive, address: str, path: str) -> Target | None:
    """Return the page of a claim when it is spelled just so: hosts tell upper from lower case."""
    if path.startswith("content/pages/"):
        page = standing_page_at(archive, path)
        return Target(address, None, page[0].anchors) if page and page[0].url == address else None
    row = articles.at(archive.catalogue, path)
    if row is None or row.state == "clash":
        return None
    article = row.article()
    spelled = row.url == address or any(alias.target == address for alias in article.aliases)
    return Target(row.url, row, article.anchors) if spelled else None


def _file_target(archive: Archive, path: str) -> Target | None:
    if path.startswith("content/pages/"):
        page = standing_page_at(archive, path)
        return Target(page[0].url, None, page[0].anchors) if page else None
    for folder, lookup in (("content/authors/", author_of), ("content/storylines/", storyline_of)):
        if path.startswith(folder):
            found = lookup(archive, file_slug(path[len(folder) :].removesuffix(".md")))
            return Target(found[0].url, None, None) if found and page_exists(archive, found[0].url) else None
    file = "" if path.endswith(".md") else file_url(archive, path)
    if file:
        return Target(file, None, None)
    row = articles.at(archive.catalogue, path)
    return Target(row.url, row, row.article().anchors) if row and row.state != "clash" else None


def _check_anchor(place: tuple[str, int, int], slot: Slot, target: Target) -> tuple[Diagnostic, ...]:
    if not slot.anchor or target.anchors is None or slot.anchor in target.anchors:
        return ()
    near = difflib.get_close_matches(slot.anchor, target.anchors, 1)
    hint = f"did you mean #{near[0]}?" if near else "link to one of its headings, or drop the part after #"
    path, line, column = place
    message = f"{slot.target} has no heading #{slot.anchor}"
    return (finding("anchor-unknown", path, line=line, column=column, message=message, hint=hint),)


def _unknown_article(place: tuple[str, int, int], target: str) -> Diagnostic:
    path, line, column = place
    hint = "name an article by its path below content/ without .md, or by its .md file"
    message = f'"{target}" is no article'
    return finding("article-unknown", path, line=line, column=column, message=message, hint=open_hint(target, hint))


def _itself(place: tuple[str, int, int], target: str) -> Diagnostic:
    path, line, column = place
    message = f'"{target}" is the article itself'
    hint = "name another article, or take the reference out"
    return finding("article-itself", path, line=line, column=column, message=message, hint=hint)


def _broken(place: tuple[str, int, int], target: str) -> Diagnostic:
    path, line, column = place
    hint = "correct the link, or write the page that it means"
    message = f"the link to {target} leads nowhere"
    hint = open_hint(target, hint)
    if target.endswith(f"/{_FILE_OF_PAGE}"):
        hint = f"leave {_FILE_OF_PAGE} out: {target.removesuffix(_FILE_OF_PAGE)}"
    return finding("link-broken", path, line=line, column=column, message=message, hint=hint)


def _withheld(place: tuple[str, int, int], target: str) -> Diagnostic:
    path, line, column = place
    return finding(
        "article-withheld",
        path,
        line=line,
        column=column,
        message=f"{target} is not public now",
        hint="take the reference out until it is, or publish both together",
    )
