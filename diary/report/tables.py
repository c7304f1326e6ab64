"""The tables of the report, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from diary.charts.period import day_text
from diary.domain.exercise_light import Bands
from diary.domain.text import capital, counted
from diary.domain.vocabulary import SYMPTOMS, UNITS
from diary.report.blocks import Item, Table
from diary.report.episode import EpisodeRow
from diary.report.format import (
    ARROW,
    LETTERS,
    apart_text,
    change_text,
    clock,
    days_in,
    levels,
    number_text,
    short,
    told,
    verdict,
)
from diary.report.headlines import is_fresh
from diary.report.model import FlagRow, LogRow, MotionRow, Report, SiteRow
from diary.report.rehabilitation_blocks import taken, treatments
from diary.report.rises import entry_text, now_text, went_on
from diary.report.spark import spark_of
from diary.review.courses import (
    Pattern,
    during_text,
    eased_text,
    levels_text,
    lights_text,
    morning_text,
    rests,
    settling,
    why_no_light,
)

OF_THE_DAY = {"worst": "worst of the day", "best": "best of the day"}
"""Beside the highest level of the period the worst of a day, as it was rated in an entry, needs its name."""
LIGHT = "Traffic light"
WEEKS = "Mean, first → last week"
MOST_CARES = 5
"""Kinds of self-care and medicines in a line."""


def sites_table(rows: Sequence[SiteRow], report: Report, words: int = 4) -> Table:
    """Site, its course in a line, now, usual, lowest, highest, change, words."""
    sparks = tuple(
        spark_of(report.review, row.place, report.completeness.begun or report.first, report.last) for row in rows
    )
    shown = max((len(spark.levels) for spark in sparks), default=0)
    return Table(
        "Sites",
        ("Site", f"Last {counted(shown, 'day')}", "Now", "Usual", "Readings", WEEKS, "Described as"),
        tuple(
            (
                f"{capital(row.name)}\n{counted(row.days, 'day')}",
                spark.text,
                number_text(row.latest) + _aged(row, report),
                "\n".join(filter(None, (number_text(row.usual), row.usual_from))),
                (f"{row.lowest}–{row.highest}" if row.highest is not None else "–")
                + (f"\nworst {row.worst_beyond}" if row.worst_beyond is not None else ""),
                _changed(row, report),
                _described(row, report, words),
            )
            for row, spark in zip(rows, sparks, strict=True)
        ),
        (1.25, 0, 0, 0, 0, 1.7, 1.5),
        (False, False, True, True, True, False, False),
        sparks,
    )


def _changed(row: SiteRow, report: Report) -> str:
    """The means with their verdict, and the latest level where it stands apart from the usual one all the same."""
    fresh = row.latest_at is not None and is_fresh(row.latest_at, report)
    apart = apart_text(row, report.last, fresh=fresh)
    said = verdict(row.change)
    # The levels stand in the columns beside it.
    but = f"but {apart.partition(' the usual')[0]}" if apart else ""
    return "\n".join(filter(None, (change_text(row.change), ", ".join(filter(None, (said, but))))))


def _described(row: SiteRow, report: Report, words: int) -> str:
    """The most used words, and the other levels where any were given, with their day where it is an older one."""
    # Signs come first, and are never cut.
    shown = row.words[: max(words, sum(word in SYMPTOMS for word in row.words))]
    lines = [", ".join(shown) + (" …" if len(row.words) > len(shown) else "")]
    if row.levels_at is not None:
        # Of an earlier entry of the same day its hour is said, where it is known.
        same_day = row.latest_at is not None and row.latest_at.date() == row.levels_at.date()
        hour = f" {row.levels_at:%H:%M}" if same_day and not row.levels_about else ""
        day = f": {day_text(row.levels_at.date(), report.last)}{hour}" if row.latest_at != row.levels_at else ""
        lines.append(", ".join(f"{OF_THE_DAY.get(called, called)} {level}" for called, level in row.levels) + day)
    return "\n".join(filter(None, lines)) or "–"


def _aged(row: SiteRow, report: Report) -> str:
    """The day of the latest level where it is too old to speak of now."""
    if row.latest_at is None or row.latest is None or is_fresh(row.latest_at, report):
        return ""
    return f"\n{day_text(row.latest_at.date(), report.last)}"


def where_table(rows: Sequence[SiteRow], report: Report) -> Table:
    """On how many of the logged days each site hurt, and how high at most; most days first."""
    logged = report.completeness.logged
    ordered = sorted(rows, key=lambda row: (-row.hurt, row.name))
    return Table(
        "Where it hurt",
        ("Site", "Days with pain", "Share of logged days", "Highest reading"),
        tuple(
            (capital(row.name), str(row.hurt), f"{round(100 * row.hurt / logged)}\u00a0%", number_text(row.highest))
            for row in ordered
        ),
        (2, 1, 1, 1),
        (False, True, True, True),
    )


def flags_table(rows: Iterable[FlagRow], last: date) -> Table:
    """A row for each flag: advice, title, time, readings, whether it was told."""
    return Table(
        "Findings",
        ("Advice given", "Finding", "When", "Readings", "Told"),
        tuple((row.label, row.title, _when(row, last), levels(row), told(row, last)) for row in rows),
        (1.15, 1.9, 1.05, 1.35, 0.6),
        (False,) * 5,
    )


def _when(row: FlagRow, last: date) -> str:
    """The days of the readings that bear it, how many, and what came after them."""
    if row.seen is None:
        span = f"since {day_text(row.since.date(), last)}" if row.since else "now"
    else:
        span = days_in(row.seen, last)
    parts = [f"{row.times} times"] if row.times > 1 else []
    parts += [f"{span}, {counted(row.entries, 'entry', 'entries')}" if row.entries else span]
    return "\n".join(filter(None, (", ".join(parts), row.outcome_text)))


def exercise_table(rows: Iterable[Pattern], bands: Bands, flare: EpisodeRow | None = None) -> Table:
    """A row for each kind of session or exercise, and last the time without a session. Empty columns are left out."""
    rows = list(rows)
    # An exercise is marked as such only if a kind of session has the same name.
    kinds = {row.name for row in rows if not row.exercise}
    cells = [
        (
            capital(short(row.name, LETTERS))
            + (" (exercise)" if row.exercise and row.name in kinds else "")
            + f"\n{row.name_of_place}",
            str(row.times),
            during_text(row),
            levels_text(row),
            morning_text(row),
            "\n".join(filter(None, ("; ".join(filter(None, (settling(row), now_text(flare, row)))), eased_text(row)))),
            lights_text(row, bands),
        )
        for row in rows
    ]
    if any(line[-1] for line in cells):
        cells = [
            (*line[:-1], line[-1] or f"none: {why_no_light(row, bands)}") for line, row in zip(cells, rows, strict=True)
        ]
    cells += [
        (f"{rest.name}\n{rest.name_of_place}", str(rest.times), "", levels_text(rest), morning_text(rest), "", "")
        for rest in rests(rows)
        if rest.enough
    ]
    columns = (
        ("After", 1.4, False), ("Times", 0, True), ("During", 0.8, False),
        ("Before → highest → last in 48 h", 2, False), ("Next morning", 1.1, False), ("How it went on", 1.5, False),
        (LIGHT, 1.5, False),
    )  # fmt: skip
    shown = [at for at in range(len(columns)) if at not in (2, 4, 6) or any(line[at] for line in cells)]
    return Table(
        "After exercise",
        tuple(columns[at][0] for at in shown),
        tuple(tuple(line[at] or "–" for at in shown) for line in cells),
        tuple(columns[at][1] for at in shown),
        tuple(columns[at][2] for at in shown),
    )


def daily_items(report: Report) -> Iterator[Item]:
    """Interference and fatigue, ranges of motion: a line each."""
    for rating in report.ratings:
        name = "Interference with daily life" if rating.name == "interference" else "Fatigue"
        text = (
            f"{rating.latest} of 10 on {day_text(rating.latest_day, report.last)}; "
            f"median {number_text(rating.middle)}, highest {rating.worst} (rated on {counted(rating.days, 'day')})"
        )
        change = f"; {change_text(rating.change)}" if rating.change and rating.change.points else ""
        yield Item(f"{text}{change}", name)
    motions = [
        f"{short(row.name, LETTERS)} {_motion_before(row, report)}{row.latest:g} {UNITS.get(row.unit, row.unit)} "
        f"({day_text(row.last_day, report.last)}{_motion_verdict(row, report)})"
        for row in report.motions[:4]
    ]
    if motions:
        more = f"; {len(report.motions) - 4} more" if len(report.motions) > 4 else ""
        yield Item("; ".join(motions) + more, "Range of motion")


def _motion_before(row: MotionRow, report: Report) -> str:
    """The measurement that the latest is compared with, and its day: 118 (8 Oct, before this time) →."""
    if not row.compared:
        return ""
    older = ", before this time" if row.first_day < report.first else ""
    return f"{row.first:g} ({day_text(row.first_day, report.last)}{older}) {ARROW} "


def _motion_verdict(row: MotionRow, report: Report) -> str:
    """Whether the difference is more than two measurements differ by chance; "" for a single measurement."""
    if not row.compared:
        return ""
    least, change = report.review.snapshot.thresholds.fall(row.unit), row.latest - row.first
    if abs(change) < least:
        return f"; less than the error of measurement, {least:g}"
    more = (change > 0) != row.unit.endswith("-short")
    return f"; {'more' if more else 'less'} movement, a real change, beyond the error of measurement, {least:g}"


def used_items(report: Report, most: int) -> Iterator[Item]:
    """What runs over days, what was taken as needed, and self-care, that which helped most first: a line each."""
    yield from treatments(report)
    if rows := [row for row in report.cares if row.medication]:
        yield Item(taken(rows, most), "Medicines taken")
    if rows := [row for row in report.cares if not row.medication]:
        rows.sort(key=lambda row: -(row.relief or 0))
        yield Item(taken(rows, most), "Self-care")


def episodes_table(rows: Iterable[EpisodeRow]) -> Table:
    """A row for each episode."""
    return Table(
        "Episodes",
        ("Site", "First raised entry", "After", "Before", "Highest reading", "At its end", "How it went on"),
        tuple(
            (
                capital(row.name),
                entry_text(row.raised, None)
                + (f"\nentry before: {entry_text(row.before, None)}" if row.before else ""),
                _after(row),
                "not known" if row.provisional else number_text(row.base),
                str(row.peak),
                str(row.latest),
                went_on(row),
            )
            for row in rows
        ),
        (1, 1.8, 1.1, 0, 0, 0, 1.7),
        (False, False, False, True, True, True, False),
    )


def _after(row: EpisodeRow) -> str:
    """The session that it followed, and when that ended; a dash where it followed none."""
    return f"{row.after}\nended {clock(row.start, row.raised.at.date(), about=row.about)}" if row.session else "–"


def log_table(rows: Iterable[LogRow], last: date, notes: bool) -> Table:
    """The log, oldest first."""
    head = ("When", "What was logged", *(("Note",) if notes else ()))
    return Table(
        "Log",
        head,
        tuple(
            (
                (f"{row.at:%a} {day_text(row.at.date(), last)}" if row.date_only else clock(row.at, last))
                + (f" {row.zone}" if row.zone else "")
                + ("\nwritten late" if row.late else ""),
                row.what,
                *((row.note,) if notes else ()),
            )
            for row in rows
        ),
        (1, 2.9, 2.6) if notes else (1, 5.5),
        (False,) * len(head),
    )
