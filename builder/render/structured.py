"""Structured data for machines: schema.org's words for our pages, as JSON-LD that cannot break out of its element.

No field is ever empty. Sources: Google Search Central, "Article", "Breadcrumb" and "ProfilePage" structured data;
schema.org 30 (NewsArticle and its kinds, CorrectionComment).
"""

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Final

import msgspec
from markupsafe import Markup

from builder.model.article import Article, ArticleType, changed_after
from builder.model.picture import ShownPicture
from builder.model.site import Site
from builder.model.video import Video
from builder.model.views import ArticleView, ListingView, Signed
from builder.render.addresses import absolute
from builder.render.press import Press

Node = dict[str, object]

_TYPES: Final[dict[ArticleType, str]] = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "live": "LiveBlogPosting",
}
_POST: Final = re.compile(r'<h2\b[^<>]*\bid="([^"]*)"[^<>]*>(.*?)</h2>', re.DOTALL)
_ESCAPES: Final = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)


def embedded(graph: Iterable[Node]) -> Markup:
    """Return a graph as JSON that may stand inside a script element: no `<`, `>` or `&` is left in it."""
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": list(graph)}).decode()
    for sign, escape in _ESCAPES:
        text = text.replace(sign, escape)
    return Markup(text)  # noqa: S704 - every sign that HTML knows has been escaped


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}


def article_graph(press: Press, view: ArticleView, video: Video | None = None) -> Markup:
    """Describe an article: the article itself, with the video that it is about, and the way to it."""
    site, article = press.site, view.article
    address = absolute(site, view.url)
    section = press.sections.get(article.section)
    node: Node = {
        "@type": _TYPES.get(article.type, "NewsArticle"),
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": article.title,
        "description": article.summary,
        "datePublished": article.date,
        "dateModified": changed_after(article) or article.date,
        "inLanguage": article.lang or site.lang,
        "articleSection": section.title if section else "",
        "keywords": [tag.name for tag in article.tags],
        "image": [image for crop in view.crops for image in _picture(site, crop, view.image)],
        "author": [_signer(site, signed) for signed in view.authors],
        "publisher": _publisher(site),
        "correction": _corrections(article),
        "isAccessibleForFree": True,
        "video": _video(site, view, video),
    }
    if article.type == "live":
        node |= {"coverageStartTime": article.date, "liveBlogUpdate": _posts(view.body, address)}
    steps = [(section.title, section.url)] if section else []
    return embedded((_filled(node), _breadcrumbs(site, [*steps, (article.title, view.url)])))


def _video(site: Site, view: ArticleView, video: Video | None) -> Node:
    """Describe a video; search engines want a picture of it, so without one nothing is said."""
    if video is None or not view.crops:
        return {}
    node: Node = {
        "@type": "VideoObject",
        "name": view.article.title,
        "description": view.article.summary,
        "uploadDate": view.article.date,
        "thumbnailUrl": [absolute(site, crop.url) for crop in view.crops],
        "embedUrl": video.embed,
        "contentUrl": "" if video.embed else video.address,
    }
    return _filled(node)


def _posts(body: str, address: str) -> list[Node]:
    """Describe the posts of a live article: its sections, each with its heading's own address."""
    return [
        {"@type": "BlogPosting", "headline": Markup(words).striptags(), "url": f"{address}#{unescape(ident)}"}  # noqa: S704 - only to take the tags away
        for ident, words in _POST.findall(body)
    ]


def _corrections(article: Article) -> list[Node]:
    return [
        _filled({"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.at})
        for correction in article.corrections
    ]


def _picture(site: Site, picture: ShownPicture | None, whole: ShownPicture | None = None) -> list[Node]:
    """Describe a picture; what is said of it stands with the `whole` of which it is a crop."""
    if picture is None:
        return []
    caption = (whole.caption if whole else "") or picture.alt
    node: Node = {"@type": "ImageObject", "url": absolute(site, picture.url), "caption": caption}
    node |= {"creditText": whole.credit if whole else "", "width": picture.width, "height": picture.height}
    return [_filled(node)]


def _signer(site: Site, signed: Signed) -> Node:
    kind = "Organization" if signed.author.kind == "desk" else "Person"
    return _filled({"@type": kind, "name": signed.author.name, "url": absolute(site, signed.author.url)})


def _publisher(site: Site) -> Node:
    home = absolute(site, "/")
    node: Node = {"@type": "NewsMediaOrganization", "@id": home + "#publisher", "name": site.title, "url": home}
    return node | {"logo": _logo(site)} if _LOGO in site.icons else node


_LOGO: Final = "icon-512.png"


def _logo(site: Site) -> Node:
    return {"@type": "ImageObject", "url": absolute(site, f"/{_LOGO}"), "width": 512, "height": 512}


def _breadcrumbs(site: Site, steps: Iterable[tuple[str, str]]) -> Node:
    items = [
        {"@type": "ListItem", "position": place, "name": title, "item": absolute(site, address)}
        for place, (title, address) in enumerate([(site.title, "/"), *steps], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def listing_graph(press: Press, view: ListingView) -> Markup:
    """Describe a listing: a collection, or an author's profile."""
    site = press.site
    address = absolute(site, view.url)
    title = view.title or site.title
    node: Node = {
        "@type": "CollectionPage" if view.signed is None else "ProfilePage",
        "@id": address,
        "url": address,
        "name": title,
        "description": site.description if view.kind == "home" else "",
        "inLanguage": site.lang,
        "mainEntity": _profile(site, view.signed),
        "publisher": _publisher(site),
    }
    way = [] if view.kind == "home" else [_breadcrumbs(site, [(title, view.front)])]
    return embedded((_filled(node), *way))


def _profile(site: Site, signed: Signed | None) -> Node:
    if signed is None:
        return {}
    author = signed.author
    described: Node = {
        "jobTitle": author.role if author.kind == "person" else "",
        "description": Markup(signed.biography).striptags(),  # noqa: S704 - only to take the tags away
        "email": author.email,
        "sameAs": [link.url for link in author.links],
        "image": _picture(site, signed.portrait),
    }
    return _signer(site, signed) | _filled(described)


def page_graph(press: Press, title: str, url: str, lang: str) -> Markup:
    """Describe any other page by its name and place."""
    return embedded((_page(press.site, "WebPage", title, url, lang),))


def collection_graph(press: Press, steps: Sequence[tuple[str, str]], lang: str) -> Markup:
    """Describe a collection that is no listing, and the way to it: title and address of each step, its own last."""
    title, url = steps[-1]
    named = [step for step in steps if step[0]]  # a theme may have no words for what only structured data names
    return embedded((_page(press.site, "CollectionPage", title, url, lang), _breadcrumbs(press.site, named)))


def search_graph(press: Press, title: str, url: str, lang: str) -> Markup:
    """Describe the search."""
    return embedded((_page(press.site, "SearchResultsPage", title, url, lang),))


def _page(site: Site, kind: str, title: str, url: str, lang: str) -> Node:
    address = absolute(site, url)
    node: Node = {"@type": kind, "@id": address, "url": address, "name": title, "inLanguage": lang}
    return _filled(node | {"publisher": _publisher(site)})
