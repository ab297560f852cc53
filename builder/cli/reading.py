"""A catalogue brought up to date for commands that only ask: no page is made."""

import contextlib
import sys
from collections.abc import Iterator

import click

from builder.build.lock import LockedError
from builder.build.output import NoOutput
from builder.build.pipeline import media_cache, opened
from builder.build.request import LOCKED, Request
from builder.build.workshop import Workshop
from builder.cli.findings import echo_findings
from builder.pages.archive import Archive


@contextlib.contextmanager
def archive_of(request: Request) -> Iterator[Archive]:
    """Give the site's archive as its sources are now. Unusable settings end the command with exit code 1."""
    with workshop_of(request) as workshop:
        if workshop.site is None:
            echo_findings(request.root, workshop.findings())
            sys.exit(1)
        yield workshop.archive()


@contextlib.contextmanager
def workshop_of(request: Request) -> Iterator[Workshop]:
    """Give an edition at work that has taken in the sources as they are now; with unusable settings it has no site."""
    try:
        with opened(request) as (catalogue, content):
            workshop = Workshop(catalogue, NoOutput(), media_cache(request))
            workshop.take_in(request, content)
            yield workshop
    except LockedError as problem:
        click.echo(f"newsdesk: {problem}; try again when it is done", err=True)
        sys.exit(LOCKED)
