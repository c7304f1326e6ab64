"""Finding one thing by the beginning of its id."""

from __future__ import annotations

from sqlalchemy import Connection, text

from diary.domain.records import KINDS, Thing
from diary.errors import DiaryError
from diary.store.ledger import ids_known
from diary.store.reading import things_by_id
from diary.store.windows import last_written

LAST = "last"
_ENOUGH = 6


def find_by_prefix(connection: Connection, prefix: str) -> Thing:
    """The thing whose id is or begins so; "last" is the entry written last."""
    if prefix == LAST:
        entry = last_written(connection)
        if entry is None:
            raise DiaryError("there is no entry yet; write the first with: diary log 3 lower back")
        return entry
    if not prefix:
        raise DiaryError("which one? give the beginning of its id, or last")
    if not prefix.isascii():  # no id has such characters, and SQLite would refuse some of them
        raise DiaryError(f"no id begins with {prefix}; see diary list for what is there")
    found = [(id, kind) for kind in KINDS for id in _ids_that_begin(connection, kind, prefix)]
    for id, kind in found if len(found) == 1 else [each for each in found if each[0] == prefix]:
        (thing,) = things_by_id(connection, kind, [id])
        return thing
    if found:
        ids = ", ".join(id for id, _ in found[:_ENOUGH]) + (", …" if len(found) > _ENOUGH else "")
        raise DiaryError(f"{prefix} could be {ids}; give more of the id")
    if ids_known(connection, [prefix]):
        raise DiaryError(f"{prefix} was deleted; to bring back what was deleted last: diary undo")
    raise DiaryError(f"no id begins with {prefix}; see diary list for what is there")


def _ids_that_begin(connection: Connection, kind: str, prefix: str) -> list[str]:
    # A range rather than LIKE, which would not use the index. No character of an id comes after the last one here.
    query = text(f"SELECT id FROM {kind} WHERE id >= :first AND id < :beyond ORDER BY id LIMIT {_ENOUGH + 1}")
    found = connection.execute(query, {"first": prefix, "beyond": prefix + "\U0010ffff"})
    return [str(id) for (id,) in found]
