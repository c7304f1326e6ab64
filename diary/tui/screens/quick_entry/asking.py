"""The ways to open the window for a typed line, and from its answer to the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from diary.domain.records import Care, Change, Record
from diary.tui.changing import Typed, change_job
from diary.tui.messages import Job
from diary.tui.screens.quick_entry.echo import ParsedLine
from diary.tui.screens.quick_entry.edit_line import LeftLine, edit_line_of, motion_again
from diary.tui.screens.quick_entry.line_kinds import KINDS, MENU, LineKind, with_place
from diary.tui.screens.quick_entry.log_menu import LogMenu, also_logged, known_cares, log_again, with_former
from diary.tui.screens.quick_entry.window import TypedLine
from diary.tui.widgets.dialogs import DiaryScreen
from diary.tui.widgets.texts import record_text

if TYPE_CHECKING:
    from diary.tui.host import Host


def choose_line(host: Host) -> None:
    """Show what can be logged: the latest self-care to choose once more, and each kind of record, of which the line
    is asked then."""
    by_key = {kind.key: kind for kind in MENU}
    motions = motion_again(host.review.diary.motions) if host.review else ""

    def chosen(answer: str | Care | None) -> None:
        if isinstance(answer, Care):
            log_again(host, answer)
        elif answer in by_key:
            ask_line(host, by_key[answer], motions if answer == "m" else "")
        elif answer is not None:
            host.open_window(answer)

    host.push_screen(LogMenu(known_cares(host.review)), chosen)


def ask_line(
    host: Host, kind: LineKind, value: str = "", *, text: str = "", then: Callable[[Change], None] | None = None
) -> None:
    """Ask for a line of that kind and save its records. One that could not be saved is offered rather than `value`.

    A `text` that came at once stands there in any case. ↑ brings back a line that was left with Esc, or that could not
    be saved. `then` is called once the line is saved, where no other window is open by then.
    """

    def answered(line: ParsedLine | None) -> None:
        if line is None:
            return
        host.unfinished.pop(kind.name, None)

        def offer_again() -> None:
            host.unfinished[kind.name] = line.text

        def saved(change: Change) -> None:
            if then is not None and not host.screen.is_modal:
                then(change)

        also = "".join(also_logged(host.review, each) for each in line.records if isinstance(each, Care))
        save = Job(lambda store: kind.save(store, line.records, line.summary), f"{line.kept}{also}", saved, offer_again)
        host.carry_out(save)

    left = host.unfinished.get(kind.name) or ""
    if isinstance(left, LeftLine):  # left with Esc: what is typed next must not go behind it
        before, first = left.text, text or value
    else:
        before, first = (left if text else ""), text or left or value
    if kind.key == "c":
        kind = with_former(kind, known_cares(host.review))
    place = host.screen.chosen_place if isinstance(host.screen, DiaryScreen) else None
    window = TypedLine(with_place(kind, place), first, before=before)
    window.offered = "" if text else first
    host.push_screen(window, answered)


def change_line(host: Host, record: Record) -> None:
    """Offer a saved record as a line, and save the record that the changed line makes."""
    left = host.unfinished.get(record.id)
    opened = left.opened or record if isinstance(left, LeftLine) else record
    edit_line = edit_line_of(opened, host.here, host.clock.now())
    if edit_line is None:
        host.say(
            f"No line says this exactly ({record_text(record)}): delete it with d, and log it anew with c.", "hint"
        )
        return

    def answered(line: ParsedLine | None) -> None:
        if line is None:
            return
        host.unfinished.pop(record.id, None)
        if line.records == (opened,):
            host.say("Nothing was changed.", "quiet")
            return

        def offer_again() -> None:
            host.unfinished[record.id] = LeftLine(line.text, opened)

        text = f"Changed: {line.summary}."
        resume, drop = partial(change_line, host, opened), partial(host.unfinished.pop, record.id, None)
        typed = Typed(offer_again, resume, drop)
        host.carry_out(change_job(line.records[0], opened, typed, text=text))

    value = left.text if isinstance(left, LeftLine) else edit_line.text
    host.push_screen(TypedLine(edit_line.kind, value, edit_line), answered)


def reopen(host: Host, window: str, text: str, opened: Record | None) -> None:
    """Open the window of that name in `Host.unfinished` again, with the text typed there to change `opened`, if any."""
    for kind in KINDS:
        if kind.name == window:
            host.unfinished[window] = text
            ask_line(host, kind)
            return
    if opened is not None:
        host.unfinished[opened.id] = LeftLine(text, opened)
        change_line(host, opened)
        return
    host.unfinished[window] = text
    host.say(f"It is offered again where it was typed: {text}", "hint")
