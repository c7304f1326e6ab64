"""The lower part of Today: what was written of the day, and what of it is open or comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from diary.domain.moments import Moment
from diary.domain.records import Diary
from diary.exchange.import_plan import plan_import
from diary.review.snapshot import review_of
from diary.samples import sample_clock, sample_csv
from diary.tui.app import DiaryApp
from diary.tui.screens.today.day_content import KEY_OF, Open, day_content, when_text
from diary.tui.screens.today.day_panel import DayPanel
from tests.tui.driving import Driven, app_of, press

TODAY = date(2026, 11, 2)


def at(iso: str, **more: bool) -> Moment:
    when = datetime.fromisoformat(iso).replace(tzinfo=UTC)
    return Moment(when, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (at("2026-11-02T08:05"), "08:05"),
        (at("2026-11-02T08:05", about=True), "~08:05"),
        (at("2026-11-02T12:00", date_only=True), "today"),
        (at("2026-11-01T08:05"), "Sun 08:05"),
        (at("2026-11-01T08:05", about=True), "Sun~08:05"),
        (at("2026-11-01T12:00", date_only=True), "Sun"),
        (at("2026-10-26T08:05"), "26 Oct"),
        (at("2025-11-02T08:05"), "2 Nov"),
    ],
)
def test_a_time_in_few_columns(moment: Moment, text: str) -> None:
    assert when_text(moment, TODAY) == text


def test_the_day_of_the_sample() -> None:
    clock = sample_clock()
    diary = Diary.of(plan_import(sample_csv("ninety-days"), None, clock).new)
    content = day_content(review_of(diary, clock.local()), inbox=2)
    assert [row.when for row in content.today] == ["20:14", "13:10", "08:36", "08:30"]
    assert content.today[1].text == "walk 15 min, relief 1"
    assert [row.when for row in content.before[:3]] == ["Sun 20:10", "Sun 09:40", "Sat 09:10"]
    assert content.open == (
        Open("x", "Exercises", "0 of 3 done"),
        Open("v", "To rate", "the last week, better or worse"),
        Open("", "Thursday", "10:30 Mr Adeyemi, physio review"),
        Open("r", "Questions", "2 for the appointment"),
        Open("T", "Running", "ibuprofen 400 mg, knee sleeve"),
        Open("", "Inbox", "2 waiting: diary inbox tells why"),
    )


def test_nothing_is_told_before_the_diary_is_open_and_of_an_empty_one() -> None:
    assert day_content(None).is_empty
    assert day_content(review_of(Diary(), sample_clock().local())).is_empty


def test_each_key_is_one_of_the_screen() -> None:
    keys = {binding.key for binding in DiaryApp.BINDINGS}  # type: ignore[union-attr]
    assert set(KEY_OF.values()) <= keys


async def panel(app: Driven, width: int, height: int) -> str:
    async with app.run(width, height) as pilot:
        await press(pilot)
        return str(app_of(pilot).screen.query_one(DayPanel).render())


@pytest.mark.parametrize(("width", "height"), [(100, 30), (80, 24)])
async def test_a_day_is_whole_at_100_and_at_80_columns(sample: Driven, width: int, height: int) -> None:
    told = await panel(sample, width, height)
    for text in ("20:14", "13:10     walk 15 min", "08:36", "08:30"):
        assert text in told
    for text in (
        "x Exercises  0 of 3",
        "v To rate    the las",
        "Thursday   10:30 Mr A",
        "r Questions  2 f",
        "T Running",
    ):
        assert text in told


async def test_what_comes_next_stands_first_where_there_is_one_line(sample: Driven) -> None:
    told = await panel(sample, 60, 20)
    assert told.startswith("x Exercises 0 of 3 done · v To rate the last week, bet")
    assert len(told.rstrip().splitlines()) == 1


async def test_what_is_saved_is_told_at_once(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "x", "d", "d", "s", "enter")
        told = str(app_of(pilot).screen.query_one(DayPanel).render())
    assert "2 of 3 done, 1 skipped" in told
    assert "home programme: bird dog 1x6" in told


async def test_a_line_is_pressed_by_mouse(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot)
        app_of(pilot).screen.query_one(DayPanel).pressed("T")
        await press(pilot)
        assert type(app_of(pilot).screen).__name__ == "Treatments"


async def test_the_body_of_now_stands_below_where_there_is_room(sample: Driven) -> None:
    told = await panel(sample, 140, 45)
    figure = told.partition("Running")[2]
    assert figure.count("█") > 50
    assert {"3", "6"} <= {piece for line in figure.splitlines() for piece in line[90:]}
    assert "█" not in await panel(sample, 100, 30)


async def test_a_level_of_two_days_ago_is_not_on_the_body_of_now(sample: Driven) -> None:
    async with sample.run(140, 45) as pilot:
        await press(pilot)
        levels = app_of(pilot).screen.query_one(DayPanel).levels
    assert levels == {("lower back", "center"): 6, ("knee", "left"): 3}  # the shoulder was logged three days before
