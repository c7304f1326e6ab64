"""What a record says, in parts: commands, screen and report only join them, so that all three use the same words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from diary.domain.fields import Rating, own_fields
from diary.domain.levels import other_levels
from diary.domain.records import (
    Ack,
    Care,
    Entry,
    Exercise,
    Known,
    Motion,
    Question,
    Reading,
    Record,
    Session,
    Signs,
    Usual,
    Visit,
)
from diary.domain.rehabilitation import Activity, Answer, Background, Plan, Score, Treatment
from diary.domain.scores import limits_of
from diary.domain.text import day_in_sentence, printable, time_in_sentence
from diary.domain.vocabulary import ASKED, BOTH, TOPICS, UNITS, place_name

Role = Literal[
    "kind", "note-only", "place", "quality", "symptom", "sudden", "rating", "name", "dose", "relief", "minutes",
    "effort", "new", "not-new", "exercise", "exercise-note", "movement", "self-rating", "reported", "rule", "level",
    "course", "dosage", "done", "during", "source", "score", "regular", "asked", "since",
]  # fmt: skip


DETAILS = ("exercise-note", "not-new")
"""Roles that a short description leaves out."""

_RATINGS = tuple(field.name for field in own_fields(Entry) if isinstance(field.spec, Rating))


class Part(NamedTuple):
    """One piece of a description; `rating` (0–10) follows the text, `joint` stands between it and the piece before."""

    role: Role
    text: str
    rating: float | None = None
    joint: str = ", "


def joined(parts: Iterable[Part], *, scale: str = "", without: Collection[str] = DETAILS) -> str:
    """The parts in one text, each rating with `scale` behind it, such as "/10"; roles in `without` are left out."""
    text = ""
    for part in parts:
        if part.role not in without:
            rating = "" if part.rating is None else f" {part.rating:g}{scale}"
            text += f"{part.joint if text else ''}{part.text}{rating}"
    return text


def full_line(record: Record, *, without: Collection[str] = ()) -> str:
    """A record in one line, with its time and note."""
    note = f" — {record.note}" if record.note else ""
    words = joined(parts_of(record), scale="/10", without=without)
    return f"{time_in_sentence(record.at)}  {printable(f'{words}{note}')}"


def parts_of(record: Record | Reading) -> Iterator[Part]:
    """What a record says, without its time and note: first its kind, which an entry and a reading leave out."""
    yield from _own_parts(record)
    if isinstance(record, Record) and record.source:
        yield Part("source", f"from {record.source}", joint="; ")


def _own_parts(record: Record | Reading) -> Iterator[Part]:
    match record:
        case Reading():
            yield Part("place", place_name(record.site, record.side), record.pain, "; ")
            yield from _words("quality", record.qualities)
            yield from _words("symptom", record.symptoms)
            yield from _words("sudden", ("sudden",) if record.sudden else ())
            for called, level in other_levels(record):
                yield Part("level", called, level)
            yield from _words("course", (record.course,) if record.course else ())
        case Entry():
            for reading in record.readings:
                yield from parts_of(reading)
            yield from _words("symptom", record.symptoms, "; ")
            ratings = [(name, rating) for name in _RATINGS if (rating := getattr(record, name)) is not None]
            for name, rating in ratings:
                yield Part("rating", name, rating, "; ")
            if not (record.readings or record.symptoms or ratings):
                yield Part("note-only", "a note")
        case Session():
            yield Part("kind", "session")
            yield Part("name", record.activity or "exercise", joint=": ")
            yield from _words("minutes", () if record.minutes is None else (f"{record.minutes} min",))
            yield from _rated("effort", record.effort)
            if record.new is not None:
                yield Part("new", "new") if record.new else Part("not-new", "not new")
            for index, exercise in enumerate(record.exercises):
                yield Part(
                    "exercise", exercise.name + (" (new)" if exercise.new else ""), joint=", " if index else ": "
                )
                yield from _exercise(exercise)
        case Motion():
            yield Part("kind", "motion")
            name = f"{record.side} {record.movement}".strip()
            if record.unit == "self":
                yield Part("movement", name, joint=": ")
                yield Part("self-rating", "self-rating", record.value)
            else:
                yield Part("movement", f"{name} {record.value:g} {UNITS.get(record.unit, record.unit)}", joint=": ")
        case Care():
            yield Part("kind", "self-care")
            yield Part("name", f"{record.activity} {record.name}".strip(), joint=": ")
            yield from _words("dose", (record.dose,) if record.dose else (), " ")
            yield from _rated("relief", record.relief)
        case Usual():
            yield Part("kind", "usual level")
            yield Part("place", place_name(record.site, record.side) or "interference", record.level, ": ")
        case Known():
            yield Part("kind", "no longer known" if record.ended else "known from before")
            yield from _words("quality", record.qualities, ": ")
            yield from _words("symptom", record.symptoms, ", " if record.qualities else ": ")
            yield from _at(record.site, record.side)
        case Visit():
            yield Part("kind", "visit")
            yield from _words("name", (record.name,) if record.name else (), ": ")
        case Question():
            yield Part("kind", "question")
            yield from _words("reported", ("was in a report",) if record.reported else ())
        case Signs():
            yield Part("kind", "not meant in a note" if record.of_record else "warning signs read, none there")
            yield from _words("symptom", record.symptoms, ": ")
        case Ack():
            yield Part("kind", "told")
            yield Part("rule", record.rule, joint=": ")
            yield from _at(record.site, record.side)
            if record.movement:
                yield Part("movement", record.movement)

        case Plan():
            yield Part("kind", "planned")
            yield Part("exercise", record.name, joint=": ")
            yield from _words("dosage", (dosage,) if (dosage := planned_dose(record)) else (), " ")
            yield from _words("dosage", (per_week_text(record.per_week),) if record.per_week else ())
            yield from _from_to(record)
        case Score():
            yield Part("kind", "score")
            for index, answer in enumerate(record.answers):
                yield _answer(answer, ", " if index else ": ")
        case Treatment():
            yield Part("kind", "treatment")
            yield Part("name", record.name, joint=": ")
            yield from _words("dose", (record.dose,) if record.dose else (), " ")
            if record.regular is not None:
                yield Part("regular", "regular" if record.regular else "as needed")
            yield from _from_to(record)
        case Activity():
            yield Part("kind", "score to follow")
            yield Part("name", f"{record.name}{f' ({record.unit})' if record.unit else ''}", joint=": ")
            yield from _words("asked", (ASKED[record.asked],) if record.asked else ())
            yield from _from_to(record)
        case Background():
            yield Part("kind", TOPICS[record.topic])
            yield from _words("name", (record.name,) if record.name else (), ": ")
            after = "helps within" if record.topic == "better" else "after"
            yield from _words("minutes", () if record.minutes is None else (f"{after} {record.minutes} min",))
            yield from _words("minutes", () if record.settles is None else (f"settles in {record.settles} min",))
            if record.since:
                day = day_in_sentence(record.since)
                yield Part("since", f"since {day}" if record.topic == "began" else day)


def _from_to(record: Plan | Treatment | Activity) -> Iterator[Part]:
    """From when and until when it runs."""
    if record.since:
        yield Part("since", f"since {day_in_sentence(record.since)}")
    if record.until:
        yield Part("since", f"until {day_in_sentence(record.until)}")


def planned_dose(plan: Plan) -> str:
    """As `dosage_of`, and one long stretch in minutes: 30 min."""
    minutes, rest = divmod(plan.seconds or 0, 60)
    if minutes > 1 and not (rest or plan.sets or plan.reps):
        return f"{minutes} min{dosage_of(plan).removeprefix(f'{plan.seconds}s')}"
    return dosage_of(plan)


def per_week_text(times: int) -> str:
    """How often a week, such as 3 times a week, or daily."""
    if times % 7 == 0:
        return {7: "daily", 14: "twice a day"}.get(times, f"{times // 7} times a day")
    return {1: "once a week", 2: "twice a week"}.get(times, f"{times} times a week")


def _answer(answer: Answer, joint: str) -> Part:
    name = f"{answer.name} {answer.side}".strip()
    if answer.unit:
        return Part("score", f"{name} {answer.value:g} {answer.unit}", joint=joint)
    if limits_of(answer.name, "")[0] < 0:
        return Part("score", f"{name} {answer.value:+g}" if answer.value else f"{name} 0", joint=joint)
    return Part("score", name, answer.value, joint)


def _exercise(exercise: Exercise) -> Iterator[Part]:
    """What is known of an exercise beside its name."""
    if dosage := dosage_of(exercise):
        yield Part("dosage", dosage, joint=" ")
    if exercise.done != "yes":
        because = f" ({exercise.because})" if exercise.because else ""
        yield Part("done", f"{exercise.done}{because}", joint=" ")
    elif exercise.because:
        yield Part("done", f"({exercise.because})", joint=" ")
    if exercise.pain is not None:
        yield Part("during", "pain", exercise.pain, " ")
    if exercise.note:
        yield Part("exercise-note", f"({exercise.note})", joint=" ")


def exercise_text(exercise: Exercise) -> str:
    """What is known of an exercise beside its name, in one line; "" for nothing."""
    return joined(_exercise(exercise), without=DETAILS)


def dosage_of(exercise: Exercise | Plan) -> str:
    """Sets, repetitions, seconds and load, such as 3x10 @20 kg, 3x30s or 2x15 band red; "" where none is known."""
    each = [f"{exercise.reps}" if exercise.reps else "", f"{exercise.seconds}s" if exercise.seconds else ""]
    times = "x".join(word for word in (str(exercise.sets or ""), *each) if word)
    if exercise.sets and not any(each):
        times = f"{times} sets" if exercise.sets > 1 else "1 set"
    elif exercise.reps and not exercise.sets:
        times = " ".join([f"x{exercise.reps}", *each[1:]]).strip()
    is_number = exercise.load[:1].isdigit()
    load = f"@{exercise.load} {exercise.unit}" if is_number else f"{exercise.unit} {exercise.load}"
    return f"{times} {load.strip()}".strip()


def _at(site: str | None, side: str | None) -> Iterator[Part]:
    if site:
        # "at the left knee", but "at both knees".
        yield Part("place", place_name(site, side), joint=" at " if side == BOTH else " at the ")


def _words(role: Role, words: Iterable[str], joint: str = ", ") -> Iterator[Part]:
    for word in words:
        yield Part(role, word, joint=joint)
        joint = ", "


def _rated(role: Role, rating: int | None, joint: str = ", ") -> Iterator[Part]:
    if rating is not None:
        yield Part(role, role, rating, joint)
