"""The sections' colours as a stylesheet, so that a colour stands once in the settings and on no page."""

import re
from collections.abc import Iterable
from typing import Final

from builder.model.page import Job
from builder.model.site import Site
from builder.pages.archive import Archive, Planned
from builder.pages.kind import Kind, never

NAME: Final = "sections.css"
"""Its name below assets/; a theme's own asset of this name stands in for it."""

KEY: Final = f"colours:{NAME}"

_UNSAFE: Final = re.compile(r'["\\\x00-\x1f\x7f]')


def _keys(_archive: Archive) -> Iterable[str]:
    return (KEY,)


def _plan(archive: Archive, rest: str) -> Planned:
    if rest != NAME or any(asset.name == NAME for asset in archive.assets):
        return Planned(None)
    return Planned(Job(KEY, f"assets/{NAME}", "text", "", "", stylesheet(archive.site).encode(), ""))


def stylesheet(site: Site) -> str:
    """Return one rule for each section that has a colour, in menu order."""
    rules = (
        f'[data-section="{_string(section.id)}"] {{ --section: {section.colour}; }}\n'
        for section in site.sections
        if section.colour
    )
    return '@charset "utf-8";\n' + "".join(rules)


def _string(text: str) -> str:
    """Return what stands between the quotation marks of a CSS string (CSS Syntax 3, section 4.3.5)."""
    return _UNSAFE.sub(lambda sign: f"\\{ord(sign[0]):x} ", text)


COLOURS = Kind("colours", _keys, never, _plan)
