"""What a key and a save make the screen draw, without a clock: the parts that change, and no new layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from textual._compositor import Compositor
from textual.content import Content
from textual.screen import Screen

from diary.tui.widgets.canvas import CanvasWidget
from tests.tui.driving import Driven, app_of, press, shown, until

pytestmark = pytest.mark.every_frame
ALL, LAYOUT = "the whole screen", "a new layout"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each kind of widget was drawn, the whole screen was, and all were given their places anew."""
    counts: Counter[str] = Counter()
    render, full, layout = CanvasWidget.render, Compositor.render_full_update, Screen._refresh_layout

    def one(widget: CanvasWidget) -> Content:
        counts[type(widget).__name__] += 1
        return render(widget)

    def counted(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def work_and_count(*given: object, **more: object) -> object:
            counts[name] += 1
            return work(*given, **more)

        return work_and_count

    monkeypatch.setattr(CanvasWidget, "render", one)
    monkeypatch.setattr(Compositor, "render_full_update", counted(ALL, full))
    monkeypatch.setattr(Screen, "_refresh_layout", counted(LAYOUT, layout))
    return counts


async def test_a_digit_draws_its_row_and_the_lines_of_its_site(sample: Driven, drawn: Counter[str]) -> None:
    async with sample.run() as pilot:
        await press(pilot, "3")  # which takes away the first message
        drawn.clear()
        await press(pilot, "4")
        await press(pilot, "5")
        assert {*drawn} == {"SiteTable", "SiteLine", "LevelRow"}
        assert max(drawn.values()) <= 2
        assert app_of(pilot).today.draft.inputs[0][1].level == 5


async def test_saving_makes_no_layout_before_saved_is_drawn(sample: Driven, drawn: Counter[str]) -> None:
    async with sample.run() as pilot:
        app = app_of(pilot)
        seen: list[Counter[str]] = []
        reload = app.reload

        def reading() -> None:
            seen.append(drawn.copy())
            assert shown(pilot).count("Saved 20:14 · lower back 4") == 1
            reload()

        app.reload = reading  # type: ignore[method-assign]
        await press(pilot, "4")
        drawn.clear()
        await press(pilot, "enter")
        await until(lambda: seen)
        # "Saving …" and "Saved", or one of both, and both before the diary is read again.
        assert 1 <= seen[0]["MessageLine"] <= 2
        assert not {ALL, LAYOUT} & {*seen[0]}
        assert app.status.kind == "saved"


async def test_no_screen_is_drawn_as_a_whole_for_what_one_of_its_parts_shows(
    sample: Driven, drawn: Counter[str]
) -> None:
    async with sample.run() as pilot:
        for way, key in (("down", "down"), ("h", "down"), ("f", "down")):
            await press(pilot, way)
            drawn.clear()
            await press(pilot, key)
            assert ALL not in drawn, way
