"""The number of keys for common tasks: no more than a person with one good hand and little patience should need."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diary.domain.records import Diary, Reading
from diary.domain.rehabilitation import Plan
from diary.domain.vocabulary import CENTER, REGIONS
from diary.store.diary_store import open_diary
from diary.tui.screens.body_map.search import find_places
from diary.tui.screens.sessions.offered import COMMON_EXERCISES
from tests.tui.driving import Driven, app_of, press, shown, undo, until, wait_a_moment

BACK, KNEE, CALF = ("lower back", "center"), ("knee", "left"), ("calf", "right")
# Each flow: the keys, the most that are allowed, and the readings that must be saved. More keys are a regression.
FLOWS = {
    "a usual site": (("4", "enter"), 2, (Reading(*BACK, 4),)),
    "pain 0": (("0", "enter"), 2, (Reading(*BACK, 0),)),
    "pain 10": (("1", "0", "enter"), 3, (Reading(*BACK, 10),)),
    "better than before": (("-", "enter"), 2, (Reading(*BACK, 5),)),
    "the same as before": (("=", "enter"), 2, (Reading(*BACK, 6),)),
    "the same, without shift or reach": ((".", "enter"), 2, (Reading(*BACK, 6),)),
    "worse than before": (("+", "enter"), 2, (Reading(*BACK, 7),)),
    "two usual sites": (("4", "down", "2", "enter"), 4, (Reading(*BACK, 4), Reading(*KNEE, 2))),
    "a usual site with a word": (("4", "tab", "space", "enter"), 4, (Reading(*BACK, 4, ("dull",)),)),
    "a new site with side, quality and symptom": (
        ("b", "r", "c", "a", "6", "m", "d", "n", "enter", "enter"),
        10,
        (Reading(*CALF, 6, ("dull",), ("numbness",)),),
    ),
    "the same, with Enter for the place": (
        ("b", "r", "k", "enter", "6", "m", "d", "n", "enter", "enter"),
        10,
        (Reading("knee", "right", 6, ("dull",), ("numbness",)),),
    ),
    "a new site at 10": (("b", "r", "k", "1", "0", "enter"), 6, (Reading("knee", "right", 10),)),
}


async def test_no_flow_takes_more_keys_than_this(sample: Driven) -> None:
    before = sample.kept()
    # On a small terminal, where a hidden field could swallow a key.
    async with sample.run(60, 20) as pilot:
        for flow, (keys, most, readings) in FLOWS.items():
            assert len(keys) <= most, flow
            await press(pilot, *keys)
            assert app_of(pilot).status.kind in ("saved", "urgent"), flow
            assert "u undo" in shown(pilot), flow
            new = [entry for entry in sample.kept().entries if entry not in before.entries]
            assert [entry.readings for entry in new] == [readings], flow
            # Undone, so that each flow begins with the same diary and the first site.
            await undo(pilot)
            await press(pilot, *["up"] * 5)
            assert sample.kept() == before, flow


async def test_yesterday_is_one_key_more_and_a_third_y_takes_it_back(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "y", "y", "y")
        assert app_of(pilot).today.draft.untouched
        await press(pilot, "y", "3", "enter")
    (new,) = (entry for entry in sample.kept().entries if entry not in before.entries)
    assert (str(new.at.day), new.at.date_only) == ("2026-11-01", True)


async def test_in_an_empty_diary_the_first_entry_takes_five_keys(empty: Driven) -> None:
    async with empty.run(60, 20) as pilot:
        await press(pilot, "6", "enter", "l", "k", "enter", "enter")
    assert empty.kept() == Diary(entries=empty.kept().entries)
    assert [entry.readings for entry in empty.kept().entries] == [(Reading(*KNEE, 6),)]


REST = "abcdefghijklmnopqrstuvwxyz "


@pytest.mark.parametrize("region", REGIONS)
def test_three_letters_find_every_place_so_that_a_full_entry_takes_ten_keys(region: str) -> None:
    letters = [region[:1], region[:2], region[:3], *(word[:3] for word in REGIONS[region].other_words)]
    for side in REGIONS[region].sides:
        mark = "" if side == CENTER else side[0]
        tried = [f"{mark}{text}"[:3] for text in letters] + [f"{mark} {text}"[:3] for text in letters]
        # The likely letters first: trying all is slow.
        tried += [a + b + c for a in mark or region[0] for b in REST for c in REST]
        assert any(find_places(text)[:1] == ((region, side),) for text in dict.fromkeys(tried)), side


async def test_yesterday_evening_takes_four_keys(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run(60, 20) as pilot:
        await press(pilot, "y", "y", "3", "enter")
    (new,) = (entry for entry in sample.kept().entries if entry not in before.entries)
    assert (f"{new.at.local:%d %H:%M}", new.at.about) == ("01 19:00", True)


@pytest.mark.parametrize(("keys", "place", "day"), [
    (("Y", "3", "enter"), BACK, "2026-10-24"),
    (("down", "Y", "3", "enter"), KNEE, "2026-10-24"),
    (("down", "down", "Y", "Y", "3", "enter"), ("shoulder", "right"), "2026-10-31"),
])  # fmt: skip
async def test_a_missed_day_of_the_strip_is_filled_in_six_keys(
    sample: Driven, keys: tuple[str, ...], place: tuple[str, str], day: str
) -> None:
    assert len(keys) <= 6
    before = sample.kept()
    async with sample.run(60, 20) as pilot:
        await press(pilot, *keys)
    (new,) = (entry for entry in sample.kept().entries if entry not in before.entries)
    assert (new.readings, str(new.at.day), new.at.date_only) == ((Reading(*place, 3),), day, True)


async def test_after_the_first_missed_day_comes_now_again(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "Y", "Y")
        assert app_of(pilot).today.draft.when == ""


async def test_a_range_of_motion_again_takes_five_keys(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run(60, 20) as pilot:
        await press(pilot, "c", "m", "8", "5", "enter")
    (new,) = (motion for motion in sample.kept().motions if motion not in before.motions)
    latest = before.motions[-1]
    assert (new.movement, new.side, new.unit, new.value) == (latest.movement, latest.side, latest.unit, 85)


async def test_an_appointment_takes_twelve_keys(sample: Driven) -> None:
    before = sample.kept()
    keys = ("c", "d", *"5 nov 9am", "enter")
    assert len(keys) <= 12
    async with sample.run(60, 20) as pilot:
        await press(pilot, *keys)
    (new,) = (visit for visit in sample.kept().visits if visit not in before.visits)
    assert f"{new.at.local:%d %b %H:%M}" == "05 Nov 09:00"


async def test_a_first_session_with_three_exercises_takes_twenty_keys(empty: Driven) -> None:
    keys = ("s", "n", "space", "down", "down", "space", *["down"] * 6, "space", "f2")
    assert len(keys) <= 20
    async with empty.run(60, 20) as pilot:
        await press(pilot, *keys)
    (session,) = empty.kept().sessions
    assert [each.name for each in session.exercises] == [COMMON_EXERCISES[n] for n in (0, 2, 8)]
    assert all(each.new for each in session.exercises)


async def test_the_first_session_offers_what_is_planned_instead(empty: Driven) -> None:
    clock = empty.clock
    plans = [
        Plan(id=f"p{n}", at=clock.moment(), recorded=clock.now() + timedelta(seconds=n), name=name, since="2026-10-01")
        for n, name in enumerate(("nerve glide", "heel slide", "squat"))
    ]
    with open_diary(empty.path, clock=clock, program="test", create=True) as store:
        store.save(*plans)
    async with empty.run(60, 20) as pilot:
        await press(pilot, "s", "n", "space", "down", "space", "down", "space", "f2")
    (session,) = empty.kept().sessions
    assert [each.name for each in session.exercises] == ["nerve glide", "heel slide", "squat"]


FEW = {
    "the session again": (("s", "f2"), 2, "Saved"),
    "undo": (("u", "u"), 2, "Taken back"),
    "why": (("w",), 1, "What counts"),
    "told": (("t", "enter"), 2, "Kept as told"),
    "the report": (("r", "w", "enter"), 3, "The report is in"),
}
"""The keys of other short ways, the most that are allowed, and what is on the screen then."""


@pytest.mark.parametrize("way", FEW)
async def test_what_is_done_often_takes_few_keys(sample: Driven, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(sample.path.parent))
    monkeypatch.chdir(sample.path.parent)
    keys, most, words = FEW[way]
    assert len(keys) <= most
    async with sample.run() as pilot:
        if way == "undo":
            await press(pilot, "4", "enter")
        for key in keys:
            wait_a_moment(pilot)
            await press(pilot, key)
        await until(lambda: words in shown(pilot))
