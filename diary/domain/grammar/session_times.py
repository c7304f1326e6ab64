"""When a session ended: a time, a span, or a start and how long; and a morning walk, which may be a name or a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone

from diary.domain.grammar.atoms import Fix, Trouble, Way, Ways
from diary.domain.grammar.session_parts import Part
from diary.domain.grammar.session_piece import Piece, Pieces
from diary.domain.grammar.times import Here, Timed, resolve
from diary.domain.grammar.timewords import TimeWord
from diary.domain.grammar.tokens import shown
from diary.domain.moments import Moment
from diary.domain.records import LONGEST_SESSION
from diary.domain.validate import TOLERANCE
from diary.errors import DiaryError

_MOST_TIMES = 3
_MEANT = re.compile(r"did you mean ((?:today|yesterday)?[ 0-9:T-]*[0-9a-z])\?")
_THIS = {"morning": "this morning", "afternoon": "this afternoon", "evening": "this evening", "night": "last night"}


def sort_adjectives(line: Pieces, parts: Sequence[Part]) -> None:
    """A part of the day before another word: a name where the time is told beside it, else asked about."""
    for part in parts:
        for index, piece in enumerate(part.pieces):
            after = part.pieces[index + 1] if index + 1 < len(part.pieces) else None
            if not (_is_bare_part(piece) and after and after.role == "word" and after.text != "for"):
                continue
            others = [each for each in line.found if each.role in ("time", "span") and each is not piece]
            tells_clock = any(each.span or (each.when and (each.when.clock or each.when.instant)) for each in others)
            before = part.pieces[index - 1] if index else None
            if tells_clock or part.listed or part.has("count"):
                piece.role = "word"
            elif before and before.role == "word":
                continue  # "gym evening slow": the words before it are the kind
            elif not others:
                _ask_which(line, piece, after)
                piece.role = "word"


def _is_bare_part(piece: Piece) -> bool:
    when = piece.when
    return (
        piece.role == "time"
        and when is not None
        and when.part
        and not when.names_day
        and not piece.lead
        and (piece.text.split()[0] not in ("in", "at", "first"))
    )


def _ask_which(line: Pieces, piece: Piece, after: Piece) -> None:
    clock = piece.when.clock if piece.when else None
    to_come = clock is not None and clock > line.here.local.time()
    then = f"yesterday {piece.text}" if to_come else _THIS.get(piece.text, f"at {piece.text}")
    then = "last night" if piece.text == "night" else then
    end = len(line.source)
    ways = tuple(((Fix(end, end, text),),) for text in (then, "now"))
    text = f"“{shown(line.source[piece.start : after.end])}”: when did it end? Write {then}, or now, after it"
    line.troubles.append(Trouble(piece.start, text, ways))


def time_of(line: Pieces, lengths: list[Piece]) -> tuple[Timed | None, int | None]:
    """When the session ended, and its minutes; a trouble for each of them that is not clear."""
    times = [piece for piece in line.found if piece.role == "time" and piece.when]
    spans = [piece for piece in line.found if piece.role == "span" and piece.span]
    minutes = _minutes_of(line, lengths, spans)
    if spans:
        return _end_of_span(line, spans, times), minutes
    if not times:
        return None, minutes
    try:
        timed = resolve([piece.when for piece in times if piece.when], line.here)
    except DiaryError as error:
        _ask_about(line, times, error)
        return None, minutes
    starts = next((piece for piece in times if piece.lead == "from"), None)
    if starts and minutes is None:
        text = f"“{shown(starts.raw)}”: until when, or for how long? Write for example for 30 min"
        line.troubles.append(Trouble(starts.start, text, (((Fix(starts.end, starts.end, "for NUMBER min"),),),)))
    exact = not timed.at.date_only and not timed.at.about
    if minutes and exact and (starts or any(piece.lead == "for" for piece in lengths)):
        return _ended_after(line, timed, minutes, times, lengths), minutes
    return timed, minutes


def _minutes_of(line: Pieces, lengths: Sequence[Piece], spans: Sequence[Piece]) -> int | None:
    told: list[int] = [span.span.minutes for span in spans[:1] if span.span]
    for piece in lengths:
        minutes, rest = divmod(piece.seconds, 60)
        if rest or not 1 <= minutes <= LONGEST_SESSION:
            text = f"“{shown(piece.raw)}”: a session lasts a whole number of minutes, from 1 to {LONGEST_SESSION}"
            line.troubles.append(Trouble(piece.start, text, (((Fix(piece.start, piece.end),),),)))
        else:
            told.append(minutes)
    if len(set(told)) > 1:
        text = f"minutes are given twice ({' and '.join(map(str, told))}); which is it?"
        all_of = [*spans[:1], *lengths]
        ways: Ways = tuple((_all_but(each, all_of),) for each in lengths)
        line.troubles.append(Trouble(all_of[0].start, text, ways))
        return None
    return told[0] if told else None


def _all_but(kept: Piece, pieces: Sequence[Piece]) -> tuple[Fix, ...]:
    return tuple(Fix(each.start, each.end) for each in pieces if each is not kept)


def _end_of_span(line: Pieces, spans: list[Piece], times: list[Piece]) -> Timed | None:
    """The end of a span; its day is the one that is named, else today, where it is over."""
    span, days = spans[0].span, [piece for piece in times if piece.when and piece.when.names_day]
    assert span is not None
    days = [replace(piece.when, clock=None, about=False) for piece in days if piece.when]  # type: ignore[misc]
    if len(spans) > 1 or any(piece.when and piece.when.instant for piece in times) or len(days) > 1:
        every = sorted([*spans, *times], key=lambda piece: piece.start)
        _ask_about(line, every, None)
        return None
    if span.bare:
        _ask_half_of_day(line, spans[0], span.start, span.end)
        return None
    over_midnight = span.end <= span.start
    try:
        word = TimeWord(spans[0].raw, clock=span.start if over_midnight and days else span.end)
        timed = resolve([*days, word], line.here)  # type: ignore[list-item]
    except DiaryError as error:
        ways: Ways = ()
        if not days:
            ways = (((Fix(spans[0].start, spans[0].start, "yesterday "),),),)
        line.troubles.append(Trouble(spans[0].start, str(error), ways, error.hint))
        return None
    if not (over_midnight and days):
        return timed
    end = _later(timed.at, span.minutes, line.here)
    if end.instant <= line.here.now + TOLERANCE:
        return replace(timed, at=end)
    text = f"“{shown(spans[0].raw)}” would end at {end.local:%H:%M} on {end.day.isoformat()}, which is still to come"
    line.troubles.append(Trouble(spans[0].start, text))
    return None


def _ask_half_of_day(line: Pieces, piece: Piece, start: time, end: time) -> None:
    """`from 2 to 3` may be at night or in the afternoon."""

    def text(first: int, second: int) -> str:
        passed = datetime.combine(line.here.local.date(), time(second), line.here.zone) <= line.here.now
        return f"{'' if passed else 'yesterday '}{first:02}:{start.minute:02}-{second:02}:{end.minute:02}"

    hours = (start.hour % 12, end.hour % 12)
    choices = [text(hours[0] + add, hours[1] + add) for add in (12, 0)]
    ways = tuple(((Fix(piece.start, piece.end, choice),),) for choice in choices)
    line.troubles.append(Trouble(piece.start, f"“{shown(piece.raw)}”: {' or '.join(choices)}?", ways))


def _later(at: Moment, minutes: int, here: Here) -> Moment:
    when = at.instant.astimezone(UTC) + timedelta(minutes=minutes)
    zone = here.zone if at.zone == here.zone_name else timezone(timedelta(seconds=at.offset))
    return Moment.of(when.astimezone(zone), at.zone)


def _ended_after(
    line: Pieces, timed: Timed, minutes: int, times: Sequence[Piece], lengths: Sequence[Piece]
) -> Timed | None:
    """`at 9:30 for an hour` began at 9:30."""
    end = _later(timed.at, minutes, line.here)
    if end.instant > line.here.now + TOLERANCE:
        text = (
            f"“{shown(times[0].raw)}” and {minutes} minutes: it would end at {end.local:%H:%M}, which is still to come"
        )
        line.troubles.append(Trouble(times[0].start, text))
        return None
    began = f"{timed.at.local:%H:%M} taken as its start: it ended at {end.local:%H:%M}"
    return Timed(end, (*timed.remarks, began))


def _ask_about(line: Pieces, times: Sequence[Piece], error: DiaryError | None) -> None:
    """A trouble for times that name no time, or two: then a line for each of them."""
    if error is not None and "more than one time" not in str(error):
        text = str(error)
        ways: Ways = ()
        if meant := _MEANT.search(text):
            rest = tuple(Fix(piece.start, piece.end, "") for piece in times[1:])
            ways = (((Fix(times[0].start, times[0].end, meant[1]), *rest),),)
        line.troubles.append(Trouble(times[0].start, text, ways, error.hint))
        return
    quoted = " and ".join(f"“{shown(piece.raw)}”" for piece in times[:4])
    text = f"there is more than one time: {quoted}; a session has one. Log each on its own"
    found: list[Way] = []
    if len(times) <= _MOST_TIMES:
        joints = [
            piece for piece in line.found if piece.role == "and" and times[0].end <= piece.start < times[-1].start
        ]
        joined = tuple(Fix(piece.start, piece.end, "") for piece in joints)
        found = [((*_all_but(each, times), *joined),) for each in times]
        if all(each.when and each.when.part and not each.when.names_day for each in times):
            # "Morning and night" may be no more than a remark.
            found.append(((Fix(times[0].start, times[-1].end),),))
    line.troubles.append(Trouble(times[0].start, text, tuple(found)))
