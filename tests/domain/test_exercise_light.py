"""The traffic light of exercise: its bands, what is not known, and what it says of itself."""

from __future__ import annotations

import pytest

from diary.domain.exercise_light import BANDS, LIGHT_BANDS, Bands, Light
from diary.errors import InvalidValue
from diary.settings import Settings, changed

GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED


@pytest.mark.parametrize(
    ("during", "before", "morning", "light"),
    [
        (0, 2, 2, GREEN),
        (3, 2, 3, GREEN),
        (3, 2.5, 3, GREEN),
        (3, 2, 4, AMBER),
        (4, 2, 3, AMBER),
        (5, 2, 2, AMBER),
        (4, 2, 4, RED),
        (5, 2, 5, RED),
        (6, 2, 2, RED),
        (10, 9, 9, RED),
        (2, 7, 7, GREEN),
    ],
)
def test_pain_during_and_the_next_morning_make_the_light(
    during: int, before: float, morning: int, light: Light
) -> None:
    assert BANDS.light(during, before, morning) is light


@pytest.mark.parametrize(
    ("during", "before", "morning", "light"),
    [
        (None, None, None, None),
        (None, 2, 3, None),
        (None, 2, 4, AMBER),
        (3, 2, None, None),
        (3, None, 2, None),
        (4, 2, None, AMBER),
        (6, None, None, RED),
    ],
)
def test_what_was_not_logged_never_makes_it_green(
    during: int | None, before: float | None, morning: int | None, light: Light | None
) -> None:
    assert BANDS.light(during, before, morning) is light


def test_the_bands_are_settings() -> None:
    settings = changed(
        changed(changed(Settings(), "exercise_green", "2"), "exercise_amber", "7"), "exercise_morning", "0"
    )
    bands = settings.bands
    assert bands == Bands(2, 7, 0)
    assert [bands.light(during, 2, 2) for during in (2, 3, 7, 8)] == [GREEN, AMBER, AMBER, RED]
    assert bands.light(2, 2, 3) is AMBER
    for name, (lowest, highest) in LIGHT_BANDS.items():
        for wrong in (lowest - 1, highest + 1):
            with pytest.raises(InvalidValue, match=f"{name} must be a whole number from {lowest} to {highest}"):
                changed(Settings(), name, str(wrong))
        assert getattr(changed(Settings(), name, ""), name) == getattr(Settings(), name)


def test_a_higher_value_never_makes_a_better_light() -> None:
    order = [None, GREEN, AMBER, RED]
    for before in range(11):
        for morning in range(11):
            lights = [order.index(BANDS.light(during, before, morning)) for during in range(11)]
            assert lights == sorted(lights)


def test_what_it_means_is_said_with_both_sources() -> None:
    said = BANDS.explained
    assert all(word in said for word in ("0–3", "4–5", "6–10", "within 1", "Thomeé 1997", "Silbernagel 2007"))
    assert "4 during, or" not in said
    assert "no higher than before" in Bands(0, 5, 0).explained
    assert "pain of 0 during" in Bands(0, 5, 0).explained
