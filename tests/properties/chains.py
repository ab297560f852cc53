"""Chains of random edits, and the comparison of what they made with a clean build.

A chain is plain data, so that a failing one can be cut down to the few edits that matter.
"""

import difflib
import random
import re
from pathlib import Path
from typing import Final, NamedTuple

from builder.build.request import Outcome
from builder.model.diagnostics import Diagnostic
from tests.desk import Clean, Desk, Tree, modes_of
from tests.properties import desk_edits, picture_edits, story_edits
from tests.properties.newsroom import Newsroom

_EDITS: Final = {**story_edits.EDITS, **desk_edits.EDITS, **picture_edits.EDITS}
RULES: Final = {edit.__name__: edit for edit in _EDITS}
WEIGHTS: Final = [*_EDITS.values()]

MOST: Final = 6
"""Edits between two builds."""


class Edit(NamedTuple):
    """One edit: its rule, and the seed of the dice that it throws."""

    rule: str
    seed: int


Chain = tuple[tuple[Edit, ...], ...]
"""The edits of each step; a build follows every step."""


class Broken(AssertionError):  # noqa: N818 - it says that the promise is broken
    """A build differs from a clean one; `step` is its place in the chain, from 0."""

    def __init__(self, step: int, story: str) -> None:
        super().__init__(story)
        self.step = step


def chain_of(seed: int, steps: int) -> Chain:
    """Return a random chain; the first step fills the site."""
    dice = random.Random(seed)
    first = tuple(Edit(rule, dice.getrandbits(32)) for rule in _OPENING)
    rules = list(RULES)
    later = (
        tuple(Edit(rule, dice.getrandbits(32)) for rule in dice.choices(rules, WEIGHTS, k=dice.randint(1, MOST)))
        for _ in range(steps - 1)
    )
    return (first, *later)


_OPENING: Final = (
    *["add"] * 14,
    *["author"] * 5,
    *["photograph"] * 5,
    *["storyline"] * 3,
    "page",
    "page",
    "running_order",
    "running_order",
    "breaking",
)


def run(root: Path, chain: Chain, theme: str = "tiny", *, judged: range | None = None) -> Newsroom:
    """Make a site in `root` by a chain of edits and builds. Raises Broken at the first build that is not as a clean one.

    `judged` are the steps whose builds are compared: all of them when it is left out.
    """
    room = Newsroom(
        Desk(root, theme, sections=[{"id": one, "title": one} for one in ("world", "city", "sport", "money")])
    )
    for step, edits in enumerate(chain):
        if judged is None or step in judged:
            take(room, step, edits)
        else:
            edit_all(room, edits)
            room.desk.build()
    return room


def take(room: Newsroom, step: int, edits: tuple[Edit, ...]) -> None:
    """Make one step: edit, build, compare, and build again."""
    told = edit_all(room, edits)
    before = room.desk.tree()
    outcome = room.desk.build()
    wrong = judge(room.desk, outcome, before)
    if wrong:
        raise Broken(
            step, f"step {step} ({', '.join(edit.rule for edit in edits)}):\n  " + "\n  ".join(told) + f"\n{wrong}"
        )


def edit_all(room: Newsroom, edits: tuple[Edit, ...]) -> list[str]:
    """Make edits, each with dice of its own; return what they did."""
    told = []
    for edit in edits:
        room.dice = random.Random(edit.seed)
        told.append(RULES[edit.rule](room))
    return told


def judge(desk: Desk, outcome: Outcome, before: Tree) -> str:
    """Return how the last build differs from what it should have made, or ''."""
    if any(
        finding.code == "settings-missing" or finding.path == "content/site.yaml" for finding in outcome.diagnostics
    ):
        unusable = outcome == Outcome((), (), 0, outcome.diagnostics, None, "UTC", outcome.notes)
        if unusable:
            return first_difference(desk.tree(), before)
    clean = desk.clean()
    return (
        first_difference(_ours(desk.tree()), clean.tree)
        or _first_finding(outcome, clean)
        or _first_mode(desk, clean)
        or _first_address(clean)
        or _told(outcome, before, desk)
        or _restless(desk)
    )


def first_difference(ours: Tree, clean: Tree) -> str:
    """Return in words the first path at which two trees differ, and which of the two has what; or ''."""
    for path in sorted(ours.keys() | clean.keys()):
        here, there = ours.get(path), clean.get(path)
        if here is None or there is None:
            return f"{path} is missing from the {'clean' if there is None else 'incremental'} build"
        if here != there:
            was, now = (data.decode(errors="replace").splitlines() for data in (there, here))
            lines = difflib.unified_diff(was, now, "clean", "incremental", lineterm="", n=0)
            return f"{path} differs:\n" + "\n".join(line[:300] for line in list(lines)[:30])
    return ""


def _ours(tree: Tree) -> Tree:
    return {path: data for path, data in tree.items() if data != desk_edits.JUNK}


def _first_finding(outcome: Outcome, clean: Clean) -> str:
    if outcome.diagnostics == clean.outcome.diagnostics:
        return _first_promise(outcome, clean)
    ours, theirs = set(outcome.diagnostics), set(clean.outcome.diagnostics)
    more = [f"only the incremental build finds: {finding}" for finding in outcome.diagnostics if finding not in theirs]
    less = [f"only the clean build finds: {finding}" for finding in clean.outcome.diagnostics if finding not in ours]
    return "\n".join([*more, *less][:4]) or "the findings stand in another order"


def _first_promise(outcome: Outcome, clean: Clean) -> str:
    if outcome.next_change != clean.outcome.next_change:
        return f"next change: {outcome.next_change}, but of the clean build {clean.outcome.next_change}"
    return ""


def _first_mode(desk: Desk, clean: Clean) -> str:
    ours = modes_of(desk.output)
    for path in sorted(clean.modes):
        if ours.get(path) != clean.modes[path]:
            return f"{path} has mode {ours.get(path, 0):o}, in the clean build {clean.modes[path]:o}"
    foreign = {path for path, data in desk.tree().items() if data == desk_edits.JUNK}
    for path in sorted(ours.keys() - clean.modes.keys() - foreign):
        if not any(one.startswith(path) for one in foreign):
            return f"{path} is left behind"
    return ""


_ICONS: Final = (
    "favicon.ico",
    "favicon.svg",
    "icon-192.png",
    "icon-512.png",
    "apple-touch-icon.png",
    "site.webmanifest",
)
_MEDIA: Final = re.compile(rb"/(media/[0-9a-f]{16}-[0-9]+\.[a-z]+)")


def _is_mistake_of_theme(finding: Diagnostic) -> bool:
    return finding.path.startswith("themes/") and finding.severity == "error"


def _first_address(clean: Clean) -> str:
    """Say whether a page names a picture that is not there, or a picture is there that no page names.

    Where a template fails pages are missing that would name some.
    """
    tree = clean.tree
    named = {found.decode() for data in tree.values() for found in _MEDIA.findall(data)}
    named |= {icon for icon in _ICONS if f'/{icon}">'.encode() in tree.get("404.html", b"")}
    there = {path for path in tree if path.startswith("media/") or path in _ICONS}
    if named == there or (named < there and any(map(_is_mistake_of_theme, clean.outcome.diagnostics))):
        return ""
    return f"named and missing: {sorted(named - there)[:3]}; there and never named: {sorted(there - named)[:3]}"


def _told(outcome: Outcome, before: Tree, desk: Desk) -> str:
    """Say whether the build reports other changes than it made."""
    after = desk.tree()
    changed = {path for path in after if after[path] != before.get(path)}
    if not changed <= set(outcome.written):
        return f"changed but not reported as written: {sorted(changed - set(outcome.written))[:3]}"
    gone = _ours(before).keys() - after.keys()
    lost = {path for path in gone - set(outcome.removed) if not any(one.startswith(f"{path}/") for one in after)}
    return f"gone but not reported as removed: {sorted(lost)[:3]}" if lost else ""


def _restless(desk: Desk) -> str:
    again = desk.build()
    touched = (*again.written, *again.removed)
    return f"a second build touches {touched[:3]}" if touched else ""
