"""What comes from another app's file raises nothing above discuss by itself."""

from __future__ import annotations

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.replay.replay import replay
from diary.domain.findings import Finding
from diary.domain.records import Version
from diary.review.rule_book import what_counts
from tests.analysis.oracle.case_lines import at, diary, place

KNEE = "d0 20:00 usual knee left 2|"
HIGH = "d1 20:00 knee left 6 @app|d2 20:00 knee left 6 @app|d3 20:30 knee left 6 @app"


def ask(lines: str, as_of: str, rule: str, where: str = "") -> Finding:
    """The answer of a rule for a place, or for the person."""
    found = [f for f in analyze(diary(lines), at(as_of)) if f.rule == rule]
    return next((f for f in found if not where or (f.site, f.side) == place(where)), found[0])


def tier(lines: str, as_of: str, rule: str, where: str = "") -> str | None:
    """The tier of a raised answer."""
    finding = ask(lines, as_of, rule, where)
    return str(finding.tier) if finding.raised else None


CASES = [
    ("chest-pain", "emergency-signs", "", "emergency"),
    ("knee both 4 numbness", "emergency-signs", "", "emergency"),
    ("head center 8 sudden", "emergency-signs", "", "emergency"),
    ("knee left 4 numbness", "neurological", "knee left", "immediate"),
    ("knee left 2 shooting", "nerve-like-pain", "knee left", "immediate"),
    ("fever", "general-signs", "", "immediate"),
    ("weight-loss", "general-signs", "", "report"),
    ("calf left 2 swelling", "swelling", "calf left", "immediate"),
    ("interference 8", "interference", "", "report"),
    ("knee left 9", "sudden-severe", "knee left", "immediate"),
    ("knee left 8 sudden", "sudden-severe", "knee left", "immediate"),
]


@pytest.mark.parametrize(("words", "rule", "where", "here"), CASES, ids=lambda text: text)
def test_one_entry_from_an_app_is_for_the_next_visit(words: str, rule: str, where: str, here: str) -> None:
    assert tier(f"{KNEE}d1 20:00 {words} @app", "d1 21:00", rule, where) == "discuss"
    assert tier(f"{KNEE}d1 20:00 {words}", "d1 21:00", rule, where) == here


@pytest.mark.parametrize("rule", ["worsening", "not-improving-48h"])
def test_days_from_an_app_are_for_the_next_visit_until_one_is_written_here(rule: str) -> None:
    assert tier(KNEE + HIGH, "d3 21:00", rule, "knee left") == "discuss"
    assert tier(f"{KNEE}{HIGH}|d3 21:00 knee left 6", "d3 22:00", rule, "knee left") == "report"


def test_the_word_of_an_app_does_not_lower_what_the_levels_say() -> None:
    word = "d2 12:00 knee left getting-worse @app|d3 12:00 knee left getting-worse @app"
    assert tier(f"{KNEE}{word}", "d3 21:00", "worsening", "knee left") == "discuss"
    assert tier(f"{KNEE}{word}|d2 20:00 knee left 6|d3 20:00 knee left 6", "d3 21:00", "worsening", "knee left") == (
        "report"
    )


def test_what_an_app_says_beside_what_was_written_here_counts() -> None:
    legs = "d1 20:00 knee left 3 numbness{}|d3 20:00 knee right 3 numbness{}"
    assert tier(legs.format(" @app", " @app"), "d3 21:00", "emergency-signs") == "discuss"
    assert tier(legs.format("", " @app"), "d3 21:00", "emergency-signs") == "emergency"
    clot = "d1 20:00 knee left 0 swelling @app|d1 21:00 calf left 3{}"
    assert tier(clot.format(" @app"), "d1 22:00", "swelling", "knee left") == "discuss"
    assert tier(clot.format(""), "d1 22:00", "swelling", "knee left") == "immediate"
    sharp = "d1 20:00 knee left 3 sharp @app|d2 20:00 knee left numbness{}"
    assert tier(sharp.format(" @app"), "d2 21:00", "nerve-like-pain", "knee left") == "discuss"
    found = ask(sharp.format(""), "d2 21:00", "nerve-like-pain", "knee left")
    assert (str(found.tier), len(found.evidence)) == ("immediate", 2)
    nights = "d1 08:00 weight-loss{}|d5 08:00 night-pain @app"
    assert tier(nights.format(" @app"), "d5 09:00", "general-signs") == "discuss"
    assert tier(nights.format(""), "d5 09:00", "general-signs") == "immediate"


def test_of_several_signs_in_the_other_leg_the_one_that_was_written_here_counts() -> None:
    lines = "d1 20:00 knee left 3 numbness|d2 20:00 knee left 3 numbness @app|d3 20:00 knee right 3 numbness @app"
    assert tier(lines, "d3 21:00", "emergency-signs") == "emergency"


def test_weakness_that_gets_worse_is_an_emergency_where_a_part_of_it_was_written_here() -> None:
    one = "d1 20:00 knee left weakness getting-worse{}|d2 20:00 knee left weakness getting-worse{}|"
    two = one + "d3 20:00 knee left weakness getting-worse{}"
    assert tier(one.format(" @app", " @app"), "d3 21:00", "emergency-signs") == "discuss"
    assert tier(two.format("", " @app", " @app"), "d3 21:00", "emergency-signs") == "emergency"
    word = "d1 20:00 knee left weakness @app|d1 21:00 knee left getting-worse @app|d1 22:00 knee left getting-worse|"
    assert tier(f"{word}d2 20:00 knee left weakness getting-worse @app", "d2 21:00", "emergency-signs") == "emergency"


def test_nights_that_were_written_here_count_beside_a_converted_weight_loss() -> None:
    lost = "d1 08:00 weight-loss night-pain @app|"
    nights = "d5 08:00 night-pain @app|d6 08:00 night-pain|d7 08:00 night-pain"
    assert tier(lost + nights, "d7 09:00", "general-signs") == "immediate"
    assert tier(nights, "d7 09:00", "general-signs") == "report"
    assert tier(nights.replace("pain|", "pain @app|") + " @app", "d7 09:00", "general-signs") == "discuss"


def test_interference_is_provisional_where_only_converted_days_are_sure() -> None:
    sure = "|".join(f"d{day} 20:00 interference 1 @app" for day in range(1, 6))
    lines = f"{sure}|d9 20:00 interference 8{{}}"
    assert not ask(lines.format(" @app"), "d9 21:00", "interference").provisional
    assert not ask(lines.format(""), "d9 21:00", "interference").provisional
    first = "d0 20:00 interference 8|" + lines.format(" @app").replace("d9", "d7")
    found = ask(first, "d7 20:00", "interference")
    assert (str(found.tier), found.provisional) == ("report", True)


def test_what_an_app_said_does_not_wait_to_be_told() -> None:
    severe = f"{KNEE}d1 20:00 knee left 9"
    assert tier(severe, "d9 20:00", "sudden-severe", "knee left") == "discuss"
    assert tier(f"{severe} @app", "d9 20:00", "sudden-severe", "knee left") is None
    assert tier("d1 20:00 fever", "d9 20:00", "general-signs") == "discuss"
    assert tier("d1 20:00 fever @app", "d9 20:00", "general-signs") is None


def test_what_was_at_report_waits_although_all_that_is_left_of_it_was_converted() -> None:
    lines = "d1 20:00 fever|d6 20:00 fever @app"
    assert tier(lines, "d10 20:00", "general-signs") == "discuss"
    assert tier(lines, "d14 20:00", "general-signs") == "discuss"
    rated = "d1 20:00 interference 9|d6 20:00 interference 9 @app"
    assert tier(rated, "d14 20:00", "interference") == "discuss"


def test_an_emergency_sign_from_an_app_leaves_after_a_week_and_says_when_to_call() -> None:
    found = ask("d1 20:00 chest-pain @app", "d2 20:00", "emergency-signs")
    assert found.title == "From another app: chest pain"
    assert "call" in found.next_step
    assert "from the start" not in found.summary
    assert tier("d1 20:00 chest-pain @app", "d9 20:00", "emergency-signs") is None


def test_its_words_name_the_app_and_ask_for_the_next_visit() -> None:
    found = ask("d1 20:00 knee left 4 numbness @app", "d1 21:00", "neurological", "knee left")
    assert found.summary.endswith("What comes from Bearable alone asks for no more than that you bring it up.")
    assert found.next_step == "Bring it up at your next appointment."
    assert what_counts(found) == "one entry of the last seven days is enough"
    severe = ask(f"{KNEE}d1 20:00 knee left 9 @app", "d1 21:00", "sudden-severe", "knee left")
    assert "eased" not in severe.title
    assert severe.clears_when == "It leaves this list seven days after the severe entry."


def test_the_history_says_when_it_became_more_urgent() -> None:
    lines = diary("d1 20:00 knee left 4 numbness @app|d2 20:00 knee left 4 numbness")
    versions = [Version(record, record.at.instant, None, "current") for record in lines.records()]
    (past,) = replay(versions, at("d3 20:00"))
    assert [(event.kind, str(event.state and event.state.tier)) for event in past.events] == [
        ("raised", "discuss"),
        ("rose", "immediate"),
    ]


def test_what_is_of_an_earlier_day_on_another_clock_was_not_there_yet() -> None:
    # With the second reading, of the day before on its clock, the first would have been worse for two days.
    lines = "d0 20:00 usual calf left 2|d4 04:19+13 calf left 5|d3 18:01+-10 calf left 6"
    assert ask(lines, "d4 10:01", "worsening", "calf left").tier is None
