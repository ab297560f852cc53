"""What parsing one source hands over."""

import msgspec

from builder.model.diagnostics import Diagnostic
from builder.model.source import Parsed, Source
from builder.source.reading import Reading


def parsed(source: Source, record: msgspec.Struct | None, body: str, reading: Reading) -> Parsed:
    """Return a source's record and body, unless an error was found; its findings in the order of reports."""
    findings = tuple(sorted(reading.findings, key=Diagnostic.sort_key))
    if record is None or reading.failed():
        return Parsed(source.path, source.kind, b"", "", findings)
    return Parsed(source.path, source.kind, msgspec.msgpack.encode(record), body, findings)
