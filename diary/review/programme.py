"""The home programme in a week: what is planned, what was done, what is due; and what of it a session holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diary.domain.describe import per_week_text, planned_dose
from diary.domain.exercise_names import exercise_key, find_exercise
from diary.domain.grammar.programme_session import ALL
from diary.domain.records import Exercise, Session
from diary.domain.rehabilitation import Plan
from diary.domain.text import times_text

DAYS = 7


@dataclass(frozen=True, slots=True)
class ExerciseWeek:
    """One exercise in one week, Monday to Sunday: how often it was planned and done, and why it was eased or skipped.

    `planned` is None where no number a week was given. `done` counts eased ones too; an exercise counts once a session.
    """

    plan: Plan
    planned: int | None
    done: int
    eased: int
    skipped: int
    reasons: tuple[str, ...]
    done_today: int
    due: bool

    @property
    def what(self) -> str:
        """The exercise with its dose and how often: squats 3x10 @20 kg, 3 times a week."""
        often = f", {per_week_text(self.plan.per_week)}" if self.plan.per_week else ""
        return f"{self.plan.name} {planned_dose(self.plan)}".strip() + often

    @property
    def course(self) -> str:
        """What became of it, in neutral words: 4 of 6, eased twice: too sore."""
        return course_text(self)


def course_text(row: ExerciseWeek | ExerciseSpan, not_done: str = "not done yet") -> str:
    """What became of an exercise, in neutral words."""
    done = f"done {times_text(row.done)}"
    if row.planned is not None:
        done = f"{row.done} of {row.planned}" if row.done <= row.planned else f"{done}, {row.planned} planned"
    parts = [done if row.done or row.planned is not None else not_done]
    parts += [
        f"{word} {times_text(count)}" for word, count in (("eased", row.eased), ("skipped", row.skipped)) if count
    ]
    return ", ".join(parts) + (f": {', '.join(row.reasons)}" if row.reasons else "")


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of its week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=DAYS - 1)


def plans_on(plans: Sequence[Plan], day: date) -> tuple[Plan, ...]:
    """The plan lines of a day, in the order in which they were written."""
    return tuple(plan for plan in plans if plan.runs_on(day))


def programme_week(plans: Sequence[Plan], sessions: Sequence[Session], day: date) -> tuple[ExerciseWeek, ...]:
    """The exercises planned in the week of a day, each with what was done until that day.

    Where a plan changed within the week, the later one is shown; where it does not run all of the week, the number that
    is planned is that of its part of the week.
    """
    monday, sunday = week_of(day)
    of_week = [session for session in sessions if monday <= session.at.day <= min(day, sunday)]
    by_key = _by_exercise(plans, monday, sunday)
    return tuple(_exercise_week(same, key, of_week, day) for key, same in by_key.items())


def _by_exercise(plans: Sequence[Plan], first: date, last: date) -> dict[str, list[Plan]]:
    """The plan lines that run within these days, by exercise, in the order in which they were written."""
    by_key: dict[str, list[Plan]] = {}
    for plan in plans:
        if plan.runs_between(first, last):
            by_key.setdefault(exercise_key(plan.name), []).append(plan)
    return by_key


def _exercise_week(plans: Sequence[Plan], key: str, sessions: Sequence[Session], day: date) -> ExerciseWeek:
    monday, _ = week_of(day)
    latest = max(plans, key=lambda plan: plan.first_day)
    days = [any(plan.runs_on(monday + timedelta(days=n)) for plan in plans) for n in range(DAYS)]
    planned = latest.per_week and max(1, round(latest.per_week * sum(days) / DAYS))
    done, eased, skipped, reasons = _done(key, sessions)
    today, *_ = _done(key, [session for session in sessions if session.at.day == day])
    share = -(-latest.per_week // DAYS) if latest.per_week else 1
    due = any(plan.runs_on(day) for plan in plans) and today < share and (planned is None or done < planned)
    return ExerciseWeek(latest, planned, done, eased, skipped, reasons, today, due)


@dataclass(frozen=True, slots=True)
class ExerciseSpan:
    """One exercise over some days: its plan lines, the latest last, and what was done of them, as in a week.

    `planned` is None where no number a week was given; it is that of the days on which it ran.
    """

    plans: tuple[Plan, ...]
    planned: int | None
    done: int
    eased: int
    skipped: int
    reasons: tuple[str, ...]


def programme_between(
    plans: Sequence[Plan], sessions: Sequence[Session], first: date, last: date
) -> tuple[ExerciseSpan, ...]:
    """What was planned and done from a day to a day, both included; exercises in the order of their first plan."""
    of_days = [session for session in sessions if first <= session.at.day <= last]
    return tuple(
        _exercise_span(same, key, of_days, first, last) for key, same in _by_exercise(plans, first, last).items()
    )


def _exercise_span(
    plans: Sequence[Plan], key: str, sessions: Sequence[Session], first: date, last: date
) -> ExerciseSpan:
    plans = sorted(plans, key=lambda plan: plan.first_day)
    share = 0
    for plan in plans:
        begins, ends = max(plan.first_day, first), min(plan.last_day or last, last)
        share += (plan.per_week or 0) * ((ends - begins).days + 1)
    planned = max(1, round(share / DAYS)) if share else None
    return ExerciseSpan(tuple(plans), planned, *_done(key, sessions))


def _done(key: str, sessions: Sequence[Session]) -> tuple[int, int, int, tuple[str, ...]]:
    """How often an exercise was done, eased and skipped in these sessions, and the reasons; once a session."""
    found = [(session, each) for session in sessions for each in session.exercises if exercise_key(each.name) == key]
    done = {session.id for session, each in found if each.done != "skipped"}
    eased = {session.id for session, each in found if each.done == "eased"}
    skipped = {session.id for session, each in found if each.done == "skipped"} - done
    reasons = dict.fromkeys(each.because for _, each in found if each.because)
    return len(done), len(eased), len(skipped), tuple(reasons)


@dataclass(frozen=True, slots=True)
class TodaysExercises:
    """The exercises of a session that follows the programme, and what to say about those it leaves out or adds."""

    exercises: tuple[Exercise, ...]
    remarks: tuple[str, ...] = ()


def exercise_of_plan(plan: Plan) -> Exercise:
    """The planned exercise as done."""
    return Exercise(plan.name, sets=plan.sets, reps=plan.reps, seconds=plan.seconds, load=plan.load, unit=plan.unit)


def todays_exercises(
    plans: Sequence[Plan], sessions: Sequence[Session], day: date, changes: Sequence[Exercise] = ()
) -> TodaysExercises:
    """What of the programme is done on a day: what is due; all of it where nothing is; and what `changes` name.

    A change gives what was different of one exercise, by its name or words of it. One that is not planned is added.
    """
    weeks = [week for week in programme_week(plans, sessions, day) if week.plan.runs_on(day)]
    remarks: list[str] = []
    named: dict[str, Exercise] = {}
    others: list[Exercise] = []
    of_all: Exercise | None = None
    for change in changes:
        found = find_exercise(change.name, [week.plan.name for week in weeks])
        if exercise_key(change.name) in ALL:
            of_all = change
        elif len(found) == 1 and found[0] not in named:
            named[found[0]] = change
        else:
            others.append(change)
            remarks.append(f"{change.name}: not in the programme, and added to this session")
    due = [week for week in weeks if week.due or week.plan.name in named]
    for week in weeks if due else ():
        if week not in due:
            when = "today already" if week.done_today else f"{week.done} of {week.planned} this week"
            remarks.append(f"{week.plan.name}: done {when}, so left out; name it to log it once more")
    if weeks and not due:
        remarks.append("all that is planned for now was logged already; saved once more")
    exercises = [_changed(exercise_of_plan(week.plan), named.get(week.plan.name, of_all)) for week in due or weeks]
    return TodaysExercises((*exercises, *others), tuple(remarks))


def _changed(exercise: Exercise, change: Exercise | None) -> Exercise:
    if change is None:
        return exercise
    if change.sets or change.reps or change.seconds:
        # "2 sets" leaves the repetitions as planned.
        each = change if change.reps or change.seconds else exercise
        exercise = replace(exercise, sets=change.sets, reps=each.reps, seconds=each.seconds)
    if change.load:
        exercise = replace(exercise, load=change.load, unit=change.unit)
    return replace(
        exercise, new=change.new, note=change.note, done=change.done, because=change.because, pain=change.pain
    )
