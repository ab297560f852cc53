"""From the Markdown of one file to the HTML of its body: the steps, in order.

A pure function of the text, its place and the site's settings. Whatever is wrong with the text is a diagnostic; what
another file decides (an address, a title, a picture's size) is left to slots.
"""

import re
from typing import Final

import msgspec

from builder.model.article import Slot
from builder.model.diagnostics import Diagnostic
from builder.model.site import Site
from builder.model.steps import Steps, alone
from builder.source.body.clean import Cleaned, clean
from builder.source.body.ids import ids_of
from builder.source.body.links import set_links
from builder.source.body.lists import MOST_LEVELS, too_deep_at
from builder.source.body.loose_ends import loose_ends
from builder.source.body.manuscript import Manuscript
from builder.source.body.promos import space_lone_lines
from builder.source.body.summary import summary_of
from builder.source.markdown.converted import MarkdownDeadline, MarkdownFailure
from builder.source.markdown.culprit import culprit
from builder.source.markdown.deadline import convert_within

SECONDS: Final = 2.0
"""Processor time that one body may take."""


_NAMED: Final = 8
"""How many different things a message about removed HTML names."""

_LINES: Final = re.compile(r"(?<= line )\d+|(?<= lines )\d+|(?<= and )\d+$")
"""The numbers of lines in what names a culprit."""


class Body(msgspec.Struct, frozen=True):
    """The body of an article, an author's biography or a standing page."""

    html: str
    """Clean HTML with the marks of slots; '' when it cannot be converted."""
    slots: tuple[Slot, ...]
    anchors: tuple[str, ...]
    """Every id that a link may name, in order."""
    summary: str
    """The first paragraph as plain text, cut to about 320 characters."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def pictures(self) -> int:
        """How many of the site's pictures it shows."""
        return sum(slot.picture is not None for slot in self.slots)


def read_body(text: str, *, path: str, first_line: int, lang: str, site: Site) -> Body:
    """Read a body from its Markdown `text`, which begins at line `first_line` of the file `path`.

    `path` is relative to the site's root (content/world/summit.md), `lang` the text's language for its quotation
    marks. Line ends are LF.
    """
    return alone(body_steps(text, path=path, first_line=first_line, lang=lang, site=site))


def body_steps(text: str, *, path: str, first_line: int, lang: str, site: Site) -> Steps[Body]:
    """Read a body as `read_body` does, step by step."""
    text = text.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")  # no text may hold the mark of a slot
    manuscript = Manuscript(text, path, first_line)
    if (offset := too_deep_at(text)) >= 0:
        message = f"lists nest more than {MOST_LEVELS} deep here"
        return _empty(
            manuscript.finding("markdown-failed", offset, message, "end the outer lists before, or use headings")
        )
    spaced = space_lone_lines(text, path.rpartition("/")[0], site)
    yield
    try:
        html = convert_within(spaced.text, lang, SECONDS).html
    except MarkdownDeadline:
        return _failed(manuscript, "markdown-slow", f"this text takes longer than {SECONDS:g} seconds to convert")
    except MarkdownFailure:
        return _failed(manuscript, "markdown-failed", "this text cannot be converted")
    yield
    cleaned = clean(html, trusted="<" not in text)
    if cleaned.too_deep:
        message = "this text has too many HTML elements within each other"
        return _empty(manuscript.finding("markdown-failed", -1, message, "close every element that is opened"))
    findings = _cleaning_findings(manuscript, cleaned)
    yield
    linked, link_findings = set_links(cleaned.html, manuscript, site, spaced.lone, cleaned.ids)
    yield
    return Body(
        html=linked.html,
        slots=linked.slots,
        anchors=ids_of(linked.html) if link_findings else cleaned.ids,  # what was taken out may have had one
        summary=summary_of(linked.html),
        diagnostics=tuple(sorted({*findings, *link_findings}, key=Diagnostic.sort_key)),
    )


def _unclosed(manuscript: Manuscript, tag: str) -> Diagnostic:
    """Say where an element begins that takes all the rest of the text with it."""
    closed = max((end.end() for end in re.finditer(rf"</{tag}\b", manuscript.text, re.IGNORECASE)), default=0)
    at = manuscript.search(re.compile(rf"<{tag}\b", re.IGNORECASE), closed)
    message = f"<{tag}> is never closed, so all that follows would be lost to readers"
    return manuscript.finding("html-open", at, message, f"remove it, or write </{tag}> where it ends")


def _failed(manuscript: Manuscript, code: str, message: str) -> Body:
    """Return the body of a text that cannot be converted, at the line that is likely to blame."""
    words = culprit(manuscript.text)  # the exception names lines of the text as it was spaced for the parser
    lines = [int(number) for number in _LINES.findall(words)]
    shifted = _LINES.sub(lambda number: str(int(number[0]) + manuscript.first_line - 1), words)
    offset = manuscript.line_start(lines[0]) if lines else -1
    hint = "break up what repeats, or write it another way"
    return _empty(manuscript.finding(code, offset, f"{message}: {shifted}", hint))


def _empty(diagnostic: Diagnostic) -> Body:
    return Body(html="", slots=(), anchors=(), summary="", diagnostics=(diagnostic,))


def _cleaning_findings(manuscript: Manuscript, cleaned: Cleaned) -> list[Diagnostic]:
    findings = [
        manuscript.finding(flaw.code, manuscript.use(target), flaw.message, flaw.hint)
        for target, flaw in cleaned.unsafe
    ]
    findings += loose_ends(manuscript, cleaned.html)
    if cleaned.unclosed:
        findings.append(_unclosed(manuscript, cleaned.unclosed))
    if cleaned.removed:
        looked_for = cleaned.removed[:_NAMED]
        places = [manuscript.search(re.compile(one.pattern, re.IGNORECASE)) for one in looked_for]
        at, first = min(zip(places, looked_for, strict=True), key=lambda pair: (pair[0] < 0, pair[0]))
        others = [one.name for one in looked_for if one is not first]
        more = len(cleaned.removed) - _NAMED
        also = ", ".join(others + ([f"{more} more"] if more > 0 else []))
        message = f"{first.name} was removed" + (f" (also {also})" if also else "")
        findings.append(manuscript.finding("html-removed", at, message, first.hint))
    return findings
