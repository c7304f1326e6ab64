"""The inbox: each line of a text file is taken once, whatever happens to the file and to what was taken."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.clock import Clock
from diary.domain.grammar.entry import parse_log
from diary.domain.grammar.times import Here
from diary.domain.records import Entry
from diary.errors import DiaryError
from diary.exchange import inbox_plan
from diary.exchange.inbox_file import LARGEST_INBOX, Inbox, lines_of, read_inbox
from diary.exchange.inbox_plan import earlier_lines, plan_inbox, read_line, take
from diary.exchange.parsed_file import Fate, ImportPlan
from diary.store.diary_store import DiaryStore, open_diary
from tests.lengths import LONG, sample

LINE = "2026-03-01 20:10 6 left knee"
OTHER = "2026-03-02 08:00 session physio 45 min"
Take = Callable[..., ImportPlan]


def here_of(clock: Clock) -> Here:
    return Here(clock.now(), clock.zone, clock.zone_name)


def inbox(text: str | bytes) -> Inbox:
    content = text.encode() if isinstance(text, str) else text
    return Inbox("inbox.txt", tuple(lines_of(io.BytesIO(content), "inbox.txt")))


@pytest.fixture
def taken(store: DiaryStore, clock: Clock) -> Take:
    """Take a text as an inbox."""

    def take_text(text: str | bytes, *, asked: bool = True) -> ImportPlan:
        plan = plan_inbox(inbox(text), store, clock, here_of(clock), asked=asked)
        return take(plan, inbox(text), store, clock, here_of(clock), asked=asked)[0]

    return take_text


def fates(plan: ImportPlan) -> list[str]:
    return [row.fate.value for row in plan.rows]


def test_a_line_is_taken_once_and_recorded_when_it_was_taken(taken: Take, store: DiaryStore, clock: Clock) -> None:
    assert fates(taken(f"{LINE}\n{OTHER}\n")) == ["new", "new"]
    (entry,), (session,) = store.read().entries, store.read().sessions
    assert (entry.recorded, entry.source, session.minutes) == (clock.now(), "", 45)
    assert fates(taken(f"{LINE}\n{OTHER}\n")) == ["same", "same"]
    assert len(store.changes()) == 1


@pytest.mark.parametrize(
    "same",
    [
        f"\ufeff{LINE}", f"{LINE}\r\n", f"  {LINE} \t ", LINE.replace(" ", "   "), f"[2026-03-01 20:10] {LINE[17:]}",
        LINE.replace("-01 ", "-01T"), f"[{LINE[:16]}]{LINE[16:]}", f"{LINE} # after lunch", LINE.replace(" 6", ": 6"),
        f"# first\n\n{OTHER}\n{LINE}", LINE.replace(" ", "\u00a0"),
    ],
)  # fmt: skip
def test_the_same_line_in_another_form_or_file_adds_nothing(taken: Take, store: DiaryStore, same: str) -> None:
    taken(LINE)
    taken(same)
    assert len(store.read().entries) == 1


def test_the_zone_in_which_it_is_read_makes_no_other_line() -> None:
    assert inbox(LINE).ids == inbox(f"\n{LINE}\n").ids
    assert inbox(LINE).ids != inbox(LINE.replace("20:10", "20:10+01:00")).ids


def test_twice_in_one_file_is_one(taken: Take) -> None:
    assert fates(taken(f"{LINE}\n{LINE}\n")) == ["new", "same"]


def test_deleted_and_purged_ones_stay_away(taken: Take, store: DiaryStore) -> None:
    taken(f"{LINE}\n{OTHER}")
    store.delete(store.read().entries[0].id)
    store.purge(store.read().sessions[0].id)
    assert fates(taken(f"{LINE}\n{OTHER}")) == ["deleted", "purged"]


def test_an_edited_one_keeps_its_new_content(taken: Take, store: DiaryStore) -> None:
    taken(LINE)
    (entry,) = store.read().entries
    store.replace(Entry(id=entry.id, at=entry.at, recorded=entry.recorded, note="mine", readings=entry.readings))
    assert fates(taken(LINE)) == ["same"]
    assert store.read().entries[0].note == "mine"


def test_an_undone_one_is_taken_again_only_where_the_person_asks(taken: Take, store: DiaryStore) -> None:
    taken(f"{LINE}\n{OTHER}")
    store.undo()
    assert store.read().records() == ()
    assert fates(taken(f"{LINE}\n{OTHER}", asked=False)) == ["undone", "undone"]
    assert store.read().records() == ()
    assert fates(taken(f"{LINE}\n{OTHER}")) == ["new", "new"]


@pytest.mark.parametrize(
    "bad",
    [
        b"6 left knee", b"2026-03-01 6 left knee", b"yesterday 20:10 6 left knee", b"2026-03-01 20:10",
        b"2026-03-01 20:10 6 knee", b"2026-03-01 20:10 blue", b"2026-03-06 20:10 6 left knee",
        b"2026-03-01 20:10 6 left knee yesterday", b"2026-02-30 20:10 6 neck", b"2026-03-01 25:10 6 neck",
        b"2025-03-30 02:30 6 neck", b"1899-03-01 20:10 6 neck", b"2026-03-01 20:10 6 n\xffck",
        b"2026-03-01 20:10 6 neck\0", b"2026-03-01 20:10 4 neck " + b"x" * 600_000, b"2026-03-01 20:10 care blue",
        b"2026-03-01 20:10 motion neck", b"2026-03-01 20:10 session 2h ago", b"2026-03-01 07:00-09:00 session physio",
        b"2026-03-01 20:10 3 neck numb between the legs no fever",
    ],
    ids=lambda line: line[:50].decode("ascii", "replace"),
)  # fmt: skip
def test_a_line_that_cant_be_taken_stops_no_other_and_is_tried_again(
    taken: Take, store: DiaryStore, bad: bytes
) -> None:
    text = b"%s\n%s\n%s\n" % (LINE.encode(), bad, OTHER.encode())
    for n in range(2):
        plan = taken(text)
        assert fates(plan) == ["same" if n else "new", "refused", "same" if n else "new"]
        assert plan.rows[1].place == "line 2"
        assert plan.rows[1].reason
    assert len(store.read().records()) == 2


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("2026-03-01 20:10", "2026-03-01T20:10:00+01:00"), ("2026-03-01T20:10:05", "2026-03-01T20:10:05+01:00"),
        ("2026-03-01T20:10:05.123+09:00", "2026-03-01T20:10:05+09:00"),
        ("2026-03-01T20:10Z", "2026-03-01T20:10:00+00:00"),
        ("2026-03-01 20:10:00 +0200", "2026-03-01T20:10:00+02:00"), ("2026-3-1 8:10", "2026-03-01T08:10:00+01:00"),
        ("2026-03-01 8:10 PM", "2026-03-01T20:10:00+01:00"), ("2026-03-01 8:10\u202fpm", "2026-03-01T20:10:00+01:00"),
        ("[2026-03-01T20:10+09:00[Asia/Tokyo]]", "2026-03-01T20:10:00+09:00"),
        ("2026-03-01T07:00-09:00", "2026-03-01T07:00:00-09:00"),
        ("2026-03-01 07:00+01:00", "2026-03-01T07:00:00+01:00"),
    ],
)  # fmt: skip
def test_times_as_phones_and_programs_write_them(taken: Take, store: DiaryStore, line: str, time: str) -> None:
    taken(f"{line} 6 left knee")
    assert [entry.at.iso() for entry in store.read().entries] == [time]


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("6 neck -- set #3 was hard", "set #3 was hard"), ("6 neck -- # no", ""), ("6 neck -- a#b", "a#b"),
        ("6 neck -- C# # and this not", "C#"), ("6 neck #", ""), ("6 neck -- as in a shell #", "as in a shell"),
    ],
)  # fmt: skip
def test_a_comment_begins_the_line_or_stands_alone(taken: Take, store: DiaryStore, line: str, note: str) -> None:
    taken(f"#{LINE}\n  # {LINE}\n{LINE[:16]} {line}")
    assert [entry.note for entry in store.read().entries] == [note]


def test_a_corrected_line_is_a_new_one_and_the_old_one_is_named(taken: Take, store: DiaryStore, clock: Clock) -> None:
    taken(f"{LINE}\n2026-03-01 20:10 care ice\n2026-03-02 20:10 4 neck")
    (old,) = [entry for entry in store.read().entries if entry.readings[0].site == "knee"]
    corrected = inbox("2026-03-01 20:10 7 left knee\n2026-03-03 20:10 4 neck")
    assert plan_inbox(corrected, store, clock, here_of(clock), asked=True).counts[Fate.NEW] == 2
    plan = taken("2026-03-01 20:10 7 left knee\n2026-03-03 20:10 4 neck")
    named = earlier_lines(corrected, plan, store, all_of_file=False)
    assert named == {plan.new[0].id: [old]}
    # Later too, until it is taken out.
    again = plan_inbox(corrected, store, clock, here_of(clock), asked=True)
    assert earlier_lines(corrected, again, store, all_of_file=False) == {}
    assert earlier_lines(corrected, again, store, all_of_file=True) == named
    store.delete(old.id)
    assert earlier_lines(corrected, again, store, all_of_file=True) == {}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("log 6 neck", "entry"), ("Session physio 45 min", "session"), ("session: physio", "session"),
        ("Care ice", "care"), ("motion left knee flexion 95", "motion"), ("Left knee 6", "entry"),
        ("— slept badly", "entry"),
    ],
)  # fmt: skip
def test_the_first_word_says_what_the_line_is(taken: Take, words: str, kind: str) -> None:
    assert [row.kind for row in taken(f"2026-03-01 20:10 {words}").rows] == [kind]


def test_all_that_is_taken_is_one_change(taken: Take, store: DiaryStore) -> None:
    plan = taken("".join(f"2026-03-01 20:{minute} 6 left knee\n" for minute in range(10, 60)))
    assert len(plan.new) == 50
    assert store.changes()[0].label == "50 lines of inbox.txt"
    store.undo()
    assert store.read().records() == ()


def test_what_another_program_took_meanwhile_is_not_taken_twice(
    store: DiaryStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = inbox(f"{LINE}\n{OTHER}")
    plan = plan_inbox(text, store, clock, here_of(clock), asked=True)
    with open_diary(store.path, clock=clock, program="tui", create=False) as other:
        first = inbox(LINE)
        take(
            plan_inbox(first, other, clock, here_of(clock), asked=True), first, other, clock, here_of(clock), asked=True
        )
    assert fates(take(plan, text, store, clock, here_of(clock), asked=True)[0]) == ["same", "new"]
    assert len(store.read().records()) == 2
    # An error with another cause is not tried for ever.
    more = inbox("2026-03-03 20:10 4 neck")
    plan = plan_inbox(more, store, clock, here_of(clock), asked=True)

    def fails(*_: object, **__: object) -> None:
        raise DiaryError("the disk is full")

    monkeypatch.setattr(inbox_plan, "apply", fails)
    with pytest.raises(DiaryError, match="disk is full"):
        take(plan, more, store, clock, here_of(clock), asked=True)


def test_a_last_line_without_an_end_is_taken_unless_it_is_being_written(tmp_path: Path) -> None:
    path = tmp_path / "inbox.txt"
    path.write_text(f"{OTHER}\n2026-03-01 20:10 6 left", "utf-8")
    with path.open("rb", buffering=0) as file:
        lines = lines_of(file, "inbox.txt")
        first = next(lines)
        with path.open("a", encoding="utf-8") as more:
            more.write(" kn")
        assert [first.number, *(line.number for line in lines)] == [1]
    with path.open("rb") as file:
        assert [line.words for line in lines_of(file, "inbox.txt")] == ["session physio 45 min", "6 left kn"]


@pytest.mark.parametrize(
    "kind",
    [
        "folder", "pipe", "device", "diary", "link", "journal", "backup", "database", "utf-16", "large", "unreadable",
        "circle", "long name",
    ],
)  # fmt: skip
def test_what_is_no_inbox_is_refused_in_one_plain_line(tmp_path: Path, store: DiaryStore, kind: str) -> None:
    path = tmp_path / "inbox.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path(os.devnull)
    elif kind == "diary":
        path = store.path
    elif kind == "link":
        path.symlink_to(store.path)
    elif kind == "journal":
        path = store.path.with_name(f"{store.path.name}-journal")
        path.write_text(LINE, "utf-8")
    elif kind == "backup":
        (tmp_path / "diary.db-backups").mkdir(exist_ok=True)
        path = tmp_path / "diary.db-backups" / "inbox.txt"
        path.write_text(LINE, "utf-8")
    elif kind == "database":
        path.write_bytes(store.path.read_bytes())
    elif kind == "utf-16":
        path.write_text(LINE, "utf-16")
    elif kind == "large":
        path.write_bytes(b"x" * LARGEST_INBOX + b"\n")
    elif kind == "unreadable":
        path.write_text(LINE, "utf-8")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this user may read everything")
    elif kind == "circle":
        path.symlink_to(path)
    else:
        path = tmp_path / ("x" * 300)
    with pytest.raises(DiaryError, match=r"folder|pipe|diary|database|UTF-8|larger than 4 MB|can't be read") as error:
        read_inbox(path, store.path)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("content", ["", "\n\r\n \n", "\ufeff", "# only\n#comments"])
def test_an_empty_or_missing_file_holds_nothing(tmp_path: Path, store: DiaryStore, content: str) -> None:
    path = tmp_path / "inbox.txt"
    assert read_inbox(path, store.path) is None
    path.write_text(content, "utf-8", newline="")
    assert read_inbox(path, store.path) == Inbox("inbox.txt", ())


def test_lines_are_numbered_as_an_editor_does() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert [line.number for line in inbox(end.join(["# a", "", LINE, "", OTHER])).lines] == [3, 5]


WORDS = [
    "6", "left knee", "neck", "lower back", "4", "sharp", "numb", "sudden", ",", "and", "fever", "interference 3",
    "at rest 2", "after the stairs", "no", "-- a note", "# here", "worst 8", "better", "both", "'", "—",
]  # fmt: skip


@settings(
    max_examples=sample(100, 300),
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_a_line_gives_the_record_of_the_same_words_logged_with_that_time(clock: Clock, words: str) -> None:
    here = here_of(clock)
    (line,) = inbox(f"2026-03-01 20:10 {words}").lines
    said, _, note = words.partition("# here")[0].strip().partition("-- ")
    # A dash may begin the note too; the words before the time are those of the command line.
    if "—" in said:
        said, _, rest = said.partition("—")
        note = f"{rest.strip()} {'-- ' + note if note else ''}".strip()
    try:
        logged = parse_log([*said.split(), "2026-03-01T20:10", "--", note], now=here)
    except DiaryError:
        with pytest.raises(DiaryError):
            read_line(line, here, clock.now())
    else:
        record, _ = read_line(line, here, clock.now())
        assert record == logged.entry(line.id, clock.now())


ANY_LINE = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: b"2026-03-01 20:10 " + text.encode("utf-8", "replace")),
    st.from_regex(
        rb"\[?20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}[-+0-9:Zapm. \]]{0,9} 6 neck", fullmatch=True
    ),
)


@settings(
    max_examples=sample(100, 300),
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=st.lists(ANY_LINE, max_size=4).map(b"\n".join))
def test_whatever_bytes_are_there_every_line_is_taken_or_refused(clock: Clock, content: bytes) -> None:
    try:
        found = inbox(content)
    except DiaryError:  # such as a text in UTF-16
        return
    plan = plan_inbox(found, None, clock, here_of(clock), asked=True)
    assert len(plan.rows) == len(found.lines)
    assert {row.fate for row in plan.rows} <= {Fate.NEW, Fate.SAME, Fate.REFUSED}
