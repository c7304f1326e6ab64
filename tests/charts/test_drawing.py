"""The figures themselves: honest axes, gaps left open, words beside shapes, the same bytes each time."""

from __future__ import annotations

import io
from datetime import timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from diary.charts import FORMATS, KINDS, draw, save, style
from diary.charts.body import draw as draw_body
from diary.charts.body import spots
from diary.domain.entries import Diary
from diary.domain.vocabulary import BOTH, CENTER, LEFT, REGIONS, RIGHT
from diary.errors import UsageError
from diary.review import Review, review_of
from tests.charts.diaries import BACK, KNEE, NOW, entry, long_diary, sample, session

TODAY = NOW.date()


@pytest.fixture(scope="module")
def review() -> Review:
    return review_of(sample(), NOW)


def file_of(figure: Figure, format: str = "svg") -> bytes:
    target = io.BytesIO()
    save(figure, target, format)
    return target.getvalue()


def named(figure: Figure, gid: str) -> list[Any]:
    """What was drawn under that name."""
    return figure.findobj(lambda artist: artist.get_gid() == gid)


def words(figure: Figure) -> str:
    tree = ElementTree.fromstring(file_of(figure))
    return " | ".join("".join(text.itertext()) for text in tree.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("kind", ["trend", "weekday", "time-of-day", "response"])
def test_every_axis_of_levels_goes_from_0_to_10(review: Review, kind: str) -> None:
    panels = [axes for axes in draw(review, kind).axes if list(axes.get_yticks()) == [0, 5, 10]]
    assert len(panels) >= 3
    assert all(axes.get_ylim()[0] <= 0 and axes.get_ylim()[1] >= 10 for axes in panels)


def test_lines_end_where_a_day_is_missing() -> None:
    diary = Diary.of([entry(ago, {BACK: 3}) for ago in (9, 8, 6, 5, 4, 1)])
    figure = draw(review_of(diary, NOW), since=TODAY - timedelta(days=13))
    assert [len(line.get_xdata()) for line in named(figure, "levels")] == [2, 3, 1]


def test_a_trend_names_its_sites_lanes_levels_and_flags(review: Review) -> None:
    said = words(draw(review, since=TODAY - timedelta(days=21)))
    for expected in (
        "Lower back",
        "Left knee",
        "last 6",
        "usual 2",
        "sessions",
        "medication",
        "visits",
        "48 h",
        "self-reported",
    ):
        assert expected in said
    assert "not eased after 48 h, getting worse" in said


def test_flags_are_hatched_and_the_usual_level_is_dashed(review: Review) -> None:
    figure = draw(review, since=TODAY - timedelta(days=21))
    assert {patch.get_hatch() for patch in named(figure, "flagged")} == {"////"}
    assert all(line.is_dashed() for line in named(figure, "usual level"))
    lanes = [gid for gid in {a.get_gid() for a in figure.findobj()} if gid and gid.startswith("lane ")]
    assert len({named(figure, lane)[0].get_marker() for lane in lanes}) == len(lanes)


def test_sites_beyond_six_are_said_to_be_left_out() -> None:
    places = [(name, CENTER if not region.paired else LEFT) for name, region in REGIONS.items()][:8]
    figure = draw(review_of(Diary.of([entry(1, dict.fromkeys(places, 4))]), NOW))
    assert "and 2 more sites" in words(figure)


def test_ten_years_are_few_shapes_with_a_band() -> None:
    review = review_of(long_diary(3600, sites=1), NOW)
    figure = draw(review, since=TODAY - timedelta(days=3650))
    assert "middle of each 4 weeks" in words(figure)
    assert len(file_of(figure)) < 120_000


def test_sites_can_be_chosen(review: Review) -> None:
    said = words(draw(review, sites=[KNEE]))
    assert "Left knee" in said
    assert "Lower back" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_a_time_without_entries_says_so_in_words(kind: str) -> None:
    said = words(draw(review_of(Diary(), NOW), kind))
    assert "in this time" in said


def test_an_unknown_kind_is_refused(review: Review) -> None:
    with pytest.raises(UsageError, match="no chart called 'pie'"):
        draw(review, "pie")


def test_what_a_person_wrote_is_never_read_as_mathematics() -> None:
    diary = Diary.of(
        [*(entry(ago, {BACK: 2}) for ago in (9, 8, 7, 6)), session(5, "gym $x^2$ \\alpha"), entry(4, {BACK: 5})]
    )
    assert "Gym $x^2$ \\alpha" in words(draw(review_of(diary, NOW), "response"))


@pytest.mark.parametrize(("format", "magic"), zip(FORMATS, (b"\x89PNG", b"<?xml", b"%PDF"), strict=True))
def test_the_same_chart_gives_the_same_bytes_without_a_date(review: Review, format: str, magic: bytes) -> None:
    first, second = (file_of(draw(review, "weekday"), format) for _ in range(2))
    assert first == second
    assert first.startswith(magic)
    assert b"Date" not in first


def test_the_persons_own_matplotlib_settings_change_nothing_and_stay(review: Review) -> None:
    plain = file_of(draw(review, "weekday"))
    with mpl.rc_context({"lines.marker": "x", "axes.facecolor": "pink", "font.size": 30}):
        assert file_of(draw(review, "weekday")) == plain
        assert mpl.rcParams["font.size"] == 30


def grey(color: str) -> float:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_shades_get_darker_with_the_level_also_in_grey() -> None:
    greys = [grey(shade) for shade in style.SHADES]
    assert all(lighter - darker > 15 for lighter, darker in pairwise(greys))


@pytest.mark.parametrize("site", REGIONS)
def test_every_region_has_a_place_on_the_body(site: str) -> None:
    from diary.charts.body import _ON_BACK

    back = site in _ON_BACK
    left, right = spots(site, LEFT, back)[0], spots(site, RIGHT, back)[0]
    assert (left[0] < 0 < right[0]) if back else (right[0] < 0 < left[0])
    assert len(spots(site, BOTH, back)) == 2


def test_the_body_shows_the_level_as_a_number_and_a_dash_where_there_is_none() -> None:
    said = words(draw_body({BACK: 7, ("foot", "left"): None}))
    assert "7" in said
    assert "–" in said


def test_motion_has_no_line_between_measurements(review: Review) -> None:
    (line,) = named(draw(review, "motion"), "measurements")
    assert line.get_linestyle() == "None"
    assert list(line.get_ydata()) == [100, 110, 118, 125]
