"""The `newsdesk` command: its subcommands, loaded one at a time so that help and version answer at once."""

import copy
import gc
import io
import os
import sys
from importlib import import_module
from typing import Final

import click

import builder

COMMANDS: Final = {
    "serve": "Show the site while it is written, with what is withheld.",
    "build": "Bring output/ up to date with content/ and the theme.",
    "check": "Report everything that is wrong, without writing output/.",
    "list": "List every article.",
    "explain": "Say what a page is made of and why it was last made.",
    "prune": "Forget pictures that no page uses any more.",
    "bundle": "Put one article into a folder for an editor to read.",
    "new": "Begin a new article that is already valid.",
    "schema": "Print the JSON Schema of the front matter.",
    "init": "Begin a new site.",
}
_WIDTH: Final = 100


class _Commands(click.Group):
    """Knows its commands by name and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a day's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"builder.cli.{cmd_name}_command").command
        return _with_version(command) if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _with_version(command: click.Command) -> click.Command:
    """Return a command that also answers --version, as the whole program does."""
    answering = copy.copy(command)
    answering.params = [*command.params]
    return _VERSION(answering)


_VERSION: Final = click.version_option(builder.__version__, prog_name="newsdesk")


@click.command(cls=_Commands, context_settings={"max_content_width": _WIDTH, "help_option_names": ["-h", "--help"]})
@_VERSION
def newsdesk() -> None:
    """Turn a folder of Markdown articles into a news site.

    Example: newsdesk build --root mysite
    """


def main() -> None:
    """Run the command line; an unexpected failure is one line and exit code 3 unless NEWSDESK_DEBUG is set."""
    os.umask(0o022)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix is multiplied here, and a fork wants no threads
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)  # a build makes millions of records and hardly a cycle: a tenth of its time
    try:
        newsdesk.main(prog_name="newsdesk")
    except Exception as problem:
        if os.environ.get("NEWSDESK_DEBUG"):
            raise
        from builder.cli.failures import describe

        click.echo(describe(problem), err=True)
        sys.exit(3)
