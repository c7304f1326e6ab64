"""The pain after exercise: kinds of sessions on the first page; each session with a rise, with all that was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diary.charts.tracks import MOST_KINDS, MOST_SITES
from diary.domain.describe import exercise_text
from diary.domain.records import Exercise
from diary.domain.text import capital, counted, times_text
from diary.domain.vocabulary import place_name
from diary.report import figures
from diary.report.blocks import Block, Heading, Item, Items, Para, Picture, Table
from diary.report.format import ARROW, LETTERS, clock, number_text, short
from diary.report.model import Report
from diary.report.rises import now_text
from diary.report.tables import LIGHT, exercise_table
from diary.review.courses import (
    RUNS_NOTE,
    Pattern,
    Response,
    compared_text,
    done_in,
    eased_text,
    leading,
    levels_text,
    lights_text,
    morning_text,
    response_end,
    settling,
    together,
)

RUNS = "Newest first, from five on medians; at the site that rose most. What came after need not come from it."
MOST_PATTERNS, MOST_SESSIONS = 30, 20
"""Rows: kinds of sessions, and single ones, the newest."""


def one_row_each(rows: Iterable[Pattern]) -> list[Pattern]:
    """Without the exercises that cannot be set against times without: each would tell the same sessions once more."""
    return [row for row in rows if not row.exercise or row.comparable]


def after_exercise(report: Report, most: int, *, short_form: bool) -> Iterator[Block]:
    """The block of the first page: a row, or in the short form a line, for each kind of session."""
    rows = one_row_each(leading(report.exercise))
    if not rows:
        return
    yield Heading("After exercise")
    if short_form:
        yield Items(tuple(_in_lines(rows, most, report)))
        return
    made = exercise_table(rows[:most], report.review.bands, report.flare)
    yield made
    light = f" {report.review.bands.in_short}" if LIGHT in made.head else ""
    yield Para(f"{RUNS}{_left_out(rows, most, report)}{_compared(rows)}{light}", quiet=True)


def _left_out(rows: Sequence[Pattern], most: int, report: Report) -> str:
    more = len(rows) - most
    place = " on a further page" if report.has("patterns") else ""
    return f" {counted(more, 'more kind')}{place}." if more > 0 else ""


def _compared(rows: Sequence[Pattern]) -> str:
    return "" if any(p.stands_out for p in rows) else f" {capital(compared_text(rows[0]))}"


def _in_lines(rows: Sequence[Pattern], most: int, report: Report) -> Iterator[Item]:
    """A line for each kind, and one that says what is left out and that it shows no cause."""
    for row in rows[:most]:
        name = f"{capital(short(row.name, LETTERS))}, {row.name_of_place}, {counted(row.times, 'time')}:"
        morning = morning_text(row)
        light = lights_text(row, report.review.bands, why=False).partition(", none")[0]
        parts = [
            levels_text(row), settling(row), now_text(report.flare, row), morning and f"next morning {morning}",
            eased_text(row), light and f"traffic light {light}",
        ]  # fmt: skip
        yield Item("; ".join(filter(None, parts)), name)
    left_out = _left_out(rows, most, report)
    medians = ", from five on medians" if any(row.enough for row in rows[:most]) else ""
    run = f"Before {ARROW} highest {ARROW} last in 48 h, newest first{medians}; “after” is not “because”."
    yield Item(
        f"{run}{left_out.replace(' on a further page', ' further on')}{_compared(rows) if rows[0].comparable else ''}"
    )


def exercise_in_full(report: Report, most: int, *, short_form: bool) -> Iterator[Block]:
    """The kinds that the first page has no row of, each session with a rise, and what hardly rose, in a sentence."""
    every = one_row_each(together(report.exercise))
    if not every:
        return
    told = [] if short_form else one_row_each(leading(report.exercise))[:most]
    risen = [p for p in every if p.rose and p not in told]
    sessions = list(_sessions_with_a_rise(report.exercise))
    yield Heading("After exercise, in full")
    if risen:
        yield exercise_table(risen[:MOST_PATTERNS], report.review.bands, report.flare)
    if len(risen) > MOST_PATTERNS:
        yield Para(f"{counted(len(risen) - MOST_PATTERNS, 'more kind')} left out.", quiet=True)
    if sessions:
        yield _sessions_table(sessions[:MOST_SESSIONS], report)
    if len(sessions) > MOST_SESSIONS:
        yield Para(f"{counted(len(sessions) - MOST_SESSIONS, 'earlier row')} left out.", quiet=True)
    # What changed nothing is a sentence and no page of rows.
    if flat := [p for p in every if not p.rose]:
        yield Para(f"Pain hardly rose after {_listed(flat)}.")
    yield Para(f"{RUNS_NOTE} {report.review.bands.explained}", quiet=True)
    # Below five times a panel would draw the same sessions once more.
    if any(p.enough for p in every):
        shown = tuple(dict.fromkeys((p.site, p.side) for p in report.exercise))[:MOST_SITES]
        inside = [p for p in report.exercise if (p.site, p.side) in shown]
        kinds = leading(inside) if len(shown) > 1 else together(inside)
        words = figures.of_pattern(report, "response", shown)
        panels = min(len(kinds), MOST_KINDS)
        yield Picture("response", words, shown, report.first, report.last, panels=panels)


def _sessions_with_a_rise(patterns: Iterable[Pattern]) -> list[Response]:
    """Each answer of a site to a session that was a rise, once; the newest first."""
    found = [each for p in patterns if not p.exercise for each in p.responses if each.hours != 0]
    return sorted(found, key=lambda each: each.session.order, reverse=True)


def _sessions_table(rows: Iterable[Response], report: Report) -> Table:
    run = f"Before {ARROW} highest {ARROW} last in 48 h"
    return Table(
        "Sessions with a rise",
        ("Session with a rise", "What was done", run, "Next morning", "How it went on"),
        tuple(
            (
                f"{capital(short(row.session.activity or 'session', LETTERS))}\n"
                f"{clock(row.session.at.local, report.last)}",
                ", ".join(map(_done, done_in(row.session))) or "–",
                f"{number_text(row.before.level)} {ARROW} {row.peak} {ARROW} {row.last}\n"
                f"{place_name(row.site, row.side)}",
                "–" if row.morning is None else f"{row.morning}",
                response_end(row),
            )
            for row in rows
        ),
        (1.3, 2.6, 1.5, 0.8, 1.2),
        (False,) * 5,
    )


def _done(exercise: Exercise) -> str:
    text = exercise_text(exercise)
    # “Eased” is said of pain.
    text = text.replace("eased", "made easier", 1) if exercise.done == "eased" else text
    return f"{short(exercise.name, LETTERS)}{' (new)' if exercise.new else ''} {text}".strip()


def _listed(flat: Iterable[Pattern]) -> str:
    """Each kind with its sites and times: gym (left knee 5 times); physio (left knee 4 times, hip once)."""
    by_name: dict[str, list[str]] = {}
    for p in flat:
        by_name.setdefault(short(p.name, LETTERS), []).append(f"{p.name_of_place} {times_text(p.times)}")
    return "; ".join(f"{name} ({', '.join(places)})" for name, places in by_name.items())
