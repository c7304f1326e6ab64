"""The rehabilitation in words and tables: background, function, programme, treatments. An absent part has no block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from diary.charts.period import Place, day_text
from diary.domain.describe import joined, parts_of, per_week_text, planned_dose
from diary.domain.rehabilitation import Background, Plan, Treatment
from diary.domain.text import capital, counted, listing, small_first, span_text, times_text
from diary.domain.vocabulary import BOTH, SYMPTOMS, place_name
from diary.report.blocks import Block, Heading, Item, Items, Para, Table
from diary.report.format import ARROW, LETTERS, short
from diary.report.model import CareRow, Report
from diary.review.programme import ExerciseSpan

STATEMENT = 160
"""Letters of one statement of the background; the log has the whole."""
MOST_STATEMENTS = 4
"""Of one topic."""
TOPICS = (
    ("began", "Began"),
    ("injury", "Injury"),
    ("surgery", "Operation"),
)


def background(report: Report) -> Iterator[Block]:
    """What a therapist asks first, in each report: how it began, what makes it worse and better, what was there."""
    worse, better = _told(report, "worse"), _told(report, "better")
    both = f"{worse}; better with {better}" if worse and better else worse
    items = [Item(text, lead) for topic, lead in TOPICS if (text := _told(report, topic))]
    days = dict.fromkeys(
        each.at.day
        for each in report.backgrounds
        if each.topic in ("worse", "better") and _statement(each, report.notes)
    )
    if days:
        stated = f" (usually; {listing(day_text(day, report.last) for day in days)})"
        both, better = both + stated, better + stated
    items += [Item(both, "Worse with")] if worse else [Item(better, "Better with")] if days else []
    items += [Item(text, "There from the start")] if (text := _known(report)) else []
    items += [Item(goals, "Goals")] if (goals := _told(report, "goal")) else []
    if items:
        yield Heading("Background")
        yield Items(tuple(items))


def _told(report: Report, topic: str) -> str:
    told = [_statement(each, report.notes) for each in report.backgrounds if each.topic == topic]
    told = [text for text in told if text]
    more = f"; {len(told) - MOST_STATEMENTS} more" if len(told) > MOST_STATEMENTS else ""
    return "; ".join(told[:MOST_STATEMENTS]) + more


def _statement(each: Background, notes: bool) -> str:
    said = joined(part for part in parts_of(each) if part.role not in ("kind", "source"))
    # A statement without words of its own has them in its note.
    note = each.note if notes and not each.name else ""
    return short(", ".join(part for part in (said, note) if part), STATEMENT)


def _known(report: Report) -> str:
    """What was there from the start, and what of it has ended, with the day."""
    words: dict[tuple[date | None, Place | None], list[str]] = {}
    for word, place, ended in sorted(report.knowns, key=lambda known: known[2] or date.min):
        known = SYMPTOMS.get(word)
        words.setdefault((ended, place), []).append(((known and known.phrase) or word).replace(" you ", " "))
    return "; ".join(
        f"{listing(found)}{_at(place)}{f', no longer since {day_text(ended, report.last)}' if ended else ''}"
        for (ended, place), found in words.items()
    )


def _at(place: Place | None) -> str:
    if place is None:
        return ""
    return f" at {'' if place[1] == BOTH else 'the '}{place_name(*place)}"


COUNTED = (
    "Done of planned: times a week × weeks, each week by the plan that runs in it; of a week that is cut its share of "
    "days, rounded; of each exercise at least once."
)


def programme(report: Report) -> Iterator[Block]:
    """What was planned at home, and what was done of it."""
    if report.programme:
        yield Heading("Exercise programme")
        yield programme_table(report.programme, report.first)
        yield Para(COUNTED, quiet=True)


def programme_in_short(report: Report) -> Iterator[Item]:
    """A line of what was done of it, without the doses."""
    if report.programme:
        done = (
            f"{small_first(short(row.plans[-1].name, LETTERS))} {row.course_text('not logged')}"
            for row in report.programme
        )
        yield Item("; ".join(done), "Programme, all sessions")


def programme_table(rows: Sequence[ExerciseSpan], first: date) -> Table:
    """A row for each exercise."""
    return Table(
        "Exercise programme",
        ("Exercise", "Planned", "Done in this time, in all sessions"),
        tuple(
            (
                capital(short(row.plans[-1].name, LETTERS)),
                _planned(row, first),
                row.course_text("not logged", split=True),
            )
            for row in rows
        ),
        (1.3, 2.2, 1.7),
        (False,) * 3,
    )


def _planned(row: ExerciseSpan, first: date) -> str:
    """The latest dose; the earlier ones with their last day; when it ended."""
    latest, ended = row.plans[-1], row.plans[-1].last_day
    earlier = [
        f"until {day_text(plan.last_day, first)}: {_dose(plan)}" for plan in row.plans[:-1] if plan.last_day is not None
    ]
    until = [f"until {day_text(ended, first)}"] if ended else []
    return "; ".join([", ".join(filter(None, (_dose(latest), *until))) or "–", *earlier])


def _dose(plan: Plan) -> str:
    often = per_week_text(plan.per_week) if plan.per_week else ""
    return ", ".join(filter(None, (planned_dose(plan), often)))


def treatments(report: Report) -> Iterator[Item]:
    """What runs over days, regular ones apart from those taken as needed, with dose and days."""
    groups = (("Regular", True), ("Treatments", None), ("As needed", False))
    for lead, regular in groups:
        found = [each for each in report.treatments if each.regular is regular]
        if found:
            yield Item("; ".join(_treatment(each, report.last) for each in found), lead)


def _treatment(each: Treatment, beside: date) -> str:
    text = f"{short(each.name, LETTERS)} {each.dose}".strip()
    began = f"since {day_text(each.first_day, beside)}" if each.since else ""
    if each.last_day is None:
        return ", ".join(filter(None, (text, began)))
    ended = day_text(each.last_day, beside)
    return f"{text}, {day_text(each.first_day, beside)} – {ended}" if each.since else f"{text}, until {ended}"


def taken(rows: Sequence[CareRow], most: int) -> str:
    """Self-care or single medicines, with dose, how often, and the relief that was rated."""
    texts = [_taken(row) for row in rows[:most]]
    return "; ".join(texts) + (f"; {len(rows) - most} more" if len(rows) > most else "")


def _taken(row: CareRow) -> str:
    name = short(row.name, LETTERS)
    doses = [(dose, times) for dose, times in row.doses if dose]
    if len(row.doses) == 1 and doses:
        name = f"{name} {doses[0][0]}"
    elif doses:
        each = [f"{dose or 'without a dose'} {times_text(times)}" for dose, times in row.doses]
        name += f" ({', '.join(each)})"
    days = f" on {counted(row.days, 'day')}" if row.days != row.times else ""
    return f"{name} {times_text(row.times)}{days}{_relief(row)}"


def _relief(row: CareRow) -> str:
    if row.relief is None or row.reliefs is None:
        return (", relief not rated" if row.medication else "") + _levels_after(row)
    # When it was rated is not kept; the next level is, with its time.
    when = ["time not logged"] if row.medication else []
    rated = [f"rated {times_text(row.rated)}"] if row.rated > 1 else []
    said = f" ({', '.join([*rated, *when])})" if rated or when else ""
    return f", relief {_reliefs(row)}{said}{_levels_after(row)}"


def _reliefs(row: CareRow) -> str:
    """The range of the ratings; where a flare is on, in it and before it apart."""
    parts = [
        (row.in_flare, " in this flare"),
        (row.before_flare, " before it" if row.in_flare else " before this flare"),
    ]
    told = [(each, when) for each, when in parts if each] or [(row.reliefs or (0, 0), "")]
    return ", ".join(
        f"{low if low == high else f'{low} to {high}'}{' of 10' if not n else ''}{when}"
        for n, ((low, high), when) in enumerate(told)
    )


def _levels_after(row: CareRow) -> str:
    """The pain before each of the latest times and in the next entry, with the hours from the one to the other."""
    if not row.after:
        return ""
    told = [
        f"{each.name} {each.before} {ARROW} {each.level} after {span_text(each.span, short=True)}" for each in row.after
    ]
    return f"; {', '.join(told)}"
