"""Scores as small multiples: their own scales, the change that counts, and nothing said of what is too few."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from matplotlib.figure import Figure

from diary.charts import draw
from diary.charts.period import Period
from diary.charts.score_tracks import score_period, scores_in
from diary.charts.terminal.pieces import plain
from diary.charts.terminal.value_bars import score_lines
from diary.domain.records import Diary, Record
from diary.domain.rehabilitation import Activity, Answer, Score
from diary.review.snapshot import review_of
from tests.charts.diaries import NOW, moment
from tests.charts.figures import laid_out, named, words

TODAY = NOW.date()


def score(ago: int, *answers: tuple[str, float], unit: str = "", side: str = "") -> Score:
    at = moment(ago)
    found = tuple(Answer(name, value, side, unit) for name, value in answers)
    return Score(id=f"{ago}{answers}", at=at, recorded=at.instant, answers=found)


def stairs(**values: float) -> list[Record]:
    """Ratings of climbing stairs, each so many days ago."""
    return [score(int(ago[1:]), ("climbing stairs", value)) for ago, value in values.items()]


def drawn(*records: Record, **choices: object) -> Figure:
    return draw(review_of(Diary.of(records), NOW), "function", **choices)  # type: ignore[arg-type]


def text(*records: Record, columns: int = 80, unicode: bool = True) -> list[str]:
    review = review_of(Diary.of(records), NOW)
    period = score_period(review, None, None)
    return list(plain(score_lines(scores_in(review, period), period, columns), unicode))


def test_each_score_has_a_panel_with_its_own_scale() -> None:
    peg = score(20, ("peg pain", 7), ("peg enjoyment", 6), ("peg activity", 8))
    figure = drawn(
        *stairs(d20=3, d9=4), score(9, ("carrying", 5)), peg, score(4, ("change", 2)),
        score(3, ("grip", 24), unit="kg", side="left"),
    )  # fmt: skip
    shown = {axes.get_title(loc="left"): axes.get_ylim() for axes in figure.axes}
    assert list(shown) == [
        "Climbing stairs", "Carrying", "Mean of the activities", "PEG (pain, enjoyment, activity)",
        "Change since the visit before", "Grip left",
    ]  # fmt: skip
    assert shown["Climbing stairs"] == pytest.approx((-0.4, 10.8))
    assert shown["Change since the visit before"][0] < -5
    # From zero, so that a small change does not look like a large one.
    assert -2 < shown["Grip left"][0] < 0


@pytest.mark.parametrize(
    ("records", "band", "said"),
    [
        (stairs(d20=3, d1=5), (0, 6), "3 (13 Oct) → 5: no clear change"),
        (stairs(d20=3, d1=6), (0, 6), "3 (13 Oct) → 6: better, a real change"),
        (stairs(d20=7, d1=4), (4, 10), "7 (13 Oct) → 4: worse, a real change"),
        (stairs(d1=4), (1, 7), "rated once: too few to say"),
    ],
)
def test_the_band_is_where_no_change_is_clear(records: list[Record], band: tuple[int, int], said: str) -> None:
    figure = drawn(*records)
    (shape,) = named(figure, "no clear change")
    assert (shape.get_y(), shape.get_y() + shape.get_height()) == band
    assert said in words(figure)


def test_the_mean_counts_from_two_points_and_peg_from_thirty_percent() -> None:
    pegs = [score(ago, ("peg pain", n), ("peg enjoyment", n), ("peg activity", n)) for ago, n in ((20, 6), (1, 4))]
    others = (score(ago, ("carrying", n), ("sitting", n)) for ago, n in ((20, 4), (1, 6)))
    figure = drawn(*stairs(d20=3, d1=5), *others, *pegs)
    heights = [round(shape.get_height(), 6) for shape in named(figure, "no clear change")]
    assert heights == [6, 6, 6, 4, 3.6]
    assert "3.7 (13 Oct) → 5.7: better, a real change" in words(figure)
    assert "6 (13 Oct) → 4: better, a change that" in words(figure)


def test_a_measure_of_the_persons_own_has_no_verdict() -> None:
    figure = drawn(*(score(ago, ("grip", n), unit="kg") for ago, n in ((20, 18.5), (1, 24))))
    assert named(figure, "no clear change") == []
    assert "18.5 (13 Oct) → 24: how much is a real change is not known" in words(figure)


def test_two_changes_have_no_difference_and_no_line() -> None:
    figure = drawn(score(9, ("change", 3)), score(2, ("change", -2)))
    said = words(figure)
    assert "worse than at the visit before" in said
    assert "−2" in said
    assert "→" not in said
    assert {line.get_linestyle() for line in named(figure, "scores")} == {"None"}


def test_no_line_runs_over_a_long_gap() -> None:
    figure = drawn(*stairs(d60=3, d53=3, d20=4, d13=5))
    assert [len(line.get_xdata()) for line in named(figure, "scores")] == [2, 2]


def test_a_score_of_before_the_period_is_not_drawn_but_stays_what_is_compared_with() -> None:
    records = stairs(d60=2, d10=6)
    figure = drawn(*records, since=TODAY - timedelta(days=20))
    assert [list(line.get_ydata()) for line in named(figure, "scores")] == [[6]]
    assert "2 (3 Sep) → 6: better, a real change" in words(figure)
    assert "No activity or other score was rated" in words(drawn(*records, since=TODAY - timedelta(days=5)))


def test_what_comes_after_the_end_of_a_period_is_not_known_in_it() -> None:
    review = review_of(Diary.of(stairs(d20=2, d10=4, d1=9)), NOW)
    (course,) = scores_in(review, Period(TODAY - timedelta(days=30), TODAY - timedelta(days=5)))
    assert [value for _, value in course.values] == [2, 4]


@pytest.mark.parametrize(("width", "beside"), [(8.0, 3), (3.75, 1)])
def test_no_word_of_a_panel_stands_in_the_next(width: float, beside: int) -> None:
    names = ("climbing stairs", "carrying the shopping home alone", "sitting")
    figure = drawn(*(score(ago, (name, n)) for name in names for ago, n in ((20, 5), (1, 6))), width=width)
    laid_out(figure)
    boxes = [axes.get_window_extent() for axes in figure.axes[:beside]]
    for axes, box in zip(figure.axes, boxes[1:], strict=False):
        assert all(label.get_window_extent().x1 < box.x0 for label in axes.texts)
    assert len({round(axes.get_position().x0, 3) for axes in figure.axes}) == beside


def test_the_terminal_has_a_bar_for_each_value() -> None:
    assert text(*stairs(d20=3, d1=6), columns=42) == [
        "Climbing stairs: 0 unable, 10 as before",
        "  13 Oct 2026 ▇▇▇▇▇▇·············· 3",
        "   1 Nov 2026 ▇▇▇▇▇▇▇▇▇▇▇▇········ 6",
        "  better, a real change",
        "",
    ]


def test_of_many_values_the_terminal_shows_the_first_and_the_latest() -> None:
    lines = text(*(score(ago, ("climbing stairs", 3)) for ago in range(60, 0, -5)), unicode=False)
    assert len([line for line in lines if "%" in line]) == 8
    assert lines[2] == "  4 values between them left out"
    assert lines[1].startswith("   3 Sep 2026 %%%%%%%%%%%%")
    assert all(line.isascii() for line in lines)


def test_nothing_rated_is_said_in_words() -> None:
    followed = Activity(id="a", at=moment(9), name="climbing stairs")
    assert text(followed) == ["No activity or other score was rated from 29 Oct 2026 to 2 Nov 2026."]


def test_the_words_over_the_panels_never_touch() -> None:
    names = ("climbing two flights of stairs with shopping", "sitting at the desk for an hour", "tying the shoes")
    records: list[Record] = [
        Score(id=f"{name}{ago}", at=moment(ago), answers=(Answer(name, value),))
        for name in names
        for ago, value in ((40, 3.0), (2, 5.0))
    ]
    figure = draw(review_of(Diary.of(records), NOW), "function", since=NOW.date() - timedelta(days=60), width=7.2)
    laid_out(figure)
    boxes = [
        text.get_window_extent()
        for axes in figure.axes
        for text in (axes.title, axes._left_title, *axes.texts)  # type: ignore[attr-defined]
        if text.get_text()
    ]
    assert len(boxes) >= 9
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
