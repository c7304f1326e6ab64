"""Reading a window: the records in it, older entries whose words never expire, and entries near those."""

from __future__ import annotations

from datetime import timedelta

from diary.domain.records import Care, Entry, Known, Motion, Question, Reading, Session, Usual, Visit
from diary.store.diary_store import DiaryStore
from tests.store.samples import NOW, at, entry

DAY = 24.0
"""Hours."""
LEG = Reading("foot", "left", None, (), ("tingling", "foot-drop"))


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [each.id for each in entries]


def test_both_ends_of_the_window_belong_to_it(store: DiaryStore) -> None:
    store.save(*(entry(hours, id=f"h{hours}") for hours in (1, 2, 3, 4)))
    window = store.read(since=NOW - timedelta(hours=3), until=NOW - timedelta(hours=2))
    assert ids(window.entries) == ["h3", "h2"]
    assert ids(store.read(until=NOW - timedelta(hours=4)).entries) == ["h4"]
    assert window.entries[0].readings == (Reading("knee", "left", 4),)


def test_the_window_limits_only_the_kinds_with_many_records(store: DiaryStore) -> None:
    old, young = at(200 * DAY), at(DAY)
    for number, when in enumerate((old, young)):
        store.save(
            Entry(id=f"e{number}", at=when, note="x"),
            Session(id=f"s{number}", at=when),
            Motion(id=f"m{number}", at=when, movement="flexion", value=90.0),
            Care(id=f"c{number}", at=when, activity="ice"),
            Usual(id=f"u{number}", at=when, level=1),
            Known(id=f"k{number}", at=when, symptoms=("numbness",)),
            Visit(id=f"v{number}", at=when),
            Question(id=f"q{number}", at=when, note="?"),
        )
    read = store.read(since=NOW - timedelta(days=130))
    assert [record.id for record in read.records()] == [
        "e1",
        "s1",
        "m1",
        "c1",
        "u0",
        "u1",
        "k0",
        "k1",
        "v0",
        "v1",
        "q0",
        "q1",
    ]


def test_old_signs_are_found_by_their_words_or_a_sudden_beginning(store: DiaryStore) -> None:
    store.save(
        entry(900 * DAY, LEG, id="site"),
        entry(800 * DAY, id="person", symptoms=("dark-urine", "fever")),
        entry(700 * DAY, Reading("thigh", "both", 3, ("electric",)), id="quality"),
        entry(600 * DAY, Reading("head", "center", 9, (), (), True), id="sudden"),
        entry(500 * DAY, Reading("foot", "left", 3, ("dull",), ("numbness",)), id="other"),
        entry(1, id="now"),
    )
    words = frozenset({"foot-drop", "dark-urine", "electric"})
    signs = store.signs_with(words)
    assert [(sign.entry, sign.site, sign.words, sign.sudden) for sign in signs] == [
        ("site", "foot", ("foot-drop",), False),
        ("person", None, ("dark-urine",), False),
        ("quality", "thigh", ("electric",), False),
        ("sudden", "head", (), True),
    ]
    until = NOW - timedelta(days=850)
    assert [sign.entry for sign in store.signs_with(words, until=until)] == ["site"]


def test_a_word_is_matched_whole(store: DiaryStore) -> None:
    # "numbness" is a part of the word "saddle-numbness", and a symptom of its own.
    store.save(entry(200 * DAY, id="saddle", symptoms=("saddle-numbness",)))
    assert store.signs_with({"numbness"}) == ()
    assert [sign.entry for sign in store.signs_with({"saddle-numbness"})] == ["saddle"]


def test_each_entry_around_the_times_is_read_once(store: DiaryStore) -> None:
    # Two times a day apart: their spans of 48 hours overlap. 49 hours is just outside, 48 just inside.
    store.save(
        entry(200 * DAY + 49, id="before"),
        entry(200 * DAY + 48, id="edge"),
        entry(200 * DAY, LEG, id="first"),
        entry(199 * DAY, LEG, id="second"),
        entry(198 * DAY, id="near"),
        entry(190 * DAY, id="far"),
    )
    times = [NOW - timedelta(days=days) for days in (200, 199)]
    around = store.entries_around(times, within=timedelta(hours=48), before=NOW)
    assert ids(around) == ["edge", "first", "second", "near"]
    assert ids(store.entries_around(times, within=timedelta(hours=48), before=times[1])) == ["edge", "first"]
    assert store.entries_around([], within=timedelta(hours=48), before=NOW) == ()
