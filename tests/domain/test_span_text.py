"""One rule for how long something lasted: an hour that is not full is not counted, anywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diary.domain.text import span_text


@pytest.mark.parametrize(
    ("span", "short", "long"),
    [
        (timedelta(minutes=59), "0 h", "0 hours"),
        (timedelta(hours=1, minutes=59), "1 h", "1 hour"),
        (timedelta(hours=46, minutes=59), "46 h", "46 hours"),
        (timedelta(hours=95, minutes=59), "95 h", "95 hours"),
        (timedelta(hours=96), "4 days", "4 days"),
        (timedelta(hours=143, minutes=59), "5 days", "5 days"),
    ],
)
def test_full_hours_up_to_four_days_and_full_days_beyond(span: timedelta, short: str, long: str) -> None:
    assert span_text(span, short=True) == short
    assert span_text(span) == long
