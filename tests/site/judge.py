"""What a built site must satisfy, as functions over its files: each returns a sentence for every flaw.

They know the interface and nothing of the program that made the files.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

Tree = Mapping[str, bytes]
"""Files of a site by path, with forward slashes."""

SITEMAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
"""Namespace of https://www.sitemaps.org/protocol.html, whose limits stand below."""
SITEMAP_ENTRIES: Final = 50_000
SITEMAP_BYTES: Final = 50 * 2**20
SITEMAP_ADDRESS: Final = 2_048
FREQUENCIES: Final = {None, "always", "hourly", "daily", "weekly", "monthly", "yearly", "never"}

ORDER: Final = ("article", "section.author-box", "section.read-more", "section.news-feed")
"""What an article's page carries, in this order."""

LINKING: Final = {"href", "src", "poster", "action", "data", "cite", "formaction"}
FOREIGN: Final = {"mailto", "tel", "data"}
WORD: Final = re.compile(r"[^\W\d_]{4,}")


class Listed(NamedTuple):
    """What `newsdesk list` says of an article."""

    path: str
    url: str
    visible: bool
    status: str


class Site(NamedTuple):
    """A built site: its sources, its files, its articles, and what the build reported."""

    root: Path
    url: str
    tree: Tree
    articles: tuple[Listed, ...]
    report: dict[str, Any]


def read_tree(top: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    files = (path for path in sorted(top.rglob("*")) if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}


def pages(tree: Tree) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Yield every HTML file with its document."""
    return ((path, LexborHTMLParser(data.decode())) for path, data in tree.items() if path.endswith(".html"))


def bad_paths(tree: Tree) -> Iterator[str]:
    """Judge names: lower case, NFC, no per cent sign, and no two that some file system takes for one."""
    seen: dict[str, str] = {}
    for path in tree:
        if path != path.lower() or path != unicodedata.normalize("NFC", path) or "%" in path:
            yield f"{path}: not a lower-case, percent-free path in NFC"
        folded = unicodedata.normalize("NFC", path.casefold())
        if folded in seen:
            yield f"{path}: the same file as {seen[folded]} on some systems"
        seen[folded] = path


def broken_links(tree: Tree, site_url: str) -> Iterator[str]:
    """Judge every link within the site: it leads to a file, and its fragment to an element."""
    anchors = {path: _anchors(page) for path, page in pages(tree)}
    for path, page in pages(tree):
        here = site_url + _address(path)
        for link in sorted(set(_links(page))):
            flaw = _flaw(link, here, site_url, tree, anchors)
            if flaw:
                yield f"{path}: {link}: {flaw}"


def bad_structure(page: LexborHTMLParser) -> Iterator[str]:
    """Judge the order of what an article's page carries."""
    found = [_kind(node) for node in page.css(", ".join(ORDER))]
    for kind in ORDER:
        if kind not in found:
            yield f"no {kind}"
    for kind in ORDER[1:]:
        if found.count(kind) > 1:
            yield f"more than one {kind}"
    firsts = [found.index(kind) for kind in ORDER if kind in found]
    if firsts != sorted(firsts):
        yield f"order is {', '.join(dict.fromkeys(found))}"


def bad_xml(tree: Tree) -> Iterator[str]:
    """Judge every XML file: a strict parser takes it."""
    for path, data in tree.items():
        if path.endswith(".xml"):
            try:
                parse_xml(data)
            except etree.XMLSyntaxError as error:
                yield f"{path}: {error}"


def parse_xml(data: bytes) -> etree._Element:
    """Return the root of a document, read without mercy and without entities or network."""
    return etree.fromstring(data, etree.XMLParser(recover=False, resolve_entities=False, no_network=True))


def bad_sitemaps(tree: Tree, site_url: str) -> Iterator[str]:
    """Judge the sitemaps by the rules of their protocol, and that each address in them is one of the site's pages."""
    maps = {path: parse_xml(data) for path, data in tree.items() if _is_sitemap(path, data)}
    seen: dict[str, str] = {}
    for path, top in maps.items():
        if len(tree[path]) > SITEMAP_BYTES or len(top) > SITEMAP_ENTRIES:
            yield f"{path}: over {SITEMAP_ENTRIES} entries or {SITEMAP_BYTES} bytes"
        for entry in top:
            address = entry.findtext(f"{SITEMAP}loc") or ""
            yield from (f"{path}: {address}: {flaw}" for flaw in _entry_flaws(entry, address, tree, site_url))
            if address in seen:
                yield f"{path}: {address}: stands in {seen[address]} too"
            seen[address] = path
    indexed = {seen_in for seen_in in maps if site_url + seen_in in seen}
    yield from (f"{path}: in no index" for path in maps.keys() - indexed - {"sitemap.xml"})


def leaked_words(tree: Tree, withheld: Iterable[str], public: Iterable[str]) -> Iterator[str]:
    """Name the words that stand in withheld texts and in no public one, and yet in the output."""
    secret = set(_words(withheld)) - set(_words(public))
    for path, data in tree.items():
        if path.endswith((".html", ".xml", ".json", ".txt")):
            found = secret.intersection(_words([path, data.decode()]))
            if found:
                yield f"{path}: {', '.join(sorted(found))}"


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in WORD.findall(text.casefold()))


def _address(path: str) -> str:
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def _kind(node: LexborNode) -> str:
    classes = (node.attributes.get("class") or "").split()
    return next((kind for kind in ORDER[1:] if kind.partition(".")[2] in classes and node.tag == "section"), ORDER[0])


def _anchors(page: LexborHTMLParser) -> set[str]:
    named = {node.attributes.get("name") or "" for node in page.css("a[name]")}
    return named | {node.attributes.get("id") or "" for node in page.css("[id]")}


def _links(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("*"):
        for name, value in node.attributes.items():
            if name in LINKING and value is not None:
                yield value.strip()
            elif name in {"srcset", "imagesrcset"} and value:
                yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())
    for node in page.css('meta[property="og:url"], meta[property="og:image"], meta[name="twitter:image"]'):
        yield node.attributes.get("content") or ""


def _flaw(link: str, here: str, site_url: str, tree: Tree, anchors: Mapping[str, set[str]]) -> str:
    whole = urlsplit(urljoin(here, link))
    if whole.scheme in FOREIGN:
        return ""
    if whole.scheme not in {"http", "https"}:
        return f"scheme {whole.scheme}"
    base = urlsplit(site_url)
    if whole.netloc != base.netloc:
        return ""
    if not whole.path.startswith(base.path):
        return "outside the site"
    path = unquote(whole.path.removeprefix(base.path))
    file = f"{path}index.html" if not path or path.endswith("/") else path
    if file not in tree:
        return f"no file {file}"
    fragment = unquote(whole.fragment)
    return "no such anchor" if fragment and fragment not in anchors.get(file, {fragment}) else ""


def _is_sitemap(path: str, data: bytes) -> bool:
    return path.endswith(".xml") and parse_xml(data).tag in {f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"}


def _entry_flaws(entry: etree._Element, address: str, tree: Tree, site_url: str) -> Iterator[str]:
    if not address.startswith(site_url) or len(address) >= SITEMAP_ADDRESS or not address.isascii():
        yield "not an address of this site, escaped and shorter than 2,048 characters"
        return
    path = unquote(address.removeprefix(site_url))
    file = path if entry.tag == f"{SITEMAP}sitemap" else f"{path}index.html"
    if file not in tree:
        yield f"no file {file}"
    elif file.endswith(".html"):
        yield from _canonical_flaws(LexborHTMLParser(tree[file].decode()), address)
    if not _is_w3c_date(entry.findtext(f"{SITEMAP}lastmod")):
        yield f"lastmod {entry.findtext(f'{SITEMAP}lastmod')}"
    if entry.findtext(f"{SITEMAP}changefreq") not in FREQUENCIES:
        yield f"changefreq {entry.findtext(f'{SITEMAP}changefreq')}"


def _canonical_flaws(page: LexborHTMLParser, address: str) -> Iterator[str]:
    """Judge that a page in a sitemap wants to be found, and under this address."""
    canonical = page.css_first('link[rel="canonical"]')
    if canonical is None or canonical.attributes.get("href") != address:
        yield "the page's canonical address is another one"
    robots = page.css_first('meta[name="robots"]')
    if robots is not None and "noindex" in (robots.attributes.get("content") or ""):
        yield "the page asks not to be indexed"


def _is_w3c_date(text: str | None) -> bool:
    """Judge by https://www.w3.org/TR/NOTE-datetime: a day, or a moment with its offset."""
    if text is None:
        return True
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
