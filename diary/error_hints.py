"""What a person can do about an error, as commands. The screen has keys for some of it, in `tui/widgets/texts.py`."""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote

from diary.errors import DiaryError, ErrorHint

_RESTORE = ". The newest good backup is of {backup} ({contents}); to put it back: diary restore newest{db}"
_RESCUE = "diary verify --salvage OUT.json{db}"
COMMANDS: Mapping[str, str] = {
    "sites": "; see diary log --help for the list",
    "records": "; see diary list for what is there",
    "first-entry": "; write the first with: diary log 3 lower back",
    "first-diary": "; begin one with: diary log 3 lower back{db}",
    "usual": "; a level on most days goes to diary usual",
    "usual-place": ", such as usual lower back 2, or usual interference 1",
    "usual-level": " Write for example usual lower back 2, or usual interference 1",
    "known": "; what was there from the start goes to diary known",
    "known-words": ", such as known numb left foot",
    "add-activity": " To add it: diary score add activity {name} {value}",
    "other-exercises": "; the others are added with: diary programme add",
    "delete-visit": " (diary visit --list shows its ID; diary delete ID takes it out)",
    "visit": ", and an appointment to come is written with diary visit",
    "keep-note": "; to keep it as a note: diary log -- {note}",
    "changed-since": ". In the diary now: {newer}. Yours, not saved: {yours}",
    "changed-since-delete": ". In the diary now: {newer}",
    "deleted-since": ". Yours, not saved: {yours}. To bring back what was deleted: diary undo {id}",
    "again": "; diary again repeats the last entry's places and levels",
    "undo-delete": "; to bring it back: diary undo {id}",
    "undo-any": "; to undo it all the same: diary undo --any",
    "redo-any": "; to redo it all the same: diary redo --any",
    "deleted": "; diary deleted lists what was deleted",
    "map": "; answer it in the map beside the file, or with: diary import FILE --ask",
    "export": "; choose the file that diary export wrote",
    "export-parts": ". Export it, and cut that file into smaller ones: diary export --db {file} -o OUT.csv",
    "backup": "; diary backup makes one",
    "backup-again": ": diary backup",
    "backups": "; diary backup --list shows the backups",
    "unreadable-backup": ": rescue what it holds and delete it, or remove all backups with --backups remove",
    "unlock": "; set DIARY_PASSPHRASE_COMMAND, or keep its key in the keyring: diary encrypt --keyring",
    "keyring-again": "; to keep it there again: diary encrypt --keyring",
    "encrypt": "; to have them follow: diary encrypt",
    "decrypt": "; to have them follow: diary decrypt",
    "leftover": "; move it to another folder, where it may be of use: diary verify tells more",
    "merge": " To take what only that copy has into the diary: diary import {file}{db}",
    "restore-copy": " To put it back: diary restore {file}{db}",
    "restore": _RESTORE,
    "restore-or-rescue": f"{_RESTORE}. To rescue what can be read: {_RESCUE}",
    "rescue": f". No good backup was found. To rescue what can be read: {_RESCUE}",
    "rescue-backup": ". What can be read of it is rescued with: diary verify --db {file} --salvage OUT.json",
    "other-file": f". Name another file with --db; if it was a diary once: {_RESCUE}",
}
"""Each begins with what joins it to the text before it."""


def steps_of_import(name: str) -> tuple[str, ...]:
    """How a file of another app comes in by its map, as comments at the top of the map; `name` is that of the file."""
    return (
        "Change what stands behind the = signs, save, and look what would come in:",
        f"    diary import {quote(name)} --dry-run",
        "Without --dry-run it comes in. After a later change --update takes it over; diary undo --any takes it back.",
    )


def error_text(error: DiaryError, wording: Mapping[str, str] = COMMANDS) -> str:
    """The text of an error with its hint, in the words of an interface."""
    return with_hint(str(error), error.hint, wording)


def with_hint(text: str, hint: ErrorHint | None, wording: Mapping[str, str] = COMMANDS) -> str:
    """The text with what its hint says to do."""
    return text + wording[hint.name].format(**hint.values) if hint else text
