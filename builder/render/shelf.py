"""The kit's templates, compiled: once when the theme changes, and from then on carried with the kit as code.

Compiling the templates of one article's page takes a third as long as everything else that an edit asks for. The
code is that of one version of Python; any other one compiles the text, to the same pages.
"""

import marshal
import zlib
from collections.abc import Iterable, Iterator
from importlib.util import MAGIC_NUMBER
from types import CodeType
from typing import TYPE_CHECKING, Any, Final

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, nodes

from builder.model.page import Compiled, Kit

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


def compile_all(environment: Environment, kit: Kit, last: Kit | None) -> Compiled:
    """Return the code of every template of a kit; what is no template has none, and says so when a page needs it.

    Templates that are the same in the last kit are not compiled again, as long as all else is the same too: the
    compiler works out `'/feed.xml'|url`, which is made of constants and the settings.
    """
    kept = dict(_unchanged(kit, last)) if last else {}
    shelf = Shelf(kit)
    return Compiled(PYTHON, tuple(_codes(environment, shelf, kept, (name for name, _, _ in kit.templates))))


def _unchanged(kit: Kit, last: Kit) -> Iterator[tuple[str, bytes]]:
    surroundings = ((one.site, one.strings, one.names) for one in (kit, last))
    if last.compiled.python == PYTHON and len(set(surroundings)) == 1:
        same = {name for name, _, _ in set(kit.templates) & set(last.templates)}
        yield from ((name, code) for name, code in last.compiled.codes if name in same)


def _codes(
    environment: Environment, shelf: Shelf, kept: dict[str, bytes], names: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    for name in names:
        try:
            yield name, kept.get(name) or zlib.compress(marshal.dumps(shelf.code(environment, name)), _QUICKLY)
        except TemplateSyntaxError:
            continue


def _compiled(environment: Environment, name: str, source: str, path: str) -> CodeType:
    tree = environment.parse(source, name, path)
    for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
        raise TemplateSyntaxError("autoescape cannot be switched", node.lineno, name, path)
    try:
        return environment.compile(tree, name, path)
    except (SyntaxError, RecursionError) as error:
        raise TemplateSyntaxError(f"the template is too involved: {error}", 1, name, path) from error
