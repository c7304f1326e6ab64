"""not-improving-48h: the pain of an episode that has not eased after two days."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from functools import partial

from diary.analysis.episodes import (
    JUDGED_FROM,
    LONG_STANDING,
    LONG_STANDING_PROVISIONAL,
    LOST_AFTER,
    RISE,
    Episode,
    episodes,
    open_episode,
)
from diary.analysis.replay.history import PastFinding
from diary.analysis.rules.base import Lapsed, Rule, Scope, Wording, at_beginning
from diary.analysis.rules.phrases import (
    CHANGE,
    NEXT_VISIT,
    PEAKS_LATE,
    SORENESS,
    TELL,
    TELL_IF_ABOVE,
    agreeing,
    ask_if_usual_now,
    ask_usual,
    began,
    begins_about,
    course_of,
    decides,
    hours,
    last_day,
    last_entry,
    number_text,
    place,
)
from diary.analysis.series import DAY, STAYS, Course, Level, local
from diary.analysis.snapshot import Snapshot
from diary.analysis.standing import DISCUSS_AFTER, HOURS, lapsed_episode, standing
from diary.analysis.symptoms import TICK
from diary.domain.findings import Comparison, Finding, Sentence, Status, Tier
from diary.domain.vocabulary import HIGHEST, is_many, yours

NAME = "not-improving-48h"
ASKS_FROM = 60 * DAY
"""From this age on it asks whether the level has become the usual one."""


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site as of the snapshot's instant."""
    episode = open_episode(course, snapshot)
    return _without_episode(course, snapshot) if episode is None else _with_episode(course, snapshot.as_of, episode)


def _with_episode(course: Course, as_of: datetime, episode: Episode) -> Finding:
    points = episode.points
    offset = points[-1].entry.at.offset
    first_judged = next((n for n, point in enumerate(points) if point.time >= episode.start + JUDGED_FROM), None)
    standing_now = standing(episode, as_of)
    status = Status.CLEAR
    if as_of < episode.start + HOURS:
        status = Status.PENDING
    elif first_judged is None:
        status = Status.INSUFFICIENT
    elif standing_now:
        status = Status.RAISED
    raised = status is Status.RAISED
    return Finding(
        rule=NAME,
        status=status,
        tier=standing_now.tier if standing_now else None,
        site=course.site,
        side=course.side,
        provisional=episode.provisional,
        confirmed=standing_now is not None and standing_now.confirmed,
        started=episode.began,
        since=local(standing_now.since, offset) if standing_now else None,
        decides_at=local(episode.start + HOURS, offset) if status is Status.PENDING else None,
        compared_with=compared(episode.base),
        threshold=episode.rise,
        evidence=tuple(point.evidence() for point in points),
        facts={
            "asked": standing_now.asked if standing_now else None,
            # A raised one speaks of its latest reading: nothing is known about the time since.
            "hours": (as_of if not raised else points[-1].time) - episode.start,
            "day": (points[-1].local.date() - episode.began.date()).days + 1,
            "base": episode.base.level,
            "peak": episode.peak,
            "highest": episode.highest,
            "latest": points[-1].level,
            "clears_at": clears_at(episode),
            "clears_at_once": clears_at_once(episode),
            "session": episode.session,
            "episode": True,
            "asks": as_of - episode.start >= ASKS_FROM,
            "confirmed_at": standing_now.confirmed_at if standing_now else None,
            "easing": raised and not episode.marks[-1].met >= 0,
        },
    )


def lapsed(course: Course, snapshot: Snapshot) -> tuple[Lapsed, ...]:
    """What ended by silence or was lost sight of, of the latest episode in which it stood."""
    latest = course.latest
    # Without a reading of the last weeks nothing can be that new, and no walk is needed.
    if latest is None or latest.time < snapshot.as_of - STAYS:
        return ()
    found = lapsed_episode(course, episodes(course, snapshot), snapshot.as_of)
    return (Lapsed(_with_episode(course, found.until, found.episode), found.until, found.highest),) if found else ()


def clears_at_once(episode: Episode) -> int:
    """The highest level at which one reading ends it: less above the base than counts."""
    return math.ceil(episode.base.level + episode.rise) - 1


def clears_at(episode: Episode) -> int:
    """The highest level that counts as eased: two readings like this, 10 hours apart, end it."""
    # Either is enough: less above the base than counts, or eased from the peak. So the higher of the two.
    peak, base = episode.peak, episode.base.level
    eased = math.floor((10 * peak - max(10, 3 * (peak - base))) / 10)
    return max(clears_at_once(episode), eased)


def _without_episode(course: Course, snapshot: Snapshot) -> Finding:
    latest = course.latest
    status = Status.CLEAR
    usual: Level | None = None
    if latest is None or snapshot.as_of - latest.time > LOST_AFTER:
        status = Status.INSUFFICIENT
    else:
        usual = course.usual(latest.day)
        if usual is not None and usual.level + RISE > HIGHEST:
            status = Status.CANNOT_JUDGE
    return Finding(
        rule=NAME,
        status=status,
        site=course.site,
        side=course.side,
        provisional=False,
        compared_with=compared(usual) if usual else None,
        threshold=RISE,
        evidence=(latest.evidence(),) if latest else (),
        facts={
            "episode": False,
            "latest": latest.level if latest else None,
            "silent": snapshot.as_of - latest.time if latest else timedelta(0),
        },
    )


def compared(level: Level) -> Comparison:
    """A level as a finding names it, with where it came from in words."""
    return Comparison(level.kind, level.level, origin(level))


def origin(level: Level) -> str:
    """Where a level came from: "9 readings, 23 Feb – 1 Mar"."""
    if level.first is None or level.last is None:
        return "nothing known yet; taken as 0"
    if level.is_stated:
        return f"stated on {level.first.day} {level.first:%b}"
    unit = {"session baseline": "reading", "first measurements": "measurement"}.get(level.kind, "day")
    many = "" if level.count == 1 else "s"
    first, last = (f"{day.day} {day:%b}" for day in (level.first, level.last))
    if first == last:
        return f"{level.count} {unit}{many}, {last}"
    if level.first.month == level.last.month and level.first.year == level.last.year:
        first = str(level.first.day)
    return f"{level.count} {unit}{many}, {first} – {last}"


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    facts = finding.facts
    say = partial(
        Sentence,
        Site=at_beginning(finding),
        site=yours(place(finding)),
        course=course_of(finding),
        began=began(finding, as_of),
        time=decides(finding, as_of),
        base=number_text(facts.get("base")),
        clears_at=number_text(facts.get("clears_at")),
        once=number_text(facts.get("clears_at_once")),
    )
    eased_at = say("It counts as eased at {clears_at} or less.")
    match finding.status:
        case Status.PENDING:
            return Wording(
                say("{Site}: too early to tell"),
                say("{course} {began}. Two days are not over yet."),
                say("Log {site} once from {time} on; that shows whether it settles."),
                eased_at,
                ask_usual(finding) if finding.provisional else None,
            )
        case Status.INSUFFICIENT if facts["episode"]:
            return Wording(
                say("{Site}: one entry tells"),
                say("It rose {began}, and nothing was logged two days later or since."),
                say("Log {site} now; one entry is enough."),
                eased_at,
            )
        case Status.INSUFFICIENT:
            return Wording(
                say("{Site}: nothing logged lately"),
                say("No pain level here in the last 10 days, so nothing can be said."),
                say("Log {site} once."),
            )
        case Status.CANNOT_JUDGE:
            return Wording(
                say("{Site}: your usual level leaves no room"),
                say("Your usual level is so high that a rise of 2 does not fit on the scale."),
                say('When it is worse than usual, log it with the word "worse".'),
                question=say("Is it worse than usual?"),
            )
        case Status.CLEAR if facts["episode"]:
            return _eased(finding, as_of)
        case Status.CLEAR:
            return Wording(say("{Site}: no new rise"), _level_now(finding, as_of))
    lasted = hours(facts["hours"], about=begins_about(finding) or finding.evidence[-1].date_only)
    old = last_entry(finding, as_of)
    has = "had" if old else agreeing(finding, "has", "have")
    reason = say("{has} not eased after {lasted}{old}", has=has, lasted=lasted, old=old)
    title, before = "{Site} {reason}", say("Before: {base}.")
    if finding.provisional:
        title = MORE_THAN_USUAL[bool(old)]
        before = say("No usual level was stated or known when it began; 0 stands for it.")
    if not finding.confirmed and facts["session"] is not None:
        before = say("{before} {late}", before=before, late=PEAKS_LATE)
    if facts["easing"]:
        before = say("{before} The latest entry is lower; one more like it, 10 hours later, ends this.", before=before)
    advice = NEXT_VISIT if finding.tier is Tier.DISCUSS else TELL_IF_ABOVE if finding.provisional else TELL
    clears = "It clears with an entry of {once} or less"
    if facts["clears_at"] > facts["clears_at_once"]:
        clears += ", or with two of {clears_at} or less, 10 hours apart"
    question = ask_usual(finding) if finding.provisional else ask_if_usual_now(finding) if facts["asks"] else None
    return Wording(
        say(title, It=agreeing(finding, "It", "They"), reason=reason),
        say("{course} {began}; the latest entry was {lasted} later. {before}", lasted=lasted, before=before),
        say("{advice} Go easy on what brought it on.", advice=advice),
        say(clears + "."),
        question,
        reason=reason,
    )


MORE_THAN_USUAL = (
    "{Site}: is this more than usual? {It} {reason}",
    "{Site}: was this more than usual? {It} {reason}",
)
"""The title while the usual level is not known, of now and of an earlier entry."""


def _eased(finding: Finding, as_of: datetime) -> Wording:
    peak, latest, base = (finding.facts[name] for name in ("peak", "latest", "base"))
    say = partial(Sentence, Site=at_beginning(finding), began=began(finding, as_of), peak=peak, latest=latest)
    still = f", {number_text(latest - base)} above where it began" if base and latest - base >= RISE else ""
    return Wording(
        say("{Site}: eased by {points} since its peak", points=peak - latest),
        say(
            "It rose {began}. The peak was {peak}; the latest level{day} is {latest}{still}.",
            still=still,
            day=_dated(finding, as_of),
        ),
    )


def _dated(finding: Finding, as_of: datetime) -> str:
    """The day of the latest reading, as a phrase, where it is too old to speak of now."""
    old = last_day(finding, as_of)
    return f" (of {old})" if old else ""


def _level_now(finding: Finding, as_of: datetime) -> Sentence:
    latest, usual = finding.facts["latest"], finding.compared_with
    level = number_text(usual.level if usual else None)
    say = partial(Sentence, latest=number_text(latest), usual=level, day=_dated(finding, as_of))
    if usual is None:
        return say("The latest level{day} is {latest}. No usual level was stated or known by then.")
    if finding.threshold is None or latest < usual.level + finding.threshold:
        return say("The latest level{day} is {latest}, your usual {usual}: less than 2 above.")
    return say("The latest level{day} is {latest}, your usual {usual}; it has been up for weeks, so it is no new rise.")


def _past_title(past: PastFinding) -> str:
    where = at_beginning(past)
    if past.provisional:
        return f"{where}: was this more than usual? {'They' if is_many(where) else 'It'} {PAST}"
    return f"{where} {PAST}"


PAST = "had not eased after two days"

RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    lapsed=lapsed,
    wording=wording,
    past_title=_past_title,
    past_reason=PAST,
    how="Pain that rose by 2 or more, after a session or by itself, and 48 hours later still stands that high without "
    "having eased by a point or by 30 % of the rise. Two readings 10 hours apart that have eased end it.",
    counted=lambda finding: (
        f"a rise of {number_text(finding.threshold)} or more which, two days on, has not come down by a point, "
        "or by 30 % of a larger rise"
    ),
    sources=(SORENESS, CHANGE),
    changes_after=(
        TICK,
        HOURS,
        DISCUSS_AFTER + TICK,
        LONG_STANDING_PROVISIONAL + TICK,
        LONG_STANDING + TICK,
        LOST_AFTER + TICK,
    ),
    chart_mark="not eased after 48 h",
    incremental=True,
)
