"""Whether a thing of a file is one the diary holds already."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, time

from diary.domain.moments import Moment
from diary.domain.records import Ack, Thing
from diary.domain.serialization import to_plain


def settled(new: Thing, old: Thing) -> Thing:
    """The new thing, with what it leaves open (when it was written, its zone) as the old one has it.

    It equals the old one where the two have the same content.
    """
    same_time = _same_time(new.at, old.at)
    recorded = old.recorded if new.recorded is None else new.recorded
    new = replace(new, id=old.id, recorded=recorded, at=old.at if same_time else new.at)
    if isinstance(new, Ack) and isinstance(old, Ack) and not new.movement and not old.movement:
        new = replace(new, movement=old.movement)
    return new


def same_content(new: Thing, old: Thing) -> bool:
    """Whether the old thing says what the new one says, whatever their ids."""
    return type(new) is type(old) and settled(new, old) == old


def content_key(thing: Thing) -> Thing:
    """What two things of the same content have alike; good for a dictionary."""
    at = Moment(thing.at.instant) if not thing.at.date_only else Moment(_day_start(thing.at), date_only=True)
    key = replace(thing, id="", recorded=None, at=at)
    return replace(key, movement=key.movement or None) if isinstance(key, Ack) else key


def content_id(thing: Thing, copy: int) -> str:
    """The id of a thing that came without one: made of its content, and of how many like it came before in its file."""
    plain = to_plain(replace(thing, id=""))
    text = json.dumps([plain, copy], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _same_time(new: Moment, old: Moment) -> bool:
    if new.date_only != old.date_only or new.zone not in ("", old.zone):
        return False
    # Of a day alone, its offset and its noon are no content: they come from where it was read.
    return new.day == old.day if new.date_only else (new.instant, new.offset) == (old.instant, old.offset)


def _day_start(at: Moment) -> datetime:
    return datetime.combine(at.day, time(0), UTC)
