"""`newsdesk check`."""

import json
import sys
from pathlib import Path

import click

from builder.build.request import Request
from builder.cli.build_command import run
from builder.cli.clock import real_now, started
from builder.cli.findings import as_annotation, as_text, tally
from builder.cli.options import find_root, format_option, now_option, root_option, workers
from builder.cli.progress import progress
from builder.cli.reading import workshop_of
from builder.model.diagnostics import Diagnostic, as_data


@click.command(
    name="check",
    help="""Report everything that is wrong, without writing output/. With PATHs, only what is wrong there.

    Example: newsdesk check content/world/summit.md""",
)
@root_option
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@now_option
@click.option(
    "--external",
    is_flag=True,
    help="Also ask other sites whether the pages that readers are sent to are there; of withheld articles only PATHs.",
)
@format_option("text", "json", "github")
def command(*, root: Path | None, paths: tuple[Path, ...], now: int | None, external: bool, form: str) -> None:
    """Check the site."""
    folder = find_root(root)
    request = Request(
        root=folder,
        now=real_now() if now is None else now,
        started=started(),
        edition="check",
        jobs=workers(),
        progress=progress(),
    )
    wanted = tuple(_below(folder, path) for path in paths)
    findings = tuple(finding for finding in run(request).diagnostics if _is_wanted(finding, wanted))
    if external:
        findings = tuple(sorted((*findings, *_external(request, wanted)), key=Diagnostic.sort_key))
    _echo(folder, findings, form)
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


def _external(request: Request, wanted: tuple[str, ...]) -> list[Diagnostic]:
    """Ask other sites for what readers see, and for what is in the files that somebody named."""
    from builder.check.external import check_external, seen_files

    with workshop_of(request) as workshop:
        seen = seen_files(workshop.archive()) if workshop.site else []
    named = [path for path in wanted if path.endswith(".md")]
    return check_external(request.root, sorted({*named, *(path for path in seen if _is_in(path, wanted))}))


def _below(root: Path, path: Path) -> str:
    """Return a path as findings have it; a usage error when it is not there or not the site's."""
    whole = path if path.is_absolute() else Path.cwd() / path
    whole = whole if whole.exists() else root / path
    if not whole.exists():
        raise click.UsageError(f"{path} is not there")
    if not whole.resolve().is_relative_to(root):
        raise click.UsageError(f"{path} does not belong to the site in {root}")
    return whole.resolve().relative_to(root).as_posix()


def _is_wanted(finding: Diagnostic, wanted: tuple[str, ...]) -> bool:
    return _is_in(finding.path, wanted)


def _is_in(path: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(path == part or path.startswith(part + "/") for part in wanted)


def _echo(root: Path, findings: tuple[Diagnostic, ...], form: str) -> None:
    if form == "json":
        click.echo(
            json.dumps({"diagnostics": [as_data(finding) for finding in findings]}, ensure_ascii=False, indent=1)
        )
    elif form == "github":
        for finding in findings:
            click.echo(as_annotation(finding))
    else:
        if findings:
            click.echo(as_text(root, findings))
        click.echo(tally(findings))
