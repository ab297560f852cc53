"""Recipes: which files each use of a picture needs, how they are named, and how large they are."""

import itertools

import pytest

from builder.model.picture import (
    CENTRE,
    Facts,
    Purpose,
    address,
    fallback_width,
    height_of,
    key_of,
    ladder,
    original_of,
    published,
    recipes_for,
    show,
    show_crops,
)

DIGEST = bytes(range(16))
PHOTO = Facts(4000, 3000, colour="#123456")


def spelled(facts: Facts, purpose: Purpose, focus: tuple[int, int] = CENTRE, *, keep: bool = True) -> list[str]:
    return [recipe.spelled() for recipe in recipes_for(facts, purpose, focus, keep_moving=keep)]


def addresses(facts: Facts, purpose: Purpose, focus: tuple[int, int], digest: bytes = DIGEST) -> set[str]:
    return {address(digest, recipe) for recipe in recipes_for(facts, purpose, focus, keep_moving=True)}


def test_a_whole_picture_comes_in_five_widths_two_formats_and_one_fallback() -> None:
    widths = (320, 640, 960, 1280, 1920)
    wanted = [f"full:500,500:{width}.{form}" for form in ("avif", "webp") for width in widths]
    assert spelled(PHOTO, "full", (1, 2)) == [*wanted, "full:500,500:1280.jpg"]


def test_a_card_is_a_crop_round_the_focus() -> None:
    wanted = [f"16x9:500,250:{width}.{form}" for form in ("avif", "webp") for width in (320, 640, 960)]
    assert spelled(PHOTO, "card", (100, 250)) == [*wanted, "16x9:500,250:960.jpg"]


def test_search_engines_get_three_crops() -> None:
    wanted = ["16x9:500,250:1200.jpg", "full:500,500:1200.jpg", "1x1:100,500:1200.jpg"]
    assert spelled(PHOTO, "search", (100, 250)) == wanted


def test_a_portrait_is_a_small_square() -> None:
    assert spelled(PHOTO, "avatar") == ["1x1:500,500:256.webp", "1x1:500,500:256.jpg"]
    assert spelled(Facts(90, 60), "avatar") == ["1x1:500,500:60.webp", "1x1:500,500:60.jpg"]


def test_a_link_leads_to_the_fallback() -> None:
    assert spelled(PHOTO, "file") == ["full:500,500:1280.jpg"]


def test_what_shines_through_falls_back_to_png() -> None:
    assert spelled(Facts(600, 400, clear=True), "file") == ["full:500,500:600.png"]


def test_what_moves_keeps_moving_or_is_still() -> None:
    moving = Facts(1000, 500, moving=True)
    assert spelled(moving, "full") == ["moving:500,500:960.webp"]
    assert spelled(moving, "full", keep=False) == spelled(Facts(1000, 500), "full")
    assert spelled(moving, "card") == spelled(Facts(1000, 500), "card")


def test_a_drawing_stays_itself() -> None:
    drawing = Facts(800, 600, vector=True)
    assert spelled(drawing, "full") == spelled(drawing, "card") == ["full:500,500:800.svg"]
    assert spelled(drawing, "search") == []


def test_a_broken_picture_has_no_renditions() -> None:
    assert spelled(Facts(0, 0, "torn"), "full") == []


def test_a_picture_of_a_crops_very_shape_is_not_cropped() -> None:
    assert {one.split(":")[0] for one in spelled(Facts(1600, 900), "card", (0, 0))} == {"full"}


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (319, 17), (353, 200), (1920, 1080), (50_000, 800)])
def test_no_rendition_is_larger_than_its_original(size: tuple[int, int]) -> None:
    facts = Facts(*size)
    purposes: tuple[Purpose, ...] = ("full", "card", "search", "avatar", "file")
    for purpose in purposes:
        for recipe in recipes_for(facts, purpose, CENTRE, keep_moving=True):
            assert 1 <= recipe.width <= size[0]
            assert 1 <= height_of(facts, recipe.shape, recipe.width) <= size[1]
    assert published(facts, "full")[1] <= 16_383


@pytest.mark.parametrize("purpose", ["full", "card", "avatar"])
@pytest.mark.parametrize("size", [(4000, 3000), (330, 200), (1300, 5), (7, 9), (1600, 900)])
def test_whatever_a_page_can_name_is_made_and_nothing_else(purpose: Purpose, size: tuple[int, int]) -> None:
    facts = Facts(*size)
    shown = show(facts, DIGEST, purpose, (3, 4), keep_moving=True)
    stem = shown.url.rpartition("-")[0]
    sized = itertools.product(ladder(shown.width), shown.formats[:-1])
    assert {f"{stem}-{width}.{form}" for width, form in sized} | {shown.url} == addresses(facts, purpose, (3, 4))
    assert {crop.url for crop in show_crops(facts, DIGEST, (3, 4))} == addresses(facts, "search", (3, 4))


def test_widths_that_hardly_differ_are_left_out() -> None:
    assert ladder(1920) == (320, 640, 960, 1280, 1920)
    assert ladder(1300) == (320, 640, 960, 1300)
    assert ladder(340) == (340,)
    assert fallback_width(1300) == 960


def test_addresses_name_bytes_shape_and_focus() -> None:
    cards = [addresses(PHOTO, "card", focus, digest) for digest in (DIGEST, bytes(16)) for focus in ((0, 0), (0, 9))]
    whole = addresses(PHOTO, "full", (0, 0)) | addresses(PHOTO, "full", (0, 9))
    assert len(set().union(*cards)) == 4 * 7
    assert len(whole) == 11
    assert not whole & cards[0]


def test_a_page_key_names_its_original() -> None:
    (recipe,) = recipes_for(PHOTO, "file", CENTRE, keep_moving=True)
    assert original_of(key_of(DIGEST, recipe)) == DIGEST
