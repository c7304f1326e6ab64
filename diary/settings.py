"""The person's settings: a small TOML file, read when needed. A missing file means the defaults."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from diary.domain.exercise_light import BANDS, LIGHT_BANDS, Bands
from diary.domain.thresholds import ALLOWED, REASONED, Thresholds
from diary.errors import DiaryError, InvalidValue
from diary.paths import path_of

PAPERS = ("a4", "letter")
ASKED = ("weekly", "visits", "never")
NUMBERS = ALLOWED | LIGHT_BANDS | {"lock_after": (0, 1440)}
"""The settings that are whole numbers, with the lowest and the highest value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults. A text is one line of 200 characters at most, a path or list 1,000."""

    emergency_number: str = ""
    name: str = ""
    born: str = ""
    paper: str = "a4"
    large: bool = False
    theme: str = ""
    day_starts: str = "00:00"
    inbox: str = ""
    ask_scores: str = "weekly"
    ask_background: bool = True
    sites: str = ""
    keyring: bool = False
    lock_after: int = 0
    interference_once: int = REASONED.interference_once
    interference_twice: int = REASONED.interference_twice
    fatigue_from: int = REASONED.fatigue_from
    motion_degrees: int = REASONED.motion_degrees
    motion_cm: int = REASONED.motion_cm
    motion_rating: int = REASONED.motion_rating
    exercise_green: int = BANDS.green
    exercise_amber: int = BANDS.amber
    exercise_morning: int = BANDS.morning

    @property
    def night(self) -> timedelta:
        """How long after midnight the day before still goes on, in what is called today."""
        hours, minutes = self.day_starts.split(":")
        return timedelta(hours=int(hours), minutes=int(minutes))

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds of the rules that are settings, because no published value exists."""
        return Thresholds(**{name: getattr(self, name) for name in ALLOWED})

    @property
    def bands(self) -> Bands:
        """The bands of the traffic light of exercise."""
        return Bands(self.exercise_green, self.exercise_amber, self.exercise_morning)


DEFAULTS = Settings()
_NUMBER = re.compile(r"[+*#(]?\d[\d ()/.,*#-]*\d[)#]?")
"""A telephone number: two digits or more, with what people write between them."""
MEANINGS = {
    "emergency_number": "the emergency number where you live: 112, 911, 999 …",
    "name": "your name, for the report; empty leaves it out",
    "born": "your date of birth, for the report; empty leaves it out",
    "paper": "the report's paper: a4 or letter",
    "large": "large print in the report: true or false",
    "theme": "the look of the screen",
    "day_starts": "when what is called today begins, for people awake at night: 00:00 to 11:59",
    "sites": "the sites that the screen lists first, in this order: lower back, left knee",
    "inbox": "a text file that a phone or another machine appends lines to: diary inbox --help",
    "ask_scores": "when scores are due that say nothing of their own: weekly, visits or never",
    "ask_background": "whether Today offers, in the first weeks, what a therapist asks first: true or false",
    "keyring": "whether the key of an encrypted diary is looked for in the keyring of the system: true or false",
    "lock_after": "minutes without a key until the screen is covered, and an encrypted diary locked; 0 for never",
    "interference_once": "the rules count how much pain interferes from here on (5 to 9), on one day",
    "interference_twice": "the same on two days (3 to 9)",
    "fatigue_from": "a fatigue rating counts from here on (2 to 8)",
    "motion_degrees": "degrees that a movement loses before it counts (5 to 30)",
    "motion_cm": "centimetres that a movement loses before it counts (2 to 15)",
    "motion_rating": "points that a rated movement loses before it counts (1 to 4)",
    "exercise_green": "pain during exercise up to which its light is green (0 to 4; Thomeé 1997: 2, many clinics: 3)",
    "exercise_amber": "the same for amber; more is red (5 to 8; Silbernagel 2007: 5, gone by the next morning)",
    "exercise_morning": "points above the level before that count as settled the next morning (0 to 3)",
}

FORMER = ("network_drive",)
"""Settings of earlier versions: still accepted, so that no script fails, and without effect."""


def read_settings(path: Path, complain: Callable[[str], None] | None = None) -> Settings:
    """The settings in a file; DiaryError with one plain line where the file or a value is wrong.

    With `complain` that line is passed to it instead, and the default is used.
    """
    settings = DEFAULTS
    try:
        for name, value in _read_toml(path).items():
            if name not in MEANINGS:  # perhaps a setting of another version
                continue
            try:
                settings = _with_setting(settings, name, value)
            except InvalidValue as error:
                if complain is None:
                    raise
                # A warning about the pain must not wait until somebody repairs this file.
                complain(f"{error}; until it is mended in {path} the default holds")
    except DiaryError as error:
        if complain is None:
            raise
        complain(f"{error}; until then the defaults hold")
    return settings


def _read_toml(path: Path) -> dict[str, Any]:
    text = _text_of(path)
    if not text:
        return {}
    import tomllib  # 3 ms, spent only where there is a settings file

    try:
        return tomllib.loads(text)
    # Deeply nested brackets exhaust the stack of tomllib: RecursionError.
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DiaryError(f"the settings file {path} is not valid TOML: {error}; mend or remove it") from error


def _text_of(path: Path) -> str:
    """The text of the file, "" if there is none; DiaryError if it can't be read."""
    try:
        if not path.exists():
            return ""
        # A pipe would be waited for, for ever, and a device may have no end.
        if not path.is_file():
            raise DiaryError(f"the settings file {path} is not an ordinary file; remove it")
        content = path.read_bytes()
        # Editors on Windows begin a file with a mark that says how it is written.
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = f"the settings file {path} can't be read ({type(error).__name__}); mend or remove it"
        raise DiaryError(reason) from error


def changed(settings: Settings, name: str, text: str) -> Settings:
    """The settings with one of them changed to the text that a person typed; InvalidValue where it does not fit.

    For a number, an empty text brings back the default.
    """
    if name not in MEANINGS:
        raise InvalidValue(f"there is no setting {name!r}; there are {', '.join(MEANINGS)}")
    value: Any = text.strip()
    if isinstance(getattr(DEFAULTS, name), bool):
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        if value.lower() not in words:
            raise InvalidValue(f"{name} is true or false")
        value = words[value.lower()]
    elif name == "lock_after" and (minutes := re.fullmatch(r"(\d{1,4})\s*m(?:in|inutes?)?", value)):
        value = int(minutes[1])
    elif name in NUMBERS:
        # `isdecimal`, because `isdigit` is true for ², which `int` refuses. A text that stays text is refused below.
        value = int(value) if value.isdecimal() and len(value) < 9 else value or getattr(DEFAULTS, name)
    elif name == "day_starts":
        value = value.zfill(5) if value else DEFAULTS.day_starts
    elif name == "inbox" and value:
        # Else it would be another file in each folder where a command is run.
        value = str(path_of(value).absolute())
    elif name == "emergency_number" and value and not _NUMBER.fullmatch(value):
        # Warnings tell people to call it. A file may hold more words beside the digits, as it could before.
        raise InvalidValue("the emergency number is written in digits, such as 112")
    return _with_setting(settings, name, value)


def write_settings(path: Path, settings: Settings) -> None:
    """Write the values that differ from the defaults, readable by the owner only. Comments and unknown names stay."""
    import tomlkit  # 20 ms, needed only to change a setting

    from diary.files import private_folder, write_private

    _read_toml(path)  # an unreadable or invalid file is refused here, so that it is never overwritten
    document = tomlkit.parse(_text_of(path))
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


def _with_setting(settings: Settings, name: str, value: object) -> Settings:
    default = getattr(DEFAULTS, name)
    if name in NUMBERS:
        lowest, highest = NUMBERS[name]
        # Not `isinstance`, to which `true` is an int as well.
        if type(value) is not int or not lowest <= value <= highest:
            raise InvalidValue(f"the setting {name} must be a whole number from {lowest} to {highest}")
    if type(value) is not type(default):
        raise InvalidValue(f"the setting {name} must be {'true or false' if isinstance(default, bool) else 'a text'}")
    longest = 1_000 if name in ("inbox", "sites") else 200
    if isinstance(value, str) and (len(value) > longest or any(not c.isprintable() for c in value)):
        raise InvalidValue(f"the setting {name} must be one short line")
    if name == "emergency_number" and value and not any(c.isdigit() for c in str(value)):
        raise InvalidValue("the emergency number needs digits, such as 112")
    if name == "day_starts" and not re.fullmatch("(0[0-9]|1[01]):[0-5][0-9]", str(value)):
        raise InvalidValue("day_starts is a time from 00:00 to 11:59, such as 04:00")
    if name == "inbox" and value and not (str(value).startswith("~") or Path(str(value)).is_absolute()):
        raise InvalidValue("inbox is the whole path of a text file, such as ~/Sync/pain.txt")
    if name == "ask_scores" and value not in ASKED:
        raise InvalidValue(f"ask_scores is one of {', '.join(ASKED)}")
    if name == "sites" and value:
        from diary.domain.body import places_named  # only for those who chose an order

        places_named(str(value))
    if name == "paper" and value not in PAPERS:
        raise InvalidValue("paper is a4 or letter")
    return replace(settings, **{name: value})  # type: ignore[arg-type]
