"""The slots of a body become addresses, promo cards and pictures.

Knows the marks that parsing left, not Markdown. A body without marks passes as it is. Whatever the planner could
not resolve leaves no trace: a link becomes its text, a promo card and a missing picture nothing.
"""

import re
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from builder.model.article import MARK_PATTERN, Slot, slot_mark
from builder.model.views import Fill
from builder.render.addresses import link
from builder.render.press import Press, Voice, print_card, print_picture, print_template

MARK_SIGN: Final = MARK_PATTERN[0]
"""A body without this sign has no slots."""

_ATTRIBUTES: Final = r"""[^<>"]*(?:"[^"]*"[^<>"]*)*?"""
_LINK: Final = re.compile(rf'<a\b{_ATTRIBUTES}href="{MARK_PATTERN}"{_ATTRIBUTES}>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(rf'<img\b({_ATTRIBUTES})src="{MARK_PATTERN}"({_ATTRIBUTES})>')
_MARK: Final = re.compile(rf"<p>\s*{MARK_PATTERN}\s*</p>|{MARK_PATTERN}")
_MARKS: Final = re.compile(rf"{MARK_PATTERN}(?:\s*{MARK_PATTERN})*")
_ALT: Final = re.compile(r'\balt="([^"]*)"')
_FOREIGN: Final = ("http://", "https://", "//")

_NO_SLOT: Final = Slot("link", "", "", 0, 0, "")
_NO_FILL: Final = Fill("", b"", None)


@dataclass(frozen=True, slots=True)
class _Filling:
    """What fills one body's slots, and the voice it is said in."""

    press: Press
    speaker: Voice
    slots: tuple[Slot, ...]
    fills: tuple[Fill, ...]

    def at(self, number: str) -> tuple[Slot, Fill]:
        place = int(number)
        slot = self.slots[place] if place < len(self.slots) else _NO_SLOT
        return slot, self.fills[place] if place < len(self.fills) else _NO_FILL


def fill(
    press: Press,
    speaker: Voice,
    html: str,
    slots: tuple[Slot, ...],
    fills: tuple[Fill, ...],
    *,
    gallery: bool = False,
) -> Markup:
    """Return a body with each mark replaced by what fills the slot of its number.

    In a `gallery` figures that follow each other are set together, by partials/gallery.html.
    """
    if MARK_SIGN in html:
        filling = _Filling(press, speaker, slots, fills)
        html = _LINK.sub(partial(_link, filling), html)
        html = _PICTURE.sub(partial(_picture, filling), html)
        if gallery:
            html = _MARKS.sub(partial(_galleries, filling), html)
        html = _MARK.sub(partial(_block, filling), html)
    return Markup(html)  # noqa: S704 - cleaned when it was parsed


def _link(filling: _Filling, found: re.Match[str]) -> str:
    return found[0] if filling.at(found[1])[1].address else found[2]


def _picture(filling: _Filling, found: re.Match[str]) -> str:
    picture = filling.at(found[2])[1].picture
    tag = found[1] + found[3]
    if picture is None:
        alt = _ALT.search(tag)
        return alt[1] if alt else ""
    attributes = _ALT.sub("", tag).strip()
    return print_picture(filling.speaker, picture, "inline", attributes=f" {attributes}" if attributes else "")


def _block(filling: _Filling, found: re.Match[str]) -> str:
    slot, filled = filling.at(found[1] or found[2])
    if slot.kind == "promo":
        return _promo(filling, slot, filled)
    if slot.kind == "figure":
        return _figure(filling, slot, filled)
    return _address(filling, filled.address)


def _galleries(filling: _Filling, found: re.Match[str]) -> str:
    """Set each run of figures that stand one after the other, and leave other marks for later."""
    pieces = []
    for shown, run in groupby(re.findall(MARK_PATTERN, found[0]), partial(_is_shown, filling)):
        if shown:
            pictures = tuple([filling.at(number)[1].picture for number in run])
            pieces.append(print_template(filling.speaker, "partials/gallery.html", {"pictures": pictures}))
        else:
            pieces += [slot_mark(int(number)) for number in run]
    return "\n".join(pieces)


def _is_shown(filling: _Filling, number: str) -> bool:
    slot, filled = filling.at(number)
    return slot.kind == "figure" and filled.picture is not None


def _address(filling: _Filling, address: str) -> str:
    return str(escape(link(filling.press.site, address))) if address else ""


def _promo(filling: _Filling, slot: Slot, filled: Fill) -> str:
    if filled.card:
        return print_card(filling.press, filling.speaker, filled.card, "promo")
    if filled.address:
        return f'<p><a href="{_address(filling, filled.address)}">{slot.text}</a></p>'
    return ""  # its words are mostly the headline of what readers may not see


def _figure(filling: _Filling, slot: Slot, filled: Fill) -> str:
    if filled.picture is not None:
        return print_template(filling.speaker, "partials/figure.html", {"picture": filled.picture})
    address = filled.address or slot.target
    if not address.startswith(_FOREIGN):
        return ""
    words = (slot.picture.alt or slot.picture.caption) if slot.picture else ""
    return f'<p><a href="{_address(filling, address)}">{escape(words or address)}</a></p>'
