"""The red flags that one recent entry raises, place by place; what is known; and those that need several days."""

from __future__ import annotations

import pytest

from diary.analysis.analyzer import analyze
from diary.analysis.rules import general_signs
from diary.analysis.snapshot import snapshot_of
from tests.analysis.diaries import ask, at, diary, on_days, verdict


def raised(rule: str, *lines: str | list[str], as_of: str = "d9 23:00") -> set[str]:
    """What is raised by a rule: "immediate knee left", "report" for the whole person."""
    return {
        " ".join(word for word in (str(finding.tier), finding.site, finding.side) if word)
        for finding in analyze(diary(*lines), at(as_of))
        if finding.rule == rule and finding.raised
    }


@pytest.mark.parametrize("word", ["numbness", "tingling", "weakness"])
def test_each_neurological_word_is_immediate_at_its_place(word: str) -> None:
    assert raised("neurological", f"d9 20:00 hand left {word}") == {"immediate hand left"}
    assert raised("neurological", f"d9 20:00 {word}") == {"immediate"}


def test_what_is_part_of_an_emergency_sign_is_not_said_twice() -> None:
    given = ["d9 20:00 foot left numbness, knee right tingling, hand left numbness"]
    assert raised("neurological", *given) == {"immediate hand left"}
    assert raised("neurological", "d9 20:00 foot both numbness weakness, shoulder left shooting") == set()
    assert raised("neurological", "d9 20:00 foot left numbness weakness, foot right numbness") == {
        "immediate foot left"
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("shooting", True),
        ("electric", True),
        ("radiating", True),
        ("1 radiating", True),
        ("3 sharp", True),
        ("2 sharp", False),
        ("sharp", False),
        ("9 burning", False),
        ("9 throbbing cramping dull", False),
    ],
)
def test_nerve_like_words_are_immediate_and_sharp_from_a_level_of_3(words: str, expected: bool) -> None:
    assert raised("nerve-like-pain", f"d9 20:00 knee left {words}") == ({"immediate knee left"} if expected else set())


TOLD_OF = ["d1 20:00 knee left 3 sharp", "d1 21:00 told nerve-like-pain knee left"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["d9 20:00 knee left 3 sharp"], set()),
        (["d29 20:00 knee left 3 sharp"], set()),
        (["d29 20:01 knee left 3 sharp"], {"immediate"}),
        (["d10 20:00 knee left 4 sharp"], set()),
        (["d10 20:00 knee left 5 sharp"], {"immediate"}),
        (["d2 08:00 usual knee left 3", "d9 20:00 knee left 5 sharp"], {"immediate"}),
        (["d2 08:00 usual knee left 4", "d9 20:00 knee left 5 sharp"], set()),
        (["d9 20:00 knee left 3 sharp numbness"], {"immediate"}),
        (["d9 20:00 knee left 3 sharp", "d8 20:00 knee left weakness"], {"immediate"}),
        (["d9 20:00 knee left 3 sharp", "d8 19:59 knee left weakness"], set()),
        (["d9 20:00 knee left 3 sharp", "d9 20:00 foot left numbness"], set()),
        (["d0 08:00 known knee left numbness", "d9 20:00 knee left 3 sharp numbness"], set()),
        (on_days((9, 10, 11), "knee left 3 sharp"), {"discuss"}),
        (on_days((9, 11), "knee left 3 sharp"), set()),
        ([*on_days((9, 10, 11), "knee left 3 sharp"), "d12 20:00 knee left 5 sharp"], {"immediate"}),
        (on_days((9, 10, 11), "knee left 2 sharp"), set()),
    ],
)
def test_sharp_pain_that_is_not_new(lines: list[str], expected: set[str]) -> None:
    as_of = max(lines, key=lambda line: int(line[1:].split()[0])).split()
    given = raised("nerve-like-pain", TOLD_OF, lines, as_of=f"{as_of[0]} {as_of[1]}")
    assert given == {f"{tier} knee left" for tier in expected}


def test_sharp_pain_that_is_told_stays_told_when_it_falls_to_discuss() -> None:
    given = ["d9 20:00 knee left 3 sharp", "d9 21:00 told nerve-like-pain knee left"]
    given += on_days((14, 15, 16), "knee left 3 sharp")
    found = ask(diary(given), "nerve-like-pain", "d16 21:00")
    assert found.tier == "discuss"
    assert found.acknowledged


@pytest.mark.parametrize(
    "site",
    ["forearm", "wrist", "hand", "thumb", "fingers", "shin", "calf", "ankle", "heel", "foot", "toes"],
)
def test_burning_far_from_the_spine_on_three_days_is_to_report(site: str) -> None:
    assert raised("nerve-like-pain", on_days((7, 8, 9), f"{site} left burning")) == {f"report {site} left"}
    assert raised("nerve-like-pain", on_days((8, 9), f"{site} left burning")) == set()
    assert raised("nerve-like-pain", on_days((7, 8, 9), "knee left 5 burning")) == set()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["d9 20:00 heel left cant-bear-weight"], {"immediate heel left"}),
        (["d9 20:00 hand left cant-bear-weight"], set()),
        (["d2 20:00 night-pain", "d9 20:00 weight-loss"], {"immediate"}),
        (["d9 20:00 night-pain", "d2 20:00 weight-loss"], {"immediate"}),
        (["d2 19:59 night-pain", "d9 20:00 weight-loss"], {"report"}),
        (["d1 08:00 known night-pain", "d9 20:00 night-pain weight-loss"], {"report"}),
        (on_days((8, 9), "knee left giving-way"), {"discuss knee left"}),
        (on_days((8, 9), "knee left locking"), {"discuss knee left"}),
        (on_days((9, 9), "knee left locking"), set()),
        (on_days((1, 9), "knee left locking"), set()),
        (on_days((8, 9), "knee left clicking"), set()),
        (["d8 20:00 knee left locking", "d9 20:00 knee left giving-way"], set()),
        (["d8 20:00 knee left locking", "d9 20:00 knee right locking"], set()),
    ],
)
def test_general_signs_that_depend_on_others(lines: list[str], expected: set[str]) -> None:
    assert raised("general-signs", lines) == expected


@pytest.mark.parametrize(
    ("beside", "tier"),
    [
        ("d7 20:00 calf left 1", "immediate"),
        ("d7 19:59 calf left 1", "discuss"),
        ("d11 20:00 hamstring left tight", "immediate"),
        ("d11 20:01 hamstring left tight", "discuss"),
        ("d9 20:00 calf right 5", "discuss"),
        ("d9 20:00 shin both 5", "immediate"),
        ("d9 20:00 calf left 0", "discuss"),
        ("d9 20:00 foot left 5", "discuss"),
    ],
)
@pytest.mark.parametrize("site", ["knee", "ankle", "foot"])
def test_swelling_below_a_sore_leg_is_for_a_doctor(site: str, beside: str, tier: str) -> None:
    swollen = f"d9 20:00 {site} left swelling"
    assert raised("swelling", swollen, beside, as_of="d12 20:00") == {f"{tier} {site} left"}
    assert raised("swelling", swollen.replace(site, "heel"), beside, as_of="d12 20:00") == {"discuss heel left"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fever", {"immediate"}),
        ("breathlessness", {"immediate"}),
        ("knee left fever", {"immediate"}),
        ("knee left hot-joint", {"immediate knee left"}),
        ("weight-loss", {"report"}),
        ("weight-loss, fever", {"immediate"}),
        ("night-pain", set()),
        ("fatigue", set()),
    ],
)
def test_general_signs(words: str, expected: set[str]) -> None:
    assert raised("general-signs", f"d9 20:00 {words}") == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [((7, 8, 9), {"report"}), ((8, 9), set()), ((2, 5, 9), {"discuss"}), ((3, 5, 9), {"report"}), ((8, 9, 9), set())],
)
def test_pain_on_three_nights_of_the_last_seven_days_is_to_report(days: tuple[int, ...], expected: set[str]) -> None:
    assert raised("general-signs", on_days(days, "night-pain"), as_of="d10 20:00") == expected


@pytest.mark.parametrize(
    ("place", "tier"),
    [
        ("calf left", "immediate"),
        ("shin both", "immediate"),
        ("thigh right", "immediate"),
        ("hamstring right", "immediate"),
        ("knee left", "discuss"),
        ("ankle left", "discuss"),
        ("foot left", "discuss"),
    ],
)
def test_swelling_of_the_lower_leg_or_thigh_is_for_a_doctor(place: str, tier: str) -> None:
    assert raised("swelling", f"d9 20:00 {place} swelling") == {f"{tier} {place}"}
    assert raised("swelling", "d9 20:00 swelling") == {"discuss"}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("neurological", "hand left numbness"),
        ("nerve-like-pain", "hand left shooting"),
        ("general-signs", "fever"),
        ("swelling", "knee left swelling"),
    ],
)
def test_a_sign_counts_for_seven_days_and_not_before_it_was_felt(rule: str, words: str) -> None:
    given = f"d2 20:00 {words}"
    assert raised(rule, given, as_of="d9 20:00")
    # Then what was more than to discuss waits until somebody is told, for a time.
    waits = set() if rule == "swelling" else {"discuss"}
    assert {finding.split()[0] for finding in raised(rule, given, as_of="d9 20:01")} == waits
    assert {finding.split()[0] for finding in raised(rule, given, as_of="d30 20:00")} == waits
    assert not raised(rule, given, as_of="d30 20:01")
    assert not raised(rule, given, f"d3 20:00 told {rule} {words.rpartition(' ')[0]}", as_of="d9 20:01")
    assert not raised(rule, given, as_of="d2 19:59")


@pytest.mark.parametrize(
    ("known", "covered"),
    [
        ("d0 08:00 known hand left numbness", True),
        ("d0 08:00 known hand right numbness", False),
        ("d0 08:00 known hand both numbness", True),
        ("d0 08:00 known wrist left numbness", False),
        ("d0 08:00 known numbness", False),
        ("d0 08:00 known hand left tingling", False),
        ("d9 21:00 known hand left numbness", True),
        ("d9 23:01 known hand left numbness", False),
    ],
)
def test_what_is_known_covers_exactly_its_word_and_place(known: str, covered: bool) -> None:
    assert raised("neurological", known, "d9 20:00 hand left numbness") == (
        set() if covered else {"immediate hand left"}
    )


def test_left_and_right_known_cover_both() -> None:
    left, right = "d0 08:00 known hand left numbness", "d0 08:00 known hand right numbness"
    assert not raised("neurological", left, right, "d9 20:00 hand both numbness")
    assert raised("neurological", left, "d9 20:00 hand both numbness")


def test_a_known_word_without_a_site_covers_the_person_s_words() -> None:
    assert raised("general-signs", "d0 08:00 known fever", "d9 20:00 fever") == set()
    assert raised("general-signs", "d0 08:00 known fever", "d9 20:00 knee left fever") == set()
    assert raised("neurological", "d0 08:00 known numbness", "d9 20:00 numbness") == set()


def test_an_entry_that_says_worse_is_read_as_if_nothing_were_known() -> None:
    known = "d0 08:00 known hand left numbness"
    assert raised("neurological", known, "d9 20:00 hand left numbness getting-worse")
    assert raised("neurological", known, "d9 20:00 hand left numbness, getting-worse")
    assert raised("neurological", known, "d9 20:00 hand left numbness, knee left getting-worse")
    assert not raised("neurological", known, "d9 20:00 hand left numbness", "d9 20:01 getting-worse")


@pytest.mark.parametrize(("ended", "covered"), [("d9 20:01", True), ("d9 20:00", False), ("d8 20:00", False)])
def test_what_is_no_longer_known_was_known_until_it_ended(ended: str, covered: bool) -> None:
    given = ["d0 08:00 known hand left numbness", f"{ended} ended hand left numbness", "d9 20:00 hand left numbness"]
    assert bool(raised("neurological", *given)) is not covered


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (on_days((7, 8, 9), "fatigue"), "raised discuss"),
        (on_days((8, 9), "fatigue"), "clear"),
        (on_days((7, 8, 9), "fatigue 4"), "raised discuss"),
        (on_days((7, 8, 9), "fatigue 3"), "clear"),
        ([*on_days((7, 8), "fatigue 9"), "d9 20:00 fatigue"], "raised discuss"),
        ([*on_days((8, 9), "fatigue 9"), "d9 21:00 fatigue"], "clear"),
        ([*on_days((5, 9), "fatigue"), "d2 23:00 fatigue"], "raised discuss"),
        ([*on_days((5, 9), "fatigue"), "d2 22:59 fatigue"], "clear"),
    ],
)
def test_fatigue_counts_on_three_of_the_last_seven_days(lines: list[str], expected: str) -> None:
    assert verdict(diary(lines), "fatigue", "d9 23:00") == expected


@pytest.mark.parametrize(
    ("usual", "values", "expected"),
    [
        (2, "7", "raised report"),
        (2, "6", "clear"),
        (5, "7", "raised report"),
        (6, "7", "clear"),
        (6, "8", "raised report"),
        (2, "5 5", "raised report"),
        (2, "5 4", "clear"),
        (3, "5 5", "raised report"),
        (4, "5 5", "clear"),
        (2, "5 0 5", "raised report"),
        (2, "5 0 0 5", "clear"),
        (2, "5 . . . 5", "raised report"),
        (2, "5 . . . . . . 5", "raised report"),
        (2, "5 . . . . . . . 5", "clear"),
        (2, "7 0 0 0 0 0 0 0", "raised report"),
        (2, "7 0 0 0 0 0 0 0 0", "raised discuss"),
    ],
)
def test_interference_is_judged_by_the_highest_of_each_day(usual: int, values: str, expected: str) -> None:
    last = len(values.split()) - 1
    given = [f"d{n} 20:00 interference {value}" for n, value in enumerate(values.split()) if value != "."]
    found = verdict(diary(f"d0 08:00 usual interference {usual}", given), "interference", f"d{last} 20:00")
    assert found == expected


def test_interference_without_a_usual_level_is_compared_with_none() -> None:
    assert verdict(diary("d1 20:00 interference 7"), "interference", "d1 20:00") == "raised report provisional"
    assert verdict(diary("d1 20:00 interference 6"), "interference", "d1 20:00") == "clear"
    assert verdict(diary("d1 20:00 interference 5", "d1 21:00 interference 5"), "interference", "d1 21:00") == "clear"
    assert verdict(diary("d1 20:00 knee left 3"), "interference", "d1 20:00") == "insufficient"
    assert verdict(diary("d1 20:00 interference 3"), "interference", "d8 20:01") == "insufficient"


@pytest.mark.parametrize(
    ("days", "value", "expected"),
    [
        ((1, 2, 3, 17), 7, "raised discuss provisional"),
        ((1, 2, 3, 17), 8, "raised report"),
        ((1, 2, 3, 18), 7, "raised report provisional"),
        ((1, 2, 3), 7, "raised report provisional"),
    ],
)
def test_the_usual_interference_is_learned_from_the_diary(days: tuple[int, ...], value: int, expected: str) -> None:
    given = diary(on_days(days, "interference 6"), f"d20 20:00 interference {value}")
    assert verdict(given, "interference", "d20 20:00") == expected


def test_interference_over_two_days_is_provisional_where_one_of_them_had_no_usual_level() -> None:
    given = [*on_days((0, 1), "interference 2"), "d3 20:00 interference 2"]
    # Day 5 knows two days, day 7 four.
    given += ["d4 20:00 interference 2", "d5 20:00 interference 5", "d7 20:00 interference 5"]
    assert verdict(diary(given), "interference", "d7 20:00") == "raised report provisional"


def test_sharp_pain_alone_says_nothing_of_a_nerve_and_both_sides_read_as_people_speak() -> None:
    finding = next(f for f in analyze(diary("d9 20:00 knee both 4 sharp"), at("d9 23:00")) if f.raised)
    assert finding.title == "Sharp pain at both knees"
    assert "nerve" not in f"{finding.summary} {finding.next_step}"
    assert "nerve" in next(f for f in analyze(diary("d9 20:00 knee left shooting"), at("d9 23:00")) if f.raised).summary


@pytest.mark.parametrize("words", ["fever", "knee left hot-joint", "calf left swelling", "foot left cant-bear-weight"])
def test_what_a_doctor_must_see_is_not_for_the_therapist_alone(words: str) -> None:
    finding = next(f for f in analyze(diary(f"d9 20:00 {words}"), at("d9 23:00")) if f.raised)
    assert finding.next_step.startswith("Call a doctor today; do not wait for your therapist.")


def test_what_takes_several_days_is_there_since_the_last_of_them_and_marked_on_all() -> None:
    fatigue = ask(diary(on_days((7, 8, 9), "fatigue")), "fatigue", "d9 23:00")
    assert fatigue.since == at("d9 20:00")
    nights = diary(on_days((7, 8, 9), "night-pain"))
    assert len(list(general_signs.marked(snapshot_of(nights, at("d9 23:00"))))) == 3
    assert "On 3 of the last seven days." in ask(nights, "general-signs", "d9 23:00").summary
