"""What the preview knows, as data for its own pages: findings with their lines, the moment, what comes next."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from builder.model.diagnostics import Diagnostic, as_data
from builder.preview.view import View
from builder.source.excerpt import excerpt_of, pointed
from builder.source.zones import zone

MOST: Final = 100
"""So many findings of each severity are told in full; the rest is counted."""


def state_of(view: View, root: Path, number: int, session: str) -> dict[str, object]:
    """Return what a page shows beside itself. It names no place on this machine."""
    errors = [finding for finding in view.findings if finding.severity == "error"]
    warnings = [finding for finding in view.findings if finding.severity == "warning"]
    shown = sorted(errors, key=lambda finding: finding not in view.fresh)[:MOST] + warnings[:MOST]
    change = view.next_change
    return {
        "session": session,
        "number": number,
        "busy": view.busy,
        "problem": view.problem,
        "showing": view.showing,
        "now": spelled(view.now, view.timezone),
        "fixed": view.fixed,
        "timezone": view.timezone,
        "errors": len(errors),
        "warnings": len(warnings),
        "next": {"at": spelled(change.at, view.timezone), "reasons": list(change.reasons[:5])} if change else None,
        "findings": [finding_as_data(root, finding, fresh=finding in view.fresh) for finding in shown],
    }


def finding_as_data(root: Path, finding: Diagnostic, *, fresh: bool) -> dict[str, object]:
    """Return a finding as the overlay shows it."""
    excerpt = list(pointed(excerpt_of(root, finding), finding.column))
    return {**as_data(finding), "excerpt": excerpt, "fresh": fresh}


def spelled(moment: int, timezone: str) -> str:
    """Return a moment as RFC 3339 in a time zone."""
    return datetime.fromtimestamp(moment, UTC).astimezone(zone(timezone)).isoformat()


def moment_of(text: str, timezone: str) -> int:
    """Return the moment that a text says, in the zone when it has no offset. Raises ValueError for no moment."""
    found = datetime.fromisoformat(text)
    return int((found if found.tzinfo else found.replace(tzinfo=zone(timezone))).timestamp())
