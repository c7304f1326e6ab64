"""Where the diary and its settings are: `--db`, DIARY_DB, else the folders of the platform."""

from __future__ import annotations

import os
from pathlib import Path

from diary.errors import UsageError


def path_of(text: str) -> Path:
    """The path that a person wrote, with `~` expanded; UsageError where it names no place."""
    # An empty text would be the present folder, and for some options the person's own diary.
    if not text.strip() or "\0" in text:
        raise UsageError("the name of a file is empty; write one")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # ~somebody who has no account here
        name = text.split("/")[0]
        raise UsageError(f"{text} names no file: there is nobody called {name.lstrip('~') or 'you'} here") from error


def diary_file(chosen: str | None = None) -> Path:
    """The database file: as chosen, else DIARY_DB, else in the user data folder. Creates nothing."""
    path = os.environ.get("DIARY_DB") if chosen is None else chosen
    # An empty variable counts as not set, as everywhere; an empty option is refused.
    if chosen is not None or path:
        return path_of(path or "")
    import platformdirs  # 6 ms, not needed where the path is given

    return Path(platformdirs.user_data_dir("pain-diary", appauthor=False)) / "diary.db"


def backups_folder(diary: Path) -> Path:
    """The folder of a diary's backups, beside the file and named after it. Creates nothing."""
    return diary.with_name(f"{diary.name}-backups")


def unsaved_folder(diary: Path) -> Path:
    """The folder of what was typed on the screen and not saved when the program had to end. Creates nothing."""
    return diary.with_name(f"{diary.name}-unsaved")


def unsaved_files(diary: Path) -> list[Path]:
    """The files in that folder that hold such a text; those that are still being written are left out."""
    return [path for path in unsaved_folder(diary).glob("[!.]*.json") if path.is_file()]


def settings_file() -> Path:
    """The TOML file in the user config folder. Creates nothing."""
    import platformdirs

    return Path(platformdirs.user_config_dir("pain-diary", appauthor=False)) / "config.toml"
