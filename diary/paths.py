"""Where the diary and its settings are: `--db`, DIARY_DB, else the folders of the platform."""

from __future__ import annotations

import os
from pathlib import Path


def diary_file(chosen: str | None = None) -> Path:
    """The database file: as chosen, else DIARY_DB, else in the user data folder. Creates nothing."""
    path = chosen or os.environ.get("DIARY_DB")
    if path:
        return Path(path).expanduser()
    import platformdirs  # 6 ms, not needed where the path is given

    return Path(platformdirs.user_data_dir("pain-diary", appauthor=False)) / "diary.db"


def backups_folder(diary: Path) -> Path:
    """The folder of a diary's backups, beside the file and named after it. Creates nothing."""
    return diary.with_name(f"{diary.name}-backups")


def unsaved_folder(diary: Path) -> Path:
    """The folder of what was typed on the screen and not saved when the program had to end. Creates nothing."""
    return diary.with_name(f"{diary.name}-unsaved")


def settings_file() -> Path:
    """The TOML file in the user config folder. Creates nothing."""
    import platformdirs

    return Path(platformdirs.user_config_dir("pain-diary", appauthor=False)) / "config.toml"
