"""What related lists cost: their part of a clean build, and how long one article more keeps them busy.

Everything runs in this one process and thread, whose processor time counts: the clock of a whole process goes in steps
of milliseconds while an article's deadline is set. The archive grows by one article at a time: the newest, on which
nobody draws, and one within the archive, on which later ones may draw.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock

from builder.build import applying, ledger
from builder.build.indexing import update_index
from builder.build.pipeline import build
from builder.build.request import Request
from builder.pages import article as article_page
from builder.source import article as article_source
from tests.bench.contenders import Peers, make_site, newsdesk
from tests.bench.run import peers_folder

_DATE: Final = re.compile(r"^date: (\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d)\S*$", re.MULTILINE)
_FENCE: Final = "\n---\n"
_SLUG: Final = re.compile(r"^slug: (\S+)$", re.MULTILINE)

NOW: Final = 4_102_444_800
"""2100-01-01: everything of the corpus is out."""

ADDED: Final = 9
"""Articles that are added one after the other, of which the median counts."""

BUILDING: Final = (
    ("words of an article", article_source, "wording_by"),
    ("index and lists", applying, "relate_all"),
    ("choice for a page", article_page, "related"),
)
"""The pieces of a clean build that are there for related lists alone."""

ADDING: Final = (
    ("words of the article", article_source, "wording_by"),
    ("index, and lists that it moves", ledger, "update_index"),
    ("list for its page", article_page, "related"),
)
"""Those of a build that takes in one article more; pages that its neighbours need choose anew, too."""


class Share(NamedTuple):
    """Processor seconds of a clean build, and of each piece that related lists are."""

    whole: float
    pieces: dict[str, float]


class Added(NamedTuple):
    """Processor seconds of each piece for one article more, and how many lists of others it moved."""

    pieces: dict[str, float]
    moved: int


@contextmanager
def timing(pieces: tuple[tuple[str, Any, str], ...]) -> Iterator[Counter[str]]:
    """Give what each piece has taken in seconds while the block runs."""
    spent: Counter[str] = Counter()
    with ExitStack() as stack:
        for name, owner, function in pieces:
            stack.enter_context(mock.patch.object(owner, function, _timed(getattr(owner, function), name, spent)))
        yield spent


def _timed(work: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    @wraps(work)
    def timed(*args: Any, **named: Any) -> Any:
        begun = time.thread_time()
        found = work(*args, **named)
        spent[name] += time.thread_time() - begun  # type: ignore[assignment]  # a counter of seconds
        return found

    return timed


def share_of_build(site: Path) -> Share:
    """Build a site that was never built, and return what related lists took of it."""
    with timing(BUILDING) as spent:
        begun = time.thread_time()
        build(_request(site))
        whole = time.thread_time() - begun
    return Share(whole, {name: spent[name] for name, *_ in BUILDING})


def add_articles(site: Path, *, newest: bool) -> list[Added]:
    """Add articles to a built site, one a build: later than all others, or each at its place in the archive.

    An article more has the front matter of one that is there and the text of another.
    """
    texts = {path: path.read_text("utf-8") for path in sorted((site / "content").rglob("*/*/*/*.md"))}
    last = max(date[1] for text in texts.values() for date in _DATE.finditer(text))
    paths = list(texts)
    models = [paths[place * len(paths) // (2 * ADDED)] for place in range(2 * ADDED)]
    found = []
    for number, (head, body) in enumerate(zip(models[::2], models[1::2], strict=True)):
        slug = f"one-more-{number}-{'new' if newest else 'old'}"
        front = _SLUG.sub(f"slug: {slug}", texts[head].split(_FENCE, 1)[0])
        if newest:
            front = _DATE.sub(f"date: {last[:-5]}59:{number:02}", front)
        head.with_name(f"{slug}.md").write_text(front + _FENCE + texts[body].split(_FENCE, 1)[1], encoding="utf-8")
        found.append(_take_in(site))
    return found


def _take_in(site: Path) -> Added:
    moved: list[int] = []
    with mock.patch.object(ledger, "update_index", _counted(update_index, moved)), timing(ADDING) as spent:
        build(_request(site))
    return Added({name: spent[name] for name, *_ in ADDING}, sum(moved))


def _counted(work: Callable[..., set[int]], sizes: list[int]) -> Callable[..., set[int]]:
    def counted(*args: Any) -> set[int]:
        found = work(*args)
        sizes.append(len(found))
        return found

    return counted


def _request(site: Path) -> Request:
    return Request(root=site, now=NOW, started=time.time_ns(), output=site / "output")


def report(articles: int, parent: Path | None) -> Iterator[str]:
    """Return the lines about an archive of so many articles of the corpus, made in a folder below `parent`."""
    with tempfile.TemporaryDirectory(prefix="related-cost-", dir=parent) as workshop:
        site = Path(workshop) / "site"
        peers = Peers(peers_folder(), Path(workshop))
        make_site(newsdesk(Path("newsdesk")), peers, articles, site)
        share = share_of_build(site)
        yield f"\nA clean build of {articles:,} articles in one process: {share.whole:.1f} s of processor time"
        yield "| of it | s | ms an article | part |"
        yield "| --- | --- | --- | --- |"
        for name, spent in (*share.pieces.items(), ("related lists", sum(share.pieces.values()))):
            yield f"| {name} | {spent:.2f} | {spent / articles * 1000:.3f} | {spent / share.whole:.1%} |"
        yield f"\nOne article more, median of {ADDED}"
        yield "| | " + " | ".join(f"{name}, ms" for name, *_ in ADDING) + " | together, ms | most, ms | lists moved |"
        yield "| --- " * (len(ADDING) + 4) + "|"
        for newest, name in ((True, "the newest"), (False, "within the archive")):
            yield _row(name, add_articles(site, newest=newest))


def _row(name: str, added: list[Added]) -> str:
    pieces = [statistics.median(one.pieces[piece] for one in added) for piece, *_ in ADDING]
    whole = [sum(one.pieces.values()) for one in added]
    columns = [f"{spent * 1000:.2f}" for spent in (*pieces, statistics.median(whole), max(whole))]
    return f"| {name} | {' | '.join(columns)} | {statistics.median(one.moved for one in added):g} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--folder", type=Path, help="where the site is made, for example on a tmpfs")
    options = parser.parse_args()
    for line in report(options.articles, options.folder):
        print(line, flush=True)


if __name__ == "__main__":
    main()
