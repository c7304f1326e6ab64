"""What follows a save: the echo, what changed in the findings, at most one question, and today's backup."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from diary.cli.context import Context, say, talk, unicode_works
from diary.cli.output import clean, finding_line, line_of, say_sentence, time_text
from diary.clock import wall_clock
from diary.domain.describe import echo_of
from diary.domain.records import Entry, Question, Record, Visit
from diary.domain.validate import check
from diary.domain.vocabulary import place_name
from diary.errors import DiaryError
from diary.review.announce import FindingChange, finding_changes
from diary.review.snapshot import Review, reviews_around
from diary.store.backup.names import backups_of, is_due, is_old
from diary.store.diary_store import DiaryStore

NO_TIME = "Without a time of day it counts as noon; add one, such as 20:00, where the hours matter."
SAID = {
    "new": "",
    "risen": "Now more urgent: ",
    "confirmed": "Confirmed: ",
}


def save_entries(context: Context, store: DiaryStore, entries: list[Entry]) -> None:
    """Save them as one change, then say what was saved and what it means."""
    store.save(*entries, label=echo_of(entries[-1], context.here))
    for entry in entries:
        say(echo_of(entry, context.here))
    what = "Saved" if len(entries) == 1 else f"Saved {len(entries)} entries"
    talk(f"{what}. (diary undo takes it back)")
    now = now_or_ahead(context, entries)
    show_changes(*reviews_around(store, {entry.id for entry in entries}, now, context.settings), entries)


def save_records(context: Context, *records: Record, said: Sequence[str] = ()) -> int:
    """Check and save things of other kinds, and say what was saved."""
    now = context.clock.now()
    for record in records:
        check(record, now)
    for remark in said:
        talk(remark)
    with context.store(create=True) as store:
        before = context.review(store)
        store.save(*records, label="; ".join(line_of(record) for record in records))
        after = context.review(store)
    for record in records:
        say(said_whole(record))
    if any(record.at.date_only and not isinstance(record, Visit | Question) for record in records):
        talk(NO_TIME)
    talk("Saved. (diary undo takes it back)")
    show_findings(before, after)
    return 0


def said_whole(record: Record) -> str:
    """A thing in one line with its time and note."""
    return f"{time_text(record.at)}  {line_of(record)}{f' — {clean(record.note)}' if record.note else ''}"


def now_or_ahead(context: Context, entries: Sequence[Entry]) -> datetime:
    """Now, or the time of an entry a moment ahead: that is taken, and its warning must not wait for the clock."""
    return max([context.clock.local(), *(entry.at.local for entry in entries)])


def show_findings(before: Review, after: Review) -> tuple[FindingChange, ...]:
    """What changed in the findings, the same after whatever was done; the changes."""
    found = finding_changes(before.findings, after.findings)
    for change in found:
        say_sentence(change_line(change))
    return found


def show_changes(before: Review, after: Review, entries: list[Entry]) -> None:
    """What these entries changed, how their sites ran lately, and the question that matters most."""
    found = show_findings(before, after)
    known = {(news.kind, news.site, news.side) for news in before.good_news}
    for news in after.good_news:
        if (news.kind, news.site, news.side) not in known:
            say_sentence(news.sentence)
    _pictures(after, entries)
    question = _question(found, before, after, entries)
    if question:
        talk(question)


def change_line(change: FindingChange) -> str:
    """One change of the findings in one line, with what to do now where it asks for something."""
    finding = change.finding
    if change.kind == "cleared":
        return f'No longer raised: "{finding.title}".'
    return f"{SAID[change.kind]}{finding_line(finding)}. {finding.next_step}"


def _pictures(after: Review, entries: list[Entry]) -> None:
    from diary.charts.text_chart import sparkline

    places = dict.fromkeys((r.site, r.side) for entry in entries for r in entry.readings if r.pain is not None)
    states = {(state.site, state.side): state for state in after.sites}
    for place in places:
        if place in states:
            state = states[place]
            talk(f"{state.name}, last 14 days: {sparkline(state.days, unicode_works())}")


def _question(found: tuple[FindingChange, ...], before: Review, after: Review, entries: list[Entry]) -> str:
    """The question of the highest new finding, else, once, the usual level of a site that is new."""
    for change in found:
        if change.kind != "cleared" and change.finding.question:
            return change.finding.question
    stated = {(usual.site, usual.side) for usual in after.diary.usuals}
    for entry in entries:
        for reading in entry.readings:
            place = (reading.site, reading.side)
            if reading.pain is not None and place not in before.snapshot.courses and place not in stated:
                name = place_name(*place)
                return (
                    f"How much does your {name} hurt on an ordinary day, from before this began? diary usual {name} 2"
                )
    return ""


def after_saving(context: Context) -> None:
    """Make today's backup, now that everything was said. What goes wrong here changes nothing of what was saved."""
    diary = context.written
    if diary is None:
        return
    clock = wall_clock()
    try:
        if not is_due(backups_of(diary), clock.local().date()):
            return
        from diary.store.backup.backups import daily_backup  # once a day

        with suppress(OSError):  # whoever read us may have gone; that is for the end of the program
            sys.stdout.flush()
            sys.stderr.flush()
        if daily_backup(diary, clock) is not None:
            _warn(context, diary)
    except KeyboardInterrupt:
        return
    except DiaryError as error:
        _tell(f"Saved; but today's backup was not made: {error}")
    except Exception as error:  # noqa: BLE001  whatever it is, the entry is saved, and that was said
        _tell(f"Saved; but today's backup was not made ({type(error).__name__}); see diary verify")


def before_import(diary: Path) -> None:
    """Make a backup of a diary that anything was ever written to; DiaryError, and no import, where it can't be made."""
    from diary.store.backup.backups import backup_of
    from diary.store.backup.names import BEFORE_IMPORT
    from diary.store.backup.summary import held_by

    if held_by(diary).newest_change:
        backup_of(diary, wall_clock(), BEFORE_IMPORT)


def old_backup_line(context: Context) -> str:
    """A few words where the newest backup is old and the diary has changed since; else ""."""
    clock = wall_clock()
    try:
        found = backups_of(context.place)
    except DiaryError as error:
        return str(error)
    if not found or not is_old(found[0], clock):
        return ""
    from diary.store.backup.verify import changed_since  # 5 ms, where there is an old one

    try:
        changed = changed_since(found[0], context.place)
    except DiaryError:
        return ""
    return f"the newest backup is of {found[0].day}; diary backup makes one" if changed else ""


def _tell(text: str) -> None:
    with suppress(OSError, ValueError):  # nobody may be there any more to be told
        talk(text)


def _warn(context: Context, diary: Path) -> None:
    """Once a day, with the backup: who else may read the diary, and a drive that can't have the usual journal."""
    from diary.store.diary_file import has_wal
    from diary.store.permissions import open_to_others

    seen = open_to_others(diary)
    if seen:
        _tell(f"Others on this machine can get at {seen[0]}; diary verify tells how to close it.")
    if context.network_drive is False and not has_wal(diary):
        _tell("This drive can't have the usual journal (WAL). What is saved is on the disk all the same: diary verify.")
