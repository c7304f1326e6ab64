"""Treatments under a trend: bars over their days, with the dose."""

from __future__ import annotations

from datetime import date, timedelta

from matplotlib.figure import Figure

from diary.charts import draw
from diary.charts.lanes import Lane, lanes_of
from diary.charts.period import Period
from diary.domain.records import Care, Diary, Record
from diary.domain.rehabilitation import Treatment
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, moment
from tests.charts.figures import laid_out, named, words

TODAY = NOW.date()
PERIOD = Period(TODAY - timedelta(days=29), TODAY)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def treatment(name: str, dose: str = "", since: int = 20, until: int | None = None, **more: object) -> Treatment:
    values: dict[str, object] = {"regular": True, "id": f"{name}{since}", "at": moment(25)} | more
    last = "" if until is None else day(until).isoformat()
    return Treatment(name=name, dose=dose, since=day(since).isoformat(), until=last, **values)  # type: ignore[arg-type]


def lanes(*records: Record) -> dict[str, Lane]:
    entries = [entry(ago, {BACK: 3}) for ago in range(30)]
    return {lane.name: lane for lane in lanes_of(review_of(Diary.of([*entries, *records]), NOW), PERIOD)}


def drawn(*records: Record) -> Figure:
    entries = [entry(ago, {BACK: 3}) for ago in range(30)]
    return draw(review_of(Diary.of([*entries, *records]), NOW), since=PERIOD.first)


def test_a_treatment_has_a_bar_from_its_first_day_to_its_last_or_to_today() -> None:
    (ended,) = lanes(treatment("naproxen", "500 mg", 20, 11))["naproxen"].spans
    assert (ended.start, ended.end, ended.words) == (day(20).toordinal(), day(10).toordinal(), "500 mg")
    (running,) = lanes(treatment("brace", since=40))["brace"].spans
    assert (running.start, running.end) == (PERIOD.start, PERIOD.end)


def test_a_changed_dose_is_a_second_bar_in_the_same_lane() -> None:
    found = lanes(treatment("naproxen", "500 mg", 20, 11), treatment("Naproxen", "250 mg", 10))
    assert [span.words for span in found["naproxen"].spans] == ["500 mg", "250 mg"]
    assert "Naproxen" not in found


def test_what_is_taken_as_needed_keeps_its_marks_and_has_no_bar() -> None:
    taken = Care(id="c", at=moment(3), activity="medication", name="paracetamol", dose="1 g")
    found = lanes(treatment("paracetamol", "1 g", regular=False), taken)
    assert list(found) == ["medication"]
    assert len(found["medication"].places) == 1


def test_what_ended_before_or_begins_later_has_no_lane() -> None:
    assert lanes(treatment("old", since=60, until=40), treatment("coming", since=-3)) == {}


def test_many_treatments_share_the_last_lane_and_none_is_lost() -> None:
    found = lanes(*(treatment(f"medicine {n}", "1 g", since=20 - n) for n in range(6)))
    assert list(found) == ["medicine 5", "medicine 4", "medicine 3", "other treatments"]
    assert {span.words for span in found["other treatments"].spans} == {f"medicine {n} 1 g" for n in range(3)}


def test_doses_stand_in_their_bars_and_never_over_the_next() -> None:
    figure = drawn(treatment("naproxen", "500 mg twice a day with food", 8, 5), treatment("naproxen", "250 mg", 4))
    laid_out(figure)
    bars = [patch.get_window_extent() for patch in named(figure, "treatment naproxen")]
    first, second = (text.get_window_extent() for text in named(figure, "dose"))
    assert len(bars) == 2
    assert first.x1 <= bars[1].x0
    assert bars[1].x0 <= second.x0
    assert bars[0].y0 <= first.y0 <= first.y1 <= bars[0].y1 + 1


def test_a_treatment_is_never_left_out_for_room() -> None:
    entries = [entry(ago, {BACK: 3}) for ago in range(30)]
    ice = Care(id="i", at=moment(3), activity="ice")
    review = review_of(Diary.of([*entries, ice, treatment("naproxen", "500 mg")]), NOW)
    said = words(draw(review, height=0.9))
    assert "naproxen" in said
    assert "no room here for ice" in said
