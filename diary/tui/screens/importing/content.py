"""The lines of the Import screen. Pure: a plan and a map in, lines to show out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diary.domain.text import printable
from diary.error_hints import with_hint
from diary.exchange.apps.map_questions import words_of
from diary.exchange.apps.rows import ASK
from diary.exchange.import_plan import what_comes
from diary.exchange.parsed_file import REFUSALS, Fate, ImportPlan, RowFate
from diary.tui.widgets.texts import KEYS

if TYPE_CHECKING:
    from diary.domain.records import Record
    from diary.exchange.apps.map_file import Line

FATE_WORDS = {
    Fate.NEW: "new",
    Fate.SAME: "in the diary already",
    Fate.UPDATED: "will be changed",
    Fate.CHANGED: "different in the diary",
    Fate.DELETED: "deleted before",
    Fate.PURGED: "purged before",
    Fate.REFUSED: "not taken",
    Fate.LEFT_OUT: "left out",
    Fate.REMOVED: "will be taken out again",
}


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One line of the list: a heading, something to press, or a fact."""

    text: str
    press: Callable[[], None] | None = None
    heading: bool = False


def counts_text(plan: ImportPlan) -> str:
    """How many things become what."""
    return ", ".join(f"{count:,} {FATE_WORDS.get(fate, fate)}" for fate, count in plan.counts.items()) or "nothing"


def line_text(line: Line) -> str:
    """A line of the map: what it is about, and what it says."""
    about = words_of(line.keys).rstrip("?:").replace(": what is “", ": “").replace("which level 0-10 is ", "")
    if line.answer == ASK:
        return printable(f"?  {about}" + (f"   ({line.remark})" if line.remark else ""))
    return printable(f"   {about} → {answer_text(line)}")


def answer_text(line: Line) -> str:
    """What a line of the map says; what an empty one means."""
    return str(line.answer) or {"options": "where you are", "parts-of-the-day": "only the day"}.get(
        line.keys[0], "no level"
    )


class RowTexts:
    """The text of each row of the file; those that do not go in come first."""

    def __init__(self, plan: ImportPlan) -> None:
        self._rows = sorted(plan.rows, key=lambda row: row.fate not in REFUSALS)
        self._coming: dict[str, Record] = {record.id: record for record in (*plan.new, *plan.updates)}

    def __len__(self) -> int:
        return len(self._rows)

    def text(self, index: int) -> str:
        """What becomes of a row, and what it will be."""
        row = self._rows[index]
        record = self._coming.get(row.id)
        return printable(f"{_where(row)}: {row.fate}: {what_comes(record)}" if record else _reason(row))


def _where(row: RowFate) -> str:
    return ", ".join(part for part in (row.place, row.column) if part)


def _reason(row: RowFate) -> str:
    reason = with_hint(row.reason, row.hint, KEYS) if row.reason else ""
    return f"{_where(row)}: {row.fate}" + (f": {reason}" if reason else "")


def remark_lines(plan: ImportPlan) -> Iterator[str]:
    """How the file was read where that was not to the letter."""
    yield from (printable(str(remark)) for remark in plan.remarks)
