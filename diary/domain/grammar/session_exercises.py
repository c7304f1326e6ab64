"""One exercise from the pieces of a part: squats 3x10 @20kg pain 4, bridges skipped too sore."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from diary.domain.grammar import session_words as known
from diary.domain.grammar.atoms import Fix, Trouble
from diary.domain.grammar.session_piece import Dosage, Piece, Pieces
from diary.domain.grammar.tokens import shown
from diary.domain.records import LONGEST_SESSION, Exercise

_SETTINGS = frozenset(
    {"count", "load", "pain", "no-pain", "new", "eased", "skipped", "done", "each", "amount", "duration"}
)
_RUN = frozenset({"word", "and"})
_MARKS = re.compile(r"[()\[\]{}\"“”*_`,;]")
_OWN = frozenset({"count", "load", "pain", "eased", "skipped", "done"})
"""What only an exercise has."""


_BEHIND_LESS = known.BECAUSE | frozenset({"reps", "sets", "weight", "than", "range", "time", "too", "so", "of", "load"})
_NO_DOSE = Exercise("-")


@dataclass(slots=True)
class Runs:
    """The words of an exercise before its first setting, those after it, and why it was eased or skipped."""

    name: list[Piece] = field(default_factory=list)
    note: list[Piece] = field(default_factory=list)
    because: list[Piece] = field(default_factory=list)
    eased: bool = False
    """Whether the words behind the name say so: half, fewer reps, only 2 sets."""


def text_of(line: Pieces, pieces: Sequence[Piece]) -> str:
    """Words as they were typed, those that stood apart with a space between."""
    text, last = "", None
    places = {id(piece): place for place, piece in enumerate(line.found)}
    for piece in pieces:
        if last is not None:
            gap = line.source[last.end : piece.start]
            text += _MARKS.sub(" ", gap) if places[id(piece)] == places[id(last)] + 1 else " "
        text += piece.raw if piece.role == "quoted" else _MARKS.sub(" ", piece.raw)
        last = piece
    return " ".join(text.split())


def segments(line: Pieces, pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of each exercise of a part: one set count each, before its name or after it."""
    counts: list[int] = []
    dose: Exercise | None = None
    for place, piece in enumerate(pieces):
        if piece.role == "count" and piece.dosage:
            # "10 reps each side, 3 sets" is one dose.
            apart = dose is None or any(each.role in _RUN for each in pieces[counts[-1] : place])
            dose = (None if apart or dose is None else with_dose(dose, piece.dosage)) or None
            counts += [place] if dose is None else []
            dose = dose or with_dose(_NO_DOSE, piece.dosage)
    if len(counts) < 2:
        return [pieces]
    first_word = next((place for place, piece in enumerate(pieces) if piece.role == "word"), len(pieces))
    if first_word > counts[0]:
        cuts = counts[1:]
    else:
        cuts = []
        for count, following in pairwise(counts):
            place = next(
                (at for at in range(count + 1, following) if pieces[at].role in ("word", "new", "skipped")), following
            )
            run = [piece for piece in pieces[place:following] if piece.role == "word"]
            if any(piece.text in known.REMARKS for piece in run[:-1]):
                start, end = run[0].start, run[-1].end
                last = run[-1]
                text = (
                    f"“{shown(line.source[start:end])}”: which of these words name the exercise? Put a comma before it"
                )
                way = (Fix(last.start, last.start, ", "),)
                line.troubles.append(Trouble(start, text, ((way,), ((Fix(start, last.start),),))))
            cuts.append(place)
    return [pieces[start:end] for start, end in zip([0, *cuts], [*cuts, len(pieces)], strict=True)]


def runs_of(pieces: Sequence[Piece]) -> Runs:
    """The words of an exercise by what they are."""
    runs, began, last = Runs(), False, ""
    quoted = next((piece for piece in pieces if piece.role == "quoted"), None)
    for piece in pieces:
        if piece.role == "quoted" and not runs.name:
            runs.name, began = [piece], True
        elif piece.role in _RUN and not (began and runs.name):
            if not (piece.role == "and" and not runs.name):
                runs.name.append(piece)
            began = False
        elif piece.role in _SETTINGS:
            began, last = True, piece.role if piece.role != "done" else last
            if piece.role in ("each", "amount"):
                runs.note.append(piece)
        elif piece.role in _RUN or piece.role == "quoted":
            (runs.because if last in ("eased", "skipped") else runs.note).append(piece)
    while len(runs.name) > 1 and runs.name[0].text in known.OPENERS:
        runs.name.pop(0)
    cut = len(runs.name) if quoted in runs.name else _name_ends(runs.name)
    named = max((at for at, piece in enumerate(runs.name) if piece.text in known.EXERCISES), default=-1)
    skipped = any(piece.role in ("eased", "skipped") for piece in pieces)
    if not skipped and quoted is None and (less := _says_less(pieces)):
        runs.eased = True
        rest = [piece for piece in runs.name if piece.start >= less.start]
        runs.name = [piece for piece in runs.name if piece.start < less.start]
        cut = min(cut, len(runs.name))
        words = [*runs.name[cut:], *rest, *runs.note]
        why = next((at for at, piece in enumerate(words) if piece.text in known.BECAUSE | {"too"}), len(words))
        runs.name, runs.note, runs.because = runs.name[:cut], words[:why], words[why:]
        cut = len(runs.name)
    settings_begin = next((piece.start for piece in pieces if piece.role in ("eased", "skipped")), 0)
    if runs.name and runs.name[0].start > settings_begin and skipped and 0 <= named < cut < len(runs.name):
        cut = named + 1  # skipped bridges hip was sore
    after = runs.name[cut:]
    # "Skipped bridges too sore": what follows the name is the reason.
    is_reason = skipped and after and after[0].start > settings_begin
    runs.name, runs.because, runs.note = (
        runs.name[:cut], (after if is_reason else []) + runs.because, ([] if is_reason else after) + runs.note,
    )  # fmt: skip
    while runs.because and runs.because[0].role != "quoted" and runs.because[0].text in known.BECAUSE:
        runs.because.pop(0)
    while runs.name and runs.name[-1].role == "and":
        runs.name.pop()
    return runs


def _says_less(pieces: Sequence[Piece]) -> Piece | None:
    """The word behind a name that says that less was done; None where none does. "Half squats" is a name."""
    named = False
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if named and piece.role == "word":
            if piece.text in known.LESS and (after is None or after.role != "word" or after.text in _BEHIND_LESS):
                return piece
            if piece.text in ("only", "just") and after is not None and after.role in ("count", "duration"):
                return piece
        named = named or piece.role == "word"
    return None


def _name_ends(name: Sequence[Piece]) -> int:
    """Where remarks begin after a name: after the word for an exercise, or anywhere after the first word."""
    exercises = [place for place, piece in enumerate(name) if piece.text in known.EXERCISES]
    for place in range((exercises[-1] if exercises else 0) + 1, len(name)):
        if name[place].text in known.REMARKS or name[place].text in known.CUTS:
            return place
    return len(name)


def exercise_of(
    line: Pieces, pieces: list[Piece], name: list[Piece] | None = None
) -> tuple[Exercise | None, list[Piece]]:
    """The exercise of some pieces, None where it has no name (`name` stands elsewhere), and the words left over."""
    runs = runs_of(pieces)
    left = [piece for piece in pieces if piece.role == "remark"]
    if name is not None:
        runs = replace(runs, name=name, note=[piece for piece in runs.note if piece not in name])
    text = text_of(line, runs.name)
    if not text:
        return None, left
    exercise = Exercise(text)
    for piece in pieces:
        exercise = _with(line, exercise, piece)
    if runs.eased and exercise.done == "yes":
        exercise = replace(exercise, done="eased")
    note = text_of(line, runs.note)
    return replace(exercise, note=note, because=text_of(line, runs.because)), left


def with_dose(exercise: Exercise, dosage: Dosage) -> Exercise | None:
    """The exercise with more of its dose: its repetitions, then its sets; None where it has that already."""
    sets, reps = dosage.sets, dosage.reps
    if dosage.times and not exercise.sets and (exercise.reps or exercise.seconds):
        sets, reps = reps, None
    if (sets and exercise.sets) or (reps and exercise.reps) or (dosage.seconds and exercise.seconds):
        return None
    return replace(
        exercise, sets=sets or exercise.sets, reps=reps or exercise.reps, seconds=dosage.seconds or exercise.seconds
    )


def _with(line: Pieces, exercise: Exercise, piece: Piece) -> Exercise:
    if piece.role == "count" and piece.dosage:
        more = with_dose(exercise, piece.dosage)
        if more is None:
            _twice(line, piece)
        return more or exercise
    if piece.role == "duration":
        if exercise.seconds or not 1 <= piece.seconds <= LONGEST_SESSION * 60:
            _twice(line, piece)
            return exercise
        return replace(exercise, seconds=piece.seconds)
    if piece.role == "load":
        if exercise.load:
            _twice(line, piece)
            return exercise
        return replace(exercise, load=piece.load[0], unit=piece.load[1])
    if piece.role == "pain" and piece.level:
        if exercise.pain is not None:
            _twice(line, piece)
        return replace(exercise, pain=piece.level.value)
    if piece.role == "no-pain":
        start, end = piece.start, piece.end
        text = f"“{shown(piece.raw)}”: no pain during the exercise is pain 0"
        line.troubles.append(Trouble(start, text, (((Fix(start, end, "pain 0"),),), ((Fix(start, end),),))))
    if piece.role == "new":
        return replace(exercise, new=piece.flag)
    if piece.role in ("eased", "skipped"):
        return replace(exercise, done=piece.role)
    return exercise


def _twice(line: Pieces, piece: Piece) -> None:
    text = f"“{shown(piece.raw)}”: an exercise has one of these; put a comma before the next exercise"
    line.troubles.append(Trouble(piece.start, text, (((Fix(piece.start, piece.end),),),)))


def has_own(pieces: Sequence[Piece]) -> bool:
    """Whether the pieces hold what only an exercise has."""
    return any(piece.role in _OWN for piece in pieces)


def names_exercise(text: str) -> bool:
    """Whether a name alone, between commas, is taken for that of an exercise."""
    words = text.casefold().replace("-", " ").split()
    return any(word in known.EXERCISES for word in words) and words[0] not in known.REMARKS


def in_seconds(piece: Piece) -> Dosage | None:
    """The dosage of a duration in seconds, such as plank 60s; None for one in minutes."""
    is_seconds = re.search(r"(?:[0-9 ]s|secs?|seconds?)$", piece.text)
    return Dosage(seconds=piece.seconds) if is_seconds and piece.seconds else None
