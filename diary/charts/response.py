"""The pain during and after exercise: for each kind the level before, during, the highest and the last in 48 hours."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.period import Period, Place
from diary.charts.printable_text import one_line
from diary.charts.style import (
    EACH,
    INCH_OF_TITLE,
    INK,
    LINE,
    MOST_BESIDE,
    MUTED,
    NAME,
    NARROWEST,
    SMALL,
    empty_figure,
    level_axis,
    new_figure,
    put_title,
)
from diary.charts.tracks import MOST_KINDS
from diary.domain.exercise_light import Bands, Light
from diary.domain.text import capital
from diary.review.courses import Pattern, leading, lights_text, patterns, settling, together, yardsticks
from diary.review.snapshot import Review

MOST_LETTERS = 26
EACH_UP_TO = 40
"""Thin lines in a panel: the newest; more would hide the medians."""
WIDE = 6.5
"""Inches from which on the long caption has room."""
PANEL, OVER, AROUND = 1.15, 0.86, 1.32
"""Inches: a panel, the room for its name and four lines of words, and all the room around it."""
STAGES = ("before", "during", "highest\nin 48 h", "last\nin 48 h")
BEFORE, DURING, HIGHEST, LAST = range(4)
LIGHT_COLORS = {Light.GREEN: "#2f6b2f", Light.AMBER: "#8a5a00", Light.RED: "#a8323a", None: MUTED}
"""As dark as text must be on white; each is the colour of the letter that names it."""


def draw(
    review: Review,
    places: Sequence[Place],
    period: Period,
    width: float,
    title: bool,
    part: tuple[int, int] | None = None,
) -> Figure:
    """The answer to each kind of session at the site that rose most, those of the latest session first."""
    kinds = [p for p in patterns(review.snapshot, period.first, period.last) if (p.site, p.side) in places]
    first, last = part or (0, MOST_KINDS)
    kinds = (leading(kinds) if len(places) > 1 else together(kinds))[first:last]
    if not kinds:
        return empty_figure(width, "No session in this time has levels before and after it.")
    columns = max(1, min(len(kinds), MOST_BESIDE, int(width / NARROWEST)))
    rows = -(-len(kinds) // columns)
    top = INCH_OF_TITLE if title else 0.0
    height = top + rows * (PANEL + AROUND) + 0.17
    figure = new_figure(width, height)
    if title:
        put_title(figure, "The pain after exercise", period, height)
    across = (width - 0.1) / columns
    for number, pattern in enumerate(kinds):
        row, column = divmod(number, columns)
        bottom = height - top - row * (PANEL + AROUND) - OVER - PANEL
        box = ((column * across + 0.3) / width, bottom / height, (across - 0.35) / width, PANEL / height)
        _panel(figure.add_axes(box), pattern, review.bands)
    light = " · G, A, R: green, amber, red light" if any(pattern.during for pattern in kinds) else ""
    each = f"thin: each time, of the latest {EACH_UP_TO}"
    caption = f"thick: medians of all times, from five on; {each}" if width >= WIDE else f"thick: medians; {each}"
    caption += light
    figure.text(0.3 / width, 0.03 / height, caption, fontsize=SMALL, color=MUTED, va="bottom")
    return figure


def _panel(axes: Axes, pattern: Pattern, bands: Bands) -> None:
    level_axis(axes)
    for answer in pattern.responses[-EACH_UP_TO:]:
        stages = [(BEFORE, answer.before.level), (HIGHEST, answer.peak), (LAST, answer.last)]
        axes.plot([x for x, _ in stages], [level for _, level in stages], color=EACH, linewidth=0.8, gid="each time")
        if answer.during is not None:
            light = answer.light(bands)
            letter = light.value[0].upper() if light else "?"
            axes.text(
                DURING, answer.during, letter, color=LIGHT_COLORS[light], fontsize=SMALL, fontweight="bold",
                ha="center", va="center", gid="light",
            )  # fmt: skip
    middles = list(zip((BEFORE, HIGHEST, LAST), pattern.middles, strict=True)) if pattern.enough else []
    axes.plot(
        [x for x, _ in middles], [level for _, level in middles], color=LINE, linewidth=1.8, marker="o", markersize=4,
        gid="middle",
    )  # fmt: skip
    for x, level in middles:
        axes.annotate(
            f"{level:g}",
            (x, level),
            (0, 4),
            textcoords="offset points",
            fontsize=SMALL,
            ha="center",
            va="bottom",
            color=INK,
        )
    axes.set_xlim(-0.4, 3.4)
    axes.set_xticks(range(len(STAGES)), STAGES, fontsize=SMALL)
    times = f"{pattern.times} time{'' if pattern.times == 1 else 's'}"
    name = one_line(pattern.name, MOST_LETTERS)
    axes.set_title(capital(name), loc="left", fontsize=NAME, fontweight="bold", color=INK, pad=48)
    ((_, _, without),) = yardsticks([pattern])
    rest = f"48 h without: {without}" if without.startswith("medians") else without
    known = lights_text(pattern, bands, why=False)
    words = filter(None, (f"{pattern.name_of_place}, {times}", settling(pattern), rest, known and f"light: {known}"))
    axes.annotate(
        "\n".join(words), (0, 1), (0, 3), xycoords="axes fraction",
        textcoords="offset points", fontsize=SMALL, color=MUTED, va="bottom",
    )  # fmt: skip
