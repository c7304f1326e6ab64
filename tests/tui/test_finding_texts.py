"""The wording of findings on the screen: their hours, and how a change of the diary changed them. Pure."""

from __future__ import annotations

from dataclasses import replace

from diary.domain.records import Diary, Entry, Usual
from diary.domain.vocabulary import CENTER
from diary.review.snapshot import Review, review_of
from diary.tui.news import finding_news
from diary.tui.screens.findings.card import explanation
from tests.charts.diaries import BACK, NOW, entry, moment

USUAL = Usual(id="u", at=moment(9), site="lower back", side=CENTER, level=2)


def by_the_day(days_ago: int, level: int) -> Entry:
    """An entry of which only the day is known."""
    return entry(days_ago, {BACK: level}, at=replace(moment(days_ago, 12), date_only=True))


def reviewed(*entries: Entry) -> Review:
    return review_of(Diary.of([USUAL, *entries]), NOW)


def test_no_exact_hour_is_shown_where_only_the_day_is_known() -> None:
    review = reviewed(by_the_day(4, 2), by_the_day(3, 6), by_the_day(2, 6), by_the_day(1, 6))
    finding = next(finding for finding in review.raised if finding.rule == "not-improving-48h")
    texts = dict(explanation(finding, NOW))
    # An entry known by its day counts as of noon, which nobody logged.
    assert texts["Entries"] == "Fri about noon 6 · Sat about noon 6 · Sun about noon 6"
    assert texts["Since"].startswith("Sun about noon")


def test_a_finding_that_is_no_longer_raised_is_named_as_it_was() -> None:
    raised = reviewed(entry(1, {BACK: 6}), entry(0, {BACK: 6}))
    eased = reviewed(entry(1, {BACK: 6}), entry(0, {BACK: 2}))
    # By its title of before, since the review after the change no longer has it.
    assert 'No longer raised: "Lower back stays above your usual level".' in finding_news(raised, eased)
