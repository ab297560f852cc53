"""The command line: arguments, exit codes, progress, and the only clock."""

from builder.cli.command import main

__all__ = ["main"]
