"""The only clock: read once, here, and handed on as a number."""

import time
from datetime import UTC, datetime

import click


def real_now() -> int:
    """Return the moment of this call in whole seconds since 1970."""
    return int(time.time())


def started() -> int:
    """Return the moment of this call in nanoseconds since 1970, for comparing with files' stamps."""
    return time.time_ns()


class Moment(click.ParamType[int]):
    """A moment with an offset, as RFC 3339, for --now."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the moment in whole seconds since 1970."""
        if isinstance(value, int):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a time; write 2026-11-24T06:00:00+02:00', param, ctx)
        if moment.tzinfo is None:
            self.fail(f'"{value}" has no offset; write it like 2026-11-24T06:00:00+02:00', param, ctx)
        return int(moment.timestamp())


def spell(moment: int, timezone: str) -> str:
    """Return a moment as RFC 3339 in a time zone."""
    from builder.source.zones import zone

    return datetime.fromtimestamp(moment, UTC).astimezone(zone(timezone)).isoformat()
