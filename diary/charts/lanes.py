"""The lanes below a trend: warning signs of the whole person, sessions, self-care and visits, a row of marks each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from diary.charts.finding_marks import Mark, person_marks
from diary.charts.period import Period, x_of
from diary.charts.style import FLAG_INK, INK, MUTED
from diary.review.rule_book import ALONE
from diary.review.snapshot import Review

SIGN = "X"
MOST_SIGNS, OTHER_SIGNS = 3, "other signs"
"""Lanes for signs of the whole person; those that were noted least recently share the last one."""
# Each kind has its own mark, because no meaning depends on colour alone.
CARE_MARKS = {"ice": "o", "heat": "s", "rest": "_", "hydration": "v", "movement": ">", "medication": "P", "other": "X"}
HOLLOW = frozenset({"ice", "hydration", "visits"})


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: its name, its mark, and its places on the axis."""

    name: str
    mark: str
    places: tuple[float, ...]


def lanes_of(review: Review, period: Period) -> list[Lane]:
    """What was noted of the whole person and what was done in the period; a lane without marks is left out."""
    sessions = [s.at for s in review.snapshot.sessions]
    cares = [care for care in review.diary.cares if care.at.instant <= review.as_of]
    visits = [visit.at for visit in review.diary.visits]
    done = [("sessions", "|", sessions)]
    done += [(kind, mark, [c.at for c in cares if c.activity == kind]) for kind, mark in CARE_MARKS.items()]
    done += [("visits", "D", visits)]
    lanes = list(_signs(person_marks(review, period)))
    lanes += [
        Lane(name, mark, tuple(x_of(at.local) for at in moments if period.holds(at.day)))
        for name, mark, moments in done
    ]
    return [lane for lane in lanes if lane.places]


def _signs(marks: Sequence[Mark]) -> Iterator[Lane]:
    """A lane for each sign: those of an emergency first, then the one noted last."""
    places: dict[str, list[float]] = {}
    for mark in reversed(marks):
        places.setdefault(mark.words, []).append(mark.x)
    words = sorted(places, key=lambda word: word not in ALONE)
    alone = words if len(words) <= MOST_SIGNS else words[: MOST_SIGNS - 1]
    yield from (Lane(word, SIGN, tuple(sorted(places[word]))) for word in alone)
    yield Lane(OTHER_SIGNS, SIGN, tuple(sorted(x for word in words if word not in alone for x in places[word])))


def draw_lanes(axes: Axes, lanes: Sequence[Lane], period: Period) -> None:
    """A row of marks for each lane, named at its left."""
    axes.set_ylim(len(lanes) - 0.3, -0.7)
    axes.set_yticks(range(len(lanes)), [lane.name for lane in lanes])
    axes.tick_params(axis="both", labelsize=7)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for row, lane in enumerate(lanes):
        sign = lane.mark == SIGN
        color = FLAG_INK if sign else INK
        axes.get_yticklabels()[row].set_color(FLAG_INK if sign else MUTED)
        if period.step > 1:
            _bars(axes, row, lane, period.step, color)
            continue
        axes.plot(
            lane.places, [row] * len(lane.places), linestyle="", marker=lane.mark,
            markersize=7 if lane.mark == "|" else 4 if sign else 3.2, color=color, gid=f"lane {lane.name}",
            markerfacecolor="none" if lane.name in HOLLOW else color, markeredgewidth=0.8,
        )  # fmt: skip


def _bars(axes: Axes, row: int, lane: Lane, step: int, color: str) -> None:
    """A bar for each week (or four) with its count: single marks would run together."""
    counts = Counter((int(place) - 1) // step for place in lane.places)
    most = max(counts.values())
    xs = [bin_ * step + 1 + step / 2 for bin_ in sorted(counts)]
    tops = [row + 0.35 - 0.75 * counts[bin_] / most for bin_ in sorted(counts)]
    axes.vlines(xs, [row + 0.35] * len(xs), tops, color=color, linewidth=1.0, gid=f"lane {lane.name}")
    axes.annotate(
        f"up to {most}", (1, row), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points", fontsize=6.5,
        color=MUTED, va="center",
    )  # fmt: skip
