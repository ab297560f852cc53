"""`newsdesk explain`."""

import sys
from pathlib import Path

import click

from builder.build.explain import explain, key_named
from builder.build.pipeline import OUTPUT, last_made
from builder.build.request import Request
from builder.catalogue import articles
from builder.cli.clock import real_now, started
from builder.cli.options import find_root, now_option, root_option, workers
from builder.cli.reading import archive_of
from builder.pages.archive import Archive


@click.command(
    name="explain",
    help="""Say what a page is made of and why it was last made; for an article, why these are its related ones.

    Example: newsdesk explain content/world/summit.md""",
)
@root_option
@now_option
@click.argument("target", metavar="PATH-OR-URL")
def command(*, root: Path | None, now: int | None, target: str) -> None:
    """Explain a page."""
    folder = find_root(root)
    request = Request(
        root=folder,
        now=real_now() if now is None else now,
        started=started(),
        edition="check",
        jobs=workers(),
    )
    with archive_of(request) as archive:
        key = key_named(archive, _as_named(folder, target))
        if key is None:
            click.echo(f"newsdesk: {target} is no article, picture or page of this site", err=True)
            sys.exit(1)
        _refuse_unknown(archive, key, target)
        made = last_made(request._replace(edition="build", output=folder / OUTPUT), key)
        for line in explain(archive, key, made):
            click.echo(line)


def _refuse_unknown(archive: Archive, key: str, target: str) -> None:
    """End with exit code 1 when a source or page that is asked about is not there at all."""
    if key.startswith("article:") and articles.at(archive.catalogue, key.partition(":")[2]) is None:
        click.echo(f"newsdesk: {target} is no article that can be read; newsdesk check says why", err=True)
        sys.exit(1)


def _as_named(root: Path, target: str) -> str:
    """Return a path from the site's root for a file, or the target itself."""
    path = Path(target) if Path(target).is_absolute() else Path.cwd() / target
    if path.is_file() and path.resolve().is_relative_to(root):
        return path.resolve().relative_to(root).as_posix()
    return target
