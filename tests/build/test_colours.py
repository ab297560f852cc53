"""The sections' colours are a stylesheet of their own, made from the settings alone."""

from pathlib import Path

import msgspec

from builder.model.site import Section
from builder.pages.colours import stylesheet
from builder.source.reading import UNSETTLED
from tests.desk import Desk

PATH = "assets/sections.css"
COLOURED = [{"id": "world", "colour": "#1d4e89"}, {"id": "city"}, {"id": "місто", "colour": "#a00"}]


def test_each_section_with_a_colour_has_a_rule(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", sections=COLOURED)
    desk.build()
    assert desk.tree()[PATH].decode() == (
        '@charset "utf-8";\n[data-section="world"] { --section: #1d4e89; }\n[data-section="місто"] { --section: #a00; }\n'
    )


def test_signs_that_end_a_string_are_escaped() -> None:
    odd = Section('a"]{}\\\n', "Odd", "#123", "", "/odd/")
    sheet = stylesheet(msgspec.structs.replace(UNSETTLED, sections=(odd,)))
    assert sheet.endswith('[data-section="a\\22 ]{}\\5c \\a "] { --section: #123; }\n')


def test_it_changes_with_the_settings_and_with_nothing_else(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", sections=COLOURED)
    desk.build()
    desk.article("world/storm")
    desk.build()
    assert PATH not in desk.touched()
    desk.settings(sections=[COLOURED[0] | {"colour": "#ffffff"}, *COLOURED[1:]])
    desk.build()
    assert PATH in desk.touched()
    assert desk.tree() == desk.clean_tree()


def test_a_theme_s_own_file_of_the_name_stands_in_for_it_and_gives_way_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", sections=COLOURED)
    desk.build()
    ours = desk.tree()[PATH]
    desk.theme(PATH, "i { order: 1 }")
    desk.build()
    assert (desk.tree()[PATH], desk.diagnostics) == (b"i { order: 1 }", ())
    assert desk.tree() == desk.clean_tree()
    desk.delete(f"themes/tiny/{PATH}")
    desk.build()
    assert desk.tree()[PATH] == ours
    assert desk.tree() == desk.clean_tree()


def test_a_link_to_it_leads_somewhere(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/storm", f"[colours](/{PATH})")
    assert desk.build().diagnostics == ()
