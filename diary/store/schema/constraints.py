"""CHECK constraints made from the vocabulary: the last wall behind `domain.checks`, for whatever writes rows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.schema import SchemaItem

from diary.domain.fields import LONGEST_NOTE
from diary.domain.validate import FIRST_YEAR, LAST_YEAR
from diary.domain.vocabulary import HIGHEST, LOWEST, QUALITIES, REGIONS, SIDES, SYMPTOMS, Region

_DIGIT = "[0-9]"
_DATE = "-".join((_DIGIT * 4, _DIGIT * 2, _DIGIT * 2))
_TIME = ":".join((_DIGIT * 2, _DIGIT * 2, _DIGIT * 2))


def constraint(name: str, condition: str) -> CheckConstraint:
    """A CHECK of that name; what is NULL passes it, as in all SQL."""
    return CheckConstraint(text(condition), name=name)


def listed(words: Iterable[str]) -> str:
    """Words as an SQL list of strings."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The column holds one of the words."""
    return constraint(column, f"{column} IN {listed(words)}")


def ratings(*columns: str) -> Iterable[CheckConstraint]:
    """The columns hold whole numbers 0–10, or nothing."""
    levels = ", ".join(str(level) for level in range(LOWEST, HIGHEST + 1))
    return [constraint(column, f"{column} IN ({levels})") for column in columns]


def flags(*columns: str) -> Iterable[CheckConstraint]:
    """The columns hold yes or no, or nothing."""
    return [constraint(column, f'"{column}" IN (0, 1)') for column in columns]


def places(*, optional: bool) -> CheckConstraint:
    """Site and side belong together; both may be missing where that is optional."""
    sides: dict[tuple[str, ...], list[Region]] = {}
    for region in REGIONS.values():
        sides.setdefault(region.sides, []).append(region)
    alternatives = [
        f"(site IN {listed(region.name for region in regions)} AND side IN {listed(allowed)})"
        for allowed, regions in sides.items()
    ]
    whole = ["(site IS NULL AND side IS NULL)"] if optional else []
    # Without these a missing side would make the whole condition NULL, and NULL passes.
    known = "" if not optional else "(site IS NULL) = (side IS NULL) AND "
    return constraint("place", known + "(" + " OR ".join(whole + alternatives) + ")")


def side_or_none(column: str) -> CheckConstraint:
    """A side, or the empty text."""
    return one_of(column, ("", *SIDES))


def word_lists(*columns: str) -> Iterable[CheckConstraint]:
    """The columns (qualities, symptoms) hold words of their vocabulary, joined by semicolons."""
    vocabularies = {"qualities": tuple(QUALITIES), "symptoms": tuple(SYMPTOMS)}
    for column in columns:
        left_over = f"';' || {column} || ';'"
        for word in vocabularies[column]:
            left_over = f"replace({left_over}, ';{word};', ';')"
        yield constraint(column, f"{column} = '' OR {left_over} = ';'")


def times(*columns: str) -> Iterable[CheckConstraint]:
    """The columns hold UTC instants as SQLModel writes them, in the years a diary can hold, or nothing."""
    for column in columns:
        yield constraint(
            column,
            f"{column} GLOB '{_DATE} {_TIME}.{_DIGIT * 6}'"
            f" AND {column} BETWEEN '{FIRST_YEAR - 1}-' AND '{LAST_YEAR + 2}-'",
        )


def record_constraints(name: str, *more: SchemaItem) -> tuple[SchemaItem, ...]:
    """What every table of things has: its walls and the index that makes a window of time quick."""
    return (
        Index(f"ix_{name}_at", "at", "id"),
        constraint("id", "length(id) BETWEEN 1 AND 64"),
        *times("at", "recorded"),
        constraint("offset", '"offset" BETWEEN -86399 AND 86399 AND typeof("offset") = \'integer\''),
        *flags("date_only"),
        constraint("zone", "length(zone) <= 64"),
        constraint("note", f"length(note) <= {LONGEST_NOTE}"),
        *more,
    )
