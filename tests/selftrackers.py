"""Real self-trackers' diaries into the diary's own CSV, to measure with: `python -m tests.selftrackers FILE PERSON`.

The data stay where they are; nothing of them belongs into this project. Their ratings have decimals, which are
rounded; a place without a side gets the left one. Where `entered_at_utc` is still on the day it is about, it is the
time of the entry as well as of writing; where it is in the night after, only the day is known.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

PLACES = {
    "back": ("lower back", "center"),
    "knee": ("knee", "left"),
    "patellar_tendon_throbbing": ("knee", "right"),
    "elbow": ("elbow", "left"),
    "ankle": ("ankle", "left"),
}
HEADER = ("time", "zone", "recorded", "site", "side", "pain")
ZONE = "Europe/Paris"
"""The file does not say where its people lived; its own days fit this zone."""


def people(content: str) -> list[str]:
    """Whose ratings a file holds."""
    return sorted({row["subject"] for row in _rows(content)})


def diary_csv(content: str, person: str | None = None, zone: str = ZONE) -> str:
    """The ratings of one person, or of all, as CSV that `diary import` takes."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_converted(_rows(content), person, zone))
    return page.getvalue()


def _rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


def _converted(rows: Iterable[Mapping[str, str]], person: str | None, zone: str) -> Iterator[tuple[str, ...]]:
    for row in rows:
        if person not in (None, row["subject"]):
            continue
        site, side = PLACES[row["location"]]
        # Halves go up, as people round; Python's own rounding would send 4.5 to 4.
        pain = str(int(float(row["pain"]) + 0.5))
        time, recorded = row["date"], ""
        if row["entered_at_utc"]:
            entered = datetime.fromisoformat(row["entered_at_utc"]).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
            recorded = entered.isoformat()
            time = recorded if entered.date().isoformat() == row["date"] else time
        yield time, zone, recorded, site, side, pain


if __name__ == "__main__":
    given = Path(sys.argv[1]).read_text("utf-8")
    sys.stdout.write(diary_csv(given, sys.argv[2] if len(sys.argv) > 2 else None))
