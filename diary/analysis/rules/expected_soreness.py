"""expected-soreness: what fits ordinary soreness after exercise so far. Never raised where another rule is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from diary.analysis.episodes import LONG_STANDING, LOST_AFTER, Episode, open_episode
from diary.analysis.rules.base import Rule, Scope, Wording, at_beginning
from diary.analysis.rules.not_improving_48h import clears_at, compared
from diary.analysis.rules.phrases import (
    SORENESS,
    SPEAKS_OF_NOW,
    agreeing,
    began,
    begins_about,
    clock,
    course_of,
    number_text,
)
from diary.analysis.series import HOUR, Course, Point, local
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import TICK
from diary.domain.findings import Finding, Sentence, Status, Tier
from diary.domain.vocabulary import LEFT, RIGHT, Role, words_of

NAME = "expected-soreness"
WITHIN = 120 * HOUR
EARLIEST, LATEST = 6 * HOUR, 48 * HOUR
"""When soreness starts after exercise (Bishop 2011; Abboud 2019: mean peak 28 h)."""
RISE = 2
HIGHEST_PEAK, HIGHEST_RISE = 6, 4
"""Mild to moderate, and not far above the base."""
# A latest reading older than this says too little about now.
FRESH = SPEAKS_OF_NOW
SORE_QUALITIES = words_of(Role.SORE)
HARMLESS = {"clicking"}
"""Symptoms that say nothing against it."""


def judge(course: Course, snapshot: Snapshot, others: Sequence[Finding]) -> Finding:
    """The answer for one site, given all other findings of that instant."""
    episode = open_episode(course, snapshot)
    fitting = episode is not None and fits(course, snapshot.as_of, episode)
    if episode is None or not fitting or any(_speaks_against(other, course) for other in others):
        return Finding(rule=NAME, status=Status.CLEAR, site=course.site, side=course.side, threshold=RISE)
    latest = episode.points[-1]
    offset = latest.entry.at.offset
    return Finding(
        rule=NAME,
        status=Status.RAISED,
        tier=Tier.EXPECTED,
        site=course.site,
        side=course.side,
        provisional=episode.provisional,
        started=episode.began,
        since=sore_from(episode).local,
        compared_with=compared(episode.base),
        threshold=RISE,
        evidence=tuple(point.evidence() for point in episode.points),
        facts={
            "peak": episode.peak,
            "latest": latest.level,
            "base": episode.base.level,
            "hours": latest.time - episode.start,
            "both_sides": _both_sides(course, snapshot),
            "session": episode.session,
            "clears_at": clears_at(episode),
            "judged_from": local(episode.start + LATEST, offset),
        },
    )


def sore_from(episode: Episode) -> Point:
    """The first reading of an episode that is above its base by what counts: not all since the session need be."""
    return next(point for point in episode.points if point.level >= episode.base.level + RISE)


def fits(course: Course, as_of: datetime, episode: Episode) -> bool:
    """Whether what was logged in an open episode fits ordinary soreness, as of an instant."""
    if episode.session is None or as_of - episode.start > WITHIN:
        return False
    base = episode.base.level
    first = next((point for point in episode.points if point.level >= base + RISE), None)
    if first is None or not EARLIEST <= first.time - episode.start <= LATEST:
        return False
    if episode.peak > HIGHEST_PEAK or episode.peak > base + HIGHEST_RISE:
        return False
    if as_of - episode.points[-1].time > FRESH:
        return False
    # Readings without a level count here too: a word alone can show that it is not ordinary soreness.
    began = bisect_right(course.rows, episode.start, key=lambda row: row[0].at.instant)
    for entry, reading in course.rows[began:]:
        # A symptom or a sudden pain anywhere in the entry, not only at this site, speaks against it.
        words = {*entry.symptoms, *(word for other in entry.readings for word in other.symptoms)}
        if words - HARMLESS or any(other.sudden for other in entry.readings):
            return False
        if not SORE_QUALITIES.issuperset(reading.qualities):
            return False
    return True


def _speaks_against(other: Finding, course: Course) -> bool:
    """Whether another rule is raised for this site or for the whole person."""
    return other.raised and other.rule != NAME and (other.site is None or other.place == (course.site, course.side))


def _both_sides(course: Course, snapshot: Snapshot) -> bool:
    """Whether the other side of the body is in an episode of the same session that peaks within a point."""
    mirror = {LEFT: RIGHT, RIGHT: LEFT}.get(course.side)
    if mirror is None:
        return course.side == "both"
    other = snapshot.courses.get((course.site, mirror))
    mine, theirs = open_episode(course, snapshot), open_episode(other, snapshot) if other else None
    return (
        mine is not None
        and theirs is not None
        and mine.start == theirs.start
        and abs(mine.highest - theirs.highest) <= 1
    )


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    facts = finding.facts
    say = partial(Sentence, Site=at_beginning(finding), began=began(finding, as_of), course=course_of(finding))
    if not finding.raised:
        nothing = say("Nothing here that looks like soreness after a session.")
        return Wording(say("{Site}: no soreness to explain"), nothing)
    judged, until = facts["judged_from"], "from now on"
    if judged > as_of:
        until = f"by {clock(judged, as_of, about=begins_about(finding))}"
    both = say("Both sides are alike, which speaks for it." if facts["both_sides"] else "")
    return Wording(
        say("{Site}: so far this fits ordinary soreness after exercise"),
        say("{course} {began}. Before: {base}. {both}", base=number_text(facts["base"]), both=both),
        say(
            "Log {them} again; the pain should be easing {until}. If it does not, you will read it here.",
            them=agreeing(finding, "it", "them"),
            until=until,
        ),
        say("It counts as eased at {level} or less.", level=number_text(facts["clears_at"])),
    )


RULE = Rule(
    name=NAME,
    scope=Scope.REMAINING,
    judge=judge,
    wording=wording,
    past_title=lambda past: f"{at_beginning(past)}: soreness after exercise",
    how="A rise that began 6 to 48 hours after a session, up to 6 and at most 4 above before, dull, aching, stiff, "
    "tight, tender, heavy, pulling or deep, and nothing else flagged.",
    counted=lambda finding: (
        f"a rise of {number_text(finding.threshold)} or more that begins 6 to 48 hours after a session, goes up by 4 "
        "and to 6 at most, feels like worked muscles, and has nothing else with it"
    ),
    sources=(SORENESS,),
    changes_after=(WITHIN + TICK, FRESH + TICK, LONG_STANDING + TICK, LOST_AFTER + TICK),
    incremental=True,
)
