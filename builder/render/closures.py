"""What a template is made of: itself and every template that it can reach, by reading it and not by running it.

A change to a template touches the pages whose closure holds it. A template that names another through a variable
reaches all of them.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from builder.model.digest import digest_of

IMPLIED: Final = "partials/"
"""Partials are reached from Python too (cards, figures, promo cards), so every template reaches all of them."""


def closures(templates: tuple[tuple[str, str, str], ...]) -> dict[str, bytes]:
    """Return the digest of each template's closure, by the template's name."""
    texts = {name: text for name, text, _ in templates}
    environment = Environment(autoescape=True)  # only parses; nothing is rendered here
    named = {text: _named_in(environment, text, texts) for text in set(texts.values())}  # many have two names
    direct = {name: named[text] for name, text in texts.items()}
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


def _named_in(environment: Environment, text: str, texts: Mapping[str, str]) -> frozenset[str]:
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError:
        return frozenset()
    named = frozenset(constant for constant in _constants(tree) if constant in texts)
    return frozenset(texts) if _names_by_variable(tree) else named


def _constants(tree: nodes.Template) -> Iterator[str]:
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str):
            yield constant.value


def _names_by_variable(tree: nodes.Template) -> bool:
    return None in set(find_referenced_templates(tree))
