"""Templates that a kit carries as code: the same pages, and never another template's."""

import marshal
import zlib
from types import CodeType

import msgspec

from builder.model.page import Compiled, Kit
from builder.model.views import PlainView
from builder.render.leaves import read_all
from builder.render.press import sandbox_of
from builder.render.shelf import PYTHON, compile_all
from tests.render.kits import kit, made

VIEW = PlainView("/404.html")


def compiled(plain: Kit, last: Kit | None = None) -> Compiled:
    room = sandbox_of(plain)
    return compile_all(room, plain, last, read_all(room, plain.templates))


def carrying(plain: Kit, last: Kit | None = None) -> Kit:
    return msgspec.structs.replace(plain, compiled=compiled(plain, last))


def page(using: Kit) -> bytes:
    data = made(VIEW, "404.html", using=using).data
    assert data is not None
    return data


def with_text(of: Kit, text: str) -> Kit:
    templates = tuple((name, text if name == "404.html" else source, path) for name, source, path in of.templates)
    return msgspec.structs.replace(of, templates=templates)


def test_a_page_is_the_same_from_code_and_from_text() -> None:
    assert page(carrying(kit())) == page(kit())


def test_code_that_is_carried_is_what_runs() -> None:
    told_apart = with_text(carrying(kit()), "another text")
    assert page(told_apart) == page(kit())


IMPORTING = "{% from 'partials/macros.html' import a %}{% include 'partials/card.html' %}{{ 'x'|url }}"
"""What writes its own name into its code: in a message, and where another template is looked up."""


def test_all_names_of_a_file_have_the_code_that_each_would_have_alone() -> None:
    names = ("harbour/404.html", "found.html", "a page.html", "it's.html", 'of "us".html', "нема.html", "404.html" * 9)
    more = tuple((name, IMPORTING, "themes/harbour/templates/found.html") for name in names)
    plain = msgspec.structs.replace(kit(), templates=(*kit().templates[:40], *more))
    found = dict(carrying(plain).compiled.codes)
    for name, source, path in plain.templates:
        alone: CodeType = sandbox_of(plain).compile(source, name, path)
        carried = marshal.loads(zlib.decompress(found[name]))  # noqa: S302 - made above
        assert all(one == other for one, other in zip(parts(carried), parts(alone), strict=True)), name


def parts(code: CodeType) -> list[object]:
    """Return what a code is, its places in the text and the functions within it included."""
    inner = [part for one in code.co_consts if isinstance(one, CodeType) for part in parts(one)]
    return [code, code.co_filename, list(code.co_positions()), *inner]


def test_another_python_compiles_the_text() -> None:
    ours = carrying(with_text(kit(), "from the text"))
    foreign = Compiled(b"\x03\xf3\r\n", tuple((name, b"no code of ours") for name, _ in ours.compiled.codes))
    assert page(msgspec.structs.replace(ours, compiled=foreign)) == b"from the text"


def test_what_did_not_change_is_not_compiled_again() -> None:
    before = carrying(with_text(kit(), "before"))
    marked = tuple((name, b"kept" if name != "404.html" else code) for name, code in before.compiled.codes)
    last = msgspec.structs.replace(before, compiled=Compiled(PYTHON, marked))
    after = dict(compiled(with_text(kit(), "after"), last).codes)
    assert {name for name, code in after.items() if code != b"kept"} == {"404.html"}


def test_a_template_that_moved_is_compiled_again_because_its_path_is_part_of_its_code() -> None:
    before = carrying(kit())
    moved = tuple((name, source, path.replace("default", "harbour")) for name, source, path in kit().templates)
    after = compiled(msgspec.structs.replace(kit(), templates=moved), before)
    assert not set(after.codes) & set(before.compiled.codes)


def test_other_settings_ask_for_other_code_because_it_holds_what_was_made_of_them() -> None:
    text = "{{ '/feed.xml'|url }}"
    before = carrying(with_text(kit(), text))
    site = msgspec.structs.replace(kit().site, base="/news", url="https://ferry.example/news")
    assert page(carrying(msgspec.structs.replace(with_text(kit(), text), site=site), before)) == b"/news/feed.xml"


def test_what_is_no_template_has_no_code_and_says_so_when_a_page_needs_it() -> None:
    broken = carrying(with_text(kit(), "{% block %}"))
    assert "404.html" not in dict(broken.compiled.codes)
    (finding,) = made(VIEW, "404.html", using=broken).diagnostics
    assert (finding.code, finding.path, finding.line) == (
        "template-invalid",
        "themes/default/templates/404.html",
        1,
    )
