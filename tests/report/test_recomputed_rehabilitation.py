"""Programme, PEG and activities of the report worked out anew from the raw entries, by nothing of the report's code."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from statistics import mean

import pytest

from diary.domain.records import Diary, Exercise, Record, Session, Visit
from diary.domain.rehabilitation import Activity, Answer, Plan, Score
from tests.charts.diaries import BACK, NOW, entry, moment, session
from tests.report.test_recomputed import Page, day, number, of_sample

TODAY = NOW.date()
NAMES = ("squat", "plank", "bridge")
ACTIVITIES = ("climbing stairs", "sitting", "walking")
PEG = ("peg pain", "peg enjoyment", "peg activity")


def generated(seed: int) -> Diary:
    """Ten weeks: plans that change in mid-week, end and pause; sessions on any day; ratings of some or all."""
    chance = random.Random(seed)
    records: list[Record] = [entry(ago, {BACK: chance.randint(1, 4)}) for ago in range(70)]
    records += [Visit(id="v", at=moment(chance.randint(3, 30), 10))]
    records += [Activity(id=name, at=moment(69), name=name) for name in ACTIVITIES]
    for name in NAMES:
        ago = chance.randint(20, 69)
        while ago > 0 and chance.random() < 0.85:
            last = max(0, ago - chance.randint(1, 25))
            runs_on = chance.random() < 0.3
            records.append(Plan(
                id=f"{name}{ago}", at=moment(ago), name=name, per_week=chance.choice([1, 2, 3, 5, 7, 14]),
                since=str(TODAY - timedelta(days=ago)), until="" if runs_on else str(TODAY - timedelta(days=last)),
            ))  # fmt: skip
            ago = -1 if runs_on else last - chance.choice([1, 1, 5])
    for ago in range(69, -1, -1):
        done = [
            Exercise(chance.choice([name, f"{name}s"]), done=chance.choice(["yes", "yes", "eased", "skipped"]))
            for name in NAMES
            if chance.random() < 0.6
        ]
        if done and chance.random() < 0.7:
            records.append(session(ago, "home", exercises=tuple(done)))
            if chance.random() < 0.2:  # the same day again
                records.append(session(ago, "home", 19.0, id=f"again{ago}", exercises=tuple(done[:1])))
        rated = [name for name in ACTIVITIES if chance.random() < 0.8]
        if chance.random() < 0.15:
            # Each in a record of its own, as the screen saves them.
            records += [rating(ago, (name, chance.randint(0, 10))) for name in rated]
        if chance.random() < 0.1:
            records.append(rating(ago, *((name, chance.randint(0, 10)) for name in PEG)))
    return Diary.of(records)


def rating(ago: int, *answers: tuple[str, float]) -> Score:
    found = tuple(Answer(*each) for each in answers)
    return Score(id=f"r{ago}{answers[0][0]}", at=moment(ago), recorded=moment(ago).instant, answers=found)


DIARIES = {f"generated {seed}": generated(seed) for seed in range(12)} | {"sample": of_sample("ninety-days")}


@pytest.fixture(params=DIARIES, scope="module")
def page(request: pytest.FixtureRequest) -> Page:
    return Page(DIARIES[request.param], NOW)


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def a_week(plans: list[Plan], when: date) -> int | None:
    """How often a week the line that runs on that day is planned; None on a day without one."""
    running = [each for each in plans if each.since <= str(when) and (not each.until or str(when) <= each.until)]
    return max(running, key=lambda each: each.since).per_week if running else None


def done_in(sessions: list[Session], name: str) -> list[tuple[date, list[Exercise]]]:
    found = [(s.at.day, [e for e in s.exercises if e.name.removesuffix("s") == name]) for s in sessions]
    return [(when, each) for when, each in found if each]


def test_each_exercise_is_done_of_planned_week_by_week(page: Page) -> None:
    rows = page.rows("Exercise programme")
    seen = 0
    for name in dict.fromkeys(plan.name for plan in page.diary.plans):
        plans = [plan for plan in page.diary.plans if plan.name == name]
        every = days_from(page.first, page.last)
        if all(a_week(plans, when) is None for when in every):
            assert name.capitalize() not in rows
            continue
        seen += 1
        answers = done_in([s for s in page.diary.sessions if page.holds(s.at.day)], name)
        times_of: dict[date, int] = {}
        said_of: dict[date, set[str]] = {}
        for when, each in answers:
            times_of[when] = times_of.get(when, 0) + any(one.done != "skipped" for one in each)
            said_of.setdefault(when, set()).update(one.done for one in each)
        # A day counts once, or as often as is planned for a day.
        of_plan = {when: max(1, -(-(a_week(plans, when) or 0) // 7)) for when in times_of if a_week(plans, when)}
        done = [when for when, share in of_plan.items() for _ in range(min(times_of[when], share))]
        planned = 0
        for monday in days_from(page.first - timedelta(days=6), page.last):
            week = days_from(monday, monday + timedelta(days=6))
            inside = [when for when in week if when in every]
            if monday.weekday() or all(a_week(plans, when) is None for when in inside):
                continue
            whole = max(1, round(sum(a_week(plans, when) or 0 for when in week) / 7))
            part = round(sum(a_week(plans, when) or 0 for when in inside) / 7)
            planned += whole if inside == week else min(whole, max(part, len([d for d in done if d in inside])))
        planned = max(1, planned)
        said = rows[name.capitalize()][1]
        count = f"{len(done)} of {planned}" if len(done) <= planned else f"done {times(len(done))}, {planned} planned"
        assert said.startswith(count), (name, said, count)
        eased = sum("eased" in said_of[when] for when in of_plan)
        skipped = sum(said_of[when] == {"skipped"} for when in of_plan)
        for word, number_of in (("made easier", eased), ("skipped", skipped)):
            assert (f" {word} {times(number_of)}" in said) == bool(number_of), (name, said)
        outside = [when for when, count in times_of.items() if count and a_week(plans, when) is None]
        assert (f"; {times(len(outside))} outside the plan" in said) == bool(outside), (name, said)
    assert seen == len(rows)


def test_the_mean_of_the_activities_is_of_one_day_and_the_same_ones(page: Page) -> None:
    of_day: dict[date, dict[str, float]] = {}
    for score in page.diary.scores:
        for answer in score.answers:
            if answer.name not in (*PEG, "change", "sleep", "mood"):
                of_day.setdefault(score.at.day, {})[answer.name] = answer.value
    sittings = [when for when in sorted(of_day) if len(of_day[when]) > 1]
    names = set(of_day[sittings[-1]])
    same = [when for when in sittings if names <= set(of_day[when])]
    means = [mean(of_day[when][name] for name in names) for when in same]
    label = "Mean of the activities" + (f", {len(names)} of 3 rated" if len(names) < 3 else "")
    cells = function_row(page, label)
    assert cells["Latest"].startswith(f"{number(means[-1])} ({day(same[-1])}")
    if len(means) > 1:
        change, least = means[-1] - means[0], 2 if len(names) >= 3 else 3
        assert cells["First"].startswith(f"{number(means[0])} ({day(same[0])}")
        real = f"{'better' if change > 0 else 'worse'}, a real change"
        none = "no clear change" if change else "no change"
        verdict = cells["Change"].rpartition("; ")[2]
        assert verdict.partition(": ")[0].endswith(real if abs(change) >= least else none)


def function_row(page: Page, name: str) -> dict[str, str]:
    part = page.text.partition("## Function\n")[2]
    head = next(line for line in part.splitlines() if line.startswith("| Function"))
    return dict(zip(head.strip("| ").split(" | ")[1:], page.rows("Function")[name], strict=True))


def test_no_change_inside_the_time_is_hidden(page: Page) -> None:
    """The last value before this time, the last before the flare, the lowest, the highest and the newest are shown."""
    # From the session that it followed on; else from the first raised entry.
    found = re.search(r"Session before it\*\* .*?, ended \w{3} (\d+ \w{3})", page.text)
    found = found or re.search(r"Now\*\* .*? (?:entry of|last entry,) \w{3} (\d+ \w{3})", page.text)
    every = days_from(page.first - timedelta(days=99), page.last)
    flare = next((when for when in reversed(every) if found and day(when) == found[1]), None)
    for name in ACTIVITIES:
        rated = [(s.at.day, a.value) for s in page.diary.scores for a in s.answers if a.name == name]
        row = next(
            (row for row in page.rows("Function") if row.removesuffix(" (hardest now)") == name.capitalize()), ""
        )
        if not rated or not row:
            continue
        cells = function_row(page, row)
        said = " ".join(cells.values())
        inside = [value for when, value in rated if when > page.first]
        for value in (min(inside, default=None), max(inside, default=None)):
            shown = [float(each) for each in re.findall(r"(?<![+−\d.])(\d+) \(", said)]
            assert value is None or min(shown) <= value <= max(shown)
        assert cells["Latest"].startswith(f"{rated[-1][1]:g} ({day(rated[-1][0])}")
        calm = [(when, value) for when, value in rated if flare and when < flare]
        assert ("before this flare" in said) == bool(calm)
        if calm:
            when, value = calm[-1]
            assert f"{value:g} ({day(when)}, before this flare)" in said
        earlier = [(when, value) for when, value in rated if when <= page.first]
        reference = calm[-1] if calm and len(calm) < len(rated) else earlier[-1] if earlier else rated[0]
        if reference not in (rated[0], rated[-1]):
            change = rated[-1][1] - reference[1]
            points = f"{'+' if change > 0 else '−'}{abs(change):g} " if change else ""
            way = "better" if change > 0 else "worse"
            judged = f"{way}, a real change" if abs(change) >= 3 else "no clear change" if change else "no change"
            assert cells["Change"].startswith(f"{points}since {day(reference[0])}, {judged}")


def test_peg_is_the_mean_of_its_parts_and_they_stand_below(page: Page) -> None:
    asked = [score for score in page.diary.scores if len(score.answers) == 3]
    if not asked or not page.holds(asked[-1].at.day):
        return
    cells = function_row(page, "PEG (pain, enjoyment, activity)")
    latest = asked[-1]
    assert cells["Latest"].startswith(
        f"{number(mean(answer.value for answer in latest.answers))} ({day(latest.at.day)}"
    )
    said = ", ".join(f"{answer.name.split()[1]} {answer.value:g}" for answer in latest.answers)
    assert f"{day(latest.at.day)}: {said}." in page.text.replace("\\", "")
