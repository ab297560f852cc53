"""What a writer began in Markdown and did not end: it stands in the article as it was typed, for readers to see.

Where the HTML can tell that nothing of the kind is left in it, nothing is looked for. It errs on the side of silence.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from builder.model.diagnostics import Diagnostic
from builder.source.body.code import inside, open_fences, raw_ranges
from builder.source.body.manuscript import Manuscript, name_of_reference
from builder.source.body.targets import repeated

MOST: Final = 8
"""How many loose ends of one kind are told of."""

_NOTE: Final = re.compile(r"^ {0,3}\[\^([^\]\n]*)\]:", re.MULTILINE)
_MARK_OF_NOTE: Final = re.compile(r"\[\^([^\]\n]+)\]")

_BY_NAME: Final = re.compile(r"(?<![\w\]])!?\[([^\[\]\n^][^\[\]\n]*)\]\[([^\[\]\n^][^\[\]\n]*)?\](?![\[(:])")

_DASHES: Final = r":?-{2,}:?[ \t]*"
_RULE: Final = re.compile(
    rf"^ {{0,3}}(?:\|[ \t]*{_DASHES}(?:\|[ \t]*{_DASHES})*|{_DASHES}(?:\|[ \t]*{_DASHES})+)(?:\|[ \t]*)?$", re.MULTILINE
)
"""The line of dashes between the head of a table and its body."""

_INFO: Final = re.compile(r"[ \t]*(?:[\w+#.-]*|\{[^{}`]*\})[ \t]*")
"""What may follow the signs that begin code: the name of its language."""


def loose_ends(manuscript: Manuscript, html: str) -> Iterator[Diagnostic]:
    """Find what was begun and not ended in a text, which became `html`."""
    for sign, find in _RULES:
        if sign in manuscript.text:
            yield from islice(find(manuscript, html), MOST)


def _comment(manuscript: Manuscript, _: str) -> Iterator[Diagnostic]:
    """Say where a comment begins that nothing ends: it is text then."""
    at = manuscript.find("<!--", manuscript.text.rfind("-->") + 1)
    if at >= 0:
        message = "the comment that begins here is never closed, so readers see it"
        yield manuscript.finding("comment-open", at, message, "end it with -->, or remove it")


def _notes(manuscript: Manuscript, _: str) -> Iterator[Diagnostic]:
    """Say which marks of footnotes have no note, each where it first stands."""
    known = set(_NOTE.findall(manuscript.text))
    for hit in _MARK_OF_NOTE.finditer(manuscript.text):
        if hit[1] not in known and manuscript.is_markup(hit.start()):
            known.add(hit[1])
            mark = f"[^{repeated(hit[1])}]"
            message = f"{mark} has no note, so readers see the brackets"
            yield manuscript.finding("footnote-unknown", hit.start(), message, f"write the note: {mark}: ...")


def _names(manuscript: Manuscript, html: str) -> Iterator[Diagnostic]:
    """Say which links and pictures are called by a name that no line gives an address."""
    known = set(manuscript.defined)
    for hit in _BY_NAME.finditer(manuscript.text) if "][" in html else ():
        name = hit[2] or hit[1]
        counts_sources = name.isdecimal() and hit[1].isdecimal()  # [3][4]
        if not counts_sources and name_of_reference(name) not in known and manuscript.is_markup(hit.start()):
            known.add(name_of_reference(name))
            shown = repeated(name)
            message, hint = f"no line says where [{shown}] leads", f"add a line such as [{shown}]: https://..."
            yield manuscript.finding("reference-unknown", hit.start(), f"{message}, so readers see the brackets", hint)


def _code(manuscript: Manuscript, html: str) -> Iterator[Diagnostic]:
    """Say where code begins that nothing ends: from there on the text is read as text."""
    raw = raw_ranges(manuscript.text)
    for fence in open_fences(manuscript.text):
        signs, at = fence[1], fence.start()
        if signs in html and _INFO.fullmatch(fence[2]) and manuscript.is_markup(at) and not inside(raw, at):
            shown = repeated(signs)
            message = f"the code that begins here is never closed, so readers see {shown}"
            hint = f"write {shown if shown == signs else 'as many signs'} alone on the line after it"
            yield manuscript.finding("code-open", at, message, hint)
            return  # what follows may be its end, with fewer signs or more


def _tables(manuscript: Manuscript, html: str) -> Iterator[Diagnostic]:
    """Say which lines of dashes make no table, and why."""
    rules = [rule for rule in _RULE.finditer(manuscript.text) if manuscript.is_markup(rule.start())]
    if html.count("<table") >= len(rules):
        return
    for rule in rules:
        trouble = _of_table(*_two_above(manuscript.text, rule.start()), rule[0])
        if trouble:
            message, hint = trouble
            yield manuscript.finding("table-broken", rule.start(), f"{message}, so readers see its bars", hint)


def _two_above(text: str, start: int) -> tuple[str, str]:
    """Return the two lines above one that begins at `start`, the nearer one last; '' where there is none."""
    near = text.rfind("\n", 0, max(start - 1, 0)) + 1
    far = text.rfind("\n", 0, max(near - 1, 0)) + 1
    return text[far : max(near - 1, 0)].strip(), text[near : max(start - 1, 0)].strip()


def _of_table(far: str, near: str, rule: str) -> tuple[str, str] | None:
    """Return why a line of dashes below two others makes no table, and what to do; None if it may."""
    if not near:
        return "this table has no line of headings above its dashes", "write the headings in the line above"
    heads, columns = _cells(near), _cells(rule)
    if heads != columns:
        message = f"above this line of dashes for {columns} stand headings for {heads}"
        return message, "give headings and dashes as many columns, with | between each two"
    if far and "|" not in far and not far.startswith(("#", ">", "-", "=")):
        return "text stands right above this table", "leave an empty line above its headings"
    return None


def _cells(row: str) -> int:
    """Return how many cells a row of a table has."""
    return row.replace(r"\|", "").strip().removeprefix("|").removesuffix("|").count("|") + 1


_RULES: Final[tuple[tuple[str, Callable[[Manuscript, str], Iterator[Diagnostic]]], ...]] = (
    ("<!--", _comment),
    ("[^", _notes),
    ("][", _names),
    ("```", _code),
    ("~~~", _code),
    ("--", _tables),
)
"""Signs without which a text has no loose end of a kind, and who finds it."""
