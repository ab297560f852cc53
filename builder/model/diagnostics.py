"""What is wrong with an author's file: a value with a place, a rule and a remedy.

Every code stands once in `CODES`, with its severity and one sentence that the documentation prints too.
"""

import re
from typing import Final, Literal

import msgspec

Severity = Literal["error", "warning"]


class Diagnostic(msgspec.Struct, frozen=True, array_like=True):
    """One finding; ordered by path, line, column, severity and code, and where these are equal by its words.

    `path` is relative to the site's root, with forward slashes; `line` and `column` count from 1.
    `excerpt` is the source line itself, for the caret beneath it ('' when there is none).
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str
    excerpt: str = ""

    def sort_key(self) -> tuple[str, int, int, str, str, str, str, str]:
        """Return the key of the order in which diagnostics are reported; no two different ones have the same."""
        return (self.path, self.line, self.column, self.severity, self.code, self.message, self.hint, self.excerpt)


def finding(
    code: str, path: str, *, line: int = 1, column: int = 1, message: str, hint: str, excerpt: str = ""
) -> Diagnostic:
    """Make a diagnostic of a known `code`; its severity comes from the table.

    Raises KeyError for a code that is not in the table, which is a bug.
    """
    return Diagnostic(path, line, column, CODES[code][0], code, message, hint, excerpt)


CODES: Final[dict[str, tuple[Severity, str]]] = {
    # The file itself
    "encoding-invalid": ("error", "A source is not UTF-8."),
    "character-forbidden": ("error", "A source holds a control character or one that newsdesk keeps for itself."),
    "merge-conflict": ("error", "A source still holds the marks of a merge conflict."),
    "file-ignored": ("warning", "A file under content/ is of no kind that newsdesk reads."),
    "file-unreadable": ("error", "A file cannot be read, or changed while it was being read."),
    "name-invalid": ("error", "A file's or folder's name cannot become an address."),
    # Front matter
    "front-matter-missing": ("error", "A Markdown file does not begin with front matter between two lines of ---."),
    "front-matter-open": ("error", "The front matter is never closed by a line of ---."),
    "front-matter-too-large": ("error", "The front matter is larger than 64 KiB, or nests too deeply."),
    "yaml-invalid": ("error", "The YAML cannot be parsed."),
    "yaml-forbidden": (
        "error",
        "The YAML uses anchors, aliases, merge keys or tags, which front matter does not need.",
    ),
    "yaml-tab": ("error", "A tab indents YAML."),
    "comment-in-text": (
        "warning",
        "A comment stands where a # of the text itself is usually meant.",
    ),
    "key-duplicate": ("error", "A key stands twice."),
    "key-unknown": ("error", "A key is not one that newsdesk knows."),
    "key-missing": ("error", "A required key is missing."),
    "value-type": ("error", "A value is of the wrong type."),
    "value-empty": ("error", "A value that must say something is empty."),
    "value-invalid": ("error", "A value is not one of those allowed."),
    "date-invalid": ("error", "A date or time cannot be read."),
    "date-missing": ("error", "An article has no date, neither in `date:` nor in its file name."),
    "date-gap": ("error", "A local time does not exist, because clocks go forward over it."),
    "date-overlap": ("error", "A local time exists twice, because clocks go back over it."),
    "date-zone-missing": ("error", "An embargo or expiry is only a day, without a time."),
    "expires-early": ("error", "An article expires before it is published, or a banner ends before it begins."),
    "updated-early": ("warning", "An article was updated before its date."),
    "slug-invalid": ("error", "A slug or address cannot be an address on every host."),
    "section-unknown": ("error", "An article's section is not in site.yaml."),
    "settings-missing": ("error", "content/site.yaml is missing or unusable."),
    "timezone-unknown": ("error", "A time zone is not in the zone database."),
    # References
    "author-unknown": ("error", "An author has no file in content/authors/."),
    "storyline-unknown": ("error", "A storyline has no file in content/storylines/."),
    "page-unknown": ("error", "The footer names a standing page that has no file in content/pages/."),
    "article-unknown": ("error", "A reference names no article."),
    "article-itself": ("error", "An article names itself as the one that it follows, translates or is related to."),
    "article-withheld": ("error", "A public article or running order names one that readers may not see."),
    "link-broken": ("error", "A link within the site leads nowhere."),
    "anchor-unknown": ("error", "A link names a heading that its target does not have."),
    "picture-missing": ("error", "A picture is not in content/."),
    "picture-unreadable": ("error", "A picture cannot be decoded."),
    "picture-remote": (
        "warning",
        "A picture lies at a foreign address, which would tell a third party who reads what.",
    ),
    "picture-unshown": ("warning", "A picture stands where none is shown: in a biography or a storyline's standfirst."),
    "picture-alt-missing": ("warning", "A picture has no text for readers who cannot see it."),
    "picture-credit-missing": ("warning", "Nobody is named as the maker or owner of a picture."),
    "id-taken": ("error", "Two articles claim one id."),
    "address-taken": ("error", "Two sources claim one address."),
    "address-reserved": ("error", "An address belongs to newsdesk itself."),
    # Body
    "link-unsafe": ("error", "A link uses a scheme that can run code or reach a reader's files."),
    "html-removed": ("warning", "Raw HTML outside the allow-list was removed."),
    "footnote-unknown": ("warning", "A mark in a body stands for a footnote that is not there."),
    "reference-unknown": ("warning", "A link or picture is called by a name that no line gives an address."),
    "code-open": ("warning", "Code between lines of ``` or ~~~ is never closed, so readers see the signs."),
    "table-broken": ("warning", "A line of dashes makes no table, so readers see its bars."),
    "html-open": ("error", "An HTML element that goes with all it holds is never closed."),
    "comment-open": ("warning", "A comment in a body is never closed, so readers see it."),
    "markdown-slow": ("error", "A body takes longer than two seconds to convert."),
    "markdown-failed": ("error", "A body cannot be converted."),
    "link-dead": ("warning", "A page of another site that an article links to is not there (check --external)."),
    # Themes and rendering
    "theme-missing": ("error", "A theme or its parent is not there, or not complete."),
    "template-invalid": ("error", "A template cannot be compiled."),
    "template-missing": ("error", "A template names another one that is not there."),
    "block-unknown": ("warning", "A template fills a block that what it extends does not have."),
    "variable-unknown": ("error", "A template uses a name that no page gives it."),
    "field-unknown": ("error", "A template asks a record for a field that it does not have."),
    "filter-unknown": ("error", "A template uses a filter or a test that there is not."),
    "word-unknown": ("error", "A template says words that the theme's locales do not have."),
    "word-unused": ("warning", "A theme's file of words has words that no template can say."),
    "word-place-unknown": ("warning", "A theme's words have a place in braces that nothing fills."),
    "template-failed": ("error", "A template fails while it renders a page."),
    "worker-died": ("error", "Processing this file killed the process twice."),
    # The catalogue and the output
    "cache-rebuilt": ("warning", "The catalogue was unusable and is being rebuilt; the output does not change."),
}
"""Every code: its severity and what it means in one sentence."""

REFERENCE_ERRORS: Final = frozenset(
    {"link-broken", "link-unsafe", "anchor-unknown", "picture-missing", "picture-unreadable", "picture-remote"}
)
"""Errors that cost a page one link or picture, and not the page."""


CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that command a terminal or a build server, or end a line there."""


def printable(text: str) -> str:
    """Return a text that commands nobody whom it is shown: control characters become one sign."""
    return CONTROLS.sub("\ufffd", text)


def as_data(finding: Diagnostic) -> dict[str, object]:
    """Return a finding as JSON has it."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
    }
