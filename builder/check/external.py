"""Links to other sites, and whether the pages are still there.

Asked only when the desk says so, never during a build, because each question tells a third party who reads what.
"""

import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from builder.model.diagnostics import Diagnostic, finding

SECONDS: Final = 10.0
"""How long another site may take to answer."""

_AT_ONCE: Final = 8
_LINK: Final = re.compile(r"https?://[^\s<>\"'`)\]]+")
_GONE: Final = frozenset({404, 410})


class Place(NamedTuple):
    """Where a link stands."""

    path: str
    line: int
    column: int


def check_external(root: Path, wanted: tuple[str, ...]) -> list[Diagnostic]:
    """Ask for every link to another site below content/, or below the wanted paths; return the dead ones."""
    places: dict[str, list[Place]] = {}
    for url, place in _links(root, wanted):
        places.setdefault(url, []).append(place)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = zip(places, pool.map(_ask, places), strict=True)
        return [_dead(place, url, answer) for url, answer in answers if answer for place in places[url]]


def _links(root: Path, wanted: tuple[str, ...]) -> Iterable[tuple[str, Place]]:
    for file in sorted((root / "content").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        if wanted and not any(path == part or path.startswith(part + "/") for part in wanted):
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            for match in _LINK.finditer(line):
                yield match[0].rstrip(".,;:!?").partition("#")[0], Place(path, number, match.start() + 1)


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
