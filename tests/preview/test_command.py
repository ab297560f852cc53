"""`newsdesk serve` as a writer runs it: side by side with others, ended by Ctrl-C, found by `newsdesk new`."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from builder.preview.readers import SMALL
from tests.desk import Desk, tree_of
from tests.preview.previewing import news_desk

NEWSDESK: Final = str(Path(sys.executable).with_name("newsdesk"))
PATIENCE: Final = 60.0


class Serving(NamedTuple):
    """A running command: its process, its port, and what it said on its first line."""

    process: "subprocess.Popen[str]"
    port: int
    line: str

    def get(self, target: str) -> tuple[int, str]:
        """Return an answer's status and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", target)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def serving(desk: Desk, *words: str) -> Iterator[Serving]:
    """Run `newsdesk serve` while the block runs."""
    command = [NEWSDESK, "serve", "--port", "0", "--now", "2026-11-23T12:00:00Z", *words]
    with subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r":(\d+)/", line)
            assert found, f"{line}{process.stderr.read() if process.stderr else ''}"
            yield Serving(process, int(found[1]), line)
        finally:
            process.kill()


def newsdesk(desk: Desk, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in the site's folder."""
    return subprocess.run([NEWSDESK, *words], cwd=desk.root, capture_output=True, text=True, check=False)


def test_previews_and_a_build_side_by_side(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site")
    desk.article("world/secret", "Not for readers.", status="draft")
    with serving(desk) as one, serving(desk) as two:
        assert one.port != two.port
        for preview in (one, two):
            assert preview.get("/2026/11/secret/")[0] == 200
        assert not desk.output.exists()
        assert newsdesk(desk, "build").returncode == 0
        built = tree_of(desk.output)
        desk.article("world/story-1", "Saved beside two previews.", date="2026-11-02T09:00")
        for preview in (one, two):
            ends = time.monotonic() + PATIENCE
            while "Saved beside two previews." not in preview.get("/2026/11/story-1/")[1]:
                assert time.monotonic() < ends
                time.sleep(0.02)
        assert tree_of(desk.output) == built
        assert b"Not for readers." not in b"".join(built.values())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_at_once_and_the_next_start_is_warm(tmp_path: Path, number: signal.Signals) -> None:
    desk = news_desk(tmp_path / "site")
    with serving(desk) as first:
        assert first.get("/")[0] == 200
        stream = http.client.HTTPConnection("127.0.0.1", first.port)
        stream.request("GET", "/_newsdesk/events")
        stream.getresponse()
        desk.article("world/story-1", "Just before the end.", date="2026-11-02T09:00")
        began = time.monotonic()
        first.process.send_signal(number)
        assert first.process.wait(PATIENCE) == 0
        assert time.monotonic() - began < 2
        stream.close()
    assert list((desk.root / ".newsdesk").glob("*.json")) == []
    with serving(desk) as second:
        assert "Just before the end." in second.get("/2026/11/story-1/")[1]
        assert not list((desk.root / ".newsdesk").glob("*.corrupt"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_first_build_of_a_site_at_once(tmp_path: Path, number: signal.Signals) -> None:
    desk = news_desk(tmp_path / "site")
    for count in range(12):
        desk.picture(f"pics/large-{count}.png", f"#{count:02x}4080", (3_000, 2_000))
        desk.article(f"world/large-{count}", image=f"/pics/large-{count}.png")
    command = [NEWSDESK, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE) as process:
        ends = time.monotonic() + PATIENCE
        while not (desk.root / ".newsdesk/media/CACHEDIR.TAG").exists():  # it is among the pictures, for seconds
            assert time.monotonic() < ends
            time.sleep(0.005)
        assert list((desk.root / ".newsdesk").glob("*.json")) == []  # `newsdesk new` would wait for its answer
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0
        assert time.monotonic() - began < 1
    with serving(desk) as preview:
        assert preview.get("/2026/11/large-11/")[0] == 200


def test_a_killed_first_start_is_no_hindrance(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=60)
    command = [NEWSDESK, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=desk.root, stdout=subprocess.DEVNULL) as process:
        folder = desk.root / ".newsdesk/preview-1/everything"
        ends = time.monotonic() + PATIENCE
        while not (folder.is_dir() and os.listdir(folder)):
            assert time.monotonic() < ends
            time.sleep(0.005)
        process.kill()
    with serving(desk) as preview:
        assert "Words of 59." in preview.get("/2026/11/story-59/")[1]


def test_a_larger_site_gets_its_readers_edition_from_a_process_of_its_own(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=SMALL + 20)
    desk.article("world/secret", status="draft")
    desk.article("world/open", "[to a draft](secret.md)")
    with serving(desk) as preview:
        ends = time.monotonic() + PATIENCE
        while "article-withheld" not in preview.get("/_newsdesk/state")[1]:
            assert time.monotonic() < ends
            time.sleep(0.1)
        assert preview.process.poll() is None


def test_new_says_where_the_preview_shows_the_article(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=2)
    with serving(desk) as preview:
        assert preview.get("/")[0] == 200
        told = newsdesk(desk, "new", "brief", "Ferry back in service", "--section", "world")
        assert told.returncode == 0
        path = told.stdout.strip()
        found = re.search(r"In the preview: http://127\.0\.0\.1:\d+(/\S+)", told.stderr)
        assert found
        status, page = preview.get(found[1])
        assert status == 200
        assert f'data-source="{path}"' in page
    assert "In the preview" not in newsdesk(desk, "new", "brief", "Another").stderr


def test_a_note_is_for_its_owner_alone(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=2)
    with serving(desk):
        (note,) = (desk.root / ".newsdesk").glob("preview-*.json")
        assert note.stat().st_mode & 0o077 == 0
        assert json.loads(note.read_text())["key"] == ""


def test_other_machines_need_the_key_that_the_terminal_shows(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=2)
    with serving(desk, "--host", "0.0.0.0") as preview:  # noqa: S104 - what is tested
        key = preview.line.partition("?newsdesk=")[2].split()[0]
        assert preview.get("/")[0] == 403
        connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
        connection.request("GET", f"/?newsdesk={key}")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 302
        connection.request("GET", "/", headers={"Cookie": answer.headers["Set-Cookie"].partition(";")[0]})
        assert connection.getresponse().status == 200
        connection.close()


def test_a_moved_site_is_previewed_all_the_same(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=2)
    with serving(desk) as preview:
        assert preview.get("/")[0] == 200
    shutil.move(desk.root, tmp_path / "moved")
    moved = Desk.__new__(Desk)
    moved.root = tmp_path / "moved"
    with serving(moved) as preview:
        assert "Words of 1." in preview.get("/2026/11/story-1/")[1]
