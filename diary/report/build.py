"""Builds the model of a report from a review: the period, the sections, and the facts of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from diary.charts.period import Period
from diary.domain.records import Diary
from diary.domain.serialization import to_plain
from diary.report import rehabilitation
from diary.report import sections as facts
from diary.report.appointments import seen
from diary.report.episode import EpisodeRow, newest_flare
from diary.report.flag_facts import earlier_rows, flag_rows
from diary.report.model import SECTIONS, QuestionRow, Report
from diary.review.courses import patterns
from diary.review.day import open_questions
from diary.review.snapshot import Review, review_of
from diary.settings import Settings

REPORT_DAYS = 28


def default_period(review: Review, until: date | None = None) -> tuple[date, date]:
    """From the last visit before today, else the last 28 days; both days included."""
    # A visit today does not count: it would make a period of one day.
    last = until or review.today
    visits = [v.at.day for v in review.diary.visits if v.at.instant <= review.as_of and v.at.day < last]
    return (visits[-1] if visits else last - timedelta(days=REPORT_DAYS - 1)), last


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
    default_first, last = default_period(review, until)
    period = Period(since or default_first, last)
    as_seen = _as_of(review, last, settings)
    visits = {visit.at.day: visit.name for visit in review.diary.visits}
    # Seen from now and not from the end of the period: the next visit of an old period would be past.
    coming = [visit for visit in review.diary.visits if visit.at.instant > review.as_of]
    sites = tuple(facts.site_rows(as_seen, period))
    episodes = tuple(facts.episode_rows(as_seen, period, [row.place for row in sites]))
    flare = newest_flare(episodes)
    log_rows, left_out = facts.log_rows(as_seen, period, notes)
    return Report(
        review=as_seen,
        made=review.as_of,
        first=period.first,
        last=last,
        visit=period.first if period.first in visits and period.first < review.today else None,
        next_visit=min(coming, key=lambda visit: visit.order, default=None),
        sections=tuple(name for name in SECTIONS if sections is None or name in sections),
        notes=notes,
        name=settings.name,
        born=settings.born,
        completeness=facts.completeness(as_seen, period),
        # Also from now: what was asked since then is for the next appointment.
        questions=question_rows(review, flare),
        sites=sites,
        flags=tuple(sorted(flag_rows(as_seen, period.first, notes), key=lambda row: (not row.open, row.tier.rank))),
        exercise=patterns(as_seen.snapshot, period.first, last),
        ratings=tuple(facts.ratings(as_seen, period)),
        motions=tuple(facts.motion_rows(as_seen, period)),
        cares=tuple(facts.care_rows(as_seen, period, flare.start if flare else None)),
        episodes=episodes,
        log=log_rows,
        log_left_out=left_out,
        earlier=tuple(earlier_rows(as_seen, period.first, notes)),
        digest=digest_of(review.diary),
        is_first=not any(v.at.instant <= as_seen.as_of and v.at.day < as_seen.today for v in review.diary.visits),
        backgrounds=rehabilitation.statements(as_seen),
        knowns=rehabilitation.known_from_the_start(as_seen),
        scores=rehabilitation.scores(as_seen, period),
        programme=rehabilitation.programme(as_seen, period),
        treatments=rehabilitation.treatments(as_seen, period),
        visit_name=visits.get(period.first, ""),
        seen=seen(as_seen, period),
    )


def question_rows(review: Review, flare: EpisodeRow | None) -> tuple[QuestionRow, ...]:
    """The open questions: those asked since a flare began that is still on come first, else in their order."""
    rows = [QuestionRow(each.at.day, each.note) for each in open_questions(review.diary, review.as_of)]
    return tuple(sorted(rows, key=lambda row: flare is not None and row.asked < flare.start.date()))


def digest_of(diary: Diary) -> str:
    """Eight hex digits that are the same for the same records, on every machine."""
    # As JSON with sorted names: the order of fields in the program must not count.
    encode = json.JSONEncoder(sort_keys=True).encode  # `dumps` would make an encoder for each record
    lines = sorted(encode(to_plain(record)) for record in diary.records())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _as_of(review: Review, last: date, settings: Settings) -> Review:
    """The review as of the end of the last day, if that is past; else as it is."""
    end = datetime.combine(last, time(23, 59, 59), review.as_of.tzinfo)
    return review if end >= review.as_of else review_of(review.diary, end, settings)
