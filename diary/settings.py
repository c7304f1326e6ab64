"""The person's settings: a small TOML file, read when asked for. A missing file means the defaults."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from diary.errors import DiaryError, InvalidValue

PAPERS = ("a4", "letter")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with its default. Texts are at most a line."""

    emergency_number: str = ""
    name: str = ""
    born: str = ""
    paper: str = "a4"
    large: bool = False
    theme: str = ""


MEANINGS = {
    "emergency_number": "the emergency number where you live: 112, 911, 999 …",
    "name": "your name, for the report; empty leaves it out",
    "born": "your date of birth, for the report; empty leaves it out",
    "paper": "the report's paper: a4 or letter",
    "large": "large print in the report: true or false",
    "theme": "the look of the screen",
}


def read_settings(path: Path) -> Settings:
    """The settings in that file; DiaryError with one plain line where it can't be understood."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise DiaryError(
            f"the settings file {path} can't be read ({type(error).__name__}); mend or remove it"
        ) from error
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DiaryError(f"the settings file {path} is not valid TOML: {error}; mend or remove it") from error
    settings = Settings()
    for name, value in found.items():
        if name in MEANINGS:  # what a newer version wrote is left alone
            settings = _with(settings, name, value)
    return settings


def changed(settings: Settings, name: str, text: str) -> Settings:
    """The settings with one of them changed to what a person typed."""
    if name not in MEANINGS:
        raise InvalidValue(f"there is no setting {name!r}; there are {', '.join(MEANINGS)}")
    value: object = text.strip()
    if isinstance(getattr(Settings(), name), bool):
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        if text.strip().lower() not in words:
            raise InvalidValue(f"{name} is true or false")
        value = words[text.strip().lower()]
    return _with(settings, name, value)


def write_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, keeping comments and unknown names; readable by its owner only."""
    import tomlkit  # 20 ms; only who changes a setting needs it

    text = path.read_text("utf-8") if path.exists() else ""
    document = tomlkit.parse(text)
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if value != field.default:
            document[field.name] = value
        else:
            document.pop(field.name, None)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(document))
    fresh.replace(path)


def _with(settings: Settings, name: str, value: object) -> Settings:
    default = getattr(Settings(), name)
    if type(value) is not type(default):
        raise InvalidValue(f"the setting {name} must be {'true or false' if isinstance(default, bool) else 'a text'}")
    if isinstance(value, str) and (len(value) > 200 or any(not c.isprintable() for c in value)):
        raise InvalidValue(f"the setting {name} must be one short line")
    if name == "paper" and value not in PAPERS:
        raise InvalidValue("paper is a4 or letter")
    return replace(settings, **{name: value})  # type: ignore[arg-type]
