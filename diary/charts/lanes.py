"""The lanes below a trend, a row each: warning signs of the whole person, treatments, sessions, self-care, visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from diary.charts.finding_marks import Mark, Span, person_marks, site_marks
from diary.charts.period import Period, Place, x_of
from diary.charts.printable_text import one_line
from diary.charts.sign_letters import letters_of
from diary.charts.style import FAINT, FLAG_INK, INK, MUTED, PAPER, SMALL
from diary.domain.rehabilitation import Treatment
from diary.domain.vocabulary import place_name
from diary.review.rule_book import ALONE, marked_signs
from diary.review.snapshot import Review

SIGN = "X"
MOST_SIGNS, OTHER_SIGNS = 3, "other signs"
"""Lanes for signs of the whole person; those that were noted least recently share the last one."""
# Each kind has its own mark, because no meaning depends on colour alone.
CARE_MARKS = {"ice": "o", "heat": "s", "rest": "_", "hydration": "v", "movement": ">", "medication": "P", "other": "X"}
HOLLOW = frozenset({"ice", "hydration", "visits"})


MOST_TREATMENTS, OTHER_TREATMENTS = 4, "other treatments"
"""Lanes for treatments; those that began last come first, and the others share the last one."""
TREATMENT_LETTERS, MOST_LETTERS, FEWEST_LETTERS = 20, 40, 4
"""Letters of a treatment's name, and the most and the fewest of its dose."""
LETTER = 0.057
"""Inches that a letter of a dose takes."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: its name, its mark, and its places on the axis; or stretches of it, each with its words."""

    name: str
    mark: str
    places: tuple[float, ...] = ()
    spans: tuple[Span, ...] = ()
    signs: tuple[str, ...] = ()
    """The words of each mark, where it is a lane of the signs at a site."""

    @property
    def is_medicine(self) -> bool:
        """Whether it may mask pain, so that it is never left out."""
        return bool(self.spans) or self.name == "medication"


def lanes_of(review: Review, period: Period, drawn: Sequence[Place] = ()) -> list[Lane]:
    """What was noted of the whole person, the signs at sites that are not drawn, and what was done in the period.

    A lane without marks is left out.
    """
    sessions = [s.at for s in review.snapshot.sessions]
    cares = [care for care in review.diary.cares if care.at.instant <= review.as_of]
    visits = [visit.at for visit in review.diary.visits]
    done = [("sessions", "|", sessions)]
    done += [(kind, mark, [c.at for c in cares if c.activity == kind]) for kind, mark in CARE_MARKS.items()]
    done += [("visits", "D", visits)]
    lanes = [*_signs(person_marks(review, period)), *_signs_at(review, period, drawn), *_treatments(review, period)]
    lanes += [
        Lane(name, mark, tuple(x_of(at.local) for at in moments if period.holds(at.day)))
        for name, mark, moments in done
    ]
    return [lane for lane in lanes if lane.places or lane.spans]


def _treatments(review: Review, period: Period) -> Iterator[Lane]:
    """A lane for each treatment that runs in the period; what is taken as needed has its marks, one for each time."""
    by_name: dict[str, list[Treatment]] = {}
    for each in review.diary.treatments:
        said = each.at.instant <= review.as_of
        if said and each.regular is not False and each.runs_between(period.first, period.last):
            by_name.setdefault(" ".join(each.name.casefold().split()), []).append(each)
    groups = sorted(by_name.values(), key=lambda group: (-max(t.first_day.toordinal() for t in group), group[0].name))
    alone = groups if len(groups) <= MOST_TREATMENTS else groups[: MOST_TREATMENTS - 1]
    for group in alone:
        name = min(group, key=lambda each: each.first_day).name
        yield Lane(one_line(name, TREATMENT_LETTERS), "", spans=_spans(group, review, period))
    rest = [each for group in groups if group not in alone for each in group]
    if rest:
        yield Lane(OTHER_TREATMENTS, "", spans=_spans(rest, review, period, named=True))


def _spans(group: Sequence[Treatment], review: Review, period: Period, named: bool = False) -> tuple[Span, ...]:
    spans = []
    for each in sorted(group, key=lambda each: each.first_day):
        # What still runs is known up to today, and drawn no further.
        last = min(each.last_day or review.today, review.today, period.last)
        start, end = max(float(each.first_day.toordinal()), period.start), float(last.toordinal() + 1)
        if end > start:
            words = f"{each.name} {each.dose}".strip() if named else each.dose
            spans.append(Span(start, end, one_line(words, MOST_LETTERS)))
    return tuple(spans)


def _signs(marks: Sequence[Mark]) -> Iterator[Lane]:
    """A lane for each sign: those of an emergency first, then the one noted last."""
    places: dict[str, list[float]] = {}
    for mark in reversed(marks):
        places.setdefault(mark.words, []).append(mark.x)
    words = sorted(places, key=lambda word: word not in ALONE)
    alone = words if len(words) <= MOST_SIGNS else words[: MOST_SIGNS - 1]
    yield from (Lane(word, SIGN, tuple(sorted(places[word]))) for word in alone)
    yield Lane(OTHER_SIGNS, SIGN, tuple(sorted(x for word in words if word not in alone for x in places[word])))


def _signs_at(review: Review, period: Period, drawn: Sequence[Place]) -> Iterator[Lane]:
    """A lane for each site whose signs have no panel: the gravest of them may have been logged without a level."""
    for place in signed_places(review, period):
        if place not in drawn:
            marks = site_marks(review, place, period)
            places, words = tuple(mark.x for mark in marks), tuple(mark.words for mark in marks)
            yield Lane(place_name(*place), SIGN, places, signs=words)


def signed_places(review: Review, period: Period) -> list[Place]:
    """The sites with warning signs in the period, in the order in which they were noted first."""
    signs = (sign for sign in marked_signs(review.snapshot) if sign.site and period.holds(sign.entry.at.day))
    return list(dict.fromkeys((sign.site or "", sign.side or "") for sign in signs))


def sign_label(axes: Axes, x: float, y: float, letters: str) -> None:
    """The letters of a warning sign, light on dark: a photocopy keeps them."""
    axes.text(
        x, y, letters, fontsize=SMALL, fontweight="bold", color=PAPER, ha="center", va="center", zorder=4,
        gid="warning sign", bbox={"boxstyle": "round,pad=0.18", "facecolor": FLAG_INK, "linewidth": 0},
    )  # fmt: skip


def draw_lanes(axes: Axes, lanes: Sequence[Lane], period: Period, inches: float) -> None:
    """A row of marks or bars for each lane, named at its left; `inches` is its width."""
    axes.set_ylim(len(lanes) - 0.3, -0.7)
    axes.set_yticks(range(len(lanes)), [lane.name for lane in lanes])
    axes.tick_params(axis="both", labelsize=SMALL)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for row, lane in enumerate(lanes):
        if lane.spans:
            _bar_of_days(axes, row, lane, period, inches)
            axes.get_yticklabels()[row].set_color(MUTED)
            continue
        if lane.signs:
            for x, words in zip(lane.places, lane.signs, strict=True):
                sign_label(axes, x, row, letters_of(words))
            axes.get_yticklabels()[row].set_color(FLAG_INK)
            continue
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


def _bar_of_days(axes: Axes, row: int, lane: Lane, period: Period, inches: float) -> None:
    """A bar from the first day to the last of each treatment, with its dose in it."""
    # Filled and hollow in turn: two doses that follow each other are told apart without colour.
    letters_a_day = inches / LETTER / (period.end + period.margin - period.start)
    for number, span in enumerate(lane.spans):
        gap = period.least / 4
        axes.barh(
            row, max(span.end - span.start - gap, gap), left=span.start, height=0.78, edgecolor=MUTED, linewidth=0.6,
            facecolor=FAINT if number % 2 == 0 else PAPER, gid=f"treatment {lane.name}",
        )  # fmt: skip
        room = [later.start for later in lane.spans[number + 1 :]] or [period.end]
        letters = int((room[0] - span.start) * letters_a_day) - 1
        if span.words and letters >= FEWEST_LETTERS:
            axes.annotate(
                one_line(span.words, letters), (span.start, row), (2, -0.3), textcoords="offset points", fontsize=SMALL,
                color=INK, va="center", gid="dose",
            )  # fmt: skip


def _bars(axes: Axes, row: int, lane: Lane, step: int, color: str) -> None:
    """A bar for each week (or four) with its count: single marks would run together."""
    counts = Counter((int(place) - 1) // step for place in lane.places)
    most = max(counts.values())
    xs = [bin_ * step + 1 + step / 2 for bin_ in sorted(counts)]
    tops = [row + 0.35 - 0.75 * counts[bin_] / most for bin_ in sorted(counts)]
    axes.vlines(xs, [row + 0.35] * len(xs), tops, color=color, linewidth=1.0, gid=f"lane {lane.name}")
    axes.annotate(
        f"up to {most}", (1, row), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
        fontsize=SMALL, color=MUTED, va="center",
    )  # fmt: skip
