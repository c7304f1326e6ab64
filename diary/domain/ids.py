"""Stable random ids, the same length for things of every kind."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """Sixteen hex digits, random enough that two diaries can be merged."""
    return secrets.token_hex(8)
