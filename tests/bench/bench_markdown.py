"""How long the stock parser and ours take for an article, in one run, and that they agree on every one.

Run: `python -m tests.bench.bench_markdown [articles]`. The corpora lie beside the project, in `../shared`.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterable
from statistics import median

from builder.source.markdown.convert import convert
from builder.source.markdown.direct import convert_directly
from builder.source.markdown.lean import convert_leanly
from builder.source.markdown.quotes import quotes_of
from builder.source.markdown.stock import stock_parser
from tests.source.markdown.corpora import ARCHIVE, BENCH, archive_bodies, bench_bodies, own_files

ROUNDS = 3


def _best(call: Callable[[str], object], body: str) -> float:
    """Return the shortest of a few times, in ms: the machine is shared."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call(body)
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def compare(name: str, bodies: Iterable[str]) -> None:
    """Print one line of the table; raises AssertionError at the first article on which the two differ."""
    quotes = quotes_of("en")
    parser = stock_parser("en")
    stock, ours, lean, direct, words = [], [], [], 0, 0
    for body in bodies:
        assert convert(body, "en").html == parser.reset().convert(body), body
        stock.append(_best(lambda text: parser.reset().convert(text), body))
        ours.append(_best(lambda text: convert(text, "en"), body))
        lean.append(_best(lambda text: convert_leanly(text, quotes), body))
        direct += convert_directly(body, quotes) is not None
        words += len(body.split())
    count = len(stock)
    print(
        f"{name:10} {count:5} articles {words // count:4} words {100 * direct // count:3} % direct | "
        f"stock {median(stock):5.2f} lean {median(lean):5.2f} ours {median(ours):5.3f} ms, "
        f"{median(stock) / median(ours):4.1f}x (all: {sum(stock) / sum(ours):4.1f}x)"
    )


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    gc.freeze()
    if BENCH.exists():
        compare("benchmark", bench_bodies(count))
    if ARCHIVE.exists():
        compare("18F", list(archive_bodies().values())[:count])
    compare("own files", list(own_files().values())[:count])


if __name__ == "__main__":
    main()
