"""The whole schema, for code that needs all tables at once."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import MetaData

from diary.store.schema import tables
from diary.store.schema.tables.base import SCHEMA


def whole_schema() -> MetaData:
    """The schema with every table defined."""
    # A table is in SCHEMA only after its module was imported.
    for module in iter_modules(tables.__path__):
        import_module(f"{tables.__name__}.{module.name}")
    return SCHEMA
