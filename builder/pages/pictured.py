"""What is wrong with the pictures that a source names, and what links to their files lead to."""

from typing import Final, NamedTuple

from builder.catalogue import media
from builder.model.article import Picture
from builder.model.diagnostics import Diagnostic, finding
from builder.model.picture import CENTRE, address, recipes_for
from builder.pages.archive import Archive, keeps_moving, name_of, original_at, problem_of
from builder.pages.faults import is_faulty
from builder.pages.suggesting import open_hint


class Needs(NamedTuple):
    """What a picture's place asks of it."""

    hint: str
    """How its text is written there."""
    credit: str
    """How its credit is written there; '' where none can be shown."""


LEAD: Final = Needs(
    'add alt: and what the picture shows, or alt: "" if it only decorates',
    "add credit: and who made it, or owns it",
)
FIGURE: Final = Needs(
    "say in the brackets what it shows: ![A ferry leaves the pier](ferry.jpg)",
    'end its title with a bar and who made it: ![A ferry](ferry.jpg "Off at last | Ann Lee")',
)
INLINE: Final = Needs(FIGURE.hint, "")
PORTRAIT: Final = Needs(LEAD.hint, "")


def check_picture(archive: Archive, path: str, picture: Picture | None, needs: Needs) -> list[Diagnostic]:
    """Say what is wrong with a picture of content/ that the source at `path` names."""
    if picture is None or not picture.src.startswith("content/"):
        return []
    original = media.at(archive.catalogue, picture.src)
    if original is None and is_faulty(archive, picture.src):
        return []
    if original is None:
        hint = "add the file, or correct its path (relative to this file, or from content/ with a leading /)"
        return [_said("picture-missing", path, picture, f"{picture.src} is not there", open_hint(picture.src, hint))]
    problem = problem_of(archive.site, original.facts)
    if problem:
        hint = "save the picture again as JPEG, PNG or WebP"
        return [_said("picture-unreadable", path, picture, f"{picture.src}: {problem}", hint)]
    findings = []
    if picture.silent and not original.facts.alt:
        message = f"nothing says what {picture.src} shows, for readers who cannot see it"
        findings.append(_said("picture-alt-missing", path, picture, message, needs.hint))
    if needs.credit and not picture.credit and not original.facts.credit:
        message = f"nobody is named as the maker or owner of {picture.src}"
        findings.append(_said("picture-credit-missing", path, picture, message, needs.credit))
    return findings


def _said(code: str, path: str, picture: Picture, message: str, hint: str) -> Diagnostic:
    return finding(code, path, line=picture.line, column=picture.column, message=message, hint=hint)


def file_url(archive: Archive, src: str) -> str:
    """Return where a link to a picture's file leads, or '' when it cannot be shown."""
    original = original_at(archive, src)
    if original is None:
        return ""
    (recipe,) = recipes_for(original.facts, "file", CENTRE, keep_moving=keeps_moving(archive.site))
    return address(name_of(archive.site, original), recipe)
