"""docs/commands.md names every command and option, and no other; the commands in the documents run."""

import os
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import click
import pytest

from builder.cli.command import COMMANDS
from builder.model.article import TYPES
from tests.docs.reading import PROJECT, all_blocks, first_cells, prose, scripts, section
from tests.site.conftest import NEWSDESK

COMMANDS_PAGE = "docs/commands.md"
SET_UP = re.compile(r"^(?:make ([a-z-]+)|git clone|pip install \.)")
"""Lines that set up; tests/test_wheel.py installs the wheel, and the rest of the tests is what `make test` runs."""


def command_of(name: str) -> click.Command:
    command = import_module(f"builder.cli.{name}_command").command
    assert isinstance(command, click.Command)
    return command


def options_of(name: str) -> set[str]:
    found = (parameter for parameter in command_of(name).params if isinstance(parameter, click.Option))
    return {option.opts[0] for option in found if option.opts[0] != "--help"}


def documented(name: str) -> set[str]:
    return {code.split()[0] for code in first_cells(section(COMMANDS_PAGE, name)) if code.startswith("--")}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_no_other(name: str) -> None:
    assert documented(name) == options_of(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_is_documented(name: str) -> None:
    arguments = [parameter for parameter in command_of(name).params if isinstance(parameter, click.Argument)]
    cells = [code for code in first_cells(section(COMMANDS_PAGE, name)) if not code.startswith("-")]
    assert len(cells) == len(arguments) or name in {"build", "list"}  # their tables of output have cells of their own


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "schema"])
def test_every_choice_is_documented(name: str) -> None:
    rows = section(COMMANDS_PAGE, name).replace("\\|", "|")
    for parameter in command_of(name).params:
        if isinstance(parameter.type, click.Choice) and parameter.name == "form":
            assert f"`--format {'|'.join(parameter.type.choices)}`" in rows


def test_every_type_of_article_is_documented() -> None:
    words = re.findall(r"[a-z]+", section(COMMANDS_PAGE, "new"))
    assert [kind for kind in TYPES if kind not in words] == []


def test_the_page_lists_the_commands_in_their_order() -> None:
    table = prose(COMMANDS_PAGE)
    listed = re.findall(r"^\| \[([a-z]+)\]", table, re.MULTILINE)
    assert listed == list(COMMANDS)


@pytest.mark.parametrize(("document", "script"), scripts(), ids=lambda value: value if value.endswith(".md") else "")
def test_commands_run(document: str, script: str, tmp_path: Path) -> None:
    lines = script.splitlines()
    targets = {found[1] for line in lines if (found := SET_UP.match(line)) and found[1]}
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in sorted(targets) if f"\n{target}:" not in makefile] == []
    runnable = "\n".join(line for line in lines if not SET_UP.match(line))
    path = os.pathsep.join((str(NEWSDESK.parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run([NEWSDESK, "init", tmp_path / "site"], check=True, capture_output=True)
    bash = [shutil.which("bash") or "sh", "-euc", runnable]
    done = subprocess.run(
        bash, cwd=tmp_path / "site", env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{document}: {done.stdout}{done.stderr}"


def test_there_are_commands_to_run() -> None:
    assert len(all_blocks("sh")) > 10
    assert sum("newsdesk build" in block.text for block in all_blocks("sh")) > 3
