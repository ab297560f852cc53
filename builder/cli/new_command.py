"""`newsdesk new`."""

import subprocess
import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from builder.build.request import Request
from builder.catalogue import entities
from builder.cli.clock import real_now, started
from builder.cli.options import find_root, now_option, root_option, workers
from builder.cli.reading import archive_of
from builder.model.article import TYPES
from builder.model.author import Author
from builder.model.urls import slugify
from builder.pages.archive import Archive
from builder.source.zones import zone

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
        author = _author(archive, folder)
    path = _free_path(folder / "content" / chosen, f"{date:%Y-%m-%d}-{slugify(headline) or kind}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(_text(headline, date.isoformat(), kind, author))
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
    if wanted or not known:
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


def _free_path(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}.md"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.md"
        number += 1
    return path


def _text(headline: str, date: str, kind: str, author: str) -> str:
    title = '"' + headline.replace("\\", "\\\\").replace('"', '\\"') + '"'
    lines = ["---", f"title: {title}", f"date: {date}", f"type: {kind}"]
    lines.extend([f"authors: [{author}]"] if author else [])
    return "\n".join((*lines, "status: draft", "---", "", ""))
