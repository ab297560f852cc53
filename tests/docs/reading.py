"""What the documents hold, as data: fenced blocks, commands, examples of files, links and tables.

It reads Markdown by lines and judges nothing.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

PROJECT: Final = Path(__file__).resolve().parents[2]
DOCS: Final = PROJECT / "docs"

_FENCE: Final = re.compile(r"^(?:```|~~~)(\w*)\n(.*?)^(?:```|~~~)$", re.MULTILINE | re.DOTALL)
_EXAMPLE_PATH: Final = re.compile(r"`(content/[^`\s]+\.(?:md|yaml))`")
_LINK: Final = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^()\s]+)\)")
_HEADING: Final = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_ROW: Final = re.compile(r"^\| ((?:[^|\n\\]|\\.)+?) \|", re.MULTILINE)
_CODE: Final = re.compile(r"`([^`\n]+)`")


class Block(NamedTuple):
    """A fenced block: its document, language, text, and the paragraph right above it."""

    document: str
    language: str
    text: str
    above: str

    @property
    def path(self) -> str:
        """The file of a site that the paragraph above says this is, or ''."""
        named = _EXAMPLE_PATH.findall(self.above)
        return named[-1] if named else ""


def documents() -> list[Path]:
    """Return every document of the project."""
    return [*sorted(PROJECT.glob("*.md")), *sorted(DOCS.glob("*.md"))]


def named(path: Path) -> str:
    """Return a document's path from the project."""
    return path.relative_to(PROJECT).as_posix()


def text_of(name: str) -> str:
    """Return the text of a document by its path from the project."""
    return (PROJECT / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[Block]:
    """Return the fenced blocks of a document, in order."""
    text = text_of(name)
    found = []
    for fence in _FENCE.finditer(text):
        above = text[: fence.start()].rstrip("\n").rpartition("\n\n")[2]
        found.append(Block(name, fence[1], fence[2], above))
    return found


def all_blocks(*languages: str) -> list[Block]:
    """Return the fenced blocks of every document in some languages."""
    return [block for path in documents() for block in blocks(named(path)) if block.language in languages]


def prose(name: str) -> str:
    """Return a document without its fenced blocks."""
    return _FENCE.sub("", text_of(name))


def links(name: str) -> list[str]:
    """Return the targets of a document's links within the project."""
    return [
        target for target in _LINK.findall(_CODE.sub("", prose(name))) if not target.startswith(("http", "mailto:"))
    ]


def anchors(name: str) -> set[str]:
    """Return the anchors of a document's headings, as hosts of repositories make them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(prose(name))}


def section(name: str, heading: str) -> str:
    """Return what stands beneath a heading, up to the next one of its level or above."""
    text = text_of(name)
    found = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert found, f"{name} has no heading {heading!r}"
    level = len(found[1])
    after = re.compile(rf"^#{{1,{level}}} ", re.MULTILINE).search(text, found.end())
    return text[found.end() : after.start() if after else len(text)]


def first_cells(markdown: str) -> list[str]:
    """Return the code in the first cell of each row of the tables in a text."""
    return [code for cell in _ROW.findall(markdown) for code in _CODE.findall(cell)]


def scripts() -> list[tuple[str, str]]:
    """Return each document that holds commands, and all its commands as one script."""
    found = []
    for path in documents():
        name = named(path)
        script = "".join(block.text for block in blocks(name) if block.language == "sh")
        if script:
            found.append((name, script))
    return found
