"""Requests as they come over the wire: read whole, within limits, and refused when anything about them is odd.

A preview talks to browsers and nobody else. Whatever a browser never sends (folded or doubled headers, a body without
its length, an absolute target, bytes that are no ASCII) is refused instead of being understood.
"""

import re
import socket
from typing import Final, NamedTuple

MOST: Final = 16 * 1024
"""Bytes of a request's head at most."""

MOST_BODY: Final = 64 * 1024
"""Bytes of its body at most."""

_LINE: Final = re.compile(rb"([A-Z]{1,16}) ([\x21-\x7e]{1,8000}) HTTP/1\.([01])")
_HEADER: Final = re.compile(rb"([A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}):[ \t]*([\x20-\x7e\x80-\xff\t]*?)[ \t]*")
_SINGLE: Final = frozenset(
    {"host", "origin", "content-length", "content-type", "transfer-encoding", "cookie", "range", "sec-fetch-site"}
)


class Request(NamedTuple):
    """A request: method, target as written, headers by lower-case name, body, and whether the connection stays."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    stays: bool


class RefusedError(Exception):
    """A request that is not answered as asked; `status` is the number for the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Wire:
    """One connection's incoming bytes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._rest = b""

    def request(self) -> Request | None:
        """Return the next request, or None when the other side has closed.

        Raises RefusedError for a request that is not proper, and OSError (TimeoutError) when nothing comes.
        """
        head = self._head()
        if head is None:
            return None
        method, target, version, headers = _parsed(head)
        if "transfer-encoding" in headers:
            raise RefusedError(501)
        body = self._body(headers.get("content-length", "0"))
        if version and "host" not in headers:
            raise RefusedError(400)
        wish = headers.get("connection", "").lower()
        return Request(method, target, headers, body, stays="close" not in wish and (version or "keep-alive" in wish))

    def _head(self) -> bytes | None:
        while (end := self._rest.find(b"\r\n\r\n")) < 0:
            if len(self._rest) > MOST:
                raise RefusedError(431)
            more = self._connection.recv(65_536)
            if not more:
                return None
            self._rest += more
        head, self._rest = self._rest[:end], self._rest[end + 4 :]
        if len(head) > MOST:
            raise RefusedError(431)
        return head

    def _body(self, length: str) -> bytes:
        if not length.isascii() or not length.isdigit() or len(length) > len(str(MOST_BODY)):
            raise RefusedError(413 if length.isdigit() else 400)
        wanted = int(length)
        if wanted > MOST_BODY:
            raise RefusedError(413)
        while len(self._rest) < wanted:
            more = self._connection.recv(65_536)
            if not more:
                raise RefusedError(400)
            self._rest += more
        body, self._rest = self._rest[:wanted], self._rest[wanted:]
        return body


def _parsed(head: bytes) -> tuple[str, str, bool, dict[str, str]]:
    """Return method, target, whether it is HTTP/1.1, and the headers."""
    first, *lines = head.split(b"\r\n")
    line = _LINE.fullmatch(first)
    if line is None:
        raise RefusedError(505 if re.search(rb" HTTP/[02-9][.0-9]*$", first) else 400)
    headers: dict[str, str] = {}
    for text in lines:
        header = _HEADER.fullmatch(text)
        if header is None:
            raise RefusedError(400)
        name, value = header[1].decode("ascii").lower(), header[2].decode("latin-1")
        if name in headers and name in _SINGLE:
            raise RefusedError(400)
        headers[name] = value
    return line[1].decode("ascii"), line[2].decode("ascii"), line[3] == b"1", headers
