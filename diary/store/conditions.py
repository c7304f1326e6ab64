"""Conditions of partial indexes. A query must repeat them to the letter for SQLite to use the index."""

from __future__ import annotations

SYMPTOMS_THERE, QUALITIES_THERE, CAME_SUDDENLY = "symptoms <> ''", "qualities <> ''", "sudden = 1"
