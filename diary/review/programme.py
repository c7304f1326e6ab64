"""The home programme in a week: what is planned, what was done, what is due; and what of it a session holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from diary.domain.describe import per_week_text, planned_dose
from diary.domain.exercise_names import ALL, exercise_key, find_exercise
from diary.domain.records import Exercise, Session
from diary.domain.rehabilitation import Plan
from diary.domain.text import times_text

DAYS = 7


@dataclass(frozen=True, slots=True)
class ExerciseSpan:
    """One exercise over some days: its plan lines, those that began first first, and what was done of them.

    `planned` is the number of times of all lines together, each for the days on which it runs; None where one of them
    has no number a week. `done` counts eased ones too. A day counts once, however many sessions it has, unless more
    than one a day is planned: two sessions in one evening are not two days of practice. `outside` is on how many days
    it was done on which no line of it runs: that is not of what was planned.
    """

    plans: tuple[Plan, ...]
    planned: int | None
    done: int
    eased: int
    skipped: int
    """Days on which it was only skipped."""
    eased_because: tuple[str, ...]
    skipped_because: tuple[str, ...]
    outside: int
    kinds: tuple[tuple[str, int], ...]
    """In which kinds of sessions it was done, and how often of `done` in each: of two on a day the first counts."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was eased or skipped, each once."""
        return tuple(dict.fromkeys((*self.eased_because, *self.skipped_because)))

    def course_text(self, not_done: str = "not done yet", *, split: bool = False) -> str:
        """What became of it, in neutral words: 4 of 6, made easier twice: too sore.

        Never “eased”, which is said of pain. `split` adds in which kinds of sessions, where there were several.
        """
        done = f"done {times_text(self.done)}"
        if self.planned is not None:
            done = f"{self.done} of {self.planned}" if self.done <= self.planned else f"{done}, {self.planned} planned"
        text = done if self.done or self.planned is not None else not_done
        if split and len(self.kinds) > 1:
            text += f" ({', '.join(f'{count} in {kind}' for kind, count in self.kinds)})"
        mark = ", "
        kinds = (("made easier", self.eased, self.eased_because), ("skipped", self.skipped, self.skipped_because))
        for word, count, because in kinds:
            if count:
                text += f"{mark}{word} {times_text(count)}" + (f": {', '.join(because)}" if because else "")
                mark = "; " if because else ", "
        return f"{text}; {times_text(self.outside)} outside the plan" if self.outside else text


@dataclass(frozen=True, slots=True)
class ExerciseWeek(ExerciseSpan):
    """One exercise in one week, Monday to Sunday: what is planned in all of it, and what was done until a day."""

    plan: Plan
    """The line that runs on the day; the latest where none does."""
    done_today: int
    today: str
    """What became of it on the day: done, "eased: too sore", "skipped"; "" for nothing."""
    due: bool

    @property
    def what(self) -> str:
        """The exercise with its dose and how often: squats 3x10 @20 kg, 3 times a week."""
        often = f", {per_week_text(self.plan.per_week)}" if self.plan.per_week else ""
        return f"{self.plan.name} {planned_dose(self.plan)}".strip() + often

    @property
    def today_text(self) -> str:
        """What became of it on the day, as a phrase: "eased today: too sore"; "" for nothing."""
        how, _, why = self.today.partition(": ")
        return f"{how} today{f': {why}' if why else ''}" if how else ""


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of its week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=DAYS - 1)


def plans_on(plans: Sequence[Plan], day: date) -> tuple[Plan, ...]:
    """The plan lines of a day, in the order in which they were written."""
    return tuple(plan for plan in plans if plan.runs_on(day))


def programme_week(plans: Sequence[Plan], sessions: Sequence[Session], day: date) -> tuple[ExerciseWeek, ...]:
    """The exercises planned in the week of a day, each with what was done until that day.

    Lines of one exercise that follow each other within the week are one row.
    """
    monday, sunday = week_of(day)
    until = [session for session in sessions if session.at.day <= day]
    of_day = [session for session in until if session.at.day == day]
    weeks = []
    for span in programme_between(plans, until, monday, sunday):
        plan = next((plan for plan in reversed(span.plans) if plan.runs_on(day)), span.plans[-1])
        done = _answers(exercise_key(plan.name), of_day)
        times = sum(any(each.done != "skipped" for each in answers) for _, answers in done)
        due = plan.runs_on(day) and times < _share(plan.per_week) and (span.planned is None or span.done < span.planned)
        values = {field.name: getattr(span, field.name) for field in fields(span)}
        weeks.append(ExerciseWeek(**values, plan=plan, done_today=times, today=_today(done), due=due))
    return tuple(weeks)


def programme_between(
    plans: Sequence[Plan], sessions: Sequence[Session], first: date, last: date
) -> tuple[ExerciseSpan, ...]:
    """What was planned and done from a day to a day, both included; exercises in the order of their first plan."""
    by_key: dict[str, list[Plan]] = {}
    for plan in plans:
        if plan.runs_between(first, last):
            by_key.setdefault(exercise_key(plan.name), []).append(plan)
    of_days = [session for session in sessions if first <= session.at.day <= last]
    # A week that these days cut is planned as a whole, so the lines that run in the rest of it are needed too.
    whole = week_of(first)[0], week_of(last)[1]
    around = [plan for plan in plans if plan.runs_between(*whole)]
    return tuple(
        _exercise_span(same, [plan for plan in around if exercise_key(plan.name) == key], key, of_days, (first, last))
        for key, same in by_key.items()
    )


def _exercise_span(
    plans: Sequence[Plan], around: Sequence[Plan], key: str, sessions: Sequence[Session], days: tuple[date, date]
) -> ExerciseSpan:
    first, last = days
    a_week = _a_week(around, week_of(first)[0], week_of(last)[1])
    by_day: dict[date, list[list[Exercise]]] = {}
    for day, each in _answers(key, sessions):
        by_day.setdefault(day, []).append(each)
    times = {day: sum(any(one.done != "skipped" for one in each) for each in found) for day, found in by_day.items()}
    within = [day for day in by_day if day in a_week]
    done_on = Counter({day: min(times[day], _share(a_week[day])) for day in within})
    said = [(day, one) for day in within for each in by_day[day] for one in each]
    eased = len({day for day, one in said if one.done == "eased"})
    skipped = sum(not times[day] for day in within)
    because = {
        word: tuple(dict.fromkeys(one.because for _, one in said if one.done == word and one.because))
        for word in ("eased", "skipped")
    }
    outside = sum(times[day] > 0 for day in by_day if day not in a_week)
    planned = _planned(a_week, done_on, first, last)
    in_order = tuple(sorted(plans, key=lambda plan: plan.first_day))
    left, kinds = Counter(done_on), Counter[str]()
    for session in sessions:
        if left[session.at.day] and any(one.done != "skipped" for _, each in _answers(key, [session]) for one in each):
            left[session.at.day] -= 1
            kinds[" ".join(session.activity.split()) or "sessions without a name"] += 1
    return ExerciseSpan(
        in_order, planned, done_on.total(), eased, skipped, because["eased"], because["skipped"], outside,
        tuple(kinds.most_common()),
    )  # fmt: skip


def _share(per_week: int | None) -> int:
    """How often on one day: once, unless it is planned more often than there are days."""
    return max(1, -(-(per_week or 1) // DAYS))


def _a_week(plans: Sequence[Plan], first: date, last: date) -> dict[date, int | None]:
    """How often a week it is planned, on each of these days on which a line of it runs; the later line counts."""
    found: dict[date, int | None] = {}
    for plan in sorted(plans, key=lambda plan: plan.first_day):
        begins, ends = max(plan.first_day, first), min(plan.last_day or last, last)
        found |= {begins + timedelta(days=n): plan.per_week for n in range((ends - begins).days + 1)}
    return found


def _planned(a_week: Mapping[date, int | None], done: Counter[date], first: date, last: date) -> int | None:
    """How often it was planned, as the sum of the weeks, so that it agrees with what each week says.

    Of a week that the days cut, the part in proportion; more where more was done, but not more than the week has: who
    did all of a week by Friday did what was planned.
    """
    total = 0
    monday, _ = week_of(first)
    while monday <= last:
        week = [monday + timedelta(days=n) for n in range(DAYS)]
        days = [day for day in week if first <= day <= last]
        if any(day in a_week and a_week[day] is None for day in days):
            return None
        whole, part = (round(sum(a_week.get(day) or 0 for day in some) / DAYS) for some in (week, days))
        if any(day in a_week for day in days):
            whole = max(1, whole)
            total += whole if len(days) == DAYS else min(whole, max(part, sum(done[day] for day in days)))
        monday += timedelta(days=DAYS)
    return max(1, total)


def _answers(key: str, sessions: Sequence[Session]) -> list[tuple[date, list[Exercise]]]:
    """What the sessions say of one exercise, each with its day; without those that do not have it."""
    found = [
        (session.at.day, [each for each in session.exercises if exercise_key(each.name) == key]) for session in sessions
    ]
    return [(day, each) for day, each in found if each]


def _today(answers: Sequence[tuple[date, Sequence[Exercise]]]) -> str:
    said = [one for _, each in answers for one in each]
    for done, word in (("yes", "done"), ("eased", "eased"), ("skipped", "skipped")):
        if found := [one for one in said if one.done == done]:
            because = dict.fromkeys(one.because for one in found if one.because)
            return f"{word}: {', '.join(because)}" if because else word
    return ""


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
            when = week.today_text if week.done_today else f"done {week.done} of {week.planned} this week"
            remarks.append(f"{week.plan.name}: {when}, so left out; name it to log it once more")
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
