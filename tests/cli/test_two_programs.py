"""A command that has read a record changes nothing of it once another program has changed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diary.review import snapshot
from diary.samples import sample_clock
from diary.store.diary_store import DiaryStore, open_diary
from tests.cli.conftest import Run
from tests.cli.test_logging import entries


def meanwhile(monkeypatch: pytest.MonkeyPatch, path: Path, change: Callable[[DiaryStore], object]) -> None:
    """Let the screen change the diary once, after the command has read its record."""
    review, changes = snapshot.review, [change]

    def review_later(*given: object, **more: object) -> object:
        if changes:
            with open_diary(path, clock=sample_clock(), program="tui", create=False) as other:
                changes.pop()(other)
        return review(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(snapshot, "review", review_later)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("edit last 5 left knee", "Yours, not saved: Thu 5 Mar 20:00 left knee 5/10"),
        ("delete last", "In the diary now: Thu 5 Mar 20:00 left knee 4/10 — newer"),
    ],
)
def test_what_the_screen_changed_meanwhile_is_not_written_over(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    run("log 4 left knee")
    path = tmp_path / "diary.db"

    def change(other: DiaryStore) -> None:
        other.replace(replace(other.get("last"), note="newer"))

    meanwhile(monkeypatch, path, change)
    answer = run(line)
    assert (answer.status, answer.out) == (1, "")
    assert "it was changed by the screen since it was opened, and is left so" in answer.err
    assert "In the diary now: Thu 5 Mar 20:00 left knee 4/10 — newer" in answer.err
    assert said in answer.err
    assert [entry["note"] for entry in entries(run)] == ["newer"]


def test_nobody_is_said_to_know_of_what_was_logged_meanwhile(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("log 8 left knee numb sudden")
    path = tmp_path / "diary.db"

    def log(other: DiaryStore) -> None:
        other.save(replace(other.get("last"), id="second"))

    meanwhile(monkeypatch, path, log)
    answer = run("told all")
    assert answer.status == 1
    assert "changed meanwhile" in answer.err
    assert run("told all").status == 0
