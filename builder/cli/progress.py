"""Bars with counts on standard error, on a terminal only."""

import sys

import click

from builder.build.request import Progress, quiet

_WIDTH = 30


def progress() -> Progress:
    """Return a bar for a person who waits, and nothing for a program."""
    if not sys.stderr.isatty():
        return quiet
    last = ""

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last
        filled = _WIDTH * done // total if total else _WIDTH
        line = f"{stage:<10} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,}/{total:,}"
        if line != last:
            last = line
            click.echo("\r" + line + ("\r" + " " * len(line) + "\r" if done >= total else ""), nl=False, err=True)

    return tell
