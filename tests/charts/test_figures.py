"""The figures themselves: honest axes, gaps left open, words beside shapes, the same bytes each time."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.text import Text

from diary.charts import FORMATS, KINDS, draw
from diary.charts.level_colors import LEVEL_COLORS
from diary.charts.period import x_of
from diary.domain.records import Diary, Entry, Motion, Reading, Record
from diary.domain.vocabulary import CENTER, LEFT, REGIONS
from diary.errors import UsageError
from diary.review.snapshot import Review, review_of
from tests.charts.diaries import BACK, KNEE, NOW, SHOULDER, entry, long_diary, moment, sample, session
from tests.charts.figures import answered, file_of, named, words

TODAY = NOW.date()


@pytest.fixture(scope="module")
def review() -> Review:
    return review_of(sample(), NOW)


@pytest.mark.parametrize("kind", ["trend", "weekday", "time-of-day", "response"])
def test_every_axis_of_levels_goes_from_0_to_10(review: Review, kind: str) -> None:
    panels = [axes for axes in draw(review, kind).axes if list(axes.get_yticks()) == [0, 5, 10]]
    assert len(panels) >= 3
    assert all(axes.get_ylim()[0] <= 0 and axes.get_ylim()[1] >= 10 for axes in panels)


def test_lines_end_where_a_day_is_missing() -> None:
    diary = Diary.of([entry(ago, {BACK: 3}) for ago in (9, 8, 6, 5, 4, 1)])
    figure = draw(review_of(diary, NOW), since=TODAY - timedelta(days=13))
    assert [len(line.get_xdata()) for line in named(figure, "levels")] == [2, 3, 1]


def test_a_calendar_has_a_row_for_each_month_and_the_highest_level_of_each_day() -> None:
    records: list[Record] = [entry(ago, {BACK: 3}) for ago in range(0, 70, 2)]
    records.append(entry(4, {BACK: 10}, hour=9))
    figure = draw(review_of(Diary.of(records), NOW), "calendar", since=TODAY - timedelta(days=364))
    (axes,) = figure.axes
    # None before the first level, and nothing at all before it is counted as left out.
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026"]
    levels = [text for text in axes.texts if text.get_gid() == "level of a day"]
    assert len(levels) == 35
    at = {text.get_position(): text.get_text() for text in levels}
    assert at[29, 2] == "X"
    assert at[31, 2] == "3"
    assert "X is 10" in words(figure)
    assert "not shown" not in words(figure)


def test_a_calendar_of_many_years_says_what_it_leaves_out() -> None:
    records: list[Record] = [entry(ago, dict.fromkeys((BACK, KNEE, SHOULDER), 3)) for ago in range(0, 1100, 20)]
    figure = draw(review_of(Diary.of(records), NOW), "calendar", since=TODAY - timedelta(days=1100))
    assert len(figure.axes) == 2
    assert all(len(axes.get_yticklabels()) == 24 for axes in figure.axes)
    assert "13 months before that not shown" in words(figure)
    assert "1 more site" in words(figure)


def test_a_trend_names_its_sites_lanes_levels_and_flags(review: Review) -> None:
    said = words(draw(review, since=TODAY - timedelta(days=21)))
    for expected in (
        "Lower back",
        "Left knee",
        "last 6",
        "usual 2",
        "upright line: a session",
        "medication",
        "visits",
        "48 h",
        "self-reported",
    ):
        assert expected in said
    assert "not eased after 48 h, above usual" in said


def test_the_48_hours_after_every_session_are_shaded_and_named_once() -> None:
    figure = draw(review_of(answered(), NOW), since=TODAY - timedelta(days=40))
    # All six sessions, also those after which nothing rose: else exercise would seem always to hurt.
    assert len(named(figure, "48 h window")) == 6
    assert words(figure).count("48 h") == 1
    assert "upright line: a session, shaded: the 48 h after it" in words(figure)


def test_flags_are_hatched_and_the_usual_level_is_dashed(review: Review) -> None:
    figure = draw(review, since=TODAY - timedelta(days=21))
    assert {patch.get_hatch() for patch in named(figure, "flagged")} == {"////"}
    assert all(line.is_dashed() for line in named(figure, "usual level"))
    lanes = [gid for gid in {a.get_gid() for a in figure.findobj()} if gid and gid.startswith("lane ")]
    assert len({named(figure, lane)[0].get_marker() for lane in lanes}) == len(lanes)


def numb() -> Review:
    """A back that was numb on two days."""
    levels = {BACK: 4}
    numb = [Entry(id=f"n{n}", at=moment(n), readings=(Reading(*BACK, 4, symptoms=("numbness",)),)) for n in (5, 3)]
    return review_of(Diary.of([*numb, *(entry(n, levels) for n in (9, 8, 7, 6, 4, 2, 1))]), NOW)


def test_a_warning_sign_is_a_letter_with_a_line_to_its_reading_and_a_key() -> None:
    figure = draw(numb())
    assert [text.get_text() for text in named(figure, "warning sign")] == ["N", "N"]
    assert [list(line.get_ydata()) for line in named(figure, "line of a sign")] == [[4, 10], [4, 10]]
    assert "N numbness" in words(figure)


def test_a_sign_without_a_level_has_a_lane_or_a_panel_of_its_own() -> None:
    foot = Entry(id="f", at=moment(3), readings=(Reading("foot", "left", symptoms=("numbness", "tingling")),))
    review = review_of(Diary.of([foot, *(entry(n, {BACK: 2}) for n in range(9))]), NOW)
    figure = draw(review)
    assert [text.get_text() for text in named(figure, "warning sign")] == ["NT"]
    assert "left foot" in words(figure)
    assert "N numbness, T tingling" in words(figure)
    alone = draw(review, sites=[("foot", "left")])
    assert [text.get_text() for text in named(alone, "warning sign")] == ["NT"]
    assert "Left foot" in words(alone)


def test_every_session_is_a_line_through_all_panels_and_none_is_shaded_where_they_are_dense() -> None:
    sessions = [session(ago, hour=12) for ago in (20, 10)]
    levels = [entry(ago, {BACK: 2, KNEE: 3}) for ago in range(28)]
    figure = draw(review_of(Diary.of([*sessions, *levels]), NOW))
    assert (len(named(figure, "session")), len(named(figure, "48 h window"))) == (4, 4)
    dense = [session(ago, hour=12) for ago in range(1, 28, 3)]
    figure = draw(review_of(Diary.of([*dense, *levels]), NOW))
    assert (len(named(figure, "session")), len(named(figure, "48 h window"))) == (18, 0)


def test_an_old_level_is_written_at_its_point_and_not_at_the_edge() -> None:
    figure = draw(review_of(Diary.of([entry(14, {BACK: 5}), entry(0, {KNEE: 2})]), NOW))
    (label,) = named(figure, "last at its point")
    assert (label.get_text(), label.xy[1]) == ("last 5", 5)


def test_no_stretch_is_hatched_after_the_last_reading() -> None:
    levels = dict.fromkeys(range(30, 9, -1), 2) | dict.fromkeys(range(9, 4, -1), 6)
    review = review_of(Diary.of([entry(ago, {BACK: level}) for ago, level in levels.items()]), NOW)
    shapes = named(draw(review), "flagged")
    assert shapes
    assert max(shape.get_x() + shape.get_width() for shape in shapes) <= x_of(moment(5).local) + 0.001


def test_words_of_flags_stand_over_the_panel_and_never_on_a_line(review: Review) -> None:
    figure = draw(review, since=TODAY - timedelta(days=21))
    found = named(figure, "words of a flag")
    assert found
    assert all(label.xy[1] == 1 and label.get_position()[1] > 0 for label in found)


def test_the_two_labels_at_the_end_stay_apart_also_in_a_low_panel() -> None:
    places = [(name, CENTER if not region.paired else LEFT) for name, region in REGIONS.items()][:6]
    diary = Diary.of([entry(ago, dict.fromkeys(places, 3)) for ago in range(14)])
    figure = draw(review_of(diary, NOW), height=3.0)
    for axes in figure.axes[:6]:
        height = axes.get_position().height * figure.get_figheight()
        found: list[Any] = list(axes.texts)
        ends = [text.xy[1] for text in found if text.get_text().startswith(("last", "usual"))]
        assert abs(ends[0] - ends[1]) * height / 11 >= 0.11


def test_where_a_trend_has_little_room_the_levels_come_before_self_care_and_it_says_so() -> None:
    low, high = (words(draw(review_of(sample(), NOW), height=height)) for height in (2.2, 6))
    assert "| ice |" in high
    assert "| ice |" not in low
    assert "no room here for ice, heat, visits" in low
    # A medicine may mask pain.
    assert "medication" in low
    # Their lines through the panels are the sessions.
    assert "upright line: a session" in low


def test_sites_beyond_six_are_said_to_be_left_out() -> None:
    places = [(name, CENTER if not region.paired else LEFT) for name, region in REGIONS.items()][:8]
    figure = draw(review_of(Diary.of([entry(1, dict.fromkeys(places, 4))]), NOW))
    assert "and 2 more sites" in words(figure)


def test_ten_years_are_few_shapes_with_a_band() -> None:
    review = review_of(long_diary(3600, sites=1), NOW)
    figure = draw(review, since=TODAY - timedelta(days=3650))
    assert "median of each 4 weeks" in words(figure)
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


def test_colors_get_darker_with_the_level_also_in_grey() -> None:
    greys = [grey(color) for color in LEVEL_COLORS[1:]]
    assert all(lighter - darker > 12 for lighter, darker in pairwise(greys))


def test_names_that_a_person_wrote_are_drawn_in_characters_of_the_font() -> None:
    name = "漢 \U000f1234"
    motions = [Motion(id=f"m{ago}", at=moment(ago), movement=name, value=90.0) for ago in (3, 2)]
    records: list[Record] = [
        *(entry(ago, {BACK: 2}) for ago in (9, 8, 7, 6)),
        session(5, name),
        entry(4, {BACK: 5}),
        *motions,
    ]
    review = review_of(Diary.of(records), NOW)
    for kind in ("response", "motion"):
        said = words(draw(review, kind)).lower()
        assert "[cjk unified" in said
        assert not set("漢\U000f1234") & set(said)


def test_the_figures_of_a_week_stand_over_their_dots_and_under_them_at_the_end_of_the_scale() -> None:
    low, high = (review_of(Diary.of([entry(ago, {BACK: level}) for ago in range(7)]), NOW) for level in (8, 9))
    for found, side in ((low, "bottom"), (high, "top")):
        texts = [text for text in draw(found, "weekday").findobj(Text) if text.get_text() in ("8", "9")]
        assert [text.get_verticalalignment() for text in texts] == [side] * 7


def test_measurements_of_years_have_smaller_marks() -> None:
    for count, small in ((60, False), (61, True)):
        motions: list[Record] = [
            Motion(id=f"m{ago}", at=moment(ago), movement="flexion", value=90.0) for ago in range(count)
        ]
        (line,) = named(draw(review_of(Diary.of(motions), NOW), "motion"), "measurements")
        assert (line.get_markersize() < 2) == small


def test_other_levels_are_a_bar_behind_the_line_and_the_key_names_them() -> None:
    rated = entry(2, {}, readings=(Reading(*BACK, 4, best=2, worst=8),))
    figure = draw(review_of(Diary.of([rated, entry(1, {BACK: 3})]), NOW))
    (bars,) = named(figure, "other levels")
    assert [[y for _, y in segment] for segment in bars.get_segments()] == [[2, 8]]
    assert "thin bar: the other levels rated" in words(figure)
    assert "thin bar" not in words(draw(review_of(sample(), NOW)))


def test_the_first_panel_says_which_way_is_worse(review: Review) -> None:
    assert words(draw(review)).count("worse ↑") == 1
