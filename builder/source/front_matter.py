"""The steps that every Markdown source shares: bytes to text, text to halves, front matter to keys."""

from builder.model.site import Site
from builder.source.fields import Keys, Table
from builder.source.nodes import Scalar
from builder.source.reading import Reading
from builder.source.slips import cramped, no_colon
from builder.source.split import Halves, split
from builder.source.text import read_text
from builder.source.yaml import read_yaml

__all__ = ["Halves", "read_halves", "read_keys"]


def read_halves(data: bytes, path: str, site: Site) -> tuple[Halves | None, Reading]:
    """Return a source's front matter and body, None when it cannot be read as text or not be cut."""
    text, reading = read_text(data, path, site)
    if reading.findings:
        return None, reading
    return split(text, reading), reading


def read_keys(text: str, table: Table, reading: Reading) -> Keys | None:
    """Return the keys of a YAML text; None after an error that leaves none."""
    reading.has_comments = " #" in text
    node = read_yaml(text, reading)
    if node is None:
        return None
    line = reading.line(node.line)
    slip = cramped(line) or no_colon(line) if isinstance(node, Scalar) else None
    if slip is not None:
        reading.report(node, slip)
        return None
    return table.keys(node, reading)
