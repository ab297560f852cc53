"""The status page: what is wrong, what readers may not see, what comes next, what was made and why."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Final

from builder.catalogue.articles import Row
from builder.model.diagnostics import Diagnostic
from builder.model.visibility import Standing
from builder.preview.addresses import address_of
from builder.preview.desk import Desk
from builder.preview.dressing import LABELS, OURS
from builder.preview.room import Index
from builder.preview.state import spelled
from builder.preview.view import Round, View
from builder.source.excerpt import excerpt_of, pointed

MOST: Final = 500
"""So many rows of a table are shown; the heading counts all."""

_ORDER: Final[tuple[Standing, ...]] = ("draft", "scheduled", "embargoed", "expired", "withdrawn")


def status_page(desk: Desk, root: Path, token: str, session: str) -> bytes:
    """Return the page at /_newsdesk/."""
    view = desk.view
    parts = [
        _head(token, session, desk.news.number),
        _clock(view),
        _findings(root, view.findings),
        *_withheld(desk, view),
        _rounds(desk.rounds, view),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _head(token: str, session: str, number: int) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Preview – status</title>\n'
        f'<link rel="stylesheet" href="{OURS}preview.css">\n<script src="{OURS}status.js" type="module"></script>\n'
        f'</head>\n<body class="status" data-token="{escape(token)}" data-session="{escape(session)}"'
        f' data-number="{number}">\n<main>\n<h1>Preview</h1>\n<p><a href="/">To the home page</a></p>'
    )


def _clock(view: View) -> str:
    now = escape(spelled(view.now, view.timezone))
    how = "chosen" if view.fixed else "the clock"
    edition = "everything, with what is withheld" if view.showing == "everything" else "what readers see"
    change = view.next_change
    coming = "Nothing changes by the clock alone."
    if change:
        reasons = escape("; ".join(change.reasons[:5]))
        coming = f"Next change <time>{escape(spelled(change.at, view.timezone))}</time>: {reasons}"
    problem = f'<p class="problem">{escape(view.problem)}</p>' if view.problem else ""
    return f"{problem}<p>Shown: {edition}, as of <time>{now}</time> ({how}).</p>\n<p>{coming}</p>"


def _findings(root: Path, findings: tuple[Diagnostic, ...]) -> str:
    rows = "".join(_finding(root, finding) for finding in findings[:MOST])
    return f"<h2>Diagnostics ({len(findings):,})</h2>\n" + (f"<ul>{rows}</ul>" if rows else "<p>Nothing is wrong.</p>")


def _finding(root: Path, finding: Diagnostic) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    lines = "\n".join(pointed(excerpt_of(root, finding), finding.column))
    code = f"{finding.severity}[{finding.code}]"
    return (
        f'<li class="{finding.severity}">{_opener(finding.path, place, finding.line, finding.column)}'
        f" {escape(code)}: {escape(finding.message)}"
        + (f"<pre>{escape(lines)}</pre>" if lines else "")
        + f"<p>hint: {escape(finding.hint)}</p></li>"
    )


def _opener(path: str, text: str, line: int = 1, column: int = 1) -> str:
    return f'<button data-path="{escape(path)}" data-line="{line}" data-column="{column}">{escape(text)}</button>'


def _withheld(desk: Desk, view: View) -> Iterator[str]:
    index = desk.everything().index
    held = index.withheld(view.now)
    for standing in _ORDER:
        rows = [row for row, how in held if how == standing]
        yield f"<h2>{LABELS[standing]} ({len(rows):,})</h2>"
        if rows:
            lines = "".join(_held(index, row, view) for row in rows[:MOST])
            yield f"<table><tr><th>headline</th><th>published</th><th>file</th></tr>{lines}</table>"


def _held(index: Index, row: Row, view: View) -> str:
    article = row.article()
    address = escape(address_of(view.base, index.path_of(f"article:{row.path}")))
    published = escape(spelled(article.published, view.timezone))
    link = f'<a href="{address}">{escape(article.title)}</a>'
    return f"<tr><td>{link}</td><td>{published}</td><td>{_opener(row.path, row.path)}</td></tr>"


def _rounds(rounds: Iterable[Round], view: View) -> str:
    rows = "".join(_round(done, view) for done in tuple(rounds))
    return f"<h2>What was made</h2>\n<ol>{rows}</ol>"


def _round(done: Round, view: View) -> str:
    reasons = "".join(f"<li>{escape(path)}: {escape(why)}</li>" for path, why in done.reasons)
    head = f"{escape(spelled(done.at, view.timezone))}: {done.pages:,} in {done.seconds:.3f} s{_because(done.paths)}"
    return f"<li>{head}<ul>{reasons}</ul></li>"


def _because(paths: tuple[str, ...]) -> str:
    return f", after {escape(', '.join(paths[:5]))}" + (" …" if len(paths) > 5 else "") if paths else ""  # noqa: PLR2004 - a few
