"""The server: a thread for each connection, which stays open from one request to the next.

It knows nothing of sites: it reads requests, has them answered, and writes what comes back. What goes wrong with one
connection ends that connection and nothing else.
"""

import contextlib
import errno
import socket
import threading
import time
from collections.abc import Callable
from typing import Final

from builder.preview.answer import Answer, plain, written
from builder.preview.message import RefusedError, Request, Wire

IDLE: Final = 65.0
"""Seconds that a connection may be silent between two requests, or in the middle of one."""

CONNECTIONS: Final = 1_000
"""Open connections at most; whoever comes then is turned away."""

PORTS: Final = 100
"""So many ports are tried, one after the other, when those before are in use."""


_BREATH: Final = 0.02


class Server:
    """Listens from its making on, answers from `start` to `stop`."""

    def __init__(self, host: str, port: int) -> None:
        self._answer: Callable[[Request], Answer] = _closed
        self._socket = _listening(host, port)
        self.host = host
        self.port: int = self._socket.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._stopped = False
        self._thread = threading.Thread(target=self._accept, name="server", daemon=True)

    def start(self, answer: Callable[[Request], Answer]) -> None:
        """Begin to answer; until then whoever asks waits."""
        self._answer = answer
        self._thread.start()

    def stop(self) -> None:
        """Close every connection."""
        self._stopped = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._stopped:
            try:
                connection, _ = self._socket.accept()
            except OSError as problem:
                if problem.errno in {errno.EBADF, errno.EINVAL}:
                    return  # it was closed by `stop`
                time.sleep(_BREATH)  # the other side went, or there are too many open files for the moment
                continue
            if len(self._open) >= CONNECTIONS:
                connection.close()
                continue
            with self._lock:
                self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.settimeout(IDLE)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            wire = Wire(connection)
            while self._exchange(connection, wire):
                pass
        except OSError:
            pass  # a browser that goes away in the middle is no failure of anything
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _exchange(self, connection: socket.socket, wire: Wire) -> bool:
        """Answer one request; say whether the connection stays."""
        try:
            request = wire.request()
        except RefusedError as refusal:
            connection.sendall(written(plain(refusal.status), bare=False, stays=False))
            return False
        if request is None:
            return False
        answer = self._answer(request)
        stays = request.stays and answer.stream is None and not self._stopped
        bare = request.method == "HEAD"
        connection.sendall(written(answer, bare=bare, stays=stays))
        if answer.stream is not None and not bare:
            for piece in answer.stream:
                connection.sendall(piece)
        return stays


def _closed(_request: Request) -> Answer:
    return plain(503)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a port or the next free one after it. Raises OSError when there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + PORTS, 65_536)) if port else (0,):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(256)
        except OSError as problem:
            listener.close()
            if problem.errno != errno.EADDRINUSE:
                raise
            continue
        return listener
    raise OSError(errno.EADDRINUSE, f"every port from {port} to {port + PORTS - 1} is in use")
