"""What is read first: the days that are there, the red flags, how it stands. Nothing is said that no entry shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.records import Ack, Diary, Entry, Reading, Record, Signs, Usual
from diary.report import report_model
from diary.report.blocks import Beside, Heading, Items, Sheet
from diary.report.build import digest_of
from diary.report.document import sheet_of
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, KNEE, NOW, entry, moment, sample, session

TODAY = NOW.date()


def sheet(*records: Record, now=NOW, **choices: object) -> Sheet:  # type: ignore[no-untyped-def]
    return sheet_of(report_model(review_of(Diary.of(records), now), **choices))  # type: ignore[arg-type]


def items(made: Sheet, heading: str) -> list[str]:
    at = next(n for n, block in enumerate(made.first) if isinstance(block, Heading) and block.text == heading)
    block = made.first[at + 1]
    assert isinstance(block, Items)
    return [f"{item.lead} {item.text}" for item in block.items]


def sign(ago: float, *words: str, site: tuple[str, str] = ("foot", "left"), pain: int | None = None) -> Entry:
    return entry(ago, {}, id=f"{site}{ago}{words}", readings=(Reading(*site, pain, symptoms=words),))


def test_the_strip_has_a_box_for_each_day() -> None:
    late = entry(9, {BACK: 2})
    late = replace(late, recorded=late.at.instant + timedelta(days=2))
    made = sheet(late, *(entry(ago, {BACK: 2}) for ago in (20, 8, 5, 0)))
    boxes = made.trust.splitlines()[1]
    logged = {20, 8, 5, 0}
    expected = ""
    for ago in range(20, -1, -1):
        day = TODAY - timedelta(days=ago)
        expected += " " if expected and day.weekday() == 0 else ""
        expected += "◪" if ago == 9 else "■" if ago in logged else "□"
    assert boxes == f"Day by day: {expected} (■ logged, ◪ late, □ missing)"


@pytest.mark.parametrize(("later", "said"), [(0, "2 Nov"), (1, "2 Nov, 1 day before"), (13, "2 Nov, 13 days before")])
def test_the_last_entry_has_its_day_and_how_long_ago_that_is(later: int, said: str) -> None:
    made = sheet(*(entry(ago, {BACK: 2}) for ago in range(9)), now=NOW + timedelta(days=later))
    assert f"; last entry {said}\n" in f"{made.trust}\n"


def test_a_long_time_has_no_strip() -> None:
    made = sheet(*(entry(ago, {BACK: 2}) for ago in range(90)), since=TODAY - timedelta(days=89))
    assert "Day by day" not in made.trust


def test_none_is_said_only_of_what_was_logged_and_asked() -> None:
    levels = [entry(ago, {BACK: 2}) for ago in (5, 3)]
    assert items(sheet(*levels), "Red flags") == [
        "In this time: not asked about; no entry notes any (2 of 6 days have an entry)."
    ]
    asked = Signs(id="s", at=moment(2))
    assert items(sheet(*levels, asked), "Red flags") == [
        "In this time: asked on 31 Oct, none; no entry notes any (2 of 6 days have an entry)."
    ]
    silent = sheet(entry(60, {BACK: 2}))
    assert items(silent, "Red flags") == [
        "In this time: not asked about; nothing at all was logged, so nothing is known."
    ]


def test_earlier_red_flags_stand_in_the_frame_with_what_was_found() -> None:
    numb = [sign(51, "numbness", "tingling"), sign(49, "numbness"), sign(48, pain=0)]
    told = Ack(
        id="a", at=moment(50), recorded=moment(50).instant, rule="neurological", site="foot", side="left",
        tier="immediate", note="examined, reflexes fine",
    )  # fmt: skip
    levels = [entry(ago, {BACK: 2}) for ago in range(60)]
    _, earlier = items(sheet(*numb, told, *levels), "Red flags")
    assert earlier == (
        "Earlier: Numbness and tingling at the left foot, 12 Sep – 14 Sep, 2 entries; "
        "advice then: get advice the same day; told 13 Sep: examined, reflexes fine; "
        "not in the entry of 15 Sep, 0 of 10."
    )
    (_, without) = items(sheet(*numb, told, *levels, notes=False), "Red flags")
    assert "reflexes" not in without
    assert "told 13 Sep" in without


def test_a_tick_on_the_body_is_shown_by_an_entry_and_never_by_silence() -> None:
    levels = [entry(ago, {BACK: 2}) for ago in range(20)]
    for later, ticked in (([], False), ([sign(10, pain=0)], True), ([sign(10, "numbness", pain=1)], False)):
        made = sheet(*levels, sign(12, "numbness", pain=2), *later)
        beside = next(block for block in made.first if isinstance(block, Beside))
        assert (("foot", "left") in beside.picture.cleared) == ticked
        assert ("Tick:" in beside.small.text) == ticked
        assert ("A finding has ended at: left foot." in beside.picture.alt) == ticked


def test_red_flags_are_told_once() -> None:
    made = sheet(*(entry(ago, {BACK: 2}) for ago in range(9)), sign(2, "numbness"))
    assert items(made, "Red flags")[0].startswith("In this time: Numbness at the left foot, 31 Oct, 1 entry; advice: ")
    assert items(made, "In short")[1] == "Findings No other finding in this time."
    assert not [block for block in made.first if isinstance(block, Heading) and block.text == "Other findings"]


def test_the_line_of_how_it_stands_is_worked_out_from_the_entries() -> None:
    usual = Usual(id="u", at=moment(40), level=2, site=BACK[0], side=BACK[1])
    levels = dict.fromkeys(range(30, 2, -1), 2) | {2: 4, 1: 6, 0: 5}
    gym = session(3, "gym", 21)
    entries = [entry(ago, {BACK: level}) for ago, level in levels.items()]
    now = next(line for line in items(sheet(usual, gym, *entries), "In short") if line.startswith("Now"))
    latest = entries[-1].at.instant
    assert now == (
        "Now Lower back 5 now (usual 2); raised since the entry of Sat 31 Oct 20:00 (4); "
        "the entry before it Fri 30 Oct 20:00 (2); highest reading 6."
    )
    before = next(line for line in items(sheet(usual, gym, *entries), "In short") if line.startswith("Session"))
    hours = (latest - gym.at.instant).total_seconds() // 3600
    assert before == f"Session before it Gym, ended Fri 30 Oct 21:00, {hours:.0f} h before the last entry."


def test_the_worst_of_a_day_is_said_where_it_is_above_the_readings() -> None:
    levels = dict.fromkeys(range(30, 1, -1), 2) | {1: 5, 0: 6}
    for worst, said in ((7, "; worst of a day rated 7 (entry of Mon 2 Nov 20:00)."), (6, "the highest so far.")):
        rated = Reading(*BACK, 6, worst=worst)
        entries = [entry(ago, {BACK: level}) for ago, level in levels.items() if ago]
        made = sheet(*entries, entry(0, {}, readings=(rated,)))
        assert said in items(made, "In short")[0]
        beside = next(block for block in made.first if isinstance(block, Beside))
        assert beside.table.rows[0][4] == ("2–6\nworst 7" if worst == 7 else "2–6")
        dated = "Worst: of a day, as rated beside the level of an entry: lower back 2 Nov."
        assert (dated in beside.small.text) == (worst == 7)


def test_beside_an_open_finding_nothing_is_said_to_be_without_a_clear_change() -> None:
    # Two weeks at 4, above a usual level of 2: the mean has not changed, and the level is where it was.
    usual = Usual(id="u", at=moment(40), level=2, site=BACK[0], side=BACK[1])
    made = sheet(usual, *(entry(ago, {BACK: 4 if ago < 12 else 2, KNEE: 2}) for ago in range(30)), since=day(11))
    change = next(line for line in items(made, "In short") if line.startswith("Change"))
    assert "No clear change at left knee." in change
    assert "back" not in change.partition("No clear change")[2]


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


@pytest.mark.parametrize(("hours", "fresh"), [(30, True), (37, False), (90, False)])
def test_now_is_said_for_a_day_and_a_half(hours: int, fresh: bool) -> None:
    levels = dict.fromkeys(range(30, 4, -1), 2) | dict.fromkeys(range(4, -1, -1), 6)
    made = sheet(
        *(entry(ago, {BACK: level, KNEE: 2}) for ago, level in levels.items()), now=NOW + timedelta(hours=hours - 0.3)
    )
    now = next(line for line in items(made, "In short") if line.startswith("Now"))
    assert ("6 now" in now) == fresh
    assert ("6 at the last entry, 2 Nov" in now) != fresh


def test_the_footer_has_the_edition_of_the_rules_and_a_digest_of_the_data() -> None:
    diary = sample()
    digest = digest_of(diary)
    assert f"Rules edition 2, data {digest}." in sheet_of(report_model(review_of(diary, NOW))).foot
    assert digest == digest_of(Diary.of(list(reversed(diary.records()))))
    first, *rest = diary.entries
    assert digest != digest_of(replace(diary, entries=(replace(first, note="changed"), *rest)))
    assert digest != digest_of(replace(diary, entries=tuple(rest)))
