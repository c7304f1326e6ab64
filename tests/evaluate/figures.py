"""The figures to reach and the measured ones, and those of the first edition of the rules beside the second's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evaluate import intervals
from tests.evaluate.datasets import FIRST_DAY, RECALLED
from tests.evaluate.experiments import Counted
from tests.evaluate.measure import ANYTHING, AlarmCounts, Detections
from tests.evaluate.replay import ANY, COURSE_RULES, EITHER, TODAY
from tests.evaluate.spells import Spells
from tests.evaluate.tables import percent, rate, share, table

Results = Mapping[str, Mapping[tuple[str, ...], Counted]]
Flags = Mapping[str, tuple[int, int]]
"""By rule, how many red flags were raised, of how many that were tried."""
TRACKER_LIMIT, SESSION_LIMIT = 0.2, 0.2
# Alarms per 100 days of the trial's weeks, with the level that the patients recalled.
WEEK_LIMITS = {"worsening": 1.0, "not-improving-48h": 0.7, TODAY: 0.4}
WEEKS_ALARMED = 0.08
FLIPS, DAYS_RAISED = 0.5, 0.72
RISING_GOAL, PERSISTING_GOAL = 0.95, 0.8
EDITION_1 = Path(__file__).with_name("edition_1.json")
"""What the same experiments gave with the rules of the first edition, with the commit and the command."""
BY_POINT, NO, TOO_FEW = "by the point only", "**no**", "too few to say"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure to reach."""

    what: str
    goal: str
    came_out: str
    reached: str


def figures(results: Results, flags: Flags) -> Iterator[Figure]:
    """Each figure to reach that these results contain."""
    for (statement,), counted in results.get("trial_weeks", {}).items():
        if statement == RECALLED and isinstance(counted, AlarmCounts):
            yield from _weeks(counted)
    for (statement,), counted in results.get("self_trackers", {}).items():
        if statement == FIRST_DAY and isinstance(counted, AlarmCounts):
            for rule in COURSE_RULES:
                what = f"{rule}, alarms per 100 site-days, self-trackers, level: {statement}"
                yield _rate(what, counted.opened[rule], counted.site_days, TRACKER_LIMIT)
    for (statement,), counted in results.get("flares", {}).items():
        if isinstance(counted, Spells):
            yield _flares(statement, counted)
    for (noise, entries, _, usual), counted in results["step"].items():
        if isinstance(counted, Spells):
            yield from _step(f"+3 for 14 days, {noise}, {entries} a day, {usual}", counted)
    for (change, entries, missing, usual), counted in results["change"].items():
        # The slowest change, without missing days: gaps are reported in the tables, but have no goal.
        if change == "+0.5 a day" and missing == "0%" and isinstance(counted, Detections):
            for rule in ("worsening", ANY):
                what = f"+0.5 a day found in 14 days by {rule}, {entries} a day, {usual}"
                yield _detected(what, counted, rule, RISING_GOAL)
    for (shape, entries, missing, usual), counted in results["soreness"].items():
        if shape == "persists" and missing == "0%" and entries == "1" and isinstance(counted, Detections):
            what = f"pain that persists after a session raised by 96 h, 1 a day, {usual}"
            yield _detected(what, counted, "not-improving-48h", PERSISTING_GOAL)
    for (name, entries, missing, usual), counted in results["stable"].items():
        if "sessions" in name and missing == "0%" and isinstance(counted, AlarmCounts):
            what = f"session-response, alarms per 100 days, {name}, {entries} a day, {usual}"
            yield _rate(what, counted.opened["session-response"], counted.site_days, SESSION_LIMIT)
    raised, tried = (sum(counts) for counts in zip(*flags.values(), strict=True))
    yield Figure("red flags raised, each at its tier", f"all {tried}", str(raised), "yes" if raised == tried else NO)


def _weeks(counted: AlarmCounts) -> Iterator[Figure]:
    for rule, limit in WEEK_LIMITS.items():
        what = f"{rule}, alarms per 100 days, stable weeks of the trial, level: {RECALLED}"
        yield _rate(what, counted.opened[rule], counted.site_days, limit)
    alarmed, weeks = counted.alarmed[EITHER], counted.diaries
    _, high = intervals.of_share(alarmed, weeks)
    reached = _most(alarmed / weeks, high, WEEKS_ALARMED)
    yield Figure(
        f"stable weeks with an alarm of {EITHER}, level: {RECALLED}",
        f"≤ {percent(WEEKS_ALARMED)}",
        share(alarmed, weeks),
        reached,
    )


def _flares(statement: str, counted: Spells) -> Figure:
    before = edition_1().get(f"real flares, level: {statement}: found by {ANY}", "")
    goal = int(before.split(" of ")[0]) if before else None
    found = counted.found[ANY]
    # Two flares, as in these diaries, show nothing, whatever comes out; fewer than before are fewer all the same.
    reached = NO if goal is not None and found < goal else TOO_FEW
    wanted = "–" if goal is None else f"≥ {goal}, as edition 1"
    return Figure(f"real flares found, level: {statement}", wanted, share(found, counted.number), reached)


def _step(about: str, counted: Spells) -> Iterator[Figure]:
    low, high = (bound / counted.number for bound in intervals.of_count(counted.flips))
    flips = counted.flips / counted.number
    yield Figure(f"{about}: flips", f"≤ {FLIPS}", f"{flips:.2f} ({low:.2f}–{high:.2f})", _most(flips, high, FLIPS))
    days = counted.days_raised / counted.days_judged
    # The days of one diary go together, so the interval is that of the diaries: rather too wide than too narrow.
    low, high = intervals.of_share(round(days * counted.number), counted.number)
    yield Figure(
        f"{about}: days raised from day 4",
        f"≥ {DAYS_RAISED:.0%}",
        f"{days:.1%} ({low:.1%}–{high:.1%})",
        _least(days, low, DAYS_RAISED),
    )


def _rate(what: str, count: int, days: int, limit: float) -> Figure:
    _, high = intervals.of_count(count)
    return Figure(what, f"≤ {limit}", rate(count, days), _most(100 * count / days, 100 * high / days, limit))


def _detected(what: str, counted: Detections, rule: str, goal: float) -> Figure:
    found, number = len(counted.hours.get(rule, ())), counted.judged(rule)
    low, _ = intervals.of_share(found, number)
    return Figure(what, f"≥ {goal:.0%}", share(found, number), _least(found / number if number else 0, low, goal))


def _most(point: float, high: float, limit: float) -> str:
    return "yes" if high < limit else BY_POINT if point <= limit else NO


def _least(point: float, low: float, goal: float) -> str:
    return "yes" if low > goal else BY_POINT if point >= goal else NO


def as_table(listed: Iterator[Figure]) -> str:
    """The figures as a table."""
    rows = [[f.what, f.goal, f.came_out, f.reached] for f in listed]
    return table(["figure", "to reach", "came out (95 % interval)", "reached"], rows)


def compared(results: Results) -> dict[str, str]:
    """What is compared between the editions, in words."""
    found: dict[str, str] = {}
    for key, name in (("self_trackers", "self-trackers"), ("trial_weeks", "trial weeks")):
        for (statement,), counted in results.get(key, {}).items():
            if isinstance(counted, AlarmCounts):
                about = f"{name}, level: {statement}"
                for rule in (*COURSE_RULES, "sudden-severe", TODAY, "slow-drift"):
                    found[f"{about}: {rule} per 100 site-days"] = rate(counted.opened[rule], counted.site_days)
                found[f"{about}: diaries with an alarm of {EITHER}"] = share(counted.alarmed[EITHER], counted.diaries)
                for seen in (ANY, ANYTHING):
                    days = len(counted.person_days)
                    found[f"{about}: person-days on which {seen} is seen"] = share(counted.days_with(seen), days)
    for key, name in (("flares", "real flares, level"), ("step", "+3 for 14 days")):
        for row, counted in results.get(key, {}).items():
            if isinstance(counted, Spells) and counted.number:
                about = f"{name}: {', '.join(row)}"
                found[f"{about}: found by {ANY}"] = f"{counted.found[ANY]} of {counted.number}"
                found[f"{about}: flips each"] = f"{counted.flips / counted.number:.2f}"
                found[f"{about}: announcements each"] = f"{counted.announced / counted.number:.2f}"
                found[f"{about}: days raised"] = percent(counted.days_raised / counted.days_judged)
                found[f"{about}: all-clear at the level it was raised at"] = f"{counted.all_clear / counted.days:.1%}"
    for row, counted in results["change"].items():
        if isinstance(counted, Detections) and row[2] == "0%":
            for rule in ("worsening", ANY):
                count = len(counted.hours.get(rule, ()))
                found[f"{', '.join(row)}: found by {rule}"] = share(count, counted.judged(rule))
    for row, counted in results["stable"].items():
        if isinstance(counted, AlarmCounts) and row[2] == "0%" and "too" not in row[3]:
            for rule in (*COURSE_RULES, TODAY):
                about = f"{', '.join(row)}: {rule} per 100 days"
                found[about] = rate(counted.opened[rule], counted.site_days)
    return found


def edition_1() -> dict[str, str]:
    """The figures of the first edition, by the same words."""
    kept: dict[str, str] = _kept().get("figures", {})
    return kept


def beside_edition_1(results: Results) -> Iterator[str]:
    """Both editions side by side, and how the first was measured."""
    kept = _kept()
    if kept:
        yield (
            f"Edition 1 was measured with the same experiments on its own commit, {kept['commit']}: {kept['how']} "
            "It had no `session-response`, and its `sudden-severe` asked for advice today every time. Its noise of SD "
            "1.15 carried over 0.35 from day to day instead of 0.3. Here are the figures of `edition_1.json`, made by:"
        )
        yield f"```sh\n{kept['command']}\n```"
    rows = [[what, edition_1().get(what, "–"), now] for what, now in compared(results).items()]
    yield table(["figure", "edition 1", "edition 2"], rows)


def _kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(EDITION_1.read_text(encoding="utf-8")) if EDITION_1.exists() else {}
    return found
