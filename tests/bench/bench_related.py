"""How good related lists are, and what they cost: `python -m tests.bench.bench_related` prints both.

The measure is the links that editors set by hand between their articles: how many of the older articles that a text
links to stand among the first four. Beside newsdesk stand shared tags alone, and TF-IDF of scikit-learn with the same
half-life of age. The corpora are folders of articles with a file of truth; without any, those in ../shared are taken.
"""

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from array import array
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock

from builder.catalogue import postings
from builder.catalogue.postings import Entries
from builder.catalogue.wordings import Worded
from builder.model.article import Article
from builder.model.site import Section, Site
from builder.model.source import Parsed, Source
from builder.pages import kinship
from builder.pages.shelf import Shelf
from builder.source import terms, wording
from builder.source.article import parse_article
from builder.source.body.reading import plain_text
from tests.bench.contenders import PROJECT
from tests.unpack import unpack

SHARED: Final = PROJECT.parent / "shared"
SHOWN: Final = 4
DAY: Final = 86_400


class Corpus(NamedTuple):
    """A folder of articles with plain front matter, and what their editors linked: older articles, by article."""

    name: str
    folder: Path
    lang: str
    wanted: dict[str, set[str]]


class Text(NamedTuple):
    """An article as parsed, with its name in the truth."""

    name: str
    article: Article
    html: str


class Quality(NamedTuple):
    """Precision and recall of the first four, and the mean reciprocal rank."""

    precision: float
    recall: float
    rank: float


Lists = dict[str, list[str]]


def quality(corpus: Corpus, lists: Lists) -> Quality:
    """Return how well lists have what editors linked to."""
    rows = []
    for name, want in corpus.wanted.items():
        mine = lists.get(name, [])[:SHOWN]
        hits = len(want.intersection(mine))
        first = next((place for place, other in enumerate(mine, 1) if other in want), 0)
        rows.append((hits / SHOWN, hits / len(want), 1 / first if first else 0.0))
    return Quality(*(sum(column) / len(rows) for column in zip(*rows, strict=True)))


def read(corpus: Corpus) -> list[Text]:
    """Return the articles of a corpus, oldest first."""
    site = Site(
        title="Corpus",
        url="https://corpus.example",
        base="",
        lang=corpus.lang,
        timezone="UTC",
        description="",
        theme="default",
        sections=(Section("news", "News", "", "", "/news/"),),
        permalink="/{year}/{month}/{slug}/",
        page_size=20,
        default_author="",
    )
    found = []
    for path in sorted(corpus.folder.rglob("*.md")):
        name = path.relative_to(corpus.folder).as_posix().removesuffix(".md")
        parsed: Parsed = parse_article(Source(f"content/news/{name}.md", "article", path.read_bytes()), site)
        if parsed.record:
            found.append(Text(name, kinship_article(parsed), parsed.body))
    return sorted(found, key=lambda text: (text.article.published, text.article.id))


def kinship_article(parsed: Parsed) -> Article:
    """Return the record of a parsed article."""
    import msgspec  # noqa: PLC0415 - only here

    return msgspec.msgpack.decode(parsed.record, type=Article)


def ours(texts: list[Text]) -> Lists:
    """Return the lists that newsdesk finds by content, without what editors pick."""
    index: dict[str, Entries] = {}
    worded = []
    for number, text in enumerate(texts):
        found = wording.wording_of(text.article, plain_text(text.html).split())
        worded.append(Worded(number, text.article.id, text.article.published, found))
        for term, entry in postings.entries_of(text.article.published, number, found).items():
            insort(index.setdefault(term, array("q")), entry)
    nothing: Entries = array("q")
    shelf = Shelf(
        postings.WholeIndex(lambda _, term: index.get(term, nothing)), lambda number: texts[number].article.id
    )
    return {
        texts[article.number].name: [texts[kin.number].name for kin in kinship.kin_of(shelf, article)]
        for article in worded
    }


def by_tags(texts: list[Text]) -> Lists:
    """Return the older articles with most tags in common, the newest first of those with as many."""
    having: dict[str, list[int]] = {}
    lists: Lists = {}
    for number, text in enumerate(texts):
        shared = Counter(other for tag in text.article.tags for other in having.get(tag.key, ()))
        best = sorted(shared, key=lambda other: (-shared[other], -other))
        lists[text.name] = [texts[other].name for other in best[:SHOWN]]
        for tag in text.article.tags:
            having.setdefault(tag.key, []).append(number)
    return lists


def by_library(texts: list[Text]) -> Lists:
    """Return what TF-IDF of scikit-learn finds among older articles, faded by age."""
    import numpy as np  # noqa: PLC0415 - a comparison that few run
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - likewise

    vectors = TfidfVectorizer(sublinear_tf=True, max_df=0.5, min_df=2)
    matrix = vectors.fit_transform(f"{text.article.title} " * 3 + plain_text(text.html) for text in texts)
    moments = np.array([text.article.published for text in texts])
    lists: Lists = {}
    for number, text in enumerate(texts):
        older = int(np.searchsorted(moments, moments[number]))
        scores = np.asarray((matrix[:older] @ matrix[number].T).todense()).ravel() if older else np.zeros(0)
        scores = scores * 0.5 ** ((moments[number] - moments[:older]) / kinship.HALF_LIFE)
        best = np.argsort(-scores, kind="stable")[:SHOWN]
        lists[text.name] = [texts[other].name for other in best if scores[other] > 0]
    return lists


class Part(NamedTuple):
    """A part of the score, and how to leave it out: objects and what their attributes become."""

    name: str
    changes: tuple[tuple[Any, str, Any], ...]


NO_STEMMERS: Final[dict[str, str]] = {}
NO_WORDS: Final[dict[str, frozenset[str]]] = {}


PARTS: Final = (
    Part("without stems", ((terms, "_ALGORITHMS", NO_STEMMERS),)),
    Part("without lists of function words", ((terms, "FUNCTION_WORDS", NO_WORDS),)),
    Part("without the headline's weight", ((wording, "_TITLE", 1),)),
    Part("without the standfirst's weight", ((wording, "_STANDFIRST", 0),)),
    Part("without tags", ((wording, "_TAG", 0),)),
    Part("without age", ((kinship, "HALF_LIFE", 1 << 60),)),
    Part("a word's count, not its root", ((wording, "_GAIN", tuple(128 * n for n in range(100))),)),
    Part("without regard to length", ((wording, "_HELD", (16,) * 33),)),
    Part("64 terms of an article", ((wording, "TERMS", 64),)),
    Part("a window of 8", ((kinship, "WINDOW", 8),)),
    Part("a budget of 160", ((kinship, "BUDGET", 160),)),
    Part("every clue brings articles in", ((kinship, "FINDING", 1 << 60),)),
)


@contextlib.contextmanager
def left_out(part: Part) -> Iterator[None]:
    """Leave a part of the score out while the block runs."""
    with contextlib.ExitStack() as stack:
        for owner, name, value in part.changes:
            stack.enter_context(mock.patch.object(owner, name, value))
        for table in (wording._weights, terms._stems):
            stack.callback(table.cache_clear)
            table.cache_clear()
        yield


def corpora(words: list[str], workshop: Path) -> Iterator[Corpus]:
    """Give the corpora that are pointed at, tidied: each NAME=FOLDER,TRUTH[,LANG]."""
    if not words:
        unpack(SHARED / "corpora" / "18f.tar.gz", workshop / "18f-raw")
        words = [f"18F={workshop / '18f-raw/content/posts'},{SHARED / 'related/f18.json'},en"]
    for word in words:
        name, _, rest = word.partition("=")
        folder, truth, lang = (*rest.split(","), "en")[:3]
        tidied = workshop / name
        adapt = SHARED / "related" / "adapt.py"
        command = [sys.executable, str(adapt), folder, str(tidied), "--section", "news", "--key", "authors="]
        subprocess.run(command, check=True, capture_output=True, cwd=adapt.parent)
        yield Corpus(name, tidied, lang, wanted(json.loads(Path(truth).read_text(encoding="utf-8"))))


def wanted(truth: dict[str, Any]) -> dict[str, set[str]]:
    """Return what each article links to that was out before it."""
    dates = {name: about[0] for name, about in truth["articles"].items()}
    older = {name: {other for other in linked if dates[other] < dates[name]} for name, linked in truth["links"].items()}
    return {name: linked for name, linked in older.items() if linked}


def report(corpus: Corpus, *, parts: bool) -> Iterator[str]:
    """Return the lines about one corpus."""
    texts = read(corpus)
    yield f"\n{corpus.name}: {len(texts):,} articles, {len(corpus.wanted)} of them link to an older one"
    yield "| | precision@4 | recall@4 | MRR | ms an article |"
    yield "| --- | --- | --- | --- | --- |"
    contenders: list[tuple[str, Callable[[list[Text]], Lists]]] = [("newsdesk", ours), ("tags alone", by_tags)]
    contenders.append(("TF-IDF of scikit-learn, with age", by_library))
    for name, find in contenders:
        yield _row(name, corpus, texts, find)
    for part in PARTS if parts else ():
        with left_out(part):
            yield _row(part.name, corpus, texts, ours)


def _row(name: str, corpus: Corpus, texts: list[Text], find: Callable[[list[Text]], Lists]) -> str:
    begun = time.process_time()
    found = quality(corpus, find(texts))
    cost = (time.process_time() - begun) / len(texts) * 1000
    return f"| {name} | {found.precision:.3f} | {found.recall:.3f} | {found.rank:.3f} | {cost:.2f} |"


def main() -> None:
    """Print a table for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="NAME=FOLDER,TRUTH[,LANG]")
    parser.add_argument("--parts", action="store_true", help="also leave out one part of the score after the other")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="related-") as workshop:
        for corpus in corpora(options.corpora, Path(workshop)):
            for line in report(corpus, parts=options.parts):
                print(line, flush=True)


if __name__ == "__main__":
    main()
