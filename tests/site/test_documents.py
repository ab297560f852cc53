"""Every command, option and target that the documents name exists."""

import re
import subprocess
from functools import cache

import pytest

from tests.site.conftest import NEWSDESK, PROJECT

DOCUMENTS = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")]
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
COMMAND = re.compile(r"newsdesk ([a-z]+)([^\n|;&#`]*)")
OPTION = re.compile(r"--[a-z][a-z-]+")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
"""Makes sense only inside code, where prose cannot be meant."""


def code(pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
    found = set()
    for document in DOCUMENTS:
        for block in CODE.findall(document.read_text(encoding="utf-8")):
            found |= {(document.name, *match.groups()) for match in pattern.finditer(block)}
    return sorted(found)


@cache
def help_of(*words: str) -> str:
    return subprocess.run([NEWSDESK, *words, "--help"], capture_output=True, encoding="utf-8", check=True).stdout


def test_the_documents_name_commands() -> None:
    assert code(COMMAND)
    assert code(TARGET)


@pytest.mark.parametrize(("document", "command"), sorted({found[:2] for found in code(COMMAND)}))
def test_command_exists(document: str, command: str) -> None:
    assert re.search(rf"^  {command}\b", help_of(), re.MULTILINE)


@pytest.mark.parametrize(
    ("command", "option"),
    sorted({(command, option) for _, command, rest in code(COMMAND) for option in OPTION.findall(rest)}),
)
def test_option_exists(command: str, option: str) -> None:
    assert re.search(rf"{option}\b", help_of(command))


@pytest.mark.parametrize(("document", "target"), code(TARGET))
def test_target_exists(document: str, target: str) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_command_shows_an_example() -> None:
    commands = re.findall(r"^  ([a-z]+) ", help_of().partition("Commands:")[2], re.MULTILINE)
    assert {"build", "check", "explain", "init", "list", "new", "schema"} <= set(commands)
    assert [command for command in commands if f"newsdesk {command}" not in help_of(command)] == []
