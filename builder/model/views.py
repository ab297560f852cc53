"""What pages may see: one record for each kind of page, made by the planner and decoded by the renderer.

Cards travel as the msgpack bytes of a Card, so the planner never unpacks them and the renderer can keep what it
has once rendered. Addresses are site addresses without the base path; `url` is the page's own.
"""

from typing import Final

import msgspec

from builder.model.article import Article, Slot
from builder.model.author import Author
from builder.model.picture import ShownPicture


class Fill(msgspec.Struct, frozen=True, array_like=True):
    """What a body's slot of the same number becomes."""

    address: str
    """Address with fragment, or '' when the link must be unwrapped."""
    card: bytes
    """The promo card's Card, or b''."""
    picture: ShownPicture | None


class Signed(msgspec.Struct, frozen=True, array_like=True):
    """An author in an article's author box: record, role in this article, biography in HTML, portrait."""

    author: Author
    role: str
    biography: str
    portrait: ShownPicture | None
    fills: tuple[Fill, ...] = ()
    """What fills the biography's slots, which are `author.slots`."""


class StoryLink(msgspec.Struct, frozen=True, array_like=True):
    """A storyline's name and address."""

    title: str
    url: str
    latest: str = ""
    """Address of the fragment with its newest articles, for scripts to fetch."""


class Translation(msgspec.Struct, frozen=True, array_like=True):
    """The same article in another language."""

    lang: str
    url: str
    title: str


class ArticleView(msgspec.Struct, frozen=True, array_like=True):
    """An article's page."""

    url: str
    article: Article
    body: str
    fills: tuple[Fill, ...]
    card: bytes
    image: ShownPicture | None
    authors: tuple[Signed, ...]
    storyline: StoryLink | None
    related: tuple[bytes, ...]
    """Cards for "Read more", best first, all published before the article."""
    newer: bytes
    """Card of the next article in its section's feed, or b''."""
    older: bytes
    follows: bytes
    """Card of the article that this one follows up (`updates:`), or b''."""
    followups: tuple[bytes, ...]
    """Cards of the articles that follow this one up, oldest first."""
    translations: tuple[Translation, ...]
    crops: tuple[ShownPicture, ...] = ()
    """The picture 16x9, 4x3 and 1x1, for search engines."""
    shared: ShownPicture | None = None
    """What stands for the article where its address is shared: its picture 16x9, or one made of its headline."""
    background: tuple[bytes, ...] = ()
    """Cards of older articles of the storyline, newest first, beyond those of `related`."""


class Breaking(msgspec.Struct, frozen=True, array_like=True):
    """The breaking banner while it is due."""

    text: str
    url: str
    """Where it leads, here or elsewhere, or ''."""
    until: str
    """When it goes: RFC 3339 with offset."""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A section as the home page shows it below its feed."""

    id: str
    title: str
    url: str
    cards: tuple[bytes, ...]
    """Newest first."""


class ListingView(msgspec.Struct, frozen=True, array_like=True):
    """A front (number 0) or sealed page (from 1, the oldest) of a listing."""

    url: str
    kind: str
    """home, section, tag, author or storyline."""
    ident: str
    """Section id, tag key, author id, storyline id; '' for home."""
    title: str
    description: str
    """HTML: storyline's standfirst or author's biography; '' elsewhere."""
    front: str
    """Address of the listing's front."""
    feed: str
    """Address of its RSS feed, or ''."""
    number: int
    cards: tuple[bytes, ...]
    """Newest first."""
    older: str
    """Address of the next older page, or ''."""
    newer: str
    signed: Signed | None
    """The author, on an author's pages."""
    lead: bytes
    """From the running order, on fronts: card or b''."""
    top: tuple[bytes, ...]
    opinion: tuple[bytes, ...]
    slots: tuple[Slot, ...] = ()
    """The slots of `description`, and what fills them."""
    fills: tuple[Fill, ...] = ()
    parts: tuple[Part, ...] = ()
    """On the home page's front: the sections that have articles, in menu order."""
    breaking: Breaking | None = None
    """On the home page's front."""


class DayView(msgspec.Struct, frozen=True, array_like=True):
    """The archive of one day, given as YYYY-MM-DD."""

    url: str
    day: str
    cards: tuple[bytes, ...]


class Month(msgspec.Struct, frozen=True, array_like=True):
    """A month of the archive: YYYY-MM, its year, its address."""

    month: str
    year: str
    url: str


class Day(msgspec.Struct, frozen=True, array_like=True):
    """A day of the archive: YYYY-MM-DD, its address."""

    day: str
    url: str


class ArchiveView(msgspec.Struct, frozen=True, array_like=True):
    """The archive: all its months, or (with `month` as YYYY-MM) the days of one of them; newest first."""

    url: str
    month: str
    months: tuple[Month, ...]
    days: tuple[Day, ...]


class Corrected(msgspec.Struct, frozen=True, array_like=True):
    """A correction, and the article that was corrected."""

    at: str
    text: str
    title: str
    title_html: str
    url: str
    lang: str
    section: str


class Year(msgspec.Struct, frozen=True, array_like=True):
    """A year of corrections and its address."""

    year: str
    url: str


class CorrectionsView(msgspec.Struct, frozen=True, array_like=True):
    """The newest corrections (`year` is '') or all of a year, newest first."""

    url: str
    year: str
    corrections: tuple[Corrected, ...]
    years: tuple[Year, ...]
    """On the page of the newest: the years that have any, newest first."""


class FragmentView(msgspec.Struct, frozen=True, array_like=True):
    """The newest cards, for scripts to fetch into any page."""

    url: str
    cards: tuple[bytes, ...]


class BreakingView(msgspec.Struct, frozen=True, array_like=True):
    """The breaking banner, for scripts to fetch into any page; none when nothing breaks."""

    url: str
    breaking: Breaking | None


class StandingView(msgspec.Struct, frozen=True, array_like=True):
    """About, contact and the like."""

    url: str
    title: str
    summary: str
    lang: str
    body: str
    fills: tuple[Fill, ...]
    slots: tuple[Slot, ...] = ()
    """The body's slots."""


class Topic(msgspec.Struct, frozen=True, array_like=True):
    """A tag that many articles have: its name, its address."""

    title: str
    url: str


class SearchView(msgspec.Struct, frozen=True, array_like=True):
    """The search, and what readers may browse by."""

    url: str
    topics: tuple[Topic, ...]
    """The largest, by address."""


class PlainView(msgspec.Struct, frozen=True, array_like=True):
    """A page that depends on the site alone, such as "not found"."""

    url: str


class RedirectView(msgspec.Struct, frozen=True, array_like=True):
    """An old address that sends readers on."""

    url: str
    target: str
    title: str
    lang: str


class FeedView(msgspec.Struct, frozen=True, array_like=True):
    """An RSS feed of the listing whose front is at `front`; `title` is '' for the whole site's."""

    url: str
    front: str
    title: str
    cards: tuple[bytes, ...]


class SitemapView(msgspec.Struct, frozen=True, array_like=True):
    """One month of the sitemap, or ('' as month) the fronts and standing pages: (address, last change or '')."""

    url: str
    month: str
    entries: tuple[tuple[str, str], ...]


class SitemapIndexView(msgspec.Struct, frozen=True, array_like=True):
    """The sitemap index: (address of a sitemap, last change or '')."""

    url: str
    entries: tuple[tuple[str, str], ...]


class SocialView(msgspec.Struct, frozen=True, array_like=True):
    """The card that stands for an article without a picture where its address is shared."""

    headline: str
    """Plain text, as are the names."""
    section: str
    """The section's title, or ''."""
    colour: str
    """The section's, as #rrggbb, or ''."""
    site: str
    lang: str
    """BCP 47."""
    direction: str
    """ltr or rtl."""


class ManifestView(msgspec.Struct, frozen=True, array_like=True):
    """The manifest that names a site's icons, which lie beside it."""

    url: str
    name: str
    lang: str
    direction: str
    icons: tuple[str, ...]


VIEWS: Final[dict[str, type[msgspec.Struct]]] = {
    view.__name__: view
    for view in (
        ArticleView,
        ListingView,
        DayView,
        ArchiveView,
        CorrectionsView,
        FragmentView,
        BreakingView,
        StandingView,
        SearchView,
        PlainView,
        RedirectView,
        FeedView,
        SitemapView,
        SitemapIndexView,
        SocialView,
        ManifestView,
    )
}
"""Every view by name, for decoding."""
