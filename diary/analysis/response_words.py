"""The response to exercise in words: never as an order of kinds, and "after", never as a cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from statistics import median

from diary.analysis.response import ENOUGH, ENOUGH_TO_COMPARE, Pattern, Response, done_in, pain_during
from diary.domain.exercise_light import Bands, Light
from diary.domain.records import Session
from diary.domain.text import capital, counted, span_text, times_text
from diary.domain.vocabulary import place_name


def levels_text(pattern: Pattern) -> str:
    """Before, the highest and the last level in 48 hours: of each session, newest first, or medians from five on."""
    if pattern.enough:
        return f"medians {_run(pattern.middles)}"
    return "; ".join(_run((each.before.level, each.peak, each.last)) for each in reversed(pattern.responses))


def _run(levels: Iterable[float]) -> str:
    return " → ".join(f"{round(level, 1):g}" for level in levels)


def rests(shown: Iterable[Pattern]) -> Iterator[Pattern]:
    """The yardstick of each site of these patterns, as a pattern of its own."""
    for (site, side), without in {(pattern.site, pattern.side): pattern.without for pattern in shown}.items():
        yield Pattern("48 h without a session", False, site, side, without)


def yardsticks(shown: Iterable[Pattern]) -> Iterator[tuple[str, int, str]]:
    """For each site of these patterns its name, how often 48 hours had no session, and how the pain went in them."""
    for rest in rests(shown):
        text = levels_text(rest) if rest.enough else "not enough days without a session yet"
        yield rest.name_of_place, rest.times, text


def settling(pattern: Pattern) -> str:
    """How often the pain rose after this kind of session, and whether it settled, in a few words."""
    if not pattern.rose:
        return "hardly rises" if pattern.enough else "hardly rose"
    settled = sum(bool(response.hours) for response in pattern.responses)
    if pattern.hours is not None and pattern.enough:
        text = f"settles in {span_text(timedelta(hours=pattern.hours), short=True)}"
    elif settled in (0, pattern.rose):
        text = "settled" if settled else "not settled yet"
    else:
        text = f"settled {settled} of {pattern.rose} times"
    return text if pattern.rose == pattern.times else f"rose {pattern.rose} of {pattern.times} times, {text}"


def during_text(pattern: Pattern) -> str:
    """The pain during: of each session, newest first, or the median from five on; of exercises one by one."""
    if pattern.parts:
        return ", ".join(f"{part.name} {during_text(part)}" for part in pattern.parts if part.during)
    levels = pattern.during
    text = f"median {median(levels):g}" if len(levels) >= ENOUGH else "; ".join(map(str, reversed(levels)))
    return text + _part_of(len(levels), pattern)


def morning_text(pattern: Pattern) -> str:
    """The level before and that of the next morning: of each session, newest first, or medians from five on."""
    pairs = pattern.mornings
    if len(pairs) >= ENOUGH:
        text = f"medians {_run(median(levels) for levels in zip(*pairs, strict=True))}"
    else:
        text = "; ".join(_run(pair) for pair in reversed(pairs))
    return text + _part_of(len(pairs), pattern)


def _part_of(count: int, pattern: Pattern) -> str:
    return f" ({count} of {pattern.times} times)" if 0 < count < pattern.times else ""


def eased_text(pattern: Pattern) -> str:
    """How often it was made easier; "" where never. Never “eased”, which beside levels would be the pain."""
    return f"made easier {pattern.eased} of {counted(pattern.times, 'time')}" if pattern.eased else ""


def lights_text(pattern: Pattern, bands: Bands, *, why: bool = True) -> str:
    """How often each colour, such as red once, and how often none, with the reason if asked; "" where none has one."""
    times = Counter(each.light(bands) for each in pattern.responses)
    shown = [f"{light.value} {times_text(times[light])}" for light in Light if times[light]]
    if times[None] and shown:
        shown.append(f"none {times_text(times[None])}{f' ({why_no_light(pattern, bands)})' if why else ''}")
    return ", ".join(shown)


def why_no_light(pattern: Pattern, bands: Bands) -> str:
    """What was not logged of those of its sessions that have no light."""
    without = [each for each in pattern.responses if each.light(bands) is None]
    lacking = [
        *(["pain during"] if any(each.during is None for each in without) else []),
        *(["next morning"] if any(each.morning is None for each in without) else []),
    ]
    return f"{' or '.join(lacking)} not logged"


def facts(pattern: Pattern, bands: Bands) -> list[str]:
    """What is known of a pattern beside its levels, each in a few words."""
    named = (("during", during_text(pattern)), ("next morning", morning_text(pattern)), ("", eased_text(pattern)),
             ("traffic light:", lights_text(pattern, bands)))  # fmt: skip
    return [" ".join(filter(None, (name, text))) for name, text in named if text]


def pattern_text(pattern: Pattern, bands: Bands, *before: str) -> str:
    """All that is known of a pattern, behind what else is said of it, and what it compares with."""
    compared = f" {compared_text(pattern)}" if pattern.comparable else ""
    return f"{'; '.join([*before, settling(pattern), *facts(pattern, bands)])}.{compared}"


def compared_text(pattern: Pattern) -> str:
    """What the 48 hours without a session say of a pattern, in a sentence."""
    if not pattern.comparable:
        return "Too few to compare."
    if pattern.stands_out:
        return "The pain rose more after it than without a session."
    return "No clear difference from 48 h without a session."


def response_line(answer: Response) -> str:
    """The response of one site to one session, in words."""
    morning = f"next morning {answer.morning}" if answer.morning is not None else "next morning not logged"
    return (
        f"{capital(place_name(answer.site, answer.side))}: {answer.before.level:g} before, "
        f"highest {answer.peak} and last {answer.last} within 48 h, {_hours_text(answer.hours)}, {morning}"
    )


def response_end(answer: Response) -> str:
    """Whether and when one site settled after one session."""
    return _hours_text(answer.hours) if answer.hours is not None else "not seen to settle"


def _hours_text(hours: float | None) -> str:
    if hours is None:
        return "not settled before the next"
    return "no rise to settle" if hours == 0 else f"settled after {span_text(timedelta(hours=hours), short=True)}"


def lights_of(session: Session, responses: Sequence[Response], bands: Bands) -> Iterator[tuple[str, Light | None]]:
    """A session, and each exercise with its pain during it, in words with its light.

    The next morning is that of the whole session, at the site that is then furthest above its level before.
    """
    known = [each for each in responses if each.morning is not None]
    worst = max(known, key=lambda each: (each.morning or 0) - each.before.level, default=None)
    before, morning = (worst.before.level, worst.morning) if worst else (None, None)
    done = done_in(session)
    during = pain_during(done)
    said = "pain during not logged" if during is None else f"pain during {during}"
    yield f"the session, {said}", bands.light(during, before, morning)
    for exercise in done:
        if exercise.pain is not None:
            eased = ", eased" if exercise.done == "eased" else ""
            yield f"{exercise.name}, pain during {exercise.pain}{eased}", bands.light(exercise.pain, before, morning)


def light_word(light: Light | None) -> str:
    """The colour as a word."""
    return light.value if light else "not yet known if too much"


# "After", never "because": the diary shows what followed a session, not what caused it.
NO_PATTERN = "It takes a session with levels before it and within two days after."
"""What stands where no response is known yet."""
RUNS_NOTE = (
    "Within 48 hours; each session newest first, from five on medians of the same sessions. What was skipped does not "
    f"count, what was made easier does. Kinds are compared from {ENOUGH_TO_COMPARE} times with and {ENOUGH_TO_COMPARE} "
    "times 48 hours without a session on, and never ranked. What came after a session need not come from it."
)
