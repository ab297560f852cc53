"""Answers: a status, headers and bytes, or a stream; written in one piece, without a word about the machine."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final, NamedTuple

HEADERS: Final = (
    b"Cache-Control: no-cache\r\n"
    b"Cross-Origin-Resource-Policy: same-origin\r\n"
    b"Referrer-Policy: same-origin\r\n"
    b"X-Content-Type-Options: nosniff\r\n"
    b"X-Frame-Options: SAMEORIGIN\r\n"
    b"X-Robots-Tag: noindex, nofollow\r\n"
)
"""What every answer says."""


class Answer(NamedTuple):
    """What goes back. `headers` are (name, value). A `stream` has no length: the connection ends with it."""

    status: int
    kind: str = "text/plain; charset=utf-8"
    data: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    stream: Iterator[bytes] | None = None


def plain(status: int, text: str = "", headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Return a short answer in words; without a text the status has its own."""
    return Answer(status, data=f"{text or HTTPStatus(status).phrase}\n".encode(), headers=headers)


def written(answer: Answer, *, bare: bool, stays: bool) -> bytes:
    """Return an answer's bytes; with `bare` (for HEAD) the head alone. A stream's bytes follow by themselves."""
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    if answer.status != HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Type: {answer.kind}")
        if answer.stream is None:
            lines.append(f"Content-Length: {len(answer.data)}")
    lines.extend(f"{name}: {value}" for name, value in answer.headers)
    if not stays:
        lines.append("Connection: close")
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n" + HEADERS + b"\r\n"
    return head if bare or answer.status == HTTPStatus.NOT_MODIFIED else head + answer.data
