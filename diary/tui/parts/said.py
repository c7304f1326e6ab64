"""How entries, times and levels are said on the screen. Pure: things in, short plain texts out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from diary.domain.findings import Finding, Tier
from diary.domain.moments import Moment
from diary.domain.records import Entry, Reading, Session
from diary.domain.vocabulary import place_name

TIER_STYLES = {
    Tier.EMERGENCY: "bold $text-error",
    Tier.IMMEDIATE: "bold $text-error",
    Tier.REPORT: "bold $text-warning",
    Tier.DISCUSS: "bold $text-accent",
    Tier.EXPECTED: "$text-success",
}

BLOCKS = "▁▂▃▄▅▆▇█"


def plain(text: str) -> str:
    """A person's text on one line, without what a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def clipped(text: str, width: int) -> str:
    """The text, cut with … where it is wider than that many cells."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most that many cells; a word with hyphens stays whole where it fits into a line."""
    from rich.cells import cell_len, chop_cells

    width = max(20, width)
    if text.isascii():
        return textwrap.wrap(text, width, break_on_hyphens=False)
    lines = [""]
    for word in text.split():
        for piece in chop_cells(word, width):
            joined = f"{lines[-1]} {piece}".lstrip()
            if cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line for line in lines if line]


def number(value: float | None) -> str:
    """A level without a needless ".0"; a dash for none."""
    return "–" if value is None else f"{value:g}"


def block(level: float) -> str:
    """A level 0–10 as a block of that height."""
    return BLOCKS[round(level / 10 * (len(BLOCKS) - 1))]


def day_said(day: date, today: date) -> str:
    """today, yesterday, Mon 2 Nov, 2 Nov 2025."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    if timedelta(0) < today - day < timedelta(days=300):
        return f"{day:%a} {day.day} {day:%b}"
    return f"{day.day} {day:%b} {day.year}"


def moment_said(at: Moment, today: date) -> str:
    """today 20:14; the day alone where only that is known."""
    day = day_said(at.day, today)
    return day if at.date_only else f"{day} {at.local:%H:%M}"


def moment_column(at: Moment) -> str:
    """Mon 02 Nov 20:14, always as wide."""
    local = at.local
    return f"{local:%a} {local.day:2d} {local:%b}" + ("      " if at.date_only else f" {local:%H:%M}")


def clock_said(now: datetime) -> str:
    """Mon 2 Nov, 20:14."""
    return f"{now:%a} {now.day} {now:%b}, {now:%H:%M}"


def reading_said(reading: Reading) -> str:
    """lower back 6, dull, numbness."""
    level = f" {reading.pain}" if reading.pain is not None else ""
    words = [*reading.qualities, *reading.symptoms, *(["sudden"] if reading.sudden else [])]
    return ", ".join([f"{place_name(reading.site, reading.side)}{level}", *words])


def entry_said(entry: Entry) -> str:
    """All readings of an entry and what it says of the whole person."""
    parts = [reading_said(reading) for reading in entry.readings]
    parts += [", ".join(entry.symptoms)] if entry.symptoms else []
    parts += [f"in the way {entry.interference}"] if entry.interference is not None else []
    parts += [f"tiredness {entry.fatigue}"] if entry.fatigue is not None else []
    return "; ".join(parts) or "a note"


def session_said(session: Session) -> str:
    """physio, 45 min, effort 5: squats, bridges (new)."""
    parts = [plain(session.activity) or "session"]
    parts += [f"{session.minutes} min"] if session.minutes is not None else []
    parts += [f"effort {session.effort}"] if session.effort is not None else []
    parts += ["new"] if session.new else []
    names = [plain(exercise.name) + (" (new)" if exercise.new else "") for exercise in session.exercises]
    return ", ".join(parts) + (f": {', '.join(names)}" if names else "")


# The analyzer's words name the command that answers; here a key does.
KEYS_FOR = {
    "usual": "Press o to answer.",
    "usual-interference": "Press o to answer.",
    "known": "Press k to say so.",
    "sudden": "Then change the entry and tick sudden.",
    "told": "press t",
    "motion": "Measure a movement: press c, then m",
}


def with_keys(finding: Finding, text: str) -> str:
    """A text of a finding, with keys instead of the commands that it names."""
    for hint in finding.hints:
        text = text.replace(hint.said, KEYS_FOR[hint.way])
    return text


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last
