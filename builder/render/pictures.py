"""How pages offer a picture to browsers: every size and format of it, and room kept for it while it comes."""

from typing import Final

from builder.model.picture import ShownPicture, Suffix, ladder
from builder.model.site import Site
from builder.render.addresses import link

_STEPS: Final = 4
"""Steps of a channel that tones tell apart: 64 tones are rules enough for a stylesheet."""


def srcset(site: Site, picture: ShownPicture, suffix: Suffix) -> str:
    """Return a picture's files of a format for a `srcset`, smallest first."""
    stem = picture.url.rpartition("-")[0]
    whole = ((width, link(site, f"{stem}-{width}.{suffix}")) for width in ladder(picture.width))
    return ", ".join([f"{address.replace(',', '%2C')} {width}w" for width, address in whole])


def tone(colour: str) -> str:
    """Return the classes that paint the room of a picture in about its colour (#rrggbb): 'tone r1 g2 b3', '' for none.

    Classes and no style, because pages carry no inline style: red, green and blue in four steps.
    """
    if not colour:
        return ""
    red, green, blue = (int(colour[place : place + 2], 16) * _STEPS // 256 for place in (1, 3, 5))
    return f"tone r{red} g{green} b{blue}"
