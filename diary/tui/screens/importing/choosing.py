"""Which file to import: those that fit and lie near, or a path that is typed, with Tab to complete it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from diary.tui.widgets.dialogs import AskLine

ENDINGS = frozenset({".csv", ".tsv", ".json", ".xml", ".zip", ".db"})
MOST_FILES = 100
_MOST_LOOKED_AT = 5000
"""Names of one folder: a full Downloads has hundreds."""


class NearFile(NamedTuple):
    """A file that may be imported, and when it was written last."""

    path: Path
    written: datetime


def near_files(diary: Path) -> list[NearFile]:
    """The files that fit by their ending, the newest first: where the program runs, in Downloads, and at home."""
    # Symbolic links may make two of these the same.
    folders = dict.fromkeys(folder.resolve() for folder in _folders())
    found = [file for folder in folders for file in _in(folder) if file.path != diary]
    return sorted(found, key=lambda file: file.written, reverse=True)[:MOST_FILES]


def _folders() -> Iterator[Path]:
    with suppress(OSError):  # the folder may be gone
        yield Path.cwd()
    with suppress(RuntimeError):  # no home
        yield from (Path.home() / "Downloads", Path.home(), Path.home() / "Desktop", Path.home() / "Documents")


def _in(folder: Path) -> Iterator[NearFile]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry, _ in zip(entries, range(_MOST_LOOKED_AT), strict=False):
            with suppress(OSError, ValueError, OverflowError):
                if fits(entry.name) and entry.is_file():
                    yield NearFile(Path(entry.path), datetime.fromtimestamp(entry.stat().st_mtime).astimezone())


def fits(name: str) -> bool:
    """Whether a name ends as that of a file that can be imported does; maps and hidden files do not."""
    return not name.startswith(".") and Path(name).suffix.casefold() in ENDINGS


def beginnings(text: str) -> list[str]:
    """The paths that a typed text may become: folders, with a slash, and files that fit."""
    folder, slash, start = text.rpartition("/")
    found: list[str] = []
    with suppress(OSError, RuntimeError, ValueError), os.scandir(Path(folder + slash or ".").expanduser()) as entries:
        for entry, _ in zip(entries, range(_MOST_LOOKED_AT), strict=False):
            if not entry.name.startswith(start) or (entry.name.startswith(".") and not start):
                continue
            if entry.is_dir():
                found.append(f"{folder}{slash}{entry.name}/")
            elif fits(entry.name):
                found.append(f"{folder}{slash}{entry.name}")
    return sorted(found)


class AskPath(AskLine):
    """Asks where a file is; Tab completes what is typed, as in a shell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", show=False, priority=True, id="path.complete", tooltip="Complete it"),
    ]

    def __init__(self, value: str) -> None:
        hint = "Tab completes. Enter shows what would come in, and writes nothing into the diary. Esc: not now."
        super().__init__("Where is the file?", hint, value=value, placeholder="~/Downloads/bearable.csv")

    def action_complete(self) -> None:
        """Complete the path as far as it is clear."""
        field = self.query_one(Input)
        # Letter by letter, as a shell does; a typed text is never replaced by a shorter one.
        if len(longer := os.path.commonprefix(beginnings(field.value))) > len(field.value):  # noqa: RUF071
            field.value = longer
            field.cursor_position = len(longer)

    @on(Input.Changed)
    def _show_beginnings(self, message: Input.Changed) -> None:
        """Show what there is to complete."""
        found = [Path(path).name + ("/" if path.endswith("/") else "") for path in beginnings(message.value)]
        here = "  ".join(found[:6]) + ("  …" if len(found) > 6 else "")
        self.query_one("#hint", Static).update(f"{here}\n{self.hint}" if message.value and here else self.hint)
