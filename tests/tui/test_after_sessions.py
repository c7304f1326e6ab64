"""The table of the Sessions screen: runs below five sessions, medians from five on, the yardstick below."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from diary.domain.exercise_light import Light
from diary.domain.records import Diary, Exercise, Record
from diary.review.courses import leading, patterns, responses_to
from diary.review.snapshot import review_of
from diary.tui.screens.sessions.screen import ResponsePane, pattern_table
from tests.charts.diaries import BACK, NOW, entry, session


def lines(sessions: int, width: int) -> list[str]:
    records: list[Record] = [entry(ago, {BACK: 2}) for ago in range(8, 70)]
    for number in range(sessions):
        records += [session(8 + 6 * number, "gym"), entry(7 + 6 * number, {BACK: 5})]
    review = review_of(Diary.of(records), NOW)
    return [line for line, _ in pattern_table(leading(patterns(review.snapshot)), width)]


@pytest.mark.parametrize("width", [56, 76, 100])
def test_runs_go_on_below_and_stay_within_the_screen(width: int) -> None:
    shown = lines(4, width)
    assert max(map(len, shown)) <= width
    assert sum(line.count("2 → 5 → ") for line in shown) == 4
    assert not any("medians" in line for line in shown[1:3])


def test_from_five_on_there_are_medians_and_a_line_without_a_session() -> None:
    shown = lines(5, 100)
    assert "medians 2 → 5 → " in shown[1]
    assert any(line.startswith("48 h without") for line in shown)


def test_what_is_known_beside_the_levels_follows_in_the_same_cell() -> None:
    done = (Exercise("squats", done="eased", pain=4),)
    records: list[Record] = [entry(ago, {BACK: 2}) for ago in range(5, 12)]
    records += [session(5, "gym", hour=21, exercises=done), entry(4, {BACK: 3}, hour=8)]
    review = review_of(Diary.of(records), NOW)
    shown = " ".join(" ".join(line for line, _ in pattern_table(leading(patterns(review.snapshot)), 76)).split())
    assert "hardly rose; during 4; next morning 2 → 3; made easier 1 of 1 time;" in shown
    assert "light: amber once" in shown


@pytest.mark.asyncio
async def test_the_light_of_a_session_is_a_word_beside_its_colour() -> None:
    done = (Exercise("squats", pain=7), Exercise("bridges", pain=1))
    records: list[Record] = [entry(ago, {BACK: 2}) for ago in range(5, 12)]
    gym = session(5, "gym", hour=21, exercises=done)
    review = review_of(Diary.of([*records, gym, entry(4, {BACK: 2}, hour=8)]), NOW)

    class Shown(App[None]):
        def compose(self) -> ComposeResult:
            pane = ResponsePane()
            pane.session, pane.responses = gym, responses_to(review.snapshot, gym)
            yield pane

        def get_css_variables(self) -> dict[str, str]:
            return {
                **super().get_css_variables(),
                "quiet": "#a5a295",
                **{f"light-{each.value}": "#ffffff" for each in Light},
                **{f"level-{n}": "#ffffff" for n in range(11)},
            }

    app = Shown()
    async with app.run_test():
        shown = str(app.query_one(ResponsePane).render())
    assert "● red: the session, pain during 7" in shown
    assert "● red: squats, pain during 7" in shown
    assert "● green: bridges, pain during 1" in shown
