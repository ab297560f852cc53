"""What parsing one source hands over."""

import msgspec

from builder.model.diagnostics import REFERENCE_ERRORS, Diagnostic
from builder.model.source import Parsed, Source, names_by_path
from builder.source.reading import Reading


def parsed(source: Source, record: msgspec.Struct | None, body: str, reading: Reading) -> Parsed:
    """Return a source's record and body, unless an error costs the page; its findings in the order of reports."""
    findings = tuple(sorted(reading.findings, key=Diagnostic.sort_key))
    if record is None or any(_costs_the_page(finding) for finding in findings):
        names = (source.path, *reading.names) if reading.names else names_by_path(source.path, source.kind)
        return Parsed(source.path, source.kind, b"", "", findings, names=names)
    return Parsed(source.path, source.kind, msgspec.msgpack.encode(record), body, findings)


def _costs_the_page(finding: Diagnostic) -> bool:
    return finding.severity == "error" and finding.code not in REFERENCE_ERRORS
