"""The question after a change that was refused, because another program changed the same record meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diary.domain.describe import full_line
from diary.domain.lost_signs import lost_signs
from diary.domain.text import listing
from diary.tui.widgets.dialogs import AskUnexpected

if TYPE_CHECKING:
    from diary.domain.records import Record
    from diary.store.changed_since import ChangedSince
    from diary.tui.host import Host
    from diary.tui.messages import Edit, Job

KEEP, SAVE = "1", "2"
"""The keys of the answers that drop one of the two texts. No letters, which may be the rest of a word."""


def ask_which(host: Host, job: Job, changed: ChangedSince) -> None:
    """Show both texts, and do what the person chooses. Nothing is lost before that."""
    edit, newer = job.edit, changed.newer
    assert edit is not None
    if edit.mine is None and newer is None:
        host.say(f"It was deleted already, by {changed.by}.")
        return

    def answered(answer: str | None) -> None:
        if answer == SAVE:
            host.carry_out(edit.anew(newer))
        elif answer == KEEP:
            edit.drop()
            host.say("The newer text stays." if newer else "It stays deleted.")
        elif edit.mine is not None:
            edit.resume()
            host.say("Not saved yet. What you typed is still here.")

    host.push_screen(AskUnexpected(question(edit, newer, changed.by), choices(edit, newer)), answered)


def question(edit: Edit, newer: Record | None, by: str) -> str:
    """Both texts, and what would be lost with the newer one."""
    done = "changed" if newer else "deleted"
    so_far = "Yours is not saved." if edit.mine else "It is not deleted."
    lines = [f"This was {done} by {by} while you had it open. {so_far}"]
    # Before the texts, which may be longer than the screen.
    if newer is not None and (lost := lost_signs(newer, edit.mine)):
        doing = "Saving yours" if edit.mine else "Deleting it"
        lines += ["", f"! Only the newer text says: {listing(lost)}. {doing} ends a warning that rests on that alone."]
    if newer is not None:
        lines += ["", "In the diary now:", f"  {full_line(newer)}"]
    if edit.mine is not None:
        lines += ["", "Yours, not saved:", f"  {full_line(edit.mine)}"]
    return "\n".join(lines)


def choices(edit: Edit, newer: Record | None) -> dict[str, str]:
    """The keys that answer, the first one the choice that changes and loses nothing."""
    if edit.mine is None:
        return {"escape": "leave it as it reads now", SAVE: "delete it all the same"}
    go_on = {"escape": "go on editing yours; nothing is lost"}
    if newer is None:
        return {**go_on, KEEP: "leave it deleted, and drop yours", SAVE: "save yours as a new one"}
    return {**go_on, KEEP: "keep the newer one, and drop yours", SAVE: "save yours over the newer one"}
