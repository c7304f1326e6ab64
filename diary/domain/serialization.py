"""A record as plain values for JSON, and back without loss. Strict: an unexpected name or type is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from diary.domain.moments import Moment
from diary.domain.records import KIND_OF, TYPE_OF, Exercise, Reading, Record
from diary.domain.rehabilitation import Answer
from diary.errors import InvalidValue

_PARTS: tuple[type, ...] = (Moment, Reading, Exercise, Answer)
_PLAIN = frozenset({str, int, float, bool})


def to_plain(record: Record) -> dict[str, Any]:
    """The kind and every field that differs from its default: dicts, lists, text, numbers, ISO 8601 times in UTC."""
    return {"kind": KIND_OF[type(record)], **_fields_to_plain(record)}


def from_plain(plain: Any) -> Record:
    """The record that `to_plain` was given; InvalidValue for an unknown kind or field, or a value of the wrong type."""
    kind = plain.get("kind") if isinstance(plain, Mapping) else None
    if not isinstance(kind, str) or kind not in TYPE_OF:
        raise InvalidValue(f"{_short(kind)} is no kind of thing a diary holds; use one of {', '.join(TYPE_OF)}")
    cls = TYPE_OF[kind]
    record = _build(cls, {name: value for name, value in plain.items() if name != "kind"}, kind)
    assert isinstance(record, cls)
    return record


def _fields_to_plain(part: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, default in _defaults(part.__class__):
        value = getattr(part, name)
        if default is MISSING or value != default:
            plain[name] = value if type(value) in _PLAIN else _value_to_plain(value)
    return plain


@cache  # `fields` looks for them in the class at every call
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(cls))


def _value_to_plain(value: Any) -> Any:
    if isinstance(value, _PARTS):
        return _fields_to_plain(value)
    if isinstance(value, tuple):
        return [_value_to_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value


# Cached, because `get_type_hints` evaluates the annotations of the class at every call.
@cache
def _field_types(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _build(cls: type, plain: Any, where: str) -> Any:
    if not isinstance(plain, Mapping):
        raise InvalidValue(f"{where} should be an object with named values, not {_short(plain)}")
    expected = _field_types(cls)
    if unknown := [str(name) for name in plain if name not in expected]:
        raise InvalidValue(f"{where} has no field called {_short(unknown[0])}; its fields are {', '.join(expected)}")
    for field in fields(cls):
        if field.default is MISSING and field.name not in plain:
            raise InvalidValue(f"{where} needs a value for {field.name!r}")
    return cls(**{name: _value(expected[name], value, f"{where}.{name}") for name, value in plain.items()})


def _value(hint: Any, plain: Any, where: str) -> Any:
    if isinstance(hint, UnionType):
        if plain is None:
            return None
        # Every union in the records is "X | None".
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(plain, (list, tuple)):
            raise InvalidValue(f"{where} should be a list, not {_short(plain)}")
        item = get_args(hint)[0]
        return tuple(_value(item, each, f"{where}[{place}]") for place, each in enumerate(plain, 1))
    if hint in _PARTS:
        return _build(hint, plain, where)
    if hint is datetime:
        return _instant(plain, where)
    # Other programs write 90.0 as 90 in JSON. `type` and not `isinstance`, because a bool is an int.
    if hint is float and type(plain) in (int, float):
        return float(plain)
    if type(plain) is not hint:
        raise InvalidValue(f"{where} should be {_WORDS[hint]}, not {_short(plain)}")
    return plain


def _instant(plain: Any, where: str) -> datetime:
    try:
        when = datetime.fromisoformat(plain)
        if when.utcoffset() is None:
            raise ValueError(plain)
        return when.astimezone(UTC)
    # OverflowError: an offset that leads out of the years 1 to 9999.
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidValue(
            f"{where} should be a time with an offset, such as 2026-03-05T19:00:00+00:00, not {_short(plain)}"
        ) from error


def _short(plain: Any) -> str:
    # A file made by hand may hold a value of any length; the error stays one line.
    text = repr(plain)
    return text if len(text) <= 40 else f"{text[:39]}…"


_WORDS: Mapping[type, str] = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
