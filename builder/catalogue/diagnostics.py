"""Findings, kept with the source or page that owns them, so that every build reports the same list as a clean one."""

from collections.abc import Iterable

import msgspec

from builder.catalogue.open import Catalogue
from builder.catalogue.reported import Reported
from builder.model.diagnostics import Diagnostic

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
_NOTHING = _ENCODER.encode(())


def store(catalogue: Catalogue, owner: str, findings: tuple[Diagnostic, ...]) -> None:
    """Replace what is wrong with `owner` (source:<path>, plan:<key>, page:<key>)."""
    store_all(catalogue, [(owner, findings)])


def store_all(catalogue: Catalogue, owned: Iterable[tuple[str, tuple[Diagnostic, ...]]]) -> None:
    """Replace what is wrong with several owners."""
    guilty = catalogue.guilty
    for owner, findings in owned:
        if findings or owner in guilty:
            _store(catalogue, owner, findings)


def _store(catalogue: Catalogue, owner: str, findings: tuple[Diagnostic, ...]) -> None:
    before = _stored(catalogue, owner) if owner in catalogue.guilty else _NOTHING
    after = _ENCODER.encode(findings)
    if after == before:
        return
    if findings:
        catalogue.db.execute("REPLACE INTO diagnostic VALUES (?, ?)", (owner, after))
        catalogue.guilty.add(owner)
    else:
        catalogue.db.execute("DELETE FROM diagnostic WHERE owner = ?", (owner,))
        catalogue.guilty.discard(owner)
    if catalogue.reported is not None:
        catalogue.reported.replace(_DECODER.decode(before), findings)


def _stored(catalogue: Catalogue, owner: str) -> bytes:
    row = catalogue.db.execute("SELECT findings FROM diagnostic WHERE owner = ?", (owner,)).fetchone()
    return bytes(row[0])


def all_findings(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong, each once, in the order of reporting: the same tuple until anything changes."""
    if catalogue.reported is None:
        rows = catalogue.db.execute("SELECT findings FROM diagnostic")
        catalogue.reported = Reported(finding for row in rows for finding in _DECODER.decode(row[0]))
    return catalogue.reported.told()


def owners(catalogue: Catalogue, prefix: str) -> list[str]:
    """Return the owners with findings whose names begin with `prefix`, in order."""
    rows = catalogue.db.execute(
        "SELECT owner FROM diagnostic WHERE owner >= ? AND owner < ? ORDER BY owner", (prefix, prefix + "\U0010ffff")
    )
    return [row[0] for row in rows]
