"""Pages whose every byte is kept in golden/; `python -m tests.render.golden` writes them anew, to be read as a diff."""

from pathlib import Path
from typing import Final

from builder.model.article import Picture, Slot, slot_mark
from builder.model.views import FeedView, Fill, SitemapIndexView, SitemapView, StoryLink
from tests.render import kits

FOLDER: Final = Path(__file__).parent / "golden"

_SLOTS: Final = (
    Slot("link", "content/world/a.md", "", 1, 1, ""),
    Slot("promo", "content/world/b.md", "", 2, 1, "the other one"),
    Slot("figure", "content/world/pier.jpg", "", 3, 1, "", Picture("x", "The pier", "At noon", "Jo Vale", 3, 1)),
)
_FILLS: Final = (
    Fill("/2026/11/story-9/", b"", None),
    Fill("/2026/11/story-1/", kits.packed(kits.card(1))[0], None),
    Fill("", b"", kits.shown("00000000000000bb", "The pier", 800, 600, caption="At noon", credit="Jo Vale")),
)
_BODY: Final = f'<p>A <a href="{slot_mark(0)}">link</a>.</p>\n{slot_mark(1)}\n{slot_mark(2)}\n<p>The end.</p>\n'


def pages() -> dict[str, str]:
    """Return each golden page by its file name."""
    cards = kits.packed(
        kits.card(1),
        kits.card(2, type="opinion", image=None),
        kits.card(3, lang="uk", title="Пором", title_html="Пором", summary="", authors=()),
        kits.card(4, lang="ar", title="العبّارة", title_html="العبّارة", updated="2026-11-23T10:00:00+02:00"),
    )
    article = kits.article_view(
        article=kits.article(slots=_SLOTS),
        body=_BODY,
        fills=_FILLS,
        storyline=StoryLink("The long crossing", "/storyline/crossing/"),
        follows=cards[0],
        followups=cards[1:],
        authors=(kits.signed(), kits.signed("desk", kind="desk", name="The desk", role="", links=())),
    )
    listing = kits.listing_view(cards=cards, number=3, url="/world/page/3/", newer="/world/", lead=cards[0])
    return {
        "article.html": kits.page(article, "article.html"),
        "listing.html": kits.page(listing, "section.html"),
        "feed.xml": kits.page(FeedView("/world/feed.xml", "/world/", "World", cards), form="rss"),
        "sitemap.xml": kits.page(
            SitemapView(
                "/sitemap-2026-11.xml", "2026-11", (("/2026/11/ferry/", "2026-11-22T14:05:00+02:00"), ("/ї/", ""))
            ),
            form="sitemap",
        ),
        "sitemap-index.xml": kits.page(
            SitemapIndexView("/sitemap.xml", (("/sitemap-2026-11.xml", "2026-11-22T14:05:00+02:00"),)),
            form="sitemap-index",
        ),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_bytes(text.encode())
