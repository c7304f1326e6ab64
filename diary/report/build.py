"""From a review to the report's model: which period, which sections, and where each fact comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from diary.charts.period import Period
from diary.report import sections as facts
from diary.report.model import SECTIONS, QuestionRow, Report
from diary.review.courses import patterns
from diary.review.snapshot import Review, review_of
from diary.settings import Settings

USUAL_DAYS = 28


def default_period(review: Review, until: date | None = None) -> tuple[date, date]:
    """From the last past visit on, else the last 28 days."""
    last = until or review.today
    visits = [v.at.day for v in review.diary.visits if v.at.instant <= review.as_of and v.at.day < last]
    return (visits[-1] if visits else last - timedelta(days=USUAL_DAYS - 1)), last


def report_model(
    review: Review,
    *,
    since: date | None = None,
    until: date | None = None,
    sections: Sequence[str] | None = None,
    notes: bool = True,
    settings: Settings | None = None,
) -> Report:
    """All facts of a report about these days (both included), as of now or of the end of the last day."""
    settings = settings or Settings()
    usual_first, last = default_period(review, until)
    period = Period(since or usual_first, last)
    seen = _as_of(review, last, settings)
    visits = {visit.at.day for visit in review.diary.visits}
    coming = [v.at.day for v in review.diary.visits if v.at.instant > review.as_of]
    sites = tuple(facts.site_rows(seen, period))
    log_rows, left_out = facts.log_rows(seen, period, notes)
    return Report(
        review=seen,
        made=review.as_of,
        first=period.first,
        last=last,
        visit=period.first if period.first in visits and period.first < review.today else None,
        next_visit=min(coming, default=None),
        sections=tuple(name for name in SECTIONS if sections is None or name in sections),
        notes=notes,
        name=settings.name,
        born=settings.born,
        completeness=facts.completeness(seen, period),
        questions=tuple(QuestionRow(q.at.day, q.note) for q in facts.open_questions(review)),
        sites=sites,
        flags=tuple(sorted(facts.flag_rows(seen, period.first, notes), key=lambda row: (not row.open, row.tier.rank))),
        exercise=patterns(seen.snapshot, period.first, last),
        ratings=tuple(facts.ratings(seen, period)),
        motions=tuple(facts.motion_rows(seen, period)),
        cares=tuple(facts.care_rows(seen, period)),
        episodes=tuple(facts.episode_rows(seen, period, [row.place for row in sites])),
        log=log_rows,
        log_left_out=left_out,
    )


def _as_of(review: Review, last: date, settings: Settings) -> Review:
    """The review as of the end of the last day, where that is past."""
    end = datetime.combine(last, time(23, 59, 59), review.as_of.tzinfo)
    return review if end >= review.as_of else review_of(review.diary, end, settings)
