"""worsening: pain that stays above the usual level for days, or rises day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from statistics import median

from diary.analysis.rules.base import Lapsed, Rule, Scope, Wording, at_beginning
from diary.analysis.rules.not_improving_48h import compared
from diary.analysis.rules.phrases import CHANGE, TELL, agreeing, ask_usual, decides, last_entry, number_text, place
from diary.analysis.series import STAYS, Course, Level, Point, evidence_of, local
from diary.analysis.snapshot import REACH, Snapshot
from diary.analysis.worse_days import HELD_AFTER_SESSION, RISE, ROOM, WINDOW, Answer, Worsening, is_fresh
from diary.domain.findings import Comparison, Finding, Sentence, Status, Tier
from diary.domain.vocabulary import is_many, yours

NAME = "worsening"


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the view's instant."""
    days, as_of, latest = _days(course, snapshot), snapshot.as_of, course.latest
    last = len(course.points) - 1
    stale = latest is None or not is_fresh(latest.entry, as_of)
    by_word = days.by_word(as_of)
    levels = Answer(Status.INSUFFICIENT) if latest is None or stale else days.at(last)
    status = Status.RAISED if by_word else levels.status
    usual = course.usual(latest.day) if latest else None
    raised = status is Status.RAISED
    held_by = days.session_before(latest) if latest and status is Status.PENDING else None
    seen = [p for p in course.points if latest and latest.day - WINDOW <= p.day] if latest else []
    shown = tuple(point.evidence() for point in seen)
    if by_word:
        rows = days.rows_of_last_days(as_of)
        shown = tuple(evidence_of(entry, reading) for entry, reading in rows)
    return Finding(
        rule=NAME,
        status=status,
        tier=days.tier(as_of) if raised else None,
        site=course.site,
        side=course.side,
        provisional=raised and not by_word and levels.provisional,
        started=shown[0].time if raised else None,
        since=days.since(as_of) if raised else None,
        decides_at=local(held_by.at.instant + HELD_AFTER_SESSION, latest.entry.at.offset)
        if held_by and latest
        else None,
        compared_with=_compared(course, usual, latest),
        threshold=RISE,
        evidence=shown,
        facts={
            "asked": Tier.REPORT,
            "usual": usual.level if usual else None,
            "stale": stale,
            "latest": latest.level if latest else None,
            "days": course.daily.between(latest.day - WINDOW, latest.day) if latest else [],
            "rising": bool(latest) and days.rises_strictly(last),
            "no_room": usual is not None and usual.level > ROOM,
            "said": by_word,
            "carried": levels.carried,
            "session": held_by,
        },
    )


def _days(course: Course, snapshot: Snapshot) -> Worsening:
    # By identity: the answers at earlier readings are remembered, and asked for more than once.
    return snapshot.once(id(course), lambda: Worsening(course, snapshot))


def lapsed(course: Course, snapshot: Snapshot) -> tuple[Lapsed, ...]:
    """What silence has ended, or days too far apart to tell."""
    if course.rows[-1][0].at.instant < snapshot.as_of - STAYS:
        return ()
    days = _days(course, snapshot)
    found = days.lapsed(snapshot.as_of, snapshot.as_of - STAYS)
    if found is None:
        return ()
    at, until = found
    # Judged by what was there then: of two days with an entry each may be the one too many.
    finding = judge(course.until(at, at - REACH), replace(snapshot, as_of=at))
    # On clocks far apart a later reading may be of an earlier day: with it there it looked raised, then it was not.
    return (Lapsed(finding, until, days.highest(at)),) if finding.raised else ()


def _compared(course: Course, usual: Level | None, latest: Point | None) -> Comparison | None:
    if usual is not None:
        return compared(usual)
    if latest is None:
        return None
    earlier = course.daily.between(latest.day - WINDOW, latest.day)[:-2]
    if not earlier:
        return None
    return Comparison(
        "earlier days",
        median(value for _, value in earlier),
        f"{len(earlier)} {'day' if len(earlier) == 1 else 'days'} before",
    )


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    facts, usual = finding.facts, finding.facts["usual"]
    say = partial(
        Sentence,
        Site=at_beginning(finding),
        site=yours(place(finding)),
        usual=number_text(usual),
        days=" → ".join(number_text(value) for _, value in facts["days"]),
        time=decides(finding, as_of),
        clear_below=number_text((usual or 0) + RISE),
    )
    days = say("Day by day: {days}." if usual is None else "Day by day: {days}. Usual: {usual}.")
    match finding.status:
        case Status.INSUFFICIENT if facts["stale"]:
            return Wording(
                say("{Site}: no entry in the last two days"),
                say("Without an entry I can't tell whether it gets worse."),
                say("If it hurts more than usual there, entries on two days in a row will tell."),
            )
        case Status.INSUFFICIENT if usual is None:
            return Wording(
                say("{Site}: not enough days yet"),
                say("While your usual level is not known, it takes four days with an entry within a week to tell."),
                say("Log once a day, or say your usual level."),
                question=ask_usual(finding),
            )
        case Status.INSUFFICIENT:
            return Wording(
                say("{Site}: not enough days yet"),
                say("It takes two days with an entry within three to see a direction."),
                say("Log tomorrow as well."),
            )
        case Status.CANNOT_JUDGE:
            return Wording(
                say("{Site}: your usual level leaves no room"),
                say("Your usual level, {usual}, is near the top of the scale, so a rise can't show in numbers."),
                say('When it is worse than usual, log it with the word "worse".'),
                question=say("Is it worse than usual?"),
            )
        case Status.PENDING:
            return Wording(
                say("{Site}: higher, but soon after a session"),
                say("{levels} Soreness after exercise can do this for two days.", levels=days),
                say("Log {site} once from {time} on; that entry decides."),
                say("It stays quiet if the level has come down by then."),
            )
        case Status.CLEAR:
            return Wording(say("{Site}: not getting worse"), days)
    if facts["said"]:
        return Wording(
            say("{Site}: you logged it as getting worse"),
            say("On at least two of the last three days with an entry. {levels}", levels=days if facts["days"] else ""),
            TELL,
            say("It clears when fewer than two of the last three days with an entry have that word."),
            reason=f"{agreeing(finding, 'was', 'were')} logged as getting worse",
            clinic=say("{Site}: logged as getting worse"),
        )
    old = last_entry(finding, as_of)
    reason = _reason(finding, old)
    title = say("{Site} {reason}", reason=reason)
    clears = say(
        "It clears with a day below {clear_below}, or with a second day clearly below the highest of the last days."
    )
    if finding.provisional:
        title = say("{Site}: {reason}?", reason=_asked(finding, old))
        days = say("{levels} No usual level was stated or known by then, so this is a first look.", levels=days)
        clears = say(
            "It clears when a day is clearly below the highest of the last days: by 1 point, or a third of a larger "
            "rise."
        )
    return Wording(title, days, TELL, clears, ask_usual(finding) if finding.provisional else None, reason=reason)


def _reason(finding: Finding, old: str) -> str:
    if finding.provisional:
        return f"may have been getting worse{old}" if old else "may be getting worse"
    if _rose(finding):
        return (
            f"{agreeing(finding, 'was', 'were')} getting worse{old}"
            if old
            else (f"{agreeing(finding, 'is', 'are')} getting worse")
        )
    return (
        f"stood above your usual level{old}"
        if old
        else (f"{agreeing(finding, 'stays', 'stay')} above your usual level")
    )


def _asked(finding: Finding, old: str) -> str:
    one, many = ("was it", "were they") if old else ("is it", "are they")
    return f"{agreeing(finding, one, many)} getting worse{old}"


def _rose(finding: Finding) -> bool:
    """Whether the last days with an entry rose; what is level is not getting worse, but stays up."""
    values = [value for _, value in finding.facts["days"]][-3:]
    return bool(finding.facts["rising"]) or values[-1] > values[0]


def _counted(finding: Finding) -> str:
    rise = number_text(finding.threshold)
    if finding.facts["said"]:
        return "logged as getting worse on two of the last three days with an entry"
    if finding.facts["rising"]:
        above = f", the last {rise} or more above the usual level" if finding.facts["usual"] is not None else ""
        return f"four days with an entry, each higher than the one before{above}"
    if finding.provisional:
        return f"the last two days with an entry {rise} or more above the days before"
    return f"two or three of the last three days, each of them {rise} or more above the usual level"


PAST = "stayed above the usual level or rose"

RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    lapsed=lapsed,
    wording=wording,
    past_title=lambda past: (
        f"{at_beginning(past)}: {'were they' if is_many(at_beginning(past)) else 'was it'} getting worse?"
        if past.provisional
        else f"{at_beginning(past)} {PAST}"
    ),
    past_reason=PAST,
    how="A daily median of 2 or more above usual on every one of the last three days that has an entry, at least two "
    "of them; or four days that rise one after the other; and no easing. The first day that has eased by a little "
    "ends nothing. Or the person's word that it gets worse, on two of three days with an entry. Within 48 hours of a "
    "session it waits.",
    counted=_counted,
    sources=(CHANGE, "Parry 2019 (flares in diaries of knee pain)"),
    changes_after=(),
    chart_mark="above usual",
    incremental=True,
)
