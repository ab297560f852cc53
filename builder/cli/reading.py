"""A catalogue brought up to date for commands that only ask: no page is made."""

import contextlib
import sys
from collections.abc import Iterator

import click

from builder.build.lock import LockedError
from builder.build.pipeline import bring_up_to_date, media_cache, opened
from builder.build.request import LOCKED, Request
from builder.build.survey import read_settings
from builder.cli.findings import echo_findings
from builder.pages.archive import Archive
from builder.pages.memory import Memory


@contextlib.contextmanager
def archive_of(request: Request) -> Iterator[Archive]:
    """Give the site's archive as its sources are now. Unusable settings end the command with exit code 1."""
    try:
        with opened(request) as (catalogue, content):
            settings = read_settings(request.root, catalogue, request.base_url)
            if settings.site is None:
                echo_findings(request.root, settings.findings)
                sys.exit(1)
            bring_up_to_date(request, catalogue, media_cache(request), settings, content)
            yield Archive(catalogue, settings.site, (), Memory(catalogue, kept=True))
    except LockedError as problem:
        click.echo(f"newsdesk: {problem}; try again when it is done", err=True)
        sys.exit(LOCKED)
