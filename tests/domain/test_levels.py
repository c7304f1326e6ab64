"""The level of a reading where only other levels were given."""

from __future__ import annotations

import pytest

from diary.domain.levels import level_remark, with_level
from diary.domain.records import Reading
from diary.domain.validate import tidy
from tests.store.samples import entry


@pytest.mark.parametrize(
    ("given", "level", "remark"),
    [
        ({"on_movement": 6, "worst": 8, "rest": 3}, 6, "the level is taken as 6, the one on movement"),
        ({"worst": 8, "rest": 3, "best": 1}, 8, "the level is taken as 8, the worst"),
        ({"rest": 3, "best": 1}, 3, "the level is taken as 3, the one at rest"),
        ({"on_movement": 0, "worst": 8}, 0, "the level is taken as 0, the one on movement"),
        ({"pain": 2, "on_movement": 6}, 2, ""),
        ({"pain": 0, "worst": 6}, 0, ""),
        # The best one alone would make the pain look less than it was.
        ({"best": 1}, None, ""),
        ({"qualities": ("dull",)}, None, ""),
    ],
)
def test_the_level_is_the_one_on_movement_else_the_worst_else_at_rest(
    given: dict[str, int], level: int | None, remark: str
) -> None:
    reading = Reading("knee", "left", **given)  # type: ignore[arg-type]
    assert with_level(reading).pain == level
    assert level_remark(reading) == remark
    # Whoever saves it: the store, the CSV and the JSON tidy what they take.
    (saved,) = tidy(entry(1, reading)).readings
    assert saved == with_level(reading)
