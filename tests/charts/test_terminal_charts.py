"""Charts in the terminal: plain characters, as wide as there is room."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from diary.charts import terminal
from diary.charts.lanes import lanes_of
from diary.charts.period import Period, period_of, x_of
from diary.charts.sparkline import sparkline
from diary.charts.terminal.calendar import calendar_lines
from diary.charts.terminal.columns import chart_of, sentence_for
from diary.charts.terminal.course import chart_lines, course_lines
from diary.charts.terminal.lanes_below import lanes_below
from diary.charts.terminal.pieces import plain
from diary.charts.terminal.response import response_lines
from diary.charts.terminal.response_bars import bar_lines, half_days
from diary.charts.terminal.value_bars import motion_lines
from diary.charts.terminal.where_it_hurt import pain_days, where_lines
from diary.charts.tracks import MOST_SITES, logged_places
from diary.domain.records import Diary, Entry, Exercise, Reading, Record, Usual
from diary.domain.rehabilitation import Treatment
from diary.review.courses import responses_to
from diary.review.snapshot import Review, review_of
from tests.charts.diaries import BACK, KNEE, NOW, entry, moment, sample, session


def drawn(review: Review, *, since: date | None = None, columns: int = 80, unicode: bool = True) -> list[str]:
    """The chart of the sites that matter most, as `diary chart` shows it."""
    period = period_of(review, since, None)
    places = logged_places(review, period)[:MOST_SITES]
    return list(plain(course_lines(review, places, period, columns, left_out=True), unicode))


def test_a_sparkline_has_one_sign_a_day_and_a_dot_for_a_gap() -> None:
    assert sparkline([0, 1, 2, 3, None, 5, 6, 10], unicode=True) == "▁▂▂▃·▅▅█"
    assert sparkline([0, 1, 2.5, 3, None, 5, 6, 10], unicode=False) == "0133.56X"
    assert sparkline([], unicode=True) == ""


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(columns: int, unicode: bool) -> None:
    lines = drawn(review_of(sample(), NOW), columns=columns, unicode=unicode)
    assert max(len(line) for line in lines if not line.endswith("10.")) <= columns
    assert all(line.isascii() for line in lines) is not unicode


def test_a_gap_stays_a_gap_and_a_logged_zero_does_not() -> None:
    review = review_of(Diary.of([entry(3, {BACK: 0}), entry(1, {BACK: 10})]), NOW)
    lines = drawn(review, since=NOW.date() - timedelta(days=3), unicode=True)
    bottom = next(line for line in lines if " 0 ┤" in line).partition("┤")[2]
    top = next(line for line in lines if "10 ┤" in line).partition("┤")[2]
    # Four days in 80 columns, eight each: seven for the readings and one that is free.
    assert (bottom, top) == (f"{'─' * 7} ·{' ' * 7}{'▀' * 7} ·", f"{' ' * 16}{'▄' * 7}")


def test_each_site_says_its_latest_and_usual_level() -> None:
    lines = drawn(review_of(sample(), NOW), columns=100, unicode=True)
    assert "Lower back   latest 6, usual 2 (logged)" in lines
    assert any("session" in line for line in lines)


def test_a_latest_level_that_is_not_of_now_has_its_day() -> None:
    stated = Usual(id="u", at=moment(9), site=BACK[0], side=BACK[1], level=2)
    for hours, said in ((0, "latest 5"), (36, "latest 5"), (37, "latest 5 (2 Nov)")):
        review = review_of(Diary.of([stated, entry(0, {BACK: 5}, 12)]), moment(0, 12).instant + timedelta(hours=hours))
        assert f"Lower back   {said}, usual 2 (stated)" in drawn(review)


def test_an_empty_time_is_said_in_words() -> None:
    lines = drawn(review_of(Diary(), NOW), columns=80)
    assert lines == ["Nothing was logged from 5 Aug 2026 to 2 Nov 2026."]


def test_the_terminal_needs_no_matplotlib() -> None:
    modules = ", ".join(
        f"diary.charts.terminal.{path.stem}" for path in sorted(Path(terminal.__path__[0]).glob("*.py"))
    )
    code = f"import sys, {modules}; print(sorted(m for m in ('matplotlib', 'numpy') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_other_levels_of_the_latest_reading_are_said() -> None:
    rated = entry(1, {}, readings=(Reading(*BACK, 4, rest=2, worst=8),))
    lines = drawn(review_of(Diary.of([rated]), NOW), columns=80)
    assert lines[0] == "Lower back   latest 4, at rest 2, worst 8"


def lane(lines: Sequence[str], name: str) -> str:
    """The characters of a lane, from the first column of the chart on."""
    start = next(line for line in lines if "┤" in line).index("┤") + 1
    return next(line for line in lines if line.strip().startswith(f"{name} "))[start:]


def test_signs_stand_in_lanes_as_letters_also_those_of_other_sites() -> None:
    foot = ("foot", "left")
    signs = entry(
        1, {}, readings=(Reading(*BACK, 4, symptoms=("weakness",)), Reading(*foot, None, symptoms=("numbness",)))
    )
    review = review_of(Diary.of([entry(3, {BACK: 2}), signs]), NOW)
    lines = list(plain(chart_lines(review, BACK, 4, NOW.date(), (80, 30))[1], unicode=True))
    assert (lane(lines, "signs").strip(), lane(lines, "left foot").strip()) == ("W", "N")
    # The third of four days, each in as many columns.
    assert lane(lines, "signs").index("W") // 8 == lane(lines, "left foot").index("N") // 8 == 2
    assert "W weakness" in " ".join(lines)
    assert "N numbness" in " ".join(lines)


def test_the_usual_level_is_drawn_in_its_own_time_only() -> None:
    stated = Usual(id="u", at=moment(2, 8.0), level=3, site="lower back", side="center")
    review = review_of(Diary.of([stated, entry(9, {BACK: 5}), entry(1, {BACK: 4})]), NOW)
    chart = chart_of(review, BACK, 10, NOW.date(), 60)
    usual = [chart.columns[day * chart.columns_per_day].usual for day in range(10)]
    assert usual == [None] * 7 + [3.0] * 3


@pytest.mark.parametrize("width", [50, 100])
@pytest.mark.parametrize("days", [14, 90, 365, 0])
def test_every_session_care_and_visit_of_the_period_has_its_column(days: int, width: int) -> None:
    review = review_of(sample(), NOW)
    chart = chart_of(review, BACK, days, NOW.date(), width)
    moments = {
        "sessions": [session.at for session in review.snapshot.sessions],
        "self-care": [care.at for care in review.diary.cares if care.activity != "medication"],
        "visits": [visit.at for visit in review.diary.visits],
    }
    lanes = {each.name: each.cells for each in lanes_below(lanes_of(review, chart.period, [BACK]), chart)}
    for (name, times), sign in zip(moments.items(), "Scv", strict=True):
        wanted = {chart.column_at(x_of(at.local)) for at in times if chart.period.holds(at.day)}
        assert {index for index, cell in enumerate(lanes.get(name, "")) if cell == sign} >= wanted


def test_a_treatment_is_a_bar_over_its_days_with_its_dose() -> None:
    first, last = (NOW.date() - timedelta(days=ago) for ago in (8, 3))
    taken = Treatment(
        id="t",
        at=moment(9),
        name="naproxen",
        dose="500 mg",
        regular=True,
        since=first.isoformat(),
        until=last.isoformat(),
    )
    review = review_of(Diary.of([taken, entry(9, {BACK: 5}), entry(1, {BACK: 4})]), NOW)
    _, lines = chart_lines(review, BACK, 10, NOW.date(), (80, 30))
    (bar,) = [lane(list(plain(lines, unicode=True)), "naproxen")]
    assert bar.strip() == "━ 500 mg " + "━" * (6 * 6 - 9)
    assert len(bar) - len(bar.lstrip()) == 6


def test_a_calendar_has_the_worst_level_of_each_day() -> None:
    diary = Diary.of([entry(1, {BACK: 3}, hour=8.0), entry(1, {BACK: 10}), entry(0, {BACK: 0}, hour=8.0)])
    review = review_of(diary, NOW)
    lines = list(plain(calendar_lines(review, BACK, Period(date(2026, 10, 30), NOW.date()), (80, None)), unicode=True))
    assert lines[0].split() == ["October", "2026", "November", "2026"]
    cells = [line[27:].split() for line in lines[2:8]]
    assert cells[0] == ["1", "X"]  # Sunday, 1 November
    assert cells[1] == ["2", "▸0"]  # today


def test_a_number_stands_in_the_middle_of_its_day_and_days_join_evenly() -> None:
    days = [entry(ago, {BACK: ago % 11}) for ago in range(40)]
    period = Period(date(2026, 9, 24), NOW.date())
    lines = list(calendar_lines(review_of(Diary.of([*days]), NOW), BACK, period, (80, None)))
    months = [line for line in lines if any(piece.role.startswith("on-level") for piece in line)][:-1]  # not the scale
    for line in months:
        tiles = "".join(piece.text if piece.role.startswith("on-level") else "|" * len(piece.text) for piece in line)
        for run in filter(None, tiles.split("|")):
            assert re.fullmatch(r"([ ▸][0-9X][ *])+", run), "each number in the middle of three columns, and no gap"
    weekdays = next(line for line in plain(lines, unicode=True) if " M " in line)
    assert re.fullmatch(r"( +( [MTWFS] ){7})+", f"{weekdays} ")


def test_the_stroke_to_the_worst_is_one_for_each_reading_and_is_named_in_words() -> None:
    days = [entry(1, {BACK: 2}), Entry(id="w", at=moment(0), readings=(Reading(*BACK, pain=4, worst=7),))]
    review = review_of(Diary.of([*days]), NOW)
    _, lines = chart_lines(review, BACK, 3, NOW.date(), (80, 30))
    texts = list(plain(lines, unicode=True))
    drawn = [line[10:].ljust(80) for line in texts if "│" in line[:10] or "┤" in line[:10]]
    columns = {index for line in drawn for index, sign in enumerate(line) if sign in "▟▐▗"}
    assert len(columns) == 1
    # Twenty-one rows, half a level each: from the top of the bar, which is 4, up to 7, without a gap.
    assert "".join(line[min(columns)] for line in drawn).strip() == "▗▐▐▐▐▐▟" + "█" * 7 + "▀"
    assert any("▐ up to the worst of 24 hours" in line for line in texts)
    period = Period(NOW.date() - timedelta(days=2), NOW.date())
    said = "Lower back: logged 2 to 4 in these 3 days, the worst of a day rated 7; latest 4."
    assert sentence_for(review, BACK, period) == said


def test_a_session_is_drawn_with_the_level_before_and_the_half_days_after_it() -> None:
    records: list[Record] = [entry(ago, {BACK: 2}) for ago in range(5, 12)]
    gym = session(4, "gym", hour=9.0, exercises=(Exercise("squats", pain=7),))
    records += [gym, entry(4, {BACK: 6}, hour=20.0), entry(3, {BACK: 5}, hour=8.0), entry(3, {BACK: 3}, hour=20.0)]
    review = review_of(Diary.of(records), NOW)
    (answer,) = responses_to(review.snapshot, gym)
    assert half_days(review, answer) == [6, 5, 3, None]
    texts = list(plain(bar_lines(review, answer), unicode=True))
    # The middle of three columns of a bar is that of its number.
    assert [texts[-2].index(number) for number in "653"] == [texts[-3].index("█") + 1 + 4 * half for half in range(3)]
    assert texts[-2].replace("│", " ").split() == ["2", "6", "5", "3", "·"]
    assert "before │  24 h" in texts[-1]
    whole = list(plain(response_lines(review, Period(NOW.date() - timedelta(days=13), NOW.date()), 100), unicode=True))
    assert any("● red" in line for line in whole)


def test_where_it_hurt_is_the_share_of_the_days_with_an_entry() -> None:
    days = [entry(5, {BACK: 6, KNEE: 0}), entry(4, {BACK: 2}), entry(3, {KNEE: 1}), entry(3, {KNEE: 4}, hour=21.0)]
    review = review_of(Diary.of([*days, entry(2, {})]), NOW)
    period = Period(NOW.date() - timedelta(days=9), NOW.date())
    found = {each.place: (each.days, each.highest) for each in pain_days(review, period)}
    assert found == {BACK: (2, 6), KNEE: (1, 4)}
    lines = list(plain(where_lines(review, period, 80), unicode=True))
    assert "of the 4 days with an entry" in lines[1]
    row = next(line for line in lines if "Lower back" in line)
    assert row.split()[0] == "6"
    assert row.endswith(" 2 of 4")


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_of_any_kind_is_wider_than_its_room(width: int) -> None:
    review, period = review_of(sample(), NOW), Period(NOW.date() - timedelta(days=400), NOW.date())
    kinds = (
        chart_lines(review, BACK, 14, NOW.date(), (width, 20), [KNEE])[1],
        chart_lines(review, BACK, 0, NOW.date(), (width, 40), [KNEE])[1],
        calendar_lines(review, BACK, period, (width, None)),
        where_lines(review, period, width),
        response_lines(review, period, width),
        motion_lines(review, period, width),
    )
    for lines in kinds:
        assert max(len(line) for line in plain(lines, unicode=True)) <= width


@pytest.mark.parametrize("height", [10, 24, 40])
def test_a_chart_has_all_its_lanes_also_where_they_have_to_be_scrolled(height: int) -> None:
    review = review_of(sample(), NOW)
    chart, lines = chart_lines(review, BACK, 90, NOW.date(), (100, height))
    texts = list(plain(lines, unicode=True))
    lanes = lanes_below(lanes_of(review, chart.period, [BACK]), chart)
    assert len(lanes) > 2
    assert all(lane(texts, each.name).rstrip() == each.cells.rstrip() for each in lanes)
    axis = next(text for text in texts if "┤" in text).index("┤")
    assert sum(text[axis : axis + 1] in ("│", "┤") for text in texts) == {10: 6, 24: 11, 40: 21}[height]


def test_a_site_in_a_sentence() -> None:
    period = Period(NOW.date() - timedelta(days=13), NOW.date())
    one = review_of(Diary.of([entry(0, {BACK: 7}, 12)]), NOW)
    assert sentence_for(one, BACK, period) == "Lower back: 7, the only level in these 14 days."
    same = review_of(Diary.of([entry(0, {BACK: 7}, 12), entry(1, {BACK: 7})]), NOW)
    assert sentence_for(same, BACK, period) == "Lower back: always 7 in these 14 days; latest 7."
    old = review_of(Diary.of([entry(6, {BACK: 7}), entry(7, {BACK: 2})]), NOW)
    assert sentence_for(old, BACK, period).endswith("logged 2 to 7 in these 14 days; latest 7 on 27 Oct.")


@pytest.mark.parametrize("unicode", [True, False])
def test_a_day_without_an_entry_is_no_day_without_pain_also_where_that_is_usual(unicode: bool) -> None:
    stated = Usual(id="u", at=moment(9), level=0, site=BACK[0], side=BACK[1])
    review = review_of(Diary.of([stated, entry(2, {BACK: 0}), entry(0, {BACK: 0}, 12)]), NOW)
    _, lines = chart_lines(review, BACK, 3, NOW.date(), (80, 30))
    mark = " 0 ┤" if unicode else " 0 +"
    bottom = next(line for line in plain(lines, unicode) if mark in line).partition(mark)[2]
    day = [bottom[start : start + 8] for start in (0, 8, 16)]
    gap, zero = ("·", "─") if unicode else (".", "-")
    assert (day[1][0], zero in day[1]) == (gap, False)
    assert (day[0][0], day[2][0]) == (zero, zero)


@pytest.mark.parametrize(("height", "rows"), [(9, 6), (20, 11), (60, 21)])
def test_the_course_is_as_high_as_its_room_allows_in_equal_steps(height: int, rows: int) -> None:
    review = review_of(Diary.of([entry(ago, {BACK: 5}) for ago in range(7)]), NOW)
    _, lines = chart_lines(review, BACK, 14, NOW.date(), (100, height))
    texts = list(plain(lines, unicode=True))
    top, zero = (next(n for n, text in enumerate(texts) if f" {level} ┤" in text) for level in (10, 0))
    assert zero - top == rows - 1
    # A bar ends at its level, in the middle of the row that stands for it.
    assert rows == 6 or "▄▄" in next(text for text in texts if " 5 ┤" in text)
