"""The photographs of the benchmark weigh what real ones do, and its table says what was measured."""

from pathlib import Path

import pytest
from PIL import Image

from tests.bench import photos
from tests.bench.bench_pictures import Row, added, ratio
from tests.bench.measure import Cost


@pytest.mark.xdist_group("photos")
def test_photographs_are_like_real_ones_and_the_same_each_time(tmp_path: Path) -> None:
    photos.draw_photos(tmp_path, 2)
    first, second = ((tmp_path / photos.name_of(number)).read_bytes() for number in (1, 2))
    with Image.open(tmp_path / photos.name_of(1)) as image:
        assert image.width * image.height == 12_000_000
    assert first != second
    assert all(3_000_000 <= len(data) <= 6_000_000 for data in (first, second))
    (tmp_path / photos.name_of(1)).unlink()
    photos.draw_photos(tmp_path, 2)
    assert (tmp_path / photos.name_of(1)).read_bytes() == first
    assert len(list(tmp_path.iterdir())) == 2


WEBP = Row("WebP", Cost(10, 18), Cost(40, 75), "")
BOTH = Row("WebP and AVIF", Cost(15, 28), Cost(100, 190), "")


def test_the_ratio_is_that_of_the_clocks_on_the_wall() -> None:
    assert ratio(WEBP) == "0.25"
    assert ratio(Row("whole build", Cost(10, 18), None, "")) == "-"


def test_the_cost_of_avif_is_what_it_adds() -> None:
    assert added([WEBP, BOTH]) == "newsdesk 5.0 s (1.50 times), Hugo 60.0 s (2.50 times)"
