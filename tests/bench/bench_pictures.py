"""`make bench-pictures`: photographs of 12 megapixels through newsdesk and through Hugo, in one run.

Both make the same widths in WebP, and then in AVIF too, at the same qualities; Hugo resizes by its default filter, which is its
quickest, unless --filter asks for Lanczos, which is ours. The contenders take turns, and each row is the median of its runs. It prints a Markdown table on standard output. The figures of ARCHITECTURE.md and the issue
are those of `make bench-pictures PHOTOS=1000`.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder import __version__
from builder.model.picture import WIDTHS
from builder.render import develop
from tests.bench import contenders
from tests.bench.measure import Command, Cost, timed
from tests.bench.photos import SIZE, draw_photos, name_of

WORKSHOP: Final = Path(tempfile.gettempdir()).resolve() / "newsdesk-bench"
QUALITIES: Final = {"webp": develop._OPTIONS["WEBP"], "avif": develop._OPTIONS["AVIF"]}
"""What newsdesk asks of its encoders, which Hugo is asked for too."""

_ARTICLE: Final = "---\ntitle: Photograph {number}\ndate: 2026-{month:02}-{day:02}T10:00:00+00:00\n{more}---\n\nA photograph and its words.\n"
_SETTINGS: Final = (
    "title: Photographs\nurl: https://example.org/\nlang: en\ntimezone: UTC\nsections:\n  - {id: news, title: News}\n"
)
_HUGO: Final = """baseURL = "https://example.org/"
title = "Photographs"
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
[imaging]
resampleFilter = "%(filter)s"
[imaging.webp]
quality = %(webp_quality)d
method = %(webp_method)d
[imaging.avif]
quality = %(avif_quality)d
encoderSpeed = %(avif_speed)d
"""
_SINGLE: Final = """<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>
{{ $photo := .Resources.GetMatch "*.jpg" }}
{{ range $format := slice %(formats)s }}{{ range $width := slice %(widths)s }}
{{ $made := $photo.Resize (printf "%%dx %%s" $width $format) }}
<img src="{{ $made.RelPermalink }}" width="{{ $made.Width }}" height="{{ $made.Height }}" alt="">
{{ end }}{{ end }}{{ .Content }}
"""
_LIST: Final = '<!doctype html><title>{{ .Title }}</title>{{ range .RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}\n'


class Row(NamedTuple):
    """One line of the table."""

    name: str
    ours: Cost | None
    theirs: Cost | None
    files: str


class Bench(NamedTuple):
    """Where the photographs and sites of one run lie."""

    home: Path
    photos: Path
    photographs: int
    runs: int
    filter: str
    """Hugo's, of which it has many."""


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(prog="make bench-pictures", description=__doc__)
    parser.add_argument("--photos", type=int, default=100, metavar="N")
    parser.add_argument("--runs", type=int, default=1, help="runs of each row; the median counts")
    parser.add_argument("--filter", choices=("box", "lanczos"), default="box", help="by which Hugo resizes")
    wanted = parser.parse_args()
    photos = WORKSHOP / "photos"
    draw_photos(photos, wanted.photos)
    home = Path(tempfile.mkdtemp(prefix="newsdesk-bench-"))
    try:
        bench = Bench(
            home, _selected(photos, home / "photos", wanted.photos), wanted.photos, wanted.runs, wanted.filter
        )
        for line in table(bench, rows(bench)):
            print(line, flush=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _selected(photos: Path, folder: Path, count: int) -> Path:
    """Return a folder that holds as many photographs as are asked for, and no more."""
    folder.mkdir()
    for number in range(1, count + 1):
        _linked(photos / name_of(number), folder / name_of(number))
    return folder


def _linked(photo: Path, path: Path) -> None:
    try:
        path.hardlink_to(photo)
    except OSError:
        shutil.copyfile(photo, path)  # another file system


def rows(bench: Bench) -> Iterator[Row]:
    """Yield the rows as they are measured."""
    report: dict[str, Any] = {}
    for name, suffixes in (("WebP", ["webp"]), ("WebP and AVIF", ["webp", "avif"])):
        ours, theirs = _in_turns(bench, lambda s=suffixes: _alone(bench, s), lambda s=suffixes: _hugo(bench, s))  # type: ignore[misc] # a default keeps this turn's suffixes
        yield Row(f"{name}, {len(WIDTHS)} widths", ours, theirs, _files(bench, suffixes))
    site, hugo = _newsdesk_site(bench), bench.home / "hugo-webp-avif"
    yield Row("whole build: all formats, crops, cards, pages", _built(site, report), None, _told(report))
    again, theirs = _built(site, report), timed(_hugo_command(hugo))
    yield Row("second build, nothing changed", again, theirs, _told(report))


def _in_turns(bench: Bench, ours: Callable[[], Cost], theirs: Callable[[], Cost]) -> tuple[Cost, Cost]:
    pairs = [(ours(), theirs()) for _ in range(bench.runs)]
    return _median([pair[0] for pair in pairs]), _median([pair[1] for pair in pairs])


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cost.cpu for cost in costs))


# ------------------------------------------------------------------------------------------------------------- newsdesk


def _alone(bench: Bench, suffixes: Sequence[str]) -> Cost:
    output = bench.home / f"renditions-{'-'.join(suffixes)}"
    shutil.rmtree(output, ignore_errors=True)
    words = [sys.executable, "-m", "tests.bench.renditions", str(bench.photos), str(output), *suffixes]
    return timed(Command(words, contenders.PROJECT))


def _newsdesk_site(bench: Bench) -> Path:
    site = bench.home / "newsdesk"
    shutil.copytree(contenders.PROJECT / "themes", site / "themes")
    (site / "content" / "news").mkdir(parents=True)
    (site / "content" / "site.yaml").write_text(_SETTINGS, encoding="utf-8")
    for number in range(1, bench.photographs + 1):
        image = f"image: {{src: /photos/{name_of(number)}, alt: A photograph, credit: Nobody}}\n"
        (site / "content" / "news" / f"photo-{number:04}.md").write_text(_article(number, image), encoding="utf-8")
    shutil.copytree(bench.photos, site / "content" / "photos", copy_function=os.link)
    return site


def _built(site: Path, report: dict[str, Any]) -> Cost:
    newsdesk = Path(sys.executable).with_name("newsdesk")
    cost = timed(Command([str(newsdesk), "build", "--format", "json", "--now", "2026-12-31T12:00:00Z"], site))
    log = site.with_name(site.name + ".log").read_text(encoding="utf-8")
    report.clear()
    report.update(json.loads(log[log.index("{") :])["pictures"])
    return cost


def _told(report: dict[str, Any]) -> str:
    return f"{report['made']:,} made, {report['decoded']:,} decoded"


# ----------------------------------------------------------------------------------------------------------------- Hugo


def _hugo(bench: Bench, suffixes: Sequence[str]) -> Cost:
    site = bench.home / f"hugo-{'-'.join(suffixes)}"
    if not site.exists():
        _write_hugo(bench, site, suffixes)
    for name in ("public", "resources"):
        shutil.rmtree(site / name, ignore_errors=True)
    return timed(_hugo_command(site))


def _hugo_command(site: Path) -> Command:
    return Command(contenders.hugo(WORKSHOP).words, site)


def _write_hugo(bench: Bench, site: Path, suffixes: Sequence[str]) -> None:
    """Write a site of one bundle a photograph, whose template makes the renditions."""
    asked = {f"{name}_{key}": value for name, options in QUALITIES.items() for key, value in options.items()}
    site.mkdir()
    (site / "hugo.toml").write_text(_HUGO % (asked | {"filter": bench.filter}), encoding="utf-8")
    (site / "layouts").mkdir()
    choice = {"formats": " ".join(f'"{suffix}"' for suffix in suffixes), "widths": " ".join(map(str, WIDTHS))}
    (site / "layouts" / "single.html").write_text(_SINGLE % choice, encoding="utf-8")
    for name in ("list.html", "home.html"):
        (site / "layouts" / name).write_text(_LIST, encoding="utf-8")
    for number in range(1, bench.photographs + 1):
        bundle = site / "content" / "news" / f"photo-{number:04}"
        bundle.mkdir(parents=True)
        (bundle / "index.md").write_text(_article(number, ""), encoding="utf-8")
        _linked(bench.photos / name_of(number), bundle / name_of(number))


def _article(number: int, more: str) -> str:
    return _ARTICLE.format(number=number, month=number % 12 + 1, day=number % 28 + 1, more=more)


# ---------------------------------------------------------------------------------------------------------------- table


def _files(bench: Bench, suffixes: Sequence[str]) -> str:
    """Return how many files and bytes each made: who makes fewer is no faster."""
    ours = _weighed(bench.home / f"renditions-{'-'.join(suffixes)}", suffixes)
    theirs = _weighed(bench.home / f"hugo-{'-'.join(suffixes)}" / "public", suffixes)
    return f"newsdesk {ours}, Hugo {theirs}"


def _weighed(folder: Path, suffixes: Sequence[str]) -> str:
    found = [path.stat().st_size for suffix in suffixes for path in folder.rglob(f"*.{suffix}")]
    return f"{len(found):,} files of {sum(found) / 2**20:.0f} MiB"


def table(bench: Bench, measured: Iterator[Row]) -> Iterator[str]:
    """Yield the lines of the table as its rows are measured."""
    size = sum(path.stat().st_size for path in bench.photos.iterdir()) / 2**20
    yield f"newsdesk {__version__}, Hugo {contenders.HUGO}, Python {platform.python_version()}, {os.cpu_count()} processors"
    yield f"{bench.photographs:,} photographs of {SIZE[0]} x {SIZE[1]} pixels, {size:.0f} MiB, median of {bench.runs}; Hugo's filter: {bench.filter}\n"
    yield "| | newsdesk, s (CPU) | Hugo, s (CPU) | newsdesk / Hugo | made |"
    yield "| --- | --- | --- | --- | --- |"
    known: list[Row] = []
    for row in measured:
        known.append(row)
        yield f"| {row.name} | {_seconds(row.ours)} | {_seconds(row.theirs)} | {ratio(row)} | {row.files} |"
    yield f"\nAVIF's added cost: {added(known)}"


def ratio(row: Row) -> str:
    """Return newsdesk's share of Hugo's wall time."""
    return f"{row.ours.wall / row.theirs.wall:.2f}" if row.ours and row.theirs else "-"


def added(known: Sequence[Row]) -> str:
    """Return what AVIF adds to WebP alone, for each contender."""
    first, second = known[:2]
    pairs = (("newsdesk", first.ours, second.ours), ("Hugo", first.theirs, second.theirs))
    return ", ".join(
        f"{name} {more.wall - less.wall:.1f} s ({more.wall / less.wall:.2f} times)"
        for name, less, more in pairs
        if less and more
    )


def _seconds(cost: Cost | None) -> str:
    return "-" if cost is None else f"{cost.wall:.1f} ({cost.cpu:.1f})"


if __name__ == "__main__":
    main()
