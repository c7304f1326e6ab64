"""The report as a short message, to send or to read out: what is flagged, how each site stands, the questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.charts.period import Period
from diary.charts.tracks import MOST_SITES
from diary.domain.findings import DISCLAIMER, Tier
from diary.domain.text import as_sentence, capital, counted
from diary.report.build import default_period, question_rows
from diary.report.episode import newest_flare
from diary.report.first_page import ROOMS
from diary.report.format import number_text, short, summary_for_clinic, title_for_clinic
from diary.report.model import SiteRow
from diary.report.sections import episode_rows, site_rows
from diary.report.session_before import session_text
from diary.report.since_then import since_text
from diary.review.snapshot import Review

MOST_FLAGS = 5


def message_of(review: Review) -> str:
    """The whole message; every fact in it is the report's."""
    return "\n".join(_lines(review))


def _lines(review: Review) -> Iterator[str]:
    period = Period(*default_period(review))
    # “Since my visit” only if the period begins with one, and not after the usual 28 days.
    visits = [visit.at.day for visit in review.diary.visits]
    since = f", since my visit on {_day(period.first)}" if period.first in visits else ""
    yield f"From my pain diary, {review.today:%A} {_day(review.today)}{since}:"
    yield from _flags(review)
    rows = list(site_rows(review, period))
    flare = newest_flare(episode_rows(review, period, [row.place for row in rows]))
    if flare and (before := session_text(flare, review, period.last, notes=False)):
        yield f"- Session before the rise at {flare.name}: {before}"
    if flare:
        yield f"- Since that rise: {since_text(flare, review, period.last, notes=False)}"
    rising = flare and flare.rising and (flare.site, flare.side)
    yield from (f"- {_site(row, review, rising=row.place == rising)}" for row in rows[:MOST_SITES])
    if len(rows) > MOST_SITES:
        yield f"- And {counted(len(rows) - MOST_SITES, 'more site')}."
    if not rows:
        yield "- Nothing was logged in this time."
    for question in question_rows(review, flare):
        yield f"- My question ({_day(question.asked)}): {short(question.text, ROOMS[0].letters)}"
    yield f"Self-reported. {DISCLAIMER}"


def _flags(review: Review) -> Iterator[str]:
    flags = [finding for finding in review.cards if finding.tier is not Tier.EXPECTED]
    for finding in flags[:MOST_FLAGS]:
        told = " (Told before.)" if finding.acknowledged else ""
        yield f"- {as_sentence(title_for_clinic(finding.clinic_title, finding))} {summary_for_clinic(finding)}{told}"
    if len(flags) > MOST_FLAGS:
        yield f"- And {counted(len(flags) - MOST_FLAGS, 'more finding')}."
    if not flags:
        yield "- There is no finding at the moment."


def _site(row: SiteRow, review: Review, *, rising: bool) -> str:
    """Lower back: 6 of 10 now, usual 2, highest reading 6. Worse: from 2 to 5."""
    if row.latest is None or row.latest_at is None:
        return f"{capital(row.name)}: no level; {', '.join(row.words[:4])}."
    when = "now" if review.is_now(row.latest_at) else f"on {_day(row.latest_at.date())}"
    usual = f", usual {number_text(row.usual)} ({row.usual_from})" if row.usual is not None else ""
    worst = ""
    if row.worst_beyond is not None and row.worst_at is not None:
        worst = f", worst of a day rated {row.worst_beyond} (entry of {_day(row.worst_at.date())})"
    still = ", still rising" if rising else ""
    text = f"{capital(row.name)}: {row.latest} of 10 {when}{still}{usual}, highest reading {row.highest}{worst}."
    if row.change is not None and row.change.counts:
        way = "Worse" if row.change.points > 0 else "Better"
        text += f" {way}: from {number_text(row.change.before)} to {number_text(row.change.now)}."
    return text


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
