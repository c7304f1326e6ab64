"""The scores in words and tables: before this time, before a flare, between, and now; and which changes count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from diary.charts.period import day_text
from diary.charts.score_tracks import name_of, parts_text, scale_text, value_text
from diary.domain.scores import ACTIVITY_CHANGE, PEG_PERCENT, READY_MADE
from diary.domain.text import counted, shown_difference
from diary.report.blocks import Block, Heading, Item, Items, Para, Table
from diary.report.format import ARROW, LETTERS, number_text, short
from diary.report.model import Report
from diary.report.rehabilitation import hardest
from diary.review.scores import MEAN, ScoreCourse, verdict

BEFORE_FLARE = "before this flare"


@dataclass(frozen=True, slots=True)
class Milestones:
    """Which values of a score are shown, as indexes in order of time; None where there is none of its own."""

    course: ScoreCourse
    beside: date
    """The day in whose year days are written without one: the first of the period."""
    before: int | None
    """The last one up to the first day, such as that of the last visit; not where it is the first or the latest."""
    flare: int | None
    """The last one of a day before the flare that is still on; it may be one of the others."""
    between: tuple[int, ...]
    """Inside the period: the last one before the flare, and the lowest and the highest where no other is as far."""

    @property
    def latest(self) -> int:
        """The newest value."""
        return len(self.course.values) - 1

    @property
    def reference(self) -> int | None:
        """What the latest is compared with beside the first: that of before the flare, else of before the period."""
        if self.flare is not None and self.flare != self.latest:
            return self.flare or None
        return self.before

    def text(self, index: int | None) -> str:
        """One value with its day, and whether it is older than the flare: 7 (25 Oct, before this flare)."""
        if index is None:
            return "–"
        day, value = self.course.values[index]
        older = f", {BEFORE_FLARE}" if index == self.flare else ""
        return f"{value_text(self.course, value)} ({day_text(day, self.beside)}{older})"

    def changes(self, *, why: bool = True, since: bool = True) -> Iterator[str]:
        """The change from the reference to the latest value, then that from the first.

        `why` adds how much is a real one, `since` the day of the reference.
        """
        if self.course.name == "change" or not self.latest:
            yield verdict(self.course)
            return
        for index in dict.fromkeys((self.reference or 0, 0)):
            day, value = self.course.values[index]
            change = shown_difference(value, self.course.values[-1][1])
            points = f"{'+' if change > 0 else '−'}{number_text(abs(change))}" if change else ""
            from_day = f"since {day_text(day, self.beside)}" if since else ""
            told = " ".join(filter(None, (points, from_day)))
            yield ", ".join(filter(None, (told, verdict(self.course, index, why=why))))
            why, since = False, True


def milestones(course: ScoreCourse, first: date, flare: date | None) -> Milestones:
    """The values that matter in a period that begins on `first`; `flare` is the first day of a flare that is on."""
    latest = len(course.values) - 1
    until = max((n for n, (day, _) in enumerate(course.values) if day <= first), default=0)
    before = until if 0 < until < latest else None
    calm = max((n for n, (day, _) in enumerate(course.values) if flare and day < flare), default=None)
    shown = {0, latest, *(index for index in (before, calm) if index is not None)}
    values = [value for _, value in course.values]
    inside = [index for index in range(latest) if course.values[index][0] > first]
    for most in (max, min):
        end = most((values[index] for index in inside), default=values[0])
        others = {values[index] for index in shown}
        if end not in others and most(end, *others) == end:
            shown.add(max(index for index in inside if values[index] == end))
    between = tuple(sorted(shown - {0, latest, before}))
    return Milestones(course, first, before, calm, between)


def function(report: Report, most: int) -> Iterator[Block]:
    """The scores, each with the values that matter, and whether the change counts."""
    if report.scores:
        yield Heading("Function")
        more = len(report.scores) - most
        text = f" {counted(more, 'more score')} on a further page." if more > 0 else ""
        yield from function_rows(report, report.scores[:most], text)


def function_in_short(report: Report, most: int) -> Iterator[Block]:
    """The same in lines, of the scores that say most; the table of all stands on a further page."""
    if not report.scores:
        return
    yield Heading("Function")
    if flare := tuple(_by_flare(report)):
        yield Items(flare)
        return
    hard, more = hardest(report.scores), len(report.scores) - most
    items = [_in_line(_milestones(report, course), hard) for course in report.scores[:most]]
    if more > 0:
        items[-1] = Item(f"{items[-1].text}. {counted(more, 'more score')} on a further page.", items[-1].lead)
    yield Items(tuple(items))


def _by_flare(report: Report) -> Iterator[Item]:
    """Each activity since before the flare that is on, then what says most since its first value; none without both."""
    rows = [
        _milestones(report, course)
        for course in report.scores
        if course.name not in READY_MADE and not course.unit and len(course.values) > 1
    ]
    rated = [row for row in rows if row.flare is not None and row.flare != row.latest]
    if rated:
        yield Item(_runs([(row, row.flare or 0) for row in rated]), "Since this flare")
        more = "; 0 unable, 10 as before"
        yield Item(_runs([(rated[0], 0)]).removesuffix(".") + f"{more}.", "Since the first rating")


def _runs(rows: Sequence[tuple[Milestones, int]]) -> str:
    """The value at an index and the latest of each, those together of which the same is to be said."""
    alike: dict[tuple[str, str], list[str]] = {}
    for row, index in rows:
        (day, value), (last, latest) = row.course.values[index], row.course.values[-1]
        sign = ARROW if value != latest else "="
        run = f"{_brief(row.course)} {value_text(row.course, value)} {sign} {value_text(row.course, latest)}"
        said = verdict(row.course, index, why=False)
        span = f"{day_text(day, row.beside)} {ARROW} {day_text(last, row.beside)}"
        alike.setdefault((WITHIN.get(said, said), span), []).append(run)
    return "; ".join(f"{', '.join(runs)}: {said} ({span})" for (said, span), runs in alike.items()) + "."


WITHIN = {"no clear change": "within the error of measurement", "no change": "within the error of measurement"}
"""The verdicts that say so of activities."""


def _brief(course: ScoreCourse) -> str:
    return "mean" if course.name == MEAN else short(name_of(course), LETTERS).lower()


def _milestones(report: Report, course: ScoreCourse) -> Milestones:
    return milestones(course, report.first, report.flare.start.date() if report.flare else None)


def _in_line(shown: Milestones, hard: ScoreCourse | None) -> Item:
    course = shown.course
    scale = "0 unable, 10 as before" if course.name not in READY_MADE and not course.unit else ""
    if course.name == "peg":
        scale = "0 none, 10 most"
    notes = ", ".join(filter(None, (scale if course is not hard else "", "hardest now" if course is hard else "")))
    # What the latest is compared with, and what lies between; the table has the others too.
    indexes = sorted({shown.reference or 0, shown.latest, *shown.between})
    run = f" {ARROW} ".join(shown.text(index) for index in indexes)
    name = f"{_named(course)}{f' ({notes})' if notes else ''}"
    changes = "; ".join(shown.changes(why=False, since=len(indexes) > 2))
    return Item(f"{run}: {changes}", name)


def _named(course: ScoreCourse) -> str:
    return f"{short(name_of(course), LETTERS)}{f', {course.unit}' if course.unit else ''}"


def function_rows(report: Report, scores: Sequence[ScoreCourse], more: str = "") -> Iterator[Block]:
    """A row for each score, and below them how to read the numbers."""
    hard = hardest(scores)
    rows = [_milestones(report, course) for course in scores]
    cells = [
        (
            _named(shown.course) + (" (hardest now)" if shown.course is hard else ""),
            shown.text(0) if shown.latest else "–",
            shown.text(shown.before),
            "\n".join(map(shown.text, shown.between)) or "–",
            shown.text(shown.latest),
            "\n".join(shown.changes()),
        )
        for shown in rows
    ]
    columns = (
        ("Function", 1.5), ("First", 0.8), ("Before this time", 0.8), ("Between", 1), ("Latest", 0.8), ("Change", 2.1),
    )  # fmt: skip
    kept = [at for at in range(len(columns)) if at not in (2, 3) or any(row[at] != "–" for row in cells)]
    yield Table(
        "Function",
        tuple(columns[at][0] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in cells),
        tuple(columns[at][1] for at in kept),
        (False,) * len(kept),
    )
    if key := f"{_key(rows)}{more}".strip():
        yield Para(key, quiet=True)


def _key(rows: Sequence[Milestones]) -> str:
    """How to read the numbers, of those scores that are there; PEG has its three answers of the days in the table."""
    found = {shown.course.name: shown for shown in rows}
    parts = []
    if any(name not in READY_MADE and not shown.course.unit for name, shown in found.items()):
        mean = f", of their mean {found[MEAN].course.least:g}" if MEAN in found else ""
        parts.append(
            "Activities: 0 unable, 10 as before; a real change is more than the error of measurement: "
            f"{ACTIVITY_CHANGE} points{mean}."
        )
    if peg := found.get("peg"):
        parts.append(
            f"PEG: mean of three, 0 none to 10; a change matters from {PEG_PERCENT} % of the earlier value on."
        )
        indexes = sorted({0, peg.latest, *peg.between, *([peg.before] if peg.before is not None else [])})
        days = dict.fromkeys(peg.course.values[index][0] for index in indexes)
        parts.append("; ".join(f"{day_text(day, peg.beside)}: {parts_text(peg.course, day)}" for day in days) + ".")
    others = [s.course for n, s in found.items() if n in READY_MADE and n != "peg" and not s.course.unit]
    parts += [f"{name_of(course)}: {scale_text(course)}." for course in others]
    return " ".join(parts)
