"""`newsdesk prune`."""

import sys
from pathlib import Path

import click

from builder.build.lock import LockedError
from builder.build.pipeline import CACHE
from builder.build.pruning import prune
from builder.build.request import LOCKED
from builder.cli.options import find_root, root_option


@click.command(
    name="prune",
    help="""Remove from .newsdesk/media/ the pictures that no page uses any more. The site is not touched.

    Example: newsdesk prune""",
)
@root_option
def command(*, root: Path | None) -> None:
    """Prune the media cache."""
    try:
        pruned = prune(find_root(root) / CACHE)
    except LockedError as problem:
        click.echo(f"newsdesk: {problem}; try again when it is done", err=True)
        sys.exit(LOCKED)
    if not pruned.known:
        click.echo("Nothing removed: what this site uses is not known yet. Run newsdesk build first.")
        return
    click.echo(f"{pruned.entries:,} removed, {pruned.size / 1_000_000:,.1f} MB")
