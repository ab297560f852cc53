"""`newsdesk list`."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from builder.build.request import Request
from builder.catalogue import articles
from builder.catalogue.articles import Row
from builder.cli.clock import real_now, started
from builder.cli.options import find_root, format_option, now_option, root_option, workers
from builder.cli.reading import archive_of
from builder.pages.archive import Archive
from builder.pages.related import related


@click.command(
    name="list",
    help="""List every article, visible or not. An article whose front matter has errors is not listed; see check.

    Example: newsdesk list --format json""",
)
@root_option
@now_option
@format_option("text", "json")
def command(*, root: Path | None, now: int | None, form: str) -> None:
    """List the articles."""
    request = Request(
        root=find_root(root),
        now=real_now() if now is None else now,
        started=started(),
        edition="check",
        jobs=workers(),
    )
    with archive_of(request) as archive:
        rows = list(articles.all_rows(archive.catalogue))
        if form == "json":
            click.echo(json.dumps([_as_data(archive, row) for row in rows], ensure_ascii=False, indent=1))
        else:
            for line in _lines(rows):
                click.echo(line)


def _as_data(archive: Archive, row: Row) -> dict[str, object]:
    article = row.article()
    chosen = related(archive, row, article).numbers if row.state != "clash" else ()
    return {
        "path": row.path,
        "url": row.url,
        "title": article.title,
        "date": article.date,
        "updated": article.updated or None,
        "type": article.type,
        "status": article.status,
        "visible": row.shown,
        "section": article.section,
        "authors": [byline.author for byline in article.bylines],
        "tags": [tag.name for tag in article.tags],
        "related": articles.paths(archive.catalogue, chosen),
        "storyline": article.storyline.target if article.storyline else None,
    }


def _lines(rows: list[Row]) -> Iterator[str]:
    for row in sorted(rows, key=lambda row: (row.published, row.id), reverse=True):
        article = row.article()
        yield f"{article.date[:16]}  {row.state:<9}  {article.type:<10}  {row.path}  {article.title}"
