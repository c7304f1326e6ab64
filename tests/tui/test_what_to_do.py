"""What a warning asks for, and why: readable at once on Today, and explained by what counted."""

from __future__ import annotations

import pytest

from diary.domain.findings import Tier
from diary.review.rule_book import what_counts
from diary.review.snapshot import review_of
from diary.tui.screens.today.banner import Banner
from diary.tui.widgets.texts import with_keys
from tests.analysis.random_diaries import random_diary
from tests.tui.driving import Driven, app_of, press, shown, typed_line, undo

URGENT = [
    "6 lower back saddle-numbness",
    "5 right knee hot-joint fever",
    "7 left calf swelling",
    "8 left knee sudden",
    "4 lower back numbness",
    "8 left hand",
]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)], ids=str)
async def test_what_to_do_today_stands_there_whole_without_scrolling(empty: Driven, size: tuple[int, int]) -> None:
    async with empty.run(*size) as pilot:
        # All of them on the smallest screen, where room is scarce; elsewhere two are enough.
        for line in URGENT if size == (60, 20) else URGENT[:3:2]:
            await typed_line(pilot, "a", line)
            finding = pilot.app.query_one(Banner).finding
            assert finding is not None, line
            assert " ".join(with_keys(finding.next_step).split()) in shown(pilot), line
            assert "does not replace professional advice" in shown(pilot), line
            assert "?." not in app_of(pilot).status.text, line
            await undo(pilot)


async def test_news_of_what_to_do_today_has_no_tick_and_no_next_thing_to_log_beside_it(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "4", "enter")
        assert app_of(pilot).status.kind == "saved"
        assert "✓ Saved" in shown(pilot)
        for line in URGENT[:2]:
            await typed_line(pilot, "a", line)
            assert app_of(pilot).status.kind == "urgent", line
            assert "! Kept: " in shown(pilot)
            assert "✓" not in shown(pilot)
        assert "!! CALL" in shown(pilot)
        banner = pilot.app.query_one(Banner)
        banner.deciding_text, banner.good_news = "Log the lower back from Sunday on", "The neck has eased"
        await pilot.pause()
        assert "from Sunday on" not in shown(pilot)
        assert "✓" not in shown(pilot)


async def test_a_telling_finding_keeps_its_summary(sample: Driven) -> None:
    async with sample.run() as pilot:
        assert "5 → 5 → 5 → 6 since the session" in shown(pilot)


async def test_a_row_of_blocks_never_stands_without_the_latest_level_as_a_number(sample: Driven) -> None:
    async with sample.run(60, 20) as pilot:
        rows = pilot.app.screen.query_one("SiteTable").rows  # type: ignore[attr-defined]
        for row in rows:
            # With its day what is too old to be of now.
            usual = f"{row.usual:g}"
            assert " ".join(filter(None, (row.name, str(row.latest), row.aged, usual))) in shown(pilot)
        await press(pilot, "9")
        assert "Lower back · last 6 · up since Sat" in shown(pilot)


def test_each_rule_says_what_counts_for_it() -> None:
    rules = set()
    for seed in range(90):
        diary, as_of = random_diary(seed)
        for finding in review_of(diary, as_of).raised:
            text = what_counts(finding)
            # An emergency sign that is known, or comes from another app, is only shown again: nothing new counts.
            assert text or (finding.rule == "emergency-signs" and finding.tier is Tier.DISCUSS), finding
            rules.add(finding.rule)
    assert len(rules) > 8


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("8 left knee sudden", "a level of 7 or more that came on suddenly"),
        ("7 left knee", "a level of 7 or more that is 3 or more above the usual"),
        (
            "6 right shoulder sudden",
            "a level of 5 or more that came on suddenly and is 4 or more above the usual",
        ),
        ("8 left hand", "a level of 7 or more, while the usual level is not known"),
    ],
)
async def test_severe_pain_counts_by_its_level_not_by_a_rise(sample: Driven, line: str, said: str) -> None:
    async with sample.run() as pilot:
        await typed_line(pilot, "a", line)
        review = app_of(pilot).review
        assert review is not None
        finding = next(finding for finding in review.raised if finding.rule == "sudden-severe")
        assert what_counts(finding) == said


async def test_what_has_cleared_is_said_in_the_past_beside_the_picture(sample: Driven) -> None:
    async with sample.run() as pilot:
        await press(pilot, "g")
        assert "Warning now: not eased after 48 h, since 2 Nov." in shown(pilot)
        await press(pilot, "escape", "3", "enter", "g")
        assert "Warning now" not in shown(pilot)
        assert "Warning then, not now: not eased after 48 h, 2 Nov." in shown(pilot)
