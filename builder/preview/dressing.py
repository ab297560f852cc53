"""What a page gets while it is served and never when it is made: its source, how it stands, and our script."""

from html import escape
from typing import Final, NamedTuple

from builder.model.visibility import Standing

OURS: Final = "/_newsdesk/"
"""The folder of the preview's own addresses."""

LABELS: Final[dict[Standing, str]] = {
    "public": "",
    "draft": "Draft",
    "scheduled": "Scheduled",
    "embargoed": "Embargoed",
    "expired": "Expired",
    "withdrawn": "Withdrawn",
}
"""What is written on pages that readers may not see."""

LAST_GOOD: Final = "Last good version"
"""What is written on a page that a build would leave out at present."""

_BEGINNINGS: Final = (b"<!doctype", b"<html")
"""How a whole page begins, but for comments, in small letters."""


class Note(NamedTuple):
    """What is known of a page: its source, its label, its digest, and the newest item of the news."""

    source: str
    label: str
    etag: str
    number: int
    token: str


def label_of(standing: Standing, *, kept: bool) -> str:
    """Return what is written on a page, or ''."""
    return " · ".join(text for text in (LABELS[standing], LAST_GOOD if kept else "") if text)


def dressed(page: bytes, note: Note) -> bytes:
    """Return a page with the note and our script before the end of its body, which HTML allows to leave out.

    What has no end of a body and is no whole document either is a fragment, and stays as it is.
    """
    place = page.rfind(b"</body>")
    if place >= 0:
        return page[:place] + _snippet(note) + page[place:]
    return page + _snippet(note) if _is_whole(page) else page


def _is_whole(page: bytes) -> bool:
    """Say whether this is a whole document, whatever comments stand before it."""
    start = len(page) - len(page.lstrip())
    while page.startswith(b"<!--", start) and (end := page.find(b"-->", start)) >= 0:
        start = end + len(b"-->")
        while page[start : start + 1].isspace():
            start += 1
    return page[start : start + len(_BEGINNINGS[0])].lower().startswith(_BEGINNINGS)


def bare_page(title: str, text: str) -> bytes:
    """Return a page for when the site has none."""
    head = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n</head>\n'
    )
    return f"{head}<body>\n<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n</body>\n</html>\n".encode()


def _snippet(note: Note) -> bytes:
    values = {
        "source": note.source,
        "label": note.label,
        "etag": note.etag,
        "number": str(note.number),
        "token": note.token,
    }
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in values.items())
    words = escape(" – ".join(word for word in (note.label, note.source) if word))
    return (
        f'<newsdesk-preview {data}>{words}</newsdesk-preview><script src="{OURS}preview.js" type="module"></script>'
    ).encode()
