"""How long pages take: `python tests/bench/bench_render.py` prints milliseconds for an article and a listing."""

import sys
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))

import msgspec

from builder.model.page import Job, RenderShard
from builder.render.shard import render_shard
from tests.render import kits

PAGES: Final = 400
ROUNDS: Final = 7
"""Best of so many, in processor time: the machine is shared."""


def articles() -> tuple[Job, ...]:
    """Return articles that differ, with four related cards and two neighbours out of one section."""
    cards = kits.packed(*(kits.card(number) for number in range(PAGES + 6)))
    views = (
        kits.article_view(
            article=kits.article(
                title=f"Ferry {number}", title_html=f"Ferry {number}", url=f"/2026/11/ferry-{number}/"
            ),
            url=f"/2026/11/ferry-{number}/",
            related=cards[number + 2 : number + 6],
            newer=cards[number + 1],
            older=cards[number],
        )
        for number in range(PAGES)
    )
    return tuple(kits.job(view, "article.html") for view in views)


def listings() -> tuple[Job, ...]:
    """Return listings of 20 cards."""
    cards = kits.packed(*(kits.card(number) for number in range(PAGES + 20)))
    views = (kits.listing_view(cards=cards[number : number + 20]) for number in range(PAGES))
    return tuple(kits.job(view, "section.html") for view in views)


def milliseconds(shard: RenderShard) -> float:
    """Return the time of one page once the process is warm, best of several rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        made = render_shard(shard)
        times.append(time.process_time() - begun)
        failed = [page.diagnostics for page in made.pages if page.data is None]
        if failed:
            raise SystemExit(f"a page failed: {failed[0]}")
    return min(times) / len(shard.jobs) * 1000


def main() -> None:
    """Print the table."""
    kit = kits.kit()
    data = msgspec.msgpack.encode(kit)
    begun = time.process_time()
    render_shard(kits.shard(kit, articles()[0], listings()[0]))
    print(f"first article and listing, templates compiled: {(time.process_time() - begun) * 1000:.0f} ms")
    for name, jobs in (("article, 4 related cards", articles()), ("listing, 20 cards", listings())):
        shard = RenderShard(data, kits.shard(kit).kit_digest, jobs)
        size = len(render_shard(shard).pages[0].data or b"")
        print(f"{name}: {milliseconds(shard):.3f} ms a page ({size:,} bytes)")


if __name__ == "__main__":
    main()
