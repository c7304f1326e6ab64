"""The words for days, levels and changes in a report."""

from __future__ import annotations

import re
from datetime import date, datetime

from diary.charts.period import day_text
from diary.domain.findings import Finding
from diary.domain.moments import NOON
from diary.domain.text import shown_difference
from diary.report.model import FlagRow, SiteRow
from diary.review.courses import RISE, LevelChange
from diary.review.rule_book import PEAKS_LATE

ARROW = "→"
LETTERS = 60
"""Of the name of an exercise, a movement or a remedy; the log has the whole."""


def days(first: date, last: date) -> str:
    """12 Oct – 2 Nov 2026."""
    return day_text(last) if first == last else f"{day_text(first, last)} – {day_text(last)}"


def days_in(span: tuple[date, date], beside: date) -> str:
    """12 – 15 Sep; the year only where it is another than that of the day beside it."""
    first, last = (day_text(day, beside) for day in span)
    return first if first == last else f"{first} – {last}"


def clock(when: datetime, beside: date | None = None, *, about: bool = False) -> str:
    """Mon 2 Nov 20:14. `about` where nobody gave the hour, and the time only stands in for the day."""
    hour = f"{when:%H:%M}" if not about else "about noon" if when.time() == NOON else f"about {when:%H:%M}"
    return f"{when:%a} {day_text(when.date(), beside)} {hour}"


def number_text(value: float | None) -> str:
    """4, 4.5 or a dash."""
    return "–" if value is None else f"{round(value, 1):g}"


def change_text(change: LevelChange | None) -> str:
    """2 → 4.5 (+2.5)."""
    if change is None:
        return "cannot tell yet: too few days"
    points = shown_difference(change.before, change.now)
    sign = "+" if points > 0 else "−" if points < 0 else "±"
    return f"{number_text(change.before)} {ARROW} {number_text(change.now)} ({sign}{number_text(abs(points))})"


def verdict(change: LevelChange | None) -> str:
    """Whether a change counts, and which way it goes."""
    if change is None:
        return ""
    if not change.counts:
        return "no clear change"
    return "▲ clearly worse" if change.points > 0 else "▼ clearly better"


def apart_text(row: SiteRow, beside: date, *, fresh: bool) -> str:
    """Where the latest level stands apart from the usual one, and the mean of a week hides it; "" where it does not.

    Such as "now 6, 4 above the usual 2"; with the day in place of "now" where the level is not `fresh`.
    """
    if row.latest is None or row.latest_at is None or row.usual is None or abs(row.latest - row.usual) < RISE:
        return ""
    points = row.latest - row.usual
    if row.change is not None and row.change.counts and (row.change.points > 0) == (points > 0):
        return ""
    level = f"now {row.latest}" if fresh else f"{row.latest} on {day_text(row.latest_at.date(), beside)}"
    way = "above" if points > 0 else "below"
    return f"{level}, {number_text(abs(points))} {way} the usual {number_text(row.usual)}"


def short(text: str, most: int) -> str:
    """One line, cut with … where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


_TO_THE_PERSON = (
    (re.compile(r" You said it was there from the start\."), " There from the start."),
    (re.compile(r" You have told somebody of it\."), " Somebody was told of it."),
    (re.compile(r"[;,] not told yet\b|\bNot told yet: "), ""),
    (re.compile(r" No later entry says that it is over, and nobody was told of it\."), " No later entry is about it."),
    (re.compile(r"\bYour\b"), "The"),
    (re.compile(r"\byour\b"), "the"),
)
"""What a finding says to the person, and the same for a clinician who reads about them."""


def for_clinic(text: str) -> str:
    """The words of a finding in the voice of a paper for a clinic."""
    for said, instead in _TO_THE_PERSON:
        text = said.sub(instead, text)
    return text[:1].upper() + text[1:]


def summary_for_clinic(finding: Finding) -> str:
    """What was seen, in that voice; that soreness may peak late is no comfort beside a level that still rises."""
    runs = [[shown.pain for shown in each.evidence if shown.pain is not None] for each in finding.each]
    rises = any(len(levels) > 1 and levels[-1] > max(levels[:-1]) for levels in runs)
    return for_clinic(finding.summary.replace(f" {PEAKS_LATE}", "") if rises else finding.summary)


_NOT_EASED = re.compile(r"not eased after ((?:about )?\d+ (?:hours|days))\b")


def title_for_clinic(title: str, finding: Finding) -> str:
    """The title of a finding in that voice, with what its hours are counted from."""
    counted_from = {bool(each.facts.get("session")) for each in finding.each if each.facts.get("episode")}
    if len(counted_from) == 1:
        title = _NOT_EASED.sub(rf"not eased \1 after {'the session' if counted_from.pop() else 'it rose'}", title)
    return for_clinic(title)


def told(flag: FlagRow, beside: date) -> str:
    """Whether a flag was told, and when."""
    if flag.told is None:
        return "–"
    again = "" if flag.acknowledged else ", has risen since"
    return f"told {day_text(flag.told, beside)}{again}"


def levels(flag: FlagRow, most: int = 5) -> str:
    """The readings of a flag: 2 → 5 → 6; without levels, their words; a dash if there are none."""
    # Of a sign its words count, and the level beside it is no measure of it.
    values = [] if flag.entries else [e.pain if e.pain is not None else e.value for e in flag.evidence]
    # The first and the newest readings say where it began and where it stands.
    shown = [number_text(value) for value in values if value is not None]
    if shown:
        run = f" {ARROW} ".join([shown[0], "…", *shown[-most + 2 :]] if len(shown) > most else shown)
        return f"{run}, against\u00a0{number_text(flag.against)}" if flag.against is not None else run
    words = dict.fromkeys(word for e in flag.evidence for word in (*e.symptoms, *e.qualities))
    return ", ".join(list(words)[:3]) or "–"
