"""Options that several commands share, and the site's root."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from builder.cli.clock import Moment

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def root_option(command: Decorated) -> Decorated:
    """Add --root."""
    return click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        help="The site's folder (default: the nearest one upwards that holds content/site.yaml).",
    )(command)


def now_option(command: Decorated) -> Decorated:
    """Add --now."""
    return click.option("--now", type=Moment(), help="Work as of this moment, such as 2026-11-24T06:00:00+02:00.")(
        command
    )


def format_option(*formats: str) -> Callable[[Decorated], Decorated]:
    """Add --format with the given choices, the first as default."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print."
    )


def find_root(root: Path | None) -> Path:
    """Return the site's folder. A usage error says where it was looked for."""
    if root is not None:
        if not root.is_dir():
            raise click.UsageError(f"{root} is not a folder")
        return root.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "content" / "site.yaml").is_file():
            return folder
    raise click.UsageError(f"no content/site.yaml in {here} or above it; begin a site with: newsdesk init mysite")


def workers() -> int:
    """Return how many processes may work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
