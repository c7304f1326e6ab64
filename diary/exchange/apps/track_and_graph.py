"""Track & Graph: one row a data point of a tracker, whose name is a place, a medicine or a session.

`FeatureName,Timestamp,Value,Label,Note`; older files have no `Label` and write `3:Label` as the value, files before
that no `Note` either. Values are numbers, or durations `H:MM:SS`, each part of which may be negative.
"""

from __future__ import annotations

import re

from diary.exchange.apps.rows import Export, Fact, ForeignRow, number
from diary.exchange.apps.tables import ForeignTable, TableRow

APP = "Track & Graph"
HEADER = frozenset({"featurename", "timestamp", "value"})
SECTION = "Trackers"
_DURATION = re.compile(r"(?P<h>-?\d+):(?P<m>-?\d{1,2}):(?P<s>-?\d{1,2})(?::(?P<label>.*))?", re.DOTALL)
_NUMBER = re.compile(r"(?P<value>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?::(?P<label>.*))?", re.DOTALL)


def read(table: ForeignTable) -> Export:
    """The rows of an export."""
    return Export(APP, tuple(_row(row) for row in table.rows), {SECTION: ""})


def _row(row: TableRow) -> ForeignRow:
    name, written = row.get("FeatureName"), row.get("Value")
    duration, single = _DURATION.fullmatch(written), _NUMBER.fullmatch(written)
    label = row.get("Label")
    if duration:
        label = label or (duration["label"] or "").strip()
        value = f"{duration['h']}:{duration['m']}:{duration['s']}"
        seconds = int(duration["h"]) * 3600 + int(duration["m"]) * 60 + int(duration["s"])
        fact = Fact(SECTION, name, value, more=label, minutes=seconds // 60 if seconds >= 60 else None)
    elif single:
        label = label or (single["label"] or "").strip()
        fact = Fact(SECTION, name, number(single["value"]), scale=name, more=label)
    else:
        fact = Fact(SECTION, name, written, scale=name, more=label)
    return ForeignRow(
        row.place,
        row.get("Timestamp"),
        facts=(fact,) if name else (),
        note=row.get("Note"),
        problem=row.problem or ("" if name else "there is no name of a tracker"),
        column="" if row.problem else "FeatureName",
    )
