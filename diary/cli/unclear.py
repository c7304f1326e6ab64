"""The lines that an error prints begin with the command that was typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from diary.errors import UnclearLine


@contextmanager
def lines_for(command: str) -> Iterator[None]:
    """Give the lines of a refusal the name of their command."""
    try:
        yield
    except UnclearLine as error:
        error.command = command
        raise
