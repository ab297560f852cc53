"""Links and pictures of clean HTML: what leads elsewhere is made safe, what stays in the site becomes a slot.

One pass over the tags `<a>`, `</a>` and `<img>`, linear in the HTML. It expects the HTML of a serialiser (attributes
in double quotes, `<` and `"` in them escaped); anything else that looks like a tag is text to it and stays.
"""

import re
from html import escape, unescape
from typing import Final, NamedTuple

import msgspec

from builder.model.article import Picture, Slot, slot_mark
from builder.model.diagnostics import Diagnostic
from builder.model.site import Site
from builder.source.body.manuscript import Manuscript
from builder.source.body.remote import as_settled
from builder.source.body.targets import Foreign, Here, Place, Wrong, link_target, picture_target, quoted

_TAG: Final = re.compile(r"<(?:(/)?a|(img))((?:\s++[^\s\"'<>/=]++(?:=\"[^\"]*+\")?)*)\s*+/?>")
_ATTRIBUTE: Final = re.compile(r"\s([^\s\"'<>/=]+)(?:=\"([^\"]*)\")?")

PICTURE_LINK: Final = "picture-link"
"""Class of a link that stands for a foreign picture."""

_RELATIONS: Final = frozenset({"author", "license", "nofollow", "sponsored", "tag", "ugc"})
"""What a writer may say of a link in `rel`; the rest is newsdesk's to say."""

_NOTE: Final = "fnref:"
"""How the anchor begins that a footnote leads back to."""

_GUESSES: Final = 20
"""Findings in a text after which nothing is guessed any more: comparing words is dear."""
_GUESSABLE: Final = 200
"""Longest anchor, in characters, and most ids that a guess is made from."""

_REMOTE_HINT: Final = "put the file into content/ and name it from there"


class Linked(NamedTuple):
    """HTML with slot marks, and the slots in the order of their numbers."""

    html: str
    slots: tuple[Slot, ...]


class _Open(NamedTuple):
    """An `<a>` whose end is still to come."""

    kept: bool
    slot: int
    """Its slot's number where the link may be a promo card, else -1."""
    piece: int
    """The number of the piece of HTML before its paragraph."""
    paragraph: str
    """Its paragraph's opening tag."""


class _Pass:
    """What the pass over one body has made so far."""

    def __init__(
        self, html: str, manuscript: Manuscript, site: Site, lone: frozenset[int], ids: tuple[str, ...]
    ) -> None:
        self.html = html
        self.manuscript = manuscript
        self.site = site
        self.folder = manuscript.path.rpartition("/")[0]
        self.lone = lone
        self.ids = ids
        self.known = frozenset(ids)
        self.done = 0
        """Where the HTML that is not yet in `pieces` begins."""
        self.pieces: list[str] = []
        self.open: list[_Open] = []
        self.slots: list[Slot] = []
        self.findings: list[Diagnostic] = []

    def blame(self, flaw: Wrong, offset: int) -> None:
        self.findings.append(self.manuscript.finding(flaw.code, offset, flaw.message, flaw.hint))

    def take_until(self, start: int, end: int) -> None:
        """Take the HTML up to `start`, and go on at `end`."""
        self.pieces.append(self.html[self.done : start])
        self.done = end


def set_links(
    html: str, manuscript: Manuscript, site: Site, lone: frozenset[int], ids: tuple[str, ...]
) -> tuple[Linked, list[Diagnostic]]:
    """Return `html` with safe links and marks for slots, and what is wrong with its links and pictures.

    `lone` holds the offsets of targets whose link has a line of its own, `ids` the ids that a fragment may name.
    """
    if "<a" not in html and "<img" not in html:
        return Linked(html, ()), []
    state = _Pass(html, manuscript, site, lone, ids)
    for tag in _TAG.finditer(html):
        if tag[2]:
            _set_picture(state, tag)
        elif tag[1]:
            _close_link(state, tag)
        else:
            _open_link(state, tag)
    state.pieces.append(html[state.done :])
    return Linked("".join(state.pieces), tuple(state.slots)), state.findings


def _open_link(state: _Pass, tag: re.Match[str]) -> None:
    attributes = dict(_ATTRIBUTE.findall(tag[3]))
    written = unescape(attributes.pop("href", ""))
    match link_target(written, state.folder, state.site) if "href=" in tag[3] else None:
        case Foreign(url, web):
            _keep_link(state, tag, escape(url), {**attributes, "rel": _relation(attributes, web=web)})
        case Place() as place:
            _slot_link(state, tag, place, written, attributes)
        case Here(anchor) if anchor in state.known or anchor == "top":
            _keep_link(state, tag, escape(written.strip()), attributes)
        case Here(anchor) if anchor.startswith(_NOTE):
            state.blame(*_unused_note(anchor.removeprefix(_NOTE), state))
            _drop_link(state, tag, attributes)
        case Here(anchor):
            state.blame(_unknown_anchor(anchor, state), state.manuscript.use(written))
            _drop_link(state, tag, attributes)
        case Wrong() as flaw:
            state.blame(flaw, state.manuscript.use(written))
            _drop_link(state, tag, attributes)
        case None:
            _drop_link(state, tag, attributes)


def _keep_link(state: _Pass, tag: re.Match[str], href: str, attributes: dict[str, str]) -> None:
    state.take_until(tag.start(), tag.end())
    state.pieces.append(f'<a href="{href}"{_attributes(attributes)}>')
    state.open.append(_Open(kept=True, slot=-1, piece=0, paragraph=""))


def _drop_link(state: _Pass, tag: re.Match[str], attributes: dict[str, str]) -> None:
    """Leave the link's words; an id stays, because others may name it."""
    state.take_until(tag.start(), tag.end())
    kept = "id" in attributes
    if kept:
        state.pieces.append(f'<a id="{attributes["id"]}">')
    state.open.append(_Open(kept=kept, slot=-1, piece=0, paragraph=""))


def _slot_link(state: _Pass, tag: re.Match[str], place: Place, written: str, attributes: dict[str, str]) -> None:
    offset = state.manuscript.use(written)
    line, column = state.manuscript.place(offset)
    number = len(state.slots)
    state.slots.append(Slot("link", place.target, place.anchor, line, column, ""))
    paragraph = _paragraph_before(state, tag.start()) if offset in state.lone else ""
    piece = len(state.pieces)
    _keep_link(state, tag, slot_mark(number), attributes)
    if paragraph:
        state.open[-1] = _Open(kept=True, slot=number, piece=piece, paragraph=paragraph)


def _close_link(state: _Pass, tag: re.Match[str]) -> None:
    state.take_until(tag.start(), tag.end())
    link = state.open.pop() if state.open else None
    if link is None or not link.kept:
        return
    text = "".join(state.pieces[link.piece + 2 :]) if link.slot >= 0 else ""
    if link.slot < 0 or not state.html.startswith("</p>", tag.end()) or slot_mark(link.slot + 1) in text:
        state.pieces.append("</a>")
        return
    state.slots[link.slot] = msgspec.structs.replace(state.slots[link.slot], kind="promo", text=text)
    before = state.pieces[link.piece].removesuffix(link.paragraph)
    state.pieces[link.piece :] = [before, _block(slot_mark(link.slot), link.paragraph[2:-1])]
    state.done = tag.end() + len("</p>")


def _set_picture(state: _Pass, tag: re.Match[str]) -> None:
    attributes = dict(_ATTRIBUTE.findall(tag[3]))
    written = unescape(attributes.pop("src", ""))
    offset = state.manuscript.use(written)
    match picture_target(written, state.folder, state.site):
        case Place(target, _):
            _slot_picture(state, tag, target, offset, attributes)
        case Foreign(url):
            message = f"{quoted(written)} lies elsewhere: showing it would tell its owner who reads this"
            found = state.manuscript.finding("picture-remote", offset, message, _REMOTE_HINT)
            state.findings.append(as_settled(found, state.site))
            _link_picture(state, tag, url, attributes)
        case Wrong() as flaw:
            state.blame(flaw, offset)
            state.take_until(tag.start(), tag.end())
            state.pieces.append(_words(attributes.get("alt", "")))


def _slot_picture(state: _Pass, tag: re.Match[str], target: str, offset: int, attributes: dict[str, str]) -> None:
    line, column = state.manuscript.place(offset)
    alt, title = _plain(attributes.pop("alt", "")), _plain(attributes.pop("title", ""))
    caption, credit = split_title(title)
    picture = Picture(target, alt, caption, credit, line, column, silent=not alt)
    paragraph = _paragraph_before(state, tag.start())
    alone = bool(paragraph) and state.html.startswith("</p>", tag.end())
    number = len(state.slots)
    state.slots.append(Slot("figure" if alone else "picture", target, "", line, column, "", picture))
    if alone:
        state.take_until(tag.start() - len(paragraph), tag.end() + len("</p>"))
        state.pieces.append(_block(slot_mark(number), paragraph[2:-1] + _attributes(attributes)))
    else:
        state.take_until(tag.start(), tag.end())
        shown = {"alt": escape(alt)} | ({"title": escape(title)} if title else {}) | attributes
        state.pieces.append(f'<img src="{slot_mark(number)}"{_attributes(shown)}>')


def _link_picture(state: _Pass, tag: re.Match[str], url: str, attributes: dict[str, str]) -> None:
    """Set a link in place of a foreign picture, so that no reader's browser asks for it unbidden."""
    state.take_until(tag.start(), tag.end())
    words = _words(attributes.get("alt", "")) or escape(url)
    if state.open and state.open[-1].kept:
        state.pieces.append(words)
        return
    kept = _attributes({name: attributes[name] for name in ("title", "id") if name in attributes})
    state.pieces.append(f'<a class="{PICTURE_LINK}" href="{escape(url)}" rel="external noopener"{kept}>{words}</a>')


def split_title(title: str) -> tuple[str, str]:
    """Return caption and credit of a picture's title, which stand apart by the last ' | '."""
    caption, bar, credit = f" {title} ".rpartition(" | ")
    return (caption.strip(), credit.strip()) if bar else (title.strip(), "")


def _paragraph_before(state: _Pass, start: int) -> str:
    """Return the opening tag of a paragraph that ends right at `start`, or ''."""
    if start == 0 or state.html[start - 1] != ">":
        return ""
    opening = state.html.rfind("<", state.done, start)
    tag = state.html[opening:start] if opening >= 0 else ""
    return tag if tag.startswith(("<p>", "<p ")) else ""


def _block(mark: str, attributes: str) -> str:
    """Return a slot's mark as a block, in a `<div>` where its paragraph or picture had a class, an id or the like."""
    return f"<div{attributes}>{mark}</div>" if attributes else mark


def _relation(attributes: dict[str, str], *, web: bool) -> str:
    """Return the `rel` of a link: the writer's words that are allowed, and for the web `external noopener`."""
    own = [word for word in attributes.get("rel", "").split() if word in _RELATIONS]
    return " ".join([*own, "external", "noopener"] if web else own)


def _attributes(attributes: dict[str, str]) -> str:
    """Write attributes, whose values are escaped already; an empty `rel` says nothing."""
    return "".join(f' {name}="{value}"' for name, value in attributes.items() if value or name == "alt")


def _plain(value: str) -> str:
    """Return an attribute's value as text, without the signs that newsdesk keeps for itself."""
    return unescape(value).replace("\ue000", "").replace("\ue001", "").strip() if value else ""


def _words(value: str) -> str:
    return escape(_plain(value), quote=False)


def _unused_note(label: str, state: _Pass) -> tuple[Wrong, int]:
    """Return what is wrong with a footnote that leads back to a mark which is not there, and where the note stands."""
    message = f"nothing in this text leads to the footnote {quoted(f'[^{label}]')}"
    begins = re.compile(rf"^ {{0,3}}(\[\^{re.escape(label)}\]:)", re.MULTILINE)
    hint = f"write [^{label}] where it belongs, or remove the note"
    return Wrong("anchor-unknown", message, hint), state.manuscript.search(begins)


def _unknown_anchor(anchor: str, state: _Pass) -> Wrong:
    near: list[str] = []
    if len(state.findings) < _GUESSES and len(anchor) <= _GUESSABLE:
        from difflib import get_close_matches  # noqa: PLC0415 - rare, and it imports half the world

        near = get_close_matches(anchor, state.ids[:_GUESSABLE], n=1)
    if near:
        hint = f'did you mean "#{near[0]}"?'
    elif state.ids:
        hint = f"name one of {', '.join(f'#{ident}' for ident in state.ids[:5])}"
    else:
        hint = "this text has no headings"
    return Wrong("anchor-unknown", f"{quoted('#' + anchor)} names nothing in this text", hint)
