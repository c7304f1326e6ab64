"""The inbox of the settings beside other commands: `log` takes what is new, `status` and `remind` say that it waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diary.cli.context import Context, talk
from diary.domain.text import counted
from diary.error_hints import error_text
from diary.errors import DiaryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diary.domain.records import Record
    from diary.exchange.parsed_file import Fate
    from diary.review.snapshot import Review
    from diary.store.diary_store import DiaryStore


def take_new(context: Context, store: DiaryStore) -> tuple[tuple[Record, ...], Review | None]:
    """Take what is new in the inbox of the settings, and say so in one line; the new records.

    With the review from before them; None where nothing was taken.

    Nothing that is wrong with it keeps the command from going on.
    """
    if not context.settings.inbox:
        return (), None
    before = None
    try:
        from diary.exchange.inbox_file import read_inbox  # 3 ms, for those who have an inbox
        from diary.exchange.inbox_plan import plan_inbox, take

        inbox = read_inbox(Path(context.settings.inbox).expanduser(), store.path)
        if inbox is None:
            return (), None
        plan = plan_inbox(inbox, store, context.clock, context.here, asked=False)
        if plan.writes:
            before = context.review(store)
            plan = take(plan, inbox, store, context.clock, context.here, asked=False)
    except DiaryError as error:
        talk(f"Inbox: {error_text(error)}")
        return (), None
    except Exception as error:  # noqa: BLE001  the entry that was typed must be saved, whatever is in that file
        talk(f"Inbox: it could not be read ({type(error).__name__}); diary inbox tells more")
        return (), None
    if said := taken_line(plan.counts):
        talk(said)
    return plan.new, before


def taken_line(counts: Mapping[Fate, int]) -> str:
    """What was taken and what waits, in one line; "" where nothing was new."""
    from diary.exchange.parsed_file import Fate

    new, refused, undone = (counts.get(fate, 0) for fate in (Fate.NEW, Fate.REFUSED, Fate.UNDONE))
    parts = [f"{counted(new, 'new line')} taken"] if new else []
    if refused:
        parts.append(f"{counted(refused, 'line')} can't be taken, diary inbox says why")
    if undone:
        parts.append(
            f"{counted(undone, 'line')} taken back before, diary inbox takes {'it' if undone == 1 else 'them'} again"
        )
    return f"Inbox: {'; '.join(parts)}." if parts else ""


def tell_waiting(context: Context, store: DiaryStore | None) -> None:
    """Say on stderr how many lines of the inbox of the settings are not in the diary; `store` is None for no diary."""
    if not context.settings.inbox:
        return
    from diary.exchange.inbox_file import read_inbox

    try:
        inbox = read_inbox(Path(context.settings.inbox).expanduser(), store.path if store else context.resolved_path)
        if inbox is None:
            return
        # By their ids alone: reading thousands of lines as entries would take seconds.
        known = store.states(inbox.ids) if store else {}
    except DiaryError as error:
        talk(f"diary: the inbox: {error_text(error)}")
        return
    if waiting := sum(line.id not in known for line in {line.id or line.number: line for line in inbox.lines}.values()):
        verb, it = ("waits", "it") if waiting == 1 else ("wait", "them")
        talk(f"diary: {counted(waiting, 'line')} of the inbox {verb}; diary inbox takes {it}")
