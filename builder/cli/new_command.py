"""`newsdesk new`."""

import subprocess
import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import msgspec

from builder.build.claiming import claims_of_article
from builder.build.request import Request
from builder.catalogue import claims, entities
from builder.cli.clock import real_now, started
from builder.cli.options import find_root, now_option, root_option, workers
from builder.cli.reading import archive_of
from builder.model.article import TYPES, Article
from builder.model.author import Author
from builder.model.diagnostics import Diagnostic
from builder.model.site import Site
from builder.model.urls import SLUG_BYTES, slugify
from builder.pages.archive import Archive
from builder.source.zones import zone

_NUMBER_BYTES: Final = 8
"""Room for the number that tells an article from others of its name."""

_AUTHOR = msgspec.msgpack.Decoder(Author)


@click.command(
    name="new",
    help="""Begin a new article that is already valid: file, slug, date with zone, author from git's user.

    It begins as a draft; take `status: draft` out to publish it. If a preview runs, it opens there.

    Example: newsdesk new brief "Ferry back in service" --section harbour""",
)
@root_option
@click.argument("kind", metavar="TYPE", type=click.Choice(TYPES))
@click.argument("headline")
@click.option("--section", default="", help="Section (default: the first of the menu).")
@now_option
def command(*, root: Path | None, kind: str, headline: str, section: str, now: int | None) -> None:
    """Write the file and print its path."""
    folder = find_root(root)
    moment = real_now() if now is None else now
    request = Request(root=folder, now=moment, started=started(), edition="check", jobs=workers())
    with archive_of(request) as archive:
        chosen = _section(archive, section)
        date = datetime.fromtimestamp(moment, UTC).astimezone(zone(archive.site.timezone)).replace(second=0)
        text = _text(headline, date.isoformat(), kind, _author(archive, folder))
        path = _free_path(archive, folder, f"content/{chosen}/{date:%Y-%m-%d}-{_stem(headline) or kind}", text)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(text)
    place = path.relative_to(folder).as_posix()
    click.echo(place)
    _visit(folder, place)


def _visit(folder: Path, path: str) -> None:
    """Open the article in a preview that runs, if there is one."""
    from builder.preview.running import visited

    address = visited(folder, path)
    if address:
        click.echo(f"In the preview: {address}", err=True)
        if sys.stdout.isatty():
            webbrowser.open(address)


def _section(archive: Archive, wanted: str) -> str:
    known = [section.id for section in archive.site.sections]
    if wanted in known:
        return wanted
    if not known:
        raise click.UsageError("content/site.yaml has no sections; add a line such as sections: [news]")
    if wanted:
        raise click.UsageError(f'"{wanted}" is no section; choose one of {", ".join(known)}')
    return known[0]


def _author(archive: Archive, folder: Path) -> str:
    """Return the id of the author whose mail address or name is git's, or ''."""
    names = {_git(folder, "user.email").casefold(), _git(folder, "user.name").casefold()} - {""}
    for entity in entities.all_of(archive.catalogue, "author"):
        author = _AUTHOR.decode(entity.record)
        if names & {author.email.casefold(), author.name.casefold()}:
            return author.id
    return ""


def _git(folder: Path, name: str) -> str:
    try:
        found = subprocess.run(  # noqa: S603 - the words are our own
            ["git", "config", "--get", name],  # noqa: S607 - git is where the writer has it
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return found.stdout.strip()


def _stem(headline: str) -> str:
    """Return a headline's slug, with room for a number behind it."""
    return slugify(headline).encode()[: SLUG_BYTES - _NUMBER_BYTES].decode(errors="ignore").rstrip("-")


def _free_path(archive: Archive, root: Path, stem: str, text: str) -> Path:
    """Return the first path whose file, address and id nobody has. A usage error says why there is none."""
    reserved, number = False, 0
    while True:
        number += 1
        path = f"{stem}-{number}.md" if number > 1 else f"{stem}.md"
        if (root / path).exists():
            continue
        article, findings = _as_read(archive.site, path, text)
        if article is not None and not findings and not _is_taken(archive, article):
            return root / path
        wrong = [found for found in findings if reserved or found.code != "address-reserved"]
        if wrong:
            raise click.UsageError(f"this would not be a valid article: {wrong[0].message}; {wrong[0].hint}")
        reserved = bool(findings)  # a word that newsdesk uses itself; with a number it is another


def _as_read(site: Site, path: str, text: str) -> tuple[Article | None, list[Diagnostic]]:
    """Return what a file would be, and what would be wrong with it."""
    from builder.source.article import read_head
    from builder.source.front_matter import read_halves

    halves, reading = read_halves(text.encode(), path, site)
    return (read_head(halves, reading) if halves else None), reading.findings


def _is_taken(archive: Archive, article: Article) -> bool:
    return any(claims.winner(archive.catalogue, claim.folded) for claim in claims_of_article(article))


def _text(headline: str, date: str, kind: str, author: str) -> str:
    title = '"' + headline.replace("\\", "\\\\").replace('"', '\\"') + '"'
    lines = ["---", f"title: {title}", f"date: {date}", f"type: {kind}"]
    lines.extend([f"authors: [{author}]"] if author else [])
    return "\n".join((*lines, "status: draft", "---", "", ""))
