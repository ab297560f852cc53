"""The settings of a site, from content/site.yaml, and the editor's running orders."""

from typing import Final, Literal, get_args

import msgspec

from builder.model.article import Picture, Reference, Slot


class Section(msgspec.Struct, frozen=True, array_like=True):
    """A section of the paper, in menu order; `author` is the desk that signs when nobody else does."""

    id: str
    title: str
    colour: str
    author: str
    url: str


Animated = Literal["keep", "still"]
Svg = Literal["clean", "refuse"]
Remote = Literal["link", "refuse"]
ANIMATED: Final[tuple[Animated, ...]] = ("keep", "still")
Social = Literal["none", "make"]
SOCIAL: Final[tuple[Social, ...]] = ("none", "make")
SVG: Final[tuple[Svg, ...]] = ("clean", "refuse")
REMOTE: Final[tuple[Remote, ...]] = ("link", "refuse")


Editor = Literal[
    "code",
    "code-insiders",
    "codium",
    "cursor",
    "emacsclient",
    "gedit",
    "gvim",
    "idea",
    "kate",
    "subl",
    "textmate",
    "vscode",
    "vscodium",
    "zed",
]
EDITORS: Final[tuple[Editor, ...]] = get_args(Editor)


class Media(msgspec.Struct, frozen=True, array_like=True):
    """What becomes of pictures that are not simply photographs."""

    animated: Animated = "keep"
    svg: Svg = "clean"
    remote: Remote = "link"
    social: Social = "none"
    secret: str = ""
    """What goes into the names of pictures' files, so that only the desk can tell an original by them."""


class Serve(msgspec.Struct, frozen=True, array_like=True):
    """What the preview does, and no page knows of."""

    editor: Editor | None = None
    """What opens a file where the writer has named nothing."""


RelatedBy = Literal["content", "tags", "desk"]
RELATED_BY: Final[tuple[RelatedBy, ...]] = ("content", "tags", "desk")


class Related(msgspec.Struct, frozen=True, array_like=True):
    """How related articles are chosen."""

    by: RelatedBy = "content"
    """By what articles are about too, by their tags too, or only as the desk says: by hand and by storylines."""

    @property
    def are_found(self) -> bool:
        """Whether any are looked for, beyond what the desk says."""
        return self.by != "desk"


class FooterLink(msgspec.Struct, frozen=True, array_like=True):
    """A standing page at the foot of every page."""

    title: str
    url: str
    lang: str
    """BCP 47."""


class Site(msgspec.Struct, frozen=True, array_like=True):
    """What content/site.yaml says, typed."""

    title: str
    url: str
    """Scheme and host, with a path where the site lives below one; no slash at the end."""
    base: str
    """The path part of `url` ('' at a host's root): every address in a page starts with it."""
    lang: str
    timezone: str
    description: str
    theme: str
    sections: tuple[Section, ...]
    permalink: str
    page_size: int
    default_author: str
    media: Media = Media()
    icon: tuple[Picture, ...] = ()
    """The site's icon: a picture of pixels, a drawing, or both."""
    icons: tuple[str, ...] = ()
    """The names of the files made of it, as far as they could be; known when pages are made."""
    serve: Serve = Serve()
    related: Related = Related()
    standing: tuple[Reference, ...] = ()
    """The standing pages that the footer names, by the names of their files."""
    named: tuple[Reference, ...] = ()
    """Where content/site.yaml names what lies elsewhere: `theme`, `default_author`, and `section:` with the id of a
    section that names its author."""
    footer: tuple[FooterLink, ...] = ()
    """Those of them that there are; known when pages are made."""


class Banner(msgspec.Struct, frozen=True, array_like=True):
    """The breaking banner, from content/breaking.yaml. Moments are seconds since 1970."""

    path: str
    text: str
    url: str
    """A foreign address that it leads to, or ''."""
    link: Slot | None
    """Or a place of the site,"""
    article: Reference | None
    """or an article."""
    since: int | None
    until: int
    until_text: str
    """RFC 3339 with the offset of the site's zone."""


class RunningOrder(msgspec.Struct, frozen=True, array_like=True):
    """The editor's order of a front, from content/fronts/<section>.yaml (home.yaml for the home page)."""

    path: str
    front: str
    """A section's id, or 'home'."""
    lead: Reference | None
    top: tuple[Reference, ...]
    opinion: tuple[Reference, ...]
    image: Picture | None = None
    """Stands in for the picture of the lead."""
