"""The rules of the house as functions over source text: each takes modules and returns what breaks the rule.

They read syntax trees and never import what they judge. ARCHITECTURE.md says why each rule is there.
"""

import ast
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple, TypeGuard

FLOORS: Final = (
    {"model"},
    {"source"},
    {"catalogue"},
    {"pages"},
    {"render"},
    {"build"},
    {"check", "preview", "publish", "migrate"},
    {"cli"},
)
"""Rooms from the ground up: a room imports only rooms of lower floors, and itself."""

ALONE: Final[Mapping[str, frozenset[str]]] = {
    "hashlib": frozenset({"model"}),
    "yaml": frozenset({"source"}),
    "markdown": frozenset({"source"}),
    "nh3": frozenset({"source"}),
    "sqlite3": frozenset({"catalogue"}),
    "jinja2": frozenset({"render"}),
    "uharfbuzz": frozenset({"render"}),
    "numpy": frozenset({"pages"}),
    "xml": frozenset({"source"}),  # what strangers wrote is read by strict_xml.py and nothing else
    "socket": frozenset({"preview", "publish"}),
    "socketserver": frozenset({"preview", "publish"}),
    "http": frozenset({"preview", "publish"}),
    "urllib.request": frozenset({"check", "preview", "publish"}),
    "ssl": frozenset({"preview", "publish"}),
    "asyncio": frozenset({"preview", "publish"}),
    "locale": frozenset(),
    "pickle": frozenset(),  # records travel to workers inside multiprocessing; we never load one ourselves
    "random": frozenset(),
    "uuid": frozenset(),
    "secrets": frozenset({"preview", "cli"}),  # keys of a preview, and of a site that begins
}
"""Libraries that only some rooms may import."""

OUTSIDE: Final = frozenset(
    {"glob", "multiprocessing", "os", "pathlib", "shutil", "subprocess", "sys", "tempfile", "time"}
)
"""What leads out of a program: forbidden where a page is described and rendered."""

SEALED: Final = frozenset({"model", "pages", "render"})
"""Rooms that touch no file, process, clock or environment."""

WRITERS: Final[Mapping[str, str]] = {
    "builder/build/output.py": "writes the site",
    "builder/build/last_good.py": "puts pages aside that a preview still shows",
    "builder/build/lock.py": "keeps a second build out",
    "builder/build/media_cache.py": "keeps pictures that were made, beside the catalogue",
    "builder/build/verify.py": "builds a second time elsewhere, to compare",
    "builder/catalogue/open.py": "makes and moves aside its own file",
    "builder/catalogue/seal.py": "the catalogue's seal, beside its file",
    "builder/preview/running.py": "leaves a note of where a preview runs",
    "builder/cli/": "makes new articles and sites",
    "builder/publish/": "writes folders that a site is published to",
    "builder/migrate/": "writes imported articles",
}
"""Files and folders that may write files, and what for."""

CLOCK: Final = frozenset({"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime"})
ENVIRONMENT: Final = frozenset({"os.environ", "os.environb", "os.getenv", "os.getenvb", "sys.argv"})
WRITING_OS: Final = frozenset(
    "chmod link makedirs mkdir remove removedirs rename renames replace rmdir symlink truncate unlink utime".split()
)
WRITING_METHODS: Final = frozenset("mkdir rmdir symlink_to hardlink_to touch unlink write_bytes write_text".split())
WRITING_FLAGS: Final = frozenset({"O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC"})
GATED: Final = frozenset({"status", "embargo", "expires"})
MEANINGLESS: Final = frozenset("base common core helper helpers manager managers misc util utils".split())

POSSESSIVE: Final = re.compile(r"(?<![\\(])\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
"""A group that gives nothing back; `()` is none that anybody writes, but stands in lists of signs."""

LONGEST_FILE: Final = 400
LONGEST_FUNCTION: Final = 80
MEDIAN_FUNCTION: Final = 10

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """One Python file: its path below the project, with forward slashes, and its text."""

    path: str
    text: str

    @property
    def room(self) -> str:
        """The folder below builder/ that the file lies in; '' for builder/ itself."""
        parts = PurePosixPath(self.path).parts
        return parts[1] if len(parts) > 2 else ""

    @property
    def name(self) -> str:
        """The name that an import of the file spells."""
        parts = PurePosixPath(self.path).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        """The name that relative imports in the file start from."""
        return ".".join(PurePosixPath(self.path).parent.parts)


class Import(NamedTuple):
    """One imported name: `module` as spelled by `import module` or `from module import name`."""

    line: int
    module: str
    name: str


Rule = Callable[[Sequence[Module]], Iterator[str]]


def imports(module: Module) -> Iterator[Import]:
    """Yield every import of a file, wherever it stands, in functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(module.text)):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, node)
            yield from (Import(node.lineno, source, alias.name) for alias in node.names)


def floors(modules: Sequence[Module]) -> Iterator[str]:
    """Yield imports that lead upwards, or across a floor, or into a room that is on no floor."""
    height = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    for module in modules:
        if module.room and module.room not in height:
            yield f"{module.path}: the room {module.room}/ stands on no floor"
            continue
        for line, room in _rooms_imported(module):
            if room != module.room and height.get(room, -1) >= height.get(module.room, len(FLOORS)):
                yield f"{module.path}:{line}: {module.room}/ may not import {room}/"


def alone(modules: Sequence[Module]) -> Iterator[str]:
    """Yield imports of libraries that are another room's own."""
    for module in modules:
        for line, spelled, name in imports(module):
            for library, rooms in ALONE.items():
                if _within(f"{spelled}.{name}", library) and module.room not in rooms:
                    yield f"{module.path}:{line}: {library} may be imported by {', '.join(sorted(rooms)) or 'nobody'}"


def sealed(modules: Sequence[Module]) -> Iterator[str]:
    """Yield whatever reaches out of the rooms in which a page is a pure function of its job."""
    for module in modules:
        if module.room in SEALED:
            for line, spelled, _ in imports(module):
                if spelled.split(".")[0] in OUTSIDE:
                    yield f"{module.path}:{line}: {module.room}/ may not import {spelled}"
            for node in _calls(module):
                called = ast.unparse(node.func)
                if called in {"open", "io.open", "io.FileIO", "input", "print"}:
                    yield f"{module.path}:{node.lineno}: {module.room}/ may not call {called}"


def cycles(modules: Sequence[Module]) -> Iterator[str]:
    """Yield one line for each module that can reach itself by imports."""
    known = {module.name: module for module in modules}
    graph = {name: _modules_imported(module, known.keys()) for name, module in known.items()}
    for name in sorted(graph):
        path = _way_back(graph, name)
        if path:
            yield f"import cycle: {' -> '.join(path)}"


def clock(modules: Sequence[Module]) -> Iterator[str]:
    """Yield readings of the clock, of the environment and of the command line outside cli/."""
    for module in modules:
        if module.room != "cli":
            yield from (f"{module.path}:{line}: only cli/ may read {what}" for line, what in _outer_inputs(module))


def hashing(modules: Sequence[Module]) -> Iterator[str]:
    """Yield calls of hash(), whose answer for text differs from one process to the next."""
    for module in modules:
        for node in _calls(module):
            if isinstance(node.func, ast.Name) and node.func.id == "hash":
                yield f"{module.path}:{node.lineno}: hash() differs between processes; model/digest.py does not"


def patterns(modules: Sequence[Module]) -> Iterator[str]:
    """Yield regular expressions with a possessive or atomic group, which Python before 3.11.5 matches wrongly.

    Source: github.com/python/cpython/issues/106052. A single sign or set may be possessive.
    """
    for module in modules:
        for node in ast.walk(ast.parse(module.text)):
            if isinstance(node, ast.Constant) and POSSESSIVE.search(_text(node.value)):
                yield f"{module.path}:{node.lineno}: a possessive group, which Python before 3.11.5 matches wrongly"


def _text(value: object) -> str:
    """Return the text of a constant, of bytes as of signs; '' for others."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def writing(modules: Sequence[Module]) -> Iterator[str]:
    """Yield calls that change the file system outside the few places that may."""
    for module in modules:
        if not module.path.startswith(tuple(WRITERS)):
            for node in _calls(module):
                if _writes(node):
                    yield f"{module.path}:{node.lineno}: {ast.unparse(node.func)} writes; only {', '.join(WRITERS)} may"


def gate(modules: Sequence[Module]) -> Iterator[str]:
    """Yield readings of what visibility() alone may judge, in the rooms that decide what the public sees."""
    for module in modules:
        if module.room in {"catalogue", "pages", "render", "build"}:
            for node in ast.walk(ast.parse(module.text)):
                if isinstance(node, ast.Attribute) and node.attr in GATED:
                    yield f"{module.path}:{node.lineno}: .{node.attr} is for builder/model/visibility.py alone"


def names(modules: Sequence[Module]) -> Iterator[str]:
    """Yield files and folders whose names say nothing about what is in them."""
    for module in modules:
        for part in PurePosixPath(module.path).with_suffix("").parts:
            if part in MEANINGLESS:
                yield f"{module.path}: '{part}' does not say what it is"


def packages(modules: Sequence[Module]) -> Iterator[str]:
    """Yield definitions in __init__.py files, which only hand names on."""
    for module in modules:
        if module.path.endswith("/__init__.py"):
            for node in ast.parse(module.text).body:
                if isinstance(node, Function | ast.ClassDef):
                    yield f"{module.path}:{node.lineno}: {node.name} belongs in a file of its own subject"


def sizes(modules: Sequence[Module]) -> Iterator[str]:
    """Yield files and functions that are too long."""
    for module in modules:
        lines = module.text.count("\n")
        if lines > LONGEST_FILE:
            yield f"{module.path}: {lines} lines, over {LONGEST_FILE}"
        for node in functions(module):
            if length(node) > LONGEST_FUNCTION:
                yield f"{module.path}:{node.lineno}: {node.name} has {length(node)} lines, over {LONGEST_FUNCTION}"


def medians(modules: Sequence[Module]) -> Iterator[str]:
    """Yield one line if the middle function of all is too long."""
    lengths = [length(node) for module in modules for node in functions(module)]
    median = statistics.median(lengths) if lengths else 0
    if median > MEDIAN_FUNCTION:
        yield f"the median of {len(lengths)} functions is {median} lines, over {MEDIAN_FUNCTION}"


def functions(module: Module) -> Iterator[Function]:
    """Yield every function and method of a file."""
    return (node for node in ast.walk(ast.parse(module.text)) if isinstance(node, Function))


def length(node: Function) -> int:
    """Return how many lines a function has, its docstring included."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.package.split(".")
    return ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])


def _within(spelled: str, library: str) -> bool:
    return f"{spelled}.".startswith(f"{library}.")


def _rooms_imported(module: Module) -> Iterator[tuple[int, str]]:
    for line, spelled, name in imports(module):
        parts = f"{spelled}.{name}".split(".")
        if parts[0] == "builder" and len(parts) > 1 and parts[1] and not parts[1].startswith("_"):
            yield line, parts[1]


def _modules_imported(module: Module, known: Iterable[str]) -> set[str]:
    found = set()
    for _, spelled, name in imports(module):
        whole = f"{spelled}.{name}"
        found.add(whole if whole in known else spelled)
    return (found & set(known)) - {module.name} if module.path.endswith("__init__.py") else found & set(known)


def _way_back(graph: Mapping[str, set[str]], start: str) -> list[str]:
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for target in sorted(graph[way[-1]]):
            if target == start:
                return [*way, start]
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return []


def _calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(module.text)) if isinstance(node, ast.Call))


def _outer_inputs(module: Module) -> Iterator[tuple[int, str]]:
    for line, spelled, name in imports(module):
        if spelled == "time" and name in CLOCK:
            yield line, f"the clock (time.{name})"
        if f"{spelled}.{name}" in ENVIRONMENT:
            yield line, f"{spelled}.{name}"
    for node in ast.walk(ast.parse(module.text)):
        if isinstance(node, ast.Attribute):
            spelled = ast.unparse(node)
            if spelled in ENVIRONMENT:
                yield node.lineno, spelled
            if isinstance(node.value, ast.Name) and node.value.id == "time" and node.attr in CLOCK:
                yield node.lineno, f"the clock ({spelled})"
        elif _asks_for_now(node):
            yield node.lineno, f"the clock ({ast.unparse(node.func)})"


def _asks_for_now(node: ast.AST) -> TypeGuard[ast.Call]:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr in {"now", "today", "utcnow"}


def _writes(node: ast.Call) -> bool:
    if isinstance(node.func, ast.Name):
        return node.func.id == "open" and _opens_for_writing(node, 1)
    if not isinstance(node.func, ast.Attribute):
        return False
    owner, method = ast.unparse(node.func.value), node.func.attr
    if owner == "os":
        flags = {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}
        return method in WRITING_OS or (method == "open" and bool(flags & WRITING_FLAGS))
    if owner in {"shutil", "tempfile"}:
        return method != "which"
    return method in WRITING_METHODS or (method == "open" and _opens_for_writing(node, 0))


def _opens_for_writing(node: ast.Call, place: int) -> bool:
    modes = [keyword.value for keyword in node.keywords if keyword.arg == "mode"] or node.args[place : place + 1]
    spelled = [mode.value for mode in modes if isinstance(mode, ast.Constant)]
    if modes and not spelled:
        return isinstance(node.func, ast.Name)  # a mode that is not spelled out is taken for the worst
    return any(set(mode) & set("wxa+") for mode in spelled if isinstance(mode, str) and len(mode) <= len("w+b"))


OF_THE_PROGRAM: Final[tuple[Rule, ...]] = (
    floors,
    alone,
    sealed,
    cycles,
    clock,
    hashing,
    patterns,
    writing,
    gate,
    names,
    packages,
    sizes,
    medians,
)
"""What builder/ keeps."""

OF_THE_TESTS: Final[tuple[Rule, ...]] = (names, sizes)
"""What tests/ keep."""
