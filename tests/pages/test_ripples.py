"""Whom a change reaches is told by a part of a term's entries as it is by all of them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.catalogue import postings
from builder.catalogue.open import open_catalogue
from builder.catalogue.seal import Check
from builder.pages import kinship
from builder.pages.ripples import looking

PUBLISHED = st.lists(st.integers(0, 9), min_size=1, max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(PUBLISHED, st.data())
def test_the_entries_from_a_moment_on_are_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: list[int], data: st.DataObject
) -> None:
    monkeypatch.setattr(postings, "_PIECE", 3)
    monkeypatch.setattr(kinship, "WINDOW", 4)
    file = tmp_path / "catalogue.sqlite"
    file.unlink(missing_ok=True)
    catalogue = open_catalogue(file, "ripples", Check(file))
    try:
        entries = [postings.place(moment, number) | 1 for number, moment in enumerate(published)]
        with catalogue.changing():
            for entry in data.draw(st.permutations(entries)):
                postings.add(catalogue, "en", "ferry", entry)
            postings.add(catalogue, "en", "pier", entries[0])
        whole = postings.under(catalogue, "en", "ferry")
        assert list(whole) == sorted(entries)
        for entry in entries:
            part = postings.onward(catalogue, "en", "ferry", entry, kinship.WINDOW)
            assert set(part) <= set(whole)
            assert set(looking(part, entry)) == set(looking(whole, entry))
    finally:
        catalogue.abandon()


def test_no_more_is_read_than_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "_PIECE", 3)
    file = tmp_path / "catalogue.sqlite"
    catalogue = open_catalogue(file, "ripples", Check(file))
    try:
        entries = [postings.place(number, number) | 1 for number in range(60)]
        with catalogue.changing():
            for entry in entries:
                postings.add(catalogue, "en", "ferry", entry)
        part = postings.onward(catalogue, "en", "ferry", entries[20], 4)
        assert entries[20:26] == list(part)[:6]
        assert len(part) < 10
    finally:
        catalogue.abandon()
