"""Diaries for the tests of the screen: the sample of ninety days, and an empty one, each in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.css.types import CSSLocation

from diary.clock import Clock
from diary.exchange.import_plan import apply, plan_import
from diary.samples import sample_clock, sample_csv
from diary.store.diary_store import open_diary
from tests.tui.driving import DRAWS, Driven


# Importing ninety days takes longer than most tests here: it is done once, and each test gets a copy.
@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample diary, made once."""
    path = tmp_path_factory.mktemp("sample") / "diary.db"
    with open_diary(path, clock=sample_clock(), program="import", create=True) as store:
        apply(plan_import(sample_csv("ninety-days"), store, sample_clock()), store, label="sample")
    return path


@pytest.fixture(scope="session", autouse=True)
def sheets_are_parsed_once() -> Iterator[None]:
    """Parse each style sheet once for all apps: each app alone would parse the same ones for 60 ms."""
    colours: dict[frozenset[tuple[str, str]], dict[str, list[Token]]] = {}
    parsed: dict[tuple[Any, ...], list[RuleSet]] = {}

    def values(of: dict[str, str]) -> dict[str, list[Token]]:
        key = frozenset(of.items())
        if key not in colours:
            colours[key] = tokenize_values(of)
        return colours[key]

    def rules(scope: str, css: str, read_from: CSSLocation, **how: Any) -> list[RuleSet]:
        # The same colours are the same object, which `colours` keeps.
        key = (scope, css, read_from, id(how["variable_tokens"]), how["is_default_rules"], how["tie_breaker"])
        if key not in parsed:
            parsed[key] = list(parse(scope, css, read_from, **how))
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stylesheet, "tokenize_values", values)
        patch.setattr(stylesheet, "parse", rules)
        yield


@pytest.fixture(autouse=True)
def frames_wait(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw only when the keys of a test are handled, not 25 frames on the way there: a third of the time of a test.

    Where the frames between are what is tested, the mark `every_frame` draws them all.
    """
    if request.node.get_closest_marker("every_frame"):
        return

    def later(compositor: Compositor, full: bool = False, **options: Any) -> RenderableType | None:
        return DRAWS(compositor, full, **options) if full else None  # what changed is still marked as not drawn

    monkeypatch.setattr(Compositor, "render_update", later)


@pytest.fixture
def clock() -> Clock:
    """Monday 2 November 2026, 20:14 in Berlin: just after the last entry of the sample."""
    return sample_clock()


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, clock: Clock) -> Driven:
    """The app on a copy of the sample."""
    shutil.copy(sample_file, tmp_path / "diary.db")
    return Driven(tmp_path / "diary.db", clock)


@pytest.fixture
def empty(tmp_path: Path, clock: Clock) -> Driven:
    """The app where there is no diary yet."""
    return Driven(tmp_path / "diary.db", clock)
