"""Every figure of the first page worked out anew from the raw entries, by nothing of the report's own code.

The words are read as they stand on the paper, and the numbers come from the definitions of the rules.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date, datetime, timedelta
from statistics import mean, median

import pytest

from diary.domain.records import Care, Diary, Entry, Motion, Reading, Record, Signs, Visit
from diary.exchange.import_plan import plan_import
from diary.report import report_model, to_markdown
from diary.review.snapshot import review_of
from diary.samples import NAMES, sample_clock, sample_csv
from tests.charts.diaries import BACK, KNEE, NOW, entry, moment, sample, session

HOUR = timedelta(hours=1)
SITES = {
    "Lower back": BACK,
    "Left knee": KNEE,
    "Right shoulder": ("shoulder", "right"),
    "Right knee": ("knee", "right"),
}


def generated(seed: int) -> Diary:
    """Six weeks at two sites with gaps, signs, medicines, ratings, motions, and a visit."""
    chance = random.Random(seed)
    records: list[Record] = [Visit(id="v", at=moment(chance.randint(14, 27), 10))]
    level = {BACK: 3, KNEE: 2}
    for ago in range(45, -1, -1):
        for hour in (8.0, 20.0):
            if chance.random() < 0.55:
                for place in level:
                    level[place] = max(0, min(10, level[place] + chance.choice([-1, 0, 0, 1])))
                shown = {place: n for place, n in level.items() if chance.random() < 0.8}
                rating = chance.randint(0, 9) if chance.random() < 0.4 else None
                at = moment(ago, hour)
                written = at.instant + timedelta(days=chance.choice([0, 0, 0, 0, 2]))
                records.append(entry(ago, shown, hour, interference=rating, recorded=written))
        if chance.random() < 0.1:
            foot = Reading("foot", "left", None, symptoms=("numbness",))
            records.append(entry(ago, {}, 12, id=f"n{ago}", readings=(foot,)))
        if chance.random() < 0.2:
            records.append(session(ago, chance.choice(["gym", "physio"]), 16))
        if chance.random() < 0.3:
            relief = chance.choice([None, 2, 5])
            records.append(
                Care(
                    id=f"c{ago}",
                    at=moment(ago, 19),
                    activity="medication",
                    name="ibuprofen",
                    dose="400 mg",
                    relief=relief,
                )
            )
        if chance.random() < 0.1:
            value = float(chance.randint(90, 130))
            records.append(Motion(id=f"m{ago}", at=moment(ago, 11), movement="flexion", side="left", value=value))
    if chance.random() < 0.5:
        records.append(Signs(id="s", at=moment(chance.randint(0, 10))))
    return Diary.of(records)


def of_sample(name: str) -> Diary:
    return Diary.of(plan_import(sample_csv(name), None, sample_clock()).new)  # type: ignore[arg-type]


DIARIES = {name: of_sample(name) for name in NAMES} | {"three months": sample()}
DIARIES |= {f"generated {seed}": generated(seed) for seed in range(8)}


class Page:
    """The first page as it is read, and the raw records behind it."""

    def __init__(self, diary: Diary, now: datetime) -> None:
        report = report_model(review_of(diary, now))
        self.first, self.last, self.now, self.diary = report.first, report.last, now, diary
        self.text = to_markdown(report).partition("## By time of day")[0]
        self.entries = [e for e in diary.entries if self.holds(e.at.day)]

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def rows(self, heading: str) -> dict[str, list[str]]:
        return {name.partition("; ")[0]: cells for name, cells in self.whole_rows(heading).items()}

    def whole_rows(self, heading: str) -> dict[str, list[str]]:
        part = self.text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
        # A site has the days of its readings below its name.
        return {cells[0].replace("\\", ""): cells[1:] for cells in lines[1:]}

    def days_of(self, name: str) -> str:
        found = re.search(rf"^\| {re.escape(name)}; (\d+) days? \|", self.text, re.MULTILINE)
        return found[1] if found else ""

    def line(self, lead: str) -> str:
        found = re.search(rf"^- \*\*{re.escape(lead)}\*\* (.*)$", self.text, re.MULTILINE)
        return found[1].replace("\\", "") if found else ""

    def levels(self, place: tuple[str, str]) -> list[tuple[Entry, int]]:
        return [
            (e, r.pain)
            for e in self.diary.entries
            for r in e.readings
            if (r.site, r.side) == place and r.pain is not None
        ]

    def daily(self, place: tuple[str, str]) -> dict[date, float]:
        """The median of each day."""
        found: dict[date, list[int]] = {}
        for each, level in self.levels(place):
            found.setdefault(each.at.day, []).append(level)
        return {day: median(levels) for day, levels in found.items()}


@pytest.fixture(params=DIARIES, scope="module")
def page(request: pytest.FixtureRequest) -> Page:
    diary = DIARIES[request.param]
    # A reading later than now would not exist.
    latest = max(e.at.instant for e in diary.entries).astimezone(NOW.tzinfo)
    return Page(diary, max(NOW, latest + HOUR / 60))


def number(value: float) -> str:
    return f"{round(value, 1):g}"


def day(when: date) -> str:
    return f"{when.day} {when:%b}"


def test_how_complete_it_is(page: Page) -> None:
    begun = max(page.first, page.diary.entries[0].at.day)
    days = (page.last - begun).days + 1
    logged = {each.at.day for each in page.entries}
    late = [e for e in page.entries if e.recorded and e.recorded - e.at.instant > timedelta(days=1)]
    said = re.search(r"Self-reported: (\d+) of (\d+) days? logged.*?, (none|\d+)(?: entr(?:y|ies))? written", page.text)
    assert said is not None
    assert (int(said[1]), int(said[2])) == (len(logged), days)
    assert said[3] == (str(len(late)) if late else "none")
    assert f"last entry {day(max(each.at.day for each in page.diary.entries))}" in page.text
    boxes = re.search(r"Day by day: ([■◪□ ]+) \(", page.text)
    assert boxes is not None
    shown = boxes[1].replace(" ", "")
    assert len(shown) == days
    for n, box in enumerate(shown):
        that = begun + timedelta(days=n)
        expected = "□" if that not in logged else "◪" if any(e.at.day == that for e in late) else "■"
        assert box == expected, that


def test_now_best_worst_days_and_the_line_of_each_site(page: Page) -> None:
    rows = page.rows("Sites")
    seen = 0
    for name, place in SITES.items():
        inside = [(each, level) for each, level in page.levels(place) if page.holds(each.at.day)]
        if not inside:
            continue
        seen += 1
        line, now, _, range_, *_ = rows[name]
        latest, level = inside[-1]
        old = page.now - latest.at.instant > 36 * HOUR
        assert now == (f"{level}; {day(latest.at.day)}" if old else str(level))
        highest = max(level for _, level in inside)
        rated = [r.worst for e in page.entries for r in e.readings if (r.site, r.side) == place and r.worst is not None]
        worst = f"; worst {max(rated)}" if rated and max(rated) > highest else ""
        assert range_ == f"{min(level for _, level in inside)}–{highest}{worst}"
        daily = page.daily(place)
        days_shown = [page.last - timedelta(days=ago) for ago in range(len(line) - 1, -1, -1)]
        assert line == "".join(
            "·" if that not in daily else "▁▂▃▄▅▆▇█"[int(daily[that] * 0.7 + 0.5)] for that in days_shown
        )
        assert page.days_of(name) == str(
            len({each.at.day for each in page.entries if any((r.site, r.side) == place for r in each.readings)})
        )
    assert seen


def test_the_change_of_each_site(page: Page) -> None:
    begun = max(page.first, page.diary.entries[0].at.day)
    for name, cells in page.rows("Sites").items():
        if name not in SITES or (page.last - begun).days < 14:
            continue
        daily = page.daily(SITES[name])

        def of_week(first: date, values: dict[date, float] = daily) -> list[float]:
            return [value for that, value in values.items() if first <= that < first + timedelta(days=7)]

        now = of_week(page.last - timedelta(days=6))
        before = of_week(begun)
        if len(before) < 4:
            before = of_week(begun - timedelta(days=7))
        if len(now) < 4 or len(before) < 4:
            assert cells[4].partition("; but")[0] == "cannot tell yet: too few days"
            assert ("but" in cells[4]) == stands_apart(cells, 0.0)
            continue
        # The difference of the two numbers that are printed, as a reader works it out.
        first, last = round(mean(before), 1), round(mean(now), 1)
        points = round(last - first, 1)
        sign = "+" if points > 0 else "−" if points < 0 else "±"
        assert cells[4].startswith(f"{first:g} → {last:g} ({sign}{abs(points):g})")
        # What is judged is the means themselves.
        needed = min(2.0, 0.3 * mean(before)) if 0.3 * mean(before) >= 1.5 else 2.0
        judged = abs(mean(now) - mean(before))
        verdict = "no clear change" if judged < needed - 1e-9 else f"clearly {'worse' if points > 0 else 'better'}"
        assert verdict in cells[4]
        assert ("but" in cells[4]) == stands_apart(cells, points if "clearly" in verdict else 0.0)


def stands_apart(cells: list[str], clear: float) -> bool:
    """Whether a row's latest level is 2 or more from its usual one, and no clear change says so already."""
    latest, usual = (cell.partition(";")[0] for cell in cells[1:3])
    apart = float(latest) - float(usual) if usual != "–" else 0.0
    return abs(apart) >= 2 and apart * clear <= 0


def test_the_runs_of_the_latest_kind_of_session(page: Page) -> None:
    rows = {name: cells for name, cells in page.whole_rows("After exercise").items() if not name.startswith("48 h")}
    for both, (times, *more) in rows.items():
        name, _, where = both.partition("; ")
        # Before them stands the pain during the exercises, where somebody rated it.
        runs = next(cell for cell in more if "→" in cell)
        place = next((p for n, p in SITES.items() if n.lower() == where), None)
        if place is None or (";" not in runs and int(times) > 1):
            continue
        for run in runs.split("; "):
            _, highest, last = (float(part) for part in re.findall(r"[\d.]+", run)[:3])
            # Some session of that time has just these levels in the 48 hours after it.
            answers = []
            for each in page.diary.sessions:
                names = {each.activity.lower(), *(exercise.name.lower() for exercise in each.exercises)}
                # What comes after the end of the next session may be the answer to that one.
                ends_of_next = [other.at.instant for other in page.diary.sessions if other.at.instant > each.at.instant]
                end = min([each.at.instant + 48 * HOUR, *ends_of_next])
                after = [n for e, n in page.levels(place) if each.at.instant < e.at.instant <= end]
                if after and page.holds(each.at.day) and (name.lower() in names or "," in name):
                    answers.append((max(after), after[-1]))
            assert (highest, last) in answers, (name, run)


def test_medicines_ratings_and_motions(page: Page) -> None:
    cares = [c for c in page.diary.cares if c.activity == "medication" and page.holds(c.at.day)]
    said = page.line("Medicines taken")
    assert bool(cares) == bool(said)
    if cares:
        (name, count), *_ = Counter(care.name for care in cares).most_common(1)
        times = {1: "once", 2: "twice"}.get(count, f"{count} times")
        assert name in said
        assert f"400 mg {times}" in said
    rated: dict[date, int] = {}
    for each in page.entries:
        if each.interference is not None:
            rated[each.at.day] = max(rated.get(each.at.day, 0), each.interference)
    said = page.line("Interference with daily life")
    assert bool(rated) == bool(said)
    if rated:
        latest = max(rated)
        assert said.startswith(
            f"{rated[latest]} of 10 on {day(latest)}; median {number(median(rated.values()))}, "
            f"highest {max(rated.values())} (rated on {len(rated)} day"
        )
    motions = [m for m in page.diary.motions if page.holds(m.at.day)]
    if motions and len({(m.movement, m.side) for m in motions}) == 1:
        assert f" {motions[-1].value:g} degrees" in page.line("Range of motion")


def test_the_red_flags_of_the_foot(page: Page) -> None:
    numb = [
        each
        for each in page.diary.entries
        for r in each.readings
        if (r.site, r.side) == ("foot", "left") and {"numbness", "tingling"} & set(r.symptoms)
    ]
    box = page.text.partition("## Red flags\n")[2].partition("\n## ")[0]
    inside = [each for each in numb if page.holds(each.at.day)]
    assert ("foot" in "".join(line for line in box.splitlines() if "In this time" in line)) == bool(inside)
    for line in box.splitlines():
        found = re.search(r"foot, (\d+ \w+)(?: – (\d+ \w+))?, (\d+) entr", line)
        if found:
            days = {day(each.at.day) for each in numb}
            assert {found[1], found[2] or found[1]} <= days
            assert int(found[3]) <= len(numb)
            begins = next(each for each in numb if day(each.at.day) == found[1])
            ends = [each for each in numb if day(each.at.day) == (found[2] or found[1])][-1]
            assert int(found[3]) == len({e.id for e in numb if begins.at.instant <= e.at.instant <= ends.at.instant})


def test_nothing_is_over_without_an_entry_and_nothing_old_is_now(page: Page) -> None:
    later = Page(page.diary, page.now + timedelta(days=3))
    assert not re.search(r"\bcleared\b|\bis over\b|\bwas over\b", later.text)
    for name, place in SITES.items():
        assert not re.search(rf"{name} (has|is|have|are) (not eased|getting|above|crept)", later.text), name
        rows = later.rows("Sites")
        if name in rows and (inside := [e for e, _ in later.levels(place) if later.holds(e.at.day)]):
            assert day(inside[-1].at.day) in rows[name][1]
    assert " now" not in later.line("Now")
