"""YAML texts to nodes: what is plain is read here, and the rest by the parser."""

from typing import Final

from builder.source.nodes import Node
from builder.source.plain_yaml import read_plainly
from builder.source.reading import TOP, Reading, Trouble
from builder.source.split import LARGEST
from builder.source.text import forbidden, place_of

BREAKS: Final = ("\u2028", "\u2029", "\ufeff")
"""Characters that YAML 1.1 takes for line breaks or drops, and YAML 1.2 does not."""


def read_yaml(text: str, reading: Reading) -> Node | None:
    """Return the value that a YAML text holds, or None after reporting what is wrong with it.

    An empty text is the empty map. A key that stands twice is reported and its first value kept. Lines and columns
    are those of `text`, which must therefore begin where the file of `reading` begins.
    """
    if len(text) > LARGEST:
        message = f"the YAML has {len(text):,} characters; {LARGEST:,} are the most"
        reading.report(TOP, Trouble("front-matter-too-large", message, "move long texts to files of their own"))
        return None
    for sign in BREAKS:
        if sign in text:
            reading.report(place_of(text, text.index(sign)), forbidden(sign))
            return None
    quickly = read_plainly(text)
    if quickly is not None:
        return quickly
    from builder.source.yaml_events import read_events  # noqa: PLC0415 - 10 ms that few texts need

    return read_events(text, reading)
