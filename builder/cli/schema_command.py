"""`newsdesk schema`."""

import json
from pathlib import Path

import click

from builder.cli.options import find_root, root_option
from builder.source.read import read_file
from builder.source.schema import front_matter_schema
from builder.source.site import read_site

_SETTINGS = "content/site.yaml"


@click.command(
    name="schema",
    help="""Print the JSON Schema of the front matter, for editors that complete and check YAML.

    Within a site, or with --root, it knows the site's sections.

    Example: newsdesk schema > front-matter.schema.json""",
)
@root_option
def command(*, root: Path | None) -> None:
    """Print the schema."""
    click.echo(json.dumps(front_matter_schema(_sections(root)), ensure_ascii=False, indent=2))


def _sections(root: Path | None) -> list[str]:
    """Return the ids of the site's sections; none where there is no site, or none whose settings can be used."""
    try:
        site, _ = read_site(read_file(find_root(root), _SETTINGS), _SETTINGS)
    except (OSError, click.UsageError):
        if root is not None and not root.is_dir():
            raise
        return []
    return [section.id for section in site.sections] if site else []
