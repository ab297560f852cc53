"""What is wrong with a theme's templates, found by reading them: no page has to need them first.

It errs on the side of silence: where a name may be one of several things, or a template asks whether it is defined,
nothing is said.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from jinja2 import Environment, nodes

from builder.model.diagnostics import Diagnostic, finding
from builder.model.page import Kit
from builder.render.given import ALWAYS, CARD, RESULTS, ROOTS, Given, Type, field_type, fields_of
from builder.render.leaves import Leaf
from builder.source.suggest import did_you_mean

_HINT: Final = "docs/themes.md lists what each template is given"
_IMPLIED: Final = frozenset({"loop", "super", "self", "caller", "varargs", "kwargs"})
"""Names that Jinja itself gives."""

_ASKING: Final = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters by which a template asks whether there is something."""


_Naming = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


class _Theme(NamedTuple):
    """A theme's templates by name, what each is given by file, and what there is to use."""

    leaves: Mapping[str, Leaf]
    names: frozenset[str]
    """Of every template, those included that cannot be read."""
    given: dict[str, Given]
    environment: Environment
    words: frozenset[str]


def mistakes(kit: Kit, environment: Environment, leaves: Mapping[str, Leaf]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a kit's templates, of which `leaves` are those that can be read, by name.

    `environment` has the filters and functions that they may use.
    """
    names = frozenset(name for name, _, _ in kit.templates)
    theme = _Theme(leaves, names, {}, environment, _words(kit))
    for name, given in ROOTS.items():
        _spread(theme, name, given)
    for leaf in {leaf.path: leaf for leaf in leaves.values()}.values():
        for variant in (words[1] for words in _called(leaf, "card") if words[1:] and words[1]):
            _spread(theme, f"partials/{variant}.html", CARD)
        for words in _called(leaf, "once"):
            _spread(theme, words[0], {})
    found = {one for leaf in leaves.values() for check in _CHECKS for one in check(theme, leaf)}
    return tuple(sorted(found, key=Diagnostic.sort_key))


def _words(kit: Kit) -> frozenset[str]:
    """Return the keys of the words that can be said in every language of a site."""
    lang = kit.site.lang
    chain = {lang, lang.partition("-")[0], "en"}
    keys = [key for known, words in kit.strings if known in chain for key, _ in words]
    return frozenset([*keys, *(key.partition(".")[0] for key in keys)])


# ------------------------------------------------------------------------------------------- what templates are given


def _spread(theme: _Theme, name: str, given: Given) -> None:
    """Let a template be given names, and with it all that it extends and includes."""
    leaf = theme.leaves.get(name)
    if leaf is None:
        return
    before = theme.given.get(leaf.path)
    after = _merged(before, given)
    if before is not None and after == before:
        return
    theme.given[leaf.path] = after
    whole = _with_own(leaf, after)
    naming: list[_Naming] = [*leaf.of(nodes.Extends), *leaf.of(nodes.Include)]
    for node in naming:
        for wanted in _constants(node.template):
            _spread(theme, wanted, whole)


def _merged(before: Given | None, given: Given) -> Given:
    """Return what a template is given by several others: a name of two types is of none."""
    if before is None:
        return dict(given)
    both = {name: given[name] if before.get(name, given[name]) == given[name] else None for name in given}
    return before | both


def _with_own(leaf: Leaf, given: Given) -> Given:
    """Return the names that a template is given and those that it makes."""
    whole: Given = ALWAYS | given
    makers: list[nodes.For | nodes.Assign] = [*leaf.of(nodes.For), *leaf.of(nodes.Assign)]
    for node in makers:
        if isinstance(node.target, nodes.Name):
            name, kind = node.target.name, _made(node, whole)
            whole[name] = kind if whole.get(name, kind) == kind else None
    made = {id(node.target) for node in makers}
    others = (name.name for name in leaf.of(nodes.Name) if name.ctx != "load" and id(name) not in made)
    return whole | dict.fromkeys(others)


def _made(node: nodes.For | nodes.Assign, given: Given) -> Type:
    """Return the type of what `set` or `for` makes."""
    if isinstance(node, nodes.For):
        members = _type(node.iter, given)
        return members[0] if isinstance(members, tuple) else None
    return _type(node.node, given)


def _type(node: nodes.Node, given: Given) -> Type:
    """Return the type of an expression, None where nothing is known."""
    if isinstance(node, nodes.Name):
        return given.get(node.name)
    if isinstance(node, nodes.Getattr):
        record = _type(node.node, given)
        return field_type(record, node.attr) if isinstance(record, type) else None
    if isinstance(node, nodes.Getitem):
        members = _type(node.node, given)
        one = isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)
        return (members[0] if one else members) if isinstance(members, tuple) else None
    if isinstance(node, nodes.Filter):
        return RESULTS.get(node.name)
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        return RESULTS.get(node.node.name)
    return None


# ---------------------------------------------------------------------------------------------------------- the checks


def _blocks(theme: _Theme, leaf: Leaf) -> Iterator[Diagnostic]:
    """Find blocks that stand for nothing in what a template extends, so that nobody ever sees them."""
    known, whole = _blocks_above(theme, leaf)
    if not whole:
        return
    blocks = leaf.of(nodes.Block)
    inner = {id(nested) for block in blocks for nested in block.find_all(nodes.Block)}
    for block in blocks:
        if id(block) not in inner and block.name not in known:
            there = f"the blocks are {', '.join(sorted(known))}" if known else f"{_named(leaf)} has none: give it one"
            hint = did_you_mean(block.name, sorted(known), there)
            message = f'what this template extends has no block "{block.name}", so its text is never shown'
            yield _at(leaf, "block-unknown", (block.lineno, block.name), message, hint)


def _blocks_above(theme: _Theme, leaf: Leaf) -> tuple[set[str], bool]:
    """Return the blocks of everything that a template extends, and whether all of it could be read."""
    known: set[str] = set()
    above, seen = _parent(theme, leaf), {leaf.path}
    if above is None:
        return known, False
    while above is not None and above.path not in seen:
        seen.add(above.path)
        known.update(block.name for block in above.of(nodes.Block))
        if above.of(nodes.Extends) and _parent(theme, above) is None:
            return known, False
        above = _parent(theme, above)
    return known, True


def _parent(theme: _Theme, leaf: Leaf) -> Leaf | None:
    return theme.leaves.get(_named(leaf))


def _named(leaf: Leaf) -> str:
    """Return the name of what a template extends, '' where it extends nothing or something that has no fixed name."""
    return next((name for extends in leaf.of(nodes.Extends) for name in _constants(extends.template)), "")


def _variables(theme: _Theme, leaf: Leaf) -> Iterator[Diagnostic]:
    """Find names that no page gives to a template."""
    given = theme.given.get(leaf.path)
    if given is None:
        return
    own = {name.name for name in leaf.of(nodes.Name) if name.ctx != "load"} | _imported(leaf)
    known = {*given, *ALWAYS, *own, *theme.environment.globals, *_asked(leaf), *_IMPLIED}
    for name in leaf.of(nodes.Name):
        if name.name not in known:
            hint = did_you_mean(name.name, sorted(known - _IMPLIED), _HINT)
            message = f'no page gives this template "{name.name}"'
            yield _at(leaf, "variable-unknown", (name.lineno, name.name), message, hint)


def _imported(leaf: Leaf) -> set[str]:
    """Return the names of a template's macros and imports."""
    names = {one.target for one in leaf.of(nodes.Import)} | {one.name for one in leaf.of(nodes.Macro)}
    wanted = (name for one in leaf.of(nodes.FromImport) for name in one.names)
    return names | {name if isinstance(name, str) else name[1] for name in wanted}


def _asked(leaf: Leaf) -> set[str]:
    """Return the names and fields of which a template asks whether they are there."""
    asked = (node for node in (*leaf.of(nodes.Test), *leaf.of(nodes.Filter)) if node.name in _ASKING)
    return {
        node.node.name if isinstance(node.node, nodes.Name) else node.node.attr
        for node in asked
        if isinstance(node.node, nodes.Name | nodes.Getattr)
    }


def _fields(theme: _Theme, leaf: Leaf) -> Iterator[Diagnostic]:
    """Find fields that a record does not have."""
    given = theme.given.get(leaf.path)
    if given is None:
        return
    whole, asked = _with_own(leaf, given), _asked(leaf)
    for node in leaf.of(nodes.Getattr):
        record = _type(node.node, whole)
        if not isinstance(record, type) or node.attr in asked or node.attr in (fields := fields_of(record)):
            continue
        hint = did_you_mean(node.attr, fields, f"it has {', '.join(fields)}")
        message = f'{record.__name__} has no field "{node.attr}"'
        yield _at(leaf, "field-unknown", (node.lineno, node.attr), message, hint)


def _filters(theme: _Theme, leaf: Leaf) -> Iterator[Diagnostic]:
    """Find filters and tests that there are not."""
    for node in (*leaf.of(nodes.Filter), *leaf.of(nodes.Test)):
        what = "filter" if isinstance(node, nodes.Filter) else "test"
        known = theme.environment.filters if what == "filter" else theme.environment.tests
        if node.name not in known:
            hint = did_you_mean(node.name, sorted(known), "docs/themes.md lists them")
            yield _at(leaf, "filter-unknown", (node.lineno, node.name), f'there is no {what} "{node.name}"', hint)


def _templates(theme: _Theme, leaf: Leaf) -> Iterator[Diagnostic]:
    """Find templates that another names and that are not there."""
    wanted: list[tuple[int, str]] = []
    naming: list[_Naming] = [
        *leaf.of(nodes.Extends),
        *leaf.of(nodes.Include),
        *leaf.of(nodes.Import),
        *leaf.of(nodes.FromImport),
    ]
    for node in naming:
        names = _constants(node.template)
        optional = getattr(node, "ignore_missing", False) or (len(names) > 1 and not theme.names.isdisjoint(names))
        wanted += [] if optional else [(node.lineno, name) for name in names]
    for call in leaf.of(nodes.Call):
        words = _constant_words(call)
        if _is_call_of(call, "card") and words[1:] and words[1]:
            wanted.append((call.lineno, f"partials/{words[1]}.html"))
        elif _is_call_of(call, "once") and words and words[0]:
            wanted.append((call.lineno, words[0]))
    for line, name in wanted:
        if name not in theme.names:
            hint = did_you_mean(name, sorted(theme.names), "add the template, or correct its name")
            word = name.removeprefix("partials/").removesuffix(".html")
            yield _at(leaf, "template-missing", (line, word), f'there is no template "{name}"', hint)


def _said(theme: _Theme, leaf: Leaf) -> Iterator[Diagnostic]:
    """Find words that the theme's locales do not have."""
    for call in leaf.of(nodes.Call):
        words = _constant_words(call)
        if (
            (_is_call_of(call, "t") or _is_call_of(call, "plurals"))
            and words
            and words[0]
            and words[0] not in theme.words
        ):
            hint = did_you_mean(words[0], sorted(theme.words), "add a line for it to the theme's locales")
            message = f'the theme\'s locales have no words for "{words[0]}"'
            yield _at(leaf, "word-unknown", (call.lineno, words[0]), message, hint)


_CHECKS: Final[tuple[Callable[[_Theme, Leaf], Iterable[Diagnostic]], ...]] = (
    _blocks,
    _variables,
    _fields,
    _filters,
    _templates,
    _said,
)


# -------------------------------------------------------------------------------------------------------- small change


def _called(leaf: Leaf, function: str) -> Iterator[list[str]]:
    """Give the constant texts of every call of a function."""
    for call in leaf.of(nodes.Call):
        words = _constant_words(call)
        if _is_call_of(call, function) and words:
            yield words


def _is_call_of(call: nodes.Call, function: str) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == function


def _constant_words(call: nodes.Call) -> list[str]:
    """Return a call's arguments as far as they are texts written out; the others as ''."""
    return ["".join(_constants(argument)) for argument in call.args]


def _constants(node: nodes.Node | None) -> list[str]:
    """Return the texts that an expression names outright: one, or a list of them."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, nodes.List | nodes.Tuple):
        return [name for item in node.items for name in _constants(item)]
    return []


def _at(leaf: Leaf, code: str, place: tuple[int, str], message: str, hint: str) -> Diagnostic:
    """Return a finding at a line and, in it, at a word."""
    number, word = place
    lines = leaf.text.split("\n")
    excerpt = lines[number - 1] if 0 < number <= len(lines) else ""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", excerpt)
    column = found.start() + 1 if found else len(excerpt) - len(excerpt.lstrip()) + 1
    return finding(code, leaf.path, line=number, column=column, message=message, hint=hint, excerpt=excerpt)
