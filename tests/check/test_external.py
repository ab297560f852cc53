"""Links to other sites: who is asked, and by whom nobody may be asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli.check_command import command
from tests.desk import Desk, moment


class Elsewhere(ThreadingHTTPServer):
    """Another site, which keeps what it was asked for; /gone is not there."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: set[str] = set()

    def at(self, path: str) -> str:
        """Return the whole address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Answer(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        """Answer that a page is there, or is not."""
        assert isinstance(self.server, Elsewhere)
        self.server.asked.add(self.path)
        self.send_response(404 if self.path == "/gone" else 200)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Run another site."""
    with Elsewhere() as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def desk(tmp_path: Path, elsewhere: Elsewhere) -> Desk:
    """Return a desk whose every file names an address of its own."""
    desk = Desk(tmp_path / "site")
    past, future = moment(desk.now - 9_000), moment(desk.now + 9_000)
    kinds: dict[str, dict[str, object]] = {
        "open": {"date": past, "authors": ["ann"], "storyline": "talks"},
        "draft": {"date": past, "status": "draft", "authors": ["bob"], "storyline": "secret"},
        "scheduled": {"date": future},
        "embargo": {"date": past, "embargo": future},
        "expired": {"date": past, "expires": moment(desk.now - 60)},
        "withdrawn": {"date": past, "status": "withdrawn"},
        "faulty": {"date": past, "status": "darft"},
    }
    for kind, keys in kinds.items():
        desk.article(f"world/{kind}", f"See [this]({elsewhere.at(f'/{kind}')}).", **keys)
    for name in ("ann", "bob"):
        desk.author(name, f"[Home]({elsewhere.at(f'/{name}')})")
    for story in ("talks", "secret"):
        desk.write(f"content/storylines/{story}.md", f"---\ntitle: T\n---\n[S]({elsewhere.at(f'/{story}')})\n")
    desk.write("content/pages/about.md", f"---\ntitle: About\n---\n[A]({elsewhere.at('/about')})\n")
    return desk


def check(desk: Desk, *words: str) -> str:
    """Run `newsdesk check --external`, and return what it prints."""
    return (
        CliRunner().invoke(command, ["--root", str(desk.root), "--now", moment(desk.now), "--external", *words]).output
    )


def test_nobody_is_asked_what_withheld_articles_link_to(desk: Desk, elsewhere: Elsewhere) -> None:
    check(desk)
    assert elsewhere.asked == {"/open", "/ann", "/talks", "/about"}


def test_who_names_a_file_has_its_links_asked_for(desk: Desk, elsewhere: Elsewhere) -> None:
    check(desk, "content/world/draft.md")
    assert elsewhere.asked == {"/draft"}
    elsewhere.asked.clear()
    check(desk, "content/world")
    assert elsewhere.asked == {"/open"}


def test_nobody_is_asked_what_notes_to_colleagues_name(desk: Desk, elsewhere: Elsewhere) -> None:
    line = f"and {elsewhere.at('/other')} --> It [is]({elsewhere.at('/gone')})."
    remarks = f"# {elsewhere.at('/remark')}\ntitle: Noted # {elsewhere.at('/aside')}\ndate: 2026-11-01\n"
    desk.write("content/world/noted.md", f"---\n{remarks}---\n# Head\n\n<!-- from {elsewhere.at('/source')}\n{line}\n")
    found = check(desk, "content/world/noted.md")
    assert elsewhere.asked == {"/gone"}
    assert f"content/world/noted.md:9:{line.index('[is](') + 6}: warning[link-dead]" in found
