"""Digests of bytes: the only room that hashes.

A digest names contents, never a place or a moment; equal bytes have equal digests everywhere.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

SIZE: Final = 16
"""Length of a digest in bytes: SHA-256 cut to 128 bits, far beyond accidental collisions."""


def digest(data: bytes) -> bytes:
    """Return the 16-byte digest of `data`."""
    return hashlib.sha256(data).digest()[:SIZE]


def digest_of(parts: Iterable[bytes]) -> bytes:
    """Return one digest of several byte strings, so that moving a boundary changes it."""
    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.digest()[:SIZE]


def name_digest(data: bytes) -> str:
    """Return 16 hexadecimal digits that name `data` in an address."""
    return digest(data).hex()[:16]
