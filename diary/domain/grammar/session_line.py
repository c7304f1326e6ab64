"""One line read as a session: its kind, exercises, effort, minutes, end, what is left over, and its troubles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from diary.domain.grammar import session_words as known
from diary.domain.grammar.atoms import Fix, Trouble, Ways
from diary.domain.grammar.session_exercises import (
    exercise_of,
    has_own,
    in_seconds,
    names_exercise,
    runs_of,
    segments,
    text_of,
    with_dose,
)
from diary.domain.grammar.session_parts import Part, kind_ends, parts_of, place_at_start, sort_denials
from diary.domain.grammar.session_piece import Piece, Pieces
from diary.domain.grammar.session_pieces import pieces_of
from diary.domain.grammar.session_times import sort_adjectives, time_of
from diary.domain.grammar.times import Here, Timed
from diary.domain.grammar.tokens import shown
from diary.domain.records import Exercise

_LONG_SET = 300
"""Seconds from which 2x20 min beside the kind is the length of the session, and no set of an exercise."""


_LEFT = ("remark", "amount", "load", "eased", "skipped", "pain", "no-pain", "each")
"""What goes to the note where there is no exercise that it could belong to."""


@dataclass(slots=True)
class SessionLine:
    """What was understood of a line. `nothing_done` are the words by which it says that nothing took place."""

    pieces: Pieces
    activity: str = ""
    effort: int | None = None
    new: bool | None = None
    exercises: list[Exercise] = field(default_factory=list)
    minutes: int | None = None
    timed: Timed | None = None
    left: list[tuple[int, int, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    nothing_done: str = ""
    lengths: list[Piece] = field(default_factory=list)

    @property
    def troubles(self) -> list[Trouble]:
        """What is wrong, in the order of the line."""
        return sorted(self.pieces.troubles, key=lambda trouble: trouble.start)

    @property
    def says_anything(self) -> bool:
        """Whether it has more than a time and remarks."""
        rated = self.effort is not None or self.minutes is not None or self.new is not None
        return bool(self.activity or self.exercises or rated or self.nothing_done)

    def leave(self, pieces: Sequence[Piece]) -> None:
        """Leave pieces over for the note, as they were typed."""
        run: list[Piece] = []
        places = {id(piece): place for place, piece in enumerate(self.pieces.found)}
        for piece in sorted(pieces, key=lambda each: each.start):
            if run and places[id(piece)] != places[id(run[-1])] + 1:
                self._leave_run(run)
                run = []
            run.append(piece)
        self._leave_run(run)

    def _leave_run(self, run: Sequence[Piece]) -> None:
        if run and (text := self.pieces.source[run[0].start : run[-1].end].strip(" ,;()")):
            self.left.append((run[0].start, run[-1].end, text))


def read_session(source: str, here: Here) -> SessionLine:
    """Read a line; nothing is raised for what is not understood, but UsageError for far too many words."""
    line = SessionLine(pieces_of(source, here))
    parts = parts_of(line.pieces)
    sort_adjectives(line.pieces, parts)
    line.nothing_done = sort_denials(line.pieces, parts)
    if line.nothing_done:
        return line
    if parts:
        _first_part(line, parts[0], parts[1:])
    for part in parts[1:]:
        _further_part(line, part)
    asked = {trouble.start for trouble in line.pieces.troubles}
    # What is asked about is no remark yet.
    line.left = [each for each in line.left if not any(each[0] <= start < each[1] for start in asked)]
    _rate(line)
    line.timed, line.minutes = time_of(line.pieces, line.lengths)
    line.left.sort()
    return line


# --- the first part: the kind, or the first exercise


def _first_part(line: SessionLine, part: Part, others: Sequence[Part]) -> None:
    pieces = part.pieces
    if part.listed:
        return _further_part(line, part)
    counts = [piece for piece in pieces if piece.role == "count"]
    if len(counts) == 1 and _is_two_sessions(line, part, counts[0]):
        pieces = [piece for piece in pieces if piece is not counts[0]]
        counts = []
    if counts or _is_exercise(part, others):
        return _kind_and_exercises(line, part)
    return _kind(line, pieces)


def _is_two_sessions(line: SessionLine, part: Part, count: Piece) -> bool:
    """`cycled to work 2x20 min` is forty minutes; `plank 2x1 min` is an exercise."""
    dosage = count.dosage
    if dosage is None or not (dosage.minutes and dosage.sets and (dosage.seconds or 0) >= _LONG_SET):
        return False
    minutes = dosage.sets * (dosage.seconds or 0) // 60
    line.lengths.append(replace(count, seconds=minutes * 60))
    line.remarks.append(f"{count.raw} counted as {minutes} minutes")
    return True


def _is_exercise(part: Part, others: Sequence[Part]) -> bool:
    """Whether a first part without a set count is an exercise all the same."""
    runs = runs_of(part.pieces)
    name = " ".join(piece.text for piece in runs.name)
    if runs.name and runs.name[0].role == "quoted":
        return has_own(part.pieces)
    if not name or name in known.PLACES:
        return False
    lengths = [piece for piece in part.pieces if piece.role == "duration"]
    if any(in_seconds(piece) for piece in lengths):
        return True
    # "Plank 1 min, side plank 30s": in a list, so short a time is that of an exercise.
    if part.has("span", "effort") or any(piece.seconds >= _LONG_SET for piece in lengths):
        return False
    if part.has("load", "skipped") or (part.has("eased", "pain", "done") and names_exercise(name)):
        return not set(name.split()) & known.SPORTS or names_exercise(name)
    is_list = any(has_own(other.pieces) or names_exercise(" ".join(w.text for w in other.words)) for other in others)
    if lengths and not is_list:
        return False
    return (
        is_list
        and not any(other.listed for other in others)
        and names_exercise(name)
        and not set(name.split()) & known.SPORTS
    )


def _kind_and_exercises(line: SessionLine, part: Part) -> None:
    """A part with set counts: words that stand apart before the first exercise are the kind."""
    groups = segments(line.pieces, part.pieces)
    first = groups[0]
    own = next((place for place, piece in enumerate(first) if piece.role in ("count", "load", "eased", "skipped")), 0)
    runs: list[list[Piece]] = []
    for place, piece in enumerate(first[:own]):
        if piece.role in ("word", "and"):
            joined = place > 0 and first[place - 1].role in ("word", "and") and runs
            runs[-1].append(piece) if joined else runs.append([piece])
    kind: list[Piece] = []
    if len(runs) > 1:
        kind = [piece for run in runs[:-1] for piece in run]
    elif runs and (used := place_at_start(runs[0])):
        kind = runs[0][:used]
    if kind:
        _kind(line, kind)
    settings = [piece for piece in first[:own] if piece.role == "duration" and kind]
    line.lengths += settings
    taken = {id(piece) for piece in (*kind, *settings)}
    _exercise(line, [piece for piece in first if id(piece) not in taken])
    for group in groups[1:]:
        _exercise(line, group)


def _kind(line: SessionLine, pieces: Sequence[Piece]) -> None:
    """The kind from the first words; the words after it, and all that only an exercise has, are left over."""
    runs: list[list[Piece]] = []
    left: list[Piece] = []
    last: Piece | None = None
    for place, piece in enumerate(pieces):
        if piece.role in ("word", "and", "each") or (piece.role == "done" and runs):
            if last is None or last.role not in ("word", "and", "each") or not runs:
                runs.append([])
            if piece.role != "done":
                runs[-1].append(piece)
        elif piece.role == "new":
            _new(line, pieces, place, runs)
        elif piece.role == "duration":
            line.lengths.append(piece)
        elif piece.role == "quoted" and not runs:
            line.activity = piece.raw
        elif piece.role in (*_LEFT, "count", "denial", "quoted"):
            left.append(piece)
        last = piece
    runs = [run for run in runs if run]
    if not runs or line.activity:
        return line.leave([*left, *(piece for run in runs for piece in run)])
    kind = list(runs[0])
    while len(kind) > 1 and kind[0].text in known.OPENERS:
        kind.pop(0)
    cut = kind_ends(kind)
    line.activity = text_of(line.pieces, kind[:cut])
    line.leave([*left, *kind[cut:], *(piece for run in runs[1:] for piece in run)])
    return None


def _new(line: SessionLine, pieces: Sequence[Piece], place: int, runs: list[list[Piece]]) -> None:
    """`new` at the beginning or the end of some words is the session; between words it is one of them: new shoes."""
    after = pieces[place + 1].role if place + 1 < len(pieces) else ""
    piece = pieces[place]
    if runs and after == "word":
        piece.role = "word"
        runs[-1].append(piece) if pieces[place - 1].role in ("word", "and") else runs.append([piece])
    elif line.new is None:
        line.new = piece.flag
    elif line.new != piece.flag:
        line.pieces.troubles.append(Trouble(piece.start, "new is given twice; give it once"))


# --- the other parts


def _further_part(line: SessionLine, part: Part) -> None:
    runs = runs_of(part.pieces)
    words = [piece for piece in part.pieces if piece.role in ("word", "and", "quoted")]
    if all(piece.role == "and" for piece in words):
        return _settings(line, part)
    last = line.exercises[-1] if line.exercises else None
    is_reason = words[0].text in known.REASONS and not has_own(part.pieces)
    if last and last.done != "yes" and not last.because and is_reason and not part.has("duration"):
        reason = words[1:] if words[0].text in known.BECAUSE and len(words) > 1 else words
        line.exercises[-1] = replace(last, because=text_of(line.pieces, reason))
        return line.leave([piece for piece in part.pieces if piece.role == "remark"])
    if has_own(part.pieces) and not _is_remark(part, words):
        for group in segments(line.pieces, part.pieces):
            _exercise(line, group)
        return None
    name = " ".join(piece.text for piece in runs.name)
    is_exercise = names_exercise(name) or (part.listed and words[0].text not in known.REMARKS)
    if is_exercise:
        return _exercise(line, part.pieces)
    lengths = [piece for piece in part.pieces if piece.role == "duration"]
    if any(piece.text in known.REMARKS for piece in words):
        line.lengths += lengths
        return line.leave([piece for piece in part.pieces if piece.role in (*_LEFT, "word", "and", "new")])
    only_words = all(piece.role in ("word", "and", "new") for piece in part.pieces)
    if only_words and not line.activity and not line.exercises and name in known.PLACES:
        # "45 min, physio"
        line.activity = text_of(line.pieces, words)
        return None
    start, end = words[0].start, words[-1].end
    ways: Ways = (((Fix(end, end, "done"),),), ((Fix(start, end),),))
    text = f"“{shown(line.pieces.source[start:end])}”: an exercise, or a note? An exercise has done after it"
    line.pieces.troubles.append(Trouble(start, text, ways))
    line.lengths += lengths
    return None


def _is_remark(part: Part, words: Sequence[Piece]) -> bool:
    """Whether a part tells only how it went, and how much it hurt: felt good pain 3."""
    others = part.has("count", "load", "eased", "skipped", "done", "no-pain")
    return not others and all(piece.role != "quoted" and piece.text in known.REMARKS for piece in words)


def _exercise(line: SessionLine, pieces: list[Piece]) -> None:
    """Add the exercise of some pieces; a time, an effort and the minutes beside an effort belong to the session."""
    of_session = any(piece.role in ("effort", "time", "span") for piece in pieces)
    if of_session:
        lengths = [piece for piece in pieces if piece.role == "duration" and not in_seconds(piece)]
        line.lengths += lengths
        pieces = [piece for piece in pieces if not any(piece is each for each in lengths)]
    exercise, left = exercise_of(line.pieces, pieces)
    line.leave(left)
    if exercise is not None:
        line.exercises.append(exercise)
    else:
        _nameless(line, pieces)


def _nameless(line: SessionLine, pieces: list[Piece]) -> None:
    """A set count without a name belongs to the exercise before it where that has none."""
    count = next((piece for piece in pieces if piece.role == "count"), None)
    last = line.exercises[-1] if line.exercises else None
    if last and count and count.dosage and (more := with_dose(last, count.dosage)):
        again, _ = exercise_of(line.pieces, pieces, name=[])
        if again is None:
            line.exercises[-1] = more
            return
    if not line.exercises and count and line.activity and names_exercise(line.activity) and count.dosage:
        dosage = count.dosage
        line.exercises.append(Exercise(line.activity, sets=dosage.sets, reps=dosage.reps, seconds=dosage.seconds))
        line.activity = ""
        return
    start, end = pieces[0].start, pieces[-1].end
    text = f"“{shown(line.pieces.source[start:end])}”: of which exercise? Its name stands before it"
    line.pieces.troubles.append(Trouble(start, text, (((Fix(start, end),),),)))


def _settings(line: SessionLine, part: Part) -> None:
    """A part of settings alone: minutes and "new" are about the session, a load or a pain about the last exercise."""
    if part.has("count"):
        return _exercise(line, part.pieces)
    last = line.exercises[-1] if line.exercises else None
    for place, piece in enumerate(part.pieces):
        if piece.role == "duration":
            line.lengths.append(piece)
        elif piece.role == "new":
            _new(line, part.pieces, place, [])
        elif piece.role == "load" and last and not last.load:
            last = replace(last, load=piece.load[0], unit=piece.load[1])
        elif piece.role in ("eased", "skipped") and last and last.done == "yes":
            last = replace(last, done=piece.role)
        elif piece.role == "pain" and last and len(line.exercises) == 1 and last.pain is None and piece.level:
            last = replace(last, pain=piece.level.value)
        elif piece.role == "each" and last and not last.note:
            last = replace(last, note=piece.raw)
        elif piece.role in _LEFT:
            line.leave([piece])
    if last:
        line.exercises[-1] = last
    return None


def _rate(line: SessionLine) -> None:
    """The effort, and what levels were counted as."""
    efforts = [piece for piece in line.pieces.found if piece.role == "effort" and piece.level]
    if len({piece.level.value for piece in efforts if piece.level}) > 1:
        text = f"effort is given twice ({' and '.join(piece.raw for piece in efforts)}); which is it?"
        ways = tuple((tuple(Fix(e.start, e.end) for e in efforts if e is not each),) for each in efforts)
        line.pieces.troubles.append(Trouble(efforts[0].start, text, ways))
    elif efforts and efforts[0].level:
        line.effort = efforts[0].level.value
    for piece in line.pieces.found:
        if piece.role in ("effort", "pain") and piece.level and piece.level.says:
            line.remarks.append(f"{piece.text}: {piece.level.says}")
