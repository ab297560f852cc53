"""Findings, kept with the source or page that owns them, so that every build reports the same list as a clean one."""

from collections.abc import Iterable

import msgspec

from builder.catalogue.open import Catalogue
from builder.model.diagnostics import Diagnostic

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])


def store(catalogue: Catalogue, owner: str, findings: tuple[Diagnostic, ...]) -> None:
    """Replace what is wrong with `owner` (source:<path>, plan:<key>, page:<key>)."""
    store_all(catalogue, [(owner, findings)])


def store_all(catalogue: Catalogue, owned: Iterable[tuple[str, tuple[Diagnostic, ...]]]) -> None:
    """Replace what is wrong with several owners."""
    guilty = catalogue.guilty
    for owner, findings in owned:
        if findings:
            stored = _ENCODER.encode(findings)
            if owner not in guilty or _stored(catalogue, owner) != stored:
                catalogue.reported = None
                catalogue.db.execute("REPLACE INTO diagnostic VALUES (?, ?)", (owner, stored))
                guilty.add(owner)
        elif owner in guilty:
            catalogue.reported = None
            catalogue.db.execute("DELETE FROM diagnostic WHERE owner = ?", (owner,))
            guilty.discard(owner)


def _stored(catalogue: Catalogue, owner: str) -> bytes:
    row = catalogue.db.execute("SELECT findings FROM diagnostic WHERE owner = ?", (owner,)).fetchone()
    return bytes(row[0])


def all_findings(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong, each once, in the order of reporting: the same tuple until anything changes."""
    if catalogue.reported is None:
        rows = catalogue.db.execute("SELECT findings FROM diagnostic")
        findings = {finding for row in rows for finding in _DECODER.decode(row[0])}
        catalogue.reported = tuple(sorted(findings, key=Diagnostic.sort_key))
    return catalogue.reported


def owners(catalogue: Catalogue, prefix: str) -> list[str]:
    """Return the owners with findings whose names begin with `prefix`, in order."""
    rows = catalogue.db.execute(
        "SELECT owner FROM diagnostic WHERE owner >= ? AND owner < ? ORDER BY owner", (prefix, prefix + "\U0010ffff")
    )
    return [row[0] for row in rows]
