"""CHECK constraints made from the vocabulary: the last check after `domain.validate`, whatever writes the rows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.schema import SchemaItem

from diary.domain.fields import LONGEST_NOTE
from diary.domain.validate import FIRST_YEAR, LAST_YEAR
from diary.domain.vocabulary import HIGHEST, LOWEST, QUALITIES, REGIONS, SIDES, SYMPTOMS, Region

# GLOB has no repetition, so each digit is written out.
_DIGIT = "[0-9]"
_DATE = "-".join((_DIGIT * 4, _DIGIT * 2, _DIGIT * 2))
_TIME = ":".join((_DIGIT * 2, _DIGIT * 2, _DIGIT * 2))


def constraint(name: str, condition: str) -> CheckConstraint:
    """A CHECK with that name; as always in SQL, NULL passes it."""
    return CheckConstraint(text(condition), name=name)


def sql_list(words: Iterable[str]) -> str:
    """Words as an SQL list of strings."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The column holds one of the words."""
    return constraint(column, f"{column} IN {sql_list(words)}")


def ratings(*columns: str) -> Iterable[CheckConstraint]:
    """The columns hold whole numbers 0–10, or nothing."""
    # IN and not BETWEEN, which would let 5.5 pass.
    levels = ", ".join(str(level) for level in range(LOWEST, HIGHEST + 1))
    return [constraint(column, f"{column} IN ({levels})") for column in columns]


def flags(*columns: str) -> Iterable[CheckConstraint]:
    """The columns hold 0 or 1, or nothing."""
    return [constraint(column, f'"{column}" IN (0, 1)') for column in columns]


def places(*, optional: bool) -> CheckConstraint:
    """The side is one that the site can have; with `optional` both may be missing."""
    # Grouped by their sides, because most regions have the same ones, and the condition runs for each row.
    sides: dict[tuple[str, ...], list[Region]] = {}
    for region in REGIONS.values():
        sides.setdefault(region.sides, []).append(region)
    alternatives = [
        f"(site IN {sql_list(region.name for region in regions)} AND side IN {sql_list(allowed)})"
        for allowed, regions in sides.items()
    ]
    missing = ["(site IS NULL AND side IS NULL)"] if optional else []
    # Without this a missing side would make the whole condition NULL, and NULL passes.
    both_or_none = "" if not optional else "(site IS NULL) = (side IS NULL) AND "
    return constraint("place", both_or_none + "(" + " OR ".join(missing + alternatives) + ")")


def side_or_none(column: str) -> CheckConstraint:
    """A side, or the empty text."""
    return one_of(column, ("", *SIDES))


def word_lists(*columns: str) -> Iterable[CheckConstraint]:
    """The columns (qualities, symptoms) hold words of their vocabulary, joined by semicolons."""
    # SQLite has no regular expressions: every known word is removed, and only a semicolon may be left.
    vocabularies = {"qualities": tuple(QUALITIES), "symptoms": tuple(SYMPTOMS)}
    for column in columns:
        left_over = f"';' || {column} || ';'"
        for word in vocabularies[column]:
            left_over = f"replace({left_over}, ';{word};', ';')"
        yield constraint(column, f"{column} = '' OR {left_over} = ';'")


def times(*columns: str) -> Iterable[CheckConstraint]:
    """The columns hold UTC instants as SQLModel writes them, in the years that a diary can hold, or nothing."""
    for column in columns:
        # One year more at each end: the year in UTC can differ from the local one, which is what `validate` checks.
        yield constraint(
            column,
            f"{column} GLOB '{_DATE} {_TIME}.{_DIGIT * 6}'"
            f" AND {column} BETWEEN '{FIRST_YEAR - 1}-' AND '{LAST_YEAR + 2}-'",
        )


def record_constraints(name: str, *more: SchemaItem) -> tuple[SchemaItem, ...]:
    """The constraints that every table of records has, and the index that makes reading a window of time fast."""
    return (
        Index(f"ix_{name}_at", "at", "id"),
        constraint("id", "length(id) BETWEEN 1 AND 64"),
        *times("at", "recorded"),
        # An offset is less than 24 hours (86,400 seconds), as in Python's `timezone`.
        constraint("offset", '"offset" BETWEEN -86399 AND 86399 AND typeof("offset") = \'integer\''),
        *flags("date_only"),
        constraint("zone", "length(zone) <= 64"),
        constraint("note", f"length(note) <= {LONGEST_NOTE}"),
        *more,
    )
