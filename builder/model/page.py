"""A page to make and a page made: plain data that can cross to any worker.

A page is a pure function of its job and the kit. Jobs carry their data as msgpack, whose digest is part of
the fingerprint: equal fingerprints mean equal bytes.
"""

from typing import Final, Literal

import msgspec

from builder.model.diagnostics import Diagnostic
from builder.model.site import Site

Format = Literal["html", "rss", "sitemap", "sitemap-index", "text", "picture", "manifest"]
"""How a job's data becomes bytes: a theme's template, XML of our own, text, a picture from the cache, or JSON."""


class Job(msgspec.Struct, frozen=True, array_like=True):
    """One file of output/ to make."""

    key: str
    """The page's name in the catalogue, such as article:world/summit or tag:flood-wall/3."""
    path: str
    """Where it goes, below output/."""
    format: Format
    template: str
    """The theme's template for format html ('article.html'); else ''."""
    view: str
    """The name of the record in builder.model.views that `data` encodes; '' for text and picture."""
    data: bytes
    source: str
    """The file to name when the page cannot be made, such as content/world/summit.md; or ''."""


class Names(msgspec.Struct, frozen=True, array_like=True):
    """How a language writes dates, from the CLDR: what a page needs and no more."""

    lang: str
    months: tuple[str, ...]
    """January to December, as they stand in a full date."""
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    """Monday to Sunday."""
    date: str
    """CLDR pattern of a long date, such as d MMMM y."""
    date_short: str
    """CLDR pattern of a medium date without year, such as d MMM."""
    time: str
    """CLDR pattern of a short time, such as HH:mm."""
    date_time: str
    """How date ({1}) and time ({0}) stand together."""
    direction: Literal["ltr", "rtl"]
    periods: tuple[str, str] = ("AM", "PM")
    """Before and after noon, for times that count to twelve."""
    months_alone: tuple[str, ...] = ()
    """January to December, as they stand without a day, where that differs."""
    month: str = "LLLL y"
    """CLDR pattern of a month with its year."""
    plurals: tuple[str, ...] = ()
    """The plural category of each whole number below `COUNTED`."""


COUNTED: Final = 200
"""Numbers whose plural categories are known: a greater one is in that of 100 and its last two digits."""


RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def direction_of(lang: str) -> Literal["ltr", "rtl"]:
    """Say which way a language runs, by its tag alone."""
    return "rtl" if lang.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """Templates as code that one version of Python runs."""

    python: bytes = b""
    """What marks its code (importlib.util.MAGIC_NUMBER)."""
    codes: tuple[tuple[str, bytes], ...] = ()
    """A template's name and its marshalled code, compressed."""


class Kit(msgspec.Struct, frozen=True, array_like=True):
    """Everything besides its job that a page is made from: settings, templates, words."""

    site: Site
    templates: tuple[tuple[str, str, str], ...]
    """Name, source text and path (themes/default/templates/base.html) of every template, parents' overridden ones too.

    A template of a parent theme that a child overrides is also there as '<parent>/<name>', for {% extends %}.
    """
    strings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """For each language of the theme's locales: its words by key."""
    names: tuple[Names, ...]
    compiled: Compiled = Compiled()
    """What the templates come to; no page depends on whether it is here."""


class RenderShard(msgspec.Struct, frozen=True, array_like=True):
    """Some jobs and the kit to make them with; `kit` is the msgpack of a Kit, or b'' for a worker that holds it."""

    kit: bytes
    kit_digest: bytes
    jobs: tuple[Job, ...]
    folder: str = ""
    """The output folder, when whoever carries the shard may put its pages there; rendering does not look at it."""


class Rendered(msgspec.Struct, frozen=True, array_like=True):
    """A page made, or (`data` None) why it could not be; `data` is b'' when it is in its place already."""

    key: str
    path: str
    data: bytes | None
    digest: bytes
    diagnostics: tuple[Diagnostic, ...]
    placed: tuple[int, int] | None = None
    """Size in bytes and time of change in nanoseconds of a page that is in its place."""


class RenderedShard(msgspec.Struct, frozen=True, array_like=True):
    """What rendering a shard gave, in the order of its jobs."""

    pages: tuple[Rendered, ...]
