"""`newsdesk bundle`."""

import sys
import zipfile
from pathlib import Path
from typing import Final

import click

from builder.build.lock import LockedError
from builder.build.request import LOCKED, Request
from builder.cli.clock import real_now, started
from builder.cli.findings import echo_findings
from builder.cli.options import find_root, now_option, root_option, workers
from builder.cli.progress import progress

_THEN: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, so that the same article gives the same bytes."""


@click.command(
    name="bundle",
    help="""Put one article, published or not, into a folder or a zip for an editor to read: its page with styles and
    pictures, under addresses that work anywhere, and nothing else that is withheld.

    Example: newsdesk bundle content/news/2026-01-05-welcome.md --output welcome.zip""",
)
@root_option
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="A new folder, or a file that ends in .zip.")
@now_option
def command(*, root: Path | None, path: Path, output: Path | None, now: int | None) -> None:
    """Write the bundle and print where it is."""
    from builder.build.bundle import bundle

    folder = find_root(root)
    source = _below(folder, path)
    target = output or Path(f"{Path(source).stem}-bundle")
    if target.exists():
        raise click.UsageError(f"{target} is there already; name another place with --output")
    request = Request(
        root=folder,
        now=real_now() if now is None else now,
        started=started(),
        edition="check",
        jobs=workers(),
        progress=progress(),
    )
    try:
        made = bundle(request, source)
    except LockedError as problem:
        click.echo(f"newsdesk: {problem}; try again when it is done", err=True)
        sys.exit(LOCKED)
    echo_findings(folder, made.findings)
    if not made.files and not made.findings:
        raise click.UsageError(f"{source} is no article")
    if not made.files:
        click.echo(f"newsdesk: {source} cannot be shown until it is mended", err=True)
        sys.exit(1)
    (_zip if target.suffix == ".zip" else _write)(target, made.files)
    click.echo(f"{target}: {len(made.files):,} files")


def _below(root: Path, path: Path) -> str:
    """Return an article's path as the site knows it. A usage error says why it is none."""
    here = Path.cwd() / path
    whole = (here if here.is_file() else root / path).resolve()
    if not whole.is_file() or not whole.is_relative_to(root / "content") or whole.suffix != ".md":
        raise click.UsageError(f"{path} is no article of this site; name a file below content/ that ends in .md")
    return whole.relative_to(root).as_posix()


def _write(target: Path, files: dict[str, bytes]) -> None:
    for name, data in sorted(files.items()):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _zip(target: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
