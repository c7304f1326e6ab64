"""What was raised in a period and has cleared stands in the report: all of it, at its strongest, with its last day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.rules.base import Rule
from diary.domain.findings import Finding, Tier
from diary.domain.records import Ack, Diary, Entry, Motion, Question, Reading, Record, Usual
from diary.domain.thresholds import Thresholds
from diary.report import Report, report_model, to_markdown
from diary.report.flag_facts import EARLIER, NEVER_RED, _past, _past_cards, earlier_rows, flag_rows
from diary.report.model import FlagRow, Outcome
from diary.report.tables import flags_table
from diary.review.history import past_flags
from diary.review.rule_book import RULE_OF, SIGN_RULES
from diary.review.snapshot import Review, review_of
from tests.charts.diaries import BACK, KNEE, NOW, entry, moment, session
from tests.report.test_recomputed import generated

Key = tuple[str, str | None, str | None, str | None]


def long_rises(seed: int, days: int = 400) -> Diary:
    """A back that goes up for weeks and down again, logged every few days."""
    chance, records, ago, above = Random(seed), list[Record](), float(days), 0
    every, usual = chance.choice((1.0, 2.0, 3.0, 5.0, 8.0, 9.9)), chance.randint(0, 3)
    while ago > 0:
        if chance.random() < 0.08 * every**0.5:
            above = chance.choice((0, 0, 2, 3, 4, 5))
        level = max(0, min(10, usual + above + chance.choice((0, 0, 0, -1, 1))))
        records.append(entry(ago, {BACK: level}, id=f"e{len(records)}"))
        if chance.random() < 0.1:
            records.append(session(ago, hour=chance.uniform(0, 19), id=f"s{len(records)}"))
        ago -= every
    if chance.random() < 0.4:
        records.append(
            Usual(id="u", at=moment(chance.choice((400, 200, 100))), level=usual, site=BACK[0], side=BACK[1])
        )
    return Diary.of(records)


def asked_at_each_entry(review: Review, first: date) -> dict[Key, tuple[int, bool]]:
    """How strong each finding was at its strongest, by asking after each entry of the period."""
    best: dict[Key, tuple[int, bool]] = {}
    for each in review.entries:
        if each.at.day >= first:
            for found in analyze(review.diary, each.at.local):
                if found.raised and found.tier and found.tier is not Tier.EXPECTED:
                    key = (found.rule, found.site, found.side, found.movement)
                    best[key] = min(best.get(key, (9, True)), (found.tier.rank, not found.confirmed))
    return best


@pytest.mark.parametrize("seed", [2, 3, 7, 11])
def test_whatever_stood_after_an_entry_of_the_period_is_in_the_report(seed: int) -> None:
    review, first = review_of(long_rises(seed), NOW), NOW.date() - timedelta(days=28)
    rows = flag_rows(review, first, True)
    # What is raised now stands there as it is now.
    there = {(row.rule, *(row.place or (None, None)), None): 0 if row.open else row.tier.rank for row in rows}
    for key, (rank, _) in asked_at_each_entry(review, first).items():
        assert there[key] <= rank


def rows_of(rule: str, *records: Record) -> list[FlagRow]:
    review = review_of(Diary.of(records), NOW)
    return [row for row in flag_rows(review, NOW.date() - timedelta(days=28), True) if row.rule == rule]


def test_an_old_sign_that_was_told_of_in_the_period_is_in_its_report() -> None:
    sign = entry(200, {BACK: 3})
    told = Ack(id="told", at=moment(11), rule="emergency-signs", tier="emergency", confirmed=True)
    ordinary = [entry(ago, {BACK: 2}) for ago in range(1, 40)]
    (row,) = rows_of("emergency-signs", replace(sign, symptoms=("saddle-numbness",)), told, *ordinary)
    assert row.tier is Tier.EMERGENCY


def test_a_movement_that_shrank_was_raised_until_its_last_measurement_without_an_entry_in_between() -> None:
    values = {60: 100, 56: 95, 52: 85, 41: 84, 25: 84, 10: 105}
    motions = [
        Motion(id=f"m{ago}", at=moment(ago), movement="flexion", side="left", value=value)
        for ago, value in values.items()
    ]
    (row,) = rows_of("range-of-motion", *motions)
    assert row.until is not None
    assert row.until.date() == moment(25).day
    assert [shown.value for shown in row.evidence][-1] == 84


def test_a_diary_of_this_kind_has_flags_that_have_cleared() -> None:
    review = review_of(long_rises(2), NOW)
    assert any(isinstance(each, Entry) for each in review.entries)
    assert any(not row.open for row in flag_rows(review, NOW.date() - timedelta(days=365), True))


def sign(ago: float, *words: str, site: tuple[str, str] = ("foot", "left"), pain: int | None = None) -> Entry:
    return entry(ago, {}, id=f"{site}{ago}{words}", readings=(Reading(*site, pain, symptoms=words),))


def report_of(*records: Record, since: int = 60, now: datetime = NOW) -> Report:
    return report_model(review_of(Diary.of(records), now), since=NOW.date() - timedelta(days=since))


def said(report: Report) -> str:
    """Every word of the report but its log and its rules."""
    chosen = replace(report, sections=tuple(name for name in report.sections if name not in ("log", "rules")))
    return to_markdown(chosen)


TOLD = Ack(
    id="a", at=moment(13, 21), recorded=moment(13, 21).instant, rule="neurological", site="foot", side="left",
    tier="immediate",
)  # fmt: skip


@pytest.mark.parametrize("told", [True, False])
def test_silence_never_ends_a_flag(told: bool) -> None:
    logged = [entry(ago, {BACK: 3}) for ago in range(27, 13, -1)]
    report = report_of(*logged, sign(13, "numbness"), *([TOLD] if told else []), since=27)
    row = next(row for row in report.flags if row.rule == "neurological")
    words = said(report)
    assert not re.search(r"cleared|is over|was over", words)
    assert (row.open, row.outcome, row.outcome_text) == (not told, Outcome.SILENT, "not logged again since 20 Oct")
    # It must not hide in a number either, and keeps the advice that was given.
    of_telling = "; told 20 Oct" if told else "; not noted as told"
    line = f"Numbness at the left foot, 20 Oct, 1 entry; advice then: get advice the same day{of_telling}"
    assert f"{line}; not logged again since 20 Oct." in words


def test_only_a_later_entry_at_the_place_without_the_sign_ends_it() -> None:
    numb = [sign(51, "numbness", "tingling"), sign(50, "numbness"), sign(48, "tingling")]
    others = [entry(ago, {BACK: 2}) for ago in range(60)]
    (row,) = report_of(*numb, *others).flags
    assert (row.outcome, row.outcome_text) == (Outcome.SILENT, "not logged again since 15 Sep")
    (row,) = report_of(*numb, *others, sign(47, pain=1)).flags
    assert (row.outcome, row.outcome_text) == (Outcome.EASED, "not in the entry of 16 Sep, 1 of 10")


def test_a_sign_has_the_days_of_its_entries_and_all_their_words() -> None:
    numb = [sign(51, "numbness", "tingling"), sign(50, "numbness"), sign(48, "tingling"), sign(47, pain=0)]
    (row,) = report_of(*numb, *(entry(ago, {BACK: 2}) for ago in range(60))).flags
    assert row.title == "Numbness and tingling at the left foot"
    assert (row.seen, row.entries) == ((moment(51).day, moment(48).day), 3)
    ((_, _, when, readings, _),) = flags_table([row], NOW.date()).rows
    assert when == "12 Sep – 15 Sep, 3 entries\nnot in the entry of 16 Sep, 0 of 10"
    assert readings == "numbness, tingling"


def test_severe_pain_that_eased_is_dated_by_the_severe_readings() -> None:
    levels = {20: 2, 19: 2, 18: 9, 17: 3, 16: 2, 15: 2}
    row = next(
        row for row in report_of(*(entry(a, {BACK: n}) for a, n in levels.items()), entry(1, {BACK: 2})).flags
        if row.rule == "sudden-severe"
    )  # fmt: skip
    assert row.seen == (moment(18).day, moment(18).day)
    assert (row.outcome, row.outcome_text) == (Outcome.EASED, "3 on 16 Oct")


def test_past_flags_speak_in_the_past() -> None:
    levels = (
        dict.fromkeys(range(40, 24, -1), 2) | dict.fromkeys(range(24, 18, -1), 6) | dict.fromkeys(range(18, 0, -1), 2)
    )
    report = report_of(*(entry(ago, {BACK: level}) for ago, level in levels.items()), since=30)
    rows = [row for row in report.flags if row.place == BACK]
    assert rows
    assert all(" has " not in row.title and " is " not in row.title for row in rows)
    assert any(row.outcome_text == "2 on 15 Oct" for row in rows)


def test_a_level_that_nobody_said_is_usual_is_asked_about_and_not_called_a_rise() -> None:
    report = report_of(*(entry(ago, {KNEE: 4 + (ago == 3)}) for ago in range(13, -1, -1)), since=27)
    (row,) = report.flags
    assert row.title == "Left knee: no usual level stated, to be asked; logged 4 to 5"
    assert "not eased" not in said(report)


def test_the_paper_speaks_to_the_clinic_and_not_to_the_person() -> None:
    numb = [sign(9, "numbness"), sign(8, "swelling", site=("calf", "left"), pain=5)]
    high = [entry(ago, {BACK: 2 if ago > 5 else 7}, interference=8) for ago in range(40)]
    whole = replace(entry(3, {}), symptoms=("saddle-numbness", "fever"))
    drop = Entry(id="d", at=moment(4), readings=(Reading("foot", "right", symptoms=("foot-drop",)),))
    words = said(report_of(*numb, *high, whole, drop, Question(id="q", at=moment(1), note="May I?")))
    assert not re.search(r"\byou\b|\byour\b|diary told|call your|not told yet", words, re.IGNORECASE)


@pytest.mark.parametrize("hours", [37, 80, 400])
def test_nothing_in_the_present_rests_on_an_old_reading(hours: int) -> None:
    levels = dict.fromkeys(range(30, 4, -1), 2) | dict.fromkeys(range(4, -1, -1), 7)
    numb = sign(0, "numbness")
    now = NOW + timedelta(hours=hours)
    report = report_of(*(entry(ago, {BACK: n}, hour=20) for ago, n in levels.items()), numb, now=now)
    for row in report.flags:
        assert not re.search(r"\b(has|have|is|are) (not|getting|worse|crept|above)", row.title), row.title


def test_rules_that_are_left_out_of_the_earlier_ones_can_never_be_red() -> None:
    assert set(RULE_OF) > NEVER_RED
    assert not NEVER_RED & SIGN_RULES
    # Each finding of them that ever stood in any of the tests' diaries asks for less than advice on the same day.
    for seed in range(4):
        review = review_of(generated(seed), NOW)
        first = NOW.date() - timedelta(days=30)
        every = [_past(group, review, True) for group in _past_cards(review, first - EARLIER, first)]
        told = [row for row in every if row.is_red and row.seen and row.seen[1] < first]
        assert [(row.rule, row.seen) for row in told] == [(r.rule, r.seen) for r in earlier_rows(review, first, True)]


@pytest.mark.parametrize("seed", [2, 3, 7, 11])
def test_what_is_past_is_asked_of_its_own_rule_alone_and_says_what_it_says_beside_all(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def counted(diary: Diary, as_of: datetime, *, thresholds: Thresholds, rules: Sequence[Rule]) -> tuple[Finding, ...]:
        asked.append(tuple(rule.name for rule in rules))
        answers = analyze(diary, as_of, thresholds=thresholds)
        alone = [found for found in answers if found.rule in asked[-1]]
        assert list(analyze(diary, as_of, thresholds=thresholds, rules=rules)) == alone
        return answers

    monkeypatch.setattr("diary.review.history.analyze", counted)
    review, first = review_of(long_rises(seed), NOW), NOW.date() - timedelta(days=300)
    flags = past_flags(review, first)
    assert sorted(asked) == sorted((flag.finding.rule,) for flag in flags)
