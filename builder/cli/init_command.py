"""`newsdesk init`."""

import secrets
import shutil
from pathlib import Path

import click

import builder
from builder.source.theme import find_theme


@click.command(
    name="init",
    help="""Begin a new site in DIR: a content skeleton and the default theme.

    Example: newsdesk init mysite && cd mysite && newsdesk build""",
)
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that DIR is in (default: the present one).",
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(*, root: Path, folder: Path) -> None:
    """Copy the skeleton and the theme into a folder in which nothing lies but hidden files."""
    folder = root / folder
    if folder.exists() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; name a new folder")
    skeleton = Path(builder.__file__).parent / "skeleton"
    shutil.copytree(skeleton / "content", folder / "content")
    _keep_a_secret(folder / "content" / "site.yaml")
    if not (folder / ".gitignore").exists():
        shutil.copy(skeleton / "gitignore", folder / ".gitignore")
    places, _ = find_theme(folder, "default")
    shutil.copytree(places[0].root / places[0].folder, folder / "themes" / "default")
    there = "" if folder == Path() else f"cd {folder} && "
    click.echo(f"{folder.resolve().name} is ready. Next: {there}newsdesk build, and open output/index.html")


def _keep_a_secret(settings: Path) -> None:
    """Give a new site a secret of its own; the skeleton's settings end with those of pictures."""
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"  secret: {secrets.token_hex(16)}\n")
