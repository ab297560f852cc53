"""Who may ask: browsers on this machine that show the preview itself, and nobody whom another site has sent.

A site that a writer visits can have her browser ask any address, and can have its own name lead to this machine. So the
name that was asked for must be ours, and whoever asks must come from ours. Where the preview listens to other machines
too, what is withheld is shown only to those who have its key.
"""

import ipaddress
import secrets
from typing import Final, NamedTuple

from builder.preview.message import Request

KEY: Final = "newsdesk"
"""Name of the cookie, and of the part of an address, that carries the key."""

_UNSAID: Final = 80
"""The port that browsers leave out of the host's name."""


class Gate(NamedTuple):
    """The host and port that the preview listens at, and its secrets."""

    host: str
    port: int
    token: str
    """Proves that a question comes from one of our own pages."""
    key: str
    """Has to be shown by everybody where other machines can ask; '' where they cannot."""

    @property
    def address(self) -> str:
        """Where the preview is found, without a slash at the end."""
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - told apart, not bound
        return f"http://{f'[{shown}]' if ':' in shown and not shown.startswith('[') else shown}:{self.port}"


def new_gate(host: str, port: int) -> Gate:
    """Return a gate with secrets of its own."""
    return Gate(host, port, secrets.token_urlsafe(18), "" if is_loopback(host) else secrets.token_urlsafe(18))


def is_loopback(host: str) -> bool:
    """Say whether only this machine can ask at a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def may_ask(gate: Gate, request: Request) -> bool:
    """Say whether a request is from a browser that was led here by nobody else."""
    headers = request.headers
    host = headers.get("host", "")
    if not _is_ours(gate, host):
        return False
    if "origin" in headers and headers["origin"] != f"http://{host}":
        return False
    return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


def has_key(gate: Gate, request: Request) -> bool:
    """Say whether a request shows the key, where one is needed."""
    if not gate.key:
        return True
    pairs = (pair.strip().partition("=") for pair in request.headers.get("cookie", "").split(";"))
    return any(name == KEY and _is_same(value, gate.key) for name, _, value in pairs)


def brings_key(gate: Gate, request: Request) -> bool:
    """Say whether a request's address carries the key, as the one that the terminal prints."""
    query = request.target.partition("?")[2]
    return bool(gate.key) and _is_same(query, f"{KEY}={gate.key}")


def is_own_page(gate: Gate, request: Request) -> bool:
    """Say whether a request that has effects was made by a script of our own pages."""
    return _is_same(request.headers.get("x-newsdesk", ""), gate.token)


def _is_same(shown: str, secret: str) -> bool:
    """Say whether a secret was shown, in a time that tells nothing of it; whoever shows may have written any letter."""
    return secrets.compare_digest(shown.encode(), secret.encode())


def _is_ours(gate: Gate, host: str) -> bool:
    if gate.port == _UNSAID and not host.endswith(f":{_UNSAID}"):
        host = f"{host}:{_UNSAID}"
    name, _, port = host.rpartition(":")
    if port != str(gate.port):
        return False
    if gate.key:
        return True  # every name that leads here; the key keeps strangers out
    return name in {"localhost", "127.0.0.1", "[::1]", gate.host, f"[{gate.host}]"}
