"""`newsdesk serve`."""

import os
import signal
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Final

import click

from builder.cli.clock import real_now, started
from builder.cli.failures import describe
from builder.cli.options import find_root, now_option, root_option, workers
from builder.cli.progress import progress

TERMINAL_EDITORS: Final = frozenset(
    "ed emacs ex helix hx joe kak mcedit micro nano ne nvi nvim pico vi vim view".split()
)
"""Editors that need a terminal of their own, which a preview does not have."""

_GLANCE: Final = 0.1
"""Seconds between two looks whether the preview ends before it has begun."""


@click.command(
    name="serve",
    help="""Show the site while it is written: with drafts and all else that is withheld, under a label. A saved file is
    in the browser at once, and so is what is wrong with it. Never writes output/.

    Example: newsdesk serve --open""",
)
@root_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Listen here; anything but this machine needs a key."
)
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="Or the next free one.")
@now_option
@click.option(
    "--editor",
    default="",
    help="Opens files: a command with {file}, {line}, {column} (default: serve.editor, $EDITOR).",
)
@click.option("--open", "opened", is_flag=True, help="Open a browser.")
def command(*, root: Path | None, host: str, port: int, now: int | None, editor: str, opened: bool) -> None:
    """Run the preview until it is interrupted."""
    from builder.preview.editor import Editors
    from builder.preview.preview import Settings, running
    from builder.preview.view import Clock

    folder = find_root(root)
    editors = Editors(editor.strip() or _named("NEWSDESK_EDITOR"), _named("VISUAL", "EDITOR"))
    settings = Settings(folder, host, port, now, editors, workers(), progress())
    began, ending = threading.Event(), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set() if began.is_set() else _end())
    with running(
        settings, Clock(real_now, started), lambda problem: click.echo(describe(problem), err=True)
    ) as preview:
        began.set()
        address = f"{preview.address}/" + (f"?newsdesk={preview.key}" if preview.key else "")
        _tell(host, port, preview.port, address)
        if opened:
            _open_soon(preview.desk.ready, ending, address)
        ending.wait()
        preview.note.unlink(missing_ok=True)
        _end()


def _end() -> None:
    """End at once, as if killed.

    Whatever is under way is not lost by that, be it the first build: the catalogues stay as they were sealed, with what
    came since in their logs.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _open_soon(ready: threading.Event, ending: threading.Event, address: str) -> None:
    """Open a browser as soon as there is something to see, unless the preview ends before."""
    while not ending.is_set():
        if ready.wait(_GLANCE):
            webbrowser.open(address)
            break


def _tell(host: str, wanted: int, port: int, address: str) -> None:
    from builder.preview.gate import is_loopback

    if wanted not in {0, port}:
        click.echo(f"newsdesk: port {wanted} is in use; this is port {port}", err=True)
    if not is_loopback(host):
        click.echo("newsdesk: other machines can see what is not published yet, if they have the key", err=True)
    click.echo(f"Preview at {address}  (Ctrl-C ends it)")
    sys.stdout.flush()


def _named(*variables: str) -> str:
    """Return the first editor that the environment names and that can be started without a terminal, or ''."""
    named = (os.environ.get(name, "") for name in variables)
    fit = (words for words in named if words.split() and Path(words.split()[0]).name not in TERMINAL_EDITORS)
    return next(fit, "")
