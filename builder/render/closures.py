"""What a template is made of: itself and every template that it can reach, by reading it and not by running it.

A change to a template touches the pages whose closure holds it. A template that names another through a variable
reaches all of them.
"""

from collections.abc import Mapping
from typing import Final

from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from builder.model.digest import digest_of
from builder.render.leaves import Leaf

IMPLIED: Final = "partials/"
"""Partials are reached from Python too (cards, figures, promo cards), so every template reaches all of them."""


def closures(templates: tuple[tuple[str, str, str], ...], leaves: Mapping[str, Leaf]) -> dict[str, bytes]:
    """Return the digest of each template's closure, by the template's name; `leaves` are those that can be read."""
    texts = {name: text for name, text, _ in templates}
    named = {leaf: _named_in(leaf, texts) for leaf in set(leaves.values())}  # many have two names
    direct = {name: named[leaves[name]] if name in leaves else frozenset[str]() for name in texts}
    return {name: _digest(name, texts, direct) for name in texts}


def _digest(name: str, texts: Mapping[str, str], direct: Mapping[str, frozenset[str]]) -> bytes:
    reached: set[str] = set()
    ahead = [name, *(partial for partial in texts if partial.startswith(IMPLIED))]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead.extend(direct[here])
    return digest_of(part for found in sorted(reached) for part in (found.encode(), texts[found].encode()))


def _named_in(leaf: Leaf, texts: Mapping[str, str]) -> frozenset[str]:
    constants = (constant.value for constant in leaf.of(nodes.Const))
    named = frozenset(value for value in constants if isinstance(value, str) and value in texts)
    return frozenset(texts) if _names_by_variable(leaf.tree) else named


def _names_by_variable(tree: nodes.Template) -> bool:
    return None in set(find_referenced_templates(tree))
