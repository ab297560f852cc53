"""A theme's templates, each parsed once: its mistakes, its closure and its code are all made from one leaf."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar, cast

from jinja2 import Environment, TemplateSyntaxError, nodes

from builder.render.nesting import refuse_links

Found = TypeVar("Found", bound=nodes.Node)


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """A template that was read: its file, its text, and its syntax tree, whose nodes stand by kind too, in order.

    Two names of one file are one leaf. Making code of a leaf changes its tree: who wants to read it reads it before.
    """

    path: str
    text: str
    tree: nodes.Template
    nodes: dict[type[nodes.Node], list[nodes.Node]]

    def of(self, kind: type[Found]) -> list[Found]:
        """Return its nodes of a kind."""
        return cast("list[Found]", self.nodes.get(kind, []))


def read_all(environment: Environment, templates: Iterable[tuple[str, str, str]]) -> dict[str, Leaf]:
    """Return leaves by template's name, for templates as name, text and path; what cannot be read is left out."""
    return dict(_read(environment, templates))


def _read(environment: Environment, templates: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, Leaf]]:
    known: dict[tuple[str, str], Leaf] = {}
    for name, text, path in templates:
        if (path, text) not in known:
            try:
                known[path, text] = read(environment, name, text, path)
            except TemplateSyntaxError:
                continue  # it is told of where a page needs it
        yield name, known[path, text]


def read(environment: Environment, name: str, text: str, path: str) -> Leaf:
    """Parse one template. Raises TemplateSyntaxError, also where it nests deeper than it may."""
    tree = environment.parse(text, name, path)
    found: dict[type[nodes.Node], list[nodes.Node]] = {}
    for node, depth in _nodes(tree):
        refuse_links(depth, (node.lineno, name, path))
        found.setdefault(type(node), []).append(node)
    return Leaf(path, text, tree, found)


def _nodes(tree: nodes.Template) -> Iterator[tuple[nodes.Node, int]]:
    """Give a tree's nodes in order, each with how many are above it."""
    ahead: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while ahead:
        node, depth = ahead.pop()
        yield node, depth
        ahead.extend((inner, depth + 1) for inner in reversed(list(node.iter_child_nodes())))
