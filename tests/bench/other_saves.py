"""From a save of anything but an article's text to the page that shows it: a headline, a tag, an author, a template.

The article's page is open in a browser, so to say: it was asked for just before. What else a save touches is made
afterwards; the last column says when all of that was done too. Every save is undone before the next.
"""

import http.client
import json
import os
import re
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

PATIENCE: Final = 600.0
"""Seconds that a save may take until it is shown, or until everything that it touches is made."""

_STATE: Final = "/_newsdesk/state"


class Save(NamedTuple):
    """A file to save with something replaced, and where that shows; {mark} is another one each time."""

    name: str
    file: Path
    old: str
    """A pattern for `re.sub`, of which the first match counts; '' where there is no file yet."""
    new: str
    address: str
    shows: str


class Took(NamedTuple):
    """Seconds until a save was shown, and until every page that it touches was made."""

    shown: float
    done: float


def saves_of(site: Path, article: Path, address: str) -> list[Save]:
    """Return what is saved in a site that newsdesk serves; the page at `address`, an article's, is open."""
    text = article.read_text(encoding="utf-8")
    signed = re.search(r"^authors: \[([\w-]+)", text, re.MULTILINE)
    if signed is None:
        raise AssertionError(f"{article} names no author")
    author, theme = site / "content" / "authors" / f"{signed[1]}.md", site / "themes" / "default"
    newest = re.sub(r"(?m)^slug: .*$", "slug: newest-{mark}", re.sub(r"(?m)^(id|updated): .*\n", "", text))
    newest = re.sub(r"(?m)^date: .*$", "date: 2026-01-03T10:00:00+02:00", newest)
    lead = f"lead: {article.relative_to(site / 'content').with_suffix('').as_posix()}\n"
    return [
        Save("a headline", article, r"(?m)^title: .*$", "title: Headline {mark}", address, "Headline {mark}"),
        Save("a tag", article, r"(?m)^tags: .*$", "tags: [tag {mark}]", address, "tag {mark}"),
        Save("a slip", article, r"(?m)^title:", "title{mark}:", _STATE, "title{mark}"),
        Save("the newest article", article.with_name("newest.md"), "", newest, "/", "newest-{mark}"),
        Save("an author's name", author, r"(?m)^name: .*$", "name: Name {mark}", address, "Name {mark}"),
        Save("the running order", site / "content" / "fronts" / "home.yaml", "", lead, "/", f'"{address}"'),
        Save("the stylesheet", theme / "assets" / "style.css", r"\Z", "/* {mark} */\n", "/assets/style.css", "{mark}"),
        Save(
            "the base template",
            theme / "templates" / "base.html",
            "</body>",
            "<!-- {mark} --></body>",
            address,
            "{mark}",
        ),
    ]


def measure(port: int, saves: Sequence[Save], address: str, runs: int) -> dict[str, list[Took]]:
    """Return what each save took, by name. Raises AssertionError for one that is never shown."""
    took: dict[str, list[Took]] = {save.name: [] for save in saves}
    for number in range(runs):
        for save in saves:
            _get(port, address)
            took[save.name].append(_saved(port, save, f"{number}x{time.time_ns()}"))
    return took


def table(took: dict[str, list[Took]]) -> str:
    """Return the medians as a Markdown table."""
    rows = [
        f"| {name} | {statistics.median(one.shown for one in times) * 1_000:.0f} ms"
        f" | {statistics.median(one.done for one in times):.1f} s |"
        for name, times in took.items()
    ]
    return "\n".join(("| saved | shown | all pages made |", "|---|---|---|", *rows))


def _saved(port: int, save: Save, mark: str) -> Took:
    before = save.file.read_text(encoding="utf-8") if save.old else None
    new = save.new.replace("{mark}", mark)
    shows = save.shows.replace("{mark}", mark)
    began = time.perf_counter()
    _put(save.file, re.sub(save.old, lambda _: new, before, count=1) if before is not None else new)
    _await(port, save.address, shows, there=True)
    shown = time.perf_counter() - began
    _await(port, _STATE, '"busy": true', there=False)
    done = time.perf_counter() - began
    if before is None:
        save.file.unlink()
    else:
        _put(save.file, before)
    _await(port, save.address, shows, there=False)
    _await(port, _STATE, '"busy": true', there=False)
    return Took(shown, done)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, file)


def _await(port: int, address: str, words: str, *, there: bool) -> None:
    ends = time.monotonic() + PATIENCE
    while (words in _get(port, address)) != there:
        time.sleep(0.005)
        if time.monotonic() > ends:
            raise AssertionError(f"{address} never {'came to hold' if there else 'lost'} {words!r}")


def _get(port: int, address: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        data = connection.getresponse().read()
    finally:
        connection.close()
    return json.dumps(json.loads(data)) if address == _STATE else data.decode("utf-8", "replace")
