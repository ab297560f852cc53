"""XML of strangers, read without mercy: a tree of elements, or a refusal, within bounds that the caller sets.

A document type may be named, as drawing programs do, but may declare nothing, so there is no entity but XML's own five.
Nothing is fetched, and comments and processing instructions are dropped. Expat reads, a tree builder of the standard
library keeps.
Source: W3C, Extensible Markup Language (XML) 1.0; OWASP, XML External Entity Prevention.
"""

from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Bounds(NamedTuple):
    """The most that a document may hold."""

    size: int
    """Bytes."""
    elements: int
    depth: int


class RefusedXMLError(ValueError):
    """The document is broken, too large, or declares entities or elements of its own; the message says which."""


def parse_xml(data: bytes, bounds: Bounds) -> Element:
    """Return the root of a UTF-8 document, names as `{namespace}name`.

    Raises:
        RefusedXMLError: for everything that is not such a document within the bounds.
    """
    if len(data) > bounds.size:
        raise RefusedXMLError(f"it has {len(data):,} bytes, over {bounds.size:,}")
    reader = _Reader(bounds)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat takes no names: this is all of the document
    except expat.ExpatError as error:
        raise RefusedXMLError(f"it is not well-formed XML: {error}") from error
    return reader.tree.close()


class _Reader:
    """One document's parser, the tree that grows from it, and how much there is of it so far."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.tree = TreeBuilder()
        self.depth = self.count = 0
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_declarations
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.tree.data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > self.bounds.depth or self.count > self.bounds.elements:
            raise RefusedXMLError(
                f"it has over {self.bounds.elements:,} elements, or over {self.bounds.depth} in depth"
            )
        self.tree.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_clark(name))


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name


def _refuse_declarations(_name: str, _system: str | None, _public: str | None, declares: int, /) -> None:
    if declares:
        raise RefusedXMLError("its document type declares something, which is where entities come from")
