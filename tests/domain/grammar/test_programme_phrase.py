"""The home programme in one line: exercises with their dose, how often, from when and until when."""

from __future__ import annotations

import pytest

from diary.domain.describe import dosage_of
from diary.domain.grammar.day_phrases import match_day, match_day_phrase
from diary.domain.grammar.frequency import match_frequency
from diary.domain.grammar.programme_phrase import parse_programme, plan_words
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.tokens import tokens_of
from diary.errors import UnclearLine
from tests.domain.grammar.test_times import THURSDAY

FREQUENCIES = [
    ("3 times a week", 3), ("3x a week", 3), ("3x/week", 3), ("3/week", 3), ("three times per week", 3),
    ("5 days a week", 5), ("once a week", 1), ("twice weekly", 2), ("weekly", 1), ("daily", 7), ("every day", 7),
    ("twice a day", 14), ("2x/day", 14), ("3 times daily", 21), ("once daily", 7), ("every other day", 3),
    ("mon, wed and fri", 3), ("on mondays and thursdays", 2), ("on tuesdays", 1), ("tds", 21),
    ("monday", None), ("3 times", None), ("week", None), ("99 times a day", None), ("0 times a week", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "per_week"), FREQUENCIES)
def test_how_often_is_a_number_a_week(text: str, per_week: int | None) -> None:
    tokens = tokens_of(text)
    found = match_frequency(tokens, 0)
    assert (found and found.per_week) == per_week
    assert found is None or found.used == len(tokens)


DOSES = [
    ("3x10", "3x10", None), ("3 x 10", "3x10", None), ("3×10", "3x10", None), ("3 sets of 10", "3x10", None),
    ("3 times 10", "3x10", None), ("3 times of 10", "3x10", None), ("3 rounds of 10", "3x10", None),
    ("three sets of ten", "3x10", None), ("three times ten", "3x10", None), ("3 sets of fifteen", "3x15", None),
    ("twice 10", "2x10", None), ("10 reps 3 sets", "3x10", None), ("10 reps, 3 sets", "3x10", None),
    ("3 sets, 10 reps", "3x10", None), ("10 reps x 3", "3x10", None), ("10 x 3 sets", "3x10", None),
    ("10 reps 3 times", "3x10", None), ("3 times 30 seconds", "3x30s", None), ("3 times for 30 s", "3x30s", None),
    ("30 s x 3", "3x30s", None), ("30s x3", "3x30s", None), ("30 seconds 3 times", "3x30s", None),
    ("30 s hold x 3", "3x30s", None), ("3 times 1 min", "3x60s", None), ('3x30"', "3x30s", None), ('30"', "30s", None),
    ("3x30s each side", "3x30s", None), ("30 s each side 3 times", "3x30s", None), ("10 each leg x 3", "3x10", None),
    ("10 each side", "x10", None), ("10/side", "x10", None), ("2 min", "120s", None), ("a minute", "60s", None),
    ("half a minute", "30s", None), ("ten times", "x10", None), ("20 times", "x20", None), ("5x", "x5", None),
    ("5 reps of 10 seconds", "x5 10s", None), ("3 sets of 10 x 5 s", "3x10x5s", None),
    ("3 times 10 with 5 kg", "3x10 @5 kg", None), ("hold 10 s, 10 reps", "x10 10s", None),
    ("3 times a week", "", 3), ("3 times a day", "", 21), ("3x a week", "", 3), ("three times a week", "", 3),
    ("3 times 10 3 times a week", "3x10", 3), ("10 reps 3 times a day", "x10", 21), ("3x10 3x a week", "3x10", 3),
    ("30 s x 3 daily", "3x30s", 7), ("3 times 30 seconds twice a day", "3x30s", 14),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dose", "per_week"), DOSES)
def test_the_ways_to_write_a_dose(text: str, dose: str, per_week: int | None) -> None:
    (found,) = parse_programme(f"heel raises {text}".split(), now=THURSDAY).exercises
    assert (dosage_of(found.exercise), found.per_week) == (dose, per_week)
    session = parse_session(f"home: heel raises {text}".split(), now=THURSDAY)
    of_session = session.exercises[0] if session.exercises else None
    if text not in ("20 times", "ten times", "30 s each side 3 times"):  # a remark there, as of a walk
        assert of_session is None or dosage_of(of_session) == dose


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("3 sets of 8 to 12", ("heel raises 3 sets of 8", "heel raises 3 sets of 12")),
        ("10-12 reps", ("heel raises 10 reps", "heel raises 12 reps")),
    ],
)
def test_of_a_range_both_ends_are_offered(text: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_programme(f"heel raises {text}".split(), now=THURSDAY)
    assert refusal.value.lines[:2] == lines


DAYS = [
    # It is Thursday 5 March 2026.
    ("since monday", "since", "2026-03-02"),
    ("from monday", "since", "2026-03-09"),
    ("from today", "since", "2026-03-05"),
    ("since 1 march", "since", "2026-03-01"),
    ("since 1 dec", "since", "2025-12-01"),
    ("since yesterday", "since", "2026-03-04"),
    ("until 1 may", "until", "2026-05-01"),
    ("until friday", "until", "2026-03-06"),
    ("until 2026-05", "until", "2026-05"),
    ("until may", "until", "2026-05"),
    ("since 2019", "since", "2019"),
    ("since march 2024", "since", "2024-03"),
    ("since november", "since", "2025-11"),
    ("since 11/2024", "since", "2024-11"),
    ("since 3 weeks", "since", "2026-02-12"),
    ("since 2 months", "since", "2026-01"),
    ("since three years", "since", "2023"),
    ("since 29 feb 2024", "since", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "field", "day"), DAYS)
def test_the_days_between_which_it_runs(text: str, field: str, day: str) -> None:
    tokens = tokens_of(text)
    found = match_day_phrase(tokens, 0, THURSDAY)
    assert found is not None
    assert (found.used, found.field, found.day) == (len(tokens), field, day)


def test_a_length_is_until_or_since() -> None:
    tokens = tokens_of("for 6 weeks")
    ends, begins = match_day_phrase(tokens, 0, THURSDAY), match_day_phrase(tokens, 0, THURSDAY, ends=False)
    assert ends is not None
    assert begins is not None
    assert (ends.field, ends.days, begins.field, begins.day) == ("until", 42, "since", "2026-01-22")
    assert match_day(tokens_of("21:00"), 0, THURSDAY) is None


UNDERSTOOD = [
    ("squats 3x10 @20kg 3 times a week", ["squats 3x10 @20 kg 3 times a week"], "", ""),
    ("squats", ["squats"], "", ""),
    ("walk 30 min 5 times a week", ["walk 30 min 5 times a week"], "", ""),
    ("squats 3x10, plank 3x30s, bridges 2x15 band red, daily from monday",
     ["squats 3x10 daily", "plank 3x30s daily", "bridges 2x15 band red daily"], "2026-03-09", ""),
    ("squats 3x10 twice a week, plank 3x30s daily", ["squats 3x10 twice a week", "plank 3x30s daily"], "", ""),
    ("squats, 3x10, 20 kg, weekly", ["squats 3x10 @20 kg once a week"], "", ""),
    ("plank 3x30s daily for 6 weeks", ["plank 3x30s daily"], "", "2026-04-15"),
    ("plank 3x30s daily for 6 weeks from monday", ["plank 3x30s daily"], "2026-03-09", "2026-04-19"),
    ("daily squats 3x10", ["squats 3x10 daily"], "", ""),
    ("single leg squat 2x8 until 1 may", ["single leg squat 2x8"], "", "2026-05-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "plans", "since", "until"), UNDERSTOOD)
def test_a_line_is_understood(text: str, plans: list[str], since: str, until: str) -> None:
    draft = parse_programme(text.split(), now=THURSDAY)
    assert [plan_words(each.plan(id="1", at=THURSDAY.moment)) for each in draft.exercises] == plans
    assert (draft.since, draft.until) == (since, until)
    again = parse_programme(", ".join(plans).split(), now=THURSDAY)
    assert [each.exercise for each in again.exercises] == [each.exercise for each in draft.exercises]


def test_words_that_are_no_dose_are_the_note_of_their_exercise() -> None:
    draft = parse_programme(
        ["squats", "3x10", "each", "side", "mon", "and", "thu,", "plank", "3x30s", "--", "slowly"], now=THURSDAY
    )
    assert [each.note for each in draft.exercises] == ["each side; Mon, Thu; slowly", "slowly"]
    assert draft.remarks == ("taken as the note: “each side; Mon, Thu”",)


REFUSED = [
    ("squats 3x10 pain 4", ("squats 3x10 -- pain 4",)),
    ("squats 3x10 monday", ("squats 3x10 from monday", "squats 3x10 until monday")),
    ("squats 3x10 since 1 march since monday", ("squats 3x10 since 1 march -- 'since monday'",)),
    ("squats 3x10 effort 5 daily", ("squats 3x10 daily -- effort 5",)),
    ("daily", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "lines"), REFUSED)
def test_what_is_unclear_is_refused_with_lines_that_work(text: str, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnclearLine) as refusal:
        parse_programme(text.split(), now=THURSDAY)
    assert tuple(line.replace("'", "") for line in refusal.value.lines) == tuple(
        line.replace("'", "") for line in lines
    )
    for line in refusal.value.lines:
        assert parse_programme(line.replace("'", "").split(), now=THURSDAY).exercises
