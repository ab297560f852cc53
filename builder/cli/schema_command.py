"""`newsdesk schema`."""

import json

import click

from builder.source.schema import front_matter_schema


@click.command(
    name="schema",
    help="""Print the JSON Schema of the front matter, for editors that complete and check YAML.

    Example: newsdesk schema > front-matter.schema.json""",
)
def command() -> None:
    """Print the schema."""
    click.echo(json.dumps(front_matter_schema(), ensure_ascii=False, indent=2))
