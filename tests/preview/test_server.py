"""The server answers browsers on this machine with what is in its folder, and nobody else with anything."""

import contextlib
import itertools
import os
import random
import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from typing import Final

import pytest

from builder.preview import desk
from builder.preview.gate import Gate, has_key, is_loopback, may_ask
from builder.preview.message import Request
from builder.preview.server import Server
from tests.preview.previewing import PATIENCE, Shown, news_desk, shown

FOUND: Final = "what lies beside the site"
WAYS: Final = (
    "/../{}", "/%2e%2e/{}", "/..%2f{}", "/%2e%2e%2f{}", "/..%5c{}", "/..\\{}", "/./../{}", "//{}", "///{}", "/%2f{}", "/%252e%252e/{}",
    "/world/../../{}", "/assets/..;/{}", "/assets/%2e%2e/%2e%2e/{}", "/..%00/{}", "/%00{}", "/{}%00.html", "/{}#", "/#/../{}", "/?raw=/../{}",
    "/{}?raw", "/@fs/{}", "/.%2e/{}", "/%c0%ae%c0%ae/{}", "/..%c0%af{}", "/%uff0e%uff0e/{}", "/....//{}", "/..../{}", "/~/{}", "/file:///{}",
    "http://127.0.0.1/{}", "file:///{}", "{}", "*", "/_newsdesk/../{}", "/_newsdesk/%2e%2e/{}", "/_newsdesk/web/../../{}", "/link/{}", "/link", "/linked.html",
)  # fmt: skip
TARGETS: Final = (
    "secret.txt",
    "etc/passwd",
    "content/site.yaml",
    ".newsdesk/preview-1.json",
    "site-leak/secret.txt",
    "proc/self/environ",
)
ROUTES: Final = (
    "/",
    "/world/",
    "/assets/style.css",
    "/_newsdesk/",
    "/_newsdesk/state",
    "/_newsdesk/events",
    "/_newsdesk/open",
    "/_newsdesk/clock",
    "/_newsdesk/visit",
    "/nowhere/",
)
HEADS: Final = (
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/3.0\r\nHost: {host}\r\n\r\n",
    b"GET /\r\n\r\n",
    b"get / HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET  / HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\n folded: yes\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /_newsdesk/open HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
    b"POST /_newsdesk/open HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999999\r\n\r\n",
    b"POST /_newsdesk/open HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n",
    b"DELETE / HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"CONNECT example.org:443 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nRange: bytes=0-9999999999999999999999\r\n\r\n",
    b"GET /assets/style.css HTTP/1.1\r\nHost: {host}\r\nRange: bytes=--5\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nX: " + b"a" * 40_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\nHost: {host}\n\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\x00" * 100,
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nCookie: \x01\r\n\r\n",
)


@contextlib.contextmanager
def _with_hyphens() -> Iterator[None]:
    """Let previews have tokens and sessions with hyphens, as every tenth has by chance."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_urlsafe", lambda size: "a-b-c-" * size)
        yield


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Give a preview whose folder has links that lead out of it."""
    above = tmp_path_factory.mktemp("machine")
    (above / "secret.txt").write_text(FOUND)
    (above / "site-leak").mkdir()
    (above / "site-leak/secret.txt").write_text(FOUND)
    with _with_hyphens(), shown(news_desk(above / "site")) as running:
        folder = running.preview.desk.view.folder
        (folder / "link").symlink_to(above)
        (folder / "linked.html").symlink_to(above / "secret.txt")
        os.mkfifo(folder / "pipe.html")
        yield running


def answered(port: int, data: bytes, *, wait: float = 10) -> bytes:
    """Return everything that comes back for some bytes, up to the end or to a silence."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        try:
            while more := connection.recv(65_536):
                found += more
        except ConnectionResetError:
            pass
        return found


def hostile(port: int) -> Iterator[bytes]:
    """Give hostile requests: ways out, odd heads, and heads that are damaged at random."""
    host = f"127.0.0.1:{port}".encode()
    for way, target in itertools.product(WAYS, TARGETS):
        yield b"GET " + way.format(target).encode() + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
    yield from (head.replace(b"{host}", host) for head in HEADS)
    dice = random.Random(5)
    for _ in range(260):
        head = bytearray(b"GET /world/ HTTP/1.1\r\nHost: " + host + b"\r\nAccept: */*\r\nConnection: close\r\n\r\n")
        for _ in range(dice.randint(1, 4)):
            head[dice.randrange(len(head))] = dice.randrange(256)
        yield bytes(head)


def test_hostile_requests_get_nothing_and_end_nothing(site: Shown) -> None:
    requests = list(hostile(site.preview.port))
    assert len(requests) > 500
    root = str(site.desk.root).encode()
    for request in requests:
        answer = answered(site.preview.port, request)
        assert FOUND.encode() not in answer, request
        assert root not in answer, request
        assert not answer or re.match(rb"HTTP/1\.1 (200|206|30[1-4]|40[0-9]|416|431|413|50[135]) ", answer), request
        assert b"500 " not in answer[:14], request
    assert site.get("/")[0] == 200
    assert site.failures == []


def test_ways_out_are_not_found(site: Shown) -> None:
    for way in (
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/link/secret.txt",
        "/linked.html",
        "/pipe.html",
        "/.newsdesk-new/x",
        "/assets/",
    ):
        head = f"GET {way} HTTP/1.1\r\nHost: 127.0.0.1:{site.preview.port}\r\nConnection: close\r\n\r\n".encode()
        assert answered(site.preview.port, head).startswith(b"HTTP/1.1 404 "), way


def test_wrong_hosts_and_origins_are_refused_everywhere(site: Shown) -> None:
    port = site.preview.port
    wrong = (
        {"Host": "evil.example"},
        {"Host": f"evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": f"127.0.0.1:{port + 1}"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{port + 1}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    )
    for route, headers, method in itertools.product(ROUTES, wrong, ("GET", "POST")):
        lines = {"Host": f"127.0.0.1:{port}"} | headers
        head = f"{method} {route} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        answer = answered(port, (head + "Content-Length: 0\r\nConnection: close\r\n\r\n").encode())
        assert answer.startswith(b"HTTP/1.1 403 "), (method, route, headers)


def test_nothing_is_done_for_whom_has_no_token(site: Shown) -> None:
    for name in ("open", "clock", "visit"):
        assert site.get(f"/_newsdesk/{name}", "POST", "{}")[0] == 403
        assert site.get(f"/_newsdesk/{name}", "POST", "{}", X_Newsdesk="wrong")[0] == 403
        assert site.get(f"/_newsdesk/{name}")[0] == 405
    assert site.ask("open", path="../secret.txt")[0] == 404
    assert site.ask("open", path="content/../../secret.txt")[0] == 404
    assert site.ask("open", path="content/world/story-1.md", line=3)[0] == 200
    assert site.ask("open", path=7)[0] == 400
    assert site.ask("clock", at="soon")[0] == 400


def test_no_answer_names_a_place_on_this_machine(site: Shown) -> None:
    for target in (
        *ROUTES,
        "/_newsdesk/preview.js",
        "/_newsdesk/worker.js",
        "/404.html",
        "/2026/11/story-1/",
        "/feed.xml",
    ):
        if target != "/_newsdesk/events":
            _, headers, data = site.get(target)
            assert str(site.desk.root) not in f"{headers}{data.decode(errors='replace')}", target


def test_files_have_types_tags_and_parts(site: Shown) -> None:
    status, headers, data = site.get("/assets/style.css")
    assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert site.get("/assets/style.css", If_None_Match=headers["etag"])[0] == 304
    part = site.get("/assets/style.css", Range="bytes=2-5")
    assert (part[0], part[2], part[1]["content-range"]) == (206, data[2:6], f"bytes 2-5/{len(data)}")
    assert site.get("/assets/style.css", Range="bytes=-3")[2] == data[-3:]
    assert site.get("/assets/style.css", Range=f"bytes={len(data)}-")[0] == 416
    assert site.get("/assets/style.css", Range="bytes=2-5", If_Range='"other"')[2] == data
    assert site.get("/feed.xml")[1]["content-type"] == "application/rss+xml; charset=utf-8"
    page, tag = site.get("/world/")[2], site.get("/world/")[1]["etag"]
    assert site.get("/world/", If_None_Match=tag)[0] == 304
    head = site.get("/world/", "HEAD")
    assert (head[1]["content-length"], head[2]) == (str(len(page)), b"")
    assert site.get("/world")[1]["location"] == "/world/"


def test_one_connection_carries_many_requests(site: Shown) -> None:
    one = f"GET /world/ HTTP/1.1\r\nHost: 127.0.0.1:{site.preview.port}\r\n\r\n".encode()
    assert answered(site.preview.port, one * 20).count(b"HTTP/1.1 200 OK") == 20


def test_half_open_connections_hold_nobody_up(site: Shown) -> None:
    lazy = [socket.create_connection(("127.0.0.1", site.preview.port)) for _ in range(200)]
    try:
        for connection in lazy:
            connection.sendall(b"GET / HT")
        began = time.monotonic()
        assert site.get("/world/")[0] == 200
        assert time.monotonic() - began < 5
    finally:
        for connection in lazy:
            connection.close()


def test_a_hundred_browsers_hear_of_a_save(site: Shown) -> None:
    head = f"GET /_newsdesk/events HTTP/1.1\r\nHost: 127.0.0.1:{site.preview.port}\r\n\r\n".encode()
    streams = [socket.create_connection(("127.0.0.1", site.preview.port), timeout=20) for _ in range(100)]
    heard: list[bool] = []

    def listen(stream: socket.socket) -> None:
        found = b""
        while b"/2026/11/story-5/" not in found and (more := stream.recv(65_536)):
            found += more
        heard.append(b"/2026/11/story-5/" in found)

    try:
        for stream in streams:
            stream.sendall(head)
        for stream in streams:  # who has its answer's first line follows the news
            assert stream.recv(len(b"HTTP/1.1 200")) == b"HTTP/1.1 200"
        threads = [threading.Thread(target=listen, args=(stream,)) for stream in streams]
        for thread in threads:
            thread.start()
        site.desk.article("world/story-5", "All of them hear of this.", date="2026-11-06T09:00")
        for thread in threads:
            thread.join(20)
        assert heard == [True] * 100
    finally:
        for stream in streams:
            stream.close()


def test_who_asks_while_a_save_is_taken_in_sees_what_was_saved(site: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "A_MOMENT", PATIENCE)
    site.settle()
    for number in range(20):
        path, words = "content/world/story-3.md", f"Saved for the {number}th time."
        site.desk.article("world/story-3", words, authors=["ann"], date="2026-11-04T09:00")
        site.preview.desk.inbox.saved(path, 0.0)  # as the watch hears it
        assert words in site.page("/2026/11/story-3/")


def test_a_stream_catches_up_after_a_sleep(site: Shown) -> None:
    state = site.state()
    assert state["session"] == "a-b-c-"
    site.desk.article("world/story-6", "Slept through this.", date="2026-11-07T09:00")
    site.until("/2026/11/story-6/", "Slept through this.")
    host = f"127.0.0.1:{site.preview.port}"
    for known, told in (
        (f"{state['session']}-{state['number']}", b"/2026/11/story-6/"),
        ("other-3", b'"unknown": true'),
    ):
        with socket.create_connection(("127.0.0.1", site.preview.port), timeout=20) as stream:
            stream.sendall(f"GET /_newsdesk/events HTTP/1.1\r\nHost: {host}\r\nLast-Event-ID: {known}\r\n\r\n".encode())
            found, until = b"", time.monotonic() + PATIENCE
            while told not in found and time.monotonic() < until and (more := stream.recv(65_536)):
                found += more
            assert told in found


def test_a_port_in_use_gives_the_next_free_one() -> None:
    first = Server("127.0.0.1", 0)
    second = Server("127.0.0.1", first.port)
    try:
        assert first.port < second.port < first.port + 100
    finally:
        first.stop()
        second.stop()


def test_other_machines_need_the_key() -> None:
    gate = Gate("192.0.2.7", 8000, "token", "key")
    asks = Request("GET", "/", {"host": "desk.local:8000"}, b"", stays=True)
    assert may_ask(gate, asks)
    assert not has_key(gate, asks)
    assert has_key(gate, asks._replace(headers={"host": "desk.local:8000", "cookie": "a=b; newsdesk=key"}))
    assert not has_key(gate, asks._replace(headers={"host": "desk.local:8000", "cookie": "newsdesk=ke"}))
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "192.0.2.7", "desk.local")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_secret_of_other_letters_is_a_wrong_one(site: Shown) -> None:
    assert site.get("/_newsdesk/open", "POST", "{}", X_Newsdesk="caf\xe9")[0] == 403
    gate = Gate("192.0.2.7", 8000, "token", "key")
    assert not has_key(gate, Request("GET", "/", {"host": "a:8000", "cookie": "newsdesk=caf\xe9"}, b"", stays=True))
    assert site.failures == []


def test_browsers_do_not_say_the_usual_port() -> None:
    gate = Gate("127.0.0.1", 80, "token", "")
    for host in ("127.0.0.1", "localhost", "[::1]", "localhost:80"):
        assert may_ask(gate, Request("GET", "/", {"host": host, "origin": f"http://{host}"}, b"", stays=True))
    for host in ("evil.example", "evil.example:80", "localhost:8080", "", "[::2]", "80", ":80"):
        assert not may_ask(gate, Request("GET", "/", {"host": host}, b"", stays=True))
    assert not may_ask(gate._replace(port=8000), Request("GET", "/", {"host": "localhost"}, b"", stays=True))
