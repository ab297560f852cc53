"""Kits, views and jobs made by hand, for tests and benchmarks of the renderer."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml
from babel import Locale
from selectolax.lexbor import LexborHTMLParser, LexborNode

from builder.model.article import Article, Byline, Correction, Picture, Slot, SlotKind, Tag
from builder.model.author import Author, Link
from builder.model.card import Card, CardAuthor
from builder.model.digest import digest
from builder.model.page import COUNTED, Format, Job, Kit, Names, Rendered, RenderShard
from builder.model.picture import ShownPicture, fallback_width
from builder.model.site import Section, Site
from builder.model.views import ArticleView, Fill, ListingView, Signed, Translation
from builder.render.shard import render_shard

THEME: Final = Path(__file__).parents[2] / "themes" / "default"
LANGUAGES: Final = ("en", "uk", "ar", "de")

SITE: Final = Site(
    title="The Ferry Post",
    url="https://ferry.example",
    base="",
    lang="en",
    timezone="Europe/Kyiv",
    description="News from the two banks of the river.",
    theme="default",
    sections=(
        Section("world", "World", "#0a5", "desk", "/world/"),
        Section("town", "Town & River", "#a05", "desk", "/town/"),
    ),
    permalink="/{year}/{month}/{slug}/",
    page_size=20,
    default_author="desk",
)


def names(lang: str) -> Names:
    """Return a language's names from the CLDR."""
    locale = Locale.parse(lang)
    months, days, periods = locale.months["format"], locale.days["format"]["wide"], locale.day_periods["format"]
    return Names(
        lang=lang,
        months=tuple(months["wide"][number] for number in range(1, 13)),
        months_short=tuple(months["abbreviated"][number] for number in range(1, 13)),
        weekdays=tuple(days[number] for number in range(7)),
        date=locale.date_formats["long"].pattern,
        date_short=locale.datetime_skeletons["MMMd"].pattern,
        time=locale.time_formats["short"].pattern,
        date_time=str(locale.datetime_formats["long"]),
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        plurals=tuple(locale.plural_form(number) for number in range(COUNTED)),
        periods=(periods["abbreviated"]["am"], periods["abbreviated"]["pm"]),
    )


def theme_templates() -> dict[str, str]:
    """Return the default theme's templates by name."""
    root = THEME / "templates"
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.html"))}


def strings() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the default theme's words."""
    return tuple(
        (path.stem, tuple(yaml.safe_load(path.read_text("utf-8")).items()))
        for path in sorted((THEME / "locales").glob("*.yaml"))
    )


@cache
def kit(site: Site = SITE, **changed: str) -> Kit:
    """Return a kit of the default theme, with some templates changed or added (article_html is article.html)."""
    templates = theme_templates() | {
        name.replace("__", "/").replace("_html", ".html"): text for name, text in changed.items()
    }
    rows = tuple((name, text, f"themes/default/templates/{name}") for name, text in sorted(templates.items()))
    return Kit(site, rows, strings(), tuple(names(lang) for lang in LANGUAGES))


@cache
def sealed(kit: Kit) -> tuple[bytes, bytes]:
    """Return a kit as it travels, and its digest."""
    data = msgspec.msgpack.encode(kit)
    return data, digest(data)


def shard(kit: Kit, *jobs: Job) -> RenderShard:
    """Return a shard as the pipeline would send it."""
    return RenderShard(*sealed(kit), jobs)


def job(view: msgspec.Struct, template: str = "", form: Format = "html", path: str = "x/index.html") -> Job:
    """Return a job for a view."""
    return Job("test:page", path, form, template, type(view).__name__, msgspec.msgpack.encode(view), "content/x.md")


def first(tree: LexborHTMLParser, selector: str) -> LexborNode:
    """Return the first element that a selector finds, which must be there."""
    found = tree.css_first(selector)
    assert found is not None, selector
    return found


def made(view: msgspec.Struct, template: str = "", form: Format = "html", using: Kit | None = None) -> Rendered:
    """Render one view."""
    return render_shard(shard(using or kit(), job(view, template, form))).pages[0]


def page(view: msgspec.Struct, template: str = "", form: Format = "html", using: Kit | None = None) -> str:
    """Render one view that must succeed, as text."""
    rendered = made(view, template, form, using)
    assert rendered.data is not None, rendered.diagnostics
    return rendered.data.decode()


def snippet(source: str, **changed: object) -> str:
    """Render an article's page with `source` as the whole template."""
    return page(article_view(**changed), "probe.html", using=kit(probe_html=source))


def shown(stem: str, alt: str, width: int, height: int, **changed: str) -> ShownPicture:
    """Return a picture as a page shows it, in three formats."""
    url = f"/media/{stem}-{fallback_width(width)}.jpg"
    return ShownPicture(url, alt, width, height, "#336699", ("avif", "webp", "jpg"), **changed)


def card(number: int = 1, **changed: object) -> Card:
    """Return a card."""
    values: dict[str, Any] = {
        "id": f"world/story-{number}",
        "url": f"/2026/11/story-{number}/",
        "section": "world",
        "type": "article",
        "lang": "en",
        "title": f"Ferry number {number} sails again",
        "title_html": f"Ferry number <em>{number}</em> sails again",
        "summary": "After two years on the slip, the old ferry crosses the river again, with a new engine.",
        "date": f"2026-11-{22 - number % 20:02}T14:{number % 60:02}:00+02:00",
        "published": 1_795_000_000 - number,
        "updated": "",
        "seconds": 95,
        "authors": (CardAuthor("ada", "Ada Lind", "/author/ada/", "person"),),
        "tags": ("Ferries", "River"),
        "image": shown(f"{number:016x}", "A ferry", 960, 540),
    }
    values.update(changed)
    return Card(**values)


def packed(*cards: Card) -> tuple[bytes, ...]:
    """Return cards as they travel."""
    return tuple(msgspec.msgpack.encode(one) for one in cards)


def article(**changed: object) -> Article:
    """Return an article with every optional field."""
    values: dict[str, Any] = {
        "path": "content/world/ferry.md",
        "id": "world/ferry",
        "url": "/2026/11/ferry/",
        "section": "world",
        "lang": "en",
        "type": "analysis",
        "status": "ready",
        "title": "The ferry is back & running",
        "title_html": "The ferry is <em>back</em> &amp; running",
        "summary": "Two years late, the ferry crosses again.",
        "date": "2026-11-22T14:05:00+02:00",
        "day": "2026-11-22",
        "published": 1_795_349_100,
        "expires": None,
        "updated": "2026-11-23T09:30:00+02:00",
        "bylines": (Byline("ada", "", 1, 1),),
        "tags": (Tag("ferries", "Ferries"), Tag("c++", "C++")),
        "image": Picture("content/world/ferry.jpg", "The ferry", "At the pier", "Jo Vale", 1, 1),
        "storyline": None,
        "related": (),
        "updates": None,
        "translation_of": None,
        "corrections": (Correction("2026-11-23T09:30:00+02:00", "The ferry carries 40, not 400."),),
        "aliases": (),
        "extra": "",
        "seconds": 61,
        "slots": (),
        "anchors": (),
        "slug_line": 1,
        "id_line": 1,
    }
    values.update(changed)
    return Article(**values)


def signed(ident: str = "ada", **changed: object) -> Signed:
    """Return a signer; `changed` are fields of the author."""
    values: dict[str, Any] = {
        "path": f"content/authors/{ident}.md",
        "id": ident,
        "url": f"/author/{ident}/",
        "name": "Ada Lind",
        "kind": "person",
        "role": "Reporter",
        "email": "ada@ferry.example",
        "links": (Link("Her page", "https://ada.example/"),),
        "image": None,
        "slots": (),
    }
    portrait = shown("00000000000000aa", "Ada Lind", 256, 256)
    values.update(changed)
    return Signed(Author(**values), "", "<p>Ada writes about water.</p>", portrait)


BODY: Final = "".join(
    f"<p>Paragraph {number}. The ferry left the pier at dawn with “forty passengers” and a dog, said its master, "
    "and reached the other bank within nine minutes, to the surprise of those who had bet against it. Nobody was "
    "late for work, for once, and the bridge stood empty.</p>\n"
    for number in range(10)
)


def article_view(**changed: object) -> ArticleView:
    """Return an article's page; `changed` are fields of the view."""
    values: dict[str, Any] = {
        "url": "/2026/11/ferry/",
        "article": article(),
        "body": BODY,
        "fills": (),
        "card": packed(card(0))[0],
        "image": shown("00000000000000ff", "The ferry", 1600, 900, caption="At the pier", credit="Jo Vale"),
        "shared": shown("00000000000000cc", "The ferry", 1200, 675),
        "crops": (shown("00000000000000cc", "The ferry", 1200, 675), shown("00000000000000dd", "The ferry", 900, 900)),
        "authors": (signed(),),
        "storyline": None,
        "related": packed(*(card(number) for number in range(2, 6))),
        "newer": packed(card(7))[0],
        "older": packed(card(8))[0],
        "follows": b"",
        "followups": (),
        "translations": (Translation("uk", "/2026/11/porom/", "Пором повернувся"),),
    }
    values.update(changed)
    return ArticleView(**values)


def listing_view(**changed: object) -> ListingView:
    """Return a section's front; `changed` are fields of the view."""
    values: dict[str, Any] = {
        "url": "/world/",
        "kind": "section",
        "ident": "world",
        "title": "World",
        "description": "",
        "front": "/world/",
        "feed": "/world/feed.xml",
        "number": 0,
        "cards": packed(*(card(number) for number in range(1, 21))),
        "older": "/world/page/4/",
        "newer": "",
        "signed": None,
        "lead": b"",
        "top": (),
        "opinion": (),
    }
    values.update(changed)
    return ListingView(**values)


def slotted(
    kind: SlotKind, fill: Fill, mark: str, target: str = "content/a.md", text: str = "", picture: Picture | None = None
) -> ArticleView:
    """Return an article's page whose body is `mark`, with one slot and what fills it."""
    slot = Slot(kind, target, "", 1, 1, text, picture)
    return article_view(article=article(slots=(slot,)), body=mark, fills=(fill,))
