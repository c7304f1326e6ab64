"""Writes and reads the diary as JSON: its records, and their versions before they were edited or deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from diary.clock import Clock
from diary.domain.grammar.tokens import shown
from diary.domain.records import KIND_OF, Diary, Outcome, Version
from diary.domain.serialization import from_plain, to_plain
from diary.domain.validate import FIRST_YEAR, LAST_YEAR, check, tidy
from diary.errors import DiaryError, ErrorHint, InvalidValue
from diary.exchange.csv_write import in_order
from diary.exchange.parsed_file import PROGRESS_STEP, ParsedFile, ParsedRecord, Progress, Remark

FORMAT, FORMAT_VERSION = "pain-diary", 1


def json_of(diary: Diary, versions: Iterable[Version] = ()) -> bytes:
    """The whole diary as the bytes of a JSON file, one record a line. The same diary gives the same bytes."""
    records = [to_plain(tidy(record)) for record in in_order(diary.records())]
    # The current version is the record itself, which stands among the things.
    past = [_plain_version(version) for version in versions if version.outcome != "current"]
    header = f'{{\n"format": {json.dumps(FORMAT)},\n"version": {FORMAT_VERSION},\n'
    text = f'{header}"things": {_json_list(records)},\n"past": {_json_list(past)}\n}}\n'
    return text.encode("utf-8")


def _plain_version(version: Version) -> dict[str, Any]:
    return {
        "fate": version.outcome,
        "written": version.written.isoformat() if version.written else None,
        "until": version.until.isoformat() if version.until else None,
        "thing": to_plain(tidy(version.record)),
    }


def _json_list(items: list[dict[str, Any]]) -> str:
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]" if lines else "[]"


_CHOOSE_EXPORT = ErrorHint("export")
_PAST_OUTCOMES: tuple[Outcome, ...] = ("edited", "deleted")
_KEYS = ("format", "version", "things", "past")


def read_json(text: str, clock: Clock, progress: Progress | None = None) -> ParsedFile:
    """The content of a JSON text; DiaryError if it is no export of the diary."""
    whole = _load(text)
    if not isinstance(whole, Mapping) or whole.get("format") != FORMAT:
        raise DiaryError(f"this JSON is no pain diary (it does not say “format”: “{FORMAT}”)", _CHOOSE_EXPORT)
    version = whole.get("version")
    # Not isinstance: in Python true is an int as well.
    if type(version) is not int or version < 1:
        raise DiaryError("this JSON does not say which version of the format it is", _CHOOSE_EXPORT)
    if version > FORMAT_VERSION:
        raise DiaryError(
            f"this file is of format {version}, and this program reads up to {FORMAT_VERSION}; get a newer one"
        )
    now = clock.now()
    seen: dict[str, ParsedRecord] = {}
    records: list[ParsedRecord] = []
    listed = _list_of(whole, "things")
    for number, plain in enumerate(listed, 1):
        if progress and number % PROGRESS_STEP == 0:
            progress(number, len(listed))
        parsed = _parsed(f"thing {number}", plain, now)
        first = seen.setdefault(parsed.id, parsed) if parsed.record else parsed
        if first is not parsed and first.record != parsed.record:
            parsed.refuse(parsed.places[0], "id", f"its id is that of {first.places[0]} too, with other content")
        # The same record twice counts once, as the same row does in CSV.
        if first is not parsed and first.record == parsed.record:
            first.places = (*first.places, *parsed.places)
        else:
            records.append(parsed)
    past = [_version(number, plain, now) for number, plain in enumerate(_list_of(whole, "past"), 1)]
    unknown = [str(key) for key in whole if key not in _KEYS]
    remarks = tuple(Remark(f"“{shown(key)}” is not known and was left out") for key in unknown)
    return ParsedFile(tuple(records), remarks, tuple(past))


def _load(text: str) -> Any:
    try:
        # Python would accept NaN and Infinity, which are no JSON and no level.
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        # An error at the very end means that something is missing rather than wrong.
        cut = "; it may be cut short" if error.pos >= len(text.rstrip()) else ""
        raise DiaryError(f"line {error.lineno}: this is not valid JSON ({error.msg}){cut}", _CHOOSE_EXPORT) from error
    except RecursionError as error:
        raise DiaryError("this JSON is nested far too deeply for a diary", _CHOOSE_EXPORT) from error
    except ValueError as error:  # a number of thousands of digits, NaN or Infinity
        raise DiaryError("this JSON has a number in it that no diary holds", _CHOOSE_EXPORT) from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _list_of(whole: Mapping[str, Any], key: str) -> list[Any]:
    value = whole.get(key, [])
    if not isinstance(value, list):
        raise DiaryError(f"“{key}” should be a list in this JSON", _CHOOSE_EXPORT)
    return value


def _parsed(place: str, plain: Any, now: datetime) -> ParsedRecord:
    id = plain.get("id") if isinstance(plain, Mapping) else None
    kind = plain.get("kind") if isinstance(plain, Mapping) else None
    # Both are shown in messages, so a damaged file must not make them long.
    parsed = ParsedRecord(str(kind)[:40], str(id)[:64], (place,))
    try:
        record = tidy(from_plain(plain))
        check(record, now)
        parsed.record, parsed.kind = record, KIND_OF[type(record)]
    except InvalidValue as error:
        parsed.refuse(place, "", str(error), error.hint)
    return parsed


def _version(number: int, plain: Any, now: datetime) -> Version:
    try:
        if not isinstance(plain, Mapping) or plain.get("fate") not in _PAST_OUTCOMES:
            raise InvalidValue(f"its fate should be {' or '.join(_PAST_OUTCOMES)}")
        record = tidy(from_plain(plain.get("thing")))
        check(record, now)
        until = _instant(plain.get("until"))
        if until is None:
            raise InvalidValue("it does not say until when it was so")
        return Version(record, _instant(plain.get("written")), until, plain["fate"])
    except InvalidValue as error:
        raise DiaryError(f"past {number}: {error}", error.hint or _CHOOSE_EXPORT) from error


def _instant(plain: Any) -> datetime | None:
    if plain is None:
        return None
    try:
        instant = datetime.fromisoformat(plain)
    except (TypeError, ValueError) as error:
        raise InvalidValue(f"“{shown(str(plain))}” is no time") from error
    if instant.utcoffset() is None:
        raise InvalidValue(f"“{shown(plain)}” has no offset")
    # A year of room on both sides: in UTC an instant may lie in the year beside that of its local date.
    if not FIRST_YEAR - 1 <= instant.year <= LAST_YEAR + 1:
        raise InvalidValue(f"the year {instant.year} can't be right")
    return instant.astimezone(UTC)
