"""The home programme in one line: `squats 3x10 @20kg 3 times a week, plank 3x30s daily, since monday`.

An exercise is read as in a session. How often a week, and from when and until when, stand anywhere; how often counts
for the exercises before it that have nothing of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from diary.domain.days import earliest
from diary.domain.describe import dosage_of, per_week_text, planned_dose
from diary.domain.grammar.atoms import Fix, Trouble, moved
from diary.domain.grammar.day_phrases import match_day_phrase
from diary.domain.grammar.entry import all_of, hint_of
from diary.domain.grammar.frequency import Frequency, match_frequency
from diary.domain.grammar.printed_line import Draft, as_typed_line, mended, note_of
from diary.domain.grammar.session_exercises import exercise_of, segments, text_of, with_dose
from diary.domain.grammar.session_piece import Piece, Pieces
from diary.domain.grammar.session_pieces import pieces_of
from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import cut_note, one_line, shown, tokens_of
from diary.domain.records import Exercise
from diary.domain.rehabilitation import Plan
from diary.errors import DiaryError, UnclearLine

_OF_A_SESSION = {
    "pain": "the pain during an exercise belongs to a session",
    "no-pain": "the pain during an exercise belongs to a session",
    "eased": "that an exercise was eased belongs to a session",
    "skipped": "that an exercise was skipped belongs to a session",
    "done": "what was done belongs to a session",
    "denial": "leave out what is not planned",
    "effort": "effort belongs to a session",
    "span": "a plan has no hours, only days",
}
_NEW_DOSE = re.compile(
    r"((?:^|[,;])[^\d,;]*?[^\d\s,;])\s+(?:(?:up|down|now)\s+)?(?:to|into|now)\s+"
    rf"(?=\d|(?:{'|'.join(NUMBERS)}|once|twice|daily|every)\b)",
    re.IGNORECASE,
)
"""The small word before another dose: squats to 3 sets of 12."""
_NO_NAME = "which exercise? Write its name, its dose and how often, such as squats 3x10 3 times a week"


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """One exercise of a line: its name and dose, how often, and its note, with that of the whole line."""

    exercise: Exercise
    per_week: int | None = None
    note: str = ""

    def plan(self, **more: object) -> Plan:
        """The plan line, with its id, its time and its days."""
        each = self.exercise
        return Plan(
            name=each.name, sets=each.sets, reps=each.reps, seconds=each.seconds, load=each.load, unit=each.unit,
            per_week=self.per_week, note=self.note, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def changed(self, plan: Plan) -> Plan:
        """The plan with what this exercise gives: its sets, repetitions and seconds together, its load, how often."""
        each = self.exercise
        if each.sets or each.reps or each.seconds:
            plan = replace(plan, sets=each.sets or plan.sets, reps=each.reps, seconds=each.seconds)
        if each.load:
            plan = replace(plan, load=each.load, unit=each.unit)
        plan = replace(plan, note=self.note or plan.note)
        return plan if self.per_week is None else replace(plan, per_week=self.per_week)

    @property
    def says_more(self) -> bool:
        """Whether it has more than a name."""
        return bool(dosage_of(self.exercise) or self.per_week or self.note)


@dataclass(slots=True)
class ProgrammeLine:
    """What was understood of a line, and its troubles."""

    pieces: Pieces
    exercises: list[PlannedExercise] = field(default_factory=list)
    since: str = ""
    until: str = ""
    days: int = 0
    left: list[tuple[int, int, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def troubles(self) -> list[Trouble]:
        """What is wrong, in the order of the line."""
        return sorted(self.pieces.troubles, key=lambda trouble: trouble.start)


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """The exercises of a line; the days as given, "" where not; remarks for the person."""

    exercises: tuple[PlannedExercise, ...]
    since: str = ""
    until: str = ""
    remarks: tuple[str, ...] = ()


def parse_programme(words: Sequence[str], *, now: Here, ending: bool = False) -> ProgrammeDraft:
    """The exercises of a line; UnclearLine where one is unclear. With `ending` a day alone is the last one."""
    cut = cut_note(words)
    source = _NEW_DOSE.sub(r"\1 ", one_line(" ".join(cut.chunks)))

    def read(text: str) -> ProgrammeLine:
        return read_programme(text, now, ending=ending)

    line = read(source)
    if line.troubles:
        raise UnclearLine(all_of(line.troubles), partial(_lines, source, cut.note, read), hint_of(line.troubles))
    until = line.until
    if line.days:
        until = (_first_of(line.since, now) + timedelta(days=line.days - 1)).isoformat()
    left = [text for _, _, text in line.left]
    own = [each.note for each in line.exercises if each.note]
    remarks = [f"taken as the note: “{'; '.join((*left, *own))}”"] if left or own else []
    for_all = "; ".join(part for part in (*left, cut.note) if part)
    exercises = tuple(
        replace(each, note=one_line("; ".join(part for part in (each.note, for_all) if part)))
        for each in line.exercises
    )
    return ProgrammeDraft(exercises, line.since, until, (*remarks, *dict.fromkeys(line.remarks)))


def _first_of(since: str, now: Here) -> date:
    return earliest(since) if since else now.today


def plan_words(plan: Plan) -> str:
    """A plan line in the words of its command, without its days."""
    words = [plan.name, planned_dose(plan), per_week_text(plan.per_week) if plan.per_week else ""]
    return " ".join(word for word in words if word)


def read_programme(source: str, here: Here, *, ending: bool = False) -> ProgrammeLine:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    tokens = tokens_of(source)
    blank, troubles = list(source), list[Trouble]()
    often: list[tuple[int, Frequency]] = []
    days: dict[str, str] = {}
    length = 0
    remarks: list[str] = []
    index = 0
    while index < len(tokens):
        used = 0
        token = tokens[index]
        try:
            phrase = match_day_phrase(tokens, index, here)
        except DiaryError as error:
            phrase, used = None, 1
            troubles.append(Trouble(token.start, str(error), hint=error.hint))
        if phrase:
            used = phrase.used
            if phrase.field in days or (phrase.days and length):
                start, end = token.start, tokens[index + used - 1].end
                text = f"“{shown(source[start:end])}”: there are two such days; keep one"
                troubles.append(Trouble(start, text, moved(start, end)))
            elif phrase.days:
                length = phrase.days
            else:
                days[phrase.field] = phrase.day
        elif not used and (frequency := match_frequency(tokens, index)):
            used = frequency.used
            often.append((token.start, frequency))
            remarks += [frequency.remark] if frequency.remark else []
        for at in range(token.start, tokens[index + used - 1].end) if used else ():
            blank[at] = " "
        index += used or 1
    line = ProgrammeLine(pieces_of("".join(blank), here), since=days.get("since", ""), until=days.get("until", ""))
    line.pieces.source, line.days, line.remarks = source, length, remarks
    line.pieces.troubles += troubles
    _settle(line, ending=ending)
    _exercises(line, often)
    return line


def _settle(line: ProgrammeLine, *, ending: bool) -> None:
    """What belongs to a session and not to a plan; a day without the word before it."""
    for piece in line.pieces.found:
        if piece.role == "amount" and piece.dosage:
            piece.role = "count"  # 10 times
        quoted = f"“{shown(piece.raw)}”"
        if piece.role == "time":
            words = ("until", "from") if ending else ("from", "until")
            ways = tuple(((Fix(piece.start, piece.start, f"{word} "),),) for word in words)
            text = f"{quoted}: from then on, or until then? Write {words[0]} {shown(piece.raw)}"
            line.pieces.troubles.append(Trouble(piece.start, text, ways))
        elif text := _OF_A_SESSION.get(piece.role, ""):
            if piece.role in ("no-pain",):
                line.pieces.troubles = [each for each in line.pieces.troubles if each.start != piece.start]
            way = moved(piece.start, piece.end)
            line.pieces.troubles.append(Trouble(piece.start, f"{quoted}: {text}", way))
        elif piece.role in ("new", "remark") and not any(t.start == piece.start for t in line.pieces.troubles):
            line.left.append((piece.start, piece.end, piece.raw))
    gone = {"time", "new", "remark", "colon", *_OF_A_SESSION}
    line.pieces.found = [piece for piece in line.pieces.found if piece.role not in gone]


def _exercises(line: ProgrammeLine, often: list[tuple[int, Frequency]]) -> None:
    """Each exercise with how often it is planned: its own, or else that of a later one."""
    groups: list[list[Piece]] = [[]]
    for piece in line.pieces.found:
        if piece.role == "comma":
            groups.append([])
        else:
            groups[-1].append(piece)
    named: list[tuple[int, Exercise]] = []
    for group in (each for part in groups if part for each in segments(line.pieces, part)):
        exercise, _ = exercise_of(line.pieces, group)
        if exercise is not None:
            named.append((group[0].start, exercise))
        elif not _joins_last(named, group):
            start, end = group[0].start, group[-1].end
            text = f"“{shown(text_of(line.pieces, group) or line.pieces.source[start:end])}”: of which exercise?"
            line.pieces.troubles.append(Trouble(start, text, moved(start, end)))
    if not named and not line.pieces.troubles:
        line.pieces.troubles.append(Trouble(0, _NO_NAME, missing=True))
    for place, (start, exercise) in enumerate(named):
        end = named[place + 1][0] if place + 1 < len(named) else len(line.pieces.source)
        own = [each for at, each in often if (start <= at or not place) and at < end]
        later = [each for at, each in often if at >= end]
        per_week, days = next(((each.per_week, each.note) for each in own or later), (None, ""))
        note = "; ".join(part for part in (exercise.note, days) if part)
        line.exercises.append(PlannedExercise(exercise, per_week, note))


def _joins_last(named: list[tuple[int, Exercise]], group: Sequence[Piece]) -> bool:
    """A dose or a load after a comma belongs to the exercise before it, where that has none, or a part of it."""
    if not named:
        return False
    start, last = named[-1]
    for piece in group:
        if piece.role == "count" and piece.dosage and (more := with_dose(last, piece.dosage)):
            last = more
        elif piece.role == "load" and not last.load:
            last = replace(last, load=piece.load[0], unit=piece.load[1])
        else:
            return False
    named[-1] = (start, last)
    return True


def _lines(source: str, note: str, read: Callable[[str], ProgrammeLine]) -> tuple[str, ...]:
    """At most four lines that would work; none where only the person can say it anew."""
    lines: list[str] = []
    if any(not trouble.ways and not trouble.missing for trouble in read(source).troubles):
        return ()
    try:
        drafts, _ = mended(Draft(source), read)
        for draft in drafts:
            words = one_line(draft.source.strip(" ,;"))
            again = read(words)
            text = as_typed_line(words, note_of(draft, (), (), note))
            if again.exercises and not again.troubles and text not in lines:
                lines.append(text)
    except DiaryError:
        return ()
    return tuple(lines)
