"""The person's settings: a small TOML file, read when asked for. A missing file means the defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from diary.domain.thresholds import ALLOWED, REASONED, Thresholds
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
    network_drive: bool = False
    interference_once: int = REASONED.interference_once
    interference_twice: int = REASONED.interference_twice
    fatigue_from: int = REASONED.fatigue_from
    motion_degrees: int = REASONED.motion_degrees
    motion_rating: int = REASONED.motion_rating

    @property
    def thresholds(self) -> Thresholds:
        """From where on the rules count what has no published threshold."""
        return Thresholds(**{name: getattr(self, name) for name in ALLOWED})


DEFAULTS = Settings()
MEANINGS = {
    "emergency_number": "the emergency number where you live: 112, 911, 999 …",
    "name": "your name, for the report; empty leaves it out",
    "born": "your date of birth, for the report; empty leaves it out",
    "paper": "the report's paper: a4 or letter",
    "large": "large print in the report: true or false",
    "theme": "the look of the screen",
    "network_drive": "true where the diary is on a network drive: slower, and whole there too",
    "interference_once": "the rules count how much pain gets in the way from here on (5 to 9), on one day",
    "interference_twice": "the same on two days (3 to 9)",
    "fatigue_from": "a fatigue rating counts from here on (2 to 8)",
    "motion_degrees": "degrees that a movement loses before it counts (5 to 30)",
    "motion_rating": "points that a rated movement loses before it counts (1 to 4)",
}


def read_settings(path: Path, complain: Callable[[str], None] | None = None) -> Settings:
    """The settings in that file; DiaryError with one plain line where it can't be understood.

    With `complain` the line goes there instead, and the default holds: a warning must not wait for a mended file.
    """
    settings = DEFAULTS
    try:
        for name, value in _values(path).items():
            if name not in MEANINGS:  # what a newer version wrote is left alone
                continue
            try:
                settings = _with(settings, name, value)
            except InvalidValue as error:
                if complain is None:
                    raise
                complain(f"{error}; until it is mended in {path} the default holds")
    except DiaryError as error:
        if complain is None:
            raise
        complain(f"{error}; until then the defaults hold")
    return settings


def _values(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise DiaryError(
            f"the settings file {path} can't be read ({type(error).__name__}); mend or remove it"
        ) from error
    import tomllib  # 3 ms, for who has set something

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DiaryError(f"the settings file {path} is not valid TOML: {error}; mend or remove it") from error


def changed(settings: Settings, name: str, text: str) -> Settings:
    """The settings with one of them changed to what a person typed."""
    if name not in MEANINGS:
        raise InvalidValue(f"there is no setting {name!r}; there are {', '.join(MEANINGS)}")
    value: object = text.strip()
    if isinstance(getattr(DEFAULTS, name), bool):
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        if text.strip().lower() not in words:
            raise InvalidValue(f"{name} is true or false")
        value = words[text.strip().lower()]
    elif name in ALLOWED:
        typed = text.strip()
        value = int(typed) if typed.isdecimal() and len(typed) < 9 else typed or getattr(DEFAULTS, name)
    return _with(settings, name, value)


def write_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, keeping comments and unknown names; readable by its owner only."""
    import tomlkit  # 20 ms; only who changes a setting needs it

    from diary.files import private_folder, write_private

    _values(path)  # a file that can't be read is refused here in plain words
    document = tomlkit.parse(path.read_text("utf-8") if path.exists() else "")
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if value != field.default:
            document[field.name] = value
        else:
            document.pop(field.name, None)
    try:
        private_folder(path.parent)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DiaryError(f"the folder {path.parent} can't be made ({reason}), so the setting was not kept") from error
    write_private(path, tomlkit.dumps(document).encode("utf-8"))


def _with(settings: Settings, name: str, value: object) -> Settings:
    default = getattr(DEFAULTS, name)
    if name in ALLOWED:
        least, most = ALLOWED[name]
        if type(value) is not int or not least <= value <= most:
            raise InvalidValue(f"the setting {name} must be a whole number from {least} to {most}")
    if type(value) is not type(default):
        raise InvalidValue(f"the setting {name} must be {'true or false' if isinstance(default, bool) else 'a text'}")
    if isinstance(value, str) and (len(value) > 200 or any(not c.isprintable() for c in value)):
        raise InvalidValue(f"the setting {name} must be one short line")
    if name == "emergency_number" and value and not any(c.isdigit() for c in str(value)):
        raise InvalidValue("the emergency number needs digits, such as 112")
    if name == "paper" and value not in PAPERS:
        raise InvalidValue("paper is a4 or letter")
    return replace(settings, **{name: value})  # type: ignore[arg-type]
