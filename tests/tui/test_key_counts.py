"""The number of keys for common tasks: no more than a person with one good hand and little patience should need."""

from __future__ import annotations

import pytest

from diary.domain.records import Diary, Reading
from diary.domain.vocabulary import CENTER, REGIONS
from diary.tui.screens.body_map.search import find_places
from tests.tui.driving import Driven, app_of, press, shown, undo

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


async def test_yesterday_is_one_key_more_and_one_key_takes_it_back(sample: Driven) -> None:
    before = sample.kept()
    async with sample.run() as pilot:
        await press(pilot, "y", "y", "y", "3", "enter")
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
