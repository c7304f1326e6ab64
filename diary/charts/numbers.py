"""The trend as plain numbers, for programs that draw or count for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from diary.charts.period import Place, period_of
from diary.charts.tracks import logged_places, points_in
from diary.review import Review


def numbers_of(
    review: Review, *, sites: Sequence[Place] = (), since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    """The median level of each day with an entry, of these sites or of all; and the days of the sessions."""
    period = period_of(review, since, until)
    first, last = period.first.toordinal(), period.last.toordinal()
    shown = []
    for place in list(sites) or logged_places(review, period):
        course = review.course(*place)
        usual = course.usual(last)
        counts: dict[int, int] = {}
        for point in points_in(course, period):
            counts[point.day] = counts.get(point.day, 0) + 1
        shown.append(
            {
                "site": place[0],
                "side": place[1],
                "usual": usual.level if usual else None,
                "days": [
                    {"day": date.fromordinal(day).isoformat(), "level": level, "readings": counts[day]}
                    for day, level in course.daily.between(first, last)
                ],
            }
        )
    sessions = dict.fromkeys(s.at.day.isoformat() for s in review.view.sessions if period.holds(s.at.day))
    return {
        "since": period.first.isoformat(),
        "until": period.last.isoformat(),
        "sites": shown,
        "sessions": list(sessions),
    }
