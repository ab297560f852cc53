"""Links to other sites, and whether the pages are still there.

Asked only when the desk says so, never during a build, because each question tells a third party who reads what. So
nobody is asked what withheld articles and notes to colleagues name, unless the desk names the file.
"""

import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from builder.catalogue import articles, entities
from builder.model.diagnostics import Diagnostic, finding
from builder.pages.archive import Archive, listing_exists, listing_of

SECONDS: Final = 10.0
"""How long another site may take to answer."""

_AT_ONCE: Final = 8
_LINK: Final = re.compile(r"https?://[^\s<>\"'`)\]]+")
_HEAD: Final = re.compile(r"\A---.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_REMARK: Final = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SIGN: Final = re.compile(r"[^\n]")
_GONE: Final = frozenset({404, 410})


class Place(NamedTuple):
    """Where a link stands."""

    path: str
    line: int
    column: int


def seen_files(archive: Archive) -> list[str]:
    """Return the paths of the Markdown files of which readers see something."""
    return [
        *(row.path for row in articles.all_rows(archive.catalogue) if row.shown),
        *(entity.path for entity in entities.all_of(archive.catalogue, "page")),
        *_seen_entities(archive),
    ]


def _seen_entities(archive: Archive) -> Iterator[str]:
    for kind in ("author", "storyline"):
        for entity in entities.all_of(archive.catalogue, kind):
            key = f"{kind}:{entity.ident}"
            if listing_exists(archive, key, listing_of(archive, key)):
                yield entity.path


def check_external(root: Path, paths: Sequence[str]) -> list[Diagnostic]:
    """Ask for every link to another site in some files of content/; return the dead ones."""
    places: dict[str, list[Place]] = {}
    for url, place in _links(root, paths):
        places.setdefault(url, []).append(place)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = zip(places, pool.map(_ask, places), strict=True)
        return [_dead(place, url, answer) for url, answer in answers if answer for place in places[url]]


def _links(root: Path, paths: Sequence[str]) -> Iterable[tuple[str, Place]]:
    for path in paths:
        text = _without_notes((root / path).read_text(encoding="utf-8", errors="replace"))
        for number, line in enumerate(text.split("\n"), 1):
            for match in _LINK.finditer(line):
                yield match[0].rstrip(".,;:!?").partition("#")[0], Place(path, number, match.start() + 1)


def _without_notes(text: str) -> str:
    """Return a file's text with spaces for its comments, which readers never see."""
    head = _HEAD.match(text)
    end = head.end() if head else 0
    return _REMARK.sub(_blank, text[:end]) + _COMMENT.sub(_blank, text[end:])


def _blank(found: re.Match[str]) -> str:
    return _SIGN.sub(" ", found[0])


def _ask(url: str) -> str:
    """Return '' when there is a page, else what the other site said."""
    answer = ""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, method=method, headers={"User-Agent": "newsdesk-check"})  # noqa: S310 - only http(s) matches
        try:
            with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - only http(s) matches
                return ""
        except urllib.error.HTTPError as problem:
            answer = f"{problem.code} {problem.reason}"
            if problem.code in _GONE:
                return answer
        except (OSError, ValueError) as problem:
            return str(getattr(problem, "reason", problem))
    return answer


def _dead(place: Place, url: str, answer: str) -> Diagnostic:
    return finding(
        "link-dead",
        place.path,
        line=place.line,
        column=place.column,
        message=f"{url} does not answer with a page: {answer}",
        hint="correct the address, link to an archived copy, or take the link out",
    )
