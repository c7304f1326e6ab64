"""The response to exercise, computed a second time from the raw records: slow and plain, and of its own."""

# Where the text leaves a choice, and what is taken here:
# 1. The level before a session is that of the rules, as the oracle reads it.
# 2. "Within 48 h": later than the end of the session, up to 48 h after it, up to the end of the next session.
# 3. A reading known only by its date counts nowhere after a session; neither does a session known only by its date.
# 4. "Settled": the first reading at or after the peak, within 10 days, that is at most 1 above the level before.
# 5. A stretch without a session begins 48 h after the last end (or at the first reading) and ends by the next start. A
#    session known only by its date may have been half a day earlier or later.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from diary.domain.moments import Moment
from diary.domain.records import Diary, Exercise, Session
from tests.analysis.oracle.basics import Course, cut, hours, median, start_of, took_place

Site = tuple[str, str]
Kind = tuple[str, bool]
GREEN, AMBER, RED = "green", "amber", "red"


@dataclass(frozen=True)
class Again:
    """One response, as it is in a row of the table."""

    session: str
    before: Fraction
    peak: int
    last: int
    hours: Fraction | None
    morning: int | None
    during: int | None = None
    eased: bool = False

    @property
    def light(self) -> str | None:
        """Its light with the bands 0–3, 4–5, 6–10 and 1 point the next morning."""
        higher = self.morning is not None and self.morning - self.before > 1
        if self.during is None:
            return AMBER if higher else None
        if self.during >= 6 or (self.during >= 4 and higher):
            return RED
        if self.during >= 4 or higher:
            return AMBER
        return None if self.morning is None else GREEN


def plain(name: str) -> str:
    """One name however it was typed."""
    return " ".join(name.split()).lower()


def after(course: Course, session: Session, until: datetime) -> Again | None:
    """How the site did after a session; None where the level before or all readings after it are missing."""
    end = session.at.instant
    before, unknown = course.baseline(session)
    later = [x for x in course.levels if end < x.t <= min(until, end + hours(240)) and not x.at.date_only]
    two_days = [x for x in later if x.t <= end + hours(48)]
    if unknown or session.at.date_only or not two_days:
        return None
    peak = max(x.pain for x in two_days)
    top = next(x.t for x in two_days if x.pain == peak)
    settled = [x.t for x in later if x.t >= top and x.pain <= before + 1]
    took: Fraction | None = Fraction(0)
    if peak > before + 1:
        took = Fraction((settled[0] - end) // timedelta(microseconds=1), 3_600_000_000) if settled else None
    tomorrow = session.at.day + timedelta(days=1)
    morning = [x for x in later if x.at.day == tomorrow and 4 <= x.at.local.hour < 12]
    return Again(session.id, before, int(peak), int(two_days[-1].pain), took, int(morning[0].pain) if morning else None)


def kinds(session: Session) -> Iterator[tuple[Kind, list[Exercise]]]:
    """What a session counts as, with the exercises that count for it: those that were not skipped."""
    done = [one for one in session.exercises if one.done in ("yes", "eased")]
    yield (plain(session.activity) or "session", False), done
    for name in sorted({plain(one.name) for one in done} - {""}):
        yield (name, True), [one for one in done if plain(one.name) == name]


def whole_course(diary: Diary, site: Site) -> Course:
    """The course of a site without a limit to its age: a table of an old period is no rule."""
    return Course(diary, min(record.at.instant for record in diary.records()), *site)


def rows(diary: Diary, as_of: datetime) -> dict[tuple[Kind, Site], list[Again]]:
    """Every row of the table with its responses, in time order."""
    seen = cut(diary, as_of)
    sessions = sorted((one for one in seen.sessions if took_place(one)), key=lambda one: one.at.instant)
    sites = {(reading.site, reading.side) for entry in seen.entries for reading in entry.readings}
    found: dict[tuple[Kind, Site], list[Again]] = defaultdict(list)
    for site in sites:
        course = whole_course(seen, site)
        for session in sessions:
            next_ends = [one.at.instant for one in sessions if one.at.instant > session.at.instant]
            one = after(course, session, next_ends[0] if next_ends else as_of)
            if one is None:
                continue
            for kind, exercises in kinds(session):
                pains = [exercise.pain for exercise in exercises if exercise.pain is not None]
                eased = "eased" in [exercise.done for exercise in exercises]
                found[kind, site].append(
                    Again(
                        one.session, one.before, one.peak, one.last, one.hours, one.morning,
                        max(pains) if pains else None, eased,
                    )
                )  # fmt: skip
    return found


def without(diary: Diary, as_of: datetime, site: Site) -> list[Again]:
    """The same over stretches of 48 hours without a session."""
    seen = cut(diary, as_of)
    course = whole_course(seen, site)
    if not course.levels:
        return []
    spans = []
    for one in seen.sessions:
        if took_place(one):
            doubt = hours(12) if one.at.date_only else hours(0)
            spans.append((start_of(one) - doubt, one.at.instant + doubt))
    spans.sort(key=lambda span: span[1])
    offset = seen_offset(seen, site)
    found, at = [], course.levels[0].t
    # No session comes before the first reading here: its own day is where the first stretch may begin.
    free = at - hours(48)
    for start, end in [*spans, (as_of, as_of)]:
        begin = free + hours(48)
        while begin + hours(48) <= start:
            stretch = Session(id="", at=Moment(begin, offset), minutes=1)
            response = after(course, stretch, begin + hours(48))
            found += [response] if response else []
            begin += hours(48)
        free = max(free, end)
    return found


def seen_offset(diary: Diary, site: Site) -> int:
    """The offset of the first reading with a level at a site."""
    return next(
        entry.at.offset
        for entry in sorted(diary.entries, key=lambda entry: entry.at.instant)
        if any((r.site, r.side) == site and r.pain is not None for r in entry.readings)
    )


def middles(row: list[Again]) -> list[Fraction]:
    """The medians before, of the peaks and of the last levels."""
    return [
        median(one.before for one in row),
        median(Fraction(o.peak) for o in row),
        median(Fraction(o.last) for o in row),
    ]


def median_hours(row: list[Again]) -> Fraction | None:
    """The median of the hours of those that rose; what did not settle is longer than all others."""
    rose = [one.hours for one in row if one.hours != 0]
    open_ = sum(each is None for each in rose)
    if not rose or 2 * open_ >= len(rose):
        return None
    return median([each for each in rose if each is not None] + [Fraction(10**9)] * open_)


def stands_out(row: list[Again], rest: list[Again]) -> bool:
    """Eight with, eight without, and a median rise 2 points or more above the other."""
    if len(row) < 8 or len(rest) < 8:
        return False
    return median(one.peak - one.before for one in row) - median(one.peak - one.before for one in rest) >= 2


def in_period(row: list[Again], days: dict[str, date], first: date, last: date) -> list[Again]:
    """The responses to sessions of some days."""
    return [one for one in row if first <= days[one.session] <= last]
