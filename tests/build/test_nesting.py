"""A template that nests too deep costs the pages that need it, and nothing else."""

from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.mark.parametrize(
    "text", ["{{ " + "(" * 300 + "1" + ")" * 300 + " }}", "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300]
)
def test_a_template_that_nests_too_deep_is_one_error_and_the_rest_is_built(tmp_path: Path, text: str) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/summit")
    desk.build()
    whole, template = desk.tree(), (desk.root / "themes/tiny/templates/article.html").read_text()
    desk.theme("templates/article.html", f"{template}\n{text}\n")
    (found,) = desk.build().diagnostics
    line = template.count("\n") + 2
    assert (found.code, found.path, found.line) == ("template-invalid", "themes/tiny/templates/article.html", line)
    assert desk.check() == (found,)
    assert desk.tree() == desk.clean_tree() == {path: data for path, data in whole.items() if "summit" not in path}
    desk.theme("templates/article.html", template)
    desk.build()
    assert desk.diagnostics == ()
    assert desk.tree() == whole


def test_a_template_that_no_page_needs_yet_stops_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/summit")
    desk.theme("templates/unused.html", "{{ " + "[" * 300 + "]" * 300 + " }}")
    assert desk.build().diagnostics == ()
    assert "2026/11/summit/index.html" in desk.tree()
