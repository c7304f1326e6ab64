"""The texts of the banner on Today end whole, and what to do comes first."""

from __future__ import annotations

import pytest

from diary.tui.screens.today.banner import Banner
from diary.tui.widgets.fitting import whole_clauses, whole_parts
from diary.tui.widgets.texts import with_keys
from tests.tui.driving import Driven, press, shown

TEXT = "Five since the session; the latest was later. Before: 2. Another entry will tell."


@pytest.mark.parametrize(
    ("width", "most", "lines"),
    [
        (100, 1, [TEXT]),
        (60, 1, ["Five since the session; the latest was later. Before: 2."]),
        (50, 1, ["Five since the session; the latest was later."]),
        (40, 1, ["Five since the session."]),
        (40, 2, ["Five since the session; the latest was", "later. Before: 2."]),
        (40, 3, ["Five since the session; the latest was", "later. Before: 2. Another entry will", "tell."]),
        (20, 1, []),
        (100, 0, []),
    ],
)
def test_a_text_ends_with_a_sentence_or_a_clause(width: int, most: int, lines: list[str]) -> None:
    assert whole_clauses(TEXT, width, most) == lines


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (140, 45)], ids=str)
async def test_what_to_do_stands_first_and_nothing_is_cut(sample: Driven, size: tuple[int, int]) -> None:
    async with sample.run(*size) as pilot:
        banner = pilot.app.query_one(Banner)
        assert banner.finding is not None
        text = str(banner.render())
        asked = " ".join(with_keys(banner.finding.next_step).split())
        assert asked in " ".join(text.split())
        assert "…" not in text
        # Where there is room, what was seen follows, up to what calms.
        assert ("another entry will tell." in " ".join(text.split())) == (size[1] >= 30)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)], ids=str)
async def test_a_level_that_is_not_saved_yet_is_said_to_be_so(sample: Driven, size: tuple[int, int]) -> None:
    async with sample.run(*size) as pilot:
        assert "not saved yet" not in shown(pilot)
        await press(pilot, "7")
        assert "‹7›" in shown(pilot)
        assert "‹ › not saved yet" in shown(pilot)


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (40, "how it began, operations, goals: three"),
        (26, "how it began, operations"),
        (12, "how it began"),
        (8, "how it …"),
    ],
)
def test_a_list_of_parts_ends_with_a_whole_part(width: int, text: str) -> None:
    assert whole_parts("how it began, operations, goals: three", width) == text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)], ids=str)
async def test_a_new_person_sees_the_line_in_words_and_the_first_questions_until_they_are_answered(
    empty: Driven, size: tuple[int, int]
) -> None:
    async with empty.run(*size) as pilot:
        assert "a write it in words: 5 left knee yesterday evening" in shown(pilot)
        assert "a in words" in shown(pilot)
        await press(pilot, "a", *"1 left knee", "enter")
        assert "Nothing is raised." in shown(pilot)
        assert "o usual level k known before e emergency number" in shown(pilot)
        await press(pilot, "o", "1", "enter", "enter")
        assert "k known before e emergency number" in shown(pilot)
        assert "o usual level" not in shown(pilot)


async def test_the_first_entry_alarms_nobody(empty: Driven) -> None:
    async with empty.run() as pilot:
        await press(pilot, "a", *"6 left knee", "enter")
        text = shown(pilot)
        assert "? Left knee: too early to tell" in text
        assert text.count("o usual level") == 1
        assert "UNKNOWN" not in text
        await press(pilot, "o", "5", "enter", "enter")
        assert "Nothing is raised." in shown(pilot)  # no more days are asked for where no rule waits for a reading
