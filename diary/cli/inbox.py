"""The inbox of the settings beside other commands: `log` takes what is new, `status` and `remind` say that it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diary.cli.context import Context, talk
from diary.domain.text import counted
from diary.error_hints import error_text
from diary.errors import DiaryError

if TYPE_CHECKING:
    from diary.domain.records import Record
    from diary.review.snapshot import Review
    from diary.store.diary_store import DiaryStore


def take_new(context: Context, store: DiaryStore) -> tuple[tuple[Record, ...], Review | None]:
    """Take what is new in the inbox of the settings, and say so in one line; the new records.

    With the review from before them; None where nothing was taken.

    Nothing that is wrong with it keeps the command from going on.
    """
    if context.inbox is None:
        return (), None
    before = None
    try:
        from diary.exchange.inbox_file import read_inbox  # 3 ms, for those who have an inbox
        from diary.exchange.inbox_plan import plan_inbox, take, taken_line

        inbox = read_inbox(context.inbox, store.path)
        if inbox is None:
            return (), None
        plan = plan_inbox(inbox, store, context.clock, context.here, asked=False)
        if plan.writes:
            before = context.review(store)
            plan, _ = take(plan, inbox, store, context.clock, context.here, asked=False)
        if said := taken_line(plan.counts, "diary inbox"):
            talk(said)
    except DiaryError as error:
        talk(f"Inbox: {error_text(error)}")
        return (), None
    except Exception as error:  # noqa: BLE001  the entry that was typed must be saved, whatever is in that file
        talk(f"Inbox: it could not be read ({type(error).__name__}); diary inbox tells more")
        return (), None
    return plan.new, before


def tell_waiting(context: Context, store: DiaryStore | None) -> None:
    """Say on stderr how many lines of the inbox of the settings are not in the diary; `store` is None for no diary."""
    if context.inbox is None:
        return
    from diary.exchange.inbox_file import read_inbox

    try:
        inbox = read_inbox(context.inbox, store.path if store else context.resolved_path)
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
