"""The kit's templates, compiled: once when the theme changes, and from then on carried with the kit as code.

Compiling the templates of one article's page takes a third as long as everything else that an edit asks for. The
code is that of one version of Python; any other one compiles the text, to the same pages.
"""

import marshal
import re
import zlib
from collections.abc import Iterator, Mapping
from importlib.util import MAGIC_NUMBER
from types import CodeType
from typing import TYPE_CHECKING, Any, Final

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes

from builder.model.digest import digest
from builder.model.page import Compiled, Kit
from builder.render.leaves import Leaf, read

if not TYPE_CHECKING:

    def override(method: object) -> object:
        """Mark a method as overriding one; Python has this from 3.12 on."""
        return method

else:
    from typing_extensions import override

PYTHON: Final = MAGIC_NUMBER
"""What marks code that this version of Python can run, as in the .pyc files beside its modules."""

_QUICKLY: Final = 1
"""How hard code is compressed: it travels with every shard, and so takes less than half the way."""


_PLAIN: Final = re.compile(r"[A-Za-z0-9_./ -]+")
"""Names that Python writes between quotes as they are, and so may take the place of one another in its text."""


class Shelf(BaseLoader):
    """A kit's templates by name, each compiled at most once for all languages."""

    def __init__(self, kit: Kit) -> None:
        self._sources = {name: (source, path) for name, source, path in kit.templates}
        self._compiled = dict(kit.compiled.codes) if kit.compiled.python == PYTHON else {}
        self._codes: dict[str, CodeType] = {}

    def source(self, path: str) -> str:
        """Return the text of the template that lies at `path`, or ''."""
        return next((source for source, place in self._sources.values() if place == path), "")

    @override
    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        return environment.template_class.from_code(environment, self.code(environment, name), environment.globals)

    def code(self, environment: Environment, name: str) -> CodeType:
        """Return a template's code. Raises TemplateNotFound, and TemplateSyntaxError when it is no template."""
        if name not in self._codes:
            if name not in self._sources:
                raise TemplateNotFound(name)
            carried = self._compiled.get(name)
            self._codes[name] = (
                marshal.loads(zlib.decompress(carried))  # noqa: S302 - this engine wrote it into the catalogue, whose seal was compared
                if carried
                else _compiled(environment, name, *self._sources[name])
            )
        return self._codes[name]


def compile_all(environment: Environment, kit: Kit, last: Kit | None, leaves: Mapping[str, Leaf]) -> Compiled:
    """Return the code of every template of a kit; what is no template has none, and says so when a page needs it.

    `leaves` are the kit's templates that can be read, by name; their trees are of no use afterwards.

    Templates that are the same in the last kit are not compiled again, as long as all else is the same too: the
    compiler works out `'/feed.xml'|url`, which is made of constants and the settings.
    """
    kept = dict(_unchanged(kit, last)) if last else {}
    written = dict(_written_once(environment, {leaf for name, leaf in leaves.items() if name not in kept}))
    return Compiled(PYTHON, tuple(_codes(environment, leaves, kept, written)))


def _unchanged(kit: Kit, last: Kit) -> Iterator[tuple[str, bytes]]:
    surroundings = ((one.site, one.strings, one.names) for one in (kit, last))
    if last.compiled.python == PYTHON and len(set(surroundings)) == 1:
        same = {name for name, _, _ in set(kit.templates) & set(last.templates)}
        yield from ((name, code) for name, code in last.compiled.codes if name in same)


def _codes(
    environment: Environment, leaves: Mapping[str, Leaf], kept: Mapping[str, bytes], written: Mapping[Leaf, str]
) -> Iterator[tuple[str, bytes]]:
    for name, leaf in leaves.items():
        try:
            if name in kept:
                yield name, kept[name]
            elif leaf in written:
                code = _code_named(environment, leaf, name, written[leaf])
                yield name, zlib.compress(marshal.dumps(code), _QUICKLY)
        except TemplateSyntaxError:
            continue


def _written_once(environment: Environment, leaves: set[Leaf]) -> Iterator[tuple[Leaf, str]]:
    """Write templates as Python, each under a name that stands for all its names."""
    for leaf in leaves:
        try:
            yield leaf, _written(environment, leaf, _mark(leaf))
        except TemplateSyntaxError:
            continue


def _mark(leaf: Leaf) -> str:
    """Return what no template holds, nor puts together while it is compiled: the digest of its own text."""
    return digest(leaf.text.encode()).hex()


def _code_named(environment: Environment, leaf: Leaf, name: str, written: str) -> CodeType:
    if _PLAIN.fullmatch(name):
        return _code(written.replace(_mark(leaf), name), name, leaf.path)
    return _compiled(environment, name, leaf.text, leaf.path)


def _compiled(environment: Environment, name: str, source: str, path: str) -> CodeType:
    return _code(_written(environment, read(environment, name, source, path), name), name, path)


def _written(environment: Environment, leaf: Leaf, name: str) -> str:
    """Return a template as Python. Raises TemplateSyntaxError where it asks for what a page cannot do."""
    for node in (*leaf.of(nodes.ScopedEvalContextModifier), *leaf.of(nodes.EvalContextModifier)):
        raise TemplateSyntaxError("autoescape cannot be switched", node.lineno, name, leaf.path)
    try:
        return environment.compile(leaf.tree, name, leaf.path, raw=True)
    except RecursionError as error:
        raise _too_involved(error, name, leaf.path) from error


def _code(written: str, name: str, path: str) -> CodeType:
    try:
        return compile(written, path, "exec")
    except (SyntaxError, RecursionError) as error:
        raise _too_involved(error, name, path) from error


def _too_involved(error: Exception, name: str, path: str) -> TemplateSyntaxError:
    return TemplateSyntaxError(f"the template is too involved: {error}", 1, name, path)
