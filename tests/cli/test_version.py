"""Every command answers --version, as the program does."""

import pytest
from click.testing import CliRunner

import builder
from builder.cli.command import COMMANDS, newsdesk


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS)])
def test_version(words: tuple[str, ...]) -> None:
    for _ in range(2):  # a command that is asked twice has the option once
        said = CliRunner().invoke(newsdesk, [*words, "--version"])
        assert (said.exit_code, said.stdout) == (0, f"newsdesk, version {builder.__version__}\n")
    assert CliRunner().invoke(newsdesk, [*words, "--help"]).stdout.count("--version") == 1
