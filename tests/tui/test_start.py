"""The start of the screen without a clock: how little is loaded and mounted before the first frame is there."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.css.stylesheet import Stylesheet

from diary.tui.screens.start import StartScreen
from tests.tui.driving import Driven, app_of, idle, until

MOST_MODULES = 45
"""Modules of the diary that the first frame may need; with Today and the rules there are about 130."""
MOST_WIDGETS = 5
"""Widgets of the first frame: the line at the top, the message, the keys, and between them a place with one line."""
MOST_WIDGETS_OF_TODAY = 30


def loaded_by(code: str) -> list[str]:
    """The modules that a new process has loaded after this code."""
    show = "import sys; print('MODULES', *sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True)
    return done.stdout.rpartition("MODULES ")[2].split()


def test_the_first_frame_needs_nothing_that_draws_or_judges_the_diary() -> None:
    loaded = loaded_by("import diary.tui.app")
    ours = [name for name in loaded if name.partition(".")[0] == "diary"]
    heavy = ("diary.analysis", "diary.review", "diary.store", "diary.domain.records", "diary.domain.grammar.times")
    assert not {*heavy, "diary.tui.screens.today.screen", "sqlalchemy", "sqlmodel"} & {*loaded}
    assert len(ours) <= MOST_MODULES


@pytest.mark.parametrize("name", ["sqlmodel", "pydantic", "diary.domain.grammar.entry", "diary.domain.grammar.line"])
def test_the_diary_of_today_is_shown_without(name: str) -> None:
    code = "import diary.tui.app, diary.tui.screens.today.screen, diary.store.diary_store, diary.review.day"
    assert name not in loaded_by(code)


async def test_the_first_frame_has_few_widgets_and_today_takes_its_place(sample: Driven) -> None:
    app = sample.app()
    async with app.run_test(size=(100, 30)):
        assert isinstance(app.screen, StartScreen)
        assert len(app.screen.query("*")) <= MOST_WIDGETS
    async with sample.run() as pilot:
        assert app_of(pilot).screen_stack == [app_of(pilot).today]
        assert len(app_of(pilot).screen.query("*")) <= MOST_WIDGETS_OF_TODAY


async def test_the_style_sheets_are_not_parsed_anew_for_today(sample: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    reparse = Stylesheet.reparse

    def noted(sheet: Stylesheet) -> None:
        parsed.append(app.state)
        reparse(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", noted)
    app = sample.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: app.state != "opening")
        await idle(pilot)
    # For the first frame and its colours, before anything of the diary is there.
    assert parsed == ["opening", "opening"]
