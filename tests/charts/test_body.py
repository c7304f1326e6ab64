"""The body chart: every region has its place, and every level its number and shade."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from matplotlib.patches import Circle

from diary.charts.body import LARGEST, SMALLEST, radius_of, spots
from diary.charts.body import draw as draw_body
from diary.charts.period import Place
from diary.domain.vocabulary import BOTH, LEFT, REGIONS, RIGHT
from tests.charts.diaries import BACK
from tests.charts.figures import words


@pytest.mark.parametrize("site", REGIONS)
def test_every_region_has_a_place_on_the_body(site: str) -> None:
    back = REGIONS[site].views[0] == "back"
    left, right = spots(site, LEFT)[0], spots(site, RIGHT)[0]
    assert (left[0] < 0 < right[0]) if back else (right[0] < 0 < left[0])
    assert len(spots(site, BOTH)) == 2
    assert all(abs(x) + SMALLEST <= 43 and 0 <= y <= 200 for x, y in (left, right)), "outside the picture"


def test_the_body_shows_the_level_as_a_number_and_a_dash_where_there_is_none() -> None:
    said = words(draw_body({BACK: 7, ("foot", "left"): None}))
    assert "7" in said
    assert "–" in said


def test_a_site_whose_finding_has_ended_has_a_tick() -> None:
    assert "✓" not in words(draw_body({BACK: 2}))
    assert words(draw_body({BACK: 2, ("foot", "left"): 1}, cleared=[BACK])).count("✓") == 1


def test_marks_on_the_body_become_smaller_where_they_would_cover_each_other() -> None:
    assert radius_of([(0, 0), (0, 90)]) == LARGEST
    assert radius_of([(0, 0), (11, 0), (11, 0)]) == 5.5
    assert radius_of([(0, 0), (2, 0)]) == SMALLEST
    assert radius_of([]) == LARGEST


def test_a_level_of_an_earlier_day_has_a_dotted_ring_and_no_colour_and_numbness_is_hatched() -> None:
    def parts(stale: Sequence[Place] = (), numb: Sequence[Place] = ()) -> tuple[int, int, int]:
        figure = draw_body({BACK: 7, ("foot", "left"): 3}, stale=stale, numb=numb)
        dotted = [c for c in figure.findobj(Circle) if c.get_linestyle() not in ("-", "solid")]
        areas = [area for axes in figure.axes for area in axes.collections]
        hatched = [area for area in areas if any(getattr(area, "hatches", ()) or ())]
        return len(dotted), len(areas), len(hatched)

    assert parts() == (0, 2, 0)
    assert parts(stale=[BACK]) == (1, 1, 0)
    assert parts(numb=[("foot", "left")]) == (0, 3, 1)
