"""content/site.yaml to the settings of a site."""

import re
from collections.abc import Iterator
from typing import Final

from builder.model.article import Picture, Reference
from builder.model.diagnostics import Diagnostic
from builder.model.site import ANIMATED, EDITORS, RELATED_BY, REMOTE, SOCIAL, SVG, Media, Related, Section, Serve, Site
from builder.model.urls import base_of, section_url
from builder.source.addresses import FOLDERS, reserved, slug_trouble
from builder.source.extra import FREE_MAP
from builder.source.fields import Field, Keys, table
from builder.source.front_matter import read_keys
from builder.source.kinds import (
    LANGUAGE,
    TEXT,
    WORD,
    Kind,
    choice,
    listed,
    number_between,
    read_reference,
    read_text,
    sequence_of,
)
from builder.source.nodes import Mapping, Node, Sequence
from builder.source.reading import UNSETTLED, Reading, Trouble, quoted
from builder.source.references import PICTURE
from builder.source.suggest import did_you_mean
from builder.source.text import read_text as text_of
from builder.source.zones import places, zone_names

_URL: Final = re.compile(
    r"https?://(?:[\w.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:/(?!\.\.?(?:/|$))[\w.~-]+)*/?", re.IGNORECASE
)
_COLOUR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_FIELDS: Final = ("year", "month", "day", "section", "slug", "id")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_PERMALINK: Final = re.compile(r"/(?:(?:[\w.~-]|\{[a-z]+\})+/)+")
_THEME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")


def _matching(pattern: re.Pattern[str], message: str, hint: str) -> Kind[str]:
    """Return the kind of a text of one shape."""

    def read(node: Node, reading: Reading) -> str | None:
        text = read_text(node, reading)
        if text is None or pattern.fullmatch(text):
            return text
        reading.report(node, Trouble("value-invalid", f"{quoted(text)} {message}", hint))
        return None

    return Kind(read, {"type": "string", "pattern": f"^(?:{pattern.pattern})$"})


def is_site_url(text: str) -> bool:
    """Say whether a site can live at an address."""
    return _URL.fullmatch(text) is not None


def _read_zone(node: Node, reading: Reading) -> str | None:
    """Return the name of a time zone."""
    text = read_text(node, reading)
    if text is None or text in zone_names():
        return text
    hint = did_you_mean(text, (*places(), *sorted(zone_names())), "write a name such as Europe/Kyiv")
    reading.report(node, Trouble("timezone-unknown", f"there is no time zone {quoted(text)}", hint))
    return None


def _read_permalink(node: Node, reading: Reading) -> str | None:
    """Return the pattern of articles' addresses."""
    text = read_text(node, reading)
    if text is None:
        return None
    names = _PLACEHOLDER.findall(text)
    unknown = [name for name in names if name not in _FIELDS]
    known = "use " + ", ".join(f"{{{name}}}" for name in _FIELDS)
    if unknown:
        message, hint = (
            f"there is no {{{unknown[0][:40]}}} to put into an address",
            did_you_mean(unknown[0], _FIELDS, known),
        )
    elif not {"slug", "id"} & set(names):
        message, hint = f"{quoted(text)} gives many articles one address", "add {slug}"
    elif not _PERMALINK.fullmatch(text):
        message, hint = f"{quoted(text)} is not a pattern of addresses", "write one such as /{year}/{month}/{slug}/"
    else:
        return text
    reading.report(node, Trouble("value-invalid", message, hint))
    return None


_ID: Final = Field("id", WORD, "Its folder and address, such as world.", required=True)
_TITLE: Final = Field("title", TEXT, "What readers see (the id with a capital).")
_COLOUR_FIELD: Final = Field(
    "colour", _matching(_COLOUR, "is not a colour", 'write it as "#a1b2c3", in quotes'), "Its colour.", ("color",)
)
_AUTHOR: Final = Field("author", TEXT, "The id of the desk that signs where nobody else does.")
_SECTION: Final = table("Section", _ID, _TITLE, _COLOUR_FIELD, _AUTHOR, foreign={"name": "call it title"})


def _read_section(node: Node, reading: Reading) -> Section | None:
    """Return one section, from its id or a map."""
    if not isinstance(node, Mapping):
        written = read_reference(node, reading)
        keys: Keys | None = Keys()
    else:
        keys = _SECTION.keys(node, reading)
        written = None if keys is None else _ID.take(keys, reading)
    if keys is None or written is None:
        return None
    ident = written.target
    trouble = slug_trouble(ident)
    if trouble is None and (ident in FOLDERS or reserved(f"/{ident}/", UNSETTLED)):
        message = f"{quoted(ident)} cannot be a section: newsdesk uses the word itself"
        trouble = Trouble("address-reserved", message, "choose another id; its title: may be anything")
    if trouble is not None:
        reading.report(written, trouble)
        return None
    title = _TITLE.take(keys, reading) or ident.replace("-", " ").capitalize()
    colour, author = _COLOUR_FIELD.take(keys, reading) or "", _AUTHOR.take(keys, reading) or ""
    return Section(ident, title, colour, author, section_url(ident))


def _read_sections(node: Node, reading: Reading) -> tuple[Section, ...] | None:
    """Return the sections in menu order; no id stands twice."""
    sections = _SECTIONS.read(node, reading)
    seen: set[str] = set()
    for section in sections or ():
        if section.id in seen:
            message = f"the section {quoted(section.id)} stands twice"
            reading.report(node, Trouble("key-duplicate", message, "keep one of the two"))
        seen.add(section.id)
    return sections


_SECTIONS: Final = sequence_of(Kind(_read_section, {"anyOf": [TEXT.schema, _SECTION.schema()]}))

TITLE: Final = Field("title", TEXT, "The site's name.", required=True)
URL: Final = Field(
    "url",
    _matching(_URL, "is not the address of a site", "write it as https://news.example.org, without ? and #"),
    "Where the site will live.",
    required=True,
)
LANG: Final = Field("lang", LANGUAGE, "Its language, such as en.", required=True)
TIMEZONE: Final = Field(
    "timezone", Kind(_read_zone, {"type": "string"}), "The zone of its times, such as Europe/Kyiv.", required=True
)
DESCRIPTION: Final = Field("description", TEXT, "The site in a sentence.")
THEME: Final = Field(
    "theme",
    _matching(_THEME, "is not the name of a theme", "name a folder of themes/"),
    "A folder of themes/ (default).",
)
SECTIONS: Final = Field("sections", Kind(_read_sections, _SECTIONS.schema), "The sections, in menu order.")
PERMALINK: Final = Field(
    "permalink",
    Kind(_read_permalink, {"type": "string", "pattern": "^/.*\\{(slug|id)\\}.*/$"}),
    "The pattern of articles' addresses (/{year}/{month}/{slug}/).",
)
PAGE_SIZE: Final = Field("page_size", number_between(1, 200), "Articles on a page of a listing (20).")
DEFAULT_AUTHOR: Final = Field("default_author", TEXT, "The id of the author who signs where nobody else does.")

_ANIMATED: Final = Field("animated", choice(*ANIMATED), "Whether animated pictures stay so (keep).")
_SVG: Final = Field("svg", choice(*SVG), "Whether drawings are cleaned or refused (clean).")
_REMOTE: Final = Field("remote", choice(*REMOTE), "Whether pictures elsewhere become links (link) or errors.")
_SOCIAL: Final = Field(
    "social", choice(*SOCIAL), "Whether articles without a picture get one of their headline for sharing (none)."
)
_SECRET_LENGTH: Final = 16


def _read_secret(node: Node, reading: Reading) -> str | None:
    """Return a secret; a message about one never says it."""
    text = read_text(node, reading)
    if text is None or len(text) >= _SECRET_LENGTH:
        return text
    message = f"a secret of {len(text)} characters can be guessed"
    hint = f"write {_SECRET_LENGTH} letters and digits or more that mean nothing"
    reading.report(node, Trouble("value-invalid", message, hint))
    return None


_SECRET: Final = Field(
    "secret",
    Kind(_read_secret, {"type": "string", "minLength": _SECRET_LENGTH}),
    "What only the desk knows and the names of pictures' files are made with.",
)
_MEDIA: Final = table("Pictures", _ANIMATED, _SVG, _REMOTE, _SOCIAL, _SECRET)


def _read_media(node: Node, reading: Reading) -> Media | None:
    """Return what becomes of pictures."""
    keys = _MEDIA.keys(node, reading)
    if keys is None:
        return None
    usual = Media()
    return Media(
        _ANIMATED.take(keys, reading) or usual.animated,
        _SVG.take(keys, reading) or usual.svg,
        _REMOTE.take(keys, reading) or usual.remote,
        _SOCIAL.take(keys, reading) or usual.social,
        _SECRET.take(keys, reading) or usual.secret,
    )


_ICONS: Final = listed(PICTURE)


def _read_icon(node: Node, reading: Reading) -> tuple[Picture, ...] | None:
    """Return the icon's pictures: one of pixels, one drawing, or both."""
    pictures = _ICONS.read(node, reading)
    kinds = [picture.src.lower().endswith(".svg") for picture in pictures or ()]
    if len(kinds) == len(set(kinds)):
        return pictures
    hint = "name one picture of at least 512 pixels, one drawing (.svg), or one of each"
    reading.report(node, Trouble("value-invalid", "two pictures of a kind cannot be one icon", hint))
    return None


ICON: Final = Field("icon", Kind(_read_icon, _ICONS.schema), "The picture that the site's icons are made from.")

MEDIA: Final = Field("media", Kind(_read_media, _MEDIA.schema()), "What becomes of pictures.")

_EDITOR: Final = Field("editor", choice(*EDITORS), "The editor that opens a file from a page ($VISUAL, $EDITOR).")
_SERVE: Final = table("The preview", _EDITOR)


def _read_serve(node: Node, reading: Reading) -> Serve | None:
    """Return what the preview does."""
    keys = _SERVE.keys(node, reading)
    return None if keys is None else Serve(_EDITOR.take(keys, reading))


SERVE: Final = Field("serve", Kind(_read_serve, _SERVE.schema()), "What the preview does.")

_BY: Final = Field("by", choice(*RELATED_BY), "By words and tags too (content), by tags, or as the desk says.")
_RELATED: Final = table("Related articles", _BY)


def _read_related(node: Node, reading: Reading) -> Related | None:
    """Return how related articles are chosen."""
    keys = _RELATED.keys(node, reading)
    return None if keys is None else Related(_BY.take(keys, reading) or Related().by)


RELATED: Final = Field("related", Kind(_read_related, _RELATED.schema()), "How related articles are chosen.")

FOOTER: Final = Field(
    "footer", listed(WORD), "The standing pages at the foot of every page, by the names of their files."
)

_FREE: Final = tuple(
    Field(name, FREE_MAP, about)
    for name, about in (
        ("feeds", "Settings of the feeds."),
        ("publish", "Where the site is published, by name."),
    )
)
"""Keys whose maps belong to other rooms; here they are only seen to be maps."""

SITE: Final = table(
    "Settings of a newsdesk site",
    TITLE,
    URL,
    LANG,
    TIMEZONE,
    DESCRIPTION,
    THEME,
    SECTIONS,
    PERMALINK,
    PAGE_SIZE,
    DEFAULT_AUTHOR,
    ICON,
    MEDIA,
    SERVE,
    FOOTER,
    RELATED,
    *_FREE,
    foreign={
        "baseurl": "call it url",
        "base_url": "call it url",
        "name": "call it title",
        "language": "call it lang",
        "languagecode": "call it lang",
        "time_zone": "call it timezone",
        "tz": "call it timezone",
        "paginate": "call it page_size",
        "permalinks": "call it permalink",
        "author": "call it default_author",
        "menu": "the order of sections: is the menu's",
    },
)
"""Every key of the settings."""


def read_site(data: bytes, path: str) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Return the settings that content/site.yaml holds, or None and what is wrong with them."""
    text, reading = text_of(data, path)
    keys = None if reading.findings else read_keys(text, SITE, reading)
    site = None if keys is None else _site(keys, reading)
    findings = tuple(sorted(reading.findings, key=Diagnostic.sort_key))
    return (None if reading.failed() else site), findings


def _site(keys: Keys, reading: Reading) -> Site:
    for field in _FREE:
        field.take(keys, reading)
    url = (URL.take(keys, reading) or "").rstrip("/")
    sections = SECTIONS.take(keys, reading) or ()
    return Site(
        title=TITLE.take(keys, reading) or "",
        url=url,
        base=base_of(url),
        lang=LANG.take(keys, reading) or UNSETTLED.lang,
        timezone=TIMEZONE.take(keys, reading) or UNSETTLED.timezone,
        description=DESCRIPTION.take(keys, reading) or "",
        theme=THEME.take(keys, reading) or UNSETTLED.theme,
        sections=sections,
        permalink=PERMALINK.take(keys, reading) or UNSETTLED.permalink,
        page_size=PAGE_SIZE.take(keys, reading) or UNSETTLED.page_size,
        default_author=DEFAULT_AUTHOR.take(keys, reading) or "",
        icon=ICON.take(keys, reading) or (),
        media=MEDIA.take(keys, reading) or Media(),
        serve=SERVE.take(keys, reading) or Serve(),
        related=RELATED.take(keys, reading) or Related(),
        standing=FOOTER.take(keys, reading) or (),
        named=tuple(_named(keys, sections)),
    )


def _named(keys: Keys, sections: tuple[Section, ...]) -> Iterator[Reference]:
    """Give the places where the settings name the theme and those who sign when nobody else does."""
    for name in (THEME.name, DEFAULT_AUTHOR.name):
        if name in keys:
            yield Reference(name, keys[name].value.line, keys[name].value.column)
    listed_at = keys[SECTIONS.name].value if sections else None
    items = listed_at.items if isinstance(listed_at, Sequence) else (listed_at,)
    for section, item in zip(sections, items, strict=False):  # settings of which one is refused are not used
        for entry in item.entries if isinstance(item, Mapping) and section.author else ():
            if entry.key.text == _AUTHOR.name:
                yield Reference(f"section:{section.id}", entry.value.line, entry.value.column)
