"""A review reads a window, and shows what one of the whole diary would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from diary.cli.commands import check, status
from diary.cli.json_shapes import check_shape
from diary.clock import Clock
from diary.domain.moments import Moment
from diary.domain.records import Ack, Entry, Known, Reading, Record
from diary.review.snapshot import LATEST, Review, review, reviews_around, whole_review
from diary.settings import Settings
from diary.store.diary_store import DiaryStore, open_diary
from tests.analysis.random_diaries import Maker
from tests.analysis.random_histories import BEGIN, Writer

LATER = datetime(2040, 1, 1, tzinfo=UTC)


@contextmanager
def diary_with(folder: Path, records: list[Record]) -> Iterator[DiaryStore]:
    """A diary with these records."""
    with open_diary(folder / "diary.db", clock=Clock(UTC, "UTC", LATER), program="import", create=True) as store:
        store.save(*(storable(record) for record in records))
        yield store


def storable(record: Record) -> Record:
    """The random writers also write readings without content, which no diary accepts: here they get a level of 1."""
    if not isinstance(record, Entry):
        return record
    return replace(
        record, readings=tuple(replace(r, pain=1) if r == Reading(r.site, r.side) else r for r in record.readings)
    )


def shown(found: Review) -> dict[str, object]:
    """Everything that is shown unasked."""
    return {
        "findings": found.shown,
        "raised": found.raised,
        "untold": found.untold,
        "deciding": found.deciding,
        "good news": found.good_news,
        "sites": found.sites,
        "latest": found.entries[-LATEST:],
        "today": found.logged_today,
        "json": check_shape(found, found.shown),
        "text": check.lines(found, found.shown, explain=True),
        "status": (status.line(found), status.short_line(found)),
    }


def assert_same_as_whole(store: DiaryStore, as_of: datetime) -> None:
    """Compare a review with one of the whole diary, part by part, so that a failure shows which part differs."""
    window, whole = (
        shown(review(store, as_of, Settings(emergency_number="112"))),
        shown(whole_review(store, as_of, Settings(emergency_number="112"))),
    )
    for part, expected in whole.items():
        assert window[part] == expected, part


def random_records(seed: int, days: int, calmer: int) -> list[Record]:
    """The records that a random diary holds in the end; signs are rarer by a factor of `calmer`."""
    writer = Writer(seed, days)
    writer.signs /= calmer
    return [version.record for version in writer.versions() if version.outcome == "current"]


@pytest.mark.parametrize("seed", range(6))
def test_a_year_of_a_careless_diary(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    with diary_with(tmp_path, random_records(seed, 420, 1 if seed % 3 else 12)) as store:
        for _ in range(5):
            assert_same_as_whole(store, BEGIN + timedelta(hours=chance.randrange(20 * 24, 600 * 24)))


@pytest.mark.parametrize("seed", range(2))
def test_ten_years_of_a_careless_diary(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    with diary_with(tmp_path, random_records(seed, 3650 if seed else 1800, 30)) as store:
        for _ in range(2):
            assert_same_as_whole(store, BEGIN + timedelta(hours=chance.randrange(1000 * 24, 3700 * 24)))


@pytest.mark.parametrize("seed", range(0, 400, 25))
def test_a_small_hard_diary_soon_after_and_long_after(seed: int, tmp_path: Path) -> None:
    """What was logged is looked at soon after, and again when the window no longer holds it."""
    chance = Random(seed)
    diary, as_of = Maker(chance).make()
    with diary_with(tmp_path, list(diary.records())) as store:
        assert_same_as_whole(store, as_of)
        assert_same_as_whole(store, as_of + timedelta(days=chance.choice((100, 140, 160, 200))))


def test_the_reviews_around_an_entry_are_those_of_the_whole_diary(tmp_path: Path) -> None:
    records = random_records(4, 400, 8)
    as_of = BEGIN + timedelta(days=399)
    entries = sorted((t for t in records if isinstance(t, Entry) and t.at.instant <= as_of), key=lambda t: t.order)
    newest = {entry.id for entry in entries[-2:]}
    with diary_with(tmp_path, records) as store:
        before, after = reviews_around(store, newest, as_of)
        assert shown(after) == shown(whole_review(store, as_of))
        store.delete(*newest)
        assert shown(before) == shown(whole_review(store, as_of))


NOW = datetime(2026, 3, 5, 20, tzinfo=UTC)


def felt(days_ago: float, *readings: Reading, hours: float = 0, **more: Any) -> Entry:
    """An entry of so many days (and hours) before now."""
    at = NOW - timedelta(days=days_ago, hours=hours)
    return Entry(id=f"e{days_ago:.3f}-{hours:.3f}", at=Moment(at), recorded=at, readings=readings, **more)


def known(days_ago: float, word: str, site: str, side: str, *, ended: bool = False) -> Known:
    """A statement of so many days ago."""
    at = Moment(NOW - timedelta(days=days_ago))
    return Known(id=f"k{days_ago}{side}", at=at, site=site, side=side, symptoms=(word,), ended=ended)


def told(days_ago: float) -> Ack:
    """That an emergency sign was told so many days ago."""
    return Ack(id=f"a{days_ago}", at=Moment(NOW - timedelta(days=days_ago)), rule="emergency-signs", tier="emergency")


def numb(side: str) -> Reading:
    return Reading("foot", side, 2, (), ("numbness",))


LATELY = [felt(0.5 + number, Reading("neck", "center", 2)) for number in range(LATEST + 5)]


def tingling(side: str) -> Reading:
    return Reading("foot", side, 2, (), ("tingling",))


HEAD = Reading("head", "center", 4)
OLD_CASES: dict[str, tuple[str | None, list[Record]]] = {
    "pain in the head within a day of numbness": (
        "emergency",
        [
            felt(300, numb("left")),
            felt(300, HEAD, hours=-20),
            felt(300, Reading("hand", "left", 1, (), ("weakness",)), hours=-40),
        ],
    ),
    "pain in the head two days from it": ("none", [felt(300, numb("left")), felt(300, HEAD, hours=-48)]),
    "both feet tingling within two days": (
        "emergency",
        [felt(300, tingling("left")), felt(300, tingling("right"), hours=-47)],
    ),
    "both feet numb within two days": ("emergency", [felt(300, numb("left")), felt(300, numb("right"), hours=-47)]),
    "one of them known": (
        "emergency",
        [known(400, "numbness", "foot", "left"), felt(300, numb("left")), felt(300, numb("right"), hours=1)],
    ),
    "both known": (
        "none",
        [known(400, "numbness", "foot", side) for side in ("left", "right")] + [felt(300, numb("left"), numb("right"))],
    ),
    "both known, but getting worse": (
        "emergency",
        [known(400, "numbness", "foot", side) for side in ("left", "right")]
        + [felt(300, numb("left"), numb("right"), symptoms=("getting-worse",))],
    ),
    "told since": ("none", [felt(300, numb("left"), numb("right")), told(200)]),
    "told, and again later": (
        "emergency",
        [felt(300, numb("left"), numb("right")), told(290), felt(200, numb("left"), numb("right"))],
    ),
    "told, and going on week by week": (
        "none",
        [felt(300 - 6 * week, numb("left"), numb("right")) for week in range(20)] + [told(299)],
    ),
    "told, going on as known, and then new": (
        "none",
        [felt(300, numb("both")), told(299), felt(295, numb("both")), felt(290, numb("both"))],
    ),
    "breathless and a swollen calf": (
        "emergency",
        [felt(300, symptoms=("breathlessness",)), felt(300, Reading("calf", "left", 1, (), ("swelling",)), hours=-23)],
    ),
    "a sudden severe pain in the head": ("emergency", [felt(300, Reading("head", "center", 8, (), (), True))]),
    "swollen every day since long ago": (
        "discuss",
        [felt(day, Reading("knee", "left", 2, (), ("swelling",))) for day in range(1, 400, 2)],
    ),
    "numb every day since long ago": ("immediate", [felt(day, numb("left")) for day in range(1, 300, 2)]),
    "night pain for longer than the window": (
        "immediate",
        [felt(n, Reading("neck", "center", 2), symptoms=("night-pain", "fever")) for n in range(1, 399, 2)],
    ),
}


@pytest.mark.parametrize("case", OLD_CASES)
def test_old_signs_are_answered_as_in_the_whole_diary(case: str, tmp_path: Path) -> None:
    tier, records = OLD_CASES[case]
    with diary_with(tmp_path, [*LATELY, *records]) as store:
        assert_same_as_whole(store, NOW)
        highest = review(store, NOW).highest
        assert (highest.value if highest else "none") == tier
