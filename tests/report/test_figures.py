"""The pictures of a report: those that a page of large print has no room for come in parts."""

from __future__ import annotations

import pytest

from diary.report.blocks import Picture
from diary.report.figures import in_parts

SITES = tuple((name, "center") for name in ("head", "neck", "chest", "abdomen", "pelvis", "upper back", "lower back"))


@pytest.mark.parametrize("chart", ["response", "motion"])
def test_panels_without_a_site_of_their_own_are_counted_off(chart: str) -> None:
    parts = list(in_parts(Picture(chart, "Words.", SITES, panels=7)))
    found = [part.part for part in parts if part.part]
    assert len(found) == len(parts)
    assert [number for first, last in found for number in range(first, last)] == list(range(7))
    assert parts[0].alt == f"Words. Part 1 of {len(parts)}."


@pytest.mark.parametrize("chart", ["trend", "weekday", "time-of-day"])
def test_each_site_is_in_one_part(chart: str) -> None:
    parts = list(in_parts(Picture(chart, "Words.", SITES, panels=7, height=6.0 if chart == "trend" else None)))
    assert tuple(place for part in parts for place in part.places) == SITES
    assert max(len(part.places) for part in parts) == 3
    assert len({part.alt for part in parts}) == len(parts)


def test_what_has_room_stays_whole() -> None:
    few = Picture("weekday", "Words.", SITES[:2], panels=2)
    body = Picture("body", "Words.")
    assert list(in_parts(few)) == [few]
    assert list(in_parts(body)) == [body]
