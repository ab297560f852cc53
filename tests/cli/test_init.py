"""`newsdesk init`, and the folders that commands are told."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli.command import COMMANDS, newsdesk
from tests.desk import Desk


def run(*words: str | Path) -> tuple[int, str]:
    """Return how a command ended, and what it said."""
    result = CliRunner().invoke(newsdesk, [str(word) for word in words])
    return result.exit_code, result.output


def test_a_site_begins_beside_what_git_made(tmp_path: Path) -> None:
    (tmp_path / "mine" / ".git").mkdir(parents=True)
    (tmp_path / "mine" / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    assert run("init", "--root", tmp_path, "mine")[0] == 0
    assert (tmp_path / "mine" / ".gitignore").read_text(encoding="utf-8") == "*.bak\n"
    assert run("build", "--root", tmp_path / "mine")[0] == 0


def test_a_new_folder_gets_everything(tmp_path: Path) -> None:
    assert run("init", tmp_path / "mysite")[0] == 0
    assert "output" in (tmp_path / "mysite" / ".gitignore").read_text(encoding="utf-8")
    assert run("check", "--root", tmp_path / "mysite")[0] == 0


def test_every_new_site_has_a_secret_of_its_own(tmp_path: Path) -> None:
    said = [read_settings(tmp_path / name) for name in ("one", "other") if run("init", tmp_path / name)[0] == 0]
    first, second = (
        re.findall(r"^media:\n  social: make\n  secret: ([0-9a-f]{32})$", text, re.MULTILINE) for text in said
    )
    assert len(first) == len(second) == 1
    assert first != second


def read_settings(root: Path) -> str:
    return (root / "content" / "site.yaml").read_text(encoding="utf-8")


def test_the_next_step_is_told_as_it_must_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "mysite is ready. Next: cd mysite && newsdesk build," in run("init", "mysite")[1]
    monkeypatch.chdir(tmp_path / "mysite")
    assert run("init", ".")[0] == 2
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert "other is ready. Next: newsdesk build," in run("init", ".")[1]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    code, said = run("init", tmp_path)
    assert (code, [entry.name for entry in tmp_path.iterdir()]) == (2, ["notes.txt"])
    assert "not empty" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_root(name: str) -> None:
    assert "--root" in run(name, "--help")[1]


def test_the_schema_knows_the_sections_of_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Desk(tmp_path / "site")
    _, said = run("schema", "--root", site.root)
    assert json.loads(said)["properties"]["section"]["enum"] == ["world", "city", "", None]
    monkeypatch.chdir(site.root / "content")
    assert run("schema")[1] == said
    site.write("content/site.yaml", "title: [\n")
    assert "enum" not in json.loads(run("schema")[1])["properties"]["section"]
    monkeypatch.chdir(tmp_path)
    assert "enum" not in json.loads(run("schema")[1])["properties"]["section"]
    assert run("schema", "--root", tmp_path / "gone")[0] == 2
