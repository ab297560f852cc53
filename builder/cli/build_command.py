"""`newsdesk build`."""

import json
import sys
import time
from pathlib import Path

import click

from builder.build.lock import LockedError
from builder.build.pipeline import OUTPUT, OWN_FOLDERS, NotOursError, build, catalogue_file
from builder.build.request import LOCKED, Outcome, Request
from builder.build.verify import verify
from builder.catalogue.open import forget
from builder.cli.clock import real_now, spell, started
from builder.cli.findings import echo_findings, tally
from builder.cli.options import find_root, format_option, now_option, root_option, workers
from builder.cli.progress import progress
from builder.model.diagnostics import as_data


@click.command(
    name="build",
    help="""Bring output/ up to date with content/ and the theme: only what changed is made and written.

    Example: newsdesk build --now 2026-11-24T06:00:00+02:00""",
)
@root_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes (default: output/ in the root).",
)
@now_option
@click.option("--base-url", default="", help="Build for this address instead of the one in site.yaml.")
@click.option("--drafts", is_flag=True, help="Show drafts too. Never publish such a build.")
@click.option("--clean", is_flag=True, help="Forget what the last build knew.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes (default: one for each processor).")
@click.option("--verify", "verified", is_flag=True, help="Also build clean elsewhere and compare byte by byte.")
@format_option("text", "json")
def command(
    *,
    root: Path | None,
    output: Path | None,
    now: int | None,
    base_url: str,
    drafts: bool,
    clean: bool,
    jobs: int | None,
    verified: bool,
    form: str,
) -> None:
    """Build the site."""
    begun = time.perf_counter()
    folder = find_root(root)
    request = Request(
        root=folder,
        now=real_now() if now is None else now,
        started=started(),
        output=_place(folder, output),
        base_url=_checked(base_url),
        drafts=drafts,
        jobs=jobs or workers(),
        progress=progress(),
    )
    outcome = run(request, clean=clean)
    difference = verify(request) if verified else ""
    seconds = time.perf_counter() - begun
    if form == "json":
        click.echo(json.dumps(_as_data(outcome, request, seconds), ensure_ascii=False, indent=1))
    else:
        _tell(request, outcome, seconds)
    if difference:
        click.echo(f"newsdesk: {difference}", err=True)
    sys.exit(1 if outcome.failed or difference else 0)


def run(request: Request, *, clean: bool = False) -> Outcome:
    """Build, turning what only the command line can answer into exit codes."""
    try:
        if clean:
            forget(catalogue_file(request))
        return build(request)
    except LockedError as problem:
        click.echo(f"newsdesk: {problem}; try again when it is done", err=True)
        sys.exit(LOCKED)
    except NotOursError as problem:
        raise click.UsageError(str(problem)) from problem


def _checked(base_url: str) -> str:
    """Return an address that a site can live at, as in site.yaml. A usage error says what it looks like."""
    if base_url:
        from builder.source.site import is_site_url  # it brings YAML in, which most builds do not need

        if not is_site_url(base_url):
            raise click.UsageError(
                f'--base-url "{base_url}" is not the address of a site;'
                " write it as http://localhost:8000/news, without ? and #"
            )
    return base_url


def _place(root: Path, output: Path | None) -> Path:
    """Return where the site goes. A usage error says that it would lie among what it is made from."""
    if output is None:
        return root / OUTPUT
    real = output.resolve()
    for own in OWN_FOLDERS:
        if real.is_relative_to((root / own).resolve()):
            raise click.UsageError(f"--output {output} lies in {own}/, which is not for pages; choose another folder")
    return output.absolute()


def _tell(request: Request, outcome: Outcome, seconds: float) -> None:
    for note in outcome.notes:
        click.echo(f"newsdesk: {note}", err=True)
    echo_findings(request.root, outcome.diagnostics)
    if outcome.diagnostics:
        click.echo(tally(outcome.diagnostics), err=True)
    counts = f"{len(outcome.written):,} written, {len(outcome.removed):,} removed, {outcome.unchanged:,} unchanged"
    click.echo(f"{counts} in {seconds:.2f} s.{_pictures(outcome)}{_next(outcome)}")


def _pictures(outcome: Outcome) -> str:
    made, reused, _, bytes_in, bytes_out = outcome.pictures
    if not made + reused:
        return ""
    megabytes = f"{bytes_in / 1_000_000:,.1f} MB became {bytes_out / 1_000_000:,.1f} MB"
    return f" Pictures: {made:,} made, {reused:,} reused, {megabytes}."


def _next(outcome: Outcome) -> str:
    change = outcome.next_change
    if change is None:
        return ""
    more = f" and {len(change.reasons) - 1} more" if len(change.reasons) > 1 else ""
    return f" Next change {spell(change.at, outcome.timezone)}: {change.reasons[0]}{more}"


def _as_data(outcome: Outcome, request: Request, seconds: float) -> dict[str, object]:
    change = outcome.next_change
    return {
        "written": list(outcome.written),
        "removed": list(outcome.removed),
        "unchanged": outcome.unchanged,
        "diagnostics": [as_data(finding) for finding in outcome.diagnostics],
        "next_change": {"at": spell(change.at, outcome.timezone), "reasons": list(change.reasons)} if change else None,
        "pictures": outcome.pictures._asdict(),
        "seconds": round(seconds, 3),
        "now": spell(request.now, outcome.timezone),
    }
