"""The disk reports an error after the change is in the file: the person is told that it is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from diary.errors import StoreError
from diary.store import change_log
from diary.store.diary_store import DiaryStore
from diary.store.errors import NotSynced
from diary.store.open_file import OpenFile
from tests.store.samples import entry


@contextmanager
def _then_fails(transaction: AbstractContextManager[sqlite3.Connection]) -> Iterator[sqlite3.Connection]:
    with transaction as connection:
        yield connection
    raise sqlite3.OperationalError("disk I/O error")


def test_a_commit_whose_last_step_failed_is_said_to_be_saved(
    store: DiaryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = OpenFile._transaction

    def commits_and_fails(self: OpenFile, begin: str) -> AbstractContextManager[sqlite3.Connection]:
        return _then_fails(real(self, begin)) if begin == "BEGIN IMMEDIATE" else real(self, begin)

    with monkeypatch.context() as patched:
        patched.setattr(OpenFile, "_transaction", commits_and_fails)
        with pytest.raises(NotSynced, match=r"it is saved in .* the disk reported an error") as failure:
            store.save(entry(2))
    assert store.changes(1) == (failure.value.change,)


def test_a_commit_that_failed_before_the_file_had_it_is_not_said_to_be_saved(
    store: DiaryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Any:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(change_log, "record_change", fails)
        with pytest.raises(StoreError) as failure:
            store.save(entry(2))
    assert not isinstance(failure.value, NotSynced)
    assert store.count() == 0


def test_what_can_not_be_read_after_the_commit_does_not_make_the_save_fail(
    store: DiaryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = OpenFile._notice_commits

    def fails_once_committed(self: OpenFile) -> bool:
        if self.wrote:
            raise sqlite3.OperationalError("disk I/O error")
        return real(self)

    with monkeypatch.context() as patched:
        patched.setattr(OpenFile, "_notice_commits", fails_once_committed)
        change = store.save(entry(2))
    assert store.changes(1) == (change,)
