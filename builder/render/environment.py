"""The room in which templates run: a sandbox that gives pages their words and nothing of the machine.

A template reaches the fields of our records, the filters and functions handed in, and text; no method that
changes a value, no underscore, no file, clock or chance. What is printed is escaped, always: `{% autoescape %}`
and `|safe` do not exist here, and only fields that hold cleaned HTML come as markup.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import partial
from keyword import iskeyword
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import markupsafe
import msgspec
from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Undefined, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from builder.model import article, author, card, page, picture, site, video, views
from builder.render.nesting import Nesting

if not TYPE_CHECKING:

    def override(method: object) -> object:
        """Mark a method as overriding one; Python has this from 3.12 on."""
        return method

else:
    from typing_extensions import override

_UNWANTED_FILTERS: Final = ("safe", "random", "pprint", "xmlattr", "urlize", "filesizeformat")
_WANTED_GLOBALS: Final = ("range", "dict", "namespace")

_MARKUP: Final[frozenset[tuple[type[msgspec.Struct], str]]] = frozenset(
    {
        (article.Article, "title_html"),
        (card.Card, "title_html"),
        (card.Card, "text"),
        (views.ArticleView, "body"),
        (views.StandingView, "body"),
        (views.Signed, "biography"),
        (views.ListingView, "description"),
        (views.Corrected, "title_html"),
    }
)
"""Fields that hold HTML which has been cleaned when the source was read."""


class Day(msgspec.Struct, frozen=True):
    """The cards of one day in a listing."""

    date: str
    """YYYY-MM-DD."""
    month: str
    """YYYY-MM."""
    url: str
    cards: tuple[bytes, ...]


Reader = Callable[[Any], object]


def _markup_reader(field: str) -> Reader:
    read = attrgetter(field)
    return lambda record: Markup(read(record))  # noqa: S704 - the field holds cleaned HTML


def _readers(kind: type[msgspec.Struct]) -> dict[str, Reader]:
    return {
        field: _markup_reader(field) if (kind, field) in _MARKUP else attrgetter(field)
        for field in kind.__struct_fields__
    }


def _records() -> set[type[msgspec.Struct]]:
    rooms = (article, author, card, page, picture, site, video, views)
    found = [value for room in rooms for value in vars(room).values() if isinstance(value, type)]
    return {Day, *(kind for kind in found if issubclass(kind, msgspec.Struct))}


READERS: Final[dict[type, dict[str, Reader]]] = {kind: _readers(kind) for kind in _records()}
"""For each record that pages may see: its fields, and how a template reads them."""


_OF_LOOPS: Final = "depth depth0 first index index0 last length nextitem previtem revindex revindex0"

_QUICKLY_READ: Final = READERS | {LoopContext: {name: attrgetter(name) for name in _OF_LOOPS.split()}}
"""What is read without the sandbox's leave: the fields of our records, and what a loop knows of itself."""


PLAINLY_READ: Final[dict[str, frozenset[type]]] = {
    field: frozenset(kind for kind, readers in READERS.items() if field in readers and (kind, field) not in _MARKUP)
    for field in {field for readers in READERS.values() for field in readers}
}
"""For each field's name: the records that have such a field, and whose field is no markup."""


def escaped_in_steps(text: str) -> str:
    """Escape a text for HTML; twice as fast as markupsafe's escape(), which makes a second object of each text."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


escaped: Final[Callable[[str], str]] = getattr(markupsafe, "_escape_inner", escaped_in_steps)
"""Escape a text for HTML: the inside of markupsafe's escape() does it in one step, where it has one."""


def printed(value: object) -> str:
    """Return what a page prints for a value, escaped unless it is markup.

    Neither a text nor a number cannot be printed: a function or generator would print its place in memory.
    """
    kind = value.__class__
    if kind is str:
        return escaped(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is int or kind is float or kind is bool:
        return str(value)
    if isinstance(value, Undefined):
        return str(value)  # which raises, and says what is not defined
    raise TypeError(f"a template prints {kind.__name__}, which is neither text nor a number")


def _constant(value: object) -> object:
    """Let Jinja print a constant while it compiles, if it can be printed."""
    printed(value)
    return value


def _joined(values: tuple[object, ...]) -> str:
    for value in values:
        printed(value)
    return markup_join(values)


class Offered:
    """The name of one of our functions, as templates hold it: nothing to look into, and no place in memory to print."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    @override
    def __repr__(self) -> str:
        return f"{self._name}()"


class _Generator(CodeGenerator):
    """Jinja's code generator, with the three things that templates do most written out where they are done.

    A text is escaped, a plain field of one of our records is read, and one of our functions is called without a
    detour through the environment; everything else takes the detour. What lies between two statements is one text:
    each text that a template yields passes through every template around it, so fewer are faster.
    """

    @override
    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        self.writeline('yield "".join((', node)
        self.indent()
        for child in node.nodes:
            self._output_part(child, frame)
        self.outdent()
        self.writeline("))")

    def _output_part(self, child: nodes.Expr, frame: Frame) -> None:
        finalize = self._make_finalize()
        try:
            constant = self._output_child_to_const(child, frame, finalize)
        except Exception:  # noqa: BLE001 - as in Jinja: what fails now fails again, with its line, when it runs
            self.newline(child)
            self._output_child_pre(child, frame, finalize)
            self.visit(child, frame)
            self._output_child_post(child, frame, finalize)
        else:
            self.writeline(repr(constant))
        self.write(",")

    @override
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(environment.escaped(text) if (text := ")

    @override
    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").__class__ is str else environment.printed(text))")

    @optimizeconst
    @override
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if node.attr not in PLAINLY_READ:
            super().visit_Getattr(node, frame)
            return
        self.write(f"(record.{node.attr} if (record := ")
        self.visit(node.node, frame)
        self.write(f").__class__ in environment.plainly_read[{node.attr!r}]")
        self.write(f" else environment.getattr(record, {node.attr!r}))")

    @optimizeconst
    @override
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        unusual = forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None
        if unusual or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(environment.ours[function] if (function := ")
        self.visit(node.node, frame)
        self.write(").__class__ is environment.offered else environment.bound(context, function")
        self._write_variables(frame)
        self.write("))(")
        for place, given in enumerate((*node.args, *node.kwargs)):
            self.write(", " if place else "")
            self.visit(given, frame)
        self.write(")")

    def _write_variables(self, frame: Frame) -> None:
        """Write the keyword arguments that Jinja sends along, for functions that take the context."""
        if frame.loop_frame:
            self.write(", _loop_vars=_loop_vars")
        if frame.block_frame:
            self.write(", _block_vars=_block_vars")

    @override
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _LeanContext(Context):
    """Jinja's context, made with what our templates use.

    It lacks the set of its globals' names, which only the keeping of imported modules needs, and it shares with all
    others the object that says whether to escape: here that never changes.
    """

    @override
    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,
    ) -> None:
        self.parent = parent
        self.vars = {}
        self.environment = environment
        self.eval_ctx = environment.escaping  # type: ignore[attr-defined]
        self.exported_vars = set()
        self.name = name
        self.globals_keys = set()
        self.blocks = {name: [block] for name, block in blocks.items()}


class _FreshTemplate(Template):
    """A template whose imports are made anew each time: nothing can pass from page to page through a macro file."""

    @override
    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return self.make_module()


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with short cuts for our own records and functions, which are known to be harmless."""

    template_class = _FreshTemplate
    context_class: type[Context] = _LeanContext
    code_generator_class: type[CodeGenerator] = _Generator
    escaped = staticmethod(escaped)
    plainly_read = PLAINLY_READ
    offered = Offered
    printed = staticmethod(printed)
    joined = staticmethod(_joined)

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=0,
            auto_reload=False,
            finalize=_constant,
            extensions=(Nesting,),
        )
        for name in _UNWANTED_FILTERS:
            del self.filters[name]
        for name in set(self.globals) - set(_WANTED_GLOBALS):
            del self.globals[name]
        self._loaded: dict[object, Template] = {}
        self.escaping: Final = EvalContext(self)
        self.ours: dict[Offered, Callable[..., object]] = {}

    def offer(self, filters: Mapping[str, Callable[..., object]], names: Mapping[str, object]) -> None:
        """Give templates our own filters, functions and values."""
        self.filters.update(filters)
        for name, value in names.items():
            if callable(value):
                self.globals[name] = token = Offered(name)
                self.ours[token] = value
            else:
                self.globals[name] = value

    @override
    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return _QUICKLY_READ[obj.__class__][attribute](obj)
        except KeyError:
            if obj.__class__ in READERS:
                has = ", ".join(READERS[obj.__class__])
                return self.undefined(f"{obj.__class__.__name__} has no {attribute!r}; it has {has}", name=attribute)
            return super().getattr(obj, attribute)

    @override
    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if obj.__class__ is Offered:
            kwargs.pop("_loop_vars", None)  # compiled templates send these along, for functions that take the context
            kwargs.pop("_block_vars", None)
            return self.ours[obj](*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def bound(self, context: Context, obj: object, **variables: object) -> Callable[..., object]:
        """Return what calls an object that is none of our functions, if the sandbox lets it."""
        return partial(self.call, context, obj, **variables)

    @override
    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent, globals)
        return found
